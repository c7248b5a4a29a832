//! Overwrites pages: whole or not at all, and only those that still hold what was read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::beside::{Beside, folder_of, has_other_names, sweep};
use super::open::{Bounds, bytes};
use crate::error::Error;

/// The folders and files whose pages may be written.
pub(super) struct Overwriting {
    bounds: Bounds,
}

impl Overwriting {
    /// Pages below `paths` may be written. What runs that were killed left in the `folders` is deleted.
    pub(super) fn below<'f>(paths: &[PathBuf], folders: impl Iterator<Item = &'f Path>) -> Self {
        folders.for_each(sweep);
        Self { bounds: Bounds::new(paths.iter().map(PathBuf::as_path)) }
    }

    /// Puts `after` in the place of `before`. The file keeps its mode and its owner.
    ///
    /// # Errors
    ///
    /// The page does not hold `before` any more, must not be written, or cannot be.
    pub(super) fn write(&self, path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
        let refused = |why: &str| Err(Error::io(path, io::Error::other(why)));
        let failed = |error| Error::io(path, error);
        if !path.exists() {
            return refused("it is gone, or a link to nothing");
        }
        if !self.bounds.hold(path) {
            return refused("it is a link to a file outside of the given paths");
        }
        // The file that a link names is replaced, not the link.
        let real = fs::canonicalize(path).map_err(failed)?;
        let known = fs::metadata(&real).map_err(failed)?;
        if known.permissions().readonly() {
            return refused("it is read-only");
        }
        if has_other_names(&known) {
            return refused("it has another name, a hard link, that would keep the old text");
        }
        let beside = Beside::new(folder_of(&real)).map_err(failed)?;
        beside.fill(|out| out.write_all(after)).map_err(failed)?;
        if !beside.be_like(&known).map_err(failed)? {
            return refused("its owner cannot be kept");
        }
        if bytes(&real)? != before {
            return refused("it has changed since it was read");
        }
        beside.take_place_of(&real).map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a page that holds `held` when it is to be overwritten as one that holds `before`; nothing is left behind.
    fn refused(held: Option<&str>) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page.md");
        held.iter().for_each(|held| fs::write(&page, held).expect("a page"));
        let overwriting = Overwriting::below(&[folder.path().to_owned()], std::iter::empty());
        let error = overwriting.write(&page, b"before", b"after").expect_err("a refusal");
        assert_eq!(fs::read_to_string(&page).ok().as_deref(), held);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), usize::from(held.is_some()));
        error.to_string()
    }

    #[test]
    fn a_page_that_changed_or_vanished_meanwhile_stays_as_it_is() {
        assert!(refused(Some("meanwhile")).ends_with("page.md: it has changed since it was read"));
        let vanished = refused(None);
        assert!(vanished.contains("page.md: it is gone"), "{vanished}");
    }
}
