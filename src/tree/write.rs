//! Writes files whole or not at all.

use std::ffi::OsString;
use std::path::Path;

use crate::error::Error;

/// Writes `bytes` to `path`, whose folders are made. The file is written beside its place and moved there, so that no
/// half-written file is left.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error| Error::io(path, error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut beside: OsString = path.as_os_str().to_owned();
    beside.push(".part");
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        failed(error)
    })
}
