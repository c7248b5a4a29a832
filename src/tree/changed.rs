//! The pages that differ from a git revision.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::Corpus;
use super::data::Data;
use super::english::English;
use super::entry::Entry;
use super::git::Base;
use super::list::{File, joined};
use super::open;
use super::place::Role;
use super::places::Places;
use crate::error::Error;
use crate::layout::folded;
use crate::page::PageFormat;
use crate::provenance::{SIDECAR, Stamps};
use crate::text::Text;

/// The pages that a run reports on because they or their English page changed.
pub(super) struct Changed {
    /// The files, as the user named them.
    shown: HashSet<String>,
    /// Those of them that differ themselves.
    own: HashSet<String>,
    /// The pages whose stamps beside them differ.
    restamped: HashSet<String>,
    bases: Vec<Base>,
    /// The folded keys of localized pages that are gone, as far as the keys of the English tree go.
    gone: HashSet<String>,
}

impl Changed {
    /// Compares the pages of `corpus` below `paths` with `revision`, or with the last revision that it and HEAD have in common.
    ///
    /// # Errors
    ///
    /// A path stands in no git checkout, or the revision is not in its history.
    pub(super) fn find(paths: &[PathBuf], revision: &str, corpus: &Corpus<'_>) -> Result<Self, Error> {
        let roots = roots(paths)?;
        let bases = bases(&roots, revision)?;
        let pages = corpus.english_pages();
        let translated = corpus.localized_groups().flat_map(|group| &group.pages);
        let data = corpus.data.iter().flat_map(Data::entries).map(|(entry, _)| entry);
        let entries: Vec<&Entry> = translated.chain(pages).chain(data).collect();
        let restamped = restamped(&entries, &bases)?;
        let own: HashSet<String> = differing(&entries, &bases)?.into_iter().chain(restamped.iter().cloned()).collect();
        let mut changed = Self { shown: own.clone(), own, restamped, bases, gone: HashSet::new() };
        let bases = &changed.bases;

        let english = corpus.english.as_ref();
        let key = |key: &str| english.and_then(|english: &English| english.key(key)).map(folded);
        let own = pages.iter().filter(|page| changed.own.contains(&page.shown)).map(|page| folded(&page.key));
        let mut english_keys: HashSet<String> = own.collect();
        let mut gone = HashSet::new();
        for path in bases.iter().flat_map(Base::paths).filter(|path| !path.exists()) {
            for (role, old) in placed(&path, &roots, &corpus.places) {
                match role {
                    Role::English => _ = english_keys.insert(folded(&old)),
                    Role::Localized | Role::Stray => gone.extend(key(&old)),
                    Role::Apart => {}
                }
            }
        }
        changed.gone = gone;
        let localized = corpus.groups.iter().filter(|group| group.role == Role::Localized);
        for entry in localized.flat_map(|group| &group.pages) {
            if key(&entry.key).is_some_and(|key| english_keys.contains(&key)) {
                changed.shown.insert(entry.shown.clone());
            }
        }
        // What differs from an English that changed is told at the other.
        for data in &corpus.data {
            if data.english.as_ref().is_some_and(|english| changed.shown.contains(&english.shown)) {
                changed.shown.extend(data.files.iter().map(|file| file.shown.clone()));
            }
        }
        Ok(changed)
    }

    /// Whether the page, named as the user named it, is reported on.
    pub(super) fn has(&self, shown: &str) -> bool {
        self.shown.contains(shown)
    }

    /// Whether the page, named as the user named it, differs itself, or what is recorded of it beside it.
    pub(super) fn is_own(&self, shown: &str) -> bool {
        self.own.contains(shown)
    }

    /// Whether the stamp beside the page differs.
    pub(super) fn is_restamped(&self, shown: &str) -> bool {
        self.restamped.contains(shown)
    }

    /// What the file said in the revision.
    pub(super) fn before(&self, shown: &str) -> Option<String> {
        before(Path::new(shown), &self.bases)
    }

    /// Whether a localized page of this English key is gone.
    pub(super) fn has_lost(&self, key: &str) -> bool {
        self.gone.contains(&folded(key))
    }
}

