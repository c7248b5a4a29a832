//! Writes files whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::Builder;

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
    let mut builder = Builder::new();
    builder.prefix(".docparity-");
    readable(&mut builder);
    let (file, beside) = builder.tempfile_in(folder)?.into_parts();
    filled(file, content)?;
    beside.persist(&path).map_err(|error| error.error)
}

fn filled(file: File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::new(file);
    content(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// A temporary file is its owner's alone; a report is for whoever may read new files.
#[cfg(unix)]
fn readable(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_: &mut Builder<'_, '_>) {}
