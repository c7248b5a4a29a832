//! The English tree: the English page of each page group.

use std::collections::HashMap;
use std::path::Path;

use super::discover::{Entry, Tree};
use super::history::{History, Today};
use super::list::{joined, list};
use super::places::Role;
use super::read;
use crate::config::{Config, absolute};
use crate::error::Error;
use crate::group::PageText;
use crate::layout::folded;
use crate::provenance::{Origin, Provenance};

/// The English pages, and which of them belongs to the key of a localized page.
pub(super) struct English {
    /// The pages in the order of their paths.
    pages: Vec<Entry>,
    by_key: HashMap<String, usize>,
    /// The paths of the pages below the English tree, joined with `/`.
    paths: Vec<String>,
    /// How many leading folders the keys of the localized pages have that the English tree has not.
    pub(super) surplus: usize,
    history: History,
}

impl English {
    /// Finds the English pages of `tree`. `None` where there is no English tree.
    ///
    /// # Errors
    ///
    /// The English tree cannot be read.
    pub(super) fn find(tree: &mut Tree, config: &Config) -> Result<Option<Self>, Error> {
        let Some(source) = tree.places.source().map(Path::to_owned) else { return Ok(None) };
        // A hidden folder is not among the given paths, and one that does not exist is an error.
        let mut pages: Vec<Entry> = if tree.places.hold_source() && !tree.english.is_empty() {
            std::mem::take(&mut tree.english)
        } else {
            let listing =
                tree.source.take().map_or_else(|| list(std::slice::from_ref(&source), &config.exclude), Ok)?;
            if let Some(error) = listing.unread.into_iter().next() {
                return Err(error);
            }
            let placed = listing.files.into_iter().map(|file| (tree.places.place_in_source(&file), file));
            let english = placed.filter(|(place, _)| place.role == Role::English);
            english.map(|(place, file)| Entry::new(file, place)).collect()
        };
        let mut by_key = HashMap::new();
        pages.retain(|page| {
            let next = by_key.len();
            *by_key.entry(folded(&page.key)).or_insert(next) == next
        });
        let root = absolute(&source);
        let below = |page: &Entry| absolute(&page.path).strip_prefix(&root).map_or_else(|_| page.key.clone(), joined);
        let paths: Vec<String> = pages.iter().map(below).collect();
        let history = History::find(&source, paths.clone());
        let mut english = Self { pages, by_key, paths, surplus: 0, history };
        // With a layout, keys begin where the English pages do.
        if tree.places.layout().is_none() {
            let keys: Vec<&str> =
                tree.groups.iter().filter_map(|group| group.first()).map(|entry| &*entry.key).collect();
            english.surplus = english.surplus(&keys);
        }
        Ok(Some(english))
    }

    /// The fewest folders among those that match most pages.
    fn surplus(&self, keys: &[&str]) -> usize {
        let hits = |surplus: usize| {
            let shared = keys.iter().filter_map(|key| without(key, surplus));
            shared.filter(|key| self.by_key.contains_key(&folded(key))).count()
        };
        (0..4).max_by_key(|&surplus| (hits(surplus), std::cmp::Reverse(surplus))).unwrap_or_default()
    }

    /// The English pages, in the order of their paths.
    pub(super) fn pages(&self) -> &[Entry] {
        &self.pages
    }

    /// The same, to be changed.
    pub(super) fn pages_mut(&mut self) -> &mut [Entry] {
        &mut self.pages
    }

    /// The English page of the localized pages called `key`, as an index.
    pub(super) fn position(&self, key: &str) -> Option<usize> {
        self.by_key.get(&folded(without(key, self.surplus)?)).copied()
    }

    /// The English texts that `files` were made from, where they are not that of `page`, their English page of today at
    /// `index`; and for each file where its English is.
    pub(super) fn trace(&self, index: usize, files: &[PageText], page: &PageText) -> (Vec<PageText>, Vec<Origin>) {
        self.history.trace(files, Today { path: &self.paths[index], text: &page.text.content })
    }

    /// Reads the English page at `index`.
    pub(super) fn read(&self, index: usize) -> Result<PageText, Error> {
        let page = &self.pages[index];
        let text = read(&page.path)?;
        let (path, locale, key, pinned) =
            (page.shown.clone(), page.locale.clone(), page.key.clone(), page.pinned.clone());
        Ok(PageText { path, locale, key, text, pinned, recorded: Provenance::default() })
    }
}

/// `key` without its first `count` folders.
pub(super) fn without(key: &str, count: usize) -> Option<&str> {
    (0..count).try_fold(key, |key, _| key.split_once('/').map(|(_, rest)| rest))
}
