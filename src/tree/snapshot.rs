//! Contracts pinned in files: one small file a page, in a folder that mirrors the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::discover::{Entry, discover};
use super::english::English;
use super::extract::extract_page;
use super::list::{joined, names};
use super::write;
use crate::config::{Config, absolute};
use crate::contract::Contract;
use crate::error::Error;

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
                .map_err(|error| Error::Snapshot(format!("a contract cannot be written as YAML: {error}"))),
        }
    }

    /// Reads a snapshot; `path` is named in messages.
    pub(super) fn read(self, path: &Path, text: &str) -> Result<Contract, Error> {
        let shown = path.display();
        match self {
            Self::Text => text.parse().map_err(|error: crate::contract::InvalidContract| {
                Error::Snapshot(format!(
                    "{shown}:{}:1: this line states no fact of a contract: `{}`",
                    error.line, error.text
                ))
            }),
            Self::Yaml => serde_yaml::from_str(text).map_err(|error| {
                let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
                Error::Snapshot(format!("{shown}:{line}:{column}: no snapshot: {error}"))
            }),
        }
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
    /// The folder that mirrors the pages.
    pub folder: PathBuf,
    /// How they are written.
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
    let known: BTreeSet<String> = pages.keys().map(|name| format!("{name}{}", options.format.extension())).collect();
    let compared: Vec<Result<(bool, Option<Drift>), Error>> =
        pages.into_par_iter().map(|(name, entry)| compare(&name, entry, english.as_ref(), config, options)).collect();
    let mut snapshots = Snapshots { failed: tree.unread, ..Snapshots::default() };
    for compared in compared {
        match compared {
            Ok((counts, drift)) => {
                snapshots.pages += usize::from(counts);
                snapshots.drifts.extend(drift);
            }
            Err(error) => snapshots.failed.push(error),
        }
    }
    for orphan in orphans(paths, &known, options) {
        match forsaken(&orphan, options) {
            Ok(drift) => snapshots.drifts.push(drift),
            Err(error) => snapshots.failed.push(error),
        }
    }
    snapshots.drifts.sort_by(|one, other| one.snapshot.cmp(&other.snapshot));
    Ok(snapshots)
}

/// Whether the page states something, and how that differs from what is pinned.
fn compare(
    name: &str,
    entry: Entry,
    english: Option<&English>,
    config: &Config,
    options: &SnapshotOptions,
) -> Result<(bool, Option<Drift>), Error> {
    let extract = extract_page(entry, english, config)?;
    let localized = extract.localized;
    let stated = if options.english { extract.source.unwrap_or(localized) } else { localized };
    let (format, mode) = (options.format, options.mode);
    let file = options.folder.join(format!("{name}{}", format.extension()));
    let wanted = format.write(&stated)?;
    let counts = !stated.is_empty();
    let pinned = match read(&file)? {
        Some(text) if text == wanted => return Ok((counts, None)),
        None if !counts => return Ok((false, None)),
        Some(text) => match format.read(&file, &text) {
            // What cannot be read is replaced when the user asks for it.
            Err(_) if mode == SnapshotMode::Accept => None,
            pinned => Some(pinned?),
        },
        None => None,
    };
    // Files speak of no places, and the text of a contract is what counts.
    let stated: Contract = stated.to_string().parse().map_err(|error| Error::Snapshot(format!("{name}: {error}")))?;
    let same = pinned.as_ref().is_some_and(|pinned| pinned.to_string() == stated.to_string());
    match mode {
        SnapshotMode::Accept if !counts => fs::remove_file(&file).map_err(|error| Error::io(&file, error))?,
        SnapshotMode::Accept => write(&file, |out| out.write_all(wanted.as_bytes()))?,
        SnapshotMode::New if pinned.is_none() => write(&file, |out| out.write_all(wanted.as_bytes()))?,
        _ => {}
    }
    let drift = Drift { page: Some(extract.path), snapshot: joined(&file), pinned, stated: Some(stated) };
    Ok((counts, (!same).then_some(drift)))
}

/// A snapshot of no page.
fn forsaken(file: &Path, options: &SnapshotOptions) -> Result<Drift, Error> {
    if options.mode == SnapshotMode::Accept {
        fs::remove_file(file).map_err(|error| Error::io(file, error))?;
    }
    Ok(Drift { page: None, snapshot: joined(file), pinned: None, stated: None })
}

fn read(file: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(file, error)),
    }
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
fn orphans(paths: &[PathBuf], known: &BTreeSet<String>, options: &SnapshotOptions) -> BTreeSet<PathBuf> {
    let folders = paths.iter().filter(|path| path.is_dir());
    let files = folders.flat_map(|path| WalkDir::new(options.folder.join(mirror(path, 0))).into_iter());
    let files =
        files.filter_map(Result::ok).filter(|file| file.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let is_orphan = |file: &PathBuf| {
        let name = joined(file.strip_prefix(&options.folder).unwrap_or(file));
        SnapshotFormat::ALL.iter().any(|format| name.ends_with(format.extension())) && !known.contains(&name)
    };
    files.filter(is_orphan).collect()
}
