//! Why a page is compared with which English, or is not compared.

use std::path::Path;

use rayon::prelude::*;

use super::corpus::{Corpus, Looked, Wanted};
use super::entry::Group;
use super::list::joined;
use crate::check::{Compared, NotCompared, compared};
use crate::config::{Config, absolute};
use crate::error::Error;
use crate::group::{Doc, PageGroup};
use crate::layout::Apart;
use crate::page::PageFormat;
use crate::provenance::{Origin, Proofs};

/// What was decided about a page, and by what evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The page, as the user names it, joined with `/`.
    pub path: String,
    /// Whether it is compared with an English.
    pub compared: Result<Compared, NotCompared>,
    /// What was decided, each with a name.
    pub decided: Vec<(&'static str, String)>,
}

/// Tells of each page at or below `path` which locale, key and English it has, and by what evidence. Pages are looked at
/// within the tree of the current folder, where they stand below it.
///
/// # Errors
///
/// There is no page at or below `path`, or the tree cannot be read.
pub fn why(path: &Path, config: &Config) -> Result<Vec<Why>, Error> {
    let here = Path::new(".");
    let root = if absolute(path).starts_with(absolute(here)) { here } else { path };
    let corpus = Corpus::find(&[root.to_owned()], config)?;
    let sought = absolute(path);
    let is_sought = |file: &Path| absolute(file).starts_with(&sought);
    let groups: Vec<&Group> =
        corpus.groups.iter().filter(|group| group.pages.iter().any(|page| is_sought(&page.path))).collect();
    let looked = corpus.map(groups, (Wanted::Verdicts, None), |group| {
        let pages = group.docs.iter().filter(|doc| is_sought(Path::new(&doc.file.path)));
        pages.map(|doc| told(group, doc, &corpus)).collect::<Vec<_>>()
    });
    let mut pages = Vec::new();
    for Looked { seen, unread, .. } in looked.collect::<Vec<_>>() {
        if let Some(error) = unread.into_iter().next() {
            return Err(error);
        }
        pages.extend(seen.into_iter().flatten());
    }
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    match pages.is_empty() {
        true => Err(Error::Usage(no_page(path, &corpus, config))),
        false => Ok(pages),
    }
}

fn told(group: &PageGroup<'_>, doc: &Doc<'_>, corpus: &Corpus<'_>) -> Why {
    let locale = match (&doc.file.locale, &doc.locale) {
        (Some(locale), _) => format!("{locale}, as its path says"),
        (None, Some(locale)) => format!("{locale}, as its front matter or its words say"),
        (None, None) => "not known: name it with `layout:` or `locale:` in docparity.yaml".to_owned(),
    };
    let layout = match corpus.places.sets.first() {
        Some(_) if group.tree.is_outside => "it stands outside of the layout".to_owned(),
        Some(set) => format!("{}{}", set.name.map(|name| format!("{name}: ")).unwrap_or_default(), set.rooted.layout),
        None => "none was found; the names of folders tell the locales".to_owned(),
    };
    let english = match (&group.english, group.tree.has_english) {
        (Some(english), _) => english.file.path.clone(),
        (None, true) if group.untranslated.is_some() => "the page of the English tree is not in English".to_owned(),
        (None, true) => "the English tree has no page of this name".to_owned(),
        (None, false) => "no English tree was found: name it with `source:` in docparity.yaml".to_owned(),
    };
    let marks = match doc.provenance.marks.is_empty() {
        true => "the page records nothing".to_owned(),
        false => doc.provenance.marks.join(", "),
    };
    let origin = match &doc.origin {
        Origin::Unsought if doc.source.is_some() => "the English beside each segment".to_owned(),
        Origin::Unsought => "nothing tells; the English of today is taken".to_owned(),
        Origin::Today(_) => format!("the English of today{}", proof(doc, group.english.as_ref())),
        Origin::Older(at, _) => {
            let older = group.older.get(*at);
            let named = older.map_or_else(|| "an older English".to_owned(), |older| older.file.path.clone());
            format!("{named}{}", proof(doc, older))
        }
        Origin::Unknown(gap) => gap.note(1),
    };
    let compared = compared(group, doc);
    let compares = match compared {
        Ok(by) => format!("yes, {}", by.say()),
        Err(why) => format!("no: it is {}; {}", why.say(), why.cure()),
    };
    let rules = &corpus.config.rules;
    let running = rules.iter().filter(|checker| compared.is_ok() || !checker.compares()).count();
    let decided = vec![
        ("locale", locale),
        ("page", doc.file.key.clone()),
        ("layout", layout),
        ("English", english),
        ("provenance", marks),
        ("made from", origin),
        ("compared", compares),
        ("rules", format!("{running} of {} selected rules look at it", rules.len())),
    ];
    Why { path: doc.file.path.clone(), compared, decided }
}

/// What proves that a page was made from `english`, where a hash does.
fn proof(doc: &Doc<'_>, english: Option<&Doc<'_>>) -> String {
    let proof = english.and_then(|english| Proofs::of(english.content()).proof(doc.provenance));
    proof.map_or_else(String::new, |proof| format!(", by the {proof}"))
}

/// Why there is no page at `path`.
fn no_page(path: &Path, corpus: &Corpus<'_>, config: &Config) -> String {
    let shown = joined(path);
    let is_hidden = |part: &str| part.starts_with('.') && part.len() > 1 && part != "..";
    let english = corpus.english_pages().iter().any(|page| absolute(&page.path).starts_with(absolute(path)));
    if !path.exists() {
        format!("{shown} does not exist")
    } else if english {
        format!("{shown} is English: translations are compared with it")
    } else if config.exclude.name(path) {
        format!("{shown} is left out by `exclude:` of docparity.yaml")
    } else if path.is_file() && PageFormat::stem(&shown).is_none() {
        format!("{shown} is in a format that is not read; docparity reads Markdown and MDX")
    } else if shown.split('/').any(is_hidden) {
        format!("{shown} stands in a hidden folder; name it as a path to have it checked")
    } else if let Some(apart) = Apart::of(&shown) {
        format!("{shown} is {} outside of all layouts, and no page", apart.name())
    } else {
        format!("no page that is checked stands at {shown}: the locales of docparity.yaml may leave it out")
    }
}
