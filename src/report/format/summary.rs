//! A report in numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Report;
use crate::check::Suppressor;
use crate::finding::Severity;
use crate::report::number::{counted, grouped};

/// The number of findings by rule and locale.
pub(super) struct Table<'r> {
    /// The locales that have findings. A page of no known locale counts as `?`.
    pub(super) locales: Vec<&'r str>,
    /// The rules that found something, the worst first.
    pub(super) rows: Vec<Row<'r>>,
}

/// The findings of a rule.
pub(super) struct Row<'r> {
    pub(super) rule: &'r str,
    /// The worst severity among them.
    pub(super) severity: Severity,
    /// Their number in each locale of the table.
    pub(super) counts: Vec<usize>,
}

impl Row<'_> {
    pub(super) fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// Counts the findings of `report`.
pub(super) fn table(report: &Report) -> Table<'_> {
    let mut rows: BTreeMap<&str, (Severity, BTreeMap<&str, usize>)> = BTreeMap::new();
    let mut locales: BTreeMap<&str, ()> = BTreeMap::new();
    for finding in &report.findings {
        let locale = finding.locale.as_deref().unwrap_or("?");
        let (worst, row) = rows.entry(finding.rule.name).or_insert((finding.severity, BTreeMap::new()));
        *worst = (*worst).max(finding.severity);
        *row.entry(locale).or_default() += 1;
        locales.insert(locale, ());
    }
    let locales: Vec<&str> = locales.into_keys().collect();
    let counts = |row: BTreeMap<&str, usize>| -> Vec<usize> {
        locales.iter().map(|locale| row.get(locale).copied().unwrap_or_default()).collect()
    };
    let rows = rows.into_iter().map(|(rule, (severity, row))| Row { rule, severity, counts: counts(row) });
    let mut rows: Vec<Row<'_>> = rows.collect();
    rows.sort_by_key(|row| Reverse((row.severity, row.total())));
    Table { locales, rows }
}

/// A run in a sentence.
pub(super) fn sentence(report: &Report) -> String {
    let summary = &report.summary;
    let found = &summary.findings;
    let found = if report.findings.is_empty() {
        "no findings".to_owned()
    } else {
        let [error, warning, info] = [(found.error, "error"), (found.warning, "warning"), (found.info, "info")]
            .map(|(number, noun)| counted(number, noun));
        format!("{error}, {warning}, {info} in {}", counted(summary.patterns, "pattern"))
    };
    let silenced = |by: Suppressor, how: &str| {
        let number = report.suppressed.iter().filter(|silenced| silenced.by == by).count();
        if number == 0 { String::new() } else { format!(", {} {how}", grouped(number)) }
    };
    let (ignored, known) = (silenced(Suppressor::Comment, "ignored"), silenced(Suppressor::Baseline, "known"));
    let hidden = if summary.hidden == 0 { String::new() } else { format!(", {} hidden", grouped(summary.hidden)) };
    format!(
        "{} of {} in {}, {}: {found}{hidden}{ignored}{known}",
        counted(summary.files, "file"),
        counted(summary.groups, "page"),
        counted(summary.locales.len(), "locale"),
        counted(summary.segments, "segment"),
    )
}
