//! Prose that was lost or left in English.

use std::collections::BTreeSet;

use crate::checker::{AllPages, Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::{Slice, Standing, Stated, Unit};
use crate::locale::Locale;
use crate::page::{Link, SlipKind};
use crate::rule::{Family, Rule};
use crate::safe;
use crate::span::{Span, line_start};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "untranslated",
        family: Family::Segment,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "accuracy/untranslated",
        on: true,
        what: "A sentence was left in English.",
        why: "a reader of this locale may not understand it",
        passes: "Texts of fewer than four words, account kinds, and texts with code, links or identifiers: they are often rightly the \
            same.",
        fix: "Translate the sentence.",
        example: "-The parcel is sent on the next day.\n+Das Paket wird am nächsten Tag verschickt.",
    }
    .by(Check::Unit(untranslated)),
    Rule {
        name: "empty-translation",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "accuracy/omission",
        on: true,
        what: "A text has no translation at all.",
        why: "a reader of this locale does not learn what the English says",
        passes: "Texts without a letter, and facts of the contract: they have rules of their own. An info on plain pages.",
        fix: "Translate the text.",
        example: "-| weight | Int32 | |\n+| weight | Int32 | Das Gewicht. |",
    }
    .by(Check::Unit(empty)),
    Rule {
        name: "inconsistent-translation",
        family: Family::Segment,
        severity: Severity::Info,
        plain: Severity::Info,
        mqm: "terminology/inconsistent-use",
        on: false,
        what: "A heading is translated in another way than on most pages of its locale.",
        why: "readers take it for another section",
        passes: "Headings that four fifths of the pages do not agree on, headings that stand in fewer than ten places, and pages without bilingual \
            pairs. Off by default: another word need not be a wrong one.",
        fix: "Translate the heading as the other pages do.",
        example: "-## Anfrage\n+## Anforderung",
    }
    .by(Check::AllPages { headings: true, check: inconsistent }),
];

fn untranslated(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if !unit.is_bilingual() && unit.signs.any(&['[']) && !unit.locale().is_none_or(Locale::is_english) {
        titles(unit, sink);
    }
    if !unit.equal || unit.signs.any(&['`', '[', '<', '{', '&', '/', '_', '\\', '|', '=', '$', '@', '*', '"']) {
        return;
    }
    let (own, english) = unit.texts();
    if !is_sentence(english) {
        return;
    }
    if unit.locale().is_none_or(Locale::is_english) || unit.stated().is_some() {
        return;
    }
    // Account kinds are left in English as often as not, and a reader finds them in English elsewhere.
    if unit.english.view.contract.permissions.iter().any(|row| row.kind == english.trim()) {
        return;
    }
    sink.report(
        unit.doc,
        Found {
            span: unit.own.in_file(unit.own.span),
            message: "this sentence was left in English".to_owned(),
            found: Some(own.to_owned()),
            untranslated: true,
            ..Found::default()
        },
    );
}

/// The titles of links and images, and what images show in words.
fn titles(unit: &Unit<'_, '_>, sink: &mut Sink) {
    // What has no text but signs is no link to click: `[//]: # (a comment)`.
    let shown = |link: &&Link<'_>| link.image || link.holds_image || link.label.contains(char::is_alphanumeric);
    for link in unit.own.links().iter().filter(shown) {
        let mut twins = unit.english.links().iter().filter(|twin| twin.image == link.image);
        let Some(twin) = twins.find(|twin| twin.target == link.target) else { continue };
        let label = link.image.then_some((&link.label, &twin.label, "the description of the image"));
        let title = (&link.title, &twin.title, "the title of the link");
        let left = label.into_iter().chain([title]).filter(|(own, english, _)| own == english && is_sentence(own));
        for (text, _, what) in left {
            sink.report(
                unit.doc,
                Found {
                    span: unit.own.in_file(link.span),
                    message: format!("{what} was left in English"),
                    found: Some(text.to_string()),
                    untranslated: true,
                    ..Found::default()
                },
            );
        }
    }
}

/// Whether a text is a sentence, which the reader's language has other words for, and not a name or code.
fn is_sentence(english: &str) -> bool {
    let words: Vec<&str> = english.split_whitespace().collect();
    // Options, and strings of an expression: `name eq 'x'`.
    let code = |word: &&str| word.starts_with('-') && word.ends_with(char::is_alphanumeric) || word.starts_with('\'');
    if words.iter().any(code) {
        return false;
    }
    // Names of products and titles are capitalised throughout, and identifiers are no words: they need more of a sentence around.
    let small = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()) && is_word(word)).count();
    let camel =
        |word: &&str| word.as_bytes().windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    let least = if words.iter().any(camel) { 5 } else { 2 };
    small >= least && words.len() >= 4 && small * 2 >= words.len()
}

