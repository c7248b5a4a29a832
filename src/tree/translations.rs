//! Which locales have which English pages, as far as paths tell.

use std::collections::BTreeMap;

use super::english::English;
use super::entry::Entry;
use super::places::Places;
use crate::group::{Translated, Translations};
use crate::locale::Locale;

/// What each locale has of `english`.
pub(super) fn translations<'e>(
    localized: impl Iterator<Item = &'e Entry>,
    english: &English,
    places: &Places,
) -> Translations {
    let pages = english.pages().iter();
    let translated = |page: &Entry| Translated {
        path: page.shown.clone(),
        key: page.key.clone(),
        locales: Vec::new(),
        lacking: Vec::new(),
    };
    let mut pages: Vec<Translated> = pages.map(translated).collect();
    // Pages, and how many of them have an English page.
    let mut counts: BTreeMap<&Locale, (usize, usize)> = BTreeMap::new();
    for entry in localized {
        let Some(locale) = &entry.locale else { continue };
        let (all, known) = counts.entry(locale).or_default();
        *all += 1;
        if let Some(at) = english.position(entry) {
            *known += 1;
            pages[at].locales.push(locale.clone());
        }
    }
    // A folder whose pages have no English page may be called like a locale without being one.
    let locales: Vec<&Locale> =
        counts.iter().filter(|(_, (all, known))| known * 2 >= *all).map(|(tag, _)| *tag).collect();
    for (page, entry) in pages.iter_mut().zip(english.pages()) {
        page.locales.sort();
        page.locales.dedup();
        let lacks = |locale: &&Locale| !page.locales.contains(locale) && english.is_reached(places, locale, entry);
        page.lacking = locales.iter().copied().filter(lacks).cloned().collect();
    }
    Translations { pages }
}
