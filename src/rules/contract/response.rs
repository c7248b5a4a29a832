//! Response codes: what a client gets back.

use std::collections::{BTreeMap, BTreeSet};

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::contract::{Response, ResponseFrom, Subject, statuses as statuses_in, strays};
use crate::finding::{Cause, Severity};
use crate::group::{PageGroup, Pair, View, by_order};
use crate::rule::{Family, Rule};
use crate::rules::token::times;
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "response-status",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/mistranslation",
        on: true,
        what: "A response code differs from the English, is missing, or was added; or its reason was translated inside code.",
        why: "a client that waits for this code takes a success for a failure, or the other way round",
        passes: "Reason phrases that vary in case or in English, their order, and codes written without code formatting. A \
            translated reason is a warning.",
        fix: "Restore the code span as the English page has it.",
        example: "-`200 OK`\n+`204 No Content`",
    }
    .by(Check::Pair(statuses)),
    Rule {
        name: "response-body",
        family: Family::Contract,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "other/non-conformance",
        on: true,
        what: "An example response with the code 204 has a body.",
        why: "204 means that there is no content, so the code or the body is wrong",
        passes: "Headers after the status line.",
        fix: "Correct the code or drop the body in the English page.",
        example: "-HTTP/1.1 204 No Content\n+HTTP/1.1 200 OK\n \n { \"id\": 7 }",
    }
    .by(Check::Group(bodies)),
];

fn statuses(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (own, other) = pair.contracts();
    if pair.is_bilingual() {
        // The two readings share lines, so codes are compared line by line on the whole page.
        let mut lines: BTreeMap<usize, (Vec<Response>, Vec<Response>)> = BTreeMap::new();
        for response in on_page(pair, pair.reference) {
            lines.entry(response.place.line).or_default().1.push(response);
        }
        for response in on_page(pair, pair.view) {
            // A line whose English names no code proves nothing.
            if let Some((mine, _)) = lines.get_mut(&response.place.line) {
                mine.push(response);
            }
        }
        lines.into_values().for_each(|(mine, theirs)| compare(pair, &mine, &theirs, sink));
    } else {
        compare(
            pair,
            &prose(&own.responses).cloned().collect::<Vec<_>>(),
            &prose(&other.responses).cloned().collect::<Vec<_>>(),
            sink,
        );
        examples(pair, sink);
    }
}

/// The codes of a reading: those in code spans, and those that its contract finds elsewhere.
fn on_page(pair: &Pair<'_, '_>, view: &View<'_>) -> Vec<Response> {
    let mut all = statuses_in(&Subject::new(pair.doc.content(), view.reading, &view.page, true));
    let in_code: BTreeSet<Span> = all.iter().map(|known| known.place.span).collect();
    all.extend(prose(&view.contract.responses).filter(|known| !in_code.contains(&known.place.span)).cloned());
    all
}

fn prose(responses: &[Response]) -> impl Iterator<Item = &Response> {
    responses.iter().filter(|response| response.from == ResponseFrom::Prose)
}

/// Compares the codes of a line, or of a page, as multisets.
fn compare(pair: &Pair<'_, '_>, own: &[Response], other: &[Response], sink: &mut Sink) {
    let mut mine: Vec<&Response> = own.iter().collect();
    let mut theirs: Vec<&Response> = Vec::new();
    for response in other {
        let equal = |known: &&Response| known.status == response.status && same_reason(&known.reason, &response.reason);
        let at = mine.iter().position(equal);
        match at.or_else(|| mine.iter().position(|known| known.status == response.status)) {
            Some(at) => {
                let known = mine.remove(at);
                if is_code(pair, known) && !same_reason(&known.reason, &response.reason) {
                    report_reason(pair, known, response, sink);
                }
            }
            None => theirs.push(response),
        }
    }
    // A code that stands in the text without code formatting is there, and so is one whose heading was lost.
    let mut strays = elsewhere(pair);
    let mut stray = |response: &Response| {
        strays.iter().position(|&code| code == response.status).map(|at| strays.swap_remove(at)).is_some()
    };
    theirs.retain(|response| !line_holds(pair, response) && !stray(response) && !stands_as_often(pair, response));
    let mut mine = mine.into_iter();
    for response in &theirs {
        let near = mine.next();
        let span = match near {
            Some(known) => pair.view.reading.in_file(known.place.span),
            None => place_of(pair, response),
        };
        let message = match near {
            Some(known) => format!("the response code {} should be {}", known.status, response.status),
            None => format!("the response code {} is missing", response.status),
        };
        sink.report(
            pair.doc,
            Found { span, message, expected: Some(text(response)), found: near.map(text), ..Found::default() },
        );
    }
    for known in mine {
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(known.place.span),
                message: format!("the response code {} does not stand in the English", known.status),
                found: Some(text(known)),
                ..Found::default()
            },
        );
    }
}

