//! A page that was found, before it is read.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::list::File;
use super::place::{Place, Role};
use super::{open, read};
use crate::bilingual;
use crate::error::Error;
use crate::group::{PageText, Pinned};
use crate::layout::folded;
use crate::locale::Locale;
use crate::page::{Page, PageFormat};
use crate::provenance::Provenance;
use crate::text::{Size, Text};

/// A page that was found.
#[derive(Debug)]
pub(super) struct Entry {
    /// The file.
    pub(super) path: PathBuf,
    /// The file, as the user named it, joined with `/`.
    pub(super) shown: String,
    /// The path from the argument it was found below, joined with `/`.
    pub(super) relative: String,
    /// The layout that places it, as an index.
    pub(super) set: usize,
    /// The locale that the path names.
    pub(super) locale: Option<Locale>,
    /// What the page is called in every locale.
    pub(super) key: String,
    /// What a file beside the page records of its English, where there is one.
    recorded: Option<Box<Provenance>>,
    /// The content, where it had to be read to find the key.
    content: Option<Text>,
}

impl Entry {
    /// The page that stands in `place`; `recorded` is what a file beside it says of its English.
    pub(super) fn new(file: File, place: Place, recorded: Provenance) -> Self {
        let recorded = (recorded != Provenance::default()).then(|| Box::new(recorded));
        let File { path, shown, relative, .. } = file;
        let Place { set, locale, key, .. } = place;
        Self { path, shown, relative, set, locale, key, recorded, content: None }
    }

    /// A loose file: it is called by the anchor of its English h1.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub(super) fn loose(file: File, place: Place, recorded: Provenance) -> Result<Self, Error> {
        let text = read(&file.path)?;
        let title = {
            let readings = bilingual::split(&text.content);
            let english = readings.source.as_ref().unwrap_or(&readings.localized);
            let page = Page::parse(&english.text, PageFormat::of(&file.shown));
            page.title().map(|title| title.anchor.to_string()).filter(|anchor| !anchor.is_empty())
        };
        let key = title.unwrap_or(place.key);
        Ok(Self { content: Some(text), ..Self::new(file, Place { key, ..place }, recorded) })
    }

    /// Reads the page, however large it is.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub(super) fn read(&self) -> Result<PageText, Error> {
        self.read_up_to(Size(u64::MAX), None, None)
    }

    /// Reads the page, or takes `instead` for its text; `pinned` is the contract that it is held to. Where the file is larger
    /// than `most`, the page has no text.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub(super) fn read_up_to(
        &self,
        most: Size,
        instead: Option<&Text>,
        pinned: Option<Arc<Pinned>>,
    ) -> Result<PageText, Error> {
        let read = match instead.or(self.content.as_ref()) {
            Some(text) => self.is_beyond(most).map_or_else(|| Ok(text.clone()), Err),
            None => open::bytes_up_to(&self.path, most.0)?.map(Text::decode),
        };
        let (path, locale, key) = (self.shown.clone(), self.locale.clone(), self.key.clone());
        let recorded = self.recorded.as_deref().cloned().unwrap_or_default();
        let (text, too_large, pinned) = match read {
            Ok(text) => (text, None, pinned),
            Err(size) => (Text::from(String::new()), Some(size), None),
        };
        Ok(PageText { path, locale, key, text, too_large, pinned, recorded })
    }

    /// How large the file is, where it is larger than `most`.
    fn is_beyond(&self, most: Size) -> Option<u64> {
        let meta = std::fs::metadata(&self.path).ok().filter(std::fs::Metadata::is_file)?;
        (meta.len() > most.0).then_some(meta.len())
    }
}

/// A page in all its locales, before it is read.
pub(super) struct Group {
    /// The page in each locale.
    pub(super) pages: Vec<Entry>,
    /// The English page, as an index.
    pub(super) english: Option<usize>,
    /// What its pages are.
    pub(super) role: Role,
}

/// The pages of each key, in the order of the keys.
pub(super) fn grouped(entries: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut keyed: Vec<((String, usize), Entry)> =
        entries.into_iter().map(|entry| ((folded(&entry.key), entry.set), entry)).collect();
    keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    let lengths: Vec<usize> = keyed.chunk_by(|(one, _), (other, _)| one == other).map(<[_]>::len).collect();
    let mut entries = keyed.into_iter().map(|(_, entry)| entry);
    // A group has few pages, and room for more would take as much as they do.
    let group = |length: usize| {
        let mut group = Vec::with_capacity(length);
        group.extend(entries.by_ref().take(length));
        group
    };
    lengths.into_iter().map(group).flat_map(apart).collect()
}

/// A group, or several where a locale has two pages whose names differ in what is folded alone.
fn apart(group: Vec<Entry>) -> Vec<Vec<Entry>> {
    let is_beside = |one: &Entry, other: &Entry| one.locale == other.locale && one.key != other.key;
    if !group.iter().enumerate().any(|(at, one)| group[at + 1..].iter().any(|other| is_beside(one, other))) {
        return vec![group];
    }
    let mut keys: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in group {
        keys.entry(entry.key.clone()).or_default().push(entry);
    }
    keys.into_values().collect()
}
