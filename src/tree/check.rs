//! Checks all pages below the given paths.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::coverage::coverage;
use super::discover::{Entry, Tree, discover};
use super::english::English;
use crate::bilingual;
use crate::check::{GroupText, Outcome, check_page_group, check_run, check_tree, suggest};
use crate::config::Config;
use crate::error::Error;
use crate::finding::Finding;
use crate::group::{Coverage, Doc, PageText, Renames, Renderings, Signature};
use crate::locale::Locale;
use crate::rule::Check;

/// Checks all pages below `paths`, against the English tree where there is one. Files that cannot be read stand in the
/// second list; all others are checked.
///
/// # Errors
///
/// A path does not exist, no page is below any of them, or there is none of a page or locale that is asked for.
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
    let mut tree = discover(paths, config)?;
    let english = English::find(&mut tree, config)?;
    tree.has_pages(paths)?;
    let Tree { groups, strays, unread, places, .. } = tree;
    let mut sum = Sum { unread, ..Sum::default() };
    let run = Run { config, watch, done: AtomicUsize::new(0), all: groups.len() + strays.len() };
    match &english {
        None => sum = sum.and(run.check(groups, |entries| Read::new(entries, None))),
        Some(english) => {
            let coverage = coverage(&groups, english, &places);
            sum.outcome.findings = check_tree(&coverage, config);
            let has_english =
                |group: &Vec<Entry>| group.first().is_some_and(|page| english.position(&page.key).is_some());
            let (current, orphans): (Vec<_>, Vec<_>) = groups.into_iter().partition(has_english);
            let signed = !orphans.is_empty();
            sum = sum.and(run.check(current, |entries| Read { signed, ..Read::new(entries, Some(english)) }));
            if signed {
                let locales = orphans.iter().flatten().filter_map(|page| page.locale.clone()).collect();
                let renames = Arc::new(renames(coverage, &locales, english, &mut sum, config));
                sum = sum.and(run.check(orphans, |entries| {
                    let mut read = Read::new(entries, Some(english));
                    read.text.renames = Some(renames.clone());
                    read
                }));
            }
        }
    }
    sum = sum.and(run.check(strays, |entries| Read::new(entries, None)));
    let Sum { mut outcome, mut unread, renderings, .. } = sum;
    outcome.findings.extend(check_run(&renderings, config));
    suggest(&mut outcome.findings, &renderings);
    unread.sort_by_cached_key(ToString::to_string);
    let in_order = |a: &Finding, b: &Finding| {
        let key = |finding: &Finding| (finding.offset, finding.rule);
        a.path.cmp(&b.path).then(key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
    };
    outcome.findings.sort_by(in_order);
    outcome.suppressed.sort_by(|a, b| in_order(&a.finding, &b.finding));
    has_locales(&outcome, config)?;
    outcome.note = places.note;
    Ok((outcome, unread))
}

/// # Errors
///
/// There is no page of a locale that findings are asked for.
fn has_locales(outcome: &Outcome, config: &Config) -> Result<(), Error> {
    let met: Vec<Locale> = outcome.locales.iter().filter_map(|tag| Locale::parse(tag)).collect();
    match config.focus.locales.iter().find(|range| !met.iter().any(|locale| locale.is_in(range))) {
        Some(range) => {
            let met: Vec<&str> = met.iter().map(Locale::as_str).collect();
            Err(Error::Usage(format!("there is no page of the locale {range}; there are {}", met.join(", "))))
        }
        None => Ok(()),
    }
}

/// What came of some page groups.
#[derive(Default)]
struct Sum {
    outcome: Outcome,
    unread: Vec<Error>,
    /// The signatures of their English pages, by path.
    signatures: Vec<(String, Signature)>,
    renderings: Renderings,
}

impl Sum {
    fn and(mut self, mut other: Self) -> Self {
        self.unread.append(&mut other.unread);
        self.signatures.append(&mut other.signatures);
        let (outcome, renderings) = (self.outcome.and(other.outcome), self.renderings.and(other.renderings));
        Self { outcome, renderings, ..self }
    }
}

