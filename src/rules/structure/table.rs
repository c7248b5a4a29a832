//! Tables: their rows and columns.

use std::collections::BTreeMap;

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::contract::{Header, Permission, Place};
use crate::finding::{Cause, Severity};
use crate::group::{Alignment, Pair, View, by_order, filled};
use crate::page::{Row, Table};
use crate::rule::{Family, Rule};
use crate::span::{Span, line_start};

pub(super) const RULES: &[Checker] = &[Rule {
    name: "table-shape",
    family: Family::Structure,
    severity: Severity::Warning,
    plain: Severity::Info,
    mqm: "design-and-markup/layout",
    on: true,
    what: "A table has other rows or columns than in English or is missing; or the row below its head does not have its columns.",
    why: "facts are lost, or stand in the wrong column",
    passes: "Plain pages that are not proved to be made from the English of today, and bilingual tables that break off in English \
            as well. On plain pages it is more than an info where the rows that are missing begin with names that the page has nowhere.",
    fix: "Restore the rows of the English table; look for a line break inside a cell.",
    example: "-| weight | Das Gewicht\n-in Gramm. |\n+| weight | Das Gewicht in Gramm. |",
}
.by(Check::Pair(tables))];

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
            let place = pair.view.reading.in_file(last.last(pair.view.page.text));
            let mut lost =
                theirs.rows.iter().filter(|row| line(pair.reference, row.span.start) > line(pair.view, last.start));
            let count = lost.clone().count();
            let expected =
                lost.next().map(|row| row.span.trimmed(pair.reference.page.text).of(pair.reference.page.text));
            sink.report(
                pair.doc,
                Found {
                    span: place,
                    message: format!("the table breaks off here: {count} of its rows are no rows any more"),
                    expected: expected.map(str::to_owned),
                    found: Some(last.of(pair.view.page.text).to_owned()),
                    ..Found::default()
                },
            );
        }
    }
}

/// Tables of a bilingual page whose delimiter row does not fit their head, in both readings.
fn uneven_tables(pair: &Pair<'_, '_>, sink: &mut Sink) {
    for table in &pair.view.page.tables {
        let Some(place) = table.uneven else { continue };
        let columns = table.head.cells.len();
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(place),
                message: format!(
                    "the row below the head does not have its {columns} columns: many sites show no table here"
                ),
                found: Some(place.of(pair.view.page.text).trim().to_owned()),
                cause: Some(Cause::Source),
                lesser: true,
                ..Found::default()
            },
        );
    }
}

