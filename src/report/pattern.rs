//! The findings of a report by pattern: one wrong entry of a translation memory can stand on thousands of pages.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use super::Report;
use super::number::grouped;
use crate::finding::{Finding, Severity};

/// Findings that are told as one.
pub(super) struct Pattern<'r> {
    /// The first of them.
    #[cfg(feature = "cli")]
    pub(super) first: &'r Finding,
    /// The first of the worst among them: a rule can be milder in some places.
    pub(super) worst: &'r Finding,
    /// How many there are.
    pub(super) findings: usize,
    pages: HashSet<&'r str>,
    /// The locales of a change in the English, or of a defect in it.
    locales: BTreeSet<&'r str>,
    /// What should stand there.
    names: HashSet<&'r str>,
}

impl Pattern<'_> {
    /// The worst severity among the findings.
    pub(super) fn severity(&self) -> Severity {
        self.worst.severity
    }

    /// The locales that it is told of.
    #[cfg(feature = "cli")]
    pub(super) fn locales(&self) -> Vec<&str> {
        self.locales.iter().copied().collect()
    }

    /// How many findings stand behind the one that is shown.
    pub(super) fn more(&self) -> Option<String> {
        let more = self.findings - 1;
        if more == 0 {
            return None;
        }
        let place = match self.pages.len() {
            1 => "on this page",
            _ => "on other pages",
        };
        let own = self.worst.locale.as_deref();
        let others = self.locales.iter().filter(|locale| Some(**locale) != own).map(|locale| format!("`{locale}`"));
        let others: Vec<String> = others.collect();
        let same = format!("the same in {}", others.join(", "));
        Some(match others.len() {
            0 => format!("and {} more {place}", grouped(more)),
            len if len == more => same,
            _ => format!("and {} more {place}, {same}", grouped(more)),
        })
    }

    /// What is said of all.
    pub(super) fn says(&self) -> String {
        self.worst.says_of(self.names.len()).unwrap_or_else(|| self.worst.message.clone())
    }

    /// What is said of all, with the number of the others.
    pub(super) fn message(&self) -> String {
        match self.more() {
            Some(more) => format!("{} ({more})", self.says()),
            None => self.says(),
        }
    }
}

/// The findings that share what `key` says, in the order of the first.
fn gathered<'r, K: Hash + Eq>(report: &'r Report, mut key: impl FnMut(&'r Finding) -> K) -> Vec<Pattern<'r>> {
    let mut patterns: Vec<Pattern<'_>> = Vec::new();
    let mut known = HashMap::new();
    for finding in &report.findings {
        let at = *known.entry(key(finding)).or_insert_with(|| {
            patterns.push(Pattern {
                #[cfg(feature = "cli")]
                first: finding,
                worst: finding,
                findings: 0,
                pages: HashSet::new(),
                locales: BTreeSet::new(),
                names: HashSet::new(),
            });
            patterns.len() - 1
        });
        let pattern = &mut patterns[at];
        pattern.findings += 1;
        pattern.pages.insert(&finding.path);
        pattern.locales.extend(finding.locale.as_deref());
        pattern.names.extend(finding.expected.as_deref());
        if finding.severity > pattern.worst.severity {
            pattern.worst = finding;
        }
    }
    patterns
}

/// Each finding by itself, but what is said of the English in several locales: that is told with the first of them.
#[cfg(feature = "cli")]
pub(super) fn once(report: &Report) -> Vec<Pattern<'_>> {
    let mut times: HashMap<(&str, &str, &str, Option<&str>), usize> = HashMap::new();
    gathered(report, |finding| {
        let what = (finding.rule.name, &*finding.page, &*finding.message);
        let times = times.entry((what.0, what.1, what.2, finding.locale.as_deref())).or_default();
        *times += 1;
        let is_of_locale = finding.repaired_in().is_some() || finding.locale.is_none();
        if is_of_locale { Err(std::ptr::from_ref(finding)) } else { Ok((what, *times)) }
    })
}

/// Those with the same rule, locale, expected and found text.
#[cfg(feature = "cli")]
pub(super) fn patterns(report: &Report) -> Vec<Pattern<'_>> {
    gathered(report, |finding| {
        let (rule, _, expected, found) = finding.pattern();
        let message = (expected.is_none() && found.is_none()).then_some(&*finding.message);
        (rule, finding.repaired_in(), expected, found, message)
    })
}

/// What one repair mends, the worst first, and the most frequent first among those.
pub(super) fn worst_first(report: &Report) -> Vec<Pattern<'_>> {
    let mut patterns = gathered(report, Finding::fold);
    patterns.sort_by_key(|pattern| Reverse((pattern.severity(), pattern.findings)));
    patterns
}
