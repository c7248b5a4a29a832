//! Defects of the English itself: one finding, not one a locale.

use std::collections::BTreeSet;

use crate::contract::{Contract, ResponseFrom};
use crate::finding::{Cause, Severity};
use crate::group::{PageGroup, Pair};
use crate::rule::{Check, Family, Found, Rule, Sink};
use crate::span::line_start;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "source-contradiction",
        family: Family::Source,
        severity: Severity::Warning,
        mqm: "other/inconsistency",
        on: true,
        what: "The English names one success code in its response section and shows another in its example.",
        why: "a reader of any locale cannot tell which code the API answers with",
        passes: "Pages where one of the codes stands in both places, and error codes.",
        fix: "Correct the English page; the locales follow with the next hand-off.",
        check: Check::Group(contradiction),
    },
    Rule {
        name: "source-half",
        family: Family::Source,
        severity: Severity::Info,
        mqm: "other/inconsistency",
        on: true,
        what: "The English half of a pair is empty, or names nothing where the localized half names scopes or a header.",
        why: "the translation cannot be checked against it, and the translation memory learns a wrong pair",
        passes: "English halves with a scope or a name of their own: they are trusted.",
        fix: "Hand the page off again; the localized half is usually right.",
        check: Check::Pair(half),
    },
];

fn success_codes(contract: &Contract, from: ResponseFrom) -> BTreeSet<u16> {
    let codes = contract.responses.iter().filter(|response| response.from == from).map(|response| response.status);
    codes.filter(|status| (200..300).contains(status)).collect()
}

fn contradiction(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(doc) = group.newest() else { return };
    let view = doc.english();
    let prose = success_codes(&view.contract, ResponseFrom::Prose);
    let examples = success_codes(&view.contract, ResponseFrom::Example);
    if prose.is_empty() || examples.is_empty() || !prose.is_disjoint(&examples) {
        return;
    }
    let list = |codes: &BTreeSet<u16>| codes.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let shown = view
        .contract
        .responses
        .iter()
        .find(|response| response.from == ResponseFrom::Example && examples.contains(&response.status));
    let Some(shown) = shown else { return };
    sink.report(
        doc,
        Found {
            span: view.reading.in_file(shown.place.span),
            message: format!("the English says {} and its example shows {}", list(&prose), list(&examples)),
            expected: Some(list(&prose)),
            found: Some(list(&examples)),
            cause: Some(Cause::Source),
            ..Found::default()
        },
    );
}

fn half(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if !pair.is_bilingual() {
        return;
    }
    let content = pair.doc.content();
    let report = |span, message: &str, sink: &mut Sink| {
        sink.report(
            pair.doc,
            Found { span, message: message.to_owned(), cause: Some(Cause::Source), ..Found::default() },
        );
    };
    let mut empty_on: BTreeSet<usize> = BTreeSet::new();
    for segment in &pair.doc.readings.segments {
        let empty = segment.source.of(content).trim().is_empty();
        if empty && segment.localized.of(content).contains(char::is_alphanumeric) {
            empty_on.insert(line_start(content, segment.localized.start));
            report(segment.localized, "the English half of this pair is empty", sink);
        }
    }
    let place = |span| pair.view.reading.in_file(span);
    for (own, other) in pair.permissions.iter().filter_map(|(own, other)| own.zip(*other)) {
        if other.scopes.is_empty() && !own.scopes.is_empty() && !empty_on.contains(&own.place.line) {
            report(place(own.place.span), "the English half names no scope where the localized half does", sink);
        }
    }
    for (own, other) in pair.headers.iter().filter_map(|(own, other)| own.zip(*other)) {
        if other.header_name().is_none() && own.header_name().is_some() && !empty_on.contains(&own.place.line) {
            report(place(own.place.span), "the English half names no header where the localized half does", sink);
        }
    }
}
