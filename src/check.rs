//! Runs the rules over a page group. Pure: files come in as texts.

mod below;
mod census;
mod contracts;
mod coverage;
mod decision;
mod doubts;
mod gaps;
mod hidden;
mod ignores;
mod memory;
mod pages;
mod pairs;
mod suppressed;
mod units;
mod witnesses;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use census::{Ages, Census, Censuses, Share};
pub(crate) use census::{add as add_censuses, lacking};
pub use contracts::{Departure, LocaleContract, PageContract, PageFact};
pub use coverage::{Blocks, Compared, Coverage, NotCompared, compared};
pub use decision::{Decision, Status};
pub use gaps::Gaps;
pub(crate) use gaps::{add_gaps, gaps};
use ignores::Ignores;
pub(crate) use memory::Memory;
pub use pages::{Contracts, EnglishTexts, GroupText};
pub(crate) use pages::{origins, parse};
use pairs::pairs;
pub use suppressed::{Suppressed, Suppressor};
use units::Units;
use witnesses::{Witnesses, agree};

use crate::checker::{AllPages, Check, Checker, Findings, Sink};
use crate::config::Config;
use crate::data::DataGroup;
use crate::finding::{Cause, Edit, Finding, Fix, settle};
use crate::group::{Basis, Doc, PageGroup, Pair, Renderings};
use crate::provenance::Origin;
use crate::rule::{Family, Severity};
use crate::rules::{leave_out, tell_dead_once};
use crate::scope::Covered;

/// What came of checking one page group, or many.
///
/// ```
/// use docparity::{Config, GroupText, PageText, check_group};
///
/// let group = GroupText::new("parcel-list", [PageText::new("de/parcel-list.md", "de", "# Pakete\n")]);
/// let outcome = check_group(&group, &Config::default());
/// assert_eq!((outcome.files, outcome.groups, outcome.findings.len()), (1, 1, 0));
/// assert!(outcome.locales.contains("de"));
/// ```
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Outcome {
    /// The findings, by path, offset and rule.
    pub findings: Vec<Finding>,
    /// The findings that are not reported, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// Whether the findings were held against a baseline, so that all that are reported are new.
    #[doc(hidden)]
    #[serde(skip)]
    pub has_baseline: bool,
    /// How many findings are not told, as too mild.
    #[doc(hidden)]
    #[serde(skip)]
    pub hidden: usize,
    /// The locales met, as BCP 47 tags.
    pub locales: BTreeSet<String>,
    /// The number of files.
    pub files: usize,
    /// The number of page groups.
    pub groups: usize,
    /// The number of bilingual segments.
    pub segments: usize,
    /// Each locale in numbers.
    #[doc(hidden)]
    #[serde(skip)]
    pub census: Censuses,
    /// Which pages were compared with which English, and why the others were not.
    pub coverage: Coverage,
    /// What was looked at.
    #[doc(hidden)]
    #[serde(skip)]
    pub covered: Covered,
    /// What people decided about findings that are reported all the same, by fingerprint.
    #[doc(hidden)]
    #[serde(skip)]
    pub decisions: BTreeMap<String, Decision>,
    /// What pages state; `None` where that was not asked for.
    #[doc(hidden)]
    #[serde(skip)]
    pub contracts: Option<Vec<PageContract>>,
    /// How the tree was read, where nobody told: for the reader of the output.
    #[doc(hidden)]
    #[serde(skip)]
    pub note: Option<String>,
    /// How many pages were judged without the English that they say they were made from, and why.
    #[doc(hidden)]
    #[serde(skip)]
    pub gaps: Gaps,
}

impl Outcome {
    /// Puts what came of other page groups together with this.
    #[doc(hidden)]
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        self.findings.append(&mut other.findings);
        self.suppressed.append(&mut other.suppressed);
        self.has_baseline |= other.has_baseline;
        self.hidden += other.hidden;
        self.locales.append(&mut other.locales);
        self.files += other.files;
        self.groups += other.groups;
        self.segments += other.segments;
        self.coverage = std::mem::take(&mut self.coverage).and(other.coverage);
        self.covered = std::mem::take(&mut self.covered).and(other.covered);
        self.decisions.append(&mut other.decisions);
        if let Some(contracts) = other.contracts {
            self.contracts.get_or_insert_default().extend(contracts);
        }
        add_censuses(&mut self.census, other.census);
        add_gaps(&mut self.gaps, other.gaps);
        self
    }
}

