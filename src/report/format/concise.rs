//! One line a finding.

use std::io::{self, Write};

use super::Report;
use crate::safe::{line, opening};

/// Writes `path:line:column: severity[rule] message` for each finding. What would break the line or act on a terminal is
/// replaced.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| {
        writeln!(
            out,
            "{}:{}:{}: {}[{}] {}",
            opening(&finding.path),
            finding.line,
            finding.column,
            finding.severity.name(),
            finding.rule.name,
            line(&finding.message)
        )
    })
}
