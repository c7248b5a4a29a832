//! The issues by locale.

use std::collections::{BTreeMap, HashSet};

use super::reach::Reach;
use super::{Level, SOURCE, Weights, home};
use crate::check::{Ages, Census, Share};
use crate::finding::{Finding, Pattern, Severity};
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
    /// Those that a baseline knows and that are not reported, without false positives: readers meet them all the same.
    pub known: Half,
    /// How many of those are critical.
    pub known_critical: usize,
    /// The penalty points with each entry, or each pattern, counted once.
    pub once: u64,
    /// Its issues by level, the worst first.
    pub levels: [usize; 4],
    /// Its issues by family.
    pub families: [usize; Family::ALL.len()],
    /// The pages whose contract has an issue, also one that is known.
    pub broken: usize,
    /// The issues on machine-translated pages.
    pub machine: Half,
    /// The issues on pages that a person translated.
    pub human: Half,
    /// Which numbers hold.
    pub(super) reach: Option<Reach>,
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
    /// The penalty points of its issues, and of those that are known.
    #[must_use]
    pub fn points(&self) -> u64 {
        self.issues.points + self.known.points
    }

    /// Penalty points for 1,000 segments: the less the better. `None` without segments, and where rules were left out.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        let all = Half { points: self.points(), ..Half::default() };
        all.score(self.census.segments).filter(|_| self.is_whole())
    }

    /// Penalty points for 1,000 words of the English: the less the better. `None` without words, and where rules were left out.
    #[must_use]
    pub fn per_words(&self) -> Option<f64> {
        per_thousand(self.points(), self.census.words).filter(|_| self.is_whole())
    }

    /// The same with each entry of the translation memory, or each pattern of plain pages, counted once however often it was used.
    #[must_use]
    pub fn per_words_once(&self) -> Option<f64> {
        per_thousand(self.once, self.census.words).filter(|_| self.is_whole())
    }

    /// Its critical issues, known ones included.
    #[must_use]
    pub fn critical(&self) -> usize {
        self.levels[0] + self.known_critical
    }

    /// Whether all issues of the project's rules count in it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.reach.is_none_or(|reach| reach.all)
    }

    /// The share of the pages with a contract whose contract has no issue, in percent. `None` where no page has one, and where
    /// rules about contracts were left out.
    #[must_use]
    pub fn intact(&self) -> Option<f64> {
        let contracts = self.census.contracts;
        let is_known = contracts > 0 && self.reach.is_none_or(|reach| reach.contracts);
        #[expect(clippy::cast_precision_loss)]
        is_known.then(|| contracts.saturating_sub(self.broken) as f64 * 100.0 / contracts as f64)
    }

    /// Its issues of a family; `None` where no rule of it ran.
    #[must_use]
    pub fn of(&self, family: Family) -> Option<usize> {
        let at = Family::ALL.iter().position(|known| *known == family)?;
        self.reach.is_none_or(|reach| reach.has(family)).then_some(self.families[at])
    }
}

/// The locales of a report, by tag. The English comes last.
pub(super) fn rows(report: &Report, weights: Weights) -> Vec<LocaleRow<'_>> {
    let reach = Some(Reach::of(&report.summary.scope));
    let mut rows: BTreeMap<(bool, &str), LocaleRow<'_>> = BTreeMap::new();
    for (locale, census) in &report.summary.census {
        rows.insert((false, locale), LocaleRow { census: census.clone(), ..LocaleRow::default() });
    }
    for locale in &report.summary.locales {
        rows.entry((false, locale)).or_default();
    }
    let mut seen: HashSet<(&str, &str, Of)> = HashSet::new();
    for finding in &report.findings {
        let locale = home(finding);
        let row = rows.entry((locale == SOURCE, locale)).or_default();
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
        if breaks(finding) {
            row.broken += first(Of::Contract);
        }
    }
    for finding in report.suppressed.iter().filter(|silenced| silenced.is_known()).map(|silenced| &silenced.finding) {
        let locale = home(finding);
        let row = rows.entry((locale == SOURCE, locale)).or_default();
        let counts = Level::of(finding) > Level::Neutral;
        let mut first = |of: Of| usize::from(counts && seen.insert((locale, &finding.path, of)));
        row.known.add(Half { issues: 1, pages: first(Of::Known), points: weights.points(finding) });
        row.known_critical += usize::from(Level::of(finding) == Level::Critical);
        if breaks(finding) {
            row.broken += first(Of::Contract);
        }
    }
    let mut units: HashSet<(&str, Unit<'_>)> = HashSet::new();
    let known = report.suppressed.iter().filter(|silenced| silenced.is_known()).map(|silenced| &silenced.finding);
    for finding in report.findings.iter().chain(known) {
        let locale = home(finding);
        if let Some(row) = rows.get_mut(&(locale == SOURCE, locale)).filter(|_| units.insert((locale, unit(finding)))) {
            row.once += weights.points(finding);
        }
    }
    rows.into_iter().map(|((_, locale), row)| LocaleRow { locale, reach, ..row }).collect()
}

/// What a finding is counted once for: its pattern, and the entry of the translation memory that it stands in.
type Unit<'r> = (Pattern<'r>, Option<(&'r str, &'r str)>);

fn unit(finding: &Finding) -> Unit<'_> {
    let entry = finding.text.as_ref().and_then(|quote| Some((quote.source.as_deref()?, &*quote.localized)));
    (finding.pattern(), entry)
}

/// Whether the contract of the page is not intact for it.
fn breaks(finding: &Finding) -> bool {
    finding.rule.family == Family::Contract && finding.severity > Severity::Info
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    All,
    Known,
    Machine,
    Human,
    Contract,
}

pub(super) fn total<'r>(rows: &[LocaleRow<'r>]) -> LocaleRow<'r> {
    let mut total = LocaleRow { locale: "all", ..LocaleRow::default() };
    for row in rows {
        total.reach = row.reach;
        total.issues.add(row.issues);
        total.known.add(row.known);
        total.machine.add(row.machine);
        total.human.add(row.human);
        total.known_critical += row.known_critical;
        total.once += row.once;
        total.broken += row.broken;
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

/// Penalty points for 1,000 words; `None` without words.
pub(super) fn per_thousand(points: u64, words: usize) -> Option<f64> {
    // Neither number comes near the 2^53 up to which f64 counts.
    #[expect(clippy::cast_precision_loss)]
    (words > 0).then(|| points as f64 * 1000.0 / words as f64)
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
    [("machine", row.census.machine, row.machine), ("human", row.census.human, row.human)]
}
