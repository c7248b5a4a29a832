//! A summary for a job page or a pull request.

use std::io::{self, Write};

use super::summary::{self, Table, sentence};
use super::{NO_PAGE, Report, relative};
use crate::report::number::counted;
use crate::report::number::grouped;
use crate::report::pattern::{Pattern, worst_first};
use crate::safe::{code, prose};

/// No more bytes than these are written. GitHub takes comments of 65,536 characters and job summaries of 1 MiB.
pub(crate) const LARGEST: usize = 60_000;
/// Room for the sentence about what is left out.
pub(crate) const REST: usize = 200;
/// More locales than these are rows, not columns.
const COLUMNS: usize = 8;

/// Writes the number of findings by rule and locale, then the patterns, the worst first: as many as have room, and how
/// many are left out. Nothing that stands on a page can add markup, links or mentions.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut text = format!("{NO_PAGE}\n\n## docparity\n\n{}.\n", sentence(report));
    if !report.findings.is_empty() {
        text.push_str(&counts(&summary::table(report)));
        text.push_str(&listed(&worst_first(report), LARGEST - REST - text.len()));
    }
    out.write_all(text.as_bytes())
}

pub(crate) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Adds rows as long as the text has room for them, and says how many.
pub(crate) fn fill(text: &mut String, rows: impl Iterator<Item = String>, room: usize) -> usize {
    let mut shown = 0;
    for row in rows {
        if text.len() + row.len() > room {
            break;
        }
        *text += &row;
        shown += 1;
    }
    shown
}

fn number(count: usize) -> String {
    if count == 0 { String::new() } else { grouped(count) }
}

/// The tables of the numbers of findings.
fn counts(table: &Table<'_>) -> String {
    let wide = table.locales.len() <= COLUMNS;
    let columns = if wide { &*table.locales } else { &[] };
    let heads = ["rule", "severity"].into_iter().map(str::to_owned);
    let mut text = "\n".to_owned();
    text +=
        &row(&heads.chain(columns.iter().map(|locale| code(locale))).chain(["total".to_owned()]).collect::<Vec<_>>());
    text += &format!("|---|---|{}\n", "--:|".repeat(columns.len() + 1));
    for found in &table.rows {
        let mut cells = vec![code(found.rule), found.severity.name().to_owned()];
        cells.extend(found.counts.iter().take(columns.len()).map(|&count| number(count)));
        cells.push(number(found.total()));
        text += &row(&cells);
    }
    if !wide {
        text += "\n| locale | findings |\n|---|--:|\n";
        for (at, locale) in table.locales.iter().enumerate() {
            text += &row(&[code(locale), number(table.rows.iter().map(|found| found.counts[at]).sum())]);
        }
    }
    text
}

/// The table of the patterns, in at most `room` bytes and a sentence.
fn listed(patterns: &[Pattern<'_>], room: usize) -> String {
    let mut text = "\n| findings | rule | locale | message | first place |\n|--:|---|---|---|---|\n".to_owned();
    let shown = fill(&mut text, patterns.iter().map(pattern_row), room);
    let left = &patterns[shown..];
    if !left.is_empty() {
        let findings = left.iter().map(|pattern| pattern.findings).sum();
        text += &format!(
            "\n{} with {} are left out here: `docparity check --statistics` counts them all.\n",
            counted(left.len(), "pattern"),
            counted(findings, "finding")
        );
    }
    text
}

fn pattern_row(pattern: &Pattern<'_>) -> String {
    let finding = pattern.worst;
    row(&[
        grouped(pattern.findings),
        code(finding.rule.name),
        pattern.locales().into_iter().map(code).collect::<Vec<_>>().join(" "),
        prose(&pattern.says()),
        code(&format!("{}:{}", relative(&finding.path), finding.line)),
    ])
}
