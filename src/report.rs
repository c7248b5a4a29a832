//! What a run found, and the formats it is written in.

mod azure;
mod concise;
mod excerpt;
mod format;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod pattern;
mod rdjson;
mod sarif;
mod summary;
mod text;

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;

pub use format::{FORMATS, Format};
pub use json::{schema, write_yaml};
pub use text::{Extent, TextOptions, write as write_text};

use crate::check::{Outcome, Suppressed};
use crate::finding::{Finding, Severity};

/// What a run found: the value behind every format.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The version of this format: 1.
    pub version: u32,
    /// What made the report.
    pub tool: Tool,
    /// The run in numbers.
    pub summary: Summary,
    /// The findings, by path, offset and rule.
    pub findings: Vec<Finding>,
    /// The findings that comments of the pages silence, for formats that know such.
    #[serde(skip)]
    #[schemars(skip)]
    pub suppressed: Vec<Suppressed>,
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
    /// The findings by severity.
    pub findings: Counts,
    /// The findings that were left out on request.
    pub suppressed: usize,
    /// The findings that differ in rule, locale, expected or found text.
    pub patterns: usize,
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
    /// The report of a run.
    #[must_use]
    pub fn new(outcome: Outcome) -> Self {
        let count = |severity| outcome.findings.iter().filter(|finding| finding.severity == severity).count();
        let findings =
            Counts { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) };
        let patterns = outcome.findings.iter().map(Finding::pattern).collect::<HashSet<_>>().len();
        Self {
            version: 1,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            summary: Summary {
                files: outcome.files,
                groups: outcome.groups,
                locales: outcome.locales.into_iter().collect(),
                segments: outcome.segments,
                findings,
                suppressed: outcome.suppressed.len(),
                patterns,
            },
            findings: outcome.findings,
            suppressed: outcome.suppressed,
        }
    }

    /// The worst severity among the findings.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}

/// The path without `./` before it, as other tools call the file.
fn relative(mut path: &str) -> &str {
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}

/// The text with what a terminal would act on or a reader would take for another line replaced, one character each.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}
