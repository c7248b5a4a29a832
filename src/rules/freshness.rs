//! Whether a page was made from the English of today, as far as the pages themselves tell.

use crate::contract::additions;
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
        passes: "Pages without the English tree (`--source`), and all pages under `--assume-current`.",
        fix: "Record the provenance with the next hand-off. Where every page is known to follow the English of today, set \
            `assume-current: true` in docparity.yaml: then it is compared.",
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
        passes: "Nothing: it tells which pages cannot be compared with each other. Off by default: two thirds of all pages mix \
            revisions while nothing is wrong with them.",
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
            let docs = group.docs.iter().filter(|doc| group.currency(doc) == Currency::StaleContract);
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
        let gained = additions(&own.contract, &theirs.contract).into_iter().map(|(fact, span)| {
            let message = format!("{} has {fact}", name(newer));
            (format!("lack {fact}"), related(newer, theirs.reading.in_file(span), message))
        });
        // Without the English tree, a fact that another locale lacks may as well have been lost there.
        let dropped = if group.english.is_some() { additions(&theirs.contract, &own.contract) } else { Vec::new() };
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
    for doc in group.docs.iter().filter(|doc| group.currency(doc) == Currency::StaleProse) {
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
