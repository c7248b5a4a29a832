//! The English tree beside the translations.

use std::collections::HashMap;
use std::path::Path;

use super::entry::Entry;
use super::list::{Listing, joined, list};
use super::places::{Places, Role};
use crate::config::{Config, absolute};
use crate::error::Error;
use crate::layout::{folded, without};
use crate::locale::Locale;
use crate::provenance::Provenance;

/// The English pages, and which of them belongs to the key of a localized page.
pub(super) struct English {
    /// The pages in the order of their paths.
    pages: Vec<Entry>,
    by_key: HashMap<String, usize>,
    /// The paths of the pages below the English tree, joined with `/`.
    paths: Vec<String>,
    /// How many leading folders the keys of the localized pages have that the English tree has not.
    surplus: usize,
}

impl English {
    /// Takes the English pages that were found among the given paths as `known`, or lists those of the tree at `source`, of
    /// which the files may be `listed` already. `keys` are those of the localized pages.
    ///
    /// # Errors
    ///
    /// The English tree cannot be read.
    pub(super) fn find(
        (places, source): (&Places, &Path),
        known: Vec<Entry>,
        listed: Option<Listing>,
        keys: &[&str],
        config: &Config,
    ) -> Result<Self, Error> {
        // A hidden folder is not among the given paths, and one that does not exist is an error.
        let mut pages = match known.is_empty() {
            false => known,
            true => Self::list((places, source), listed, config)?,
        };
        let mut by_key = HashMap::new();
        pages.retain(|page| {
            let next = by_key.len();
            *by_key.entry(folded(&page.key)).or_insert(next) == next
        });
        let root = absolute(source);
        let below = |page: &Entry| absolute(&page.path).strip_prefix(&root).map_or_else(|_| page.key.clone(), joined);
        let paths: Vec<String> = pages.iter().map(below).collect();
        // With a layout, keys begin where the English pages do.
        let surplus = if places.layout().is_none() { surplus(&by_key, keys) } else { 0 };
        Ok(Self { pages, by_key, paths, surplus })
    }

    fn list((places, source): (&Places, &Path), listed: Option<Listing>, config: &Config) -> Result<Vec<Entry>, Error> {
        let listing = listed.map_or_else(|| list(&[source.to_owned()], &config.exclude), Ok)?;
        if let Some(error) = listing.unread.into_iter().next() {
            return Err(error);
        }
        let placed = listing.files.into_iter().map(|file| (places.place_in_source(&file), file));
        let english = placed.filter(|(place, _)| place.role == Role::English);
        Ok(english.map(|(place, file)| Entry::new(file, place, Provenance::default())).collect())
    }

    /// The pages, in the order of their paths.
    pub(super) fn pages(&self) -> &[Entry] {
        &self.pages
    }

    /// The key of a localized page as far as the keys of the English tree go.
    pub(super) fn key<'k>(&self, key: &'k str) -> Option<&'k str> {
        without(key, self.surplus)
    }

    /// The English page of the localized pages called `key`, as an index.
    pub(super) fn position(&self, key: &str) -> Option<usize> {
        self.by_key.get(&folded(self.key(key)?)).copied()
    }

    /// Whether a page of `locale` would stand below one of the given paths, were the English page called `key` translated.
    pub(super) fn is_reached(&self, places: &Places, locale: &Locale, key: &str) -> bool {
        places.reach(locale, key, self.surplus)
    }

    /// The path of the English page at `index` below the English tree, joined with `/`.
    pub(super) fn path(&self, index: usize) -> &str {
        &self.paths[index]
    }

    /// The paths of all pages below the English tree.
    pub(super) fn paths(&self) -> &[String] {
        &self.paths
    }
}

/// The fewest leading folders without which most of `keys` are called like an English page.
fn surplus(by_key: &HashMap<String, usize>, keys: &[&str]) -> usize {
    let hits = |surplus: usize| {
        let shared = keys.iter().filter_map(|key| without(key, surplus));
        shared.filter(|key| by_key.contains_key(&folded(key))).count()
    };
    (0..4).max_by_key(|&surplus| (hits(surplus), std::cmp::Reverse(surplus))).unwrap_or_default()
}