/// Checks one page in all its locales.
///
/// ```
/// use docparity::{Config, GroupText, PageText, check_group};
///
/// let page = |locale: &str, target: &str| {
///     let text = format!("## HTTP request\n```http\nGET {target}\n```\n");
///     PageText::new(&format!("{locale}/parcel-list.md"), locale, &text)
/// };
/// let group = GroupText::new("parcel-list", [page("de", "/parcels"), page("ja", "/parcels")]);
/// let config = Config::default().choose(&["contract".to_owned()], &[])?;
/// let outcome = check_group(&group.with_english(page("en", "/parcels")), &config);
/// assert_eq!((outcome.files, outcome.findings.len()), (2, 0));
/// # Ok::<(), docparity::Error>(())
/// ```
#[must_use]
pub fn check_group(text: &GroupText, config: &Config) -> Outcome {
    text.with_group(config, |group| check_page_group(group, config))
}

/// Checks one page in all its locales, parsed already.
#[must_use]
pub fn check_page_group(group: &PageGroup<'_>, config: &Config) -> Outcome {
    check_some_pages(group, (config, &Memory::default()), &|_| true)
}

/// Checks one page in all its locales, and counts the pages that `is_meant` names. The memory is that of pages checked with
/// the same configuration.
pub(crate) fn check_some_pages(
    group: &PageGroup<'_>,
    run: (&Config, &Memory),
    is_meant: &dyn Fn(&Doc<'_>) -> bool,
) -> Outcome {
    check_pages(group, run, is_meant, &|_| true)
}

/// Checks one of the localized pages of a group: what is found on the others, and on the English, is not looked for.
pub(crate) fn check_localized_page(group: &PageGroup<'_>, config: &Config, path: &str) -> Outcome {
    let is_meant = |doc: &Doc<'_>| doc.file.path == path;
    check_pages(group, (config, &Memory::default()), &is_meant, &is_meant)
}

/// Checks the pages that are `sought`, and counts those that are meant.
fn check_pages(
    group: &PageGroup<'_>,
    (config, memory): (&Config, &Memory),
    is_meant: &dyn Fn(&Doc<'_>) -> bool,
    is_sought: &dyn Fn(&Doc<'_>) -> bool,
) -> Outcome {
    let ignores = Ignores::of(group);
    let pairs = pairs(group, is_sought);
    let (findings, suppressed) = ignores.silence(run((group, &pairs), &ignores, (config, memory), is_sought));
    let docs = || group.docs.iter().filter(|doc| is_meant(doc));
    let mut covered = Covered::default();
    for doc in docs() {
        let locale = doc.locale.as_ref().map_or(Covered::UNDETERMINED, |locale| locale.as_str());
        covered.pages.entry(locale.to_owned()).or_default().insert(group.key.to_owned());
    }
    Outcome {
        findings,
        suppressed,
        locales: docs().filter_map(|doc| doc.locale.as_ref()).map(ToString::to_string).collect(),
        files: docs().count(),
        groups: usize::from(docs().next().is_some()),
        segments: docs().map(|doc| doc.readings.segments.len()).sum(),
        census: census::count(group, docs()),
        coverage: Coverage {
            blocks: Blocks::of(pairs.iter().filter(|pair| is_meant(pair.doc))),
            ..Coverage::of(docs().map(|doc| (group, doc)))
        },
        covered,
        gaps: gaps(group),
        ..Outcome::default()
    }
}

/// Checks what can only be seen of all pages together.
#[must_use]
pub fn check_tree(all: &AllPages<'_>, config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    for checker in &config.rules {
        if let Check::AllPages { check, .. } = checker.check {
            take(checker, Cause::Translation, config, &mut findings, |sink| check(all, sink));
        }
    }
    settle(&mut findings);
    findings
}

/// Checks a file of data in all its locales.
#[must_use]
pub fn check_data(group: &DataGroup<'_>, config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    for checker in &config.rules {
        if let Check::Data(check) = checker.check {
            take(checker, Cause::Translation, config, &mut findings, |sink| check(group, sink));
        }
    }
    settle(&mut findings);
    findings
}

/// Tells of texts without a translation what most other pages say there, where they are headings.
pub fn suggest(findings: &mut [Finding], renderings: &Renderings) {
    for finding in findings.iter_mut().filter(|finding| finding.untranslated) {
        let english = finding.expected.as_deref().or(finding.found.as_deref()).unwrap_or_default();
        let usual = finding.locale.as_deref().and_then(|locale| renderings.majority(locale, english));
        let Some((usual, count)) = usual else { continue };
        let edit = Edit { offset: finding.offset, length: finding.length, text: usual.to_owned() };
        finding.fix = Some(Fix { title: format!("write `{usual}`"), safe: false, edits: vec![edit] });
        finding.message += &format!(": it is `{usual}` in {count} other headings");
    }
}

/// Takes what the rule of `checker` finds, at the level that it has on each page.
fn take(
    checker: &'static Checker,
    cause: Cause,
    config: &Config,
    findings: &mut Vec<Finding>,
    check: impl FnOnce(&mut Sink),
) {
    let mut sink = Sink::new(&checker.rule, cause);
    check(&mut sink);
    findings.extend(sink.into_findings(|path, usual| config.severity(&checker.rule, usual, path)));
}

fn run(
    (group, pairs): (&PageGroup<'_>, &[Pair<'_, '_>]),
    ignores: &Ignores<'_, '_>,
    (config, memory): (&Config, &Memory),
    is_sought: &dyn Fn(&Doc<'_>) -> bool,
) -> Vec<Finding> {
    let whole = || pairs.iter().filter(|pair| pair.basis != Basis::AnyEnglish);
    let units: Vec<Units<'_, '_, '_>> = whole().map(|pair| Units::of(pair, memory)).collect();
    let witnesses = Witnesses::of(group, is_sought);
    let (mut findings, mut undecided) = (Vec::new(), Vec::new());
    for checker in &config.rules {
        let mut compare = |pair: &Pair<'_, '_>, check: &dyn Fn(&mut Sink)| {
            let findings = if pair.basis == Basis::Today { &mut undecided } else { &mut findings };
            let first = findings.len();
            take(checker, pair.cause, config, findings, check);
            witnesses.confirm((pair, checker.check), &mut findings[first..], |seen, check| {
                take(checker, pair.cause, config, seen, check);
            });
            if findings.len() > first && doubts::is_doubted(group, pair, &checker.rule) {
                findings[first..].iter_mut().for_each(Finding::doubt);
            }
        };
        match checker.check {
            Check::Doc(check) => {
                let docs = group.docs.iter().filter(|doc| is_sought(doc));
                let each = |sink: &mut Sink| docs.for_each(|doc| check(doc, sink));
                take(checker, Cause::Damage, config, &mut findings, each);
            }
            Check::Pair(check) => whole().for_each(|pair| compare(pair, &|sink| check(pair, sink))),
            Check::AnyPair(check) => pairs.iter().for_each(|pair| compare(pair, &|sink| check(pair, sink))),
            Check::Unit(check) => units.iter().for_each(|units| compare(units.pair, &|sink| units.judge(check, sink))),
            Check::Group(check) => take(checker, Cause::Damage, config, &mut findings, |sink| check(group, sink)),
            // Findings are looked at when there are any, and the tree is not known here.
            Check::Findings(_) | Check::Data(_) | Check::AllPages { .. } => {}
        }
    }
    units.iter().for_each(|units| units.keep(memory));
    let is_said = |finding: &Finding| {
        let same =
            |known: &Finding| known.path == finding.path && known.line == finding.line && known.rule == finding.rule;
        findings.iter().any(same)
    };
    let is_stale = |finding: &Finding| {
        let same = |known: &Finding| known.path == finding.path && known.rule.name == "stale-contract";
        finding.rule.name == "request-line" && findings.iter().any(same)
    };
    undecided.retain(|finding| !is_said(finding) && !is_stale(finding));
    undecided.iter_mut().for_each(leave_undecided);
    findings.append(&mut undecided);
    findings.retain(|finding| !is_mended(finding, group));
    let too_large = paths_of(group, |doc| doc.file.too_large.is_some());
    findings.retain(|finding| finding.rule.name == "too-large" || !too_large.contains(&&*finding.path));
    let untranslated: Vec<&str> = paths_of(group, |doc| group.is_untranslated(doc));
    let is_of_stub = |finding: &Finding| matches!(finding.rule.name, "page-untranslated" | "front-matter-data");
    findings.retain(|finding| is_of_stub(finding) || !untranslated.contains(&&*finding.path));
    doubts::doubt_titles(group, &mut findings);
    agree(&mut findings, group);
    leave_out(group, findings.iter_mut().filter(|finding| finding.rule.name == "link-target"));
    drop_echoes(&mut findings);
    drop_addresses(&mut findings);
    settle(&mut findings);
    for (at, checker) in config.rules.iter().enumerate() {
        let Check::Findings(check) = checker.check else { continue };
        let known = Findings { all: &findings, idle: ignores.idle(group, &findings, config, at) };
        let mut later = Vec::new();
        take(checker, Cause::Source, config, &mut later, |sink| check(group, &known, sink));
        if !later.is_empty() {
            drop(known);
            findings.append(&mut later);
            tell_dead_once(&mut findings);
            settle(&mut findings);
        }
    }
    findings
}

fn paths_of<'g>(group: &'g PageGroup<'_>, is: impl Fn(&Doc<'_>) -> bool) -> Vec<&'g str> {
    group.docs.iter().filter(|doc| is(doc)).map(|doc| &*doc.file.path).collect()
}

