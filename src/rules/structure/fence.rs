//! Fenced code blocks that swallow what is behind them.

use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::{Cause, Severity};
use crate::group::{Doc, PageGroup};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "fence-unclosed",
    family: Family::Structure,
    severity: Severity::Error,
    plain: Severity::Error,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "A fenced code block is never closed.",
    why: "the rest of the page is shown as code",
    passes: "Nothing; a block that is open in English as well is reported once, for its author: as an info where the English is a page of its own.",
    fix: "Close the block with as many backticks as it was opened with.",
    example: " ```json\n { \"id\": 7 }\n+```",
}
.by(Check::Group(unclosed))];

/// Whether blocks are opened and closed in turn for sites that find them inside HTML too, which has one here.
fn is_even(text: &str) -> bool {
    let (mut open, mut inside) = (false, false);
    let mut before = "";
    for line in text.lines().map(str::trim) {
        if line.starts_with("```") {
            inside |= !open && before.starts_with('<');
            open = if open { !line.trim_matches('`').is_empty() } else { true };
        }
        before = line;
    }
    inside && !open
}

/// A fence that is open in the English page, or in every locale where that is not at hand, is a defect of the English and said
/// once. Where the English has a page of its own, readers of this locale miss nothing.
fn unclosed(group: &PageGroup<'_>, sink: &mut Sink) {
    let open = |doc: &Doc<'_>| {
        let fence = doc.localized.page.fences.iter().find(|fence| !fence.closed)?;
        (!is_even(doc.localized.page.text)).then_some(fence.span)
    };
    let shared = match &group.english {
        Some(english) => open(english).is_some(),
        None => group.docs.len() > 1 && group.docs.iter().all(|doc| open(doc).is_some()),
    };
    let once = group.newest().filter(|_| shared);
    let docs: Vec<&Doc<'_>> = if shared { once.into_iter().collect() } else { group.docs.iter().collect() };
    for doc in docs {
        let Some(span) = open(doc) else { continue };
        let line = span.of(doc.localized.page.text).lines().next().map_or(0, str::len);
        sink.report(
            doc,
            Found {
                span: doc.localized.reading.in_file(Span::new(span.start, span.start + line)),
                message: "this code block is never closed".to_owned(),
                found: Some(span.of(doc.localized.page.text)[..line].trim().to_owned()),
                cause: Some(if shared { Cause::Source } else { Cause::Damage }),
                hint: shared && group.english.is_some(),
                // An empty box at the end of the page swallows nothing.
                lesser: span.of(doc.localized.page.text)[line..].trim().is_empty(),
                ..Found::default()
            },
        );
    }
}
