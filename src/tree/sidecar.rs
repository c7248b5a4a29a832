//! Files beside the pages that record what they were made from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::list::File;
use super::open;
use crate::error::Error;
use crate::provenance::{MARKS, Provenance, Sidecar};

/// The records of the folders that were looked into, by page below each.
#[derive(Default)]
pub(super) struct Records {
    folders: HashMap<PathBuf, Option<HashMap<String, Provenance>>>,
    /// The records that could not be read.
    pub(super) unread: Vec<Error>,
}

impl Records {
    /// What the nearest record above a page says of it.
    pub(super) fn of(&mut self, file: &File) -> Provenance {
        // The record stands in the folder of the locale or above the page within it; the depth of the file says how far up.
        let depth = file.relative.split('/').count();
        for folder in file.path.ancestors().skip(1).take(depth) {
            if !self.folders.contains_key(folder) {
                let records = load(folder).unwrap_or_else(|error| {
                    self.unread.push(error);
                    None
                });
                self.folders.insert(folder.to_owned(), records);
            }
            let Some(Some(records)) = self.folders.get(folder) else { continue };
            let page = file.path.strip_prefix(folder).unwrap_or(&file.path).to_string_lossy().replace('\\', "/");
            return records.get(&page).cloned().unwrap_or_default();
        }
        Provenance::default()
    }
}

fn load(folder: &Path) -> Result<Option<HashMap<String, Provenance>>, Error> {
    let mut found =
        MARKS.iter().filter_map(|mark| mark.sidecar).map(|Sidecar { file, read }| (folder.join(file), read));
    let Some((file, read)) = found.find(|(file, _)| file.is_file()) else { return Ok(None) };
    let text = open::text(&file)?;
    read(&text).map(Some).map_err(|error| Error::io(&file, error.into()))
}
