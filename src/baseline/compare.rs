//! Holds the findings of a run against a baseline.

use std::collections::{BTreeMap, HashSet};

use super::moved::{Place, moves};
use super::{Baseline, Date, OnPage, Pattern, Terms, findings};
use crate::finding::Finding;
use crate::layout::folded;
use crate::scope::Covered;

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
    /// It is known on these terms.
    Known(&'b Terms),
    /// It was known until a day that has passed.
    Expired(&'b Terms),
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

/// What is known of a pattern on a page that no finding of the run matches.
type Rest<'b> = Vec<(&'b Terms, OnPage)>;

/// Where a page is, by the pages that a run looked at. What a whole run did not look at is gone, if it looked at others of the
/// locale in the same top folder.
pub fn whereabouts(covered: &Covered) -> impl Fn(Option<&str>, &str) -> Whereabouts + use<> {
    let top = |key: &str| key.split_once('/').map(|(folder, _)| folder.to_owned());
    let (mut seen, mut tops) = (HashSet::new(), HashSet::new());
    for (locale, pages) in &covered.pages {
        for page in pages.iter().map(|page| folded(page)) {
            tops.insert((locale.clone(), top(&page)));
            seen.insert((Some(locale.clone()), page.clone()));
            seen.insert((None, page));
        }
    }
    let is_whole = covered.is_whole();
    move |locale, key| {
        let key = folded(key);
        let is_near = locale.is_some_and(|locale| tops.contains(&(locale.to_owned(), top(&key))));
        match seen.contains(&(locale.map(str::to_owned), key)) {
            true => Whereabouts::Checked,
            false if is_whole && is_near => Whereabouts::Gone,
            false => Whereabouts::Elsewhere,
        }
    }
}

impl Baseline {
    /// Holds the findings of a run, in their order, against the baseline. Where a page has more findings of a pattern than are
    /// known, the last ones are new. `today` decides what has expired.
    #[must_use]
    pub fn compare<'b>(&'b self, findings: &[&Finding], run: &Run<'_>, today: Date) -> Comparison<'b> {
        let mut found: BTreeMap<Place, Found> = BTreeMap::new();
        for (at, finding) in findings.iter().enumerate() {
            let place = Place { pattern: Pattern::of(finding), page: folded(&finding.page) };
            found.entry(place).or_default().all.push((at, false));
        }
        let mut comparison = Comparison {
            verdicts: vec![Verdict::New; findings.len()],
            fixed: Vec::new(),
            expired: Vec::new(),
            kept: Self::default(),
        };
        let mut left: BTreeMap<Place, Rest<'b>> = BTreeMap::new();
        for (pattern, terms, pages) in self.lines() {
            for (page, known) in pages {
                let place = Place { pattern: pattern.clone(), page: page.clone() };
                left.entry(place).or_default().push((terms, known.clone()));
            }
        }
        let mut settle = |place: &Place, found: &mut Found, known: &mut Rest<'b>| {
            for (at, terms, ordinal) in found.take(known) {
                let on_page = comparison.kept.on_page(place.pattern.clone(), terms.clone(), &findings[at].page);
                match ordinal {
                    Some(ordinal) => _ = on_page.ordinals.insert(ordinal),
                    None => on_page.any += 1,
                }
                comparison.verdicts[at] =
                    if terms.is_over(today) { Verdict::Expired(terms) } else { Verdict::Known(terms) };
            }
        };
        for (place, known) in &mut left {
            if let Some(found) = found.get_mut(place) {
                settle(place, found, known);
            }
        }
        left.retain(|_, known| !known.is_empty());
        found.retain(|_, found| found.is_left());

        let gone =
            |place: &&Place| (run.whereabouts)(place.pattern.locale.as_deref(), &place.page) == Whereabouts::Gone;
        let lost: Vec<&Place> = left.keys().filter(gone).collect();
        let known = self.pages();
        let is_known = |place: &Place| known.contains(&(place.pattern.locale.as_deref(), &*place.page));
        let fresh: Vec<&Place> = found.keys().filter(|place| !is_known(place)).collect();
        for (old, new) in moves(&lost, &fresh) {
            let (Some(known), Some(found)) = (left.get_mut(&old), found.get_mut(&new)) else { continue };
            settle(&new, found, known);
        }
        self.sum_up(&mut comparison, left, run, today);
        comparison
    }

    /// The pages that findings are known on, by locale and folded key.
    fn pages(&self) -> HashSet<(Option<&str>, &str)> {
        self.lines()
            .flat_map(|(pattern, _, pages)| pages.keys().map(|page| (pattern.locale.as_deref(), &**page)))
            .collect()
    }

    /// Tells what is fixed, keeps what the run did not look at, and names what has expired.
    fn sum_up(&self, comparison: &mut Comparison<'_>, left: BTreeMap<Place, Rest<'_>>, run: &Run<'_>, today: Date) {
        let mut fixed: BTreeMap<Pattern, usize> = BTreeMap::new();
        for (Place { pattern, page }, rest) in left {
            let is_fixed = match (run.whereabouts)(pattern.locale.as_deref(), &page) {
                Whereabouts::Checked => true,
                Whereabouts::Gone => run.whole,
                Whereabouts::Elsewhere => false,
            };
            let is_fixed = is_fixed && run.rules.contains(&&*pattern.rule);
            for (terms, known) in rest {
                if is_fixed {
                    *fixed.entry(pattern.clone()).or_default() += known.number();
                } else {
                    let kept = comparison.kept.on_page(pattern.clone(), terms.clone(), &known.key);
                    kept.any += known.any;
                    kept.ordinals.extend(known.ordinals);
                }
            }
        }
        comparison.fixed = fixed.into_iter().collect();
        let there = |pattern: &Pattern, terms: &Terms| {
            comparison.kept.entries.get(pattern).and_then(|entries| entries.get(terms)).map_or(0, findings)
        };
        let expired = self.lines().filter(|(_, terms, _)| terms.is_over(today)).filter_map(|(pattern, terms, _)| {
            Some(Expired { pattern: pattern.clone(), until: terms.until?, findings: there(pattern, terms) })
        });
        comparison.expired = expired.collect();
    }
}

/// The findings of a pattern on a page in their order, and whether each is settled.
#[derive(Default)]
struct Found {
    all: Vec<(usize, bool)>,
}

impl Found {
    fn is_left(&self) -> bool {
        self.all.iter().any(|(_, settled)| !settled)
    }

    /// Settles the findings that are known: first those that are named, then as many as are known of any. Returns each with its
    /// terms and, where it was named, with its place; `known` keeps the rest.
    fn take<'b>(&mut self, known: &mut Rest<'b>) -> Vec<(usize, &'b Terms, Option<usize>)> {
        let mut taken = Vec::new();
        for (terms, known) in known.iter_mut() {
            known.ordinals.retain(|&ordinal| {
                let Some((at, settled)) = self.all.get_mut(ordinal - 1).filter(|(_, settled)| !settled) else {
                    return true;
                };
                *settled = true;
                taken.push((*at, *terms, Some(ordinal)));
                false
            });
        }
        for (terms, known) in known.iter_mut() {
            for (at, settled) in self.all.iter_mut().filter(|(_, settled)| !settled).take(known.any) {
                *settled = true;
                known.any -= 1;
                taken.push((*at, *terms, None));
            }
        }
        known.retain(|(_, known)| known.number() > 0);
        taken
    }
}
