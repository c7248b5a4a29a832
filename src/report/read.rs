//! Reads the JSON format back, so that several runs make one report and a run can be held against an earlier one.

use std::path::Path;

use serde::Deserialize;

use crate::check::{Censuses, Coverage, Outcome};
use crate::error::Error;
use crate::finding::{self, Finding, Json};
use crate::rules;

/// What is read of a report.
#[derive(Deserialize)]
struct Saved<F> {
    version: u32,
    summary: SavedSummary,
    findings: Vec<F>,
}

#[derive(Deserialize)]
struct SavedSummary {
    files: usize,
    groups: usize,
    locales: Vec<String>,
    segments: usize,
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
    /// What is wrong, in a sentence.
    pub message: String,
    /// What should have stood there.
    pub expected: Option<String>,
    /// What stood there.
    pub found: Option<String>,
    /// The same for the same defect.
    pub fingerprint: String,
}

/// What came of the run whose JSON `text` is. `path` is named in messages.
///
/// # Errors
///
/// The text is not the JSON of a run of this version.
pub fn read(path: &Path, text: &str) -> Result<Outcome, Error> {
    let saved: Saved<Json<'_>> = parsed(path, text)?;
    let findings = saved.findings.into_iter().map(|finding| restored(finding, path)).collect::<Result<_, _>>()?;
    Ok(Outcome {
        findings,
        locales: saved.summary.locales.into_iter().collect(),
        files: saved.summary.files,
        groups: saved.summary.groups,
        segments: saved.summary.segments,
        census: saved.summary.census,
        coverage: saved.summary.coverage,
        ..Outcome::default()
    })
}

/// The findings of the earlier run whose JSON `text` is. `path` is named in messages.
///
/// # Errors
///
/// The text is not the JSON of a run.
pub fn known(path: &Path, text: &str) -> Result<Vec<Known>, Error> {
    Ok(parsed::<Known>(path, text)?.findings)
}

/// Puts the outcomes of several runs together, each over its own pages.
///
/// # Errors
///
/// Two of them hold the same finding: they went over the same pages, and their numbers would be counted twice.
pub fn merge(outcomes: Vec<Outcome>) -> Result<Outcome, Error> {
    let mut all = outcomes.into_iter().fold(Outcome::default(), Outcome::and);
    finding::sort(&mut all.findings);
    let same = |pair: &&[Finding]| {
        let place = |finding: &Finding| (finding.offset, finding.rule.name, finding.length);
        pair[0].path == pair[1].path && place(&pair[0]) == place(&pair[1]) && pair[0].fingerprint == pair[1].fingerprint
    };
    match all.findings.windows(2).find(same) {
        Some(pair) => {
            let message = format!("--from: {} was checked in more than one of the runs", pair[0].path);
            Err(Error::Usage(message))
        }
        None => Ok(all),
    }
}

fn parsed<'t, F: Deserialize<'t>>(path: &Path, text: &'t str) -> Result<Saved<F>, Error> {
    let saved: Saved<F> = serde_json::from_str(text).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        let place = (error.line().max(1), error.column().max(1));
        Error::invalid(path, place, format!("not what `docparity check --format json` writes: {what}"))
    })?;
    match saved.version {
        1 => Ok(saved),
        other => {
            Err(Error::invalid(path, (1, 1), format!("version {other} of the JSON is not known; this program reads 1")))
        }
    }
}

/// The finding that stood in the file at `path`.
fn restored(finding: Json<'_>, path: &Path) -> Result<Finding, Error> {
    match rules::named(&finding.rule) {
        Some(rule) => Ok(finding.of_rule(rule)),
        None => {
            let message = format!("no rule is called `{}`: another version of docparity wrote it", finding.rule);
            Err(Error::invalid(path, (1, 1), message))
        }
    }
}
