//! The format for people at a terminal.

use std::io::{self, Write};

use super::summary::{self, Table, sentence};
use super::{Report, excerpt};
use crate::report::number::grouped;
use crate::report::pattern::{Pattern, once, patterns, worst_first};
use crate::safe;

/// How a report is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct WriteOptions {
    /// Whether the text has colours.
    pub colour: bool,
    /// Whether the text shows every finding of a pattern, also in a long run.
    pub unfolded: bool,
    /// What the text shows.
    pub extent: Extent,
    /// Whether SARIF holds what comments and a baseline silence, marked so.
    pub suppressed: bool,
}

/// How much the text format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// The findings, and a summary.
    #[default]
    Whole,
    /// The findings alone.
    Findings,
    /// How often each pattern occurs, and a summary; no places.
    Statistics,
}

/// A run with more findings than this is long: of each pattern only the first finding is shown.
const LONG: usize = 20;

/// Writes the findings with their lines, then a summary by rule and locale.
///
/// # Errors
///
/// The writer failed.
pub fn write(report: &Report, options: WriteOptions, out: &mut dyn Write) -> io::Result<()> {
    match options.extent {
        Extent::Statistics => statistics(report, out)?,
        Extent::Whole | Extent::Findings => findings(report, options, out)?,
    }
    if options.extent == Extent::Findings {
        return Ok(());
    }
    if !report.findings.is_empty() {
        table(&summary::table(report), out)?;
        writeln!(out)?;
    }
    writeln!(out, "{}", sentence(report))?;
    report.summary.coverage.lines().iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn findings(report: &Report, options: WriteOptions, out: &mut dyn Write) -> io::Result<()> {
    if options.unfolded || report.findings.len() <= LONG {
        return drawn(&once(report), options, out);
    }
    drawn(&patterns(report), options, out)
}

fn drawn(patterns: &[Pattern<'_>], options: WriteOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut drawn = patterns.iter().map(|found| excerpt::draw(found.first, found.more().as_deref(), options.colour));
    drawn.try_for_each(|finding| writeln!(out, "{finding}\n"))
}

/// A text of a pattern is cut behind this many characters.
const SHOWN: usize = 60;

/// One line a pattern.
fn statistics(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let patterns = worst_first(report);
    if patterns.is_empty() {
        return Ok(());
    }
    for pattern in &patterns {
        let finding = pattern.worst;
        let name = format!("{}[{}]", finding.severity.name(), finding.rule.name);
        let names = pattern.says();
        let texts = match (&finding.expected, &finding.found) {
            _ if names != finding.message => cut(&names),
            (Some(expected), Some(found)) => format!("`{}` → `{}`", cut(expected), cut(found)),
            (Some(expected), None) => format!("`{}` lost", cut(expected)),
            (None, Some(found)) => format!("`{}`", cut(found)),
            (None, None) => cut(&finding.message),
        };
        let locale = Some(pattern.locales().join(",")).filter(|locales| !locales.is_empty());
        let locale = locale.as_deref().unwrap_or("?");
        writeln!(out, "{}", format!("{:>9}  {name:28} {locale:8} {texts}", grouped(pattern.findings)).trim_end())?;
    }
    writeln!(out)
}

fn cut(text: &str) -> String {
    safe::cut(&safe::line(text), SHOWN).into_owned()
}

/// The number of findings by rule and locale, the worst rules first.
fn table(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let width = table.rows.iter().map(|row| row.rule.len()).max().unwrap_or_default();
    let line = |name: &str, cells: &[String], severity: &str| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>9}")).collect();
        format!("{name:width$}{cells}  {severity}").trim_end().to_owned()
    };
    let heads: Vec<String> = table.locales.iter().copied().chain(["total"]).map(str::to_owned).collect();
    writeln!(out, "{}", line("", &heads, ""))?;
    for row in &table.rows {
        let counts = row.counts.iter().copied().chain([row.total()]);
        let cells: Vec<String> = counts.map(|count| if count == 0 { "-".to_owned() } else { grouped(count) }).collect();
        writeln!(out, "{}", line(row.rule, &cells, row.severity.name()))?;
    }
    Ok(())
}
