//! Records of pages which English they were made from.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::changed::changed_pages;
use super::corpus::{Corpus, Looked, Wanted};
use super::entry::Group;
use super::open;
use super::place::Role;
use super::write::write;
use crate::config::Config;
use crate::error::Error;
use crate::group::{Doc, PageGroup};
use crate::provenance::{
    English, Holds, Origin, Proof, Proofs, Proved, Provenance, SIDECAR, Slot, Stamp, Stamps, with_key,
};
use crate::scope::Scope;
use crate::text::Text;

/// Which pages are stamped, and where.
#[derive(Debug, Default)]
pub struct StampOptions {
    /// The pages that a person says are current: those of these locales and names that themselves differ from the revision.
    pub scope: Scope,
    /// Only pages that record nothing, with the English of the day when somebody last worked on them.
    pub adopt: bool,
    /// Whether new stamps of docparity stand in a file beside the page also where the page has front matter.
    pub beside: bool,
    /// Whether nothing is written.
    pub check: bool,
}

/// What was found of a page's stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamped {
    /// It says that the page was made from the English of today.
    Current,
    /// There is none.
    Missing,
    /// It does not say that the page was made from the English of today.
    Outdated,
    /// The page says nothing, and the git history does not date it.
    Undated,
    /// The page needs none: it carries its English itself.
    Bilingual,
    /// The page has no English page.
    Orphaned,
}

/// What came of stamping.
#[derive(Debug, Default)]
pub struct StampRun {
    /// The chosen pages as they were, in the order of their paths, as the user named them.
    pub pages: Vec<(String, Stamped)>,
    /// How many were written.
    pub written: usize,
    /// How many of them have their stamp in the file beside them.
    pub beside: usize,
    /// Why pages were not stamped, with those pages in the order of their paths.
    pub refused: BTreeMap<String, Vec<String>>,
    /// What could not be read, or not be written.
    pub failed: Vec<Error>,
    /// How the tree was read, where nobody told.
    pub note: Option<String>,
}

impl StampRun {
    /// Puts what came of other pages together with this.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        self.pages.append(&mut other.pages);
        self.pages.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (why, mut pages) in other.refused {
            self.refused.entry(why).or_default().append(&mut pages);
        }
        self.failed.append(&mut other.failed);
        Self { written: self.written + other.written, beside: self.beside + other.beside, note: None, ..self }
    }
}

/// A page before it is stamped.
struct Seen {
    path: String,
    state: Stamped,
    /// The values by which the page says which English it was made from, with what is known of each.
    slots: Vec<(String, Option<Holds>)>,
    /// Whether it has a stamp of docparity.
    is_own: bool,
}

/// What a page is given.
enum Place {
    /// The whole page anew.
    Page(String),
    /// A stamp in the file beside it.
    Beside(Stamp),
}

/// What came of writing a page.
enum Written {
    Page,
    /// Its stamp is still to be written.
    Beside(PathBuf, Stamp),
    /// It was left alone, for this reason.
    Refused(String, String),
}

