//! Fenced code blocks.

mod block;
mod entity;
mod plain;
mod spoken;
mod weight;

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::finding::{Related, Severity};
use crate::group::{Pair, View, by_order};
use crate::page::{CodeToken, Fence, Role};
use crate::rule::{Family, Rule};
use crate::rules::program::{Comparison, compare_named};
use crate::rules::token::{is_renamed_on, is_slip};
use crate::span::Span;
use block::Block;
use weight::{Weight, weigh};

pub(super) const RULES: &[Checker] = &[
    Rule {
    name: "code-block",
    family: Family::Contract,
    severity: Severity::Error,
    plain: Severity::Info,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "A fenced code block differs from the same block in English.",
    why: "code is copied as it stands, and one of the two copies is wrong",
    passes: "White space, wrapped commands, and on pages without bilingual pairs what a translator rightly changes: comments, \
        documentation strings, and what `sample-text` says. Of a block without a known language, only addresses, paths, options \
        and numbers of three digits are compared. There it is an error where one letter or two of a name were changed, or a sign is of full width. `text-missing` says where a block is missing.",
    fix: "Take the block over from the English page.",
    example: "-{ \"Menge\": 3 }\n+{ \"quantity\": 3 }",
}
.by(Check::Pair(fences)),
    Rule {
        name: "sample-text",
        family: Family::Contract,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A text for people in a code block was translated: a string, a label, a placeholder, what stands between tags.",
        why: "where a program reads it after all, the example does not run",
        passes: "Comments and documentation strings.",
        fix: "Take the text over from the English page, or leave it.",
        example: " say(\n-  \"Drei Pakete\"\n+  \"Three parcels\"\n )",
    }
    .by(Check::Pair(samples)),
    entity::RULE,
];

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
    let message = match pair.reference_doc.source.is_none() {
        true => "this line of code differs from the English",
        false => "this line of code differs from the other locales of its revision",
    };
    for (mine, theirs) in pairs.into_iter().filter_map(|(mine, theirs)| mine.zip(theirs)) {
        let lines = |view: &View<'_>, fence: &Fence<'_>| -> Vec<(Span, String)> {
            let folded = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
            fence.lines(view.page.text).map(|(span, line)| (span, folded(line))).collect()
        };
        let (mine, theirs) = (lines(pair.view, mine), lines(pair.reference, theirs));
        // Entities are reported by themselves.
        let differs = |one: &str, other: &str| one != other && !entity::alike(one, other);
        let changed = mine.iter().zip(&theirs).find(|((_, one), (_, other))| differs(one, other));
        if let Some(((span, found), (there, expected))) = changed {
            let there = pair.reference.reading.in_file(*there);
            sink.report(
                pair.doc,
                Found {
                    span: pair.view.reading.in_file(*span),
                    message: message.to_owned(),
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
    let Some(Beside { mine, theirs, comparison }) = Beside::of(pair, own, english) else {
        return plain::compare(pair, own, english, sink);
    };
    let Some((at, there)) = comparison.difference else { return };
    // A request has a rule of its own.
    let request = |token: &CodeToken<'_>| {
        let mut requests = pair.reference.contract.requests.iter();
        requests.any(|request| request.place.span.start < token.span.end && token.span.start < request.place.span.end)
    };
    if theirs.get(there).is_some_and(request) {
        return;
    }
    let (own_text, english_text) = (pair.view.page.text, pair.reference.page.text);
    let (own, english) = (&pair.view.page.fences[own], &pair.reference.page.fences[english]);
    let weight = {
        let block = |text, fence: &Fence<'_>| (text, fence.content.of(text));
        let ((text, code), (english_text, english_code)) = (block(own_text, own), block(english_text, english));
        let is_shell = english.is_shell();
        let is_localized = !comparison.samples.is_empty();
        let mine = Block { text, code, tokens: &mine, at, is_localized, is_shell };
        let theirs =
            Block { text: english_text, code: english_code, tokens: &theirs, at: there, is_localized, is_shell };
        // What is only counted is not weighed.
        weigh(mine, theirs, pair.is_loose(), sink.keeps(pair.doc))
    };
    if weight == Weight::None {
        return;
    }
    let tokens = mine.get(at).zip(theirs.get(there)).map(|(one, other)| (one.text, other.text));
    let message = match (mine.get(at), theirs.get(there)) {
        (Some(one), Some(other)) => format!("the code reads `{}` where the English has `{}`", one.text, other.text),
        (None, _) => "the code breaks off before that of the English".to_owned(),
        (_, None) => "the code goes on where that of the English ends".to_owned(),
    };
    let end = |fence: &Fence<'_>| Span::new(fence.content.end, fence.content.end);
    let place = mine.get(at).map_or(end(own), |token| token.span);
    let there = theirs.get(there).map_or(end(english), |token| token.span);
    // The sentences of a page that is shown as code have the signs of its language.
    let is_page = matches!(&*english.info, "md" | "mdx" | "markdown");
    let (found, expected) = (line_of(own_text, own, place), line_of(english_text, english, there));
    if entity::alike(&found, &expected) {
        return;
    }
    sink.report_with(pair.doc, || Found {
        span: pair.view.reading.in_file(place),
        message,
        expected: Some(expected.clone()),
        found: Some(found),
        related: vec![elsewhere(pair, there, format!("here it reads `{expected}`"))],
        certain: tokens.is_some_and(|(one, other)| {
            is_slip((own_text, one), (english_text, other)) && !(is_word(one) && is_word(other))
                || is_widened(one, other) && !is_page
        }),
        // Pages may lag behind, and examples be adapted: what no example can be is damage.
        hint: weight != Weight::Damaged,
        ..Found::default()
    });
}

/// Whether a token is a word with a capital, as the name of a language, a place or a person is, which languages spell as they do.
fn is_word(token: &str) -> bool {
    let token = token.trim_matches(['"', '\'']);
    token.starts_with(char::is_uppercase) && token.chars().skip(1).all(char::is_lowercase)
}

/// A block of a known language and its English, token by token.
struct Beside<'t> {
    mine: Vec<CodeToken<'t>>,
    theirs: Vec<CodeToken<'t>>,
    comparison: Comparison,
}

impl<'t> Beside<'t> {
    fn of(pair: &Pair<'t, '_>, own: usize, english: usize) -> Option<Self> {
        let (own_page, english_page) = (&pair.view.page, &pair.reference.page);
        let info = &*english_page.fences[english].info;
        let mine = own_page.fences[own].tokens_as(own_page.text, info)?;
        let theirs = english_page.fences[english].tokens(english_page.text)?;
        // Names of examples are told from what a language or a program calls something by their form.
        let is_name = |token: &CodeToken<'_>| {
            let capital = |c: char| c.is_ascii_uppercase();
            token.role == Role::String
                || token.text.contains('_')
                || token.text.get(1..).is_some_and(|rest| rest.contains(capital))
        };
        let renamed = |found: &CodeToken<'_>, expected: &CodeToken<'_>| {
            is_name(expected) && is_renamed_on((own_page, found.inside()), (english_page, expected.inside()))
        };
        let comparison = compare_named(&mine, &theirs, &renamed);
        Some(Self { mine, theirs, comparison })
    }
}

