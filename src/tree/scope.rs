//! What a run looked at: tells a finding that is gone from one that was not looked for.

use std::collections::HashMap;

use super::changed::Changed;
use super::discover::Entry;
use super::part::Shard;
use super::places::Places;
use crate::baseline::Whereabouts;
use crate::config::Focus;
use crate::layout::folded;
use crate::locale::Locale;

/// The pages of a tree, and which of them a run reports on.
#[derive(Debug)]
pub struct Scope {
    /// By folded key.
    pages: HashMap<String, Vec<Seen>>,
    places: Places,
    shard: Option<Shard>,
    changed: Option<Changed>,
    /// Whether findings are asked for some pages or locales alone.
    is_focused: bool,
}

#[derive(Debug)]
struct Seen {
    /// What its path says. `None` is a page whose locale its text tells, or an English page.
    locale: Option<Locale>,
    is_english: bool,
    checked: bool,
}

impl Scope {
    pub(super) fn new<'e>(
        localized: impl Iterator<Item = &'e Entry>,
        english: &[Entry],
        places: Places,
        focus: &Focus,
        (shard, changed): (Option<Shard>, Option<Changed>),
    ) -> Self {
        let mut scope = Self { pages: HashMap::new(), places, shard, changed, is_focused: !focus.is_everything() };
        let localized = localized.map(|entry| (entry, false));
        for (entry, is_english) in localized.chain(english.iter().map(|entry| (entry, true))) {
            let locale = entry.locale.clone().filter(|_| !is_english);
            let has_locale = focus.locales.is_empty() || locale.as_ref().is_some_and(|locale| focus.has_locale(locale));
            let is_asked = has_locale && focus.has_page(&entry.shown, &entry.key);
            let checked = is_asked && scope.has(&entry.key, &entry.shown);
            scope.pages.entry(folded(&entry.key)).or_default().push(Seen { locale, is_english, checked });
        }
        scope
    }

    /// Whether the run reports on all pages below its paths.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.is_part() && !self.is_focused
    }

    /// Whether pages are left out of the run.
    pub(super) fn is_part(&self) -> bool {
        self.shard.is_some() || self.changed.is_some()
    }

    /// Whether the run reports on the page of this key and path, as the user named it.
    pub(super) fn has(&self, key: &str, path: &str) -> bool {
        self.shard.is_none_or(|shard| shard.has(key)) && self.changed.as_ref().is_none_or(|changed| changed.has(path))
    }

    /// Whether the run reports what the whole tree shows about the English page of this key and path.
    pub(super) fn has_of_tree(&self, key: &str, path: &str) -> bool {
        let is_changed = |changed: &Changed| changed.has(path) || changed.has_lost(key);
        self.shard.is_none_or(|shard| shard.has(key)) && self.changed.as_ref().is_none_or(is_changed)
    }

    /// Where the page of this locale and key is; without a locale, the English page or any other.
    #[must_use]
    pub fn whereabouts(&self, locale: Option<&str>, key: &str) -> Whereabouts {
        let is_meant = |seen: &&Seen| match (locale, &seen.locale) {
            (Some(tag), Some(known)) => known.as_str() == tag,
            (Some(_), None) => !seen.is_english,
            (None, _) => true,
        };
        let mut seen = self.pages.get(&folded(key)).into_iter().flatten().filter(is_meant).peekable();
        if seen.peek().is_some() {
            return if seen.any(|seen| seen.checked) { Whereabouts::Checked } else { Whereabouts::Elsewhere };
        }
        match locale.and_then(Locale::parse) {
            Some(locale) if self.places.reach(&locale, key, 0) => Whereabouts::Gone,
            _ => Whereabouts::Elsewhere,
        }
    }
}
