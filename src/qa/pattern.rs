//! The issues by pattern: one wrong entry of a translation memory can stand on thousands of pages.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Level, Weights, home};
use crate::finding::{Finding, Owner};
use crate::report::Report;

/// All issues with the same rule, locale, expected and found text.
#[derive(Debug)]
pub struct Pattern<'r> {
    /// The first of the worst among them.
    pub worst: &'r Finding,
    /// The issues, in the order of the report.
    pub findings: Vec<&'r Finding>,
    /// The number of files they stand in.
    pub pages: usize,
    /// The worst level among them.
    pub level: Level,
    /// Who can repair them.
    pub owners: BTreeSet<Owner>,
    /// Their penalty points.
    pub points: u64,
}

impl Pattern<'_> {
    /// What is wrong, in a sentence that holds for all of them.
    #[must_use]
    pub fn message(&self) -> &str {
        let worst = self.worst;
        let says_all = worst.expected.is_some()
            || worst.found.is_some()
            || self.findings.iter().all(|finding| finding.message == worst.message);
        if says_all { &worst.message } else { worst.rule.what }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn suggestion(&self) -> String {
        advice(self.worst)
    }

    /// The locale it is counted in, or the English.
    #[must_use]
    pub fn home(&self) -> &str {
        home(self.worst)
    }

    /// Who can repair it.
    #[must_use]
    pub fn owners(&self) -> String {
        self.owners.iter().map(|owner| owner.name()).collect::<Vec<_>>().join(", ")
    }
}

/// What to do about a finding, in a sentence.
#[must_use]
pub fn advice(finding: &Finding) -> String {
    match &finding.fix {
        Some(fix) => fix.title.clone(),
        None => finding.rule.fix.to_owned(),
    }
}

/// The patterns: those with the most points first, then those with the most issues.
pub(super) fn patterns(report: &Report, weights: Weights) -> Vec<Pattern<'_>> {
    let mut patterns: Vec<(Pattern<'_>, HashSet<&str>)> = Vec::new();
    let mut known = HashMap::new();
    for finding in &report.findings {
        let at = *known.entry((finding.pattern(), home(finding))).or_insert_with(|| {
            let (level, owners) = (Level::of(finding), BTreeSet::new());
            let empty = Pattern { worst: finding, findings: Vec::new(), pages: 0, level, owners, points: 0 };
            patterns.push((empty, HashSet::new()));
            patterns.len() - 1
        });
        let (pattern, pages) = &mut patterns[at];
        pattern.findings.push(finding);
        pattern.owners.insert(finding.owner);
        pattern.points += weights.points(finding);
        pages.insert(&finding.path);
        if Level::of(finding) > pattern.level {
            (pattern.level, pattern.worst) = (Level::of(finding), finding);
        }
    }
    let counted = patterns.into_iter().map(|(pattern, pages)| Pattern { pages: pages.len(), ..pattern });
    let mut patterns: Vec<Pattern<'_>> = counted.collect();
    patterns.sort_by_key(|pattern| Reverse((pattern.points, pattern.level, pattern.findings.len())));
    patterns
}
