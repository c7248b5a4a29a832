//! What changed in the English since the one that a page was made from.

mod told;

use crate::change::{Change, Kind, lacking_code, names};
use crate::checker::{Check, Checker, Found, Sink, related};
use crate::contract::{Fact, additions, is_confirmed, summary};
use crate::finding::{Cause, Related, Severity};
use crate::group::{Currency, Doc, PageGroup, Since};
use crate::provenance::{Origin, Proof};
use crate::rule::{Family, Rule};
use crate::span::Span;
use told::{code_change, listed, prose_change, shown, weightiest};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "stale-contract",
        family: Family::Freshness,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "other/other",
        on: true,
        what: "The page was made from an older English whose contract has changed since.",
        why: "readers of this locale do not learn of these requests, scopes, headers or names",
        passes: "Prose, examples, the values of headers, marks of footnotes, and what the localized half of a bilingual page states. On \
            pages that document no requests, the names of code spans and the options of commands are the contract; where the \
            English that a page was made from is not at hand, those of today that it lacks are an info. So is all of a page that only \
            the days of git tell of and that holds less than a third of the blocks of its English, or a third more. Without the English \
            tree (`--source`) also facts that the English dropped, and requests that no example of the newer page confirms.",
        fix: "Hand the page off again.",
        example: "",
    }
    .by(Check::Group(stale_contract)),
    Rule {
        name: "stale-code",
        family: Family::Freshness,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "other/other",
        on: true,
        what: "The page was made from an older English whose code has changed since, but not its contract.",
        why: "readers of this locale copy code that the English no longer shows",
        passes: "White space that means nothing, how a request marks what readers fill in, words that became code or were code, texts \
            for people in code, sentences written anew about names that the English has (all prose), and code that the localized half \
            has. Pages without the English tree (`--source`). An info where only the days of git tell which English a page was made from.",
        fix: "Hand the page off again; `docparity outdated` lists what changed.",
        example: "",
    }
    .by(Check::Group(stale_code)),
    Rule {
        name: "stale-prose",
        family: Family::Freshness,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "other/other",
        on: true,
        what: "The page was made from an older English whose prose has changed since, but neither its contract nor its code.",
        why: "readers of this locale have the same API before them, in older words",
        passes: "Pages without the English tree (`--source`), pages whose hash is that of the English of today, and changes of case, \
            punctuation, white space, markup, the signs of notices, link targets, grammar and spelling, sentences in other words that add \
            and take nothing, the day of making, levels of headings that the page has, text that was split, joined, moved or foreign.",
        fix: "Hand the page off again when the group is due.",
        example: "",
    }
    .by(Check::Group(stale_prose)),
    Rule {
        name: "stamp-suspicious",
        family: Family::Freshness,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "other/other",
        on: true,
        what: "The page says that it was made from a newer English than before, but its text has not changed since, although the \
            contract or the code of the English has.",
        why: "the page counts as current, and nobody looks at it again",
        passes: "Pages that say already what the English changed, changes of prose, and pages without the git history of the \
            translation and of the English tree (`--source`).",
        fix: "Translate what changed, or set the hash or the commit back; `docparity outdated` lists what changed then.",
        example: "",
    }
    .by(Check::Group(stamp_suspicious)),
];

/// How many places are told.
const MOST_PLACES: usize = 20;

