//! Contracts pinned in files: one small file a page, in a folder that mirrors the pages; or one file for all.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::{Corpus, Looked, Wanted};
use super::entry::Entry;
use super::extract::Extract;
use super::store::{Change, SnapshotFormat, Store, mirror, mirrored};
use crate::check::Coverage;
use crate::config::Config;
use crate::contract::{Contract, InvalidContract};
use crate::error::Error;

/// What becomes of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapshotMode {
    /// New snapshots are written; those that differ are left as they are.
    New,
    /// Nothing is written.
    Check,
    /// New and changed snapshots are written, and those of no page are deleted.
    Accept,
}

/// Where snapshots stand, and what is pinned.
#[derive(Debug, Clone)]
pub struct SnapshotOptions {
    /// The folder that mirrors the pages, or the file that holds all snapshots: `.contract` or `.yaml`.
    pub folder: PathBuf,
    /// How they are written in a folder.
    pub format: SnapshotFormat,
    /// What becomes of the files.
    pub mode: SnapshotMode,
    /// Whether the English reading of a bilingual page is pinned, not the localized one.
    pub english: bool,
}

/// A page whose contract is not the one that is pinned.
#[derive(Debug)]
pub struct Drift {
    /// The page, as the user named it; `None` where the snapshot is of no page any more.
    pub page: Option<String>,
    /// The snapshot, joined with `/`.
    pub snapshot: String,
    /// What is pinned; `None` where nothing is.
    pub pinned: Option<Contract>,
    /// What the page states now; `None` where there is no page.
    pub stated: Option<Contract>,
}

/// What came of comparing pages with their snapshots.
#[derive(Debug, Default)]
pub struct Snapshots {
    /// The number of pages that state a contract.
    pub pages: usize,
    /// The number of pages that state none.
    pub without: usize,
    /// The pages that were not looked at, and why.
    pub left_out: Coverage,
    /// The pages whose contract is not the pinned one, by snapshot.
    pub drifts: Vec<Drift>,
    /// What could not be read or written.
    pub failed: Vec<Error>,
}

/// Pins the contracts of all pages below `paths`, or compares them with those that are pinned. The snapshot of a page
/// stands in the folder of snapshots where the page stands in the current folder; that of a page elsewhere stands where
/// the page stands in the folder above the given path. A page that states nothing has no snapshot.
///
/// # Errors
///
/// A path does not exist, no page is below any of them, or two pages would have one snapshot.
pub fn snapshot(paths: &[PathBuf], config: &Config, options: &SnapshotOptions) -> Result<Snapshots, Error> {
    let corpus = Corpus::find(paths, config)?;
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    let mut shown: HashMap<&str, String> = HashMap::new();
    for Entry { shown: page, path, relative, .. } in corpus.groups.iter().flat_map(|group| &group.pages) {
        let name = mirrored(path, relative);
        if let Some(other) = names.insert(name.clone(), page) {
            let message = format!("{page} and {other} would have one snapshot, {name}: snapshot them apart");
            return Err(Error::Usage(message));
        }
        shown.insert(page, name);
    }
    let mut store = Store::open(&options.folder, options.format)?;
    let looked = corpus.map(corpus.groups.iter().collect(), (Wanted::Facts, None), |group| {
        let named =
            group.docs.iter().filter_map(|doc| Some((shown.get(&*doc.file.path)?.clone(), Extract::of(doc, None))));
        let compared = named.map(|(name, extract)| {
            let compared = compare(&name, extract, (&store, options));
            (name, compared)
        });
        compared.collect::<Vec<_>>()
    });
    let looked: Vec<_> = looked.collect();
    let mut snapshots = Snapshots { left_out: corpus.left_out.clone(), ..Snapshots::default() };
    let mut changes = Vec::new();
    for Looked { seen, mut unread, left_out, .. } in looked {
        snapshots.left_out = snapshots.left_out.and(left_out);
        snapshots.failed.append(&mut unread);
        for (name, compared) in seen.into_iter().flatten() {
            match compared {
                Ok(Compared { counts, drift, change }) => {
                    *if counts { &mut snapshots.pages } else { &mut snapshots.without } += 1;
                    snapshots.drifts.extend(drift);
                    changes.extend(change.map(|change| (name, change)));
                }
                Err(error) => snapshots.failed.push(error),
            }
        }
    }
    let known: BTreeSet<String> = names.into_keys().collect();
    for orphan in orphans(paths, &known, &store) {
        let snapshot = store.shown(&orphan);
        snapshots.drifts.push(Drift { page: None, snapshot, pinned: None, stated: None });
        if options.mode == SnapshotMode::Accept {
            changes.push((orphan, Change::Remove));
        }
    }
    changes.sort_by(|(one, _), (other, _)| one.cmp(other));
    snapshots.failed.extend(store.apply(changes));
    snapshots.failed.extend(corpus.unread);
    snapshots.drifts.sort_by(|one, other| one.snapshot.cmp(&other.snapshot));
    Ok(snapshots)
}

/// What came of comparing a page with its snapshot.
#[derive(Default)]
struct Compared {
    /// Whether the page states something.
    counts: bool,
    drift: Option<Drift>,
    change: Option<Change>,
}

fn compare(name: &str, extract: Extract, (store, options): (&Store, &SnapshotOptions)) -> Result<Compared, Error> {
    let localized = extract.localized;
    let stated = if options.english { extract.source.unwrap_or(localized) } else { localized };
    let mode = options.mode;
    let wanted = store.write(&stated)?;
    let counts = !stated.is_empty();
    let pinned = match store.read(name)? {
        Some(text) if text == wanted => return Ok(Compared { counts, ..Compared::default() }),
        None if !counts => return Ok(Compared::default()),
        Some(text) => match store.contract(name, &text) {
            // What cannot be read is replaced when the user asks for it.
            Err(_) if mode == SnapshotMode::Accept => None,
            pinned => Some(pinned?),
        },
        None => None,
    };
    // Files speak of no places, and the text of a contract is what counts.
    let stated: Contract = stated
        .to_string()
        .parse()
        .map_err(|error: InvalidContract| Error::invalid(Path::new(name), (error.line, 1), error.to_string()))?;
    let same = pinned.as_ref().is_some_and(|pinned| pinned.to_string() == stated.to_string());
    let change = match mode {
        SnapshotMode::Accept if !counts => Some(Change::Remove),
        SnapshotMode::Accept => Some(Change::Write(wanted)),
        SnapshotMode::New if pinned.is_none() => Some(Change::Write(wanted)),
        _ => None,
    };
    let drift = Drift { page: Some(extract.path), snapshot: store.shown(name), pinned, stated: Some(stated) };
    Ok(Compared { counts, drift: (!same).then_some(drift), change })
}

/// The snapshots below the mirrors of the given folders that are no page's.
fn orphans(paths: &[PathBuf], known: &BTreeSet<String>, store: &Store) -> BTreeSet<String> {
    let folders = paths.iter().filter(|path| path.is_dir());
    let names = folders.flat_map(|path| store.names(&mirror(path, 0)));
    names.filter(|name| !known.contains(name)).collect()
}
