//! Checks all pages below the given paths.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::changed::Changed;
use super::coverage::coverage;
use super::discover::{Entry, Tree, discover};
use super::english::English;
use super::part::Part;
use super::pins::Pins;
use super::scope::Scope;
use crate::bilingual;
use crate::check::{GroupText, Outcome, check_page_group, check_tree, lacking, suggest};
use crate::checker::{AllPages, Check};
use crate::config::Config;
use crate::error::Error;
use crate::finding;
use crate::group::{Coverage, Doc, PageText, Renames, Renderings, Signature};
use crate::locale::Locale;

/// Checks all pages below `paths`, against the English tree where there is one. Files that cannot be read stand in the
/// second list; all others are checked.
///
/// ```
/// use docparity::{Config, Severity, tree};
///
/// let (outcome, unread) = tree::check(&["fixtures/showcase/pages".into()], &Config::default())?;
/// assert!(unread.is_empty());
/// let worst = outcome.findings.iter().map(|finding| finding.severity).max();
/// assert_eq!(worst, Some(Severity::Error));
/// # Ok::<(), docparity::Error>(())
/// ```
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
    check_part(paths, config, &Part::default(), watch).map(|checked| (checked.outcome, checked.unread))
}

/// What came of checking a part of a tree.
#[derive(Debug)]
pub struct Checked {
    /// What was found.
    pub outcome: Outcome,
    /// What could not be read.
    pub unread: Vec<Error>,
    /// What was looked at.
    pub scope: Scope,
}

