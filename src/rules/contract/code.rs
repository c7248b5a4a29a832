//! Fenced code blocks.

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::finding::{Related, Severity};
use crate::group::{Pair, View, by_order};
use crate::page::{CodeToken, Fence};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "code-block",
    family: Family::Contract,
    severity: Severity::Error,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "A fenced code block differs from the same block in English.",
    why: "code is copied as it stands, and one of the two copies is wrong",
    passes: "White space, and on pages without bilingual pairs what a translator rightly changes: comments, documentation strings, \
        sentences in strings, words that a reader fills in, and blocks without a language whose comments are known.",
    fix: "Take the block over from the English page.",
    example: "-{ \"Menge\": 3 }\n+{ \"quantity\": 3 }",
}
.by(Check::Pair(fences))];

fn fences(pair: &Pair<'_, '_>, sink: &mut Sink) {
    match &pair.alignment {
        _ if pair.is_bilingual() => {}
        Some(alignment) => {
            alignment.fences.iter().for_each(|&(own, english)| translated(pair, own, english, sink));
        }
        None => copied(pair, sink),
    }
}

/// A block in another place of the same file: every line counts.
fn copied(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (own, other) = (&pair.view.page, &pair.reference.page);
    let pairs = by_order(&own.fences, &other.fences, |fence| fence.info.to_string());
    for (mine, theirs) in pairs.into_iter().filter_map(|(mine, theirs)| mine.zip(theirs)) {
        let lines = |view: &View<'_>, fence: &Fence<'_>| -> Vec<(Span, String)> {
            let folded = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
            fence.lines(view.page.text).map(|(span, line)| (span, folded(line))).collect()
        };
        let (mine, theirs) = (lines(pair.view, mine), lines(pair.reference, theirs));
        let changed = mine.iter().zip(&theirs).find(|((_, one), (_, other))| one != other);
        if let Some(((span, found), (there, expected))) = changed {
            let there = pair.reference.reading.in_file(*there);
            sink.report(
                pair.doc,
                Found {
                    span: pair.view.reading.in_file(*span),
                    message: "this line of code differs from the other locales of its revision".to_owned(),
                    expected: Some(expected.clone()),
                    found: Some(found.clone()),
                    related: vec![related(pair.reference_doc, there, format!("here it reads `{expected}`"))],
                    ..Found::default()
                },
            );
        }
    }
}

/// A block that a translator went over: only what is run counts.
fn translated(pair: &Pair<'_, '_>, own: usize, english: usize, sink: &mut Sink) {
    let (own_text, english_text) = (pair.view.page.text, pair.reference.page.text);
    let (own, english) = (&pair.view.page.fences[own], &pair.reference.page.fences[english]);
    let (Some(mine), Some(theirs)) = (own.tokens(own_text), english.tokens(english_text)) else { return };
    let same =
        |one: &CodeToken<'_>, other: &CodeToken<'_>| one.text == other.text || one.is_sentence() && other.is_sentence();
    let Some(at) = (0..mine.len().max(theirs.len())).find(|&at| match (mine.get(at), theirs.get(at)) {
        (Some(one), Some(other)) => !same(one, other),
        _ => true,
    }) else {
        return;
    };
    let end = |fence: &Fence<'_>| Span::new(fence.content.end, fence.content.end);
    let place = mine.get(at).map_or(end(own), |token| token.span);
    let there = theirs.get(at).map_or(end(english), |token| token.span);
    let (found, expected) = (line_of(own_text, own, place), line_of(english_text, english, there));
    let message = match (mine.get(at), theirs.get(at)) {
        (Some(one), Some(other)) => format!("the code reads `{}` where the English has `{}`", one.text, other.text),
        (None, _) => "the code breaks off before that of the English".to_owned(),
        (_, None) => "the code goes on where that of the English ends".to_owned(),
    };
    sink.report(
        pair.doc,
        Found {
            span: pair.view.reading.in_file(place),
            message,
            expected: Some(expected.clone()),
            found: Some(found),
            related: vec![elsewhere(pair, there, format!("here it reads `{expected}`"))],
            ..Found::default()
        },
    );
}

fn elsewhere(pair: &Pair<'_, '_>, there: Span, message: String) -> Related {
    related(pair.reference_doc, pair.reference.reading.in_file(there), message)
}

/// The line of a fence around `place`, without white space around it.
fn line_of(text: &str, fence: &Fence<'_>, place: Span) -> String {
    let lines = fence.lines(text).filter(|(span, _)| span.start <= place.start);
    lines.last().map_or(String::new(), |(_, line)| line.to_owned())
}
