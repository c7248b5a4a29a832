//! Recognises a page whose name has changed by what it documents.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::{Doc, Translated, Translations};
use crate::layout::folded;
use crate::locale::Locale;

/// What a page is recognised by: hashes where they do, so that little is kept of each page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Of the documented requests; `None` for a page without any.
    requests: Option<u64>,
    /// The title in lower case.
    title: String,
    /// Of the names in its tables; `None` for a page without any.
    names: Option<u64>,
    /// The line of the title.
    line: usize,
}

/// The English pages that a page without an English page may have become.
#[derive(Debug, Default)]
pub struct Renames {
    translations: Translations,
    signatures: HashMap<usize, Signature>,
    by_requests: HashMap<u64, Vec<usize>>,
    by_names: HashMap<Option<u64>, Vec<usize>>,
    /// By their keys without the numbers that order them.
    by_key: HashMap<String, Vec<usize>>,
}

/// The English page that a page has probably become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renamed<'r> {
    /// The English file, as the user named it, joined with `/`.
    pub path: &'r str,
    /// What the page is called in every locale.
    pub key: &'r str,
    /// The line of its title.
    pub line: usize,
    /// What it was recognised by.
    pub by: Likeness,
}

/// What two pages have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The documented requests.
    Requests,
    /// The names in their tables; their titles are alike.
    Names,
    /// The title; neither has requests or names.
    Title,
    /// The name and the folder, but for the number that orders pages.
    Key,
}

impl Signature {
    /// Takes the signature of the English that a page carries.
    #[must_use]
    pub fn of(doc: &Doc<'_>) -> Self {
        let view = doc.english();
        let contract = &view.contract;
        // The parameters of a path are renamed over the years.
        let requests: BTreeSet<String> =
            contract.requests.iter().map(|request| format!("{} {}", request.method, request.path.shape())).collect();
        let names: Vec<&str> = contract.identifiers.iter().map(|identifier| &*identifier.name).collect();
        let title = view.page.title();
        let line = title.map_or(1, |title| doc.position(view.reading.in_file(title.span).start).0);
        Self {
            requests: (!requests.is_empty()).then(|| hash(&requests)),
            title: title.map_or_else(String::new, |title| title.title.trim().to_lowercase()),
            names: (!names.is_empty()).then(|| hash(&names)),
            line,
        }
    }
}

impl Signature {
    /// The signature of an English page, with its path as the user named it.
    #[must_use]
    pub fn with_path(doc: &Doc<'_>) -> (String, Self) {
        (doc.file.path.clone(), Self::of(doc))
    }
}

impl Renames {
    /// `signatures` are those of the English pages in `translations` that some locale lacks, with their indexes.
    #[must_use]
    pub fn new(translations: Translations, signatures: impl IntoIterator<Item = (usize, Signature)>) -> Self {
        let signatures: HashMap<usize, Signature> = signatures.into_iter().collect();
        let mut renames = Self { translations, ..Self::default() };
        for page in 0..renames.translations.pages.len() {
            let Some(signature) = signatures.get(&page) else { continue };
            let key = unnumbered(&renames.translations.pages[page].key);
            renames.by_key.entry(key).or_default().push(page);
            match signature.requests {
                Some(requests) => renames.by_requests.entry(requests).or_default().push(page),
                None => renames.by_names.entry(signature.names).or_default().push(page),
            }
        }
        Self { signatures, ..renames }
    }

    /// Whether the English has a page in the folder of a page that is called `key`: a folder that it lacks altogether may be one
    /// that a program writes, which is not kept.
    #[must_use]
    pub fn has_folder(&self, key: &str) -> bool {
        let key = folded(key);
        let Some((folder, _)) = key.rsplit_once('/') else { return true };
        let is_there = |key: &str| folded(key).strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.translations.pages.iter().any(|page| is_there(&page.key))
    }

