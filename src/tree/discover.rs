//! Finds the pages below the given paths and puts the locales of a page together, before anything is read.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::list::{File, Listing, list};
use super::places::{Place, Places, Role};
use super::{read, sidecar};
use crate::bilingual;
use crate::config::Config;
use crate::error::Error;
use crate::group::{PageText, Pinned};
use crate::layout::folded;
use crate::locale::Locale;
use crate::page::Page;
use crate::provenance::Provenance;
use crate::text::Text;

/// A page that was found.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The file.
    pub(super) path: PathBuf,
    /// The file, as the user named it, joined with `/`.
    pub(super) shown: String,
    /// The path from the argument it was found below, joined with `/`.
    pub(super) relative: String,
    /// The locale that the path names.
    pub(super) locale: Option<Locale>,
    /// What the page is called in every locale.
    pub(super) key: String,
    /// What a file beside the page records of its English.
    pub(super) recorded: Provenance,
    /// The contract that is pinned for it.
    pub(super) pinned: Option<Arc<Pinned>>,
    /// The content, where it had to be read to find the key.
    content: Option<Text>,
}

impl Entry {
    pub(super) fn new(file: File, place: Place) -> Self {
        let File { path, shown, relative, .. } = file;
        let Place { locale, key, .. } = place;
        Self { path, shown, relative, locale, key, recorded: Provenance::default(), pinned: None, content: None }
    }

    /// Reads the page.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub(super) fn read(self) -> Result<PageText, Error> {
        let text = match self.content {
            Some(text) => text,
            None => read(&self.path)?,
        };
        let Self { shown: path, locale, key, recorded, pinned, .. } = self;
        Ok(PageText { path, locale, key, text, pinned, recorded })
    }

    /// A loose file is called by the anchor of its English h1.
    fn name_by_title(&mut self) -> Result<(), Error> {
        let text = read(&self.path)?;
        let readings = bilingual::split(&text.content);
        let page = Page::parse(&readings.source.as_ref().unwrap_or(&readings.localized).text);
        if let Some(title) = page.title().filter(|title| !title.anchor.is_empty()) {
            self.key = title.anchor.to_string();
        }
        drop(page);
        drop(readings);
        self.content = Some(text);
        Ok(())
    }
}

/// The pages below the given paths.
#[derive(Debug)]
pub(super) struct Tree {
    /// Pages that are each other's locales, in the order of their keys.
    pub(super) groups: Vec<Vec<Entry>>,
    /// Groups of pages that stand elsewhere than the layout says; they have no English page.
    pub(super) strays: Vec<Vec<Entry>>,
    /// The pages of the English tree that stand below the given paths.
    pub(super) english: Vec<Entry>,
    /// What could not be read on the way.
    pub(super) unread: Vec<Error>,
    /// Where the pages stand.
    pub(super) places: Places,
    /// The files of the English tree, where they had to be listed.
    pub(super) source: Option<Listing>,
}

impl Tree {
    /// # Errors
    ///
    /// There is no page but those of the English tree below `paths`.
    pub(super) fn has_pages(&self, paths: &[PathBuf]) -> Result<(), Error> {
        match self.groups.is_empty() && self.strays.is_empty() && self.unread.is_empty() {
            true => Err(Error::OnlyEnglish(paths.to_vec())),
            false => Ok(()),
        }
    }
}

/// Finds the pages below `paths`: files whatever their extension, and the `.md` files of folders. Hidden folders are
/// left out; links are followed.
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub(super) fn discover(paths: &[PathBuf], config: &Config) -> Result<Tree, Error> {
    let listing = list(paths, &config.exclude).map_err(|error| match error {
        Error::NothingToCheck(_) if !config.exclude.is_empty() => Error::NothingLeft(paths.to_vec()),
        error => error,
    })?;
    let (places, source) = Places::find(paths, &listing.files, config)?;
    let mut unread = listing.unread;
    let mut left_out = false;
    let (mut localized, mut strays, mut english) = (Vec::new(), Vec::new(), Vec::new());
    for file in listing.files {
        let place = places.place(&file);
        let entries = match place.role {
            Role::Localized => &mut localized,
            Role::Stray => &mut strays,
            Role::English => &mut english,
        };
        // A page that does not name its locale in its path is looked at when it has been read.
        if place.role != Role::English && place.locale.is_some() && !config.locales.allow(place.locale.as_ref()) {
            left_out = true;
            continue;
        }
        entries.push(Entry::new(file, place));
    }
    for entry in localized.iter_mut().chain(&mut strays) {
        if entry.locale.is_none() && paths.contains(&entry.path) {
            unread.extend(entry.name_by_title().err());
        }
    }
    unread.extend(sidecar::record(&mut localized));
    if left_out && localized.is_empty() && strays.is_empty() {
        return Err(Error::NothingLeft(paths.to_vec()));
    }
    let asked = |entry: &Entry| config.focus.has_page(&entry.shown, &entry.key);
    if config.focus.pages.is_some() && !localized.iter().chain(&strays).chain(&english).any(asked) {
        return Err(Error::Usage("no page is called as --page says".to_owned()));
    }
    Ok(Tree { groups: grouped(localized), strays: grouped(strays), english, unread, places, source })
}

fn grouped(entries: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut groups: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        groups.entry(folded(&entry.key)).or_default().push(entry);
    }
    groups.into_values().collect()
}
