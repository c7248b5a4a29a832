//! Writes files whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Writes a file, whose folders are made. What `content` writes goes to a file beside it, which takes its place at the end,
/// so that no half-written file is ever seen. A pipe or a device is written to as it is.
///
/// # Errors
///
/// A folder or the file cannot be written, or `content` failed.
pub fn write(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    replace(path, content).map_err(|error| Error::io(path, error))
}

fn replace(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // The file that a link names is replaced, not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&path).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
        return filled(File::options().write(true).open(&path)?, content).map(drop);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let (file, beside) = beside(folder)?;
    let written = filled(file, content).map(drop).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // Why the file was not written is told; that its beginning stayed would be told of the wrong file.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// What the names of files begin with that are to take the place of others.
const BESIDE: &str = ".docparity-";

/// A new file in `folder`, with a name that no other file and no other run has. It is locked, so that the file of a run that
/// was killed can be told from that of one that writes.
pub(super) fn beside(folder: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!("{BESIDE}{}-{number}", std::process::id()));
        match File::options().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            file => {
                let file = file?;
                // Where files cannot be locked, what a killed run leaves has to be deleted by hand.
                let _ = file.try_lock();
                return Ok((file, path));
            }
        }
    }
}

/// Deletes the files in `folder` that were to take the place of others when a run was killed.
pub(super) fn sweep(folder: &Path) {
    // What cannot be looked at or deleted harms nobody.
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    for path in files.filter(|file| is_beside(&file.file_name())).map(|file| file.path()) {
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(&path);
        }
    }
}

fn is_beside(name: &OsStr) -> bool {
    let numbers = name.to_str().and_then(|name| name.strip_prefix(BESIDE)).and_then(|rest| rest.split_once('-'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(run, number)| is_number(run) && is_number(number))
}

fn filled(file: File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::new(file);
    content(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}
