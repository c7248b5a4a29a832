//! The English tree: the English page of each page group.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::discover::{Tree, discover, folded};
use super::history::{History, Today};
use super::{absolute, read};
use crate::error::Error;
use crate::group::PageText;
use crate::locale::Locale;
use crate::provenance::Origin;

/// The English pages by the key they share with their localized pages.
pub(super) struct English {
    pages: HashMap<String, EnglishPage>,
    /// How many leading folders the keys of the localized pages have that the English tree has not.
    surplus: usize,
    history: History,
}

/// A page of the English tree.
#[derive(Debug, Clone)]
pub(super) struct EnglishPage {
    path: PathBuf,
    shown: String,
    relative: String,
}

impl English {
    /// Finds the pages below `root`, and where the keys of `tree`, the pages below `paths`, begin in it.
    pub(super) fn find(root: &Path, paths: &[PathBuf], tree: &Tree) -> Result<Self, Error> {
        let found = discover(&[root.to_owned()])?;
        let inside: Vec<PathBuf> = paths.iter().filter_map(|path| translations(path, root)).collect();
        if let Some(error) = found.unread.into_iter().next() {
            return Err(error);
        }
        let pages: HashMap<String, EnglishPage> = found
            .groups
            .into_iter()
            .flatten()
            .filter(|entry| !inside.iter().any(|folder| absolute(&entry.path).starts_with(folder)))
            .map(|entry| {
                (
                    folded(&entry.relative),
                    EnglishPage { path: entry.path, shown: entry.shown, relative: entry.relative },
                )
            })
            .collect();
        let keys: Vec<&str> = tree.groups.iter().filter_map(|group| group.first()).map(|entry| &*entry.key).collect();
        let hits = |surplus: usize| {
            let shared = keys.iter().filter_map(|key| without(key, surplus));
            shared.filter(|key| pages.contains_key(&folded(key))).count()
        };
        // The fewest folders among those that match most pages.
        let surplus = (0..4).max_by_key(|&surplus| (hits(surplus), std::cmp::Reverse(surplus))).unwrap_or_default();
        let history = History::find(root, pages.values().map(|page| page.relative.clone()).collect());
        Ok(Self { pages, surplus, history })
    }

    /// The number of English pages.
    pub(super) fn len(&self) -> usize {
        self.pages.len()
    }

    /// The English page of the localized pages called `key`.
    pub(super) fn page(&self, key: &str) -> Option<&EnglishPage> {
        self.pages.get(&folded(without(key, self.surplus)?))
    }

    /// The English texts that `files` were made from, where they are not that of `page`, their English page of today; and
    /// for each file where its English is.
    pub(super) fn trace(&self, files: &[PageText], page: &PageText) -> (Vec<PageText>, Vec<Origin>) {
        self.history.trace(files, Today { path: &page.key, text: &page.text.content })
    }
}

impl EnglishPage {
    pub(super) fn read(&self) -> Result<PageText, Error> {
        let text = read(&self.path)?;
        Ok(PageText {
            path: self.shown.clone(),
            locale: Locale::parse("en"),
            key: self.relative.clone(),
            text,
            recorded_hash: None,
        })
    }
}

/// The folder of the translations at `path`, if they stand inside the English tree: `translations` for `translations/de`.
fn translations(path: &Path, root: &Path) -> Option<PathBuf> {
    let (path, root) = (absolute(path), absolute(root));
    let is_locale = path.file_name().is_some_and(|name| Locale::of_folder(&name.to_string_lossy()).is_some());
    let folder = if is_locale { path.parent()?.to_owned() } else { path };
    (folder != root && folder.starts_with(root)).then_some(folder)
}

/// `key` without its first `count` folders.
fn without(key: &str, count: usize) -> Option<&str> {
    (0..count).try_fold(key, |key, _| key.split_once('/').map(|(_, rest)| rest))
}
