//! What translators have to do: what changed in the English since each page was made from it, block by block.

mod counterpart;
mod markdown;
mod text;
#[cfg(feature = "cli")]
mod units;

pub use markdown::markdown;
#[cfg(feature = "cli")]
pub(crate) use text::around;
pub use text::text;
#[cfg(feature = "cli")]
pub use units::units;

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use crate::change::{Change, Fate, Kind, Piece, PieceKind, Versions, Word};
use crate::check::{Gaps, add_gaps};
use crate::contract::summary;
use crate::group::{Currency, Doc, PageGroup, View};
use crate::shared::{self, Pool};
use counterpart::Counterparts;

/// The work list of the translators of a tree.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outdated {
    /// The pages, those whose age harms readers most first.
    #[serde(deserialize_with = "pages")]
    pub pages: Vec<OutdatedPage>,
    /// How many pages were looked at.
    pub looked_at: usize,
    /// How many more pages differ from the English of today in case, punctuation or the targets of links alone.
    pub form_only: usize,
    /// How many pages nobody knows of from which English they were made.
    pub unknown: usize,
    /// How the tree was read, where nobody told: for the reader of the output.
    #[serde(skip)]
    pub note: Option<String>,
    /// How many pages were judged without the English that they say they were made from, and why.
    #[serde(skip)]
    pub gaps: Gaps,
}

/// A page that was made from an older English.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OutdatedPage {
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// What the page is called in every locale.
    pub page: String,
    /// The locale, as a BCP 47 tag.
    pub locale: String,
    /// The English file of today, as the user named it.
    pub english: String,
    /// The English that it was made from: the commit and the path, where it was found in the history.
    pub made_from: Option<String>,
    /// What its readers are missing.
    pub state: Currency,
    /// How many words are to be translated or read.
    pub words: usize,
    /// What of the contract changed, in a sentence.
    pub contract: String,
    /// What is known where the English that it was made from is not at hand.
    pub told: Option<String>,
    /// The changes in the order of the English of today.
    pub changes: Vec<Block>,
}

/// A change of a block of the English.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// What became of it.
    pub fate: Fate,
    /// What of it changed.
    pub kind: Kind,
    /// What it is, as users call it.
    pub block: Cow<'static, str>,
    /// How many words are to be translated or read.
    pub words: usize,
    /// As it was.
    pub older: Option<Passage>,
    /// As it is now.
    pub newer: Option<Passage>,
    /// The block of the translation that stands for it.
    pub translation: Option<Passage>,
    /// The line of the translation that it belongs behind: of what is new or has moved, or where no block stands for it.
    pub behind: Option<usize>,
    /// What changed: words, or the lines of code.
    pub diff: Arc<[Word]>,
    /// Where links lead no more, and where they lead now.
    pub links: Arc<[Word]>,
    /// The first commit that did it.
    pub commit: Option<Arc<Commit>>,
}

/// Reads pages. Locales that were made from one English miss the same: what changed is kept once.
fn pages<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<OutdatedPage>, D::Error> {
    shared::each(deserializer, |page: &mut OutdatedPage, (words, commits): &mut (Pool<[Word]>, Pool<Commit>)| {
        page.changes.shrink_to_fit();
        for block in &mut page.changes {
            words.share(&mut block.diff);
            words.share(&mut block.links);
            block.commit.iter_mut().for_each(|commit| commits.share(commit));
        }
    })
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The line where it begins, from 1.
    pub line: usize,
    /// The text with its markup, without the marks of headings and list items. Nothing is kept of it where a work list is read
    /// back for a report, which shows what changed in it.
    #[serde(skip_deserializing)]
    pub text: String,
}

/// A commit of the English tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Commit {
    /// Its id.
    pub id: String,
    /// The day when it was made, as `2027-01-31`.
    pub day: String,
    /// The first line of its message.
    pub subject: String,
}

/// The versions of an English page behind the one that a page was made from, the oldest first.
pub struct Later<'l> {
    /// How many there are.
    pub count: usize,
    /// What one of them says.
    pub text: &'l dyn Fn(usize) -> Option<String>,
    /// The commit that made it.
    pub commit: &'l dyn Fn(usize) -> Option<Commit>,
}

impl Outdated {
    /// The work list of `pages`.
    #[must_use]
    pub fn new(mut pages: Vec<OutdatedPage>) -> Self {
        pages.sort_by(|one, other| {
            let harm = |page: &OutdatedPage| (page.state, page.words);
            harm(other).cmp(&harm(one)).then_with(|| one.path.cmp(&other.path))
        });
        Self { pages, ..Self::default() }
    }