fn samples(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let Some(alignment) = pair.alignment.as_ref().filter(|_| !pair.is_bilingual()) else { return };
    for (own, english) in alignment.fences.iter().copied() {
        let Some(Beside { mine, theirs, comparison }) = Beside::of(pair, own, english) else { continue };
        let both = |&(at, there): &(usize, usize)| Some((mine.get(at)?, theirs.get(there)?));
        let Some((found, expected)) = comparison.samples.iter().find_map(both) else { continue };
        let more = match comparison.samples.len() {
            1 => String::new(),
            count => format!(", and {} more in this block", count - 1),
        };
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(found.span),
                message: format!(
                    "the sample text `{}` is `{}` in English{more}",
                    beginning(found.text),
                    beginning(expected.text)
                ),
                expected: Some(expected.text.to_owned()),
                found: Some(found.text.to_owned()),
                related: vec![elsewhere(pair, expected.span, "here it stands".to_owned())],
                ..Found::default()
            },
        );
    }
}

/// The first line of a text.
fn beginning(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn elsewhere(pair: &Pair<'_, '_>, there: Span, message: String) -> Related {
    related(pair.reference_doc, pair.reference.reading.in_file(there), message)
}

/// Whether a sign of code was written in the width of the letters around it.
fn is_widened(own: &str, english: &str) -> bool {
    !own.is_ascii() && !own.contains(char::is_alphanumeric) && english.bytes().all(|byte| byte.is_ascii_punctuation())
}

/// The line of a fence around `place`, without white space around it.
fn line_of(text: &str, fence: &Fence<'_>, place: Span) -> String {
    let lines = fence.lines(text).filter(|(span, _)| span.start <= place.start);
    lines.last().map_or(String::new(), |(_, line)| line.to_owned())
}
