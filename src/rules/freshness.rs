//! Whether a page was made from the English of today, as far as the pages themselves tell.

use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{AllPages, Check, Checker, Found, Sink, related};
use crate::contract::{Fact, additions, changes, is_confirmed, summary};
use crate::finding::{Cause, Related, Severity};
use crate::group::{Currency, Doc, Likeness, PageGroup, View};
use crate::provenance::{Gap, Origin};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "stale-contract",
        family: Family::Freshness,
        severity: Severity::Warning,
        mqm: "other/other",
        on: true,
        what: "The page was made from an older English whose contract has changed since.",
        why: "readers of this locale do not learn of these requests, scopes, headers or names",
        passes: "Prose, examples and the values of headers. Without the English tree (`--source`) also facts that the English \
            dropped, and requests that no example of the newer page confirms.",
        fix: "Hand the page off again.",
        example: "",
    }
    .by(Check::Group(stale_contract)),
    Rule {
        name: "stale-prose",
        family: Family::Freshness,
        severity: Severity::Info,
        mqm: "other/other",
        on: true,
        what: "The page was made from an older English whose prose has changed since, but not its contract.",
        why: "readers of this locale have the same API before them, in older words",
        passes: "Pages without the English tree (`--source`), pages whose hash is that of the English of today, and changes of case, \
            white space, markup and link targets.",
        fix: "Hand the page off again when the group is due.",
        example: "",
    }
    .by(Check::Group(stale_prose)),
    Rule {
        name: "revision-unknown",
        family: Family::Freshness,
        severity: Severity::Info,
        mqm: "other/other",
        on: true,
        what: "The English that the page says it was made from is not at hand, or a bilingual page does not say which one it was.",
        why: "whether it is current cannot be proved, and what differs from the English of today may only be out of date",
        passes: "Pages without the English tree (`--source`), and all pages under `--assume-current`.",
        fix: "Record the provenance with the next hand-off. Where every page is known to follow the English of today, set \
            `assume-current: true` in docparity.yaml: then it is compared.",
        example: "",
    }
    .by(Check::Group(revision_unknown)),
    Rule {
        name: "page-missing",
        family: Family::Freshness,
        severity: Severity::Info,
        mqm: "accuracy/omission",
        on: true,
        what: "An English page is translated in some locales and missing in others.",
        why: "readers of these locales do not learn of the API, or are sent to the English page",
        passes: "Pages that no locale has: they are not translated at all (so of a single locale nothing is reported; \
            `docparity freshness` counts and lists its missing pages). Pages that would stand outside the given paths, and \
            runs without the English tree (`--source`).",
        fix: "Hand the page off to the locales that lack it.",
        example: "",
    }
    .by(Check::AllPages { headings: false, check: page_missing }),
    Rule {
        name: "page-orphaned",
        family: Family::Freshness,
        severity: Severity::Warning,
        mqm: "other/other",
        on: true,
        what: "The English tree has no page of this name.",
        why: "readers of this locale find an API that may be gone",
        passes: "Names that differ in case or in `_` and `-`, pages outside the layout, and runs without the English tree (`--source`).",
        fix: "Rename the page after its English page (the finding names the one that documents the same), or delete it.",
        example: "",
    }
    .by(Check::Group(page_orphaned)),
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
        example: "",
    }
    .by(Check::Group(mixed_revisions)),
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

fn stale_contract(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(english) = &group.english else { return behind_others(group, sink) };
    let stale = |doc: &&Doc<'_>| match group.currency(doc) {
        Currency::StaleContract => true,
        Currency::Unknown => doc.source.is_none(),
        Currency::Current | Currency::StaleProse => false,
    };
    for doc in group.docs.iter().filter(stale) {
        // The English that the page was made from: of the history, or beside the localized text.
        let own = group.made_from(doc).map(|older| (older, older.english()));
        let own = own.or_else(|| Some((doc, doc.source.as_ref()?)));
        let today = english.english();
        let (changes, message) = match own {
            Some((_, own)) => (changes(&own.contract, &today.contract), "made from an older English; changed since"),
            None => (group.other_requests(doc), "its requests are not those of the English of today"),
        };
        if changes.is_empty() {
            continue;
        }
        let (older_doc, older) = own.unwrap_or((doc, &doc.localized));
        let places = changes.iter().filter_map(|change| {
            let told = change.news();
            let newer = change.newer.map(|span| related(english, today.reading.in_file(span), told.clone()));
            newer.or_else(|| Some(related(older_doc, older.reading.in_file(change.older?), told)))
        });
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: format!("{message}: {}", summary(&changes)),
                cause: Some(Cause::Stale),
                related: places.collect(),
                ..Found::default()
            },
        );
    }
}