/// [`check_watched()`] that reports on a part of the tree alone: the findings of the whole run that stand there.
///
/// # Errors
///
/// Those of [`check()`], or the revision that pages are compared with cannot be found.
pub fn check_part(
    paths: &[PathBuf],
    config: &Config,
    part: &Part,
    watch: &(dyn Fn(usize, usize) + Sync),
) -> Result<Checked, Error> {
    let mut tree = discover(paths, config)?;
    let mut english = English::find(&mut tree, config)?;
    tree.has_pages(paths)?;
    if let Some(folder) = &config.canonical {
        let pins = Pins::read(folder)?;
        let localized = tree.groups.iter_mut().chain(&mut tree.strays).flatten();
        let english = english.iter_mut().flat_map(English::pages_mut);
        localized.chain(english).for_each(|page| page.pinned = Some(pins.of(page)));
    }
    let revision = part.changed_since.as_deref();
    let changed = revision.map(|revision| Changed::find(paths, revision, &tree, english.as_ref())).transpose()?;
    let coverage = english.as_ref().map(|english| coverage(&tree.groups, english, &tree.places));
    let Tree { mut groups, mut strays, unread, places, .. } = tree;
    let note = places.note.clone();
    let localized = groups.iter().chain(&strays).flatten();
    let english_pages = english.as_ref().map_or(&[][..], English::pages);
    let scope = Scope::new(localized, english_pages, places, &config.focus, (part.shard, changed));
    let is_in = |group: &Vec<Entry>| group.iter().any(|page| scope.has(&page.key, &page.shown));
    let skipped: Vec<Vec<Entry>> =
        groups.extract_if(.., |group| !is_in(group)).chain(strays.extract_if(.., |group| !is_in(group))).collect();
    let mut sum = Sum { unread, ..Sum::default() };
    let (done, all) = (AtomicUsize::new(0), groups.len() + strays.len());
    let run = Run { config, watch, done, all, scope: &scope };
    match &english {
        None => sum = sum.and(run.check(groups, |entries| Read::new(entries, None))),
        Some(english) => {
            let coverage = coverage.unwrap_or_default();
            sum.outcome.findings = check_tree(&AllPages { coverage: Some(&coverage), ..AllPages::default() }, config);
            sum.outcome.findings.retain(|finding| scope.has_of_tree(&finding.page, &finding.path));
            let own = coverage.pages.iter().filter(|page| scope.has_of_tree(&page.key, &page.path));
            sum.outcome.census = lacking(own);
            let has_english =
                |group: &Vec<Entry>| group.first().is_some_and(|page| english.position(&page.key).is_some());
            let (current, orphans): (Vec<_>, Vec<_>) = groups.into_iter().partition(has_english);
            let signed = !orphans.is_empty();
            sum = sum.and(run.check(current, |entries| Read { signed, ..Read::new(entries, Some(english)) }));
            if signed {
                let locales = orphans.iter().flatten().filter_map(|page| page.locale.clone()).collect();
                let renames = Arc::new(run.renames(coverage, &locales, english, &mut sum));
                sum = sum.and(run.check(orphans, |entries| {
                    let mut read = Read::new(entries, Some(english));
                    read.text.renames = Some(renames.clone());
                    read
                }));
            }
        }
    }
    sum = sum.and(run.check(strays, |entries| Read::new(entries, None)));
    let Sum { mut outcome, mut unread, mut renderings, .. } = sum;
    if run.keeps_places() || outcome.findings.iter().any(|finding| finding.untranslated) {
        renderings = renderings.and(run.renderings(skipped));
    }
    let of_run = check_tree(&AllPages { renderings: Some(&renderings), ..AllPages::default() }, config).into_iter();
    outcome.findings.extend(of_run.filter(|finding| scope.has(&finding.page, &finding.path)));
    suggest(&mut outcome.findings, &renderings);
    unread.sort_by_cached_key(ToString::to_string);
    finding::sort(&mut outcome.findings);
    outcome.suppressed.sort_by(|a, b| finding::in_order(&a.finding, &b.finding));
    // A part of the tree may well have no page of a locale.
    if !scope.is_part() {
        has_locales(&outcome, config)?;
    }
    outcome.note = note;
    Ok(Checked { outcome, unread, scope })
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
    scope: &'r Scope,
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

    /// How the headings of page groups are translated that are not checked.
    fn renderings(&self, groups: Vec<Vec<Entry>>) -> Renderings {
        let none = || Renderings::new(self.keeps_places());
        let of_groups = groups.into_par_iter().map(|entries| {
            // What cannot be read is reported by the run that checks it.
            Read::new(entries, None).text.with_group(self.config, |group| {
                let mut renderings = none();
                group.docs.iter().for_each(|doc| renderings.add(doc));
                renderings
            })
        });
        of_groups.reduce(none, Renderings::and)
    }

    /// Whether a rule asks where the headings of all pages stand.
    fn keeps_places(&self) -> bool {
        self.config.rules.iter().any(|checker| matches!(checker.check, Check::AllPages { headings: true, .. }))
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
            let mut outcome = check_page_group(group, self.config);
            let is_in = |path: &str| self.scope.has(group.key, path);
            if !group.docs.iter().all(|doc| is_in(&doc.file.path)) {
                let docs = || group.docs.iter().filter(|doc| is_in(&doc.file.path));
                outcome.files = docs().count();
                outcome.segments = docs().map(|doc| doc.readings.segments.len()).sum();
                outcome.locales = docs().filter_map(|doc| doc.locale.as_ref()).map(ToString::to_string).collect();
            }
            outcome.findings.retain(|finding| is_in(&finding.path));
            outcome.suppressed.retain(|silenced| is_in(&silenced.finding.path));
            Sum { outcome, unread, signatures, renderings }
        })
    }

    /// The English pages that pages of `locales` without an English page may have become. Those that were not read with their page
    /// group are read here.
    fn renames(&self, coverage: Coverage, locales: &BTreeSet<Locale>, english: &English, sum: &mut Sum) -> Renames {
        let known: HashMap<String, Signature> = std::mem::take(&mut sum.signatures).into_iter().collect();
        let signatures: Vec<Result<Option<(usize, Signature)>, Error>> = (0..coverage.pages.len())
            .into_par_iter()
            .filter(|&page| locales.iter().any(|locale| !coverage.pages[page].locales.contains(locale)))
            .map(|page| {
                let covered = &coverage.pages[page];
                if let Some(signature) = known.get(&covered.path) {
                    return Ok(Some((page, signature.clone())));
                }
                // The whole run has tried to read it.
                if !covered.locales.is_empty() && !self.scope.is_part() {
                    return Ok(None);
                }
                let file = english.read(page)?;
                let readings = bilingual::split(&file.text.content);
                Ok(Some((page, Signature::of(&Doc::new(&file, &readings, None, &self.config.profile)))))
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
}