fn tables(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.is_bilingual() {
        uneven_tables(pair, sink);
        return broken_tables(pair, sink);
    }
    if let Some(alignment) = &pair.alignment {
        return aligned_tables(pair, alignment, sink);
    }
    let place =
        |view: &View<'_>, table: &Table<'_>| format!("{} {}", view.page.path(table.section), table.head.cells.len());
    let own: Vec<(String, &Table<'_>)> =
        pair.view.page.tables.iter().map(|table| (place(pair.view, table), table)).collect();
    let theirs: Vec<(String, &Table<'_>)> =
        pair.reference.page.tables.iter().map(|table| (place(pair.reference, table), table)).collect();
    for (mine, other) in by_order(&own, &theirs, |(place, _)| place.clone()) {
        let (Some((_, mine)), Some((_, other))) = (mine, other) else { continue };
        if shape(mine) == shape(other) || says_which_rows(pair, other) {
            continue;
        }
        report_shape(pair, mine, other, sink);
    }
}

/// The rows and the columns that say something. A blank head stands above the head of a table that has none of its own.
fn shape(table: &Table<'_>) -> (usize, usize) {
    let has_head = table.head.cells.iter().any(|cell| !cell.text.trim().is_empty());
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let says =
        |column: &usize| rows().any(|row| row.cells.get(*column).is_some_and(|cell| !cell.text.trim().is_empty()));
    let columns = (0..table.head.cells.len()).filter(says).count();
    (filled(table).len().saturating_sub(usize::from(!has_head)), columns)
}

/// Whether two tables have as many rows and columns, with or without the head that one of them may have left blank.
fn is_as_large(own: &Table<'_>, english: &Table<'_>) -> bool {
    let size = |table: &Table<'_>| (filled(table).len(), table.head.cells.len());
    shape(own) == shape(english) || size(own) == size(english)
}

/// Whether each row of a table begins with a date: what was changed on the page, which each locale tells of its own.
fn is_history(table: &Table<'_>) -> bool {
    let is_date = |text: &str| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        digits >= 6 && text.matches(['.', '-', '/']).count() == 2 && text.len() == digits + 2
    };
    let mut rows = table.rows.iter().map(|row| row.cells.first().map_or("", |cell| cell.text.trim())).peekable();
    rows.peek().is_some() && rows.all(is_date)
}

/// The names of code in the first column of a table.
fn names(table: &Table<'_>) -> Vec<String> {
    let is_code = |name: &String| name.bytes().any(|byte| !byte.is_ascii_alphabetic() && byte != b' ');
    let cells = filled(table).into_iter().filter_map(|row| row.cells.first());
    let names = cells.map(|cell| cell.text.trim_matches(['`', ' ']).to_owned());
    names.filter(|name| name.is_ascii() && name.len() > 2 && is_code(name)).collect()
}

/// Whether a table of fewer rows has all names of the English ones: two of them in one row.
fn names_all(own: &[String], english: &[String]) -> bool {
    let told = own.join(" ");
    let mut parts =
        english.iter().flat_map(|name| name.split([' ', ',', '/', '|'])).filter(|part| part.len() > 2).peekable();
    english.len() > own.len() && parts.peek().is_some() && parts.all(|part| told.contains(part))
}

/// Whether the rows of two tables are about other things: then one stands for another table.
fn names_others(own: &[String], english: &[String]) -> bool {
    !own.is_empty() && !english.is_empty() && !own.iter().any(|name| english.contains(name))
}

/// The names that the rows which a table lacks begin with, where the page has these nowhere; none where it may tell of a row elsewhere.
fn gone(pair: &Pair<'_, '_>, own: &Table<'_>, english: &Table<'_>) -> Vec<String> {
    let lacking = english.rows.len().saturating_sub(own.rows.len());
    if lacking == 0 {
        return Vec::new();
    }
    let is_code = |cell: &str| {
        let name = cell.trim_matches('`');
        name.len() > 2
            && name.is_ascii()
            && (name.len() < cell.len()
                || name.contains(['_', '/', '.'])
                || name.bytes().any(|byte| byte.is_ascii_digit()))
            && !name.contains(['~', '*'])
    };
    let cells = filled(english).into_iter().filter_map(|row| row.cells.first()).map(|cell| cell.text.trim());
    let names = cells.filter(|cell| is_code(cell)).map(|cell| cell.trim_matches('`').to_owned());
    let gone: Vec<String> = names.filter(|name| !pair.view.page.text.contains(&**name)).collect();
    if gone.len() == lacking { gone } else { Vec::new() }
}

/// Whether each row of the English that the table has not is about another page of the site, to which the page links nowhere as the
/// locale may not have it, stands in another table of the page, or is struck through.
fn stands_elsewhere(pair: &Pair<'_, '_>, own: &Table<'_>, english: &Table<'_>) -> bool {
    let (page, reference) = (&pair.view.page, &pair.reference.page);
    let own_text = own
        .rows
        .first()
        .zip(own.rows.last())
        .map_or("", |(first, last)| Span::new(first.span.start, last.span.end).of(page.text));
    let targets = |row: &Row<'_>| -> Vec<&str> {
        let within = |span: Span| row.span.start <= span.start && span.end <= row.span.end;
        let links = reference.links.iter().filter(|link| within(link.span) && !link.image);
        links.map(|link| &*link.target).filter(|target| !target.contains("://")).collect()
    };
    let is_elsewhere = |row: &&Row<'_>| {
        if row.cells.first().is_some_and(|cell| cell.text.trim().starts_with("~~")) {
            return true;
        }
        let targets = targets(row);
        !targets.is_empty() && !targets.iter().any(|target| own_text.contains(target))
    };
    let lacking = english.rows.len().saturating_sub(own.rows.len());
    shape(own).1 == shape(english).1 && lacking > 0 && english.rows.iter().filter(is_elsewhere).count() == lacking
}

