//! Checks all pages below the given paths.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::cache::{Cache, How, Key, Parts};
use super::changed::Changed;
#[cfg(feature = "cli")]
use super::check_data::check_data;
use super::corpus::{Corpus, Instead, Looked, Read, Wanted};
use super::entry::Group;
use super::links::Targets;
use super::news::news;
use super::place::Role;
use super::reported::{Pages, Reported};
use super::sum::Sum;
use super::tried::Doubtful;
use crate::check::{
    Coverage, Memory, NotCompared, Outcome, PageContract, check_some_pages, check_tree, lacking, suggest,
};
use crate::checker::{AllPages, Check};
use crate::config::Config;
use crate::error::Error;
use crate::finding::{self, Finding};
use crate::group::{Doc, PageGroup, Renames, Renderings, Signature, Translations};
use crate::locale::Locale;
use crate::rules::nearest;
use crate::scope::{Covered, Scope};

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
    check_scope(paths, config, &Scope::default(), &|_, _| ()).map(|checked| (checked.outcome, checked.unread))
}

/// What came of checking a tree, or a part of it.
#[derive(Debug)]
pub struct Checked {
    /// What was found.
    pub outcome: Outcome,
    /// What could not be read.
    pub unread: Vec<Error>,
    /// What was looked at.
    pub pages: Pages,
    /// What the changes that the run looked for mean to translations, a line each.
    pub news: Vec<String>,
    /// The translations that differ themselves from the revision; `None` where no changes were looked for.
    pub own: Option<HashSet<String>>,
    /// What of the configuration takes no effect, a sentence each.
    pub idle: Vec<String>,
    /// Why nothing is kept for the next run, where that was asked for.
    pub uncached: Option<Error>,
    /// How the headings were translated.
    pub(super) renderings: Renderings,
}

/// [`check()`] that reports on `scope` alone: the findings of the whole run that stand there. It calls `watch` after each
/// page group with the number of groups that are done and that of all, on several threads, so that a number can come after
/// a greater one.
///
/// # Errors
///
/// Those of [`check()`], or the revision that pages are compared with cannot be found.
pub fn check_scope(
    paths: &[PathBuf],
    config: &Config,
    scope: &Scope,
    watch: &(dyn Fn(usize, usize) + Sync),
) -> Result<Checked, Error> {
    let mut corpus = Corpus::find(paths, config)?;
    has_pages(&corpus, scope)?;
    corpus.has_translations(paths)?;
    let (unlisted, idle) = (std::mem::take(&mut corpus.unread), std::mem::take(&mut corpus.idle));
    let changed = scope.changed_since.as_deref();
    let changed = changed.map(|revision| Changed::find(paths, revision, &corpus)).transpose()?;
    let reported = Reported::new(scope, changed, &corpus);
    let (groups, skipped): (Vec<&Group>, Vec<&Group>) =
        corpus.localized_groups().partition(|group| reported.has_group(group));
    let (done, memory) = (AtomicUsize::new(0), Memory::of_tree());
    let opened = scope.cache.as_deref().map(|folder| Cache::open(folder, (paths, scope), &corpus));
    let (cache, mut uncached) = opened.map_or((None, None), |opened| match opened {
        Ok(cache) => (cache, None),
        Err(error) => (None, Some(error)),
    });
    let run = Run {
        corpus: &corpus,
        reported: &reported,
        cache: cache.as_ref(),
        watch,
        done,
        all: groups.len(),
        memory,
        contracts: scope.contracts,
    };
    let (orphans, groups): (Vec<&Group>, Vec<&Group>) = groups
        .into_iter()
        .partition(|group| group.role == Role::Localized && corpus.english.is_some() && group.english.is_none());
    let mut sum = run.check(groups, None, !orphans.is_empty());
    if let Some(translations) = corpus.translations() {
        sum.outcome = sum.outcome.and(run.of_translations(reported.of_translations(translations.clone())));
        if !orphans.is_empty() {
            let renames = run.renames(translations, &orphans, &mut sum);
            sum = sum.and(run.check(orphans, Some((&renames.0, renames.1)), false));
        }
    }
    let Sum { mut outcome, findings, mut unread, mut renderings, met, mut news, .. } = sum;
    outcome.findings.reserve_exact(findings.iter().map(Vec::len).sum());
    outcome.findings.extend(findings.into_iter().flatten());
    news.sort();
    let own = reported.changed().map(|changed| {
        let pages = corpus.localized_groups().flat_map(|group| &group.pages).map(|page| &page.shown);
        pages.filter(|page| changed.is_own(page)).cloned().collect()
    });
    outcome.coverage = outcome.coverage.and(Coverage::left_out(NotCompared::Unreadable, unread.len()));
    if reported.has_rest() {
        outcome.coverage = outcome.coverage.and(corpus.left_out.clone());
    }
    unread.extend(unlisted);
    #[cfg(feature = "cli")]
    {
        let (mut findings, mut wrong) = check_data(&corpus, &reported);
        outcome.findings.append(&mut findings);
        unread.append(&mut wrong);
    }
    Targets::new(&corpus).resolve(&mut outcome.findings, &Instead::default());
    if !scope.untried {
        run.try_repairs(&mut outcome.findings);
    }
    if run.keeps_places() || outcome.findings.iter().any(|finding| finding.untranslated) {
        renderings = renderings.and(run.renderings(skipped));
    }
    let of_run = check_tree(&AllPages { renderings: Some(&renderings), ..AllPages::default() }, config).into_iter();
    outcome.findings.extend(of_run.filter(|finding| reported.has(finding)));
    suggest(&mut outcome.findings, &renderings);
    unread.sort_by_cached_key(ToString::to_string);
    finding::sort(&mut outcome.findings);
    let with_findings: HashSet<&str> = outcome.findings.iter().map(|finding| &*finding.page).collect();
    if let Some(contracts) = &mut outcome.contracts {
        contracts.retain(|contract| with_findings.contains(&*contract.page));
        PageContract::join(contracts);
    }
    outcome.suppressed.sort_by(|a, b| finding::in_order(&a.finding, &b.finding));
    // A part of the tree may well have no page of a locale.
    if !reported.is_part() {
        has_locales(&met, scope)?;
    }
    let rules = corpus.config.rules.iter().map(|checker| checker.rule.name);
    let pages = std::mem::take(&mut outcome.covered.pages);
    outcome.covered = Covered { pages, ..scope.covered(rules, &corpus.config.left_out) };
    uncached = cache.and_then(|cache| cache.close().err()).or(uncached);
    outcome.note = match (&corpus.places.note, corpus.originals.get().and_then(|known| known.note.as_ref())) {
        (Some(layout), Some(originals)) => Some(format!("{layout}; {originals}")),
        (layout, originals) => layout.as_ref().or(originals).cloned(),
    };
    Ok(Checked { outcome, unread, pages: reported.pages(), news, own, idle, uncached, renderings })
}

