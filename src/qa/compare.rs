//! What changed since an earlier run.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::home;
use crate::baseline::{Baseline, Date, Pattern, Run, Verdict, whereabouts};
use crate::finding::{self, Cause, Finding};
use crate::report::{Earlier, Known, Report};

/// A report held against an earlier one, as findings are held against a baseline: by pattern and page, also where pages moved.
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
    /// Only the earlier run had them, and this one looked for them.
    pub fixed: usize,
    /// Both have them.
    pub remaining: usize,
    /// They are there still, and no longer reported: somebody decided so.
    pub silenced: usize,
    /// The earlier run had them, and this one did not look there.
    pub unseen: usize,
}

/// The issues of one pattern that are gone.
#[derive(Debug)]
pub struct Fixed<'r> {
    /// The first of them.
    pub first: &'r Known,
    /// How many there were.
    pub issues: usize,
}

impl Change {
    /// The counts of the run itself; `None` where it did not look at all.
    #[must_use]
    pub fn seen(&self) -> Option<[usize; 4]> {
        let seen = [self.new, self.fixed, self.remaining, self.silenced];
        (self.unseen == 0 || seen.iter().any(|count| *count > 0)).then_some(seen)
    }
}

impl<'r> Comparison<'r> {
    /// Holds `report` against the findings of an earlier run.
    #[must_use]
    pub fn new(report: &'r Report, earlier: &'r Earlier) -> Self {
        let scope = &report.summary.scope;
        let whereabouts = whereabouts(scope);
        let rules = scope.rules.iter().map(String::as_str).collect();
        let run = Run { rules, whole: scope.is_whole(), whereabouts: &whereabouts };
        let mut there: Vec<(&Finding, bool)> = report.findings.iter().map(|finding| (finding, true)).collect();
        there.extend(report.suppressed.iter().map(|silenced| (&silenced.finding, false)));
        there.sort_by(|a, b| finding::in_order(a.0, b.0));
        let findings: Vec<&Finding> = there.iter().map(|(finding, _)| *finding).collect();
        let all = known(earlier.findings.iter().chain(&earlier.suppressed));
        let reported = known(earlier.findings.iter());
        let is_known = |verdict: &Verdict<'_>| *verdict != Verdict::New;
        let before = all.compare(&findings, &run, Date::MAX);
        let compared = reported.compare(&findings, &run, Date::MAX);

        let mut locales: BTreeMap<&str, Change> = BTreeMap::new();
        let mut new = HashSet::new();
        for known in &earlier.findings {
            locales.entry(home_of(known)).or_default().unseen += 1;
        }
        for (((finding, is_reported), before), now) in there.into_iter().zip(&before.verdicts).zip(&compared.verdicts) {
            let change = locales.entry(home(finding)).or_default();
            change.unseen -= usize::from(is_known(now)).min(change.unseen);
            match (is_reported, is_known(before)) {
                (true, true) => change.remaining += 1,
                (true, false) => {
                    change.new += 1;
                    new.insert(&*finding.fingerprint);
                }
                (false, _) => change.silenced += usize::from(is_known(now)),
            }
        }
        let mut firsts: HashMap<Pattern, &Known> = HashMap::new();
        earlier.findings.iter().for_each(|known| _ = firsts.entry(pattern(known)).or_insert(known));
        let mut fixed: Vec<Fixed<'_>> = Vec::new();
        for (pattern, issues) in compared.fixed {
            let Some(first) = firsts.get(&pattern) else { continue };
            let change = locales.entry(home_of(first)).or_default();
            change.fixed += issues;
            change.unseen = change.unseen.saturating_sub(issues);
            fixed.push(Fixed { first, issues });
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
            silenced: sum.silenced + change.silenced,
            unseen: sum.unseen + change.unseen,
        })
    }
}

fn known<'k>(findings: impl Iterator<Item = &'k Known>) -> Baseline {
    let mut baseline = Baseline::default();
    findings.for_each(|known| baseline.add(pattern(known), &known.page));
    baseline
}

fn pattern(known: &Known) -> Pattern {
    Pattern::new(&known.rule, known.locale.as_deref(), known.expected.as_deref(), known.found.as_deref())
}

/// Where an issue of the earlier run is counted.
fn home_of(known: &Known) -> &str {
    match known.cause {
        Cause::Source => super::SOURCE,
        _ => super::label(known.locale.as_deref()),
    }
}