fn stale_contract(group: &PageGroup<'_>, sink: &mut Sink) {
    let Some(english) = &group.english else { return behind_others(group, sink) };
    for doc in of(group, Currency::StaleContract) {
        let today = english.english();
        let unproved;
        let (since, message) = match group.since(doc) {
            Some(since) => (since, "made from an older English; changed since"),
            None => {
                unproved = Since { facts: group.other_requests(doc), ..Since::default() };
                if unproved.facts.is_empty() {
                    lacks_names(group, doc, sink);
                    continue;
                }
                (&unproved, "its requests are not those of the English of today")
            }
        };
        // The English that the page was made from: of the history, or beside the localized text.
        let older = group.made_from(doc).unwrap_or(doc);
        let own = older.source.as_ref().unwrap_or(&older.localized);
        let places = since.facts.iter().filter_map(|change| {
            let told = change.news();
            let newer = change.newer.map(|span| related(english, today.reading.in_file(span), told.clone()));
            newer.or_else(|| Some(related(older, own.reading.in_file(change.older?), told)))
        });
        let told = [summary(&since.facts), since.names.summary()];
        let told = told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        let mut related: Vec<Related> = places.collect();
        if related.is_empty() {
            related = places_of(group, since.changes.iter().filter(|change| change.ages()));
        }
        let message = format!("{message}: {told}");
        // A page that says more than the English of today harms nobody who reads it, where all that went are names.
        let is_more = doc.source.is_none() && since.facts.is_empty() && since.names.added.is_empty();
        let is_guessed = matches!(doc.origin, Origin::Older(_, Proof::DateBefore));
        let hint = is_more || is_guessed || group.is_original(doc) || group.is_dated(doc) && is_of_its_own(doc, older);
        sink.report(
            doc,
            Found { span: title(doc), message, cause: Some(Cause::Stale), related, hint, ..Found::default() },
        );
    }
}

/// Whether a page holds less than a third of the blocks of the English that it was made from, or a third more: what came there need
/// not belong here.
fn is_of_its_own(doc: &Doc<'_>, older: &Doc<'_>) -> bool {
    let (own, english) = (doc.localized.page.blocks.len(), older.english().page.blocks.len());
    own * 3 < english || own * 3 > english * 4
}

/// Names that the English of today has and the page lacks, of which nobody knows whether its English had them: an info.
fn lacks_names(group: &PageGroup<'_>, doc: &Doc<'_>, sink: &mut Sink) {
    let sections = listed(group.changed_sections(doc).into_iter());
    let since =
        if sections.is_empty() { " that is not at hand".to_owned() } else { format!("; since then {sections}") };
    let names = listed(group.lacking_names(doc).iter().map(|name| shown(name)));
    let message = format!("made from an older English{since}; of the English of today it lacks {names}");
    let hint = true;
    sink.report(doc, Found { span: title(doc), message, cause: Some(Cause::Stale), hint, ..Found::default() });
}

fn stale_code(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in of(group, Currency::StaleCode) {
        let Some(since) = group.since(doc) else {
            report(doc, format!("made from an older English{}", not_at_hand(group, doc)), Vec::new(), sink);
            continue;
        };
        let code = || since.changes.iter().filter(|change| change.kind == Kind::Code && change.ages());
        let older = group.made_from(doc).unwrap_or(doc).english();
        let newer = group.english.as_ref().map_or(older, |english| english.english());
        let told = listed(code().map(|change| code_change(change, (older, newer))));
        let message = format!("made from an older English; its code has changed since: {told}");
        sink.report(
            doc,
            Found {
                span: title(doc),
                message,
                cause: Some(Cause::Stale),
                related: places_of(group, code()),
                // A page may have followed its English in words of its own: a day does not tell.
                hint: group.is_dated(doc),
                ..Found::default()
            },
        );
    }
}

fn stale_prose(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in of(group, Currency::StaleProse) {
        let sections = group.changed_sections(doc);
        let (told, related) = match group.since(doc) {
            Some(since) => {
                let changed = || since.changes.iter().filter(|change| change.ages());
                let told = listed(weightiest(changed()).map(prose_change));
                (format!("; changed since: {told}"), places_of(group, changed()))
            }
            None if !sections.is_empty() => (format!("; since then {}", listed(sections.into_iter())), Vec::new()),
            None if doc.provenance.is_outdated => (", as the page itself says".to_owned(), Vec::new()),
            None if group.says_it_is_stale(doc) => (", by the day that the page names".to_owned(), Vec::new()),
            None => (not_at_hand(group, doc), Vec::new()),
        };
        report(doc, format!("made from an older English{told}"), related, sink);
    }
}

