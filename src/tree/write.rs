//! Writes files whole or not at all.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

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
        return filled(File::options().write(true).open(&real)?, content).map(drop);
    }
    if is_link && !Bounds::new([named]).hold(path) {
        return Err(leads_elsewhere(path));
    }
    let folder = folder_of(&real);
    fs::create_dir_all(folder)?;
    sweep(folder);
    let (file, beside) = beside(folder)?;
    let written = filled(file, content).and_then(|file| take_place(&file, &beside, (&real, known.as_ref())));
    if written.is_err() {
        // Why the file was not written is told; that its beginning stayed would be told of the wrong file.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts the file `beside` in the place of `path`, which keeps its mode and its owner. One that has other names as well is
/// filled anew, so that all of them name the same file.
fn take_place(file: &File, beside: &Path, (path, known): (&Path, Option<&Metadata>)) -> io::Result<()> {
    let Some(known) = known else { return fs::rename(beside, path) };
    if has_other_names(known) {
        fs::copy(beside, path)?;
        return fs::remove_file(beside);
    }
    file.set_permissions(known.permissions())?;
    keep_owner(beside, known);
    // What stood there is lost: the new text must be on the disk before.
    file.sync_all()?;
    fs::rename(beside, path)
}

#[cfg(unix)]
fn has_other_names(known: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(known) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Only an administrator may give a file away; others own what they write.
#[cfg(unix)]
fn keep_owner(file: &Path, known: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    let _ = std::os::unix::fs::chown(file, Some(known.uid()), Some(known.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Metadata) {}

/// How the files begin that stand beside those that are written.
const BESIDE: &str = ".docparity-";

/// A file beside another is there for a moment; one as old as this was left by a run that was killed.
const LEFT_OVER: Duration = Duration::from_secs(600);

/// Removes what killed runs left in `folder`.
fn sweep(folder: &Path) {
    let is_old = |meta: &Metadata| {
        let age = meta.modified().ok().and_then(|written| written.elapsed().ok());
        meta.is_file() && age.is_some_and(|age| age > LEFT_OVER)
    };
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let ours = files.filter(|file| file.file_name().to_string_lossy().starts_with(BESIDE));
    for file in ours.filter(|file| file.metadata().is_ok_and(|meta| is_old(&meta))) {
        // Another run may have removed it, and it harms nobody.
        let _ = fs::remove_file(file.path());
    }
}

/// A new file in `folder`, with a name that no other file and no other run has.
fn beside(folder: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!("{BESIDE}{}-{number}", std::process::id()));
        match File::options().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            file => return Ok((file?, path)),
        }
    }
}

fn filled(file: File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::new(file);
    content(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}