/// The localized pages of `corpus` below `paths` that differ from `revision` themselves, as the user named them.
///
/// # Errors
///
/// A path stands in no git checkout, or the revision is not in its history.
pub(super) fn changed_pages(paths: &[PathBuf], revision: &str, corpus: &Corpus<'_>) -> Result<HashSet<String>, Error> {
    let entries: Vec<&Entry> = corpus.localized_groups().flat_map(|group| &group.pages).collect();
    differing(&entries, &bases(&roots(paths)?, revision)?)
}

/// The given paths, with what they are on the disk.
fn roots(paths: &[PathBuf]) -> Result<Vec<(&PathBuf, PathBuf)>, Error> {
    paths.iter().map(|path| Ok((path, real(path)?))).collect()
}

fn bases(roots: &[(&PathBuf, PathBuf)], revision: &str) -> Result<Vec<Base>, Error> {
    let mut bases: Vec<Base> = Vec::new();
    for (_, root) in roots {
        if !bases.iter().any(|base| root.starts_with(&base.top)) {
            bases.push(Base::find(root, revision)?);
        }
    }
    Ok(bases)
}

fn differing(entries: &[&Entry], bases: &[Base]) -> Result<HashSet<String>, Error> {
    let compared = entries.par_iter().map(|entry| Ok(is_changed(&entry.path, bases)?.then(|| entry.shown.clone())));
    let compared: Vec<Option<String>> = compared.collect::<Result<_, Error>>()?;
    Ok(compared.into_iter().flatten().collect())
}

/// The pages whose stamps in the file beside them differ from those of their base.
fn restamped(entries: &[&Entry], bases: &[Base]) -> Result<HashSet<String>, Error> {
    let mut beside: BTreeMap<PathBuf, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        beside.entry(entry.path.with_file_name(SIDECAR)).or_default().push(entry);
    }
    let mut restamped = HashSet::new();
    for (file, pages) in beside.iter().filter(|(file, _)| file.is_file()) {
        if !is_changed(file, bases)? {
            continue;
        }
        let read = |text: &str| serde_json::from_str::<Stamps>(text).unwrap_or_default();
        let now = open::text(file).map(|text| read(&text)).unwrap_or_default();
        let before = before(file, bases).map(|text| read(&text)).unwrap_or_default();
        let differs = |entry: &&&Entry| {
            let name = entry.path.file_name().unwrap_or_default().to_string_lossy();
            now.get(&*name) != before.get(&*name)
        };
        restamped.extend(pages.iter().filter(differs).map(|entry| entry.shown.clone()));
    }
    Ok(restamped)
}

/// What the file said in the revision.
fn before(file: &Path, bases: &[Base]) -> Option<String> {
    let real = real(file).ok()?;
    let (base, below) = bases.iter().find_map(|base| Some((base, real.strip_prefix(&base.top).ok()?)))?;
    Some(Text::decode(base.content(&joined(below))?).content)
}

fn real(path: &Path) -> Result<PathBuf, Error> {
    std::fs::canonicalize(path).map_err(|error| Error::io(path, error))
}

/// Whether the file differs from that of its base, or is new. A file outside all checkouts is an English page of another
/// project, or one that a link leads to, and counts as it was. One that cannot be read is reported by the check.
fn is_changed(path: &Path, bases: &[Base]) -> Result<bool, Error> {
    let Ok(real) = real(path) else { return Ok(true) };
    let Some((base, below)) = bases.iter().find_map(|base| Some((base, real.strip_prefix(&base.top).ok()?))) else {
        return Ok(false);
    };
    let Ok(content) = open::bytes(&real) else { return Ok(true) };
    base.differs(&joined(below), &content)
}

/// What a page that is gone was, and its key.
fn placed(path: &Path, roots: &[(&PathBuf, PathBuf)], places: &Places) -> Vec<(Role, String)> {
    if PageFormat::stem(&path.to_string_lossy()).is_none() {
        return Vec::new();
    }
    let at = |root: usize, given: &Path, real: &Path| {
        let below = path.strip_prefix(real).ok()?;
        let file = given.join(below);
        Some(File { shown: joined(&file), path: file, relative: joined(below), root })
    };
    let below = roots.iter().enumerate().filter_map(|(index, (given, real))| at(index, given, real));
    let mut placed: Vec<(Role, String)> =
        below.map(|file| places.place(&file)).map(|place| (place.role, place.key)).collect();
    let source = places.source().and_then(|source| at(0, source, &real(source).ok()?));
    placed.extend(source.map(|file| places.place_in_source(&file)).map(|place| (place.role, place.key)));
    placed
}
