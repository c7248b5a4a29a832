//! Writes files whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::beside::{Beside, fill, folder_of, has_other_names, sweep};
use super::open::{Bounds, leads_elsewhere};
use crate::error::Error;

/// Writes a file, whose folders are made. What `content` writes goes to a file beside it, which takes its place at the end,
/// so that no half-written file is ever seen. A pipe or a device is written to as it is. A link is written through only where
/// it leads to a file below its own folder: anybody may have put it there.
///
/// # Errors
///
/// A folder or the file cannot be written, `content` failed, or the file is a link that leads elsewhere.
pub fn write(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    replace(path, content).map_err(|error| Error::io(path, error))
}

/// [`write`] of a file that belongs below `top`: no folder on the way may lead out of it.
pub(super) fn write_below(
    top: &Path,
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    stays_below(top, path)?;
    write(path, content)
}

/// Removes a file that belongs below `top`. A link is removed itself.
pub(super) fn remove_below(top: &Path, path: &Path) -> Result<(), Error> {
    stays_below(top, path)?;
    fs::remove_file(path).map_err(|error| Error::io(path, error))
}

/// # Errors
///
/// A folder between `top` and the file is a link that leads out of `top`.
fn stays_below(top: &Path, path: &Path) -> Result<(), Error> {
    let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(top) && *folder != top);
    match folders.into_iter().find(|folder| folder.exists()) {
        Some(folder) if !Bounds::new([top]).hold(folder) => Err(Error::io(path, leads_elsewhere(folder))),
        _ => Ok(()),
    }
}

fn replace(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let named = folder_of(path);
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    // The file that a link names is replaced, not the link.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&real).ok();
    if known.as_ref().is_some_and(|known| !known.is_file() && !known.is_dir()) {
        return fill(&File::options().write(true).open(&real)?, content);
    }
    if is_link && !Bounds::new([named]).hold(path) {
        return Err(leads_elsewhere(path));
    }
    let folder = folder_of(&real);
    fs::create_dir_all(folder)?;
    sweep(folder);
    let beside = Beside::new(folder)?;
    beside.fill(content)?;
    match known {
        // All of its names go on to name the same file.
        Some(known) if has_other_names(&known) => return beside.copy_to(&real),
        // Who may not give the file away owns it from now on.
        Some(known) => drop(beside.be_like(&known)?),
        None => {}
    }
    beside.take_place_of(&real)
}
