//! Contracts pinned in files: one small file a page, in a folder that mirrors the pages; or one file for all.

mod store;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::discover::{Entry, discover};
use super::english::English;
use super::extract::extract_page;
use super::list::names;
use crate::config::{Config, absolute};
use crate::contract::{Contract, InvalidContract};
use crate::error::Error;
use store::Change;
pub(super) use store::Store;

/// How a snapshot is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapshotFormat {
    /// One fact a line, in a file that ends in `.contract`.
    Text,
    /// YAML, in a file that ends in `.contract.yaml`.
    Yaml,
}

impl SnapshotFormat {
    pub(super) const ALL: [Self; 2] = [Self::Text, Self::Yaml];

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Text => ".contract",
            Self::Yaml => ".contract.yaml",
        }
    }

    fn write(self, contract: &Contract) -> Result<String, Error> {
        match self {
            Self::Text => Ok(contract.to_string()),
            Self::Yaml => serde_yaml::to_string(&contract.sorted())
                .map_err(|error| Error::Usage(format!("a contract cannot be written as YAML: {error}"))),
        }
    }

    /// Reads a snapshot; the path and the number of its first line are named in messages.
    fn read(self, (path, first): (&Path, usize), text: &str) -> Result<Contract, Error> {
        match self {
            Self::Text => text.parse().map_err(|error: InvalidContract| {
                let line = first - 1 + error.line;
                Error::invalid(path, (line, 1), format!("this line states no fact of a contract: `{}`", error.text))
            }),
            Self::Yaml => self.parse((path, first), text),
        }
    }

    fn parse<T: DeserializeOwned>(self, (path, first): (&Path, usize), text: &str) -> Result<T, Error> {
        serde_yaml::from_str(text).map_err(|error| {
            let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
            Error::invalid(path, (first - 1 + line, column), format!("no snapshot: {error}"))
        })
    }
}

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
    let mut tree = discover(paths, config)?;
    let english = English::find(&mut tree, config)?;
    let entries = tree.groups.into_iter().chain(tree.strays).flatten().chain(tree.english);
    let mut pages: BTreeMap<String, Entry> = BTreeMap::new();
    for entry in entries {
        let name = mirrored(&entry);
        if let Some(other) = pages.get(&name) {
            let (one, other) = (&other.shown, &entry.shown);
            return Err(Error::Usage(format!(
                "{one} and {other} would have one snapshot, {name}: snapshot them apart"
            )));
        }
        pages.insert(name, entry);
    }
    let mut store = Store::open(&options.folder, options.format)?;
    let known: BTreeSet<String> = pages.keys().cloned().collect();
    let compared: Vec<(String, Result<Compared, Error>)> = pages
        .into_par_iter()
        .map(|(name, entry)| {
            let compared = compare(&name, entry, english.as_ref(), config, (&store, options));
            (name, compared)
        })
        .collect();
    let mut snapshots = Snapshots { failed: tree.unread, ..Snapshots::default() };
    let mut changes = Vec::new();
    for (name, compared) in compared {
        match compared {
            Ok(Compared { counts, drift, change }) => {
                snapshots.pages += usize::from(counts);
                snapshots.drifts.extend(drift);
                changes.extend(change.map(|change| (name, change)));
            }
            Err(error) => snapshots.failed.push(error),
        }
    }
    for orphan in orphans(paths, &known, &store) {
        let snapshot = store.shown(&orphan);
        snapshots.drifts.push(Drift { page: None, snapshot, pinned: None, stated: None });
        if options.mode == SnapshotMode::Accept {
            changes.push((orphan, Change::Remove));
        }
    }
    snapshots.failed.extend(store.apply(changes));
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

fn compare(
    name: &str,
    entry: Entry,
    english: Option<&English>,
    config: &Config,
    (store, options): (&Store, &SnapshotOptions),
) -> Result<Compared, Error> {
    let extract = extract_page(entry, english, config)?;
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

/// Where the snapshot of a page stands in the folder of snapshots, without its extension.
pub(super) fn mirrored(entry: &Entry) -> String {
    let depth = entry.relative.split('/').count();
    let name = mirror(&entry.path, depth);
    name.strip_suffix(".md").map(str::to_owned).unwrap_or(name)
}

/// The path of a file or folder below the current folder; elsewhere, that below the folder `depth` levels and one more
/// above it.
fn mirror(path: &Path, depth: usize) -> String {
    let path = absolute(path);
    if let Ok(below) = path.strip_prefix(absolute(Path::new("."))) {
        return names(below).join("/");
    }
    let names = names(&path);
    names[names.len().saturating_sub(depth + 1)..].join("/")
}

/// The snapshots below the mirrors of the given folders that are no page's.
fn orphans(paths: &[PathBuf], known: &BTreeSet<String>, store: &Store) -> BTreeSet<String> {
    let folders = paths.iter().filter(|path| path.is_dir());
    let names = folders.flat_map(|path| store.names(&mirror(path, 0)));
    names.filter(|name| !known.contains(name)).collect()
}
