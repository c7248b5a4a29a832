//! Issues of Azure Pipelines, as logging commands.

use std::io::{self, Write};

use super::{Report, relative};
use crate::finding::Severity;
use crate::report::pattern::{Pattern, worst_first};
use crate::safe::{azure as message, azure_property as property};

/// Writes one issue a pattern, the worst first. Azure knows errors and warnings alone, so an info is a warning.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    worst_first(report).iter().try_for_each(|pattern| writeln!(out, "{}", command(pattern)))
}

fn command(pattern: &Pattern<'_>) -> String {
    let finding = pattern.worst;
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Info => "warning",
    };
    format!(
        "##vso[task.logissue type={kind};sourcepath={};linenumber={};columnnumber={};code={}]{}",
        property(relative(&finding.path)),
        finding.line,
        finding.column,
        property(finding.rule.name),
        message(&pattern.message())
    )
}
