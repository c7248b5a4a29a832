//! The bilingual segments of each page, with what is wrong with them.

use std::path::PathBuf;

use rayon::prelude::*;

use super::check::Read;
use super::discover::discover;
use super::english::English;
use crate::check::check_page_group;
use crate::config::Config;
use crate::error::Error;
use crate::exchange::{self, Unit};

/// Takes the segments of all pages below `paths`, in the order of their paths. Files that cannot be read stand in the
/// second list.
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub fn segments(paths: &[PathBuf], config: &Config) -> Result<(Vec<Unit>, Vec<Error>), Error> {
    let mut tree = discover(paths, config)?;
    let english = English::find(&mut tree, config)?;
    tree.has_pages(paths)?;
    let groups: Vec<(Vec<Unit>, Vec<Error>)> = tree
        .groups
        .into_par_iter()
        .chain(tree.strays)
        .map(|entries| {
            let Read { text, unread, .. } = Read::new(entries, english.as_ref());
            let units =
                text.with_group(config, |group| exchange::units(group, &check_page_group(group, config).findings));
            (units, unread)
        })
        .collect();
    let (mut units, mut unread) = (Vec::new(), tree.unread);
    for (mut more, mut errors) in groups {
        units.append(&mut more);
        unread.append(&mut errors);
    }
    // Stable: the segments of a page keep their order.
    units.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((units, unread))
}
