//! Markup of blocks that a slip broke: it is reported where it stands, and what follows is read as it was meant.

mod certain;

use std::collections::{BTreeMap, BTreeSet};

use crate::checker::{Check, Checker, Found, Repair, Sink, related};
use crate::finding::{Cause, Severity};
use crate::group::{Alignment, Basis, Doc, Pair};
use crate::page::{Page, Slip, SlipKind, digit};
use crate::rule::{Family, Rule};
use crate::span::{Span, line_start};
use certain::{end_of_code, is_certain};

pub(super) const RULES: &[Checker] = &[Rule {
    name: "markup-broken",
    family: Family::Structure,
    severity: Severity::Error,
    plain: Severity::Error,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "The markup of a block is broken on a plain page: text behind the backticks that close a code block, a list marker in \
        digits that Markdown does not know, a heading without its space or at another level than in English, an invisible mark \
        before the markup, a blank line inside a table, a `|` that is not escaped, a paragraph that `---` below it turns into a \
        heading.",
    why: "readers see code as text, text as code, or a list and a table that are none",
    passes: "What is so in the English as often, and pages that move most of their headings. Numbers before single paragraphs, a few words above \
        `---` and a row with too many cells are an info. It is an error where text becomes \
        code, else a warning. What follows from it is not reported again: the rest of the page is compared as it was meant.",
    fix: "Write the markup as the English has it.",
    example: " ```sh\n parcel send\n-```Danach:\n+```\n+Danach:",
}
.by(Check::AnyPair(broken))];

fn broken(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.is_bilingual() || pair.doc.source.is_some() {
        return;
    }
    if pair.basis != Basis::Today && pair.cause == Cause::Translation {
        slips(pair, sink);
        source_rules(pair, sink);
    }
    if let (Some(alignment), true) = (&pair.alignment, pair.is_translated()) {
        levels(pair, alignment, sink);
    }
}

/// Reports the slips of the page, where it has more of a kind than its English.
fn slips(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    pair.reference_doc.slips.iter().for_each(|slip| *known.entry(family(slip.kind)).or_default() += 1);
    let mut own: BTreeMap<&str, usize> = BTreeMap::new();
    pair.doc.slips.iter().for_each(|slip| *own.entry(family(slip.kind)).or_default() += 1);
    // A row that begins alike in English is as wrong there.
    let there = pair.reference_doc;
    let rows: BTreeSet<_> = there.slips.iter().filter_map(|slip| long_row(there, slip)).collect();
    let mut said = 0;
    for (at, slip) in pair.doc.slips.iter().enumerate() {
        let kind = family(slip.kind);
        let is_known = own[kind] <= known.get(kind).copied().unwrap_or_default();
        let is_of_english = || long_row(pair.doc, slip).is_some_and(|row| rows.contains(&row));
        if is_known || is_encoding(slip.kind) || is_of_english() {
            continue;
        }
        // The items of one list are one slip.
        let goes_on = said > 0 && is_next_item(pair, said, slip);
        said = slip.span.end;
        if !goes_on {
            let mut end = said;
            let items = pair.doc.slips[at + 1..].iter().filter(|slip| is_digits(slip.kind));
            let items = items.take_while(|item| {
                let goes_on = is_next_item(pair, end, item);
                end = item.span.end;
                goes_on
            });
            report(pair, slip, items.filter_map(|item| mended(pair, item)).collect(), sink);
        }
    }
}

/// A row with too many cells, by how many it has in a table of how many columns, and what it begins with.
fn long_row<'t>(doc: &'t Doc<'_>, slip: &Slip) -> Option<(usize, usize, &'t str)> {
    let SlipKind::RowCells(cells, columns) = slip.kind else { return None };
    let head = slip.span.of(doc.content()).split('|').map(str::trim).find(|cell| !cell.is_empty());
    Some((cells, columns, head?))
}

fn is_digits(kind: SlipKind) -> bool {
    kind == SlipKind::ListDigits
}

/// Whether a slip is that of another item in the list of the one that ends at `end`.
fn is_next_item(pair: &Pair<'_, '_>, end: usize, slip: &Slip) -> bool {
    is_digits(slip.kind) && is_same_list(pair, Span::new(end, slip.span.start))
}

fn is_same_list(pair: &Pair<'_, '_>, between: Span) -> bool {
    let text = between.of(pair.doc.content());
    !text.lines().skip(1).any(|line| line.starts_with('#') || line.starts_with("---"))
}

