//! Where reports are written: not over pages, and not where the next run would take them for some.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::ignored::{Ignored, is_made};
use super::list::{is_page, is_report};
use crate::config::{Config, absolute};
use crate::error::Error;

/// Whether a report may be written to `file` in a run over `paths`. It may take the place of what docparity wrote there itself.
/// `is_marked` says whether it begins with the mark by which docparity knows it again.
///
/// # Errors
///
/// A page stands there, or one would: the file is called as a page, stands where pages are looked for, and has no mark.
pub fn may_report(file: &Path, is_marked: bool, (paths, config): (&[PathBuf], &Config)) -> Result<(), Error> {
    let refused = |why: &str| Err(Error::io(file, io::Error::other(why)));
    let own = real(file);
    let is_given = paths.iter().any(|path| path.is_file() && real(path) == own);
    let mut roots = paths.iter().chain(&config.source);
    let is_found = is_page(file) && roots.any(|root| is_searched(root, &own, config));
    if !is_given && !is_found {
        return Ok(());
    }
    if file.is_file() && !is_report(file) {
        return refused("a page stands here, and would be lost: name another file");
    }
    match is_marked {
        true => Ok(()),
        false => {
            refused("the next run would take this file for a page: give it another extension, or write it elsewhere")
        }
    }
}

/// Whether a run looks for pages at this place below `root`.
fn is_searched(root: &Path, file: &Path, config: &Config) -> bool {
    let top = real(root);
    let Ok(below) = file.strip_prefix(&top) else { return false };
    let mut ignored = Ignored::new(&top);
    let mut on_the_way = file.ancestors().take_while(|place| **place != *top);
    let is_hidden = |place: &Path| place.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let is_left_out = on_the_way.any(|place| {
        let is_folder = place != file;
        is_hidden(place) || is_folder && is_made(place) || ignored.name(place, is_folder)
    });
    !is_left_out && !config.exclude.name(&root.join(below))
}

/// The path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = absolute(path);
    let there =
        path.ancestors().find_map(|above| Some((fs::canonicalize(above).ok()?, path.strip_prefix(above).ok()?)));
    match there {
        Some((real, rest)) => real.components().chain(rest.components()).collect(),
        None => path,
    }
}
