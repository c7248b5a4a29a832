//! The findings of a report by pattern: one wrong entry of a translation memory can stand on thousands of pages.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::Report;
use super::number::grouped;
use crate::finding::{Finding, Severity};

/// All findings with the same rule, locale, expected and found text.
pub(super) struct Pattern<'r> {
    /// The first of them.
    #[cfg(feature = "cli")]
    pub(super) first: &'r Finding,
    /// The first of the worst among them: a rule can be milder in some places.
    pub(super) worst: &'r Finding,
    /// How many there are.
    pub(super) findings: usize,
    pages: HashSet<&'r str>,
}

impl Pattern<'_> {
    /// The worst severity among the findings.
    pub(super) fn severity(&self) -> Severity {
        self.worst.severity
    }

    /// How many findings stand behind the one that is shown.
    pub(super) fn more(&self) -> Option<String> {
        let more = self.findings - 1;
        let place = match self.pages.len() {
            1 => "on this page",
            _ => "on other pages",
        };
        (more > 0).then(|| format!("and {} more {place}", grouped(more)))
    }

    /// The message of the finding that stands for all, with the number of the others.
    pub(super) fn message(&self) -> String {
        match self.more() {
            Some(more) => format!("{} ({more})", self.worst.message),
            None => self.worst.message.clone(),
        }
    }
}

/// The patterns in the order of their first findings.
pub(super) fn patterns(report: &Report) -> Vec<Pattern<'_>> {
    let mut patterns: Vec<Pattern<'_>> = Vec::new();
    let mut known = HashMap::new();
    for finding in &report.findings {
        let at = *known.entry(finding.pattern()).or_insert_with(|| {
            patterns.push(Pattern {
                #[cfg(feature = "cli")]
                first: finding,
                worst: finding,
                findings: 0,
                pages: HashSet::new(),
            });
            patterns.len() - 1
        });
        let pattern = &mut patterns[at];
        pattern.findings += 1;
        pattern.pages.insert(&finding.path);
        if finding.severity > pattern.worst.severity {
            pattern.worst = finding;
        }
    }
    patterns
}

/// The patterns, the worst first, and the most frequent first among those.
pub(super) fn worst_first(report: &Report) -> Vec<Pattern<'_>> {
    let mut patterns = patterns(report);
    patterns.sort_by_key(|pattern| Reverse((pattern.severity(), pattern.findings)));
    patterns
}
