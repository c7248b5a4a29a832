//! A finding with the line it stands in.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::finding::{Finding, Severity};
use crate::rules;

/// Draws a finding: message, place, the line with the wrong text underlined, and why it matters.
pub(super) fn draw(finding: &Finding, note: Option<&str>, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let origin = Origin::path(&*finding.path).line(finding.line).char_column(finding.column);
    let excerpt = &finding.excerpt;
    let label = finding.expected.as_deref().filter(|expected| !expected.is_empty() && expected.len() < 80);
    let mark = AnnotationKind::Primary.span(excerpt.start..excerpt.end);
    let mark = match label {
        Some(expected) => mark.label(format!("expected `{expected}`")),
        None => mark,
    };
    let snippet = Snippet::source(visible(&excerpt.text)).line_start(finding.line).annotation(mark);
    let mut group = level.primary_title(&*finding.message).id(finding.rule).element(origin).element(snippet);
    for related in &finding.related {
        let place = format!("{}:{}: {}", related.path, related.line, related.message);
        group = group.element(Level::NOTE.message(place));
    }
    if let Some(rule) = rules::named(finding.rule) {
        group = group.element(Level::NOTE.with_name(Some("why")).message(rule.why));
    }
    if let Some(note) = note {
        group = group.element(Level::NOTE.message(note));
    }
    renderer.render(&[group])
}

/// The line with what a terminal would act on replaced, byte for byte.
fn visible(line: &str) -> String {
    line.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_ascii_control() => '?',
            c => c,
        })
        .collect()
}
