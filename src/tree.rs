//! The only door to the file system: finds pages, reads them, and writes what is asked for.

mod discover;
mod extract;
mod split;
mod write;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use discover::{Entry, Tree, discover};
pub use extract::{Extract, extract};
pub use split::split;

use crate::check::{Outcome, check_group};
use crate::config::Config;
use crate::error::Error;
use crate::group::PageText;
use crate::text::Text;

/// Checks all pages below `paths`. Files that cannot be read stand in the second list; all others are checked.
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub fn check(paths: &[PathBuf], config: &Config) -> Result<(Outcome, Vec<Error>), Error> {
    let tree = discover(paths)?;
    let checked: Vec<(Outcome, Vec<Error>)> = tree
        .groups
        .into_par_iter()
        .map(|entries| {
            let mut unread = Vec::new();
            let files = entries.into_iter().filter_map(|entry| entry.read().map_err(|error| unread.push(error)).ok());
            let files: Vec<PageText> = files.collect();
            if files.is_empty() {
                return (Outcome::default(), unread);
            }
            (check_group(&files, config), unread)
        })
        .collect();
    let mut unread = tree.unread;
    let mut outcome = Outcome::default();
    for (group, errors) in checked {
        outcome = outcome.and(group);
        unread.extend(errors);
    }
    outcome.findings.sort_by(|a, b| (&a.path, a.offset, a.rule).cmp(&(&b.path, b.offset, b.rule)));
    Ok((outcome, unread))
}

fn read(path: &Path) -> Result<Text, Error> {
    std::fs::read(path).map(Text::decode).map_err(|error| Error::io(path, error))
}
