//! Reviewdog diagnostics.
//!
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>: columns count bytes from 1, and an end is exclusive.

use std::io::{self, Write};

use serde::Serialize;

use super::{Report, relative};
use crate::finding::{Edit, Finding, Severity};
use crate::safe::Unarmed;

#[derive(Serialize)]
struct Diagnostics<'r> {
    source: Source,
    diagnostics: Vec<Diagnostic<'r>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'r> {
    message: &'r str,
    location: Location<'r>,
    severity: &'static str,
    code: Code<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'r>>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
}

#[derive(Serialize)]
struct Suggestion<'r> {
    range: Range,
    text: &'r str,
}

#[derive(Serialize)]
struct Related<'r> {
    message: &'r str,
    location: Location<'r>,
}

/// Writes one object with a diagnostic for each finding.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics = report.findings.iter().map(diagnostic).collect();
    serde_json::to_writer(
        Unarmed::new(&mut *out),
        &Diagnostics { source: Source { name: report.tool.name }, diagnostics },
    )?;
    writeln!(out)
}

fn diagnostic(finding: &Finding) -> Diagnostic<'_> {
    let (first, last) = finding.line_starts;
    let end = Position { line: finding.end_line, column: Some(finding.offset + finding.length - last + 1) };
    let start = Position { line: finding.line, column: Some(finding.offset - first + 1) };
    let related = finding.related.iter().map(|related| Related {
        message: &related.message,
        location: Location {
            path: relative(&related.path),
            range: Range { start: Position { line: related.line, column: None }, end: None },
        },
    });
    Diagnostic {
        message: &finding.message,
        location: Location { path: relative(&finding.path), range: Range { start, end: Some(end) } },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code { value: finding.rule.name },
        suggestions: suggestions(finding),
        related_locations: related.collect(),
    }
}

/// The changes of a repair, where all lie inside a finding of one line: only there are their lines known.
fn suggestions(finding: &Finding) -> Vec<Suggestion<'_>> {
    let edits: &[Edit] = finding.fix.as_ref().map_or(&[], |fix| &fix.edits);
    let end = finding.offset + finding.length;
    let inside = |edit: &Edit| finding.offset <= edit.offset && edit.offset + edit.length <= end;
    if finding.line != finding.end_line || !edits.iter().all(inside) {
        return Vec::new();
    }
    let position = |offset| Position { line: finding.line, column: Some(offset - finding.line_starts.0 + 1) };
    let range = |edit: &Edit| Range { start: position(edit.offset), end: Some(position(edit.offset + edit.length)) };
    edits.iter().map(|edit| Suggestion { range: range(edit), text: &edit.text }).collect()
}