/// Records of the chosen pages below `paths` that they were made from the English of today; of the others, nothing changes.
///
/// # Errors
///
/// A path does not exist, no page is below any of them, or there is no English tree; or the revision of the scope is not in
/// the history. What cannot be written is told with the pages.
pub fn stamp(paths: &[PathBuf], config: &Config, options: &StampOptions) -> Result<StampRun, Error> {
    let mut corpus = Corpus::find(paths, config)?;
    let mut failed = std::mem::take(&mut corpus.unread);
    if corpus.english.is_none() {
        let message = "no English tree was found: name it with --source DIR, or with `source` in docparity.yaml";
        return Err(Error::Usage(message.to_owned()));
    }
    corpus.has_translations(paths)?;
    let revision = options.scope.changed_since.as_ref();
    let changed = revision.map(|revision| changed_pages(paths, revision, &corpus)).transpose()?;
    let stamper = Stamper { corpus: &corpus, options, changed };
    let groups: Vec<&Group> = corpus.groups.iter().filter(|group| group.role == Role::Localized).collect();
    let look = |group: &PageGroup<'_>| group.docs.iter().map(|doc| stamper.see(group, doc)).collect::<Vec<_>>();
    let looked: Vec<Looked<Vec<(bool, Seen)>>> = corpus.map(groups.clone(), (Wanted::Verdicts, None), look).collect();

    let all = || looked.iter().flat_map(|looked| &looked.seen).flatten();
    let habit = habit(all().map(|(_, seen)| seen));
    let is_due = |seen: &Seen| matches!(seen.state, Stamped::Missing | Stamped::Outdated);
    let due = groups
        .into_iter()
        .zip(&looked)
        .filter(|(_, looked)| looked.seen.iter().flatten().any(|(chosen, seen)| *chosen && is_due(seen)));
    let due: Vec<&Group> = due.map(|(group, _)| group).filter(|_| !options.check).collect();
    let mut pages: Vec<(String, Stamped)> =
        all().filter(|(chosen, _)| *chosen).map(|(_, seen)| (seen.path.clone(), seen.state)).collect();
    pages.sort_by(|(one, _), (other, _)| one.cmp(other));
    failed.extend(looked.into_iter().flat_map(|looked| looked.unread));

    let write = |group: &PageGroup<'_>| {
        let seen = group.docs.iter().map(|doc| (doc, stamper.see(group, doc)));
        let due = seen.filter(|(_, (chosen, seen))| *chosen && is_due(seen));
        due.map(|(doc, _)| stamper.write(group, doc, habit.as_ref())).collect::<Vec<_>>()
    };
    let written: Vec<_> = corpus.map(due, (Wanted::Verdicts, None), write).collect();
    let mut run = StampRun { pages, failed, note: corpus.places.note.clone(), ..StampRun::default() };
    let mut beside: BTreeMap<PathBuf, Stamps> = BTreeMap::new();
    for written in written.into_iter().flat_map(|looked| looked.seen).flatten() {
        match written {
            Ok(Written::Page) => run.written += 1,
            Ok(Written::Beside(page, stamp)) => {
                _ = beside.entry(page.with_file_name(SIDECAR)).or_default().insert(name(&page), stamp);
            }
            Ok(Written::Refused(page, why)) => run.refused.entry(why).or_default().push(page),
            Err(error) => run.failed.push(error),
        }
    }
    run.refused.values_mut().for_each(|pages| pages.sort());
    for (file, stamps) in beside {
        let pages = stamps.len();
        match write_beside(&file, stamps) {
            Ok(()) => (run.written, run.beside) = (run.written + pages, run.beside + pages),
            Err(error) => run.failed.push(error),
        }
    }
    Ok(run)
}

struct Stamper<'c> {
    corpus: &'c Corpus<'c>,
    options: &'c StampOptions,
    /// The pages that differ from the revision of the scope.
    changed: Option<HashSet<String>>,
}

impl Stamper<'_> {
    /// Whether the page is chosen, and what is known of it.
    fn see(&self, group: &PageGroup<'_>, doc: &Doc<'_>) -> (bool, Seen) {
        let path = &doc.file.path;
        let scope = &self.options.scope;
        let is_chosen = scope.has_page(path, &doc.file.key)
            && doc.locale.as_ref().is_none_or(|locale| scope.has_locale(locale))
            && self.changed.as_ref().is_none_or(|changed| changed.contains(path));
        let page = recorded(group, doc);
        let names = page.names_english() || page.malformed.is_some();
        let state = match doc.origin {
            _ if doc.source.is_some() => Stamped::Bilingual,
            _ if group.english.is_none() => Stamped::Orphaned,
            Origin::Today(Proof::Hash | Proof::Commit) => Stamped::Current,
            // What says something itself is not dated.
            _ if self.options.adopt && names => Stamped::Current,
            Origin::Today(Proof::Date) | Origin::Older(_, Proof::Date | Proof::DateBefore) if self.options.adopt => {
                Stamped::Missing
            }
            _ if self.options.adopt => Stamped::Undated,
            _ if names => Stamped::Outdated,
            _ => Stamped::Missing,
        };
        let proved = proved(group, doc, &page);
        let slots = Slot::all(doc.content(), &page);
        let slots = slots.into_iter().map(|slot| (slot.key.clone(), slot.holds(proved))).collect();
        (is_chosen, Seen { path: path.clone(), state, slots, is_own: page.marks.contains(&Stamp::KEY) })
    }

    /// Writes the page, or says what is to be recorded of it beside it.
    fn write(&self, group: &PageGroup<'_>, doc: &Doc<'_>, habit: Option<&(String, Holds)>) -> Result<Written, Error> {
        let path = PathBuf::from(&doc.file.path);
        let text = match self.place(group, doc, habit) {
            Err(why) => return Ok(Written::Refused(doc.file.path.clone(), why)),
            Ok(Place::Beside(stamp)) => return Ok(Written::Beside(path, stamp)),
            Ok(Place::Page(text)) => text,
        };
        let Some(changed) = splice(&open::bytes(&path)?, doc.content(), &text) else {
            return Ok(Written::Refused(doc.file.path.clone(), "it changed while it was read".to_owned()));
        };
        write(&path, |out| out.write_all(&changed))?;
        Ok(Written::Page)
    }

    /// What is written where; else why nothing is.
    fn place(&self, group: &PageGroup<'_>, doc: &Doc<'_>, habit: Option<&(String, Holds)>) -> Result<Place, String> {
        let today = group.english.as_ref().filter(|_| !self.options.adopt);
        let made_from = today.or_else(|| group.made_from(doc)).ok_or("its English is not at hand")?;
        let (Some(english), text) = (&group.english, doc.content()) else {
            return Err("it has no English page".to_owned());
        };
        let commit = self.corpus.commit_of(Path::new(&english.file.path), made_from.content());
        let source = English { text: made_from.content(), commit };
        let value = |holds: Holds| holds.value(source).ok_or("no commit holds its English as it is today");
        let page = recorded(group, doc);
        let slots = Slot::all(text, &page);
        if !slots.is_empty() {
            let proved = proved(group, doc, &page);
            // From the last to the first: the places of those before stay what they are.
            return slots
                .iter()
                .rev()
                .try_fold(text.to_owned(), |text, slot| {
                    let known = habit.filter(|(key, _)| *key == slot.key).map(|(_, holds)| *holds);
                    let holds = slot.holds(proved).or(known);
                    let holds =
                        holds.ok_or_else(|| format!("nothing tells how the value of `{}` is made", slot.key))?;
                    Ok(slot.fill(&text, &value(holds)?))
                })
                .map(Place::Page);
        }
        let stamp = Stamp::of(source.text);
        let is_beside = doc.file.recorded.marks.contains(&Stamp::KEY);
        match page.marks.last() {
            Some(&Stamp::KEY) if is_beside => Ok(Place::Beside(stamp)),
            Some(&Stamp::KEY) => stamp.put(text).map(Place::Page).ok_or("its front matter cannot be read".to_owned()),
            Some(other) if page.malformed.is_some() => {
                Err(format!("it carries the mark {other} with a value that is neither a hash nor a commit"))
            }
            Some(other) if page.names_english() => {
                Err(format!("it carries the mark {other}, which its own tool writes"))
            }
            _ if self.options.beside => Ok(Place::Beside(stamp)),
            _ => {
                let own = match habit {
                    Some((key, holds)) => with_key(text, key, &value(*holds)?),
                    None => stamp.put(text),
                };
                Ok(own.map_or(Place::Beside(stamp), Place::Page))
            }
        }
    }
}

