//! Whether a page was made from the English of today, as far as the pages themselves tell.

use std::collections::BTreeSet;

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
        passes: "Facts that the newer English dropped, prose, examples, and requests that the newer page's own examples contradict.",
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

/// The facts of the newer English that the older one lacks, as a reader would name them.
fn lacks(older: &Contract, newer: &Contract) -> Vec<String> {
    let mut facts: Vec<String> = Vec::new();
    for request in &newer.requests {
        let same = |known: &&Request| {
            known.method == request.method && shape(&known.path) == shape(&request.path)
        };
        // An example of the newer page that fits no request of its own casts doubt on the request, not on the older page.
        let confirmed = newer.example_requests.is_empty()
            || newer.example_requests.iter().any(|example| example.is_instance_of(request));
        if confirmed && !older.requests.iter().any(|known| same(&known)) {
            facts.push(format!("the request `{} {}`", request.method, request.path));
        }
    }
    for row in newer.permissions.iter().filter(|row| !row.kind.is_empty()) {
        match older.permissions.iter().find(|known| known.kind == row.kind) {
            None => {
                let scopes = if row.scopes.is_empty() { String::new() } else { format!(" (`{}`)", row.scopes.join("`, `")) };
                facts.push(format!("the permission row `{}`{scopes}", row.kind));
            }
            Some(known) => {
                let added: Vec<&str> =
                    row.scopes.iter().filter(|scope| !known.scopes.contains(scope)).map(String::as_str).collect();
                match added[..] {
                    [] => {}
                    [scope] => facts.push(format!("the scope `{scope}` of `{}`", row.kind)),
                    _ => facts.push(format!("the scopes `{}` of `{}`", added.join("`, `"), row.kind)),
                }
            }
        }
    }
    for header in newer.headers.iter().filter(|header| !header.name.is_empty()) {
        if !older.headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
            facts.push(format!("the header `{}`", header.name));
        }
    }
    let codes = |contract: &Contract| -> BTreeSet<u16> {
        let prose = contract.responses.iter().filter(|response| response.from == ResponseFrom::Prose);
        prose.map(|response| response.status).collect()
    };
    facts.extend(codes(newer).difference(&codes(older)).map(|status| format!("the response code {status}")));
    for name in newer.identifiers.iter().filter(|name| name.is_name()) {
        if !older.identifiers.iter().any(|known| known.name == name.name) {
            facts.push(format!("the {} `{}`", name.table, name.name));
        }
    }
    facts.dedup();
    facts
}

fn missing_facts(doc: &Doc<'_>, newer: &Doc<'_>) -> Vec<String> {
    match (&doc.source, &newer.source) {
        (Some(own), Some(newer)) => lacks(&own.contract, &newer.contract),
        _ => Vec::new(),
    }
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
        let facts = missing_facts(doc, newer);
        if facts.is_empty() {
            continue;
        }
        let shown = facts.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let more = if facts.len() > 5 { format!(" and {} more", facts.len() - 5) } else { String::new() };
        sink.report(doc, Found {
            span: title(doc),
            message: format!("made from an older English: its readers lack {shown}{more}"),
            cause: Some(Cause::Stale),
            related: vec![related(newer, title(newer), format!("{} was made from a newer English", locale(newer)))],
            ..Found::default()
        });
    }
}

fn mixed_revisions(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in group.revisions.iter().skip(1).flat_map(|revision| &revision.docs).map(|&doc| &group.docs[doc]) {
        sink.report(doc, Found {
            span: title(doc),
            message: "made from another revision of the English than the newest among its locales".to_owned(),
            cause: Some(Cause::Stale),
            ..Found::default()
        });
    }
}
