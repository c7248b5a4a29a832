//! The skeleton of a page: sections, tables, fences, includes.

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::{Header, Permission, Place};
use crate::finding::{Cause, Severity};
use crate::group::{Doc, PageGroup, Pair, View, by_order};
use crate::page::{Section, Table, slug};
use crate::rule::{Check, Family, Found, Rule, Sink, related};
use crate::span::{Span, line_start};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "section-missing",
        family: Family::Structure,
        severity: Severity::Warning,
        mqm: "accuracy/omission",
        on: true,
        what: "A section of the English page is missing.",
        why: "readers of this locale do not learn what the section says",
        passes: "Tab headings, and pages that are not proved to be made from the English of today.",
        fix: "Translate the section, or hand the page off again.",
        check: Check::Pair(sections),
    },
    Rule {
        name: "section-order",
        family: Family::Structure,
        severity: Severity::Warning,
        mqm: "design-and-markup/layout",
        on: true,
        what: "The sections of the page stand in another order than in English.",
        why: "links into the page and readers who compare locales land in the wrong place",
        passes: "Pages that lack sections: they are reported as missing.",
        fix: "Restore the order of the English page.",
        check: Check::Pair(order),
    },
    Rule {
        name: "table-shape",
        family: Family::Structure,
        severity: Severity::Warning,
        mqm: "design-and-markup/layout",
        on: true,
        what: "A table has other rows or columns than in English, or is missing.",
        why: "facts are lost, or stand in the wrong column",
        passes: "Pages that are not proved to be made from the English of today.",
        fix: "Restore the rows of the English table; look for a line break inside a cell.",
        check: Check::Pair(tables),
    },
    Rule {
        name: "anchor",
        family: Family::Structure,
        severity: Severity::Warning,
        mqm: "design-and-markup/link-cross-reference",
        on: true,
        what: "The `<a name>` of a heading is not the anchor of its English heading.",
        why: "links to this section lead to the top of the page, and the section is not recognised",
        passes: "Tab headings, and anchors that authors chose themselves.",
        fix: "Restore the anchor: the English heading in lower case, blanks as `-`, without punctuation.",
        check: Check::Pair(anchors),
    },
    Rule {
        name: "fence-unclosed",
        family: Family::Structure,
        severity: Severity::Error,
        mqm: "design-and-markup/markup-tag",
        on: true,
        what: "A fenced code block is never closed.",
        why: "the rest of the page is shown as code",
        passes: "Nothing; a block that is open in English as well is reported once, for its author.",
        fix: "Close the block with as many backticks as it was opened with.",
        check: Check::Group(unclosed),
    },
];

/// The anchor paths of the sections below the title.
fn paths<'v, 'a>(view: &'v View<'a>) -> Vec<(String, &'v Section<'a>)> {
    let sections = view.page.sections.iter().enumerate().filter(|(_, section)| section.level > 1);
    sections.map(|(index, section)| (view.page.path(index), section)).collect()
}

/// Whether the sections of the page can be told apart in its locale: by anchors, or because it is English.
fn names_its_sections(pair: &Pair<'_, '_>) -> bool {
    pair.is_english() || paths(pair.view).iter().any(|(_, section)| section.named)
}

/// Without anchors only the levels of the headings can be compared: one finding for the page.
fn levels(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let (own, theirs) = (paths(pair.view), paths(pair.reference));
    if own.len() >= theirs.len() {
        return;
    }
    let differs = own.iter().zip(&theirs).position(|((_, mine), (_, other))| mine.level != other.level);
    let at = differs.unwrap_or(own.len());
    let before = own.get(at.saturating_sub(1)).map(|(_, section)| section.span);
    let place = before.or(pair.view.page.title().map(|title| title.span)).unwrap_or_default();
    let Some((_, section)) = theirs.get(at) else { return };
    let there = pair.reference.reading.in_file(section.span.trimmed(pair.reference.page.text));
    sink.report(
        pair.doc,
        Found {
            span: pair.view.reading.in_file(place.trimmed(pair.view.page.text)),
            message: format!(
                "the page has {} headings, its English {}: the first difference is behind this one",
                own.len(),
                theirs.len()
            ),
            expected: Some(section.title.to_string()),
            related: vec![related(pair.reference_doc, there, "here the English goes on".to_owned())],
            ..Found::default()
        },
    );
}

/// The sections of the reference that the page lacks, each with the page's section before it; and the sections of the page
/// that stand in their place under a damaged anchor.
struct Compared<'v, 'a> {
    missing: Vec<(&'v Section<'a>, String, Span)>,
    renamed: Vec<(&'v Section<'a>, &'v Section<'a>)>,
}

