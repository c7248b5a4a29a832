//! The whole tree as it was found, and the only loop over its pages.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::data::{self, Data};
use super::english::English;
use super::entry::{Entry, Group, grouped};
use super::git::Dating;
use super::history::{After, History};
use super::idle::idle;
use super::list::{File, Search, joined, list};
use super::original::Originals;
use super::pins::Pins;
use super::place::{Place, Role};
use super::places::Places;
use super::sample::sample;
use super::sidecar::Records;
use super::translations::translations;
use crate::check::{Coverage, NotCompared};
use crate::config::Config;
use crate::error::Error;
use crate::group::{PageGroup, PageText, Renames, Translations};
use crate::link::Files;
use crate::locale::Locale;
use crate::profile::{self, Base};
use crate::provenance::Provenance;
use crate::text::Text;

/// The pages below the given paths, put together by what they are called in every locale, with their English.
pub(super) struct Corpus<'c> {
    /// What rules the run, with the profile that the pages show where the user names none.
    pub(super) config: Cow<'c, Config>,
    /// The page groups: those where the layout says in the order of their keys, then the others, then English pages.
    pub(super) groups: Vec<Group>,
    /// The English tree.
    pub(super) english: Option<English>,
    /// Where the pages stand.
    pub(super) places: Places,
    /// What could not be read on the way.
    pub(super) unread: Vec<Error>,
    /// The pages that nothing is said about.
    pub(super) left_out: Coverage,
    /// What of the configuration takes no effect, a sentence each.
    pub(super) idle: Vec<String>,
    /// The files of data beside the pages.
    pub(super) data: Vec<Data>,
    /// The files that links can lead to.
    pub(super) files: Files,
    /// The locales whose pages were written before their English, once it is asked for.
    pub(super) originals: OnceLock<Originals>,
    /// The pinned contracts that pages are held to.
    pub(super) pins: Option<Pins>,
    /// The history of the English tree, and of the translations.
    pub(super) history: Option<History>,
}

/// What is read of a page group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All: its pages are compared with their English.
    Verdicts,
    /// Its pages, and the English that tells what the tables of plain ones are.
    Facts,
    /// The English page alone.
    English,
}

/// Texts that take the place of what files hold, by the path as it is shown.
pub(super) type Instead = HashMap<String, Text>;

/// What came of looking at a page group.
pub(super) struct Looked<T> {
    /// What was seen; `None` where nothing could be read.
    pub(super) seen: Option<T>,
    /// What could not be read.
    pub(super) unread: Vec<Error>,
    /// What was read and is no page after all.
    pub(super) left_out: Coverage,
    /// Whether it was asked which locales' pages were written before their English.
    pub(super) asks_originals: bool,
}

/// A page group that was read, and not yet parsed.
pub(super) struct Read {
    /// The pages that were wanted.
    pub(super) files: Vec<PageText>,
    /// The English page of today, where it was wanted.
    pub(super) english: Option<PageText>,
    /// What could not be read.
    pub(super) unread: Vec<Error>,
    /// What was read and is no page after all.
    pub(super) left_out: Coverage,
}

