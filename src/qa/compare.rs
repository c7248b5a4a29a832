//! What changed since an earlier run.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::report::{Known, Report};

/// A report held against an earlier one. An issue is the same when its fingerprint is.
#[derive(Debug)]
pub struct Comparison<'r> {
    /// The fingerprints of the issues that the earlier run did not have.
    new: HashSet<&'r str>,
    /// The counts by locale.
    pub locales: BTreeMap<&'r str, Change>,
    /// The patterns of the issues that are gone, those with the most issues first.
    pub fixed: Vec<Fixed<'r>>,
}

/// How many issues came, went and stayed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    /// Only this run has them.
    pub new: usize,
    /// Only the earlier run had them.
    pub fixed: usize,
    /// Both have them.
    pub remaining: usize,
}

/// The issues of one pattern that are gone.
#[derive(Debug)]
pub struct Fixed<'r> {
    /// The first of them.
    pub first: &'r Known,
    /// How many there were.
    pub issues: usize,
}

impl<'r> Comparison<'r> {
    /// Holds `report` against the findings of an earlier run.
    #[must_use]
    pub fn new(report: &'r Report, previous: &'r [Known]) -> Self {
        let before: HashSet<&str> = previous.iter().map(|known| &*known.fingerprint).collect();
        let now: HashSet<&str> = report.findings.iter().map(|finding| &*finding.fingerprint).collect();
        let mut locales: BTreeMap<&str, Change> = BTreeMap::new();
        let mut new = HashSet::new();
        for finding in &report.findings {
            let change = locales.entry(super::label(finding.locale.as_deref())).or_default();
            if before.contains(&*finding.fingerprint) {
                change.remaining += 1;
            } else {
                change.new += 1;
                new.insert(&*finding.fingerprint);
            }
        }
        let mut fixed: Vec<Fixed<'_>> = Vec::new();
        let mut known = HashMap::new();
        for gone in previous.iter().filter(|known| !now.contains(&*known.fingerprint)) {
            locales.entry(super::label(gone.locale.as_deref())).or_default().fixed += 1;
            let at = *known.entry((&gone.rule, &gone.locale, &gone.expected, &gone.found)).or_insert_with(|| {
                fixed.push(Fixed { first: gone, issues: 0 });
                fixed.len() - 1
            });
            fixed[at].issues += 1;
        }
        fixed.sort_by_key(|pattern| std::cmp::Reverse(pattern.issues));
        Self { new, locales, fixed }
    }

    /// Whether the earlier run did not have the issue.
    #[must_use]
    pub fn is_new(&self, fingerprint: &str) -> bool {
        self.new.contains(fingerprint)
    }

    /// The counts of all locales together.
    #[must_use]
    pub fn total(&self) -> Change {
        self.locales.values().fold(Change::default(), |sum, change| Change {
            new: sum.new + change.new,
            fixed: sum.fixed + change.fixed,
            remaining: sum.remaining + change.remaining,
        })
    }
}
