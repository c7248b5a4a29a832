//! The localization QA report: what is wrong, how much it matters, who can repair it, and a file to send on.
//!
//! It speaks of issues: what a tool detects is an issue, and becomes an error when a person confirms it.

mod compare;
mod csv;
mod html;
mod issue;
mod level;
mod locale;
mod markdown;
mod pattern;
mod slice;
mod xlsx;

use std::io::{self, Write};

pub use compare::{Change, Comparison, Fixed};
pub use html::Link;
pub use level::{Level, Weights};
pub use locale::{Half, LocaleRow};
pub use pattern::{Pattern, advice};

use crate::report::{Known, Report};
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
    /// Each locale in numbers.
    pub locales: Vec<LocaleRow<'r>>,
    /// What changed, where there is an earlier run.
    pub comparison: Option<Comparison<'r>>,
    /// Where a place is shown on the web.
    pub link: Option<Link>,
}

impl<'r> Qa<'r> {
    /// The QA report of a run, held against the findings of an earlier one where there is one.
    #[must_use]
    pub fn new(report: &'r Report, weights: Weights, previous: Option<&'r [Known]>) -> Self {
        Self {
            report,
            weights,
            patterns: pattern::patterns(report, weights),
            locales: locale::rows(report, weights),
            comparison: previous.map(|previous| Comparison::new(report, previous)),
            link: None,
        }
    }

    /// All locales together.
    #[must_use]
    pub fn total(&self) -> LocaleRow<'r> {
        locale::total(&self.locales)
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

    /// Whether the issue is new. Without an earlier run nothing is.
    fn is_new(&self, fingerprint: &str) -> bool {
        self.comparison.as_ref().is_some_and(|comparison| comparison.is_new(fingerprint))
    }
}

/// What a locale is called; an issue of no locale is about the English.
fn label(locale: Option<&str>) -> &str {
    locale.unwrap_or("source")
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
    Format { extension: "md", what: "A summary to paste into an issue", write: markdown::write },
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
