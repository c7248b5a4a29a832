//! How much of each locale was made from the English of today.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use rayon::prelude::*;

use super::corpus::{Corpus, Looked, Wanted};
use super::entry::Entry;
use super::entry::Group;
use super::place::Role;
use crate::check::{Coverage, Gaps, NotCompared, add_gaps, gaps};
use crate::config::Config;
use crate::error::Error;
use crate::freshness::{Freshness, MissingPage, PageFreshness, freshness_of};
use crate::locale::Locale;

/// The English page of a group, how current its pages are, and what could not be found of their English.
type OfGroup = (Option<String>, Vec<PageFreshness>, Gaps, Coverage);

/// Tells how much of each locale below `paths` was made from the English of today. Files that cannot be read stand in the
/// second list.
///
/// # Errors
///
/// A path does not exist, no page is below any of them, or there is no English tree.
pub fn freshness(paths: &[PathBuf], config: &Config) -> Result<(Freshness, Vec<Error>), Error> {
    let mut corpus = Corpus::find(paths, config)?;
    let mut unread = std::mem::take(&mut corpus.unread);
    let Some(english) = &corpus.english else {
        let message = "no English tree was found: name it with --source DIR, or with `source` in docparity.yaml";
        return Err(Error::Usage(message.to_owned()));
    };
    corpus.has_translations(paths)?;
    let groups: Vec<&Group> = corpus.groups.iter().filter(|group| group.role == Role::Localized).collect();
    let looked = corpus.map(groups, (Wanted::Verdicts, None), |group| {
        let english = group.english.as_ref().map(|english| english.file.path.clone());
        (english, freshness_of(group), gaps(group), Coverage::of(group.docs.iter().map(|doc| (group, doc))))
    });
    let looked: Vec<Looked<OfGroup>> = looked.collect();
    let mut had: BTreeMap<String, HashSet<String>> = BTreeMap::new();
    let (mut pages, mut all_gaps) = (Vec::new(), Gaps::new());
    let strays = corpus.groups.iter().filter(|group| group.role == Role::Stray).map(|group| group.pages.len());
    let strays = Coverage::left_out(NotCompared::OutsideLayout, strays.sum());
    let mut coverage = corpus.left_out.clone().and(strays);
    for Looked { seen, unread: mut errors, left_out, .. } in looked {
        coverage = coverage.and(left_out);
        unread.append(&mut errors);
        let Some((english, mut of_group, gaps, of)) = seen else { continue };
        coverage = coverage.and(of);
        for page in &of_group {
            had.entry(page.locale.clone()).or_default().extend(english.clone());
        }
        pages.append(&mut of_group);
        add_gaps(&mut all_gaps, gaps);
    }
    let mut missing = Vec::new();
    for (tag, had) in had {
        let locale = Locale::parse(&tag);
        let reached =
            |page: &Entry| locale.as_ref().is_none_or(|locale| english.is_reached(&corpus.places, locale, page));
        let lacking = english.pages().iter().filter(|page| !had.contains(&page.shown) && reached(page));
        missing.extend(lacking.map(|page| MissingPage { locale: tag.clone(), path: page.shown.clone() }));
    }
    let note = corpus.places.note.clone();
    coverage = coverage.and(Coverage::left_out(NotCompared::Unreadable, unread.len()));
    Ok((Freshness { note, coverage, ..Freshness::count(pages, missing, all_gaps) }, unread))
}
