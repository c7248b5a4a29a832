//! What a run keeps for the next, so that only the page groups that changed are judged again.
//!
//! What came of a page group is kept under a key of all that it depends on: the texts of its pages and of its English, and
//! beside them one key for the whole run — this build of docparity, the configuration, the names of all files, and where there is an
//! English tree, its pages and the state of git. Whatever is not the same as before is looked at anew.

mod key;
mod record;
mod store;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) use key::{Key, Parts};
use record::Record;
use store::Store;

use super::corpus::{Corpus, Looked, Read, Wanted};
use super::entry::{Entry, Group};
use super::history::linked;
use super::original::Originals;
use super::sum::Sum;
use crate::config::absolute;
use crate::error::Error;
use crate::group::PageText;
use crate::locale::Locale;
use crate::scope::Scope;

/// What is kept of the runs over a tree.
pub(super) struct Cache<'c> {
    corpus: &'c Corpus<'c>,
    /// Of all that does not vary from page group to page group.
    base: Key,
    store: Store,
    /// The keys of the page groups of this run.
    groups: Mutex<Vec<Key>>,
    /// Whether these are keys of all texts of the tree.
    is_whole: AtomicBool,
    started: SystemTime,
}

/// How page groups are looked at.
#[derive(Clone, Copy)]
pub(super) struct How {
    pub(super) wanted: Wanted,
    /// Whether the signatures of their English pages are wanted.
    pub(super) signs: bool,
    /// Of the English pages that they may have become.
    pub(super) renames: Option<Key>,
}

/// Clocks of file systems may be behind by so much, and some count pairs of seconds.
const TICK: Duration = Duration::from_secs(2);

impl<'c> Cache<'c> {
    /// Opens the cache of a run in `folder`. `None` where a run is not to be repeated: it looks for changes, or tells what pages
    /// state, or git does not say which state it is in.
    ///
    /// # Errors
    ///
    /// The folder cannot be used.
    pub(super) fn open(
        folder: &Path,
        (paths, scope): (&[PathBuf], &Scope),
        corpus: &'c Corpus<'c>,
    ) -> Result<Option<Self>, Error> {
        if scope.changed_since.is_some() || scope.contracts {
            return Ok(None);
        }
        let started = SystemTime::now();
        let Some((base, name)) = keys((paths, scope), corpus) else { return Ok(None) };
        let store = Store::open(folder, &name)?;
        Ok(Some(Self {
            corpus,
            base,
            store,
            groups: Mutex::default(),
            is_whole: AtomicBool::new(scope.shard.is_none()),
            started,
        }))
    }

    /// What comes of a page group that was read: as it is known, or as `see` finds it.
    pub(super) fn sum(
        &self,
        group: &Group,
        (read, how): (Read, How),
        see: impl FnOnce(Read) -> Looked<Sum>,
    ) -> Looked<Sum> {
        let key = self.of_group(group, &read, how);
        self.groups.lock().unwrap_or_else(PoisonError::into_inner).push(key);
        let is_too_large = read.files.iter().any(|file| file.too_large.is_some());
        if is_too_large || !read.unread.is_empty() || read.left_out.pages > 0 {
            self.is_whole.store(false, Ordering::Relaxed);
        }
        let known = self.store.recall(&key).and_then(|json| Record::read(json, &read));
        if let Some((sum, asks_originals)) = known.and_then(Record::known) {
            let Read { unread, left_out, .. } = read;
            if asks_originals {
                self.corpus.originals.get_or_init(|| self.originals());
            }
            return Looked { seen: Some(sum), unread, left_out, asks_originals };
        }
        let Looked { seen, unread, left_out, asks_originals } = see(read);
        let seen = seen.map(|sum| {
            let met = sum.met.clone();
            let record = Record::of(sum, asks_originals);
            self.keep(&key, &record);
            record.into_sum(met)
        });
        Looked { seen, unread, left_out, asks_originals }
    }

    /// What `find` finds that depends on all texts of the tree, and on `more`: as it is known, or anew.
    pub(super) fn of_all<T: Serialize + DeserializeOwned>(&self, more: Parts, find: impl FnOnce() -> T) -> T {
        if !self.is_whole.load(Ordering::Relaxed) {
            return find();
        }
        let mut groups = self.groups.lock().unwrap_or_else(PoisonError::into_inner).clone();
        groups.sort_unstable();
        let key = groups.iter().fold(more.key(&self.base), |parts, group| parts.key(group)).end();
        self.recall(&key).unwrap_or_else(|| {
            let found = find();
            // It reads pages again: it is not kept where one of them was written in the meantime.
            if self.is_untouched() {
                self.keep(&key, &found);
            }
            found
        })
    }

