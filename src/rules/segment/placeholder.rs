//! Placeholders: what a reader fills in.

use std::sync::LazyLock;

use regex::Regex;

use super::losses::losses;
use crate::finding::Severity;
use crate::group::{Slice, Stated, Unit};
use crate::rule::{Check, Family, Found, Rule, Sink};

pub(super) const RULES: &[Rule] = &[Rule {
    name: "placeholder",
    family: Family::Segment,
    severity: Severity::Warning,
    mqm: "accuracy/do-not-translate",
    on: true,
    what: "A placeholder was translated, changed or lost.",
    why: "the text names another placeholder than the request or the code that it explains",
    passes: "White space inside the braces, order, and placeholders in the values of request headers: they have a rule of their own.",
    fix: "Restore the placeholder as the English has it.",
    check: Check::Unit(placeholders),
}];

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{\{?\s*[^\s{}()\[\]]+(?:[ _-][^\s{}()\[\]]+){0,3}\s*\}?\}|(?:\\?<|&lt;)[A-Za-z][A-Za-z0-9 _-]*(?:\\?>|&gt;)|%[sd](?-u:\b)")
        .expect("valid")
});

/// A placeholder without white space and escapes.
fn bare(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
}

fn placeholders(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let own = unit.own.text();
    if unit.equal
        || !unit.signs.any(&['{', '<', '%', '&'])
        || matches!(unit.stated(), Some(Stated::HeaderValue | Stated::Identifier))
    {
        return;
    }
    let found = |slice: &Slice<'_, '_>| -> Vec<(String, crate::span::Span)> {
        let in_code = |at: usize| {
            let at = at + slice.span.start;
            slice.codes().iter().any(|code| code.span.start <= at && at < code.span.end)
                || slice.links().iter().any(|link| link.span.start <= at && at < link.span.end)
        };
        let all = PLACEHOLDER.find_iter(slice.text()).filter(|found| !in_code(found.start()));
        all.filter(|found| !crate::page::is_element(found.as_str()))
            .map(|found| (bare(found.as_str()), crate::span::Span::from(found.range()).shifted(slice.span.start)))
            .collect()
    };
    let (mine, theirs) = (found(&unit.own), found(&unit.english));
    for loss in losses(&mine, &theirs, |one, other| one.0 == other.0) {
        let expected = &loss.expected.0;
        if bare(own).contains(&**expected) {
            continue;
        }
        let (span, message) = match loss.found {
            Some((found, span)) => (*span, format!("the placeholder `{expected}` was changed to `{found}`")),
            None => (unit.own.span, format!("the placeholder `{expected}` was lost")),
        };
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(span),
                message,
                expected: Some(expected.clone()),
                found: loss.found.map(|(found, _)| found.clone()),
                ..Found::default()
            },
        );
    }
}
