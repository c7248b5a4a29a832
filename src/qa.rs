//! The localization QA report: what is wrong, how much it matters, who can repair it, and a file to send on.
//!
//! It speaks of issues: what a tool detects is an issue, and becomes an error when a person confirms it.

mod compare;
mod csv;
mod history;
mod html;
mod issue;
mod link;
mod locale;
mod markdown;
mod memory;
mod outdated;
mod pattern;
mod reach;
mod review;
mod sheet;
mod slice;
mod traffic;
mod triage;
mod verdict;
mod view;
mod xlsx;

use std::io::{self, Write};

pub use compare::{Change, Comparison, Fixed};
pub use history::{Made, Past, PastLocale, read_history, with_run};
pub use link::Link;
pub use locale::{Half, LocaleRow};
pub use memory::Entry;
pub use pattern::{Pattern, advice};
pub use review::{Drawn, Reviewed, Sample, read_review};
pub use sheet::{Row, read_sheet};
pub use traffic::{PageRow, Traffic};
pub use triage::{Triaged, triage};
pub use verdict::{Judged, Verdict};
pub use view::View;

use crate::check::{Decision, Suppressed, Suppressor};
use crate::config::Quality;
use crate::finding::{Cause, Finding};
pub use crate::level::{Level, Weights};
use crate::outdated::Outdated;
use crate::report::{Earlier, Report};
use crate::safe::lines as shown;

/// What the QA report shows, whatever it is written as.
#[derive(Debug)]
pub struct Qa<'r> {
    /// The run.
    pub report: &'r Report,
    /// The penalty points of each level.
    pub weights: Weights,
    /// The patterns, those with the most points first.
    pub patterns: Vec<Pattern<'r>>,
    /// The entries of the translation memory that have issues, those with the most points first. Plain pages have none.
    pub entries: Vec<Entry<'r>>,
    /// Each locale in numbers.
    pub locales: Vec<LocaleRow<'r>>,
    /// What changed, where there is an earlier run.
    pub comparison: Option<Comparison<'r>>,
    /// How much the locales may cost.
    pub quality: Quality,
    /// How often pages are viewed, where that is known.
    pub traffic: Option<Traffic>,
    /// The sample of pages that people are to review.
    pub sample: Option<Sample>,
    /// What people filled in of a sample.
    pub review: Vec<Row>,
    /// The runs before this one.
    pub history: Vec<Past>,
    /// When and of what the report is made.
    pub made: Made,
    /// What translators have to do, or why that is not known.
    pub outdated: Result<&'r Outdated, &'static str>,
    /// Where a place is shown on the web.
    pub link: Option<Link>,
}

impl<'r> Qa<'r> {
    /// The QA report of a run, held against the findings of an earlier one where there is one.
    #[must_use]
    pub fn new(report: &'r Report, weights: Weights, earlier: Option<&'r Earlier>) -> Self {
        Self {
            report,
            weights,
            patterns: pattern::patterns(report, weights),
            entries: memory::entries(report, weights),
            locales: locale::rows(report, weights),
            comparison: earlier.map(|earlier| Comparison::new(report, earlier)),
            quality: Quality::default(),
            traffic: None,
            sample: None,
            review: Vec::new(),
            history: Vec::new(),
            made: Made::default(),
            outdated: Err("the work list of the translators is not at hand"),
            link: None,
        }
    }

    /// All locales together.
    #[must_use]
    pub fn total(&self) -> LocaleRow<'r> {
        locale::total(&self.locales)
    }

    /// What the run was limited to, and what it did not report, in sentences.
    #[must_use]
    pub fn limits(&self) -> Vec<String> {
        reach::limits(self.report)
    }

    /// What, when and of what the report is made: the project, the day and the commit, and what the run was limited to.
    #[must_use]
    pub fn about(&self) -> Vec<String> {
        let made = [self.made.project.clone().unwrap_or_default(), self.made.line()];
        made.into_iter().filter(|line| !line.is_empty()).chain(self.limits()).collect()
    }

    /// The patterns with new issues and how many each has, those with the most first.
    #[must_use]
    pub fn worse(&self) -> Vec<(&Pattern<'r>, usize)> {
        let new = |pattern: &Pattern<'_>| pattern.findings.iter().filter(|it| self.is_new(&it.fingerprint)).count();
        let counted = self.patterns.iter().map(|pattern| (pattern, new(pattern)));
        let mut worse: Vec<(&Pattern<'_>, usize)> = counted.filter(|(_, new)| *new > 0).collect();
        worse.sort_by_key(|(_, new)| std::cmp::Reverse(*new));
        worse
    }

    /// What a person decided about a finding that is reported.
    fn decision(&self, finding: &Finding) -> Option<&'r Decision> {
        self.report.decisions.get(&finding.fingerprint)
    }

    /// The findings that count in the points: those that are reported, and those that are known.
    fn judged_findings(&self) -> impl Iterator<Item = &'r Finding> {
        let known = self.report.suppressed.iter().filter(|silenced| silenced.is_known());
        self.report.findings.iter().chain(known.map(|silenced| &silenced.finding))
    }

    /// The findings that a baseline knows, each with what a person decided about it.
    fn known(&self) -> impl Iterator<Item = &'r Suppressed> {
        self.report.suppressed.iter().filter(|silenced| silenced.by == Suppressor::Baseline)
    }

    /// Whether the issue is new. Without an earlier run nothing is.
    fn is_new(&self, fingerprint: &str) -> bool {
        self.comparison.as_ref().is_some_and(|comparison| comparison.is_new(fingerprint))
    }
}

/// What the English is called among the locales.
const SOURCE: &str = "source";

/// What a locale is called; an issue of no locale is about the English.
fn label(locale: Option<&str>) -> &str {
    locale.unwrap_or(SOURCE)
}

/// Where an issue is counted: what is wrong with the English is no issue of a locale.
fn home(finding: &Finding) -> &str {
    match finding.cause {
        Cause::Source => SOURCE,
        _ => label(finding.locale.as_deref()),
    }
}

/// A format that the QA report can be written in.
#[derive(Debug)]
pub struct Format {
    /// The extension of its files.
    pub extension: &'static str,
    /// What it is for, in a few words.
    pub what: &'static str,
    write: fn(&Qa<'_>, &mut dyn Write) -> io::Result<()>,
}

/// All formats of the QA report.
pub const FORMATS: &[Format] = &[
    Format { extension: "html", what: "For people: one file for the browser", write: html::write },
    Format { extension: "xlsx", what: "For vendors: summary, patterns and issues as sheets", write: xlsx::write },
    Format { extension: "csv", what: "For vendors: one issue a row", write: csv::write },
    Format {
        extension: "tmx",
        what: "For translation memories: the entries to purge, with proposals",
        write: memory::write_tmx,
    },
    Format { extension: "md", what: "A summary to paste into an issue", write: markdown::write },
    Format {
        extension: "xlf",
        what: "For translation tools: the entries to repair, with proposals (XLIFF 1.2)",
        write: memory::write_xliff12,
    },
    Format {
        extension: "xliff",
        what: "For translation tools: the entries of one locale to repair (XLIFF 2.1)",
        write: memory::write_xliff,
    },
];

impl Format {
    /// The format of files with that extension.
    #[must_use]
    pub fn named(extension: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
    }

    /// Writes the QA report in this format.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write(&self, qa: &Qa<'_>, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(qa, out)
    }
}
