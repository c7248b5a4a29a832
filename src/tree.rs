//! The only door to the file system: finds pages, reads them, and writes what is asked for.

mod discover;
mod english;
mod extract;
mod sidecar;
mod split;
mod write;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use discover::{Entry, Tree, discover};
pub use extract::{Extract, extract};
pub use split::split;
pub use write::write;

use crate::check::{GroupText, Outcome, check_group};
use crate::config::{Config, FILE_NAME};
use crate::error::Error;
use crate::finding::Finding;
use crate::freshness::{self, Freshness, PageFreshness};
use crate::group::PageText;
use crate::text::Text;
use english::English;

/// Checks all pages below `paths`, against the English tree of the configuration where there is one. Files that cannot be
/// read stand in the second list; all others are checked.
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub fn check(paths: &[PathBuf], config: &Config) -> Result<(Outcome, Vec<Error>), Error> {
    check_watched(paths, config, &|_, _| ())
}

/// [`check()`], and calls `watch` after each page group with the number of groups that are done and that of all. It is
/// called on several threads, so a number can come after a greater one.
///
/// # Errors
///
/// Those of [`check()`].
pub fn check_watched(
    paths: &[PathBuf],
    config: &Config,
    watch: &(dyn Fn(usize, usize) + Sync),
) -> Result<(Outcome, Vec<Error>), Error> {
    let tree = localized(paths, config.source.as_deref())?;
    let english = config.source.as_deref().map(|root| English::find(root, paths, &tree)).transpose()?;
    let (done, all) = (AtomicUsize::new(0), tree.groups.len());
    let groups = tree.groups.into_par_iter().map(|entries| {
        let (group, unread) = read_group(entries, english.as_ref());
        let outcome = if group.files.is_empty() { Outcome::default() } else { check_group(&group, config) };
        watch(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        (outcome, unread)
    });
    // Each thread adds up what it found; the order is made afterwards.
    let sum = |(outcome, mut unread): (Outcome, Vec<Error>), (more, errors): (Outcome, Vec<Error>)| {
        unread.extend(errors);
        (outcome.and(more), unread)
    };
    let (mut outcome, mut unread) = groups.fold(Default::default, sum).reduce(Default::default, sum);
    unread.extend(tree.unread);
    unread.sort_by_cached_key(ToString::to_string);
    outcome.findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.offset, finding.rule);
        a.path.cmp(&b.path).then(key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
    });
    Ok((outcome, unread))
}

/// The pages below `paths` without those of an English tree that stands among them.
fn localized(paths: &[PathBuf], source: Option<&Path>) -> Result<Tree, Error> {
    let mut tree = discover(paths)?;
    let Some(source) = source.map(absolute) else { return Ok(tree) };
    // The whole project can be given as the English tree; its translations stand inside.
    if paths.iter().any(|path| absolute(path).starts_with(&source)) {
        return Ok(tree);
    }
    for group in &mut tree.groups {
        group.retain(|entry| !absolute(&entry.path).starts_with(&source));
    }
    tree.groups.retain(|group| !group.is_empty());
    match tree.groups.is_empty() && tree.unread.is_empty() {
        true => Err(Error::NothingToCheck(paths.to_vec())),
        false => Ok(tree),
    }
}

/// Tells how much of each locale below `paths` was made from the English of `source`. Files that cannot be read stand in
/// the second list.
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub fn freshness(paths: &[PathBuf], source: &Path, config: &Config) -> Result<(Freshness, Vec<Error>), Error> {
    let tree = localized(paths, Some(source))?;
    let english = English::find(source, paths, &tree)?;
    let groups: Vec<(Vec<PageFreshness>, Vec<Error>)> = tree
        .groups
        .into_par_iter()
        .map(|entries| {
            let (group, unread) = read_group(entries, Some(&english));
            (freshness::freshness(&group, config), unread)
        })
        .collect();
    let (pages, errors): (Vec<_>, Vec<_>) = groups.into_iter().unzip();
    let unread = tree.unread.into_iter().chain(errors.into_iter().flatten()).collect();
    Ok((Freshness::count(pages.into_iter().flatten().collect(), english.len()), unread))
}

/// Reads the pages of a group and their English page; what cannot be read stands in the second list.
fn read_group(entries: Vec<Entry>, english: Option<&English>) -> (GroupText, Vec<Error>) {
    let mut unread = Vec::new();
    let mut kept = |page: Result<PageText, Error>| page.map_err(|error| unread.push(error)).ok();
    let page = entries.first().and_then(|entry| english?.page(&entry.key));
    let english_page = page.and_then(|page| kept(page.read()));
    let files = entries.into_iter().filter_map(|entry| kept(entry.read())).collect();
    (GroupText { files, english: english_page, has_source: english.is_some() }, unread)
}

/// Reads the `docparity.yaml` that rules `paths`: the nearest one in the folder of the first path or above it. Without
/// one, the default configuration.
///
/// # Errors
///
/// The file cannot be read, or is no valid configuration.
pub fn configuration(paths: &[PathBuf]) -> Result<Config, Error> {
    let Some(first) = paths.first() else { return Ok(Config::default()) };
    let absolute = std::path::absolute(first).map_err(|error| Error::io(first, error))?;
    let files = absolute.ancestors().map(|folder| folder.join(FILE_NAME));
    let Some(file) = files.into_iter().find(|file| file.is_file()) else { return Ok(Config::default()) };
    let text = std::fs::read_to_string(&file).map_err(|error| Error::io(&file, error))?;
    Config::read(&file, &text)
}

/// The path from the root of the file system, so that two ways to write a folder compare equal.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn read(path: &Path) -> Result<Text, Error> {
    std::fs::read(path).map(Text::decode).map_err(|error| Error::io(path, error))
}
