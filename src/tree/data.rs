//! Files of data beside the pages, before they are read.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::list::File;
use super::place::{Place, Role};
use super::places::Places;
use crate::layout::folded;
use crate::provenance::Provenance;

/// A file of data in all its locales, before it is read.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// The file in each locale.
    pub(super) files: Vec<Entry>,
    /// The English file.
    pub(super) english: Option<Entry>,
}

/// Puts files together by what they are called in every locale. `english` are those of the tree of the English, where that stands
/// apart; `key` cuts the keys of the others to what the English are called.
pub(super) fn grouped(
    (files, english): (Vec<File>, Vec<File>),
    places: &Places,
    key: impl Fn(&str) -> Option<String>,
) -> Vec<Data> {
    let placed = files.into_iter().map(|file| (places.place(&file), file));
    let english = english.into_iter().map(|file| (places.place_in_source(&file), file));
    let mut groups: BTreeMap<(usize, String), Data> = BTreeMap::new();
    for (place, file) in placed.chain(english) {
        let is_english = place.role == Role::English;
        let name = if is_english { Some(place.key.clone()) } else { key(&place.key) };
        let group = groups.entry((place.set, folded(&name.unwrap_or_else(|| place.key.clone())))).or_default();
        match place.role {
            Role::English => group.english = Some(entry(file, place)),
            Role::Localized | Role::Stray => group.files.push(entry(file, place)),
            Role::Apart => {}
        }
    }
    groups.into_values().collect()
}

fn entry(file: File, place: Place) -> Entry {
    Entry::new(file, place, Provenance::default())
}

impl Data {
    /// The files, and whether each is the English one.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Entry, bool)> {
        self.files.iter().map(|file| (file, false)).chain(self.english.iter().map(|english| (english, true)))
    }
}
