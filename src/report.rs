//! What a run found, and the formats it is written in.

#[cfg(feature = "cli")]
mod differences;
#[cfg(feature = "cli")]
pub(crate) mod format;
mod json;
pub(crate) mod number;
mod pattern;
mod read;
mod sarif;

use std::collections::{BTreeMap, HashSet};

use schemars::JsonSchema;
use serde::Serialize;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub use differences::Differences;
#[cfg(feature = "cli")]
pub use format::{Extent, FORMATS, Format, WriteOptions, write_text};
pub use json::{schema, write_yaml};
pub use read::{Earlier, Known, join, known, merge, read, written_by};

use crate::check::{Censuses, Coverage, Decision, Outcome, PageContract, Suppressed};
use crate::finding::{Finding, Severity};
use crate::scope::Covered;
use number::counted;

/// What a run found, ready to be written: the value behind every format.
///
/// ```
/// use docparity::{Config, Report, Severity, tree};
///
/// let (outcome, unread) = tree::check(&["fixtures/showcase/pages".into()], &Config::default())?;
/// let report = Report::new(outcome);
/// assert_eq!((report.worst(), unread.len()), (Some(Severity::Error), 0));
///
/// let mut sarif = Vec::new();
/// report.write_sarif(&mut sarif)?;
/// let sarif: serde_json::Value = serde_json::from_slice(&sarif)?;
/// assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], report.findings[0].rule.name);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// The version of this format: 1.
    #[doc(hidden)]
    pub version: u32,
    /// What made the report.
    #[doc(hidden)]
    pub tool: Tool,
    /// The run in numbers.
    #[doc(hidden)]
    pub summary: Summary,
    /// The findings, by path, offset and rule.
    pub findings: Vec<Finding>,
    /// The findings that are not reported: comments silence them, or a baseline knows them.
    #[doc(hidden)]
    pub suppressed: Vec<Suppressed>,
    /// What people decided about findings that are reported all the same, by fingerprint.
    #[doc(hidden)]
    pub decisions: BTreeMap<String, Decision>,
    /// What the pages with findings state, by page; `None` where that was not asked for.
    #[doc(hidden)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contracts: Option<Vec<PageContract>>,
    /// Whether the findings were held against a baseline.
    #[doc(hidden)]
    #[serde(skip)]
    #[schemars(skip)]
    pub has_baseline: bool,
}

/// What made a report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tool {
    /// The program.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// A run in numbers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    /// The files that were read.
    pub files: usize,
    /// The page groups: a page in all its locales is one.
    pub groups: usize,
    /// The locales met, as BCP 47 tags.
    pub locales: Vec<String>,
    /// The bilingual segments.
    pub segments: usize,
    /// What the run looked at, and so what its numbers hold for.
    pub scope: Covered,
    /// Each locale in numbers.
    pub census: Censuses,
    /// Which pages were compared with which English, and why the others were not.
    pub coverage: Coverage,
    /// The findings by severity.
    pub findings: Counts,
    /// The findings that were left out on request.
    pub suppressed: usize,
    /// The findings that are not told, as milder than was asked for. Not there where none is.
    #[serde(default, skip_serializing_if = "is_none")]
    pub hidden: usize,
    /// How many repairs mend them: those of one rule and locale count once that lack the same text, or whose names were mangled alike.
    pub patterns: usize,
}

/// Whether there is nothing to count.
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Findings by severity.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Counts {
    /// A reader would send a wrong request or ask for the wrong consent.
    pub error: usize,
    /// A reader is misled or held up.
    pub warning: usize,
    /// Good to know.
    pub info: usize,
}

impl Report {
    /// How many findings are not told, in words, if there are any.
    pub(crate) fn hidden(&self) -> Option<String> {
        let (count, are) = (self.summary.hidden, if self.summary.hidden == 1 { "is" } else { "are" });
        (count > 0).then(|| format!("{} {are} hidden, as milder than what is told", counted(count, "finding")))
    }

    /// The report of a run.
    #[must_use]
    pub fn new(outcome: Outcome) -> Self {
        let count = |severity| outcome.findings.iter().filter(|finding| finding.severity == severity).count();
        let findings =
            Counts { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) };
        let patterns = outcome.findings.iter().map(Finding::fold).collect::<HashSet<_>>().len();
        Self {
            version: 1,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            summary: Summary {
                files: outcome.files,
                groups: outcome.groups,
                locales: outcome.locales.into_iter().collect(),
                segments: outcome.segments,
                scope: outcome.covered,
                census: outcome.census,
                coverage: outcome.coverage,
                findings,
                suppressed: outcome.suppressed.len(),
                hidden: outcome.hidden,
                patterns,
            },
            findings: outcome.findings,
            suppressed: outcome.suppressed,
            decisions: outcome.decisions,
            contracts: outcome.contracts,
            has_baseline: outcome.has_baseline,
        }
    }

    /// The worst severity among the findings.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}

/// What a Markdown report begins with: it may be written into the tree that it is about, and is no page of it.
pub(crate) const NO_PAGE: &str = "<!-- written by docparity: no page -->";

/// The path without `./` before it, as other tools call the file.
pub(crate) fn relative(mut path: &str) -> &str {
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}