    /// Puts what is to be done for other pages together with this.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        self.pages.append(&mut other.pages);
        add_gaps(&mut self.gaps, other.gaps);
        Self {
            looked_at: self.looked_at + other.looked_at,
            form_only: self.form_only + other.form_only,
            unknown: self.unknown + other.unknown,
            gaps: self.gaps,
            ..Self::new(self.pages)
        }
    }

    /// All of it in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
        let changes = self.pages.iter().map(|page| page.changes.len()).sum();
        let words = self.pages.iter().map(|page| page.words).sum();
        let mut told = match self.pages.len() {
            0 => format!("none of {} is outdated", count(self.looked_at, "page")),
            outdated => format!(
                "{outdated} of {} {} outdated: {}, {}",
                count(self.looked_at, "page"),
                if outdated == 1 { "is" } else { "are" },
                count(changes, "change"),
                count(words, "word")
            ),
        };
        if self.form_only > 0 {
            told += &format!("; {} more with other links, wording, case or punctuation alone (--all)", self.form_only);
        }
        if self.unknown > 0 {
            told += &format!("; {} without a sign of the English they were made from", self.unknown);
        }
        told
    }
}

/// What is to be done for a page; `None` where its readers miss nothing, or nobody knows. `later` finds the versions of the
/// English page that came after a text.
#[must_use]
pub fn outdated_page(group: &PageGroup<'_>, doc: &Doc<'_>, later: Option<&Later<'_>>) -> Option<OutdatedPage> {
    let (english, state) = (group.english.as_ref()?, group.currency(doc));
    if state == Currency::Unknown {
        return None;
    }
    let older = group.made_from(doc);
    let mut page = OutdatedPage {
        path: doc.file.path.clone(),
        page: doc.file.key.clone(),
        locale: doc.locale.as_ref().map(ToString::to_string).unwrap_or_default(),
        english: english.file.path.clone(),
        made_from: older.map(|older| older.file.path.clone()),
        state,
        words: 0,
        contract: String::new(),
        told: None,
        changes: Vec::new(),
    };
    let Some(since) = group.since(doc) else {
        page.told = Some(without_english(group, doc));
        return (state != Currency::Current).then_some(page);
    };
    let contract = [summary(&since.facts), since.names.summary()];
    page.contract = contract.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    let file = older.unwrap_or(doc);
    let (made, today) = (older.map_or(doc.source.as_ref(), |older| Some(older.english()))?, english.english());
    let counterparts = Counterparts::new(doc, made);
    let (older_text, newer_text) = (made.seen(), today.seen());
    let none = Later { count: 0, text: &|_| None, commit: &|_| None };
    let later = later.unwrap_or(&none);
    let versions = Versions::new((&older_text, &newer_text), later.count, later.text);
    page.changes = since
        .changes
        .iter()
        .map(|change| Block {
            fate: change.fate,
            kind: change.kind,
            block: change.piece().kind.name().into(),
            words: change.words(),
            older: change.older.as_ref().map(|piece| passage(file, made, piece)),
            newer: change.newer.as_ref().map(|piece| passage(english, today, piece)),
            translation: change.older.as_ref().and_then(|piece| counterparts.of(piece)),
            behind: behind(&counterparts, change),
            diff: change.read().into(),
            links: change.links().into(),
            commit: (later.commit)(versions.first(change)).map(Into::into),
        })
        .collect();
    page.words = page.changes.iter().map(|block| block.words).sum();
    Some(page).filter(|page| !page.changes.is_empty())
}

/// What is known of a stale page whose English is not at hand.
fn without_english(group: &PageGroup<'_>, doc: &Doc<'_>) -> String {
    let (requests, sections) = (group.other_requests(doc), group.changed_sections(doc));
    if !requests.is_empty() && doc.source.is_none() {
        return format!("its requests are not those of the English of today: {}", summary(&requests));
    }
    if sections.is_empty() {
        return "the English that it was made from is not at hand".to_owned();
    }
    format!("since then {}", sections.join(", "))
}

fn passage(doc: &Doc<'_>, view: &View<'_>, piece: &Piece) -> Passage {
    let (line, _) = doc.position(view.reading.in_file(piece.span).start);
    let text = match piece.kind {
        PieceKind::Value => piece.seen.clone(),
        _ => piece.span.of(view.page.text).trim_end().to_owned(),
    };
    Passage { line, text }
}

fn behind(counterparts: &Counterparts<'_, '_>, change: &Change) -> Option<usize> {
    match (&change.older, &change.behind, change.fate) {
        (_, Some(before), Fate::Added | Fate::Moved) => counterparts.near(before),
        (_, None, Fate::Added | Fate::Moved) => Some(1),
        (Some(older), ..) if counterparts.of(older).is_none() => counterparts.near(older),
        _ => None,
    }
}
