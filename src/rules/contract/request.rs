//! Requests, documented and shown as examples, and the fences they stand in.

use crate::contract::{Contract, ExampleRequest, Request};
use crate::finding::{Cause, Related, Severity};
use crate::group::{PageGroup, Pair, View, by_order};
use crate::page::Fence;
use crate::profile::Profile;
use crate::rule::{Check, Family, Found, Rule, Sink, related};
use crate::span::Span;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "request-line",
        family: Family::Contract,
        severity: Severity::Error,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A documented request differs in method or path, is missing, or was added.",
        why: "a reader who sends this request reaches another operation, or none",
        passes: "White space, the HTTP version, and pages made from another revision of the English.",
        fix: "Restore the request line as the English page has it.",
        check: Check::Pair(requests),
    },
    Rule {
        name: "example-request",
        family: Family::Contract,
        severity: Severity::Error,
        mqm: "accuracy/mistranslation",
        on: false,
        what: "An example request is no instance of any documented request.",
        why: "a reader copies the example, and it does something else than the page says",
        passes: "Examples for other hosts, pages that document no request, and differences in case and query. Off by default: \
            English pages often show `/me` for a documented `/users/{id}`, so about one finding in three is no defect.",
        fix: "Make the example an instance of a documented request, or document the request.",
        check: Check::Group(examples),
    },
    Rule {
        name: "code-block",
        family: Family::Contract,
        severity: Severity::Error,
        mqm: "design-and-markup/markup-tag",
        on: true,
        what: "A fenced code block differs from the same block in the other locales of its revision.",
        why: "code is copied as it stands, and one of the two copies is wrong",
        passes: "Tabs against blanks, trailing blanks, plain pages, and pages made from another revision of the English.",
        fix: "Take the block over from the English page.",
        check: Check::Pair(fences),
    },
];

/// The target with its runs of white space folded.
fn folded(method: &str, target: &str) -> String {
    std::iter::once(method).chain(target.split_whitespace()).collect::<Vec<_>>().join(" ")
}

fn requests(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (own, other) = pair.contracts();
    let key = |request: &Request| folded(&request.method, &request.path);
    // A request whose annotation was lost stands on the page all the same, as an example.
    let shown = |contract: &Contract, request: &Request| {
        contract.example_requests.iter().any(|example| folded(&example.method, &example.url) == key(request))
    };
    let mut mine: Vec<&Request> = own.requests.iter().collect();
    let mut theirs: Vec<&Request> = Vec::new();
    for request in &other.requests {
        match mine.iter().position(|known| key(known) == key(request)) {
            Some(at) => drop(mine.remove(at)),
            None if shown(own, request) => {}
            None => theirs.push(request),
        }
    }
    mine.retain(|request| !shown(other, request));
    let pairs = by_order(&mine, &theirs, |request| request.path.clone());
    for (own, other) in pairs {
        match (own, other) {
            (Some(own), Some(other)) => sink.report(
                pair.doc,
                Found {
                    span: pair.view.reading.in_file(own.place.span),
                    message: format!("the request `{}` should be `{}`", key(own), key(other)),
                    expected: Some(key(other)),
                    found: Some(key(own)),
                    related: elsewhere(pair, other),
                    ..Found::default()
                },
            ),
            (None, Some(other)) => sink.report(
                pair.doc,
                Found {
                    span: request_place(pair, other),
                    message: format!("the request `{}` is missing", key(other)),
                    expected: Some(key(other)),
                    related: elsewhere(pair, other),
                    ..Found::default()
                },
            ),
            (Some(own), None) => sink.report(
                pair.doc,
                Found {
                    span: pair.view.reading.in_file(own.place.span),
                    message: format!("the request `{}` is not documented in English", key(own)),
                    found: Some(key(own)),
                    ..Found::default()
                },
            ),
            (None, None) => {}
        }
    }
}

fn elsewhere(pair: &Pair<'_, '_>, other: &Request) -> Vec<Related> {
    if pair.is_bilingual() {
        return Vec::new();
    }
    let span = pair.reference.reading.in_file(other.place.span);
    vec![related(pair.reference_doc, span, format!("here it reads `{} {}`", other.method, other.path))]
}

/// Where a missing request would stand: at its line in a file that has it in English, else at the last request, or at the
/// end of the page.
fn request_place(pair: &Pair<'_, '_>, missing: &Request) -> Span {
    if pair.is_bilingual() {
        let start = pair.view.reading.offset_from_file(missing.place.line);
        return pair.view.reading.in_file(Span::new(start, start));
    }
    let last = pair.view.contract.requests.last().map(|request| request.place.span);
    let end = pair.view.page.text.len().saturating_sub(1);
    pair.view.reading.in_file(last.unwrap_or(Span::new(end, end)))
}

fn fences(pair: &Pair<'_, '_>, sink: &mut Sink) {
    // A translator may rightly have translated the comments of a plain page's code.
    let plain = pair.cause == Cause::Translation;
    if pair.is_bilingual() || plain {
        return;
    }
    let (own, other) = (&pair.view.page, &pair.reference.page);
    let pairs = by_order(&own.fences, &other.fences, |fence| fence.info.to_string());
    for (mine, theirs) in pairs.into_iter().filter_map(|(mine, theirs)| mine.zip(theirs)) {
        let lines = |view: &View<'_>, fence: &Fence<'_>| -> Vec<(Span, String)> {
            fence.lines(view.page.text).map(|(span, line)| (span, folded("", line))).collect()
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
                    expected: Some(expected.trim().to_owned()),
                    found: Some(found.trim().to_owned()),
                    related: vec![related(pair.reference_doc, there, format!("here it reads `{}`", expected.trim()))],
                    ..Found::default()
                },
            );
        }
    }
}

/// One finding a page group: the same example stands in every locale.
fn examples(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(doc) = group.newest() else { return };
    let view = doc.english();
    for example in strangers(&view.contract, doc.profile) {
        sink.report(
            doc,
            Found {
                span: view.reading.in_file(example.place.span),
                message: "this example is no instance of any request that the page documents".to_owned(),
                found: Some(folded(&example.method, &example.url)),
                cause: Some(Cause::Source),
                ..Found::default()
            },
        );
    }
}

/// The example requests to the documented API that are no instance of any documented request.
fn strangers<'c>(contract: &'c Contract, profile: &Profile) -> Vec<&'c ExampleRequest> {
    if contract.requests.is_empty() {
        return Vec::new();
    }
    let to_api = |example: &&ExampleRequest| profile.is_of_api(&example.url);
    let strange = |example: &&ExampleRequest| !contract.requests.iter().any(|request| example.is_instance_of(request));
    contract.example_requests.iter().filter(to_api).filter(strange).collect()
}