fn text(response: &Response) -> String {
    format!("{} {}", response.status, response.reason).trim_end().to_owned()
}

/// Whether the response stands in a code span: what is written as text may be translated.
fn is_code(pair: &Pair<'_, '_>, response: &Response) -> bool {
    response.place.span.of(pair.view.page.text).starts_with('`')
}

/// English says `204 No content`, `204, No Content` and `204` of the same response.
fn same_reason(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (one, other) = (letters(one), letters(other));
    one.is_empty() || other.is_empty() || one == other
}

fn report_reason(pair: &Pair<'_, '_>, own: &Response, other: &Response, sink: &mut Sink) {
    sink.report(
        pair.doc,
        Found {
            span: pair.view.reading.in_file(own.place.span),
            message: format!("the reason of the response code {} was translated", own.status),
            expected: Some(text(other)),
            found: Some(text(own)),
            lesser: true,
            ..Found::default()
        },
    );
}

/// The line of a bilingual page on which the reference's `response` stands, in the view.
fn line_of(pair: &Pair<'_, '_>, response: &Response) -> Span {
    let start = pair.view.reading.offset_from_file(response.place.line);
    let rest = pair.view.page.text.get(start..).unwrap_or_default();
    Span::new(start, start + rest.find('\n').unwrap_or(rest.len())).trimmed(pair.view.page.text)
}

/// Where in the file a response would stand that only the reference has.
fn place_of(pair: &Pair<'_, '_>, missing: &Response) -> Span {
    if pair.is_bilingual() {
        return pair.view.reading.in_file(line_of(pair, missing));
    }
    let last = pair.view.contract.responses.iter().rfind(|known| known.from == missing.from);
    pair.place_near(last.map(|known| known.place), missing.place)
}

/// The codes that a plain page states outside its response section.
fn elsewhere(pair: &Pair<'_, '_>) -> Vec<u16> {
    if pair.is_bilingual() {
        return Vec::new();
    }
    strays(&Subject::new(pair.doc.content(), pair.view.reading, &pair.view.page, false), pair.doc.profile)
}

fn line_holds(pair: &Pair<'_, '_>, response: &Response) -> bool {
    if !pair.is_bilingual() {
        return false;
    }
    let line = line_of(pair, response).of(pair.view.page.text);
    let code = response.status.to_string();
    let digit = |c: char| c.is_ascii_digit();
    line.match_indices(&code).any(|(at, _)| !line[..at].ends_with(digit) && !line[at + 3..].starts_with(digit))
}

/// Whether a plain page has the number of a code as often as the English, with words of its language around it that nobody knows
/// here; or the code with its reason, in an example that the English includes.
fn stands_as_often(pair: &Pair<'_, '_>, response: &Response) -> bool {
    let code = response.status.to_string();
    let count = |view: &View<'_>| times(view.page.text, &code);
    let is_reason = |rest: &str| match &*response.reason {
        "" => rest.starts_with(|c: char| c.is_ascii_uppercase()),
        reason => rest.starts_with(reason),
    };
    let is_in_example = || pair.view.page.text.split(&format!("{code} ")).skip(1).any(is_reason);
    !pair.is_bilingual() && (count(pair.view) >= count(pair.reference) || is_in_example())
}

fn examples(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (own, other) = pair.contracts();
    let of_examples = |responses: &[Response]| -> Vec<Response> {
        responses.iter().filter(|response| response.from == ResponseFrom::Example).cloned().collect()
    };
    let (own, other) = (of_examples(&own.responses), of_examples(&other.responses));
    for (mine, theirs) in by_order(&own, &other, |response| response.status.to_string()) {
        let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
        if mine.status != theirs.status {
            let there = pair.reference.reading.in_file(theirs.place.span);
            sink.report(
                pair.doc,
                Found {
                    span: pair.view.reading.in_file(mine.place.span),
                    message: format!("the example response {} should be {}", mine.status, theirs.status),
                    expected: Some(text(theirs)),
                    found: Some(text(mine)),
                    related: vec![related(pair.reference_doc, there, format!("here it reads `{}`", text(theirs)))],
                    ..Found::default()
                },
            );
        }
    }
}

/// One finding a page group: the same example stands in every locale.
fn bodies(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(doc) = group.newest() else { return };
    let view = doc.english();
    let mut responses = view.contract.responses.iter();
    if let Some(response) = responses.find(|response| response.status == 204 && response.has_body) {
        sink.report(
            doc,
            Found {
                span: view.reading.in_file(response.place.span),
                message: "this example response has the code 204 and a body".to_owned(),
                found: Some(text(response)),
                cause: Some(Cause::Source),
                ..Found::default()
            },
        );
    }
}