fn compare<'v, 'a>(pair: &Pair<'v, 'a>) -> Compared<'v, 'a> {
    let (own, theirs) = (paths(pair.view), paths(pair.reference));
    let own: BTreeMap<String, &Section<'_>> = own.into_iter().rev().collect();
    let known: BTreeSet<&str> = theirs.iter().map(|(path, _)| &**path).collect();
    let mut strangers: Vec<&Section<'_>> =
        own.iter().filter(|(path, _)| !known.contains(&***path)).map(|(_, section)| *section).collect();
    strangers.sort_by_key(|section| section.span);
    let title = pair.view.page.title().map_or(Span::default(), |title| title.span);
    let mut compared = Compared { missing: Vec::new(), renamed: Vec::new() };
    let mut last = title;
    let mut outer: Vec<String> = Vec::new();
    for (path, section) in &theirs {
        if let Some(mine) = own.get(path) {
            last = mine.span;
            continue;
        }
        // What is below a missing or renamed section goes with it.
        let below = outer.iter().any(|outer| path.strip_prefix(&**outer).is_some_and(|rest| rest.starts_with('/')));
        if below {
            continue;
        }
        outer.push(path.clone());
        // A translated heading of another level says what its English says all the same.
        let same = |mine: &&Section<'_>| mine.english.as_deref() == Some(&*section.anchor);
        if let Some(at) = strangers.iter().position(same) {
            strangers.remove(at);
            continue;
        }
        let twin =
            strangers.iter().position(|mine| mine.level == section.level && is_damaged(&mine.anchor, &section.anchor));
        match twin {
            Some(at) => compared.renamed.push((strangers.remove(at), section)),
            None => compared.missing.push((section, path.clone(), last.trimmed(pair.view.page.text))),
        }
    }
    compared
}

/// Whether `anchor` is what is left of `expected`. Authors give headings anchors of their own, and English halves can be out
/// of date: only what is nearly the anchor, or is written in another script, was damaged.
fn is_damaged(anchor: &str, expected: &str) -> bool {
    let foreign = !anchor.is_ascii() && expected.is_ascii();
    anchor != expected && (foreign || strsim::levenshtein(anchor, expected) <= 2)
}

fn sections(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.is_bilingual() {
        return;
    }
    if !names_its_sections(pair) {
        return levels(pair, sink);
    }
    for (section, path, before) in compare(pair).missing {
        let there = pair.reference.reading.in_file(section.span.trimmed(pair.reference.page.text));
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(before),
                message: format!("the section `{}` is missing behind this one", section.title),
                expected: Some(path),
                related: vec![related(pair.reference_doc, there, "here it stands".to_owned())],
                ..Found::default()
            },
        );
    }
}

fn order(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if !names_its_sections(pair) {
        return;
    }
    let (own, theirs) = (paths(pair.view), paths(pair.reference));
    let sorted = |sections: &[(String, &Section<'_>)]| {
        let mut paths: Vec<String> = sections.iter().map(|(path, _)| path.clone()).collect();
        paths.sort();
        paths
    };
    let moved = own.iter().zip(&theirs).find(|((mine, _), (other, _))| mine != other);
    let Some(((mine, section), (other, _))) = moved else { return };
    if !pair.is_bilingual() && sorted(&own) == sorted(&theirs) {
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(section.span.trimmed(pair.view.page.text)),
                message: format!("the section `{mine}` stands where the English has `{other}`"),
                expected: Some(other.clone()),
                found: Some(mine.clone()),
                ..Found::default()
            },
        );
    }
}

/// A bilingual table whose localized reading breaks off: a line break inside a cell ends the table.
fn broken_tables(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let line = |view: &View<'_>, offset: usize| line_start(pair.doc.content(), view.reading.offset_in_file(offset));
    let own: BTreeMap<usize, &Table<'_>> =
        pair.view.page.tables.iter().map(|table| (line(pair.view, table.head.span.start), table)).collect();
    for theirs in &pair.reference.page.tables {
        let Some(mine) = own.get(&line(pair.reference, theirs.head.span.start)) else { continue };
        let (Some(last), Some(end)) = (mine.rows.last(), theirs.rows.last()) else { continue };
        let (last, end) = (last.span.trimmed(pair.view.page.text), line(pair.reference, end.span.start));
        if line(pair.view, last.start) < end {
            let place = pair.view.reading.in_file(last);
            let lost =
                theirs.rows.iter().filter(|row| line(pair.reference, row.span.start) > line(pair.view, last.start));
            sink.report(
                pair.doc,
                Found {
                    span: Span::new(place.end.saturating_sub(1), place.end),
                    message: format!("the table breaks off here: {} of its rows are no rows any more", lost.count()),
                    ..Found::default()
                },
            );
        }
    }
}