impl<'c> Corpus<'c> {
    /// Finds the pages below `paths`: files whatever their extension, and the pages of folders. Hidden folders are left out;
    /// links are followed.
    ///
    /// # Errors
    ///
    /// A path does not exist, no page is below any of them, or the English tree or the pinned contracts cannot be read.
    pub(super) fn find(paths: &[PathBuf], config: &'c Config) -> Result<Self, Error> {
        let mut listing = list(paths, &Search::new(paths, config)).map_err(|error| match error {
            Error::NothingToCheck(_) if !config.exclude.is_empty() => Error::NothingLeft(paths.to_vec()),
            error => error,
        })?;
        let places = Places::find(paths, &mut listing.files, config)?;
        let mut listed = listing.shown();
        let mut found = Found { unread: listing.unread, ..Found::default() };
        listing.files.into_iter().for_each(|file| found.take(file, (paths, &places), config));
        let is_localized = |place: Place| place.role == Role::Localized && place.locale.is_some();
        let others = listing.others.iter().filter(|file| is_localized(places.place(file))).count();
        let Found { localized, strays, english, records, left_out, locales, mut unread } = found;
        unread.extend(records.unread);
        if left_out > 0 && localized.is_empty() && strays.is_empty() {
            return Err(Error::NothingLeft(paths.to_vec()));
        }
        let left_out = Coverage::left_out(NotCompared::Excluded, left_out + listing.excluded)
            .and(Coverage::left_out(NotCompared::NotBuilt, listing.unbuilt))
            .and(Coverage::left_out(NotCompared::OtherFormat, others));
        let (localized, strays) = (grouped(localized), grouped(strays));
        let (mut english, alone) = match places.has_english() {
            true => {
                let keys: Vec<&str> = localized.iter().flat_map(|group| group.first()).map(|page| &*page.key).collect();
                let (known, alone) = if places.hold_source() { (english, Vec::new()) } else { (Vec::new(), english) };
                (Some(English::find(&places, known, &keys, config)?), alone)
            }
            false => (None, english),
        };
        listed.extend(english.iter_mut().flat_map(|english| std::mem::take(&mut english.listed)));
        let data = {
            let apart = english.iter_mut().flat_map(|english| std::mem::take(&mut english.data)).collect();
            let key = |key: &str| english.as_ref().map_or(Some(key), |english| english.key(key)).map(str::to_owned);
            data::grouped((listing.data, apart), &places, key)
        };
        let idle = idle(config, paths, (&listed, &locales));
        let roots = paths.iter().map(PathBuf::as_path).chain(places.source()).filter(|path| path.is_dir());
        let files = Files::new(roots.map(joined), listed, |path| super::open::text(Path::new(path)).ok());
        let group = |role: Role| {
            let english = english.as_ref().filter(|_| role != Role::Stray);
            move |pages: Vec<Entry>| {
                let page = english.zip(pages.first()).and_then(|(english, page)| english.position(page));
                Group { pages, english: page, role }
            }
        };
        let localized = localized.into_iter().map(group(Role::Localized));
        let strays = strays.into_iter().map(group(Role::Stray));
        let alone = alone.into_iter().map(|page| vec![page]).map(group(Role::English));
        let groups: Vec<Group> = localized.chain(strays).chain(alone).collect();
        let pins = config.canonical.as_deref().map(Pins::read).transpose()?;
        let history = english.as_ref().map(|english| {
            let translated = groups.iter().filter(|group| group.english.is_some()).flat_map(|group| &group.pages);
            let files: Vec<&Path> = translated.chain(english.pages()).map(|page| &*page.path).collect();
            let folders = paths.iter().map(PathBuf::as_path).chain(places.source()).chain(places.folders());
            let ignored = || config.ignored_commits.iter().map(|word| word.to_lowercase()).collect();
            let dates = config.git_dates.then(|| Dating { mass: config.mass_commit, ignored: ignored() });
            History::of(&folders.collect::<Vec<_>>(), &files, dates)
        });
        let config = with_profile(config, &groups, english.as_ref());
        Ok(Self {
            config,
            groups,
            english,
            places,
            unread,
            left_out,
            idle,
            data,
            files,
            originals: OnceLock::new(),
            pins,
            history,
        })
    }

