//! Issues of Azure Pipelines, as logging commands.
//!
//! <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands>; the escapes are those of its task library.

use std::io::{self, Write};

use super::pattern::{Pattern, worst_first};
use super::{Report, relative};
use crate::finding::Severity;

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

/// The agent turns `%AZP25` back into `%`, and leaves `%25` as it is.
fn message(text: &str) -> String {
    text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(';', "%3B").replace(']', "%5D")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        assert_eq!(message("a;b]c%0D\r\n日"), "a;b]c%AZP250D%0D%0A日");
        assert_eq!(property("a;b]c%\r\n日"), "a%3Bb%5Dc%AZP25%0D%0A日");
    }
}