/// What differs from the English of today is stale or wrong where nothing tells which English the page was made from.
fn leave_undecided(finding: &mut Finding) {
    finding.severity = finding.severity.min(Severity::Warning);
    finding.message += " (differs from the English of today)";
    finding.fix.iter_mut().for_each(|fix| fix.safe = false);
}

/// Whether a page that was made from an older English says what the English of today says: that is right, whatever its own
/// English said.
fn is_mended(finding: &Finding, group: &PageGroup<'_>) -> bool {
    let (Some(expected), Some(english)) = (&finding.expected, &group.english) else { return false };
    let is_older = |doc: &Doc<'_>| doc.file.path == finding.path && matches!(doc.origin, Origin::Older(..));
    let today = english.content();
    group.docs.iter().any(is_older)
        && !today.contains(expected.as_str())
        && finding.found.as_ref().is_none_or(|found| today.contains(found.as_str()))
}

/// Takes out what is said of an attribute whose address is told as a link.
fn drop_addresses(findings: &mut Vec<Finding>) {
    let links = findings.iter().filter(|finding| finding.rule.name == "link-target");
    let links: Vec<(String, usize, String)> =
        links.filter_map(|finding| Some((finding.path.clone(), finding.line, finding.found.clone()?))).collect();
    let is_told = |finding: &Finding| {
        let found = finding.found.as_deref().unwrap_or_default();
        links.iter().any(|(path, line, link)| *path == finding.path && *line == finding.line && found.contains(&**link))
    };
    findings.retain(|finding| finding.rule.name != "markup-token" || !is_told(finding));
}

