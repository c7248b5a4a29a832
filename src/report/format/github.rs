//! Annotations of GitHub Actions, as workflow commands.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::summary::sentence;
use super::{Report, relative};
use crate::finding::Severity;
use crate::report::pattern::{Pattern, worst_first};
use crate::safe::{github as message, github_property as property};

/// Writes one annotation a pattern, the worst first: GitHub shows ten of a kind a step. A notice before them sums up.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "::notice title=docparity::{}", message(&sentence(report)))?;
    worst_first(report).iter().try_for_each(|pattern| writeln!(out, "{}", command(pattern)))
}

fn command(pattern: &Pattern<'_>) -> String {
    let finding = pattern.worst;
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut command = format!(
        "::{kind} file={},line={},endLine={}",
        property(relative(&finding.path)),
        finding.line,
        finding.end_line
    );
    // GitHub refuses columns on an annotation of several lines.
    if finding.line == finding.end_line {
        let _ = write!(command, ",col={},endColumn={}", finding.column, finding.end_column);
    }
    let locales = pattern.locales().join(", ");
    let locale = if locales.is_empty() { locales } else { format!(" ({locales})") };
    let title = format!("{}{locale}", finding.rule.name);
    let _ = write!(command, ",title={}::{}", property(&title), message(&pattern.message()));
    command
}
