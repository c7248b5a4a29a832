//! The issues by pattern: one wrong entry of a translation memory can stand on thousands of pages.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Level, Weights, home};
use crate::finding::{Finding, Owner};
use crate::report::Report;

/// All issues that one repair mends.
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
    /// What should stand there.
    names: BTreeSet<&'r str>,
}

impl Pattern<'_> {
    /// What is wrong, in a sentence that holds for all of them.
    #[must_use]
    pub fn message(&self) -> String {
        self.worst.says_of(self.names.len()).unwrap_or_else(|| self.worst.message.clone())
    }

    /// What should stand there, where that is the same for all of them, and what stands there: the first of several.
    #[must_use]
    pub fn texts(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        let found = self.worst.found.as_deref();
        let is_same = self.findings.iter().all(|finding| finding.found.as_deref() == found);
        let shown = |found| if is_same { Cow::Borrowed(found) } else { format!("{found}, …").into() };
        match self.names.len() {
            0 | 1 => (self.worst.expected.as_deref(), found.map(shown)),
            _ => (None, None),
        }
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
        let at = *known.entry((finding.fold(), home(finding))).or_insert_with(|| {
            let (level, owners) = (Level::of(finding), BTreeSet::new());
            let (pages, points, names) = (0, 0, BTreeSet::new());
            let empty = Pattern { worst: finding, findings: Vec::new(), pages, level, owners, points, names };
            patterns.push((empty, HashSet::new()));
            patterns.len() - 1
        });
        let (pattern, pages) = &mut patterns[at];
        pattern.findings.push(finding);
        pattern.owners.insert(finding.owner);
        pattern.names.extend(finding.expected.as_deref());
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
