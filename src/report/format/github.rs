//! Annotations of GitHub Actions, as workflow commands.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;
use std::io::{self, Write};

use super::pattern::{Pattern, worst_first};
use super::summary::sentence;
use super::{Report, relative};
use crate::finding::Severity;

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
    let locale = finding.locale.as_deref().map(|locale| format!(" ({locale})")).unwrap_or_default();
    let title = format!("{}{locale}", finding.rule.name);
    let _ = write!(command, ",title={}::{}", property(&title), message(&pattern.message()));
    command
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        assert_eq!(message("a:b,c%25\r\n日"), "a:b,c%2525%0D%0A日");
        assert_eq!(property("a:b,c%\r\n日"), "a%3Ab%2Cc%25%0D%0A日");
    }
}
