//! When pages were made, English pages that do not exist any more, or were not always English.

use std::path::Path;

use super::History;
use crate::group::Gone;
use crate::text::script::latin;
use crate::tree::english::English;
use crate::tree::entry::Entry;

impl History {
    /// When a file was made, in seconds since 1970. `None` where git does not tell.
    pub(in crate::tree) fn born(&self, file: &Path) -> Option<i64> {
        let tracked = self.tracked(file).ok().filter(|tracked| !tracked.checkout.shallow && !tracked.past.is_broken)?;
        tracked.past.versions(&tracked.path).last().map(|first| tracked.past.time(first))
    }

    /// What became of the English of a page that has none. `None` where nobody knows, and where pages are not dated.
    pub(in crate::tree) fn gone(&self, page: &Entry, english: &English) -> Option<Gone> {
        self.dates.as_ref()?;
        let is_beside = |other: &&Entry| other.set == page.set && other.path.ends_with(&other.key);
        // Of several folders with English pages, that of the page most likely.
        let shared =
            |other: &Entry| other.key.bytes().zip(page.key.bytes()).take_while(|(one, two)| one == two).count();
        let beside = english.pages().iter().filter(is_beside).max_by_key(|other| shared(other))?;
        let tracked = self.tracked(&beside.path).ok()?;
        let folder = tracked.path.strip_suffix(&*beside.key)?;
        tracked.past.gone(&format!("{folder}{}", page.key), tracked.checkout.shallow)
    }
}

/// Whether an older version of an English page was in another script: the page was translated into English later.
pub(super) fn is_foreign(older: &str, today: &str) -> bool {
    latin(older) < 0.8 && latin(today) > 0.97
}
