//! Requests, documented and shown as examples.

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::contract::{Contract, ExampleRequest, Request};
use crate::finding::{Cause, Related, Severity};
use crate::group::{Basis, PageGroup, Pair, by_order};
use crate::profile::{METHODS, Profile};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "request-line",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A documented request differs in method or path, is missing, or was added.",
        why: "a reader who sends this request reaches another operation, or none",
        passes: "White space, the HTTP version, and pages made from another revision of the English.",
        fix: "Restore the request line as the English page has it.",
        example: "-GET /pakete/{id}\n+GET /parcels/{id}",
    }
    .by(Check::AnyPair(requests)),
    Rule {
        name: "example-request",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/mistranslation",
        on: false,
        what: "An example request is no instance of any documented request.",
        why: "a reader copies the example, and it does something else than the page says",
        passes: "Examples for other hosts, pages that document no request, and differences in case and query. Off by default: \
            English pages often show `/me` for a documented `/users/{id}`, so about one finding in two is no defect.",
        fix: "Make the example an instance of a documented request, or document the request.",
        example: " GET /parcels/{id}\n \n-GET https://api.example.com/packages/7\n+GET https://api.example.com/parcels/7",
    }
    .by(Check::Group(examples)),
];

/// The target with its runs of white space folded.
fn folded(method: &str, target: &str) -> String {
    std::iter::once(method).chain(target.split_whitespace()).collect::<Vec<_>>().join(" ")
}

fn requests(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.basis == Basis::AnyEnglish {
        return translated_methods(pair, sink);
    }
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
    let pairs = by_order(&mine, &theirs, |request| request.path.to_string());
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

/// Lines of code that send what the English sends, by a method that HTTP does not know.
fn translated_methods(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (page, (_, other)) = (&pair.view.page, pair.contracts());
    let lines = page.fences.iter().flat_map(|fence| fence.lines(page.text));
    for (span, line) in lines.map(|(span, line)| (span, line.trim())) {
        let Some((method, target)) = line.split_once(char::is_whitespace) else { continue };
        if METHODS.contains(&method) || !method.chars().all(char::is_alphabetic) {
            continue;
        }
        let sent = |request: &&Request| folded("", target) == folded("", &request.path);
        if let Some(request) = other.requests.iter().find(sent) {
            let expected = folded(&request.method, &request.path);
            sink.report(
                pair.doc,
                Found {
                    span: pair.view.reading.in_file(span),
                    message: format!("the request `{line}` should be `{expected}`"),
                    expected: Some(expected),
                    found: Some(line.to_owned()),
                    related: elsewhere(pair, request),
                    ..Found::default()
                },
            );
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
    let text = pair.view.page.text;
    let end = Span::new(0, text.len()).last(text).start;
    pair.view.reading.in_file(last.unwrap_or(Span::new(end, end)))
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
