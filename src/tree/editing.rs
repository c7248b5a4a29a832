//! What an editor shows and does beside findings: the same place in other locales, the state of a page, and edits of its text.

use std::path::{Path, PathBuf};

use super::ignore::silencing;
use super::trial::Trial;
use super::tried::is_safe;
use super::workspace::{Texts, Workspace};
use crate::check::{Memory, compared};
use crate::config::absolute;
use crate::finding::Edit;
use crate::fix::{Pages, Silence, repair};
use crate::group::{Currency, Doc, PageGroup, Renderings};
use crate::span::Span;
use crate::text::Text;

/// The place on another page that stands for a place of an open one.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The file.
    pub path: PathBuf,
    /// Whether it is the English.
    pub is_english: bool,
    /// Where the text stands, in bytes of the file.
    pub span: Span,
    /// The whole text of the file.
    pub content: String,
}

impl Workspace {
    /// Where the text stands in the English and in the other locales that the byte at `offset` of an open page belongs to, the
    /// English first. A bilingual page without an English page has its English beside it.
    #[must_use]
    pub fn beside(&self, page: &Path, offset: usize, texts: &Texts) -> Vec<Beside> {
        self.look(page, texts, |group, doc| {
            let there = |other: &Doc<'_>, is_english| Beside {
                path: absolute(Path::new(&other.file.path)),
                is_english,
                span: doc.beside(offset, other),
                content: other.content().to_owned(),
            };
            let own_english = || {
                let span = doc.segment_at(offset).filter(|_| doc.source.is_some())?.source;
                let (path, content) = (absolute(page), doc.content().to_owned());
                Some(Beside { path, is_english: true, span, content })
            };
            let is_other = |other: &&Doc<'_>| other.file.path != doc.file.path;
            let english = group.english.iter().filter(is_other).map(|english| there(english, true)).next();
            let others = group.docs.iter().filter(is_other).map(|other| there(other, false));
            english.or_else(own_english).into_iter().chain(others).collect()
        })
        .unwrap_or_default()
    }

    /// How an open page stands to its English, in a few words, and the place on the page that they are shown behind.
    #[must_use]
    pub fn state(&self, page: &Path, texts: &Texts) -> Option<(usize, String)> {
        self.look(page, texts, |group, doc| {
            let title = doc.localized.page.title().map_or(Span::default(), |title| title.span);
            let title = doc.localized.reading.in_file(title.trimmed(doc.localized.page.text));
            let line = doc.content()[title.end..].find(['\r', '\n']).map_or(doc.content().len(), |at| title.end + at);
            (line, told(group, doc))
        })
    }

    /// The edit of an open page that writes the comment which silences what `silence` names at a line, from 1.
    #[must_use]
    pub fn silencing(&self, page: &Path, line: usize, silence: Silence<'_>, texts: &Texts) -> Option<Edit> {
        let place = self.place(page)?;
        let text = Text::from(texts.get(page)?.to_owned());
        let others = self.instead(place.0, texts);
        silencing(&self.corpus, place, (&text, &others), (Some(line), silence)).ok().map(|(edit, _)| edit)
    }

    /// The text of an open page after all of its safe repairs, as `fix` makes them.
    #[must_use]
    pub fn repaired(&self, page: &Path, texts: &Texts) -> Option<String> {
        let (group, entry) = self.place(page)?;
        let text = texts.get(page)?.to_owned();
        let (renderings, memory) = (Renderings::default(), Memory::default());
        let trial = Trial::new(&self.corpus, &renderings, &memory);
        let check = |pages: &Pages| trial.findings(group, self.instead(group, texts), pages);
        let repaired = repair([(entry.shown.clone(), text.into_bytes())].into(), &is_safe, &check);
        String::from_utf8(repaired.pages.into_values().next()?).ok()
    }

    /// Hands the page group of an open page to `look`, with the page in it.
    fn look<T>(&self, page: &Path, texts: &Texts, look: impl Fn(&PageGroup<'_>, &Doc<'_>) -> T) -> Option<T> {
        let (group, entry) = self.place(page)?;
        let instead = self.instead(group, texts);
        let look = |group: &PageGroup<'_>| {
            let mut docs = group.docs.iter().chain(&group.english);
            docs.find(|doc| doc.file.path == entry.shown).map(|doc| look(group, doc))
        };
        self.corpus.look_again(group, &instead, look).seen?
    }
}

/// How a page stands to its English.
fn told(group: &PageGroup<'_>, doc: &Doc<'_>) -> String {
    if group.english.as_ref().is_some_and(|english| english.file.path == doc.file.path) {
        let locales: Vec<&str> =
            group.docs.iter().filter_map(|doc| doc.locale.as_ref()).map(crate::locale::Locale::as_str).collect();
        return format!("the English of {}", locales.join(", "));
    }
    let compared = match compared(group, doc) {
        Ok(by) => by.say(),
        Err(why) => return format!("not compared: it is {}", why.say()),
    };
    let since = group.since(doc);
    let facts = since.map_or(0, |since| since.facts.len());
    let texts = since.map_or(0, |since| since.changes.iter().filter(|change| change.ages()).count());
    let count = |number: usize, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
    match group.currency(doc) {
        Currency::Current => "current: made from the English of today".to_owned(),
        Currency::StaleContract if facts > 0 => format!("stale: {} changed in the English since", count(facts, "fact")),
        Currency::StaleProse | Currency::StaleCode | Currency::StaleContract if texts > 0 => {
            format!("stale: {} changed in the English since", count(texts, "text"))
        }
        Currency::StaleProse | Currency::StaleCode | Currency::StaleContract => {
            "stale: the English has changed since".to_owned()
        }
        Currency::Unknown => format!("compared {compared}"),
    }
}