fn report_shape(pair: &Pair<'_, '_>, own: &Table<'_>, other: &Table<'_>, sink: &mut Sink) {
    let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    let says = |(rows, columns): (usize, usize)| format!("{} and {}", count(rows, "row"), count(columns, "column"));
    let there = pair.reference.reading.in_file(other.head.span);
    let gone = gone(pair, own, other);
    let lacks = match &*gone {
        [] => String::new(),
        [name] => format!("the row `{name}` is missing: "),
        names => format!("the rows `{}` are missing: ", names.join("`, `")),
    };
    sink.report(
        pair.doc,
        Found {
            span: pair.view.reading.in_file(own.head.span.trimmed(pair.view.page.text)),
            message: format!("{lacks}this table has {}, elsewhere it has {}", says(shape(own)), says(shape(other))),
            related: vec![related(pair.reference_doc, there, "the other table".to_owned())],
            certain: !gone.is_empty(),
            // A translator may have told of more, in other columns, not of pages that the locale has not, or elsewhere.
            hint: own.rows.len() > other.rows.len()
                || shape(own).1 != shape(other).1
                || is_history(other)
                || names_all(&names(own), &names(other))
                || names_others(&names(own), &names(other))
                || stands_elsewhere(pair, own, other),
            ..Found::default()
        },
    );
}

/// The tables of a plain page beside those of its English.
fn aligned_tables(pair: &Pair<'_, '_>, alignment: &Alignment, sink: &mut Sink) {
    let (page, english) = (&pair.view.page, &pair.reference.page);
    // Where the page has tables of both shapes as often as the English, they stand in another order.
    let count =
        |tables: &[Table<'_>], table: &Table<'_>| tables.iter().filter(|one| shape(one) == shape(table)).count();
    let is_moved = |table: &Table<'_>| count(&page.tables, table) == count(&english.tables, table);
    for &(own, theirs) in &alignment.tables {
        let (own, theirs) = (&page.tables[own], &english.tables[theirs]);
        let is_moved = || is_moved(own) && is_moved(theirs);
        if !is_as_large(own, theirs) && !is_moved() && !is_turned(own, theirs) && !says_which_rows(pair, theirs) {
            report_shape(pair, own, theirs, sink);
        }
    }
}

/// Whether the rows of one table are the columns of the other: they have the same names and numbers there.
fn is_turned(own: &Table<'_>, english: &Table<'_>) -> bool {
    let rows = |table: &Table<'_>| -> Vec<Vec<String>> {
        let rows = std::iter::once(&table.head).chain(&table.rows);
        rows.map(|row| row.cells.iter().map(|cell| cell.text.trim().to_owned()).collect()).collect()
    };
    let (mine, theirs) = (rows(own), rows(english));
    let (width, height) = (own.head.cells.len(), mine.len());
    let is_as_large = theirs.len() == width && english.head.cells.len() == height && width.min(height) > 1;
    let is_token = |text: &str| text.chars().any(|c| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | '/'));
    let mut tokens = (0..width).flat_map(|x| (0..height).map(move |y| (x, y))).filter_map(|(x, y)| {
        let (mine, theirs) = (mine.get(y)?.get(x)?, theirs.get(x)?.get(y)?);
        is_token(theirs).then_some(mine == theirs)
    });
    is_as_large && tokens.next() == Some(true) && tokens.all(|is_kept| is_kept)
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
