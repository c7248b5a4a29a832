//! The pinned contracts that pages are held to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::entry::Entry;
use super::list::joined;
use super::store::{SnapshotFormat, Store, mirrored};
use crate::config::absolute;
use crate::contract::Contract;
use crate::error::Error;
use crate::group::Pinned;
use crate::layout::folded;
use crate::locale::Locale;
use crate::page::PageFormat;

/// The snapshots of a folder or file.
pub(super) struct Pins {
    folder: PathBuf,
    /// Where a snapshot would stand that is not there.
    none: Store,
    /// The file of each snapshot, joined with `/`, and its contract, by its path below the folder without the extension.
    by_name: BTreeMap<String, (String, Contract)>,
    /// The names of the snapshots of English pages, by their path without the locale.
    english: BTreeMap<String, String>,
}

impl Pins {
    /// Reads all snapshots of `folder`, which may be one file.
    ///
    /// # Errors
    ///
    /// The folder or a snapshot cannot be read, or there is no snapshot.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        if !folder.exists() {
            return Err(Error::io(folder, std::io::ErrorKind::NotFound.into()));
        }
        let mut by_name = BTreeMap::new();
        for format in SnapshotFormat::ALL {
            let store = Store::open(folder, format)?;
            let names = store.names("").into_par_iter();
            let read = names.map(|name| Ok(store.pinned(&name)?.map(|contract| (name, contract))));
            for (name, contract) in read.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten() {
                by_name.insert(name.clone(), (shown(&store.place(&name)), contract));
            }
        }
        if by_name.is_empty() {
            let folder = folder.display();
            return Err(Error::Usage(format!("{folder} holds no snapshot: `docparity snapshot` writes them")));
        }
        let english = by_name.keys().filter_map(|name| match without_locale(name) {
            (key, Some(locale)) if locale.is_english() => Some((key, name.clone())),
            _ => None,
        });
        let none = Store::open(folder, SnapshotFormat::Text)?;
        Ok(Self { folder: folder.to_owned(), none, english: english.collect(), by_name })
    }

    /// What is pinned for a page: its own contract, or that of its English page.
    pub(super) fn of(&self, page: &Entry) -> Arc<Pinned> {
        let names = [Some(mirrored(&page.path, &page.relative)), self.beside(page)];
        let own = names.iter().flatten().find_map(|name| self.by_name.get(name));
        let english = || {
            let mut keys = names.iter().flatten().map(|name| without_locale(name).0);
            self.by_name.get(keys.find_map(|key| self.english.get(&key))?)
        };
        Arc::new(match own.or_else(english) {
            Some((snapshot, contract)) => {
                Pinned { snapshot: snapshot.clone(), contract: Some(contract.clone()), own: own.is_some() }
            }
            None => {
                let name = names.iter().flatten().next_back().map_or("", |name| name);
                Pinned { snapshot: shown(&self.none.place(name)), contract: None, own: false }
            }
        })
    }

    /// The path of a page below the folder around the snapshots: the snapshots may have been made there, whatever the current
    /// folder is.
    fn beside(&self, page: &Entry) -> Option<String> {
        let (folder, page) = (absolute(&self.folder), absolute(&page.path));
        let name = joined(page.strip_prefix(folder.parent()?).ok()?);
        Some(PageFormat::stem(&name).map(str::to_owned).unwrap_or(name))
    }
}

/// The path of a snapshot from the current folder, where it stands below that.
fn shown(file: &Path) -> String {
    let below = absolute(file).strip_prefix(absolute(Path::new("."))).map(Path::to_owned);
    joined(&below.unwrap_or_else(|_| file.to_owned()))
}

/// The path of a page, folded, without the last folder that names a locale; and that locale.
fn without_locale(name: &str) -> (String, Option<Locale>) {
    let parts: Vec<&str> = name.split('/').collect();
    let folders = &parts[..parts.len() - 1];
    let found = folders.iter().enumerate().rev().find_map(|(at, part)| Some((at, Locale::of_folder(part)?.0)));
    let rest = parts.iter().enumerate().filter(|(at, _)| found.as_ref().is_none_or(|(locale, _)| at != locale));
    let key = rest.map(|(_, part)| *part).collect::<Vec<_>>().join("/");
    (folded(&key), found.map(|(_, locale)| locale))
}
