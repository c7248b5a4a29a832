//! Overwrites pages: whole or not at all, and only those that still hold what was read.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::write::{beside, sweep};
use crate::error::Error;

/// The folders and files whose pages may be written.
pub(super) struct Overwriting {
    roots: Vec<PathBuf>,
}

impl Overwriting {
    /// Pages below `paths` may be written. What runs that were killed left in the `folders` is deleted.
    pub(super) fn below<'f>(paths: &[PathBuf], folders: impl Iterator<Item = &'f Path>) -> Self {
        folders.for_each(sweep);
        Self { roots: paths.iter().filter_map(|path| fs::canonicalize(path).ok()).collect() }
    }

    /// Puts `after` in the place of `before`. The file keeps its mode and its owner.
    ///
    /// # Errors
    ///
    /// The page does not hold `before` any more, must not be written, or cannot be.
    pub(super) fn write(&self, path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
        self.replace(path, before, after).map_err(|error| Error::io(path, error))
    }

    fn replace(&self, path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
        // The file that a link names is replaced, not the link.
        let path = fs::canonicalize(path)?;
        if !self.roots.iter().any(|root| path.starts_with(root)) {
            return refused("it is a link to a file outside of the given paths");
        }
        let known = fs::metadata(&path)?;
        if known.permissions().readonly() {
            return refused("it is read-only");
        }
        if has_other_names(&known) {
            return refused("it has another name, a hard link, that would keep the old text");
        }
        let folder = path.parent().expect("a canonical path of a file has a folder above it");
        let (file, beside) = beside(folder)?;
        let written = fill(file, &known, after).and_then(|file| {
            if fs::read(&path)? != before {
                return refused("it has changed since it was read");
            }
            fs::rename(&beside, &path)?;
            drop(file);
            sync(folder)
        });
        if written.is_err() {
            // Why the page was not written is told; that the new text stayed beside it would be told of the wrong file.
            let _ = fs::remove_file(&beside);
        }
        written
    }
}

fn refused<T>(why: &str) -> io::Result<T> {
    Err(io::Error::other(why))
}

/// Writes a file through to the disk, with the mode and the owner of another.
fn fill(mut file: File, like: &Metadata, text: &[u8]) -> io::Result<File> {
    file.write_all(text)?;
    own(&file, like)?;
    file.set_permissions(like.permissions())?;
    file.sync_all()?;
    Ok(file)
}

#[cfg(unix)]
fn has_other_names(known: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(known) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn own(file: &File, like: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (like.uid(), like.gid()) {
        return Ok(());
    }
    fchown(file, Some(like.uid()), Some(like.gid())).or_else(|_| refused("its owner cannot be kept"))
}

#[cfg(not(unix))]
fn own(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Writes through to the disk that a file of the folder took the place of another.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}