/// A page group that was read.
#[derive(Default)]
pub(super) struct Read {
    /// The pages.
    pub(super) text: GroupText,
    /// What could not be read.
    pub(super) unread: Vec<Error>,
    /// Whether the signature of the English page is wanted.
    signed: bool,
}

impl Read {
    /// Reads the pages of a group and their English page.
    pub(super) fn new(entries: Vec<Entry>, english: Option<&English>) -> Self {
        let mut unread = Vec::new();
        let mut kept = |page: Result<PageText, Error>| page.map_err(|error| unread.push(error)).ok();
        let page = entries.first().and_then(|entry| Some((english?, english?.position(&entry.key)?)));
        let english_page = page.and_then(|(english, page)| kept(english.read(page)));
        let files: Vec<PageText> = entries.into_iter().filter_map(|entry| kept(entry.read())).collect();
        let traced = page.zip(english_page.as_ref()).map(|((english, at), page)| english.trace(at, &files, page));
        let (older, origins) = traced.unwrap_or_default();
        let has_source = english.is_some();
        let text = GroupText { files, english: english_page, has_source, renames: None, older, origins };
        Self { text, unread, signed: false }
    }
}

/// A run over all page groups of a tree.
struct Run<'r> {
    config: &'r Config,
    watch: &'r (dyn Fn(usize, usize) + Sync),
    done: AtomicUsize,
    all: usize,
}

impl Run<'_> {
    /// Checks page groups, each as `read` hands it over.
    fn check(&self, groups: Vec<Vec<Entry>>, read: impl Fn(Vec<Entry>) -> Read + Sync) -> Sum {
        let sums = groups.into_par_iter().map(|entries| {
            let sum = self.check_group(read(entries));
            (self.watch)(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.all);
            sum
        });
        // Each thread adds up what it found; the order is made afterwards.
        sums.fold(Sum::default, Sum::and).reduce(Sum::default, Sum::and)
    }

    /// Whether a rule asks where the headings of all pages stand.
    fn keeps_places(&self) -> bool {
        self.config.rules.iter().any(|rule| matches!(rule.check, Check::Run(_)))
    }

    fn check_group(&self, Read { text, unread, signed }: Read) -> Sum {
        if text.files.is_empty() {
            return Sum { unread, ..Sum::default() };
        }
        text.with_group(self.config, |group| {
            let english = group.english.as_ref().filter(|_| signed);
            let signatures = english.map(|doc| (doc.file.path.clone(), Signature::of(doc))).into_iter().collect();
            let mut renderings = Renderings::new(self.keeps_places());
            group.docs.iter().for_each(|doc| renderings.add(doc));
            Sum { outcome: check_page_group(group, self.config), unread, signatures, renderings }
        })
    }
}

/// The English pages that pages of `locales` without an English page may have become. Those that have no page in any locale are read
/// here; the others have been.
fn renames(
    coverage: Coverage,
    locales: &BTreeSet<Locale>,
    english: &English,
    sum: &mut Sum,
    config: &Config,
) -> Renames {
    let known: HashMap<String, Signature> = std::mem::take(&mut sum.signatures).into_iter().collect();
    let signatures: Vec<Result<Option<(usize, Signature)>, Error>> = (0..coverage.pages.len())
        .into_par_iter()
        .filter(|&page| locales.iter().any(|locale| !coverage.pages[page].locales.contains(locale)))
        .map(|page| {
            let covered = &coverage.pages[page];
            if !covered.locales.is_empty() {
                return Ok(known.get(&covered.path).map(|signature| (page, signature.clone())));
            }
            let file = english.read(page)?;
            let readings = bilingual::split(&file.text.content);
            Ok(Some((page, Signature::of(&Doc::new(&file, &readings, None, &config.profile)))))
        })
        .collect();
    let mut found = Vec::new();
    for signature in signatures {
        match signature {
            Ok(signature) => found.extend(signature),
            Err(error) => sum.unread.push(error),
        }
    }
    Renames::new(coverage, found)
}
