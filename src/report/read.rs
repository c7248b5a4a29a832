//! Reads the JSON format back, so that several runs make one report and a run can be held against an earlier one.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::path::Path;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

use crate::check::{Censuses, Coverage, Decision, Outcome, PageContract, Suppressed, Suppressor};
use crate::error::Error;
use crate::finding::{self, Cause, Finding, Json, Owner, Severity};
use crate::rules;
use crate::scope::Covered;

/// What is read of a report.
#[derive(Deserialize)]
struct Saved<F> {
    version: u32,
    summary: SavedSummary,
    findings: Vec<F>,
    #[serde(default = "Vec::new")]
    suppressed: Vec<SavedSuppressed<F>>,
    #[serde(default)]
    decisions: BTreeMap<String, Decision>,
    #[serde(default, deserialize_with = "PageContract::read")]
    contracts: Option<Vec<PageContract>>,
}

#[derive(Deserialize)]
struct SavedSuppressed<F> {
    finding: F,
    by: Suppressor,
    reason: Option<String>,
    decision: Option<Decision>,
}

#[derive(Deserialize)]
struct SavedSummary {
    files: usize,
    groups: usize,
    locales: Vec<String>,
    segments: usize,
    #[serde(default)]
    scope: Covered,
    #[serde(default)]
    census: Censuses,
    #[serde(default)]
    coverage: Coverage,
}

/// A finding of an earlier run, also of a rule that is gone.
#[derive(Debug, Clone, Deserialize)]
pub struct Known {
    /// The name of the rule.
    pub rule: String,
    /// The locale of the page, as a BCP 47 tag.
    pub locale: Option<String>,
    /// What the page is called in every locale.
    pub page: String,
    /// Why the page is wrong.
    pub cause: Cause,
    /// Who can repair it.
    pub owner: Owner,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What should have stood there.
    pub expected: Option<String>,
    /// What stood there.
    pub found: Option<String>,
}

/// What an earlier run found.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// What it reported.
    pub findings: Vec<Known>,
    /// What it found and did not report.
    pub suppressed: Vec<Known>,
}

/// What came of the run whose JSON is read from `json`, finding by finding. `path` is named in messages.
///
/// # Errors
///
/// What is read is not the JSON of a run of this version, or it cannot be read.
pub fn read(path: &Path, json: impl Read) -> Result<Outcome, Error> {
    let saved: Saved<Whole> = parsed(path, json)?;
    let silenced = saved.suppressed.into_iter().map(|SavedSuppressed { finding, by, reason, decision }| Suppressed {
        finding: finding.0,
        by,
        reason,
        decision,
    });
    Ok(Outcome {
        findings: saved.findings.into_iter().map(|Whole(finding)| finding).collect(),
        suppressed: silenced.collect(),
        decisions: saved.decisions,
        contracts: saved.contracts,
        has_baseline: !saved.summary.scope.baselines.is_empty(),
        covered: saved.summary.scope,
        locales: saved.summary.locales.into_iter().collect(),
        files: saved.summary.files,
        groups: saved.summary.groups,
        segments: saved.summary.segments,
        census: saved.summary.census,
        coverage: saved.summary.coverage,
        ..Outcome::default()
    })
}

/// The findings of the earlier run whose JSON is read from `json`. `path` is named in messages.
///
/// # Errors
///
/// What is read is not the JSON of a run, or it cannot be read.
pub fn known(path: &Path, json: impl Read) -> Result<Earlier, Error> {
    let saved = parsed::<Known>(path, json)?;
    let suppressed = saved.suppressed.into_iter().map(|silenced| silenced.finding).collect();
    Ok(Earlier { findings: saved.findings, suppressed })
}

/// Puts the outcomes of several runs together, each over its own pages.
///
/// # Errors
///
/// Two of them looked at the same page: their numbers would be counted twice.
pub fn merge(outcomes: Vec<Outcome>) -> Result<Outcome, Error> {
    let mut outcomes = outcomes.into_iter();
    let Some(mut all) = outcomes.next() else { return Ok(Outcome::default()) };
    // Each run is in order; and lists as long as these are not moved for nothing.
    if outcomes.len() == 0 {
        return Ok(all);
    }
    all.findings.reserve_exact(outcomes.as_slice().iter().map(|outcome| outcome.findings.len()).sum());
    for outcome in outcomes {
        if let Some((locale, page)) = all.covered.shared(&outcome.covered) {
            let message = format!("--from: {page} in {locale} was checked in more than one of the runs");
            return Err(Error::Usage(message));
        }
        all = all.and(outcome);
    }
    Ok(settled(all))
}

/// Puts the outcomes of the projects of a run together, each with pages of its own.
#[must_use]
pub fn join(outcomes: Vec<Outcome>) -> Outcome {
    let mut outcomes = outcomes.into_iter();
    let Some(first) = outcomes.next() else { return Outcome::default() };
    match outcomes.len() {
        0 => first,
        _ => settled(outcomes.fold(first, Outcome::and)),
    }
}

/// What came of several runs, in the order of one.
fn settled(mut all: Outcome) -> Outcome {
    finding::sort(&mut all.findings);
    all.contracts.iter_mut().for_each(PageContract::join);
    all.suppressed.sort_by(|a, b| finding::in_order(&a.finding, &b.finding));
    let groups: std::collections::BTreeSet<&String> = all.covered.pages.values().flatten().collect();
    if !groups.is_empty() {
        all.groups = groups.len();
    }
    all
}

/// What stands in `json`, as `command` writes it. `path` is named in messages.
///
/// # Errors
///
/// It is something else, or it cannot be read.
pub fn written_by<T: DeserializeOwned>(command: &str, path: &Path, json: impl Read) -> Result<T, Error> {
    serde_json::from_reader(BufReader::new(json)).map_err(|error| {
        if error.is_io() {
            return Error::Io { path: path.to_owned(), source: error.into() };
        }
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        let place = (error.line().max(1), error.column().max(1));
        Error::invalid(path, place, format!("not what `docparity {command}` writes: {what}"))
    })
}

fn parsed<F: DeserializeOwned>(path: &Path, json: impl Read) -> Result<Saved<F>, Error> {
    let saved: Saved<F> = written_by("check --format json", path, json)?;
    match saved.version {
        1 => Ok(saved),
        other => {
            Err(Error::invalid(path, (1, 1), format!("version {other} of the JSON is not known; this program reads 1")))
        }
    }
}

/// A finding with its rule. Each is made at once, so that no second list of as many stands beside it.
struct Whole(Finding);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let finding = Json::deserialize(deserializer)?;
        let unknown = || D::Error::custom(format!("no rule is called `{}`: another version wrote it", finding.rule));
        let rule = rules::named(&finding.rule).ok_or_else(unknown)?;
        // Neither a report nor a triage tells of the other places: of a whole tree they are a third of all there is to keep.
        Ok(Self(Finding { related: Vec::new(), ..finding.of_rule(rule) }))
    }
}
