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
    folders: HashMap<(PathBuf, Option<Locale>), OfFolder>,
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
            let place = (folder.to_owned(), locale.cloned());
            if !self.folders.contains_key(&place) {
                let records = self.load(folder, locale);
                self.folders.insert(place.clone(), records);
            }
            let Some(records) = self.folders.get(&place) else { continue };
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

    fn load(&mut self, folder: &Path, locale: Option<&Locale>) -> OfFolder {
        let mut records = Vec::new();
        for (mark, Sidecar { file, read }) in
            MARKS.iter().flat_map(|mark| mark.sidecars.iter().map(move |it| (mark, it)))
        {
            // A file of one locale is a record of its pages, whatever they are called there.
            let is_of_locale = file.contains("{locale}");
            let tags = locale.map(Locale::as_str).into_iter().flat_map(|tag| [tag.to_owned(), tag.replace('-', "_")]);
            let names: Vec<String> = match is_of_locale {
                true => tags.map(|tag| file.replace("{locale}", &tag)).collect(),
                false => vec![(*file).to_owned()],
            };
            let Some(file) = names.iter().map(|name| folder.join(name)).find(|file| file.is_file()) else { continue };
            let text = open::text(&file);
            match text.and_then(|text| read(&text).map_err(|error| Error::io(&file, error.into()))) {
                Ok(read) => records.extend(read.into_iter().map(|mut record| {
                    record.provenance.marks = vec![mark.name];
                    record.locale = if is_of_locale { locale.cloned() } else { record.locale };
                    record
                })),
                Err(error) => self.unread.push(error),
            }
        }
        records
    }
}