/// What is known of the English that a page was made from where nobody has it: that the page lacks names and code of today's.
fn not_at_hand(group: &PageGroup<'_>, doc: &Doc<'_>) -> String {
    let Some(english) = &group.english else { return String::new() };
    let (today, text) = (english.english(), doc.localized.page.text);
    let names = names(text, &today.seen()).added;
    let lines = lacking_code(text, &today.seen());
    let told = listed(names.into_iter().chain(lines).map(|code| shown(&code)));
    let requests = match doc.localized.contract.requests.is_empty() {
        true => "",
        false => "; its requests have not changed since",
    };
    match told.is_empty() {
        true => format!(" that is not at hand{requests}"),
        false => format!(" that is not at hand{requests}; of the English of today it lacks {told}"),
    }
}

fn stamp_suspicious(group: &PageGroup<'_>, sink: &mut Sink) {
    for doc in &group.docs {
        let Some((raised, since)) = doc.raised.as_ref().zip(group.unseen(doc)) else { continue };
        let Some((older, newer)) = group.older.get(raised.from).zip(group.made_from(doc)) else { continue };
        let by = raised.commit.as_deref().map(|commit| format!(" by commit `{}`", commit.get(..12).unwrap_or(commit)));
        let told = [summary(&since.facts), since.names.summary()];
        let mut told: Vec<String> = told.into_iter().filter(|part| !part.is_empty()).collect();
        if told.is_empty() {
            let code = since.changes.iter().filter(|change| change.kind == Kind::Code && change.ages());
            told.push(listed(code.map(|change| code_change(change, (older.english(), newer.english())))));
        }
        let message = format!(
            "its stamp was raised{} and its text was not changed; changed in the English meanwhile: {}",
            by.unwrap_or_default(),
            told.join("; ")
        );
        let is_today = matches!(doc.origin, Origin::Today(_));
        let changed = since.changes.iter().filter(|change| is_today && change.ages());
        report(doc, message, places_of(group, changed), sink);
    }
}

/// What a finding about the whole page points at: its title, where it begins with one.
pub(super) fn title(doc: &Doc<'_>) -> Span {
    let page = &doc.localized.page;
    let first = |span: &Span| page.blocks.first().is_none_or(|block| span.start <= block.span.start);
    let title = page.title().map(|title| title.span).filter(first);
    let span = title.map_or(Span::default(), |title| title.trimmed(page.text));
    doc.localized.reading.in_file(span)
}

fn of<'g, 'a>(group: &'g PageGroup<'a>, currency: Currency) -> impl Iterator<Item = &'g Doc<'a>> {
    group.docs.iter().filter(move |doc| group.english.is_some() && group.currency(doc) == currency)
}

fn report(doc: &Doc<'_>, message: String, related: Vec<Related>, sink: &mut Sink) {
    sink.report(doc, Found { span: title(doc), message, cause: Some(Cause::Stale), related, ..Found::default() });
}

/// Where the English of today says what changed. What is gone has no place there.
fn places_of<'c>(group: &PageGroup<'_>, changes: impl Iterator<Item = &'c Change>) -> Vec<Related> {
    let Some(english) = &group.english else { return Vec::new() };
    let place = |change: &Change| {
        let piece = change.newer.as_ref()?;
        let told = format!("{} {}", piece.kind.name(), change.fate_in_english().name());
        Some(related(english, english.english().reading.in_file(piece.span), told))
    };
    changes.filter_map(place).take(MOST_PLACES).collect()
}

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

fn name(doc: &Doc<'_>) -> String {
    match &doc.locale {
        Some(locale) if locale.is_english() => "the English page".to_owned(),
        Some(locale) => locale.to_string(),
        None => doc.file.path.clone(),
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