/// Takes out what a rule for segments says about a fact that a rule for contracts names already.
fn drop_echoes(findings: &mut Vec<Finding>) {
    let is_of = |finding: &Finding, family: Family| finding.rule.family == family;
    if !findings.iter().any(|finding| is_of(finding, Family::Segment)) {
        return;
    }
    let (facts, mut others): (Vec<Finding>, Vec<Finding>) =
        std::mem::take(findings).into_iter().partition(|finding| is_of(finding, Family::Contract));
    let mut lines: BTreeMap<(&str, usize), Vec<&Finding>> = BTreeMap::new();
    for fact in &facts {
        lines.entry((&fact.path, fact.line)).or_default().push(fact);
    }
    let is_about = |one: &Finding, fact: &Finding| {
        let meets = one.offset < fact.offset + fact.length && fact.offset < one.offset + one.length;
        let texts = one.expected.as_deref().zip(fact.expected.as_deref());
        one.severity <= fact.severity
            && meets
            && texts.is_some_and(|(one, fact)| fact.contains(one) || one.contains(fact))
    };
    let is_echo = |one: &Finding| {
        let near = lines.get(&(&*one.path, one.line));
        is_of(one, Family::Segment) && near.is_some_and(|facts| facts.iter().any(|fact| is_about(one, fact)))
    };
    others.retain(|one| !is_echo(one));
    findings.extend(facts);
    findings.append(&mut others);
}
