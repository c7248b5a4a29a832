//! The readings of bilingual files as files.

use std::path::Path;

use rayon::prelude::*;

use super::list::{File, list};
use super::write;
use crate::bilingual::{self, Part};
use crate::config::Paths;
use crate::error::Error;
use crate::text::Text;

/// Writes the readings of all pages below `path`: the localized one to `out/localized/…`, the English one of a bilingual
/// page to `out/source/…`, with the paths they have below `path`. Bytes are written as they stand in the file, also
/// those that are not UTF-8. Returns the number of pages.
///
/// # Errors
///
/// A file cannot be read or written, or no page is below `path`. Pages before the failure have been written whole.
pub fn split(path: &Path, out: &Path) -> Result<usize, Error> {
    let listing = list(&[path.to_owned()], &Paths::default())?;
    if let Some(error) = listing.unread.into_iter().next() {
        return Err(error);
    }
    listing.files.par_iter().try_for_each(|file| split_page(file, out))?;
    Ok(listing.files.len())
}

fn split_page(file: &File, out: &Path) -> Result<(), Error> {
    let bytes = std::fs::read(&file.path).map_err(|error| Error::io(&file.path, error))?;
    let text = Text::decode(bytes.clone());
    let readings = bilingual::split(&text.content);
    let reading = |own: Part| -> Vec<u8> {
        let pieces = readings.pieces.iter().filter(|piece| piece.part == Part::Shared || piece.part == own);
        pieces.flat_map(|piece| &bytes[piece.span.start..piece.span.end]).copied().collect()
    };
    let put = |folder: &str, bytes: Vec<u8>| write(&out.join(folder).join(&file.relative), |out| out.write_all(&bytes));
    put("localized", reading(Part::Localized))?;
    if readings.source.is_some() {
        put("source", reading(Part::Source))?;
    }
    Ok(())
}
