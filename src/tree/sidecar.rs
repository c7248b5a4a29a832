//! Files beside the pages that record what they were made from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::list::{File, joined};
use super::open;
use crate::error::Error;
use crate::locale::Locale;
use crate::provenance::{MARKS, Provenance, Recorded, Sidecar};

/// What was read in a folder, each with the mark it was recorded by.
type OfFolder = Vec<Recorded>;

/// The records of the folders that were looked into.
#[derive(Default)]
pub(super) struct Records {
    folders: HashMap<PathBuf, OfFolder>,
    /// The records that could not be read.
    pub(super) unread: Vec<Error>,
}

impl Records {
    /// What the nearest record above a page says of it; `key` is what it is called in every locale.
    pub(super) fn of(&mut self, file: &File, locale: Option<&Locale>, key: &str) -> Provenance {
        // The record stands in the folder of the locale or above the page within it; the depth of the file says how far up.
        let depth = file.relative.split('/').count();
        let extension = file.path.extension().unwrap_or_default().to_string_lossy();
        let called = format!("{key}.{extension}");
        for folder in file.path.ancestors().skip(1).take(depth) {
            if !self.folders.contains_key(folder) {
                let records = self.load(folder);
                self.folders.insert(folder.to_owned(), records);
            }
            let Some(records) = self.folders.get(folder) else { continue };
            let page = joined(file.path.strip_prefix(folder).unwrap_or(&file.path));
            let own = records.iter().find(|record| record.is_of(locale, &[&page]));
            // What a page is called in every locale may be recorded for each of them.
            let named =
                || records.iter().find(|record| record.locale.is_some() && record.is_of(locale, &[&called, key]));
            if let Some(record) = own.or_else(named) {
                return record.provenance.clone();
            }
        }
        Provenance::default()
    }

    fn load(&mut self, folder: &Path) -> OfFolder {
        let mut records = Vec::new();
        for (mark, Sidecar { file, read }) in
            MARKS.iter().flat_map(|mark| mark.sidecars.iter().map(move |it| (mark, it)))
        {
            let file = folder.join(file);
            if !file.is_file() {
                continue;
            }
            let text = open::text(&file);
            match text.and_then(|text| read(&text).map_err(|error| Error::io(&file, error.into()))) {
                Ok(read) => records.extend(read.into_iter().map(|mut record| {
                    record.provenance.marks = vec![mark.name];
                    record
                })),
                Err(error) => self.unread.push(error),
            }
        }
        records
    }
}
