//! The English pages beside the translations.

use std::collections::{HashMap, HashSet};

use super::entry::Entry;
use super::list::{File, Search, list};
use super::place::Role;
use super::places::Places;
use crate::config::Config;
use crate::error::Error;
use crate::layout::{folded, without};
use crate::locale::Locale;
use crate::provenance::Provenance;

/// The English pages, and which of them belongs to the key of a localized page.
pub(super) struct English {
    /// The pages in the order of their paths.
    pages: Vec<Entry>,
    /// By layout and folded key. Pages whose names differ in what is folded stand beside each other.
    by_key: HashMap<(usize, String), Vec<usize>>,
    /// How many leading folders the keys of the localized pages have that the English tree has not.
    surplus: usize,
    /// All files of the tree, where it was listed here, as they are shown.
    pub(super) listed: Vec<String>,
    /// The files of data of the tree, where it was listed here.
    pub(super) data: Vec<File>,
}

impl English {
    /// Takes the English pages that were found among the given paths as `known`, or lists those of the tree that the user
    /// names. `keys` are those of the localized pages.
    ///
    /// # Errors
    ///
    /// The English tree cannot be read.
    pub(super) fn find(places: &Places, known: Vec<Entry>, keys: &[&str], config: &Config) -> Result<Self, Error> {
        // A hidden folder is not among the given paths, and one that does not exist is an error.
        let (mut listed, mut data) = (Vec::new(), Vec::new());
        let mut pages = match places.source() {
            Some(source) if known.is_empty() => {
                let given = [source.to_owned()];
                let mut listing = list(&given, &Search::new(&given, config))?;
                listed = listing.shown();
                data = std::mem::take(&mut listing.data);
                if let Some(error) = listing.unread.into_iter().next() {
                    return Err(error);
                }
                let placed = listing.files.into_iter().map(|file| (places.place_in_source(&file), file));
                let english = placed.filter(|(place, _)| place.role == Role::English);
                english.map(|(place, file)| Entry::new(file, place, Provenance::default())).collect()
            }
            _ => known,
        };
        let mut known = HashSet::new();
        pages.retain(|page| known.insert((page.set, page.key.clone())));
        let mut by_key: HashMap<(usize, String), Vec<usize>> = HashMap::new();
        for (at, page) in pages.iter().enumerate() {
            by_key.entry((page.set, folded(&page.key))).or_default().push(at);
        }
        // With a layout, keys begin where the English pages do.
        let surplus = if places.layout().is_none() { surplus(&by_key, keys) } else { 0 };
        Ok(Self { pages, by_key, surplus, listed, data })
    }

    /// The pages, in the order of their paths.
    pub(super) fn pages(&self) -> &[Entry] {
        &self.pages
    }

    /// The key of a localized page as far as the keys of the English tree go.
    pub(super) fn key<'k>(&self, key: &'k str) -> Option<&'k str> {
        without(key, self.surplus)
    }

    /// The English page of a localized one, as an index.
    pub(super) fn position(&self, page: &Entry) -> Option<usize> {
        let key = self.key(&page.key)?;
        let same = self.by_key.get(&(page.set, folded(key)))?;
        same.iter().find(|&&at| self.pages[at].key == key).or(same.first()).copied()
    }

    /// Whether a page of `locale` would stand below one of the given paths, were the English `page` translated.
    pub(super) fn is_reached(&self, places: &Places, locale: &Locale, page: &Entry) -> bool {
        places.reach(locale, (page.set, &page.key), self.surplus)
    }
}

/// The fewest leading folders without which most of `keys` are called like an English page.
fn surplus(by_key: &HashMap<(usize, String), Vec<usize>>, keys: &[&str]) -> usize {
    let hits = |surplus: usize| {
        let shared = keys.iter().filter_map(|key| without(key, surplus));
        shared.filter(|key| by_key.contains_key(&(0, folded(key)))).count()
    };
    (0..4).max_by_key(|&surplus| (hits(surplus), std::cmp::Reverse(surplus))).unwrap_or_default()
}
