//! Whether a page was made from the English of today, as far as the pages themselves tell.

use crate::contract::{Contract, Request, ResponseFrom};
use crate::finding::{Cause, Severity};
use crate::group::{Doc, PageGroup};
use crate::rule::{Check, Family, Found, Rule, Sink, related};
use crate::span::Span;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "stale-contract",
        family: Family::Freshness,
        severity: Severity::Warning,
        mqm: "other/other",
        on: true,
        what: "The page was made from an older English than another locale, and its contract lacks facts of the newer one.",
        why: "readers of this locale do not learn of these requests, scopes, headers or names",
        passes: "Facts that the newer English dropped, prose, examples, and requests that no example of the newer page confirms.",
        fix: "Hand the page off again.",
        check: Check::Group(stale_contract),
    },
    Rule {
        name: "mixed-revisions",
        family: Family::Freshness,
        severity: Severity::Info,
        mqm: "other/other",
        on: false,
        what: "The page was made from another revision of the English than the newest one among its locales.",
        why: "its contract cannot be compared with the other locales fact by fact",
        passes: "Nothing: it tells which pages cannot be compared with each other.",
        fix: "Hand the page off again when the group is due.",
        check: Check::Group(mixed_revisions),
    },
];

/// The pages made from an older English than the newest revision, with a page of that revision.
fn older<'g, 'a>(group: &'g PageGroup<'a>) -> impl Iterator<Item = (&'g Doc<'a>, &'g Doc<'a>)> {
    let newest = group.revisions.first();
    let rest = group.revisions.iter().skip(1);
    rest.filter_map(move |revision| Some((revision, newest?)))
        .filter(|(revision, newest)| revision.is_older_than(newest))
        .flat_map(move |(revision, newest)| {
            let current = newest.docs.first().map(|&doc| &group.docs[doc]);
            revision.docs.iter().filter_map(move |&doc| Some((&group.docs[doc], current?)))
        })
}

/// The path without white space and without the names of its placeholders: `{id}` and `{usersId}` are the same.
fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars().filter(|c| !c.is_whitespace()) {
        inside &= !matches!(c, '}' | '>');
        if !inside {
            shape.push(c);
        }
        inside |= matches!(c, '{' | '<');
    }
    shape
}

/// A fact as a reader would name it, and where it stands in its reading.
type Fact = (String, Span);

/// The facts of the newer English that the older one lacks, those about consent first.
fn lacks(older: &Contract, newer: &Contract) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for row in newer.permissions.iter().filter(|row| !row.kind.is_empty()) {
        let known = older.permissions.iter().find(|known| known.kind == row.kind);
        let is_new = |scope: &&String| known.is_none_or(|known| !known.scopes.contains(scope));
        let scopes: Vec<&str> = row.scopes.iter().filter(is_new).map(String::as_str).collect();
        let fact = match (known, &scopes[..]) {
            (None, []) => format!("the permission row `{}`", row.kind),
            (None, scopes) => format!("the permission row `{}` (`{}`)", row.kind, scopes.join("`, `")),
            (Some(_), []) => continue,
            (Some(_), [scope]) => format!("the scope `{scope}` of `{}`", row.kind),
            (Some(_), scopes) => format!("the scopes `{}` of `{}`", scopes.join("`, `"), row.kind),
        };
        facts.push((fact, row.place.span));
    }
    for header in newer.headers.iter().filter(|header| header.header_name().is_some()) {
        if !older.headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
            facts.push((format!("the header `{}`", header.name), header.place.span));
        }
    }
    let prose = |contract: &Contract, status: u16| {
        contract.responses.iter().any(|known| known.from == ResponseFrom::Prose && known.status == status)
    };
    for response in newer.responses.iter().filter(|response| response.from == ResponseFrom::Prose) {
        if !prose(older, response.status) {
            facts.push((format!("the response code {}", response.status), response.place.span));
        }
    }
    facts.extend(new_requests(older, newer));
    for name in newer.identifiers.iter().filter(|name| name.is_name()) {
        if !older.identifiers.iter().any(|known| known.name == name.name) {
            facts.push((format!("the {} `{}`", name.table, name.name), name.place.span));
        }
    }
    facts.dedup_by(|one, other| one.0 == other.0);
    facts
}

/// The requests of the newer English that the older one lacks. What no example of its own page confirms, or what differs
/// from a known request by a letter, is as likely a slip on the newer page as a new request.
fn new_requests<'c>(older: &'c Contract, newer: &'c Contract) -> impl Iterator<Item = Fact> + 'c {
    let is_new = |request: &&Request| {
        let path = shape(&request.path);
        let same = |known: &Request| known.method == request.method && shape(&known.path) == path;
        let near = |known: &Request| strsim::levenshtein(&shape(&known.path), &path) <= 1;
        let slips = newer.example_requests.iter().filter_map(|example| example.slips_from(request)).min();
        let confirmed = slips == Some(0) || slips == Some(1) && !older.requests.iter().any(near);
        confirmed && !older.requests.iter().any(same)
    };
    let requests = newer.requests.iter().filter(is_new);
    requests.map(|request| (format!("the request `{} {}`", request.method, request.path), request.place.span))
}

/// The title: what a finding about the whole page points at.
fn title(doc: &Doc<'_>) -> Span {
    let page = &doc.localized.page;
    let span = page.title().map_or(Span::default(), |title| title.span.trimmed(page.text));
    doc.localized.reading.in_file(span)
}

fn locale(doc: &Doc<'_>) -> String {
    doc.locale.as_ref().map_or_else(|| doc.file.path.clone(), ToString::to_string)
}

fn stale_contract(group: &PageGroup<'_>, sink: &mut Sink) {
    for (doc, newer) in older(group) {
        let (Some(own), Some(source)) = (&doc.source, &newer.source) else { continue };
        let facts = lacks(&own.contract, &source.contract);
        let Some((first, _)) = facts.first() else { continue };
        let more = if facts.len() > 1 { ", and more" } else { "" };
        let places = facts.iter().map(|(fact, span)| {
            let message = format!("{} has {fact}", locale(newer));
            related(newer, source.reading.in_file(*span), message)
        });
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: format!("made from an older English: its readers lack {first}{more}"),
                cause: Some(Cause::Stale),
                related: places.collect(),
                ..Found::default()
            },
        );
    }
}

fn mixed_revisions(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in group.revisions.iter().skip(1).flat_map(|revision| &revision.docs).map(|&doc| &group.docs[doc]) {
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: "made from another revision of the English than the newest among its locales".to_owned(),
                cause: Some(Cause::Stale),
                ..Found::default()
            },
        );
    }
}
