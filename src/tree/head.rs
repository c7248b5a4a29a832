//! The commit that pages stand at.

use std::path::Path;

use super::git::Checkout;

/// The commit that is checked out where `path` stands; `None` outside of a checkout.
#[must_use]
pub fn head(path: &Path) -> Option<String> {
    let folder = if path.is_dir() { path } else { path.parent().filter(|folder| !folder.as_os_str().is_empty())? };
    Checkout::find(folder).ok()?.head()
}