/// What the page says of its English that it did not copy from its English page.
fn recorded(group: &PageGroup<'_>, doc: &Doc<'_>) -> Provenance {
    match &group.english {
        Some(english) => doc.provenance.beside(english.provenance).into_owned(),
        None => doc.provenance.clone(),
    }
}

/// What the value is that proves which English the page was made from.
fn proved(group: &PageGroup<'_>, doc: &Doc<'_>, page: &Provenance) -> Option<Holds> {
    let english = group.made_from(doc)?;
    match Proofs::of(english.content()).proof(page) {
        Some(Proved::Hash(known)) => Some(Holds::Hash(known)),
        _ if matches!(doc.origin, Origin::Today(Proof::Commit) | Origin::Older(_, Proof::Commit)) => {
            Some(Holds::Commit)
        }
        _ => None,
    }
}

/// The value by which most pages of the project say which English they were made from; `None` where that is a stamp of
/// docparity, or nothing.
fn habit<'s>(pages: impl Iterator<Item = &'s Seen>) -> Option<(String, Holds)> {
    let mut known: Vec<(usize, (&str, Holds))> = Vec::new();
    let mut own = 0;
    for seen in pages {
        own += usize::from(seen.is_own);
        for slot in seen.slots.iter().filter_map(|(key, holds)| Some((&**key, (*holds)?))) {
            match known.iter_mut().find(|(_, other)| *other == slot) {
                Some((count, _)) => *count += 1,
                None => known.push((1, slot)),
            }
        }
    }
    let most = known.into_iter().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > own);
    most.map(|(_, (key, holds))| (key.to_owned(), holds))
}

/// The bytes `old` of the page `text`, changed where `new` differs from it. `None` where they are those of another text.
fn splice(old: &[u8], text: &str, new: &str) -> Option<Vec<u8>> {
    if Text::decode(old.to_owned()).content != text {
        return None;
    }
    let (before, after) = (text.as_bytes(), new.as_bytes());
    let same = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[same..], &after[same..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    Some([&old[..same], &after[..after.len() - end], &old[old.len() - end..]].concat())
}

fn name(page: &Path) -> String {
    page.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Adds stamps to the file beside the pages.
fn write_beside(file: &Path, stamps: Stamps) -> Result<(), Error> {
    let invalid = |error: serde_json::Error| Error::invalid(file, (error.line(), error.column()), error.to_string());
    let mut all: Stamps = match file.exists() {
        true => serde_json::from_str(&open::text(file)?).map_err(invalid)?,
        false => Stamps::new(),
    };
    all.extend(stamps);
    write(file, |out| {
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)
    })
}