/// # Errors
///
/// There is no page that is called as the scope says.
fn has_pages(corpus: &Corpus<'_>, scope: &Scope) -> Result<(), Error> {
    let mut pages = corpus.groups.iter().flat_map(|group| &group.pages).chain(corpus.english_pages());
    match scope.pages.is_none() || pages.any(|page| scope.has_page(&page.shown, &page.key)) {
        true => Ok(()),
        false => {
            let asked = scope.asked.join("`, `");
            let paths: Vec<String> =
                corpus.groups.iter().flat_map(|group| &group.pages).map(|page| page.shown.clone()).collect();
            let known = paths.iter().chain(corpus.groups.iter().flat_map(|group| &group.pages).map(|page| &page.key));
            let near = scope.asked.iter().find_map(|asked| nearest(asked, known.clone().map(String::as_str)));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            Err(Error::NotThere(format!("no page is called `{asked}`, as --page says{near}")))
        }
    }
}

/// # Errors
///
/// There is no page of a locale that findings are asked for.
fn has_locales(met: &BTreeSet<Locale>, scope: &Scope) -> Result<(), Error> {
    match scope.locales.iter().find(|range| !met.iter().any(|locale| locale.is_in(range))) {
        Some(range) => {
            let met: Vec<&str> = met.iter().map(Locale::as_str).collect();
            Err(Error::NotThere(format!("there is no page of the locale {range}; there are {}", met.join(", "))))
        }
        None => Ok(()),
    }
}

/// A run over the page groups of a tree.
struct Run<'r> {
    corpus: &'r Corpus<'r>,
    reported: &'r Reported<'r>,
    cache: Option<&'r Cache<'r>>,
    watch: &'r (dyn Fn(usize, usize) + Sync),
    done: AtomicUsize,
    all: usize,
    memory: Memory,
    /// Whether what the pages state is told.
    contracts: bool,
}

