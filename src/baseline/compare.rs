//! Holds the findings of a run against a baseline.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::moved::{Place, moves};
use super::{Baseline, Date, Pattern};
use crate::finding::Finding;
use crate::layout::folded;

/// What a run looked at.
pub struct Run<'r> {
    /// The rules that ran.
    pub rules: Vec<&'r str>,
    /// Whether it looked at all pages below its paths.
    pub whole: bool,
    /// Where the page of this locale and key is.
    pub whereabouts: &'r dyn Fn(Option<&str>, &str) -> Whereabouts,
}

/// Where a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// The run looked at it.
    Checked,
    /// It may be there, and the run did not look at it.
    Elsewhere,
    /// It would have been found, and is not there.
    Gone,
}

/// What the baseline says about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'b> {
    /// It is not known.
    New,
    /// It is known, for the reason that is given.
    Known(Option<&'b str>),
    /// It was known until a day that has passed.
    Expired,
}

/// A pattern that was known until a day that has passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expired {
    /// The pattern.
    pub pattern: Pattern,
    /// Its last day.
    pub until: Date,
    /// How many of its findings are there still.
    pub findings: usize,
}

/// A run, held against a baseline.
#[derive(Debug)]
pub struct Comparison<'b> {
    /// What the baseline says about each finding, in their order.
    pub verdicts: Vec<Verdict<'b>>,
    /// The patterns of which there are fewer findings than the baseline knows, and how many fewer.
    pub fixed: Vec<(Pattern, usize)>,
    /// The patterns whose day has passed.
    pub expired: Vec<Expired>,
    /// The baseline without what is fixed, with the pages as they are called now.
    pub kept: Baseline,
}

impl Baseline {
    /// Holds the findings of a run against the baseline. Where a page has more findings of a pattern than are known, the
    /// last ones are new. `today` decides what has expired.
    #[must_use]
    pub fn compare<'b>(&'b self, findings: &[Finding], run: &Run<'_>, today: Date) -> Comparison<'b> {
        let mut found: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (at, finding) in findings.iter().enumerate() {
            found.entry(Place { pattern: Pattern::of(finding), page: folded(&finding.page) }).or_default().push(at);
        }
        let mut comparison = Comparison {
            verdicts: vec![Verdict::New; findings.len()],
            fixed: Vec::new(),
            expired: Vec::new(),
            kept: Self::default(),
        };
        // What is known of each place, and what is not matched by a finding on the same page.
        let mut left: BTreeMap<Place, usize> = BTreeMap::new();
        for (pattern, entry) in &self.entries {
            for (page, (_, number)) in &entry.pages {
                let place = Place { pattern: pattern.clone(), page: page.clone() };
                let there = found.get_mut(&place).map_or(0, |places| {
                    let rest = places.split_off(places.len().min(*number));
                    let matched = std::mem::replace(places, rest);
                    self.settle(&mut comparison, findings, &matched, today);
                    matched.len()
                });
                if there < *number {
                    left.insert(place, number - there);
                }
            }
        }
        found.retain(|_, places| !places.is_empty());

        let gone =
            |place: &&Place| (run.whereabouts)(place.pattern.locale.as_deref(), &place.page) == Whereabouts::Gone;
        let lost: Vec<&Place> = left.keys().filter(gone).collect();
        let known = self.pages();
        let is_known = |place: &Place| known.contains(&(place.pattern.locale.as_deref(), &*place.page));
        let fresh: Vec<&Place> = found.keys().filter(|place| !is_known(place)).collect();
        let moves = moves(&lost, &fresh);
        for (old, new) in moves {
            let (Some(number), Some(places)) = (left.get_mut(&old), found.get_mut(&new)) else { continue };
            let matched: Vec<usize> = places.drain(..places.len().min(*number)).collect();
            *number -= matched.len();
            self.settle(&mut comparison, findings, &matched, today);
        }

        self.sum_up(&mut comparison, left, run, today);
        comparison
    }

    /// Takes findings as known.
    fn settle<'b>(&'b self, comparison: &mut Comparison<'b>, findings: &[Finding], matched: &[usize], today: Date) {
        for &at in matched {
            let finding = &findings[at];
            comparison.kept.add(finding);
            let entry = self.entries.get(&Pattern::of(finding));
            comparison.verdicts[at] = match entry {
                Some(entry) if entry.until.is_some_and(|until| until < today) => Verdict::Expired,
                entry => Verdict::Known(entry.and_then(|entry| entry.reason.as_deref())),
            };
        }
    }

    /// The pages that findings are known on, by locale and folded key.
    fn pages(&self) -> HashSet<(Option<&str>, &str)> {
        let entries = self.entries.iter();
        entries
            .flat_map(|(pattern, entry)| entry.pages.keys().map(|page| (pattern.locale.as_deref(), &**page)))
            .collect()
    }

    /// Tells what is fixed, keeps what the run did not look at, and names what has expired.
    fn sum_up(&self, comparison: &mut Comparison<'_>, left: BTreeMap<Place, usize>, run: &Run<'_>, today: Date) {
        let mut fixed: BTreeMap<Pattern, usize> = BTreeMap::new();
        for (Place { pattern, page }, number) in left.into_iter().filter(|(_, number)| *number > 0) {
            let is_fixed = match (run.whereabouts)(pattern.locale.as_deref(), &page) {
                Whereabouts::Checked => true,
                Whereabouts::Gone => run.whole,
                Whereabouts::Elsewhere => false,
            };
            if is_fixed && run.rules.contains(&&*pattern.rule) {
                *fixed.entry(pattern).or_default() += number;
            } else if let Some((key, _)) = self.entries.get(&pattern).and_then(|entry| entry.pages.get(&page)) {
                comparison.kept.entries.entry(pattern).or_default().add(key, number);
            }
        }
        comparison.fixed = fixed.into_iter().collect();
        let mut there: HashMap<&Pattern, usize> = HashMap::new();
        for (pattern, entry) in &mut comparison.kept.entries {
            there.insert(pattern, entry.findings());
            if let Some(known) = self.entries.get(pattern) {
                (entry.until, entry.reason) = (known.until, known.reason.clone());
            }
        }
        let expired = self.entries.iter().filter_map(|(pattern, entry)| {
            let until = entry.until.filter(|until| *until < today)?;
            let findings = there.get(pattern).copied().unwrap_or_default();
            Some(Expired { pattern: pattern.clone(), until, findings })
        });
        comparison.expired = expired.collect();
    }
}
