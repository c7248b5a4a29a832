//! The issues by locale.

use std::collections::{BTreeMap, HashSet};

use super::{Level, Weights, label};
use crate::check::{Ages, Census, Share};
use crate::finding::{Cause, Severity};
use crate::provenance::Translation;
use crate::report::Report;
use crate::rule::Family;

/// A locale in numbers.
#[derive(Debug, Clone, Default)]
pub struct LocaleRow<'r> {
    /// The locale, as a BCP 47 tag.
    pub locale: &'r str,
    /// How much there is of it.
    pub census: Census,
    /// Its issues.
    pub issues: Half,
    /// Its issues by level, the worst first.
    pub levels: [usize; 4],
    /// Its issues by family.
    pub families: [usize; Family::ALL.len()],
    /// The pages whose contract has an issue.
    pub broken: usize,
    /// The issues on machine-translated pages.
    pub machine: Half,
    /// The issues on pages that a person translated.
    pub human: Half,
    /// The issues that the author of the English can repair.
    pub source: usize,
}

/// Some issues in numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Half {
    /// How many there are.
    pub issues: usize,
    /// The pages that have one worse than neutral.
    pub pages: usize,
    /// Their penalty points.
    pub points: u64,
}

impl Half {
    /// Penalty points for 1,000 segments: the less the better. `None` without segments.
    #[must_use]
    pub fn score(&self, segments: usize) -> Option<f64> {
        // Neither number comes near the 2^53 up to which f64 counts.
        #[expect(clippy::cast_precision_loss)]
        (segments > 0).then(|| self.points as f64 * 1000.0 / segments as f64)
    }

    fn add(&mut self, more: Self) {
        self.issues += more.issues;
        self.pages += more.pages;
        self.points += more.points;
    }
}

impl LocaleRow<'_> {
    /// Penalty points for 1,000 segments: the less the better. `None` without segments.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        self.issues.score(self.census.segments)
    }

    /// The share of the pages with a contract whose contract has no issue, in percent.
    #[must_use]
    pub fn intact(&self) -> Option<f64> {
        let contracts = self.census.contracts;
        #[expect(clippy::cast_precision_loss)]
        (contracts > 0).then(|| contracts.saturating_sub(self.broken) as f64 * 100.0 / contracts as f64)
    }
}

/// The locales of a report, by tag. Issues without a locale come last.
pub(super) fn rows(report: &Report, weights: Weights) -> Vec<LocaleRow<'_>> {
    let mut rows: BTreeMap<(bool, &str), LocaleRow<'_>> = BTreeMap::new();
    for (locale, census) in &report.summary.census {
        rows.insert((false, locale), LocaleRow { locale, census: census.clone(), ..LocaleRow::default() });
    }
    for locale in &report.summary.locales {
        rows.entry((false, locale)).or_default();
    }
    let mut seen: HashSet<(&str, &str, Of)> = HashSet::new();
    for finding in &report.findings {
        let locale = label(finding.locale.as_deref());
        let row = rows.entry((finding.locale.is_none(), locale)).or_default();
        let level = Level::of(finding);
        let counts = level > Level::Neutral;
        let mut first = |of: Of| usize::from(counts && seen.insert((locale, &finding.path, of)));
        let points = weights.points(finding);
        row.issues.add(Half { issues: 1, pages: first(Of::All), points });
        let half = match finding.translation {
            Some(Translation::Machine) => Some((&mut row.machine, Of::Machine)),
            Some(Translation::Human) => Some((&mut row.human, Of::Human)),
            None => None,
        };
        if let Some((half, of)) = half {
            half.add(Half { issues: 1, pages: first(of), points });
        }
        row.levels[Level::ALL.iter().position(|known| *known == level).unwrap_or_default()] += 1;
        if let Some(family) = Family::ALL.iter().position(|family| *family == finding.rule.family) {
            row.families[family] += 1;
        }
        if finding.rule.family == Family::Contract && finding.severity > Severity::Info {
            row.broken += first(Of::Contract);
        }
        row.source += usize::from(finding.cause == Cause::Source);
    }
    rows.into_iter().map(|((_, locale), row)| LocaleRow { locale, ..row }).collect()
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    All,
    Machine,
    Human,
    Contract,
}

pub(super) fn total<'r>(rows: &[LocaleRow<'r>]) -> LocaleRow<'r> {
    let mut total = LocaleRow { locale: "all", ..LocaleRow::default() };
    for row in rows {
        total.issues.add(row.issues);
        total.machine.add(row.machine);
        total.human.add(row.human);
        total.broken += row.broken;
        total.source += row.source;
        for (sum, count) in total.levels.iter_mut().zip(row.levels) {
            *sum += count;
        }
        for (sum, count) in total.families.iter_mut().zip(row.families) {
            *sum += count;
        }
        total.census.add(&row.census);
    }
    total
}

/// The ages of the pages of a locale and how they are called, the best first.
#[must_use]
pub(super) fn ages(ages: &Ages) -> [(&'static str, usize); 7] {
    [
        ("current", ages.current),
        ("stale prose", ages.stale_prose),
        ("stale code", ages.stale_code),
        ("stale contract", ages.stale_contract),
        ("unknown", ages.unknown),
        ("orphaned", ages.orphaned),
        ("missing", ages.missing),
    ]
}

/// The kinds of translation, with their pages and segments, and their issues.
pub(super) fn translations(row: &LocaleRow<'_>) -> [(&'static str, Share, Half); 2] {
    [("MT", row.census.machine, row.machine), ("HT", row.census.human, row.human)]
}