impl Run<'_> {
    /// Checks page groups; `renames` are the English pages that they may have become, and `signs` says whether the signatures
    /// of their English pages are wanted.
    fn check(&self, groups: Vec<&Group>, renames: Option<(&Renames, Key)>, signs: bool) -> Sum {
        let how = How { wanted: Wanted::Verdicts, signs, renames: renames.map(|(_, key)| key) };
        let looked = self.corpus.map_read(groups, Wanted::Verdicts, |group, read| {
            let looked = self.look(group, (read, how), renames.map(|(renames, _)| renames), &|group| {
                let mut sum = self.check_group(group);
                sum.signatures.extend(group.english.as_ref().filter(|_| signs).map(Signature::with_path));
                sum
            });
            (self.watch)(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.all);
            looked
        });
        // Each thread adds up what it found; the order is made afterwards.
        looked.map(Sum::of).fold(Sum::default, Sum::and).reduce(Sum::default, Sum::and)
    }

    /// Looks at a page group, unless it is known what comes of it.
    fn look(
        &self,
        group: &Group,
        (read, how): (Read, How),
        renames: Option<&Renames>,
        look: &dyn Fn(&PageGroup<'_>) -> Sum,
    ) -> Looked<Sum> {
        let see = |read| self.corpus.see(group, read, (how.wanted, renames), look);
        match self.cache {
            Some(cache) => cache.sum(group, (read, how), see),
            None => see(read),
        }
    }

    /// What the whole tree shows.
    fn of_translations(&self, translations: Translations) -> Outcome {
        let has = |key: &str, path: &str| self.reported.has_english(key, path);
        let all = AllPages { translations: Some(&translations), ..AllPages::default() };
        let mut findings = check_tree(&all, &self.corpus.config);
        findings.retain(|finding| has(&finding.page, &finding.path));
        let census = lacking(translations.pages.iter().filter(|page| has(&page.key, &page.path)));
        Outcome { findings, census, ..Outcome::default() }
    }

    /// Marks the repairs that do not stand the trial as unsafe.
    fn try_repairs(&self, findings: &mut [Finding]) {
        let doubtful = Doubtful::of(findings);
        let refuse = || doubtful.refused(self.corpus, &self.memory);
        let refused = match self.cache {
            Some(cache) if !doubtful.is_empty() => cache.of_all(Parts::of("repairs").value(&doubtful), refuse),
            _ => refuse(),
        };
        Doubtful::mark(findings, &refused);
    }

    fn check_group(&self, group: &PageGroup<'_>) -> Sum {
        let is_meant = |doc: &Doc<'_>| self.reported.has_doc(group.key, doc);
        let mut outcome = check_some_pages(group, (&self.corpus.config, &self.memory), &is_meant);
        let met = group.docs.iter().filter_map(|doc| doc.locale.clone()).collect();
        outcome.findings.retain(|finding| self.reported.has(finding));
        outcome.suppressed.retain(|silenced| self.reported.has(&silenced.finding));
        if self.contracts {
            outcome.contracts = Some(PageContract::of(group, &is_meant).into_iter().collect());
        }
        let changed = self.reported.changed();
        let news =
            changed.map(|changed| news(group, changed, &is_meant, &self.corpus.config.marks)).unwrap_or_default();
        Sum { outcome, met, renderings: self.rendered(group), news, ..Sum::default() }
    }

    /// How the headings of page groups are translated that are not checked.
    fn renderings(&self, groups: Vec<&Group>) -> Renderings {
        // What cannot be read is reported by the run that checks it.
        let looked = self.corpus.map(groups, (Wanted::Facts, None), |group| self.rendered(group));
        let none = || Renderings::new(self.keeps_places());
        looked.filter_map(|looked| looked.seen).reduce(none, Renderings::and)
    }

    fn rendered(&self, group: &PageGroup<'_>) -> Renderings {
        let mut renderings = Renderings::new(self.keeps_places());
        group.docs.iter().for_each(|doc| renderings.add(doc));
        renderings
    }

    /// Whether a rule asks where the headings of all pages stand.
    fn keeps_places(&self) -> bool {
        let rules = &self.corpus.config.rules;
        rules.iter().any(|checker| matches!(checker.check, Check::AllPages { headings: true, .. }))
    }

    /// The English pages that the `orphans`, which have none, may have become. Those that were not read with their page group
    /// are read here.
    fn renames(&self, translations: Translations, orphans: &[&Group], sum: &mut Sum) -> (Renames, Key) {
        let locales: BTreeSet<&Locale> =
            orphans.iter().flat_map(|group| &group.pages).filter_map(|page| page.locale.as_ref()).collect();
        let is_lacking = |page: usize| locales.iter().any(|locale| !translations.pages[page].locales.contains(locale));
        // The whole run has tried to read the English of all pages that some locale has.
        let is_read = |page: usize| !translations.pages[page].locales.is_empty() && !self.reported.is_part();
        let known: HashMap<String, Signature> = std::mem::take(&mut sum.signatures).into_iter().collect();
        let is_known = |page: usize| known.contains_key(&translations.pages[page].path);
        let unread: Vec<Group> = (0..translations.pages.len())
            .filter(|&page| is_lacking(page) && !is_read(page) && !is_known(page))
            .map(|page| Group { pages: Vec::new(), english: Some(page), role: Role::Localized })
            .collect();
        let how = How { wanted: Wanted::English, signs: true, renames: None };
        let looked = self.corpus.map_read(unread.iter().collect(), Wanted::English, |group, read| {
            let looked = self.look(group, (read, how), None, &|group| Sum {
                signatures: group.english.as_ref().map(Signature::with_path).into_iter().collect(),
                ..Sum::default()
            });
            Sum::of(looked)
        });
        let read = looked.reduce(Sum::default, Sum::and);
        let mut signatures = known;
        signatures.extend(read.signatures);
        sum.unread.extend(read.unread);
        let found = (0..translations.pages.len())
            .filter(|&page| is_lacking(page))
            .filter_map(|page| Some((page, signatures.remove(&translations.pages[page].path)?)));
        let found: Vec<(usize, Signature)> = found.collect();
        let key = Parts::of("renames").value(&(&translations, &found)).end();
        (Renames::new(translations, found), key)
    }
}
