//! How much of each locale was made from the English of today.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use rayon::prelude::*;

use super::check::Read;
use super::discover::discover;
use super::english::English;
use crate::check::{Gaps, add_gaps};
use crate::config::Config;
use crate::error::Error;
use crate::freshness::{self, Freshness, MissingPage, PageFreshness};
use crate::locale::Locale;

/// What is known of one page in all its locales.
struct Group {
    /// The English page, as an index of the English pages.
    page: Option<usize>,
    pages: Vec<PageFreshness>,
    unread: Vec<Error>,
    gaps: Gaps,
}

/// Tells how much of each locale below `paths` was made from the English of today. Files that cannot be read stand in the
/// second list.
///
/// # Errors
///
/// A path does not exist, no page is below any of them, or there is no English tree.
pub fn freshness(paths: &[PathBuf], config: &Config) -> Result<(Freshness, Vec<Error>), Error> {
    let mut tree = discover(paths, config)?;
    let Some(english) = English::find(&mut tree, config)? else {
        let message = "no English tree was found: name it with --source DIR, or with `source` in docparity.yaml";
        return Err(Error::Usage(message.to_owned()));
    };
    tree.has_pages(paths)?;
    let groups: Vec<Group> = tree
        .groups
        .into_par_iter()
        .map(|entries| {
            let page = entries.first().and_then(|entry| english.position(&entry.key));
            let Read { text, unread, .. } = Read::new(entries, Some(&english));
            let (pages, gaps) = freshness::freshness(&text, config);
            Group { page, pages, unread, gaps }
        })
        .collect();
    let mut had: BTreeMap<String, HashSet<usize>> = BTreeMap::new();
    let (mut pages, mut unread, mut gaps) = (Vec::new(), tree.unread, Gaps::new());
    for mut group in groups {
        add_gaps(&mut gaps, group.gaps);
        for page in &group.pages {
            had.entry(page.locale.clone()).or_default().extend(group.page);
        }
        pages.append(&mut group.pages);
        unread.append(&mut group.unread);
    }
    let mut missing = Vec::new();
    for (tag, had) in had {
        let locale = Locale::parse(&tag);
        let reached = |key: &str| locale.as_ref().is_none_or(|locale| tree.places.reach(locale, key, english.surplus));
        let lacking = english.pages().iter().enumerate().filter(|(at, page)| !had.contains(at) && reached(&page.key));
        missing.extend(lacking.map(|(_, page)| MissingPage { locale: tag.clone(), path: page.shown.clone() }));
    }
    Ok((Freshness { note: tree.places.note, ..Freshness::count(pages, missing, gaps) }, unread))
}