/// Whether this is a word of prose, and no name.
fn is_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '.' | ',' | ':' | ';' | '(' | ')' | '!' | '?' | '\''));
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
    letters && !word.chars().skip(1).any(char::is_uppercase)
}

fn empty(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = unit.texts();
    if !own.trim().is_empty()
        || !english.chars().any(char::is_alphabetic)
        || matches!(unit.stated(), Some(Stated::Permission | Stated::HeaderName | Stated::Identifier))
        || !unit.is_bilingual()
            && (says_nothing(english) || is_place(unit) || stands_beside(unit) || has_broken_row(unit))
    {
        return;
    }
    sink.report(
        unit.doc,
        Found {
            span: unit.own.in_file(unit.own.span),
            message: format!("the translation of “{}” is empty", short(english)),
            expected: Some(english.to_owned()),
            found: Some(String::new()),
            untranslated: true,
            ..Found::default()
        },
    );
}

/// Whether the text is a place that links lead to, or stands in the row of another text: rows may have an order of their own, and
/// their links and codes tell which they are.
fn is_place(unit: &Unit<'_, '_>) -> bool {
    let line = |slice: &Slice<'_, '_>| {
        let text = slice.view.page.text;
        let start = line_start(text, slice.span.start.min(text.len()));
        text[start..].lines().next().unwrap_or_default().to_owned()
    };
    let codes = |line: &str| -> BTreeSet<String> {
        let words = line.split(|c: char| c.is_whitespace() || matches!(c, '|' | '(' | ')' | '`' | '[' | ']' | '*'));
        let is_code = |word: &&str| word.len() > 3 && word.trim_end_matches(['.', ',']).contains(['_', '/', '.']);
        words.filter(is_code).map(str::to_lowercase).collect()
    };
    let (own, english) = (line(&unit.own), line(&unit.english));
    if unit.standing() != Standing::Cell {
        return own.contains("<a ");
    }
    let (mine, theirs) = (codes(&own), codes(&english));
    !mine.is_empty() && !theirs.is_empty() && mine.is_disjoint(&theirs)
}

/// Whether a cell says that there is nothing to say.
fn says_nothing(english: &str) -> bool {
    matches!(&*english.trim().to_lowercase(), "none" | "n/a" | "na" | "null" | "no" | "nil")
}

/// Whether a table of the page is broken, which is reported of its row: the cells stand one beside where they should.
fn has_broken_row(unit: &Unit<'_, '_>) -> bool {
    unit.doc.slips.iter().any(|slip| matches!(slip.kind, SlipKind::TableRule(..) | SlipKind::RowCells(..)))
}

/// Whether the row around an empty cell says as much as the English row: its texts stand in other columns.
fn stands_beside(unit: &Unit<'_, '_>) -> bool {
    let texts = |slice: &Slice<'_, '_>| {
        let tables = slice.view.page.tables.iter().flat_map(|table| std::iter::once(&table.head).chain(&table.rows));
        let mut row = tables.filter(|row| row.span.start <= slice.span.start && slice.span.start <= row.span.end);
        row.next().map(|row| row.cells.iter().filter(|cell| !cell.text.trim().is_empty()).count())
    };
    // A column that is empty as a whole was left out.
    let column = |slice: &Slice<'_, '_>| {
        let mut tables = slice.view.page.tables.iter();
        let table = tables.find(|table| table.rows.iter().any(|row| holds(row.span, slice.span)))?;
        let row = table.rows.iter().find(|row| holds(row.span, slice.span))?;
        let at = row.cells.iter().position(|cell| cell.span.end >= slice.span.start)?;
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        Some(table.rows.len() > 1 && cells.all(|cell| cell.text.trim().is_empty()))
    };
    if column(&unit.own) == Some(true) {
        return true;
    }
    // A head without a text says that the table begins below it.
    texts(&unit.own).zip(texts(&unit.english)).is_some_and(|(own, english)| own == 0 || own >= english)
}

fn holds(around: Span, inside: Span) -> bool {
    around.start <= inside.start && inside.start <= around.end
}

/// The beginning of a text.
fn short(text: &str) -> String {
    safe::cut(text, 60).into_owned()
}

fn inconsistent(all: &AllPages<'_>, sink: &mut Sink) {
    all.renderings
        .iter()
        .flat_map(|renderings| renderings.outliers())
        .for_each(|outlier| sink.report_headings(&outlier));
}
