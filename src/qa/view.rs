//! What of a run a report is about: the part of one receiver. It was judged with all the rest.

use std::collections::{BTreeSet, HashSet};

use super::Level;
use crate::check::{Census, Outcome, PageContract};
use crate::finding::{Finding, Owner};
use crate::locale::Locale;
use crate::report::{Earlier, Known};
use crate::rules;
use crate::scope::Scope;

/// What of a run a report is about; all where nothing is named.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// The locales and pages.
    pub scope: Scope,
    /// The rules, by name.
    pub rules: BTreeSet<&'static str>,
    /// Who repairs them.
    pub owners: BTreeSet<Owner>,
    /// How bad they are.
    pub levels: BTreeSet<Level>,
}

impl View {
    /// Whether it is about everything.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let Self { scope, rules, owners, levels } = self;
        scope.locales.is_empty() && scope.pages.is_none() && rules.is_empty() && owners.is_empty() && levels.is_empty()
    }

    /// What both views are about.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        if self.scope.locales.is_empty() {
            self.scope.locales.clone_from(&other.scope.locales);
        }
        (self.scope.pages, self.scope.asked) = (other.scope.pages.clone(), other.scope.asked.clone());
        self.rules.clone_from(&other.rules);
        self.levels.clone_from(&other.levels);
        if self.owners.is_empty() {
            self.owners.clone_from(&other.owners);
        }
        self
    }

    fn has(&self, finding: &Finding) -> bool {
        let is_any = |names: usize, has: bool| names == 0 || has;
        self.scope.has(finding)
            && is_any(self.rules.len(), self.rules.contains(finding.rule.name))
            && is_any(self.owners.len(), self.owners.contains(&finding.owner))
            && is_any(self.levels.len(), self.levels.contains(&Level::of(finding)))
    }

    /// The part of an earlier run.
    pub fn narrow(&self, earlier: &mut Earlier) {
        let has = |known: &Known| {
            let level = || rules::named(&known.rule).map(|rule| Level::at(rule.family, known.severity));
            (self.owners.is_empty() || self.owners.contains(&known.owner))
                && (self.levels.is_empty() || level().is_some_and(|level| self.levels.contains(&level)))
        };
        earlier.findings.retain(has);
        earlier.suppressed.retain(has);
    }

    /// The part of `outcome`.
    #[must_use]
    pub fn of(&self, outcome: &Outcome) -> Outcome {
        let has_locale = |tag: &str| {
            self.scope.locales.is_empty() || Locale::parse(tag).is_some_and(|locale| self.scope.has_locale(&locale))
        };
        let silenced = outcome.suppressed.iter().filter(|silenced| self.has(&silenced.finding));
        let mut part = Outcome {
            findings: outcome.findings.iter().filter(|finding| self.has(finding)).cloned().collect(),
            suppressed: silenced.cloned().collect(),
            decisions: outcome.decisions.clone(),
            has_baseline: outcome.has_baseline,
            ..Outcome::default()
        };
        let mut covered = outcome.covered.clone();
        covered.pages.retain(|locale, _| has_locale(locale));
        part.census = outcome
            .census
            .iter()
            .filter(|(locale, _)| has_locale(locale))
            .map(|it| (it.0.clone(), it.1.clone()))
            .collect();
        if self.scope.pages.is_some() {
            // How much there is of a page alone, a run does not write down.
            covered.pages.values_mut().for_each(|pages| pages.retain(|page| self.scope.has_page(page, page)));
            for (locale, census) in &mut part.census {
                let pages = covered.pages.get(locale).map_or(0, BTreeSet::len);
                *census = Census { pages, ..Census::default() };
            }
        }
        part.locales = outcome.locales.iter().filter(|locale| has_locale(locale)).cloned().collect();
        part.files = covered.pages.values().map(BTreeSet::len).sum();
        part.groups = covered.pages.values().flatten().collect::<BTreeSet<_>>().len();
        part.segments = part.census.values().map(|census| census.segments).sum();
        for census in part.census.values() {
            part.coverage = part.coverage.and(census.coverage.clone());
        }
        if !self.rules.is_empty() {
            let (shown, hidden) = covered.rules.into_iter().partition(|rule| self.rules.contains(&**rule));
            (covered.rules, covered.left_out) = (shown, hidden);
        }
        covered.locales.extend(self.scope.locales.iter().map(ToString::to_string));
        covered.asked.extend(self.scope.asked.iter().cloned());
        covered.owners.extend(self.owners.iter().map(|owner| owner.name().to_owned()));
        covered.levels.extend(self.levels.iter().map(|level| level.name().to_owned()));
        part.covered = covered;
        let pages: HashSet<&str> = part.findings.iter().map(|finding| &*finding.page).collect();
        part.contracts = outcome.contracts.as_ref().map(|contracts| {
            let told = contracts.iter().filter(|contract| pages.contains(&*contract.page)).cloned();
            let of_locales = |mut contract: PageContract| {
                contract.locales.retain(|own| has_locale(&own.locale));
                contract
            };
            told.map(of_locales).collect()
        });
        part
    }
}
