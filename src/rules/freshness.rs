//! Whether a page was made from the English of today, as far as the pages themselves tell.

use crate::contract::{Contract, Permission, Request, ResponseFrom};
use crate::finding::{Cause, Related, Severity};
use crate::group::{Currency, Doc, PageGroup};
use crate::rule::{Check, Family, Found, Rule, Sink, related};
use crate::span::Span;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "stale-contract",
        family: Family::Freshness,
        severity: Severity::Warning,
        mqm: "other/other",
        on: true,
        what: "The page was made from an older English whose contract has changed since.",
        why: "readers of this locale do not learn of these requests, scopes, headers or names",
        passes: "Prose, examples, facts that the English dropped (unless there is an English tree, `--source`), and requests that no example of the newer page confirms.",
        fix: "Hand the page off again.",
        check: Check::Group(stale_contract),
    },
    Rule {
        name: "stale-prose",
        family: Family::Freshness,
        severity: Severity::Info,
        mqm: "other/other",
        on: true,
        what: "The page was made from an older English whose prose has changed since, but not its contract.",
        why: "readers of this locale have the same API before them, in older words",
        passes: "Pages without the English tree (`--source`), and pages whose hash is that of the English of today.",
        fix: "Hand the page off again when the group is due.",
        check: Check::Group(stale_prose),
    },
    Rule {
        name: "revision-unknown",
        family: Family::Freshness,
        severity: Severity::Info,
        mqm: "other/other",
        on: true,
        what: "The page does not say which English it was made from.",
        why: "whether it is current cannot be proved, so differences from the English of today are not reported",
        passes: "Pages without the English tree (`--source`).",
        fix: "Record the provenance with the next hand-off.",
        check: Check::Group(revision_unknown),
    },
    Rule {
        name: "page-orphaned",
        family: Family::Freshness,
        severity: Severity::Warning,
        mqm: "other/other",
        on: true,
        what: "The page has no English page any more.",
        why: "readers of this locale find an API that may be gone",
        passes: "Names that differ in case or in `_` and `-`, and runs without the English tree (`--source`).",
        fix: "Delete the page, or rename it after its English page.",
        check: Check::Group(page_orphaned),
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

/// The path without host, version and white space, and without the names of its placeholders: `{id}`, `{usersId}` and
/// `<id>` are the same.
fn shape(path: &str) -> String {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.trim_start_matches('/');
    let path = path.strip_prefix("v1.0/").or_else(|| path.strip_prefix("beta/")).unwrap_or(path);
    let mut shape = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars().filter(|c| !c.is_whitespace()) {
        inside &= !matches!(c, '}' | '>');
        if !inside && !matches!(c, '}' | '>') {
            shape.push(if c == '<' { '{' } else { c });
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
        // A page can have several tables with the same account kinds.
        let known: Vec<&Permission> = older.permissions.iter().filter(|known| known.kind == row.kind).collect();
        let is_new = |scope: &&String| !known.iter().any(|known| known.scopes.contains(scope));
        let scopes: Vec<&str> = row.scopes.iter().filter(is_new).map(String::as_str).collect();
        let fact = match (known.is_empty(), &scopes[..]) {
            (true, []) => format!("the permission row `{}`", row.kind),
            (true, scopes) => format!("the permission row `{}` (`{}`)", row.kind, scopes.join("`, `")),
            (false, []) => continue,
            (false, [scope]) => format!("the scope `{scope}` of `{}`", row.kind),
            (false, scopes) => format!("the scopes `{}` of `{}`", scopes.join("`, `"), row.kind),
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

fn name(doc: &Doc<'_>) -> String {
    match &doc.locale {
        Some(locale) if locale.is_english() => "the English page".to_owned(),
        Some(locale) => locale.to_string(),
        None => doc.file.path.clone(),
    }
}

/// The pages made from an older English, each with a page that carries the newer one: the English of today where there is
/// an English tree, else a page of the newest revision.
fn stale<'g, 'a>(group: &'g PageGroup<'a>) -> Vec<(&'g Doc<'a>, &'g Doc<'a>)> {
    match &group.english {
        Some(english) => {
            let docs = group.docs.iter().filter(|doc| group.currency(doc) == Currency::Stale);
            docs.map(|doc| (doc, english)).collect()
        }
        None if group.has_source => Vec::new(),
        None => older(group).collect(),
    }
}

fn stale_contract(group: &PageGroup<'_>, sink: &mut Sink) {
    for (doc, newer) in stale(group) {
        let Some(own) = &doc.source else { continue };
        let theirs = newer.english();
        let gained = lacks(&own.contract, &theirs.contract).into_iter().map(|(fact, span)| {
            let message = format!("{} has {fact}", name(newer));
            (format!("lack {fact}"), related(newer, theirs.reading.in_file(span), message))
        });
        // Without the English tree, a fact that another locale lacks may as well have been lost there.
        let dropped = if group.english.is_some() { lacks(&theirs.contract, &own.contract) } else { Vec::new() };
        let dropped = dropped.into_iter().map(|(fact, span)| {
            let message = format!("here still stands {fact}");
            (format!("still find {fact}, which is gone"), related(doc, own.reading.in_file(span), message))
        });
        let (facts, places): (Vec<String>, Vec<Related>) = gained.chain(dropped).unzip();
        let Some(first) = facts.first() else { continue };
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: format!("made from an older English: its readers {first}"),
                cause: Some(Cause::Stale),
                related: places,
                ..Found::default()
            },
        );
    }
}

fn stale_prose(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(english) = &group.english else { return };
    for doc in group.docs.iter().filter(|doc| group.currency(doc) == Currency::Stale) {
        let current = &english.localized.contract;
        let same = |own: &Contract| lacks(own, current).is_empty() && lacks(current, own).is_empty();
        if doc.source.as_ref().is_some_and(|own| same(&own.contract)) {
            sink.report(
                doc,
                Found {
                    span: title(doc),
                    message: "made from an older English; its contract has not changed since".to_owned(),
                    cause: Some(Cause::Stale),
                    ..Found::default()
                },
            );
        }
    }
}

fn revision_unknown(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(english) = &group.english else { return };
    for doc in group.docs.iter().filter(|doc| group.currency(doc) == Currency::Unknown) {
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: "the page does not say which English it was made from".to_owned(),
                cause: Some(Cause::Stale),
                related: vec![related(english, title(english), "this is its English page today".to_owned())],
                ..Found::default()
            },
        );
    }
}

fn page_orphaned(group: &PageGroup<'_>, sink: &mut Sink) {
    if !group.has_source || group.english.is_some() {
        return;
    }
    for doc in &group.docs {
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: "no English page has this name any more".to_owned(),
                cause: Some(Cause::Stale),
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
