//! Code in sentences.

use super::losses::losses;
use crate::contract::is_status;
use crate::finding::Severity;
use crate::group::Unit;
use crate::page::{CodeSpan, CodeToken};
use crate::rule::{Check, Family, Found, Rule, Sink};

pub(super) const RULES: &[Rule] = &[Rule {
    name: "code-span",
    family: Family::Segment,
    severity: Severity::Warning,
    mqm: "accuracy/do-not-translate",
    on: true,
    what: "A code span was changed or lost.",
    why: "a reader copies code as it stands",
    passes: "Order, white space, code that lost only its backticks, prose between backticks, placeholder words, and response codes: \
        they have a rule of their own.",
    fix: "Restore the code span as the English has it.",
    check: Check::Unit(code_spans),
}];

fn code_spans(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = (unit.own.codes(), unit.english.codes());
    if english.is_empty() {
        return;
    }
    for loss in losses(own, english, |one, other| same(&one.text, &other.text)) {
        let expected = loss.expected.text.trim();
        if is_status(expected) || is_prose(expected) || unit.own.text().contains(expected) {
            continue;
        }
        let (span, message) = match loss.found {
            Some(found) if runs_alike(found, loss.expected) => continue,
            Some(found) => (found.span, format!("the code `{expected}` was changed to `{}`", found.text.trim())),
            None => (unit.own.span, format!("the code `{expected}` was lost")),
        };
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(span),
                message,
                expected: Some(expected.to_owned()),
                found: loss.found.map(|found: &CodeSpan<'_>| found.text.trim().to_owned()),
                ..Found::default()
            },
        );
    }
}

fn same(one: &str, other: &str) -> bool {
    one == other || one.split_whitespace().eq(other.split_whitespace())
}

/// Whether what stands between backticks is text for people: words of letters, none of which looks like code.
fn is_prose(code: &str) -> bool {
    let word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ':', ';', '!', '?']);
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        let acronym = word.len() <= 4 && word.chars().all(char::is_uppercase);
        letters && (acronym || !word.chars().skip(1).any(char::is_uppercase))
    };
    let first = code.split_whitespace().next().unwrap_or_default();
    let method = matches!(first, "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD");
    !method && code.split_whitespace().count() > 1 && code.split_whitespace().all(word)
}

/// Whether two pieces of code differ only in comments, sentences in strings, and words that a reader fills in.
fn runs_alike(one: &CodeSpan<'_>, other: &CodeSpan<'_>) -> bool {
    if is_fill_in(&other.text) || other.text.starts_with("# ") {
        return true;
    }
    let (one, other) = (one.tokens(), other.tokens());
    let same = |(one, other): (&CodeToken<'_>, &CodeToken<'_>)| {
        one.text == other.text || one.is_sentence() && other.is_sentence()
    };
    one.len() == other.len() && one.iter().zip(&other).all(same)
}

/// Whether the code is only what a reader puts something else for: `your-api-key`, `<name>`.
fn is_fill_in(code: &str) -> bool {
    let code = code.trim();
    let lower = code.to_lowercase();
    lower.starts_with("your-") || lower.starts_with("your_") || code.starts_with('<') && code.ends_with('>')
}
