//! How far the numbers of a report reach: what did not run is not called good.

use std::iter;

use super::shown;
use crate::check::{Status, Suppressor};
use crate::report::Report;
use crate::report::number::counted;
use crate::rule::Family;
use crate::rules;
use crate::scope::Covered;

/// More names than these are counted, not listed.
const LISTED: usize = 6;

/// Which numbers hold for a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// By family, whether a rule of it ran.
    families: [bool; Family::ALL.len()],
    /// Whether all rules about the contract ran.
    pub(super) contracts: bool,
    /// Whether all rules of the project ran.
    pub(super) all: bool,
}

impl Reach {
    pub(super) fn of(covered: &Covered) -> Self {
        let is_of = |name: &String, family: Family| rules::named(name).is_some_and(|rule| rule.family == family);
        // What was put together without a tree does not say which rules ran.
        let ran = |family| covered.rules.is_empty() || covered.rules.iter().any(|rule| is_of(rule, family));
        let lacks = |family| covered.left_out.iter().any(|rule| is_of(rule, family));
        Self {
            families: Family::ALL.map(ran),
            contracts: ran(Family::Contract) && !lacks(Family::Contract) && covered.has_all(),
            all: covered.left_out.is_empty() && covered.has_all(),
        }
    }

    /// Whether a rule of the family ran.
    pub(super) fn has(&self, family: Family) -> bool {
        Family::ALL.iter().position(|known| *known == family).is_some_and(|at| self.families[at])
    }
}

/// What the run was limited to, and what it did not report, in sentences.
pub(super) fn limits(report: &Report) -> Vec<String> {
    let covered = &report.summary.scope;
    let mut lines = Vec::new();
    if !covered.left_out.is_empty() {
        let ran = match covered.rules.len() {
            0 => "none ran in all of the runs".to_owned(),
            _ => format!("only {} ran", listed(covered.rules.iter(), "rule")),
        };
        lines.push(format!(
            "Rules: {ran}, {} left out. What depends on those is shown as –.",
            if covered.left_out.len() == 1 { "1 was".to_owned() } else { format!("{} were", covered.left_out.len()) }
        ));
    }
    let names = |names: &std::collections::BTreeSet<String>, noun| listed(names.iter(), noun);
    if !covered.locales.is_empty() {
        lines.push(format!(
            "Locales: {} only; the others were read to compare with.",
            names(&covered.locales, "locale")
        ));
    }
    if !covered.asked.is_empty() {
        lines.push(format!("Pages: those that {} names.", names(&covered.asked, "pattern")));
    }
    if !covered.changed_since.is_empty() {
        lines.push(format!("Pages: those that differ from {}.", names(&covered.changed_since, "revision")));
    }
    if !covered.shards.is_empty() {
        lines.push(format!("Shards: {} only.", names(&covered.shards, "shard")));
    }
    if !covered.owners.is_empty() {
        lines.push(format!(
            "Issues: those that {} repairs. What depends on the others is shown as –.",
            names(&covered.owners, "owner")
        ));
    }
    if !covered.levels.is_empty() {
        lines.push(format!(
            "Issues: {} ones only. What depends on the others is shown as –.",
            names(&covered.levels, "level")
        ));
    }
    lines.extend(silenced(report));
    lines
}

/// What the run found and did not report.
fn silenced(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    let baselines = &report.summary.scope.baselines;
    let number = |is: &dyn Fn(Option<Status>) -> bool| {
        let known = report.suppressed.iter().filter(|it| it.by == Suppressor::Baseline);
        known.filter(|it| is(it.decision.as_ref().map(|decision| decision.status))).count()
    };
    let decided = Status::ALL.into_iter().filter(|status| status.silences());
    let decided = decided.map(|status| (status.name(), number(&|known| known == Some(status))));
    let parts = iter::once(("known", number(&|status| status.is_none()))).chain(decided);
    let parts: Vec<String> =
        parts.filter(|(_, count)| *count > 0).map(|(name, count)| format!("{count} {name}")).collect();
    if report.has_baseline || !parts.is_empty() {
        let names =
            if baselines.is_empty() { String::new() } else { format!(" {}", listed(baselines.iter(), "baseline")) };
        lines.push(match parts.is_empty() {
            true => format!("Baseline{names}: nothing of what it knows was found."),
            false => format!(
                "Not listed here, by the baseline{names}: {}. Readers meet them all the same: they count in the points and in the contracts, false positives do not.",
                parts.join(", ")
            ),
        });
    }
    let comments = report.suppressed.iter().filter(|it| it.by == Suppressor::Comment).count();
    if comments > 0 {
        lines.push(format!("Comments of the pages silence {}.", counted(comments, "issue")));
    }
    lines
}

fn listed<'n>(names: impl ExactSizeIterator<Item = &'n String>, noun: &str) -> String {
    match names.len() {
        number if number > LISTED => counted(number, noun),
        _ => names.map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>().join(", "),
    }
}
