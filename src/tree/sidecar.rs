//! Files beside the pages that record what they were made from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::discover::Entry;
use crate::error::Error;
use crate::provenance::{MARKS, Provenance, Sidecar};

/// The records of a folder, by page below it.
type Records = HashMap<String, Provenance>;

/// Gives each page what the nearest record above it says of it. Returns the records that could not be read.
pub(super) fn record(entries: &mut [Entry]) -> Vec<Error> {
    let mut unread = Vec::new();
    let mut folders: HashMap<PathBuf, Option<Records>> = HashMap::new();
    for entry in entries {
        // The record stands in the folder of the locale or above the page within it; the key's depth says how far up.
        let depth = entry.relative.split('/').count();
        for folder in entry.path.ancestors().skip(1).take(depth) {
            if !folders.contains_key(folder) {
                let records = load(folder).unwrap_or_else(|error| {
                    unread.push(error);
                    None
                });
                folders.insert(folder.to_owned(), records);
            }
            let Some(Some(records)) = folders.get(folder) else { continue };
            let page = entry.path.strip_prefix(folder).unwrap_or(&entry.path).to_string_lossy().replace('\\', "/");
            entry.recorded = records.get(&page).cloned().unwrap_or_default();
            break;
        }
    }
    unread
}

fn load(folder: &Path) -> Result<Option<Records>, Error> {
    let mut found =
        MARKS.iter().filter_map(|mark| mark.sidecar).map(|Sidecar { file, read }| (folder.join(file), read));
    let Some((file, read)) = found.find(|(file, _)| file.is_file()) else { return Ok(None) };
    let text = std::fs::read_to_string(&file).map_err(|error| Error::io(&file, error))?;
    read(&text).map(Some).map_err(|error| Error::io(&file, error.into()))
}
