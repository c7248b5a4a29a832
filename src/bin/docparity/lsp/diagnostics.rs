//! Findings as editors show them.

use docparity::span::Span;
use docparity::{Finding, Severity};
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range,
};

use super::place::{Lines, uri};

/// The findings of a page with this text.
pub(super) fn diagnostics(findings: &[Finding], text: &str) -> Vec<Diagnostic> {
    let lines = Lines::new(text);
    findings.iter().map(|finding| diagnostic(finding, &lines)).collect()
}

pub(super) fn diagnostic(finding: &Finding, lines: &Lines<'_>) -> Diagnostic {
    let severity = match finding.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        _ => DiagnosticSeverity::INFORMATION,
    };
    let related = finding.related.iter().filter_map(|related| {
        let line = u32::try_from(related.line.saturating_sub(1)).ok()?;
        let start = Position::new(line, 0);
        let location = Location::new(uri(related.path.as_ref())?, Range::new(start, start));
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    Diagnostic {
        range: lines.range(place(finding)),
        severity: Some(severity),
        code: Some(NumberOrString::String(finding.rule.name.to_owned())),
        source: Some("docparity".to_owned()),
        message: finding.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// Where a finding stands.
pub(super) fn place(finding: &Finding) -> Span {
    Span::new(finding.offset, finding.offset + finding.length)
}