fn tables(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.is_bilingual() {
        return broken_tables(pair, sink);
    }
    if !names_its_sections(pair) {
        return;
    }
    let place =
        |view: &View<'_>, table: &Table<'_>| format!("{} {}", view.page.path(table.section), table.head.cells.len());
    let own: Vec<(String, &Table<'_>)> =
        pair.view.page.tables.iter().map(|table| (place(pair.view, table), table)).collect();
    let theirs: Vec<(String, &Table<'_>)> =
        pair.reference.page.tables.iter().map(|table| (place(pair.reference, table), table)).collect();
    for (mine, other) in by_order(&own, &theirs, |(place, _)| place.clone()) {
        let (Some((_, mine)), Some((_, other))) = (mine, other) else { continue };
        let shape = |table: &Table<'_>| (table.rows.len(), table.head.cells.len());
        if shape(mine) == shape(other) || says_which_rows(pair, other) {
            continue;
        }
        let says = |(rows, columns): (usize, usize)| format!("{rows} rows and {columns} columns");
        let there = pair.reference.reading.in_file(other.head.span);
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(mine.head.span.trimmed(pair.view.page.text)),
                message: format!("this table has {}, elsewhere it has {}", says(shape(mine)), says(shape(other))),
                related: vec![related(pair.reference_doc, there, "the other table".to_owned())],
                ..Found::default()
            },
        );
    }
}

/// Whether the rules for contracts name the rows that are missing from this table.
fn says_which_rows(pair: &Pair<'_, '_>, table: &Table<'_>) -> bool {
    let within = |place: Place| {
        table.rows.iter().any(|row| row.span.start <= place.span.start && place.span.end <= row.span.end)
    };
    let identifiers = pair.identifiers.iter().filter(|(own, _)| own.is_none()).filter_map(|(_, other)| *other);
    let identifiers: Vec<_> = identifiers.collect();
    let named = identifiers.len() <= 3 && identifiers.iter().any(|fact| fact.is_name() && within(fact.place));
    let lost_row = |(own, other): &(Option<&Permission>, Option<&Permission>)| {
        own.is_none() && other.is_some_and(|fact| !fact.kind.is_empty() && within(fact.place))
    };
    let lost_header = |(own, other): &(Option<&Header>, Option<&Header>)| {
        own.is_none() && other.is_some_and(|fact| fact.header_name().is_some() && within(fact.place))
    };
    named || pair.permissions.iter().any(lost_row) || pair.headers.iter().any(lost_header)
}

fn anchors(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.is_bilingual() {
        for section in pair.reference.page.sections.iter().filter(|section| section.level > 0 && section.named) {
            let expected = slug(&section.title);
            if !section.title.is_empty() && is_damaged(&section.anchor, &expected) {
                report_anchor(pair, pair.reference, section, expected, sink);
            }
        }
    } else if pair.doc.source.is_none() && names_its_sections(pair) {
        for (mine, section) in compare(pair).renamed {
            report_anchor(pair, pair.view, mine, section.anchor.to_string(), sink);
        }
    }
}

fn report_anchor(pair: &Pair<'_, '_>, view: &View<'_>, section: &Section<'_>, expected: String, sink: &mut Sink) {
    let start = section.span.of(view.page.text).find(&*section.anchor).unwrap_or_default();
    let place = Span::new(start, start + section.anchor.len()).shifted(section.span.start);
    sink.report(
        pair.doc,
        Found {
            span: view.reading.in_file(place),
            message: format!("the anchor `{}` is not that of the English heading", section.anchor),
            expected: Some(expected),
            found: Some(section.anchor.to_string()),
            cause: Some(Cause::Damage),
            ..Found::default()
        },
    );
}

/// A fence that is open in every locale, or in the English page, is a defect of the English and said once.
fn unclosed(group: &PageGroup<'_>, sink: &mut Sink) {
    let open = |doc: &Doc<'_>| doc.localized.page.fences.iter().find(|fence| !fence.closed).map(|fence| fence.span);
    let english = group.english.as_ref().is_some_and(|english| open(english).is_some());
    let shared = english || group.docs.len() > 1 && group.docs.iter().all(|doc| open(doc).is_some());
    let once = group.newest().filter(|_| shared);
    let docs: Vec<&Doc<'_>> = if shared { once.into_iter().collect() } else { group.docs.iter().collect() };
    for doc in docs {
        let Some(span) = open(doc) else { continue };
        let line = span.of(doc.localized.page.text).lines().next().map_or(0, str::len);
        sink.report(
            doc,
            Found {
                span: doc.localized.reading.in_file(Span::new(span.start, span.start + line)),
                message: "this code block is never closed".to_owned(),
                cause: Some(if shared { Cause::Source } else { Cause::Damage }),
                ..Found::default()
            },
        );
    }
}
