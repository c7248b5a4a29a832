//! Defects of the English itself: one finding, not one a locale.

use std::collections::{BTreeMap, BTreeSet};

use crate::checker::{Check, Checker, Findings, Found, Sink};
use crate::contract::{Contract, ResponseFrom};
use crate::finding::{Cause, Finding, Related, Severity};
use crate::group::{PageGroup, Pair, View};
use crate::rule::{Family, Rule};
use crate::span::{Span, line_start};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "source-contradiction",
        family: Family::Source,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "other/inconsistency",
        on: true,
        what: "The English names one success code in its response section and shows another in its example.",
        why: "a reader of any locale cannot tell which code the API answers with",
        passes: "Pages where one of the codes stands in both places, error codes, and what the English of today has mended (`--source`).",
        fix: "Correct the English page; the locales follow with the next hand-off.",
        example: " If successful, returns `201 Created`.\n \n-HTTP/1.1 200 OK\n+HTTP/1.1 201 Created",
    }
    .by(Check::Group(contradiction)),
    Rule {
        name: "source-half",
        family: Family::Source,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "other/inconsistency",
        on: true,
        what: "The English half of a pair is empty, or names nothing where the localized half names scopes or a header.",
        why: "the translation cannot be checked against it, and the translation memory learns a wrong pair",
        passes: "English halves with a scope or a name of their own: they are trusted.",
        fix: "Hand the page off again; the localized half is usually right.",
        example: "",
    }
    .by(Check::Pair(half)),
    Rule {
        name: "source-fragile",
        family: Family::Source,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "other/internationalization",
        on: false,
        what: "Several locales damaged the same name, which stands in the English without code formatting.",
        why: "the next locale and the next hand-off will damage it again",
        passes: "Names that a single locale damaged, and names that the English formats as code. Off by default: it is for the \
            authors of the English, not for those who mend a locale.",
        fix: "Put the name between backticks in English, or lock it with `no-loc`.",
        example: "-The parcelRoute of a parcel.\n+The `parcelRoute` of a parcel.",
    }
    .by(Check::Findings(fragile)),
];

fn success_codes(contract: &Contract, from: ResponseFrom) -> BTreeSet<u16> {
    let codes = contract.responses.iter().filter(|response| response.from == from).map(|response| response.status);
    codes.filter(|status| (200..300).contains(status)).collect()
}

/// The success codes of the response section and those of the examples, where they have none in common.
fn contradictory(contract: &Contract) -> Option<(BTreeSet<u16>, BTreeSet<u16>)> {
    let prose = success_codes(contract, ResponseFrom::Prose);
    let examples = success_codes(contract, ResponseFrom::Example);
    (!prose.is_empty() && !examples.is_empty() && prose.is_disjoint(&examples)).then_some((prose, examples))
}

fn contradiction(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(doc) = group.newest() else { return };
    let view = doc.english();
    let Some((prose, examples)) = contradictory(&view.contract) else { return };
    // The author may have mended it since.
    if group.english.as_ref().is_some_and(|today| contradictory(&today.english().contract).is_none()) {
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
    let report = |span: Span, message: &str, sink: &mut Sink| {
        sink.report(
            pair.doc,
            Found {
                span,
                message: message.to_owned(),
                found: Some(span.of(content).trim().to_owned()),
                cause: Some(Cause::Source),
                ..Found::default()
            },
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

/// Fewer locales than this may each have slipped by chance.
const SEVERAL: usize = 2;

/// The tokens that several locales damaged and that stand in the English without code formatting.
fn fragile(group: &PageGroup<'_>, findings: &Findings<'_, '_>, sink: &mut Sink) {
    let mut damaged: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let damages = |finding: &&Finding| finding.found.is_some() || finding.rule.family == Family::Segment;
    for finding in findings.all.iter().filter(|finding| finding.cause == Cause::Translation).filter(damages) {
        let token =
            finding.expected.as_deref().filter(|token| !token.is_empty() && !token.contains(char::is_whitespace));
        damaged.entry(token.unwrap_or_default()).or_default().push(finding);
    }
    damaged.remove("");
    let Some(doc) = group.english.as_ref().or_else(|| group.newest()) else { return };
    let view = doc.english();
    for (token, findings) in damaged {
        let locales: BTreeSet<&str> = findings.iter().filter_map(|finding| finding.locale.as_deref()).collect();
        let Some(place) = bare(view, token).filter(|_| locales.len() >= SEVERAL) else { continue };
        let locales = locales.into_iter().collect::<Vec<_>>().join(", ");
        sink.report(
            doc,
            Found {
                span: view.reading.in_file(place),
                message: format!("`{token}` has no code formatting in English, and {locales} damaged it"),
                found: Some(token.to_owned()),
                cause: Some(Cause::Source),
                related: findings
                    .iter()
                    .map(|finding| Related {
                        path: finding.path.clone(),
                        line: finding.line,
                        message: finding.message.clone(),
                    })
                    .collect(),
                ..Found::default()
            },
        );
    }
}

/// Where a token stands alone in a text, and not as code.
fn bare(view: &View<'_>, token: &str) -> Option<Span> {
    let text = &*view.page.prose;
    let beside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let places = text.match_indices(token).map(|(at, _)| Span::new(at, at + token.len()));
    let alone = |place: &Span| !text[..place.start].ends_with(beside) && !text[place.end..].starts_with(beside);
    let around = |span: Span, place: &Span| span.start <= place.start && place.end <= span.end;
    let is_code = |place: &Span| {
        view.page.code_spans.iter().any(|code| around(code.span, place))
            || view.page.fences.iter().any(|fence| around(fence.span, place))
            || view.page.front_matter.is_some_and(|block| around(block, place))
    };
    let mut places = places.filter(|place| alone(place) && !is_code(place));
    places.next()
}