    /// The English page elsewhere that is called as `doc` but for its folder, as a page that was moved; `None` for names that
    /// many pages have.
    #[must_use]
    pub fn namesake(&self, doc: &Doc<'_>) -> Option<&str> {
        let key = folded(&doc.file.key);
        let is_same = |page: &&Translated| name(&folded(&page.key)) == name(&key);
        let mut pages = self.translations.pages.iter().filter(is_same);
        let (page, None) = (pages.next()?, pages.next()) else { return None };
        Some(&page.path)
    }

    /// The one English page without a page in the locale of `doc` that documents the same requests; for a page without
    /// requests, that has the same names in its tables and the same title, or one inside the other (`chart` and `workbookChart`).
    /// `None` where two pages do.
    #[must_use]
    pub fn find(&self, doc: &Doc<'_>) -> Option<Renamed<'_>> {
        let locale = doc.file.locale.as_ref()?;
        let own = Signature::of(doc);
        // The title and the names of a plain page are translated.
        let is_bilingual = doc.source.is_some();
        let same = match own.requests {
            Some(requests) => self.by_requests.get(&requests)?,
            None if is_bilingual => self.by_names.get(&own.names)?,
            None => return self.unnumbered(doc, locale),
        };
        let alike = |page: &usize| {
            let title = &self.signatures[page].title;
            let inside = || own.names.is_some() && (title.contains(&own.title) || own.title.contains(title.as_str()));
            let titled = || !title.is_empty() && !own.title.is_empty() && (*title == own.title || inside());
            own.requests.is_some() || titled()
        };
        let mut pages: Vec<usize> = same.iter().copied().filter(alike).collect();
        pages.retain(|&page| !self.translations.pages[page].locales.contains(locale));
        // A rename changes the name in its folder or the folder of the name. Two versions of an API share much more.
        let own_key = folded(&doc.file.key);
        let key = |page: usize| folded(&self.translations.pages[page].key);
        let beside = |page: usize| is_within(folder(&own_key), folder(&key(page)));
        pages.retain(|&page| beside(page) || name(&own_key) == name(&key(page)));
        if pages.iter().any(|&page| beside(page)) {
            pages.retain(|&page| beside(page));
        }
        if pages.len() > 1 && is_bilingual {
            pages.retain(|page| self.signatures[page].title == own.title);
        }
        let [page] = *pages else { return None };
        let found = &self.translations.pages[page];
        let by = match (own.requests, own.names) {
            (Some(_), _) => Likeness::Requests,
            (None, Some(_)) => Likeness::Names,
            (None, None) => Likeness::Title,
        };
        Some(Renamed { path: &found.path, key: &found.key, line: self.signatures[&page].line, by })
    }

    /// The one English page that the locale lacks and that is called like `doc` but for numbers.
    fn unnumbered(&self, doc: &Doc<'_>, locale: &Locale) -> Option<Renamed<'_>> {
        let is_lacking = |page: &&usize| !self.translations.pages[**page].locales.contains(locale);
        let mut pages = self.by_key.get(&unnumbered(&doc.file.key))?.iter().filter(is_lacking);
        let (page, None) = (pages.next()?, pages.next()) else { return None };
        let (found, line) = (&self.translations.pages[*page], self.signatures[page].line);
        Some(Renamed { path: &found.path, key: &found.key, line, by: Likeness::Key })
    }
}

/// A key without the numbers that order its pages and folders: `20.mill/100.wheel.md`.
fn unnumbered(key: &str) -> String {
    let key = folded(key);
    let bare = |part: &'_ str| match part.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', '-']) {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => part.to_owned(),
    };
    key.split('/').map(bare).collect::<Vec<_>>().join("/")
}

/// Whether `folder` is `last`, or ends in it: keys may have more leading folders than the English tree.
fn is_within(folder: &str, last: &str) -> bool {
    folder == last || (!last.is_empty() && folder.strip_suffix(last).is_some_and(|before| before.ends_with('/')))
}

fn folder(key: &str) -> &str {
    key.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn name(key: &str) -> &str {
    key.rsplit_once('/').map_or(key, |(_, name)| name)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
