//! Writes files whole or not at all.

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

/// A new file in `folder`, with a name that no other file and no other run has.
fn beside(folder: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!(".docparity-{}-{number}", std::process::id()));
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
