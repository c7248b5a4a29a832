//! The readings of bilingual files as files.

use std::path::Path;

use rayon::prelude::*;

use super::list::{File, Search, list};
use super::open;
use super::write::write_below;
use crate::bilingual::{self, Part};
use crate::config::{Config, absolute};
use crate::error::Error;
use crate::text::Text;

/// Where the localized pages are written to.
const LOCALIZED: &str = "localized";
/// Where the English ones are.
const SOURCE: &str = "source";

/// Writes the readings of all pages below `path`: the localized one to `out/localized/…`, the English one of a bilingual
/// page to `out/source/…`, with the paths they have below `path`. Bytes are written as they stand in the file, also
/// those that are not UTF-8. Returns the number of pages.
///
/// # Errors
///
/// A file cannot be read or written, no page is below `path`, or pages would be written over those that are read. Pages before
/// the failure have been written whole.
pub fn split(path: &Path, out: &Path) -> Result<usize, Error> {
    let written = [LOCALIZED, SOURCE].map(|folder| absolute(&out.join(folder)));
    let is_written = |path: &Path| written.iter().any(|folder| absolute(path).starts_with(folder));
    if is_written(path) || absolute(path) == absolute(out) {
        let (out, path) = (out.display(), path.display());
        return Err(Error::Usage(format!("-o {out} would write over the pages of {path}; name another folder")));
    }
    let (given, config) = ([path.to_owned()], Config::default());
    let listing = list(&given, &Search::new(&given, &config))?;
    if let Some(error) = listing.unread.into_iter().next() {
        return Err(error);
    }
    // What an earlier call wrote is not split again.
    let files = listing.files.into_iter().filter(|file| !is_written(&file.path));
    let files: Vec<File> = files.collect();
    files.par_iter().try_for_each(|file| split_page(file, out))?;
    Ok(files.len())
}

fn split_page(file: &File, out: &Path) -> Result<(), Error> {
    let bytes = open::bytes(&file.path)?;
    let text = Text::decode(bytes.clone());
    let readings = bilingual::split(&text.content);
    let reading = |own: Part| -> Vec<u8> {
        let pieces = readings.pieces.iter().filter(|piece| piece.part == Part::Shared || piece.part == own);
        pieces.flat_map(|piece| &bytes[piece.span.start..piece.span.end]).copied().collect()
    };
    let put = |folder: &str, bytes: Vec<u8>| {
        write_below(out, &out.join(folder).join(&file.relative), |out| out.write_all(&bytes))
    };
    put(LOCALIZED, reading(Part::Localized))?;
    if readings.source.is_some() {
        put(SOURCE, reading(Part::Source))?;
    }
    Ok(())
}