    fn is_untouched(&self) -> bool {
        let pages = || self.corpus.localized_groups().flat_map(|group| &group.pages);
        let pages: Vec<&Entry> = pages().chain(self.corpus.english_pages()).collect();
        let before = self.started - TICK;
        let written = |page: &Entry| std::fs::metadata(&page.path).and_then(|meta| meta.modified());
        pages.into_par_iter().all(|page| written(page).is_ok_and(|time| time < before))
    }

    /// Writes what was kept.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(super) fn close(self) -> Result<(), Error> {
        let key = self.of_originals();
        if let Some(Originals { locales, note }) = self.corpus.originals.get() {
            let tags: Vec<&str> = locales.iter().map(Locale::as_str).collect();
            if self.store.recall(&key).is_none() {
                self.keep(&key, &(tags, note));
            }
        }
        self.store.close()
    }

    /// The locales whose pages were written before their English: to find them takes the whole history.
    fn originals(&self) -> Originals {
        let known = || {
            let (tags, note): (Vec<String>, Option<String>) = self.recall(&self.of_originals())?;
            let locales: Option<Vec<Locale>> = tags.iter().map(|tag| Locale::parse(tag)).collect();
            Some(Originals { locales: locales?, note })
        };
        known().unwrap_or_else(|| self.corpus.find_originals())
    }

    fn recall<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        serde_json::from_slice(self.store.recall(key)?).ok()
    }

    fn keep(&self, key: &Key, value: &impl Serialize) {
        // What cannot be written in JSON is found again by each run.
        if let Ok(json) = serde_json::to_vec(value) {
            self.store.keep(key, &json);
        }
    }

    fn of_originals(&self) -> Key {
        Parts::of("originals").key(&self.base).end()
    }

    /// The key of a page group.
    fn of_group(&self, group: &Group, read: &Read, how: How) -> Key {
        let mut parts = Parts::of("page group").key(&self.base).value(&(
            how.wanted,
            how.signs,
            how.renames,
            group.role,
            group.english,
        ));
        for file in &read.files {
            parts = of_page(parts, file);
        }
        parts = parts.value(&"English");
        if let Some(english) = &read.english {
            parts = of_page(parts, english);
        }
        for entry in self.corpus.pages_of(group) {
            parts = of_entry(parts, entry);
            // The history of a link is that of the file that it leads to.
            if self.corpus.history.is_some() {
                parts = parts.value(&linked(absolute(&entry.path)));
            }
        }
        parts.end()
    }
}

/// Takes a page that was read.
fn of_page(parts: Parts, page: &PageText) -> Parts {
    let PageText { path, locale, key, text, too_large, pinned, recorded } = page;
    let parts = parts.value(&(path, locale, key, too_large, pinned, recorded));
    parts.value(&text.invalid).bytes(text.content.as_bytes())
}

/// Takes what is known of a page before it is read.
fn of_entry(parts: Parts, entry: &Entry) -> Parts {
    let Entry { path, shown, relative, set, locale, key, .. } = entry;
    parts.value(&(path, shown, relative, set, locale, key))
}

/// The key of all that does not vary from page group to page group, and the name of the file for runs of this kind; `None` where git
/// does not tell its state.
fn keys((paths, scope): (&[PathBuf], &Scope), corpus: &Corpus<'_>) -> Option<(Key, String)> {
    let folder = absolute(Path::new("."));
    let Scope { locales, asked, shard, pages: _, changed_since: _, contracts: _, untried: _, cache: _ } = scope;
    let kind = Parts::of("kind").value(&(&folder, paths, locales, asked, shard, &corpus.config.left_out));
    let name = format!("{}-{}", env!("CARGO_PKG_VERSION"), &kind.end().digits()[..16]);
    let mut base = Parts::of("run").value(&env!("DOCPARITY_BUILD")).value(&(&folder, locales, asked));
    base = base.bytes(corpus.config.spelled().as_bytes()).bytes(corpus.files.spelled().as_bytes());
    base = base.value(&corpus.english.is_some());
    if let Some(history) = &corpus.history {
        base = base.value(&history.spelled()?);
        for group in &corpus.groups {
            base = base.value(&(group.role, group.english, group.pages.len()));
            base = group.pages.iter().fold(base, of_entry);
        }
        base = corpus.english_pages().iter().fold(base, of_entry);
    }
    Some((base.end(), name))
}
