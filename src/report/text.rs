//! The format for people at a terminal.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};

use super::{Report, excerpt};
use crate::finding::{Finding, Severity};

/// How the text format looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextOptions {
    /// Whether colours are used.
    pub colour: bool,
    /// Whether every finding of a pattern is shown, also in a long run.
    pub unfolded: bool,
}

/// A run with more findings than this is long: of each pattern only the first finding is shown.
const LONG: usize = 20;

/// Writes the findings with their lines, then a summary by rule and locale.
///
/// # Errors
///
/// The writer failed.
pub fn write(report: &Report, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let fold = !options.unfolded && report.findings.len() > LONG;
    let mut counts: HashMap<_, Repeats<'_>> = HashMap::new();
    for finding in &report.findings {
        let repeats = counts.entry(finding.pattern()).or_default();
        repeats.findings += 1;
        repeats.pages.insert(&finding.path);
    }
    let mut shown = HashSet::new();
    for finding in &report.findings {
        if fold && !shown.insert(finding.pattern()) {
            continue;
        }
        let note = counts.get(&finding.pattern()).filter(|_| fold).and_then(Repeats::note);
        writeln!(out, "{}\n", excerpt::draw(finding, note.as_deref(), options.colour))?;
    }
    summary(report, out)
}

/// How often a pattern occurs.
#[derive(Default)]
struct Repeats<'r> {
    findings: usize,
    pages: HashSet<&'r str>,
}

impl Repeats<'_> {
    fn note(&self) -> Option<String> {
        let more = self.findings - 1;
        let place = match self.pages.len() {
            1 => "on this page",
            _ => "on other pages",
        };
        (more > 0).then(|| format!("and {} more {place}", grouped(more)))
    }
}

/// A number with its thousands set apart.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

fn summary(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let summary = &report.summary;
    if !report.findings.is_empty() {
        table(&report.findings, out)?;
        writeln!(out)?;
    }
    let found = &summary.findings;
    let found = if report.findings.is_empty() {
        "no findings".to_owned()
    } else {
        let [error, warning, info] = [(found.error, "error"), (found.warning, "warning"), (found.info, "info")]
            .map(|(number, noun)| counted(number, noun));
        format!("{error}, {warning}, {info} in {}", counted(summary.patterns, "pattern"))
    };
    writeln!(
        out,
        "{} of {} in {}, {}: {found}",
        counted(summary.files, "file"),
        counted(summary.groups, "page"),
        counted(summary.locales.len(), "locale"),
        counted(summary.segments, "segment"),
    )
}

/// The number of findings by rule and locale, the worst rules first.
fn table(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let mut rows: BTreeMap<&str, (Severity, BTreeMap<&str, usize>)> = BTreeMap::new();
    let mut locales: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        let locale = finding.locale.as_deref().unwrap_or("?");
        let (worst, row) = rows.entry(finding.rule).or_insert((finding.severity, BTreeMap::new()));
        *worst = (*worst).max(finding.severity);
        *row.entry(locale).or_default() += 1;
        *locales.entry(locale).or_default() += 1;
    }
    let total = |row: &BTreeMap<&str, usize>| row.values().sum::<usize>();
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(rule, (severity, row))| (std::cmp::Reverse((*severity, total(row))), *rule));

    let width = rows.iter().map(|(rule, _)| rule.len()).max().unwrap_or_default();
    let line = |name: &str, cells: &[String], severity: &str| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>9}")).collect();
        format!("{name:width$}{cells}  {severity}").trim_end().to_owned()
    };
    let heads: Vec<String> = locales.keys().copied().chain(["total"]).map(str::to_owned).collect();
    writeln!(out, "{}", line("", &heads, ""))?;
    for (rule, (severity, row)) in &rows {
        let counts = locales.keys().map(|locale| row.get(locale).copied().unwrap_or_default()).chain([total(row)]);
        let cells: Vec<String> = counts.map(|count| if count == 0 { "-".to_owned() } else { grouped(count) }).collect();
        writeln!(out, "{}", line(rule, &cells, severity.name()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
