//! What a run reports on, in the tree as it was found: tells a finding that is gone from one that was not looked for.

use std::collections::HashMap;

use super::changed::Changed;
use super::corpus::Corpus;
use super::data::Data;
use super::entry::{Entry, Group};
use super::places::Places;
use crate::baseline::Whereabouts;
use crate::finding::Finding;
use crate::group::{Doc, Translations};
use crate::layout::folded;
use crate::locale::Locale;
use crate::scope::{Scope, Shard};

/// The pages that a run reports on.
pub(super) struct Reported<'c> {
    scope: &'c Scope,
    changed: Option<Changed>,
    corpus: &'c Corpus<'c>,
}

impl<'c> Reported<'c> {
    pub(super) fn new(scope: &'c Scope, changed: Option<Changed>, corpus: &'c Corpus<'c>) -> Self {
        Self { scope, changed, corpus }
    }

    /// What differs from the revision that the run looks back to.
    pub(super) fn changed(&self) -> Option<&Changed> {
        self.changed.as_ref()
    }

    /// Whether whole page groups are left out of the run.
    pub(super) fn is_part(&self) -> bool {
        self.scope.shard.is_some() || self.changed.is_some()
    }

    /// Whether the run accounts for the files that are no pages of the tree: one shard does.
    pub(super) fn has_rest(&self) -> bool {
        let has_all = self.scope.locales.is_empty() && self.scope.pages.is_none();
        self.scope.shard.is_none_or(Shard::is_first) && self.changed.is_none() && has_all
    }

    /// Whether the run reports on this page of the group that is called `key`.
    pub(super) fn has_doc(&self, key: &str, doc: &Doc<'_>) -> bool {
        let has_locale = || doc.locale.as_ref().is_some_and(|locale| self.scope.has_locale(locale));
        let path = &doc.file.path;
        (self.scope.locales.is_empty() || has_locale()) && self.scope.has_page(path, key) && self.has_page(key, path)
    }

    /// Whether the run reports the finding.
    pub(super) fn has(&self, finding: &Finding) -> bool {
        self.has_page(&finding.page, &finding.path) && self.scope.has(finding)
    }

    /// Whether the page group is looked at for one of its pages.
    pub(super) fn has_group(&self, group: &Group) -> bool {
        group.pages.iter().any(|page| self.has_page(&page.key, &page.shown))
    }

    /// Whether the run reports on the page of this key and path, as the user named it, as far as whole groups are left out.
    pub(super) fn has_page(&self, key: &str, path: &str) -> bool {
        let has_shard = self.scope.shard.is_none_or(|shard| shard.has(key));
        has_shard && self.changed.as_ref().is_none_or(|changed| changed.has(path))
    }

    /// Whether the run reports what the whole tree shows about the English page of this key and path.
    pub(super) fn has_english(&self, key: &str, path: &str) -> bool {
        let is_changed = |changed: &Changed| changed.has(path) || changed.has_lost(key);
        self.scope.shard.is_none_or(|shard| shard.has(key)) && self.changed.as_ref().is_none_or(is_changed)
    }

    /// The translations as far as the run reports on it.
    pub(super) fn of_translations(&self, mut translations: Translations) -> Translations {
        translations.pages.retain(|page| self.scope.has_page(&page.path, &page.key));
        translations.pages.iter_mut().for_each(|page| page.lacking.retain(|locale| self.scope.has_locale(locale)));
        translations
    }

    /// The pages of the tree, and which of them the run reports on.
    pub(super) fn pages(&self) -> Pages {
        let mut pages: HashMap<String, Vec<Seen>> = HashMap::new();
        let localized = self.corpus.localized_groups().flat_map(|group| &group.pages).map(|entry| (entry, false));
        let english = self.corpus.english_pages().iter().map(|entry| (entry, true));
        let data = self.corpus.data.iter().flat_map(Data::entries);
        for (entry, is_english) in localized.chain(english).chain(data) {
            let seen = self.seen(entry, is_english);
            pages.entry(folded(&entry.key)).or_default().push(seen);
        }
        let is_whole = !self.is_part() && self.scope.locales.is_empty() && self.scope.pages.is_none();
        Pages { pages, places: self.corpus.places.clone(), is_whole }
    }

    fn seen(&self, entry: &Entry, is_english: bool) -> Seen {
        let locale = entry.locale.clone().filter(|_| !is_english);
        let has_locale =
            self.scope.locales.is_empty() || locale.as_ref().is_some_and(|locale| self.scope.has_locale(locale));
        let checked =
            has_locale && self.scope.has_page(&entry.shown, &entry.key) && self.has_page(&entry.key, &entry.shown);
        Seen { locale, is_english, checked }
    }
}

/// The pages of a tree, and which of them a run reported on.
#[derive(Debug)]
pub struct Pages {
    /// By folded key.
    pages: HashMap<String, Vec<Seen>>,
    places: Places,
    is_whole: bool,
}

#[derive(Debug)]
struct Seen {
    /// What its path says. `None` is a page whose locale its text tells, or an English page.
    locale: Option<Locale>,
    is_english: bool,
    checked: bool,
}

impl Pages {
    /// Whether the run reported on all of them.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_whole
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
            Some(locale) if self.places.reach(&locale, (0, key), 0) => Whereabouts::Gone,
            _ => Whereabouts::Elsewhere,
        }
    }
}
