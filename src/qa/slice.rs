//! The issues by what they have in common: the rule, or who can repair them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::{Level, Qa, home};
use crate::finding::Finding;

/// The issues that have a name in common, in numbers.
#[derive(Debug, Default)]
pub(super) struct Slice<'r> {
    pub(super) name: &'r str,
    /// How many there are in each locale of the report.
    pub(super) locales: Vec<usize>,
    pub(super) critical: usize,
    /// The files that they stand in.
    pub(super) pages: usize,
    /// Their penalty points.
    pub(super) points: u64,
}

/// The issues by the name that `of` gives each, those with the most points first.
pub(super) fn slices<'r>(qa: &Qa<'r>, of: fn(&'r Finding) -> &'r str) -> Vec<Slice<'r>> {
    let mut slices: BTreeMap<&str, (Slice<'_>, HashSet<&str>)> = BTreeMap::new();
    for finding in &qa.report.findings {
        let name = of(finding);
        let (slice, pages) = slices.entry(name).or_insert_with(|| {
            let empty = Slice { name, locales: vec![0; qa.locales.len()], ..Slice::default() };
            (empty, HashSet::new())
        });
        let own = home(finding);
        if let Some(at) = qa.locales.iter().position(|locale| locale.locale == own) {
            slice.locales[at] += 1;
        }
        slice.critical += usize::from(Level::of(finding) == Level::Critical);
        slice.points += qa.weights.points(finding);
        pages.insert(&finding.path);
    }
    let counted = slices.into_values().map(|(slice, pages)| Slice { pages: pages.len(), ..slice });
    let mut slices: Vec<Slice<'_>> = counted.collect();
    slices.sort_by_key(|slice| Reverse((slice.points, slice.locales.iter().sum::<usize>())));
    slices
}