    /// The same with a configuration of its own.
    pub(super) fn owned(self) -> Corpus<'static> {
        Corpus { config: Cow::Owned(self.config.into_owned()), ..self }
    }

    /// # Errors
    ///
    /// There is no page but those of the English tree below `paths`.
    pub(super) fn has_translations(&self, paths: &[PathBuf]) -> Result<(), Error> {
        match self.localized_groups().next().is_none() && self.unread.is_empty() {
            true => Err(Error::OnlyEnglish(paths.to_vec())),
            false => Ok(()),
        }
    }

    /// The page groups, without those that are English pages.
    pub(super) fn localized_groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| group.role != Role::English)
    }

    /// The page of a group in each locale, and its English page.
    pub(super) fn pages_of<'g>(&'g self, group: &'g Group) -> impl Iterator<Item = &'g Entry> {
        group.pages.iter().chain(group.english.map(|at| &self.english_pages()[at]))
    }

    /// The pages of the English tree, in the order of their paths.
    pub(super) fn english_pages(&self) -> &[Entry] {
        self.english.as_ref().map_or(&[], English::pages)
    }

    /// Which locales have which English pages, as far as paths tell; `None` without an English tree.
    pub(super) fn translations(&self) -> Option<Translations> {
        let localized = self.groups.iter().filter(|group| group.role == Role::Localized);
        Some(translations(localized.flat_map(|group| &group.pages), self.english.as_ref()?, &self.places))
    }

    /// Reads and parses page groups on all threads and hands each to `look`. `renames` are the English pages that a page
    /// without an English page may have become.
    pub(super) fn map<'s, T: Send>(
        &'s self,
        groups: Vec<&'s Group>,
        (wanted, renames): (Wanted, Option<&'s Renames>),
        look: impl Fn(&PageGroup<'_>) -> T + Sync + Send + 's,
    ) -> impl ParallelIterator<Item = Looked<T>> + 's {
        self.map_read(groups, wanted, move |group, read| self.see(group, read, (wanted, renames), &look))
    }

    /// Reads page groups on all threads and hands each to `each`, which may know already what a look at its pages shows.
    pub(super) fn map_read<'s, T: Send>(
        &'s self,
        groups: Vec<&'s Group>,
        wanted: Wanted,
        each: impl Fn(&'s Group, Read) -> T + Sync + Send + 's,
    ) -> impl ParallelIterator<Item = T> + 's {
        let none = Instead::default();
        groups.into_par_iter().map(move |group| each(group, self.read_group(group, wanted, &none)))
    }

    /// Reads and parses a page group whose pages are compared with their English, with other texts for some of its pages.
    pub(super) fn look_again<T>(
        &self,
        group: &Group,
        instead: &Instead,
        look: impl Fn(&PageGroup<'_>) -> T,
    ) -> Looked<T> {
        self.see(group, self.read_group(group, Wanted::Verdicts, instead), (Wanted::Verdicts, None), look)
    }

    /// Takes all pages to know the English of `revision`.
    ///
    /// # Errors
    ///
    /// The history of the English tree has no such revision.
    pub(super) fn since(&mut self, revision: &str) -> Result<(), Error> {
        let page = self.english.as_ref().and_then(|english| english.pages().first());
        match self.history.as_mut().zip(page) {
            Some((history, page)) => history.since(revision, &page.path),
            None => Ok(()),
        }
    }

    /// The versions of an English page that came after `text`.
    pub(super) fn after(&self, english: &Path, text: &str) -> Option<After<'_>> {
        self.history.as_ref()?.after(english, text)
    }

    /// The commit that made an English page what `text` says.
    pub(super) fn commit_of(&self, english: &Path, text: &str) -> Option<&str> {
        self.history.as_ref()?.commit_of(english, text)
    }
}

/// The configuration with the profile that the English pages are evidence for.
fn with_profile<'c>(config: &'c Config, groups: &[Group], english: Option<&English>) -> Cow<'c, Config> {
    if !config.profile_by_evidence {
        return Cow::Borrowed(config);
    }
    let pages: Vec<&Entry> = match english {
        Some(english) => english.pages().iter().collect(),
        None => groups.iter().flat_map(|group| &group.pages).collect(),
    };
    match sample(&pages, profile::evident) {
        Base::DEFAULT => Cow::Borrowed(config),
        base => {
            let mut config = config.clone();
            config.profile = Cow::Borrowed(base.profile());
            Cow::Owned(config)
        }
    }
}

/// The pages below the given paths, by what they are.
#[derive(Default)]
struct Found {
    localized: Vec<Entry>,
    strays: Vec<Entry>,
    english: Vec<Entry>,
    records: Records,
    /// How many pages were left out for their locale.
    left_out: usize,
    /// The locales that paths name, also of what was left out; `None` where a page names none.
    locales: BTreeSet<Option<Locale>>,
    unread: Vec<Error>,
}

impl Found {
    fn take(&mut self, file: File, (paths, places): (&[PathBuf], &Places), config: &Config) {
        let place = places.place(&file);
        let Place { role, locale, .. } = &place;
        if *role != Role::English || locale.is_some() {
            self.locales.insert(locale.clone());
        }
        // A page that does not name its locale in its path is looked at when it has been read.
        if !matches!(role, Role::English | Role::Apart) && locale.is_some() && !config.locales.allow(locale.as_ref()) {
            self.left_out += 1;
            return;
        }
        let role = *role;
        let recorded = match role {
            Role::Localized => self.records.of(&file, locale.as_ref(), &place.key),
            _ => Provenance::default(),
        };
        let is_loose = role != Role::English && locale.is_none() && paths.contains(&file.path);
        let entry = match is_loose {
            true => Entry::loose(file, place, recorded),
            false => Ok(Entry::new(file, place, recorded)),
        };
        let entries = match role {
            Role::Localized => &mut self.localized,
            Role::Stray => &mut self.strays,
            Role::English => &mut self.english,
            Role::Apart => return,
        };
        match entry {
            Ok(entry) => entries.push(entry),
            Err(error) => self.unread.push(error),
        }
    }
}
