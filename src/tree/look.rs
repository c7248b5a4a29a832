//! How a page group is read, and what is seen of it.

use std::cell::Cell;
use std::path::Path;

use super::corpus::{Corpus, Instead, Looked, Read, Wanted};
use super::entry::{Entry, Group};
use super::history::Made;
use super::original::Originals;
use crate::bilingual;
use crate::check::{self, Coverage, NotCompared, origins};
use crate::error::Error;
use crate::group::{Around, Cut, PageGroup, PageText, Renames};
use crate::locale::Locale;
use crate::provenance::{Origin, Provenance, Raised};
use crate::text::Size;

use super::place::Role;

impl Corpus<'_> {
    /// Reads what is wanted of a page group, with other texts for some of its pages.
    pub(super) fn read_group(&self, group: &Group, wanted: Wanted, instead: &Instead) -> Read {
        let (mut unread, encrypted) = (Vec::new(), Cell::new(0));
        let mut kept = |page: Result<PageText, Error>| {
            let page = page.map_err(|error| unread.push(error)).ok()?;
            encrypted.set(encrypted.get() + usize::from(page.text.is_encrypted()));
            Some(page).filter(|page| !page.text.is_encrypted())
        };
        let pages = group.pages.iter().filter(|_| wanted != Wanted::English);
        let files: Vec<PageText> = pages.filter_map(|entry| kept(self.read(entry, instead))).collect();
        let left_out = Coverage::left_out(NotCompared::Encrypted, encrypted.get());
        let is_plain = |file: &PageText| bilingual::split(&file.text.content).source.is_none();
        let is_wanted = || wanted != Wanted::Facts || files.iter().any(is_plain);
        let english = self.english_of(group).filter(|_| is_wanted());
        let english = english.and_then(|english| kept(self.read_english(english, instead)));
        Read { files, english, unread, left_out }
    }

    /// The English page of a group.
    fn english_of(&self, group: &Group) -> Option<&Entry> {
        self.english_pages().get(group.english?)
    }

    /// Parses a page group that was read, and hands it to `look`.
    pub(super) fn see<T>(
        &self,
        group: &Group,
        read: Read,
        (wanted, renames): (Wanted, Option<&Renames>),
        look: impl Fn(&PageGroup<'_>) -> T,
    ) -> Looked<T> {
        let Read { files, english, unread, left_out } = read;
        let cuts: Vec<Cut<'_>> = files.iter().map(|file| Cut::new(file, &self.config.marks)).collect();
        if files.is_empty() && !(wanted == Wanted::English && english.is_some()) {
            return Looked { seen: None, unread, left_out, asks_originals: false };
        }
        let today = english.as_ref().map(|file| Cut::new(file, &self.config.marks));
        let mut older = Vec::new();
        let path = self.english_of(group).map(|english| &*english.path);
        let page = path.zip(today.as_ref()).map(|(path, today)| (today, (path, &*today.file.text.content)));
        let origins = page.map(|(today, page)| {
            origins(&cuts, today, &self.config, |cut, provenance| self.find_origin((cut, provenance), page, &mut older))
        });
        let judged = page.filter(|_| wanted == Wanted::Verdicts);
        let raised = judged.map(|(_, page)| cuts.iter().map(|cut| self.raised(cut, page, &mut older)).collect());
        let older: Vec<Cut<'_>> = older.iter().map(|file| Cut::new(file, &self.config.marks)).collect();
        let english = check::EnglishTexts {
            today: today.as_ref(),
            older: &older,
            origins: origins.unwrap_or_default(),
            raised: raised.unwrap_or_default(),
        };
        let is_outside = group.role == Role::Stray;
        let has_english = self.english.is_some() && !is_outside;
        let is_lacking = has_english && group.english.is_none() && !self.config.assume_current;
        let known = self.history.as_ref().zip(self.english.as_ref()).filter(|_| is_lacking);
        let gone = known.and_then(|(history, english)| history.gone(group.pages.first()?, english));
        let is_unrecorded = english.origins.iter().any(Origin::is_unrecorded);
        let originals = if is_unrecorded { self.originals() } else { &[] };
        let files = Some(&self.files);
        let tree = Around { has_english, is_outside, renames, files, gone: gone.as_ref(), originals };
        let seen = Some(look(&check::parse(&cuts, english, tree, &self.config)));
        Looked { seen, unread, left_out, asks_originals: is_unrecorded }
    }

    /// The locales whose pages were written before their English, where the user does not say which is the source.
    fn originals(&self) -> &[Locale] {
        &self.originals.get_or_init(|| self.find_originals()).locales
    }

    pub(super) fn find_originals(&self) -> Originals {
        let history = self.history.as_ref().filter(|_| self.config.source.is_none());
        Originals::find(&self.groups, self.english.as_ref().zip(history))
    }

    /// Where the English of a page is that is not made from the English of today by its hash.
    fn find_origin(
        &self,
        (cut, page): (&Cut<'_>, &Provenance),
        (english, today): (&Path, &str),
        older: &mut Vec<PageText>,
    ) -> Origin {
        let Some(history) = &self.history else { return Origin::Unsought };
        let (file, text) = (Path::new(&cut.file.path), &*cut.file.text.content);
        history.find_origin(Made { page, file, text, english, today }, older)
    }

    /// Whether the mark of a page was raised without the translation.
    fn raised(&self, cut: &Cut<'_>, (english, today): (&Path, &str), older: &mut Vec<PageText>) -> Option<Raised> {
        let (file, text, page) = (Path::new(&cut.file.path), &*cut.file.text.content, &cut.provenance);
        self.history.as_ref()?.raised(Made { page, file, text, english, today }, &self.config.marks, older)
    }

    pub(super) fn read(&self, entry: &Entry, instead: &Instead) -> Result<PageText, Error> {
        let pinned = self.pins.as_ref().map(|pins| pins.of(entry));
        entry.read_up_to(self.config.largest_page, instead.get(&entry.shown), pinned)
    }

    /// An English page must be read: nothing can be said of its translations without it.
    fn read_english(&self, entry: &Entry, instead: &Instead) -> Result<PageText, Error> {
        let page = self.read(entry, instead)?;
        match page.too_large {
            Some(size) => Err(self.too_large(entry, size)),
            None => Ok(page),
        }
    }

    /// What is said of a file that is too large and must be read.
    pub(super) fn too_large(&self, entry: &Entry, size: u64) -> Error {
        let (size, most) = (Size(size), self.config.largest_page);
        let message = format!("{size} are more than {most}; `largest-page` of docparity.yaml allows more");
        Error::io(&entry.path, std::io::Error::other(message))
    }
}