fn family(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::ClosingFence => "fence",
        SlipKind::ListDigits => "digits",
        SlipKind::HeadingSpace => "space",
        SlipKind::Mark(_) => "mark",
        SlipKind::TableBlank => "blank",
        SlipKind::RowCells(..) => "cells",
        SlipKind::TableRule(..) => "rule",
        SlipKind::Underline => "underline",
    }
}

/// Whether the character is reported already for what it does to text.
fn is_encoding(kind: SlipKind) -> bool {
    matches!(kind, SlipKind::Mark('\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
}

/// What a slip should read, where nobody can doubt it.
fn mended(pair: &Pair<'_, '_>, slip: &Slip) -> Option<(Span, String)> {
    let content = pair.doc.content();
    let text = slip.span.of(content);
    let mended = match slip.kind {
        SlipKind::ListDigits => text.chars().map(|c| digit(c).unwrap_or(c)).collect(),
        SlipKind::HeadingSpace => format!("{text} "),
        SlipKind::Mark(_) => String::new(),
        SlipKind::ClosingFence => {
            let line = &content[line_start(content, slip.span.start)..];
            let indent = &line[..line.len() - line.trim_start_matches([' ', '\t', '>']).len()];
            let end = if content.contains("\r\n") { "\r\n" } else { "\n" };
            let start = content[..slip.span.start].trim_end_matches([' ', '\t']).len();
            let place = Span::new(start, slip.span.end);
            if let Some((lines, behind)) = behind_code(pair, slip, indent) {
                return Some((place, format!("{}{behind}{text}", end.repeat(lines))));
            }
            // What closes a tag stands right below the code.
            let blank = if text.starts_with("</") { String::new() } else { format!("{end}{}", indent.trim_end()) };
            return Some((place, format!("{blank}{end}{indent}{text}")));
        }
        SlipKind::TableBlank | SlipKind::RowCells(..) | SlipKind::TableRule(..) | SlipKind::Underline => return None,
    };
    Some((slip.span, mended))
}

/// How many line ends the English has behind the block of code at whose end text stands here, and how far what follows there is
/// indented. `None` where the blocks of code are not those of the English, or stand in a quotation or elsewhere in a list.
fn behind_code<'p>(pair: &'p Pair<'_, '_>, slip: &Slip, indent: &str) -> Option<(usize, &'p str)> {
    let english = &pair.reference.page;
    let closed = end_of_code(pair, slip)?;
    let closing = &english.text[line_start(english.text, closed)..closed];
    let rest = &english.text[closed..];
    let (gap, behind) = rest[..rest.len() - rest.trim_start().len()].rsplit_once('\n')?;
    let is_alike =
        closing.trim_start_matches([' ', '\t']).len() + indent.len() == closing.len() && !indent.contains('>');
    is_alike.then(|| (gap.matches('\n').count() + 1, behind))
}

/// Whether nothing stands before a place but a line of more dashes than front matter opens with.
fn is_long_fence(before: &str) -> bool {
    let line = before.trim();
    line.len() > 3 && line.bytes().all(|byte| byte == b'-')
}

fn report(pair: &Pair<'_, '_>, slip: &Slip, items: Vec<(Span, String)>, sink: &mut Sink) {
    let text = slip.span.of(pair.doc.content());
    let message = match slip.kind {
        SlipKind::ClosingFence => {
            "text stands behind the backticks that should close this code block: what follows is shown as code"
                .to_owned()
        }
        SlipKind::ListDigits => format!("`{text}` is no list marker: Markdown knows only the digits 0 to 9"),
        SlipKind::HeadingSpace if pair.doc.dialect.tight_headings => {
            format!("a space is missing behind `{text}`: other sites than this one show the heading as text")
        }
        SlipKind::HeadingSpace => format!("a space is missing behind `{text}`: the heading is shown as text"),
        SlipKind::Mark(mark) => {
            format!(
                "the invisible mark U+{:04X} stands before the markup of this line, which is none any more",
                u32::from(mark)
            )
        }
        SlipKind::TableBlank => {
            "a blank line cuts the table before this row: the rows behind it are shown as text".to_owned()
        }
        SlipKind::RowCells(cells, columns) => {
            format!(
                "this row has {cells} cells in a table of {columns} columns: a `|` inside a cell must be written `\\|`"
            )
        }
        SlipKind::TableRule(cells, columns) => {
            format!(
                "the line below the head of the table has {cells} cells for {columns} columns: the table is shown as text"
            )
        }
        SlipKind::Underline if is_long_fence(&pair.doc.content()[..slip.span.start]) => {
            "the front matter must open with three dashes, and no more: its keys are shown as text".to_owned()
        }
        SlipKind::Underline => {
            "the blank line before `---` is missing: this paragraph is shown as a heading".to_owned()
        }
    };
    sink.report(
        pair.doc,
        Found {
            span: slip.span,
            message,
            found: Some(text.to_owned()),
            cause: Some(Cause::Damage),
            lesser: slip.kind != SlipKind::ClosingFence,
            hint: match slip.kind {
                // Numbers of paragraphs read well all the same.
                SlipKind::ListDigits => is_apart(pair.doc.content(), slip.span),
                SlipKind::HeadingSpace => pair.doc.dialect.tight_headings,
                // A few words without an end may be a heading.
                SlipKind::Underline => !text.trim_end().ends_with(|c: char| !c.is_alphanumeric()),
                // The head may lack a column.
                SlipKind::RowCells(..) => !pair.is_bilingual(),
                _ => false,
            },
            repair: mended(pair, slip).and_then(|(place, text)| {
                let is_certain = is_certain(pair, slip, items.len());
                let repair = if is_certain { Repair::safe(text) } else { Repair::of_token(pair.doc, text) };
                Some(repair?.at(place).with(items))
            }),
            ..Found::default()
        },
    );
}

/// Whether the line around `span` stands between blank ones.
fn is_apart(text: &str, span: Span) -> bool {
    let before = &text[..line_start(text, span.start)];
    let is_blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    is_blank(before.lines().next_back()) && is_blank(text[span.end..].lines().nth(1))
}

/// A table that is none in English, and was mended by the translation, is a defect of the English.
fn source_rules(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let is_rule = |slip: &&Slip| matches!(slip.kind, SlipKind::TableRule(..));
    if pair.doc.slips.iter().any(|slip| is_rule(&slip)) {
        return;
    }
    for slip in pair.reference_doc.slips.iter().filter(is_rule) {
        let SlipKind::TableRule(cells, columns) = slip.kind else { continue };
        let (line, _) = pair.reference_doc.position(slip.span.start);
        let message = format!(
            "line {line} of the English page has {cells} cells below a head of {columns}: the table is none there"
        );
        let there = related(pair.reference_doc, slip.span, "here it stands".to_owned());
        sink.report(
            pair.doc,
            Found { message, cause: Some(Cause::Source), lesser: true, related: vec![there], ..Found::default() },
        );
    }
}

/// Headings at another level than in English, on a page that keeps the levels of the others.
fn levels(pair: &Pair<'_, '_>, alignment: &Alignment, sink: &mut Sink) {
    let (own, english) = (&pair.view.page, &pair.reference.page);
    // Beside a section that one page lacks, the next may be taken for another.
    let is_whole = |at: usize| alignment.sections.get(at).is_none_or(|pair| pair.0.is_some() && pair.1.is_some());
    let certain = (0..alignment.sections.len()).filter(|&at| is_whole(at.wrapping_sub(1)) && is_whole(at + 1));
    let pairs = certain.filter_map(|at| alignment.sections[at].0.zip(alignment.sections[at].1));
    let pairs: Vec<(usize, usize)> = pairs.filter(|(own, english)| own.min(english) > &0).collect();
    let level = |page: &Page<'_>, section: usize| page.sections[section].level;
    let moved: Vec<(usize, usize)> =
        pairs.iter().copied().filter(|(mine, theirs)| level(own, *mine) != level(english, *theirs)).collect();
    // Where all sections of a level stand at another, a translator has mended them.
    let is_mended = |theirs: usize| {
        let same = pairs.iter().filter(|pair| level(english, pair.1) == level(english, theirs));
        let (all, kept) =
            (same.clone().count(), same.filter(|pair| level(own, pair.0) == level(english, pair.1)).count());
        all > 1 && kept == 0
    };
    if moved.len() * 3 > pairs.len().max(3) {
        return;
    }
    for (mine, theirs) in moved.into_iter().filter(|pair| !is_mended(pair.1)) {
        let (found, expected) = (level(own, mine), level(english, theirs));
        let marks = |level: u8| "#".repeat(level.into());
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(own.sections[mine].span.trimmed(own.text)),
                message: format!("this heading has the level {found}, the English one {expected}"),
                expected: Some(marks(expected)),
                found: Some(marks(found)),
                // As often as not it is the English that is a level off.
                hint: true,
                ..Found::default()
            },
        );
    }
}