/// Without the English tree: the pages made from an older English than another locale, which lack facts that its page has.
/// A fact that another locale lacks may as well have been lost there.
fn behind_others(group: &PageGroup<'_>, sink: &mut Sink) {
    for (doc, newer) in older(group).filter(|_| !group.tree.has_english) {
        let Some(own) = &doc.source else { continue };
        let theirs = newer.english();
        let facts = additions(&own.contract, &theirs.contract).into_iter();
        let facts: Vec<_> = facts.filter(|fact| is_confirmed(fact, &own.contract, &theirs.contract)).collect();
        let Some(first) = facts.first() else { continue };
        let place = |fact: &Fact<'_>| {
            related(newer, theirs.reading.in_file(fact.place.span), format!("{} has {fact}", name(newer)))
        };
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: format!("made from an older English: its readers lack {first}"),
                cause: Some(Cause::Stale),
                related: facts.iter().map(place).collect(),
                ..Found::default()
            },
        );
    }
}

fn stale_prose(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in group.docs.iter().filter(|doc| group.currency(doc) == Currency::StaleProse) {
        let own = group.made_from(doc).map(Doc::english).or(doc.source.as_ref());
        let today = group.english.as_ref().map(Doc::english);
        if own.zip(today).is_some_and(|(own, today)| words(own) == words(today)) {
            continue;
        }
        let message = match own {
            Some(_) => "made from an older English; its contract has not changed since",
            None if doc.localized.contract.requests.is_empty() => "made from an older English",
            None => "made from an older English; its requests have not changed since",
        };
        let message = message.to_owned();
        sink.report(doc, Found { span: title(doc), message, cause: Some(Cause::Stale), ..Found::default() });
    }
}

/// The words of a page in lower case, without markup and link targets.
fn words(view: &View<'_>) -> Vec<String> {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<[^<>]*>|\]\([^()]*\)|&\w+;").expect("valid"));
    let page = &view.page;
    let cells = page.tables.iter().flat_map(|table| std::iter::once(&table.head).chain(&table.rows));
    let cells = cells.flat_map(|row| &row.cells).map(|cell| cell.span);
    let mut places: Vec<Span> = page.paragraphs().map(|block| block.span).chain(cells).collect();
    places.extend(page.sections.iter().map(|section| section.span));
    places.sort();
    let texts = places.into_iter().map(|place| MARKUP.replace_all(place.of(&page.prose), " ").to_lowercase());
    let split = |text: String| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    texts.flat_map(split).filter(|word| !word.is_empty()).collect()
}

fn revision_unknown(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(english) = &group.english else { return };
    // A plain page that says nothing is held against the English of today.
    let is_said = |doc: &&Doc<'_>| match &doc.origin {
        Origin::Unknown(gap) => !matches!(gap, Gap::NoDate { .. }),
        _ => doc.source.is_some(),
    };
    let unknown = group.docs.iter().filter(|doc| group.currency(doc) == Currency::Unknown);
    for doc in unknown.filter(is_said) {
        let message = match (&doc.provenance.commit, &doc.provenance.hash) {
            (_, Some(hash)) => format!("no version of its English page has the hash that the page records: `{hash}`"),
            (Some(commit), None) => {
                format!("the English it was made from is not at hand: commit `{commit}` of the English tree")
            }
            (None, None) => "the page does not say which English it was made from".to_owned(),
        };
        sink.report(
            doc,
            Found {
                span: title(doc),
                message,
                cause: Some(Cause::Stale),
                related: vec![related(english, title(english), "this is its English page today".to_owned())],
                ..Found::default()
            },
        );
    }
}

fn page_missing(all: &AllPages<'_>, sink: &mut Sink) {
    let pages = all.translations.iter().flat_map(|translations| &translations.pages);
    for page in pages.filter(|page| !page.locales.is_empty() && !page.lacking.is_empty()) {
        let tags: Vec<String> = page.lacking.iter().map(|locale| format!("`{locale}`")).collect();
        let (lacking, all) = (page.lacking.len(), page.lacking.len() + page.locales.len());
        sink.report_page(page, format!("missing in {lacking} of {all} locales: {}", tags.join(", ")));
    }
}

fn page_orphaned(group: &PageGroup<'_>, sink: &mut Sink) {
    if !group.tree.has_english || group.english.is_some() {
        return;
    }
    for doc in &group.docs {
        let renamed = group.tree.renames.and_then(|renames| renames.find(doc));
        let hint = renamed.map_or_else(String::new, |page| {
            let same = match page.by {
                Likeness::Requests => "documents the same requests",
                Likeness::Names => "describes the same names",
                Likeness::Title => "has the same title",
            };
            format!("; `{}` {same}", page.key)
        });
        let related = renamed.into_iter().map(|page| Related {
            path: page.path.to_owned(),
            line: page.line,
            message: "this English page has no page in this locale".to_owned(),
        });
        sink.report(
            doc,
            Found {
                span: title(doc),
                message: format!("the English tree has no page of this name{hint}"),
                cause: Some(Cause::Stale),
                related: related.collect(),
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
