//! Files that are made from the program. `UPDATE_DOCS=1 cargo test` writes them.

use std::fs;
use std::path::Path;

/// Fails unless `file`, from the folder of the package, holds `made`; writes it where that is asked for.
#[track_caller]
pub(crate) fn hold(file: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, made).expect("a file that can be written");
    }
    let held = fs::read_to_string(&path).unwrap_or_default();
    assert!(held == made, "{file} is out of date; `UPDATE_DOCS=1 cargo test` writes it");
}
