//! The bilingual segments of each page, with what is wrong with them.

use std::path::PathBuf;

use rayon::prelude::*;

use super::corpus::{Corpus, Looked, Wanted};
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
    let mut corpus = Corpus::find(paths, config)?;
    corpus.has_translations(paths)?;
    let mut unread = std::mem::take(&mut corpus.unread);
    let looked = corpus.map(corpus.localized_groups().collect(), (Wanted::Verdicts, None), |group| {
        exchange::units(group, &check_page_group(group, &corpus.config).findings)
    });
    let looked: Vec<Looked<Vec<Unit>>> = looked.collect();
    let mut units = Vec::new();
    for Looked { seen, unread: mut errors, .. } in looked {
        units.extend(seen.into_iter().flatten());
        unread.append(&mut errors);
    }
    // Stable: the segments of a page keep their order.
    units.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((units, unread))
}
