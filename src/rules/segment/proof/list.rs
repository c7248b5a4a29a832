//! Names that stand in a list of names, or in a column of them.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::group::{Slice, Standing, Unit};
use crate::page::Table;
use crate::span::Span;

/// Names of types and functions: `CargoDocument`.
pub(super) static PASCAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\b").expect("valid"));

/// The word in bold at `strong`.
pub(super) fn bold_word(unit: &Unit<'_, '_>, strong: Span) -> Option<Span> {
    let word = unit.english.at(strong).strip_prefix("**")?.strip_suffix("**")?;
    let is_word = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word.then(|| Span::new(strong.start + 2, strong.end - 2))
}

/// Lists of more bytes have too many heads for each of them to be looked up among all.
const LONGEST_LIST: usize = 16 << 10;

/// The heads in lower case of a list in a cell, `- **crumb**: a string`, or of a list of the page, that a translation lost while it
/// kept most of them, and names by their form (`by_form`) are among these.
pub(super) fn list_heads(unit: &Unit<'_, '_>, own: &str, by_form: &Regex) -> Vec<Span> {
    let text = unit.english.text();
    let in_cell = unit.standing() == Standing::Cell && text.contains("- **");
    let item = unit.standing() == Standing::Prose && text.starts_with("**") && text.contains("**:");
    if !in_cell && !item || item && own.starts_with(&text[..text.find("**:").map_or(0, |end| end + 2)]) {
        return Vec::new();
    }
    let page = &unit.english.view.page;
    let is_head = |word: &Span| {
        page.text[..word.start].ends_with(if in_cell { "- **" } else { "**" })
            && page.text[word.end..].starts_with("**:")
    };
    let section = |slice: &Slice<'_, '_>| {
        let page = &slice.view.page;
        page.extent(page.section_at(slice.span.start))
    };
    let near = if in_cell { unit.english.span } else { section(&unit.english) };
    let kept_in = if in_cell { own } else { section(&unit.own).of(unit.own.view.page.text) };
    if near.len().max(kept_in.len()) > LONGEST_LIST {
        return Vec::new();
    }
    let strong = page.strong.iter().filter(|strong| near.start <= strong.start && strong.end <= near.end);
    let heads: Vec<Span> = strong.filter_map(|&strong| bold_word(unit, strong)).filter(is_head).collect();
    let lowered = kept_in.to_lowercase();
    let (kept, lost): (Vec<Span>, Vec<Span>) =
        heads.iter().partition(|head| lowered.contains(&format!("**{}**", head.of(page.text).to_lowercase())));
    let is_proved =
        kept.iter().any(|head| by_form.is_match(head.of(page.text)) && kept_in.contains(head.of(page.text)));
    let is_mine = |head: &Span| {
        let is_lower = page.text[head.start..].starts_with(|c: char| c.is_ascii_lowercase());
        is_lower && unit.english.span.start <= head.start && head.end <= unit.english.span.end
    };
    let is_list = is_proved && kept.len() > lost.len() && (item || own.matches("- **").count() == heads.len());
    if is_list { lost.into_iter().filter(is_mine).collect() } else { Vec::new() }
}

/// The table in which a text is the first cell of a row.
pub(super) fn named_by<'d>(slice: &Slice<'d, '_>) -> Option<&'d Table<'d>> {
    let (tables, start) = (&slice.view.get().page.tables, slice.span.start);
    let table = tables[..tables.partition_point(|table| table.head.span.start <= start)].last()?;
    let row = table.rows[..table.rows.partition_point(|row| row.span.start <= start)].last()?;
    row.cells.first().is_some_and(|cell| cell.span == slice.span).then_some(table)
}

/// Tables of more rows have too many names for each of them to be looked up among all.
const LONGEST_TABLE: usize = 2_000;

/// What the head of a column of values says.
const VALUES: [&str; 6] = ["value", "values", "member", "members", "code", "enum value"];

/// A name of the first column of a table: where all are in capitals, or are bold below a head that calls them names, and the
/// translation kept most of them; or where all are one word below a head that calls them values, and the form of one tells a name.
pub(super) fn column_name(unit: &Unit<'_, '_>) -> Option<Span> {
    let cell = unit.english.trimmed();
    let is_word = |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let bold = bold_word(unit, cell);
    let bare = || (unit.is_bilingual() && is_word(unit.english.at(cell))).then_some(cell);
    let word = bold.or_else(bare).filter(|_| unit.standing() == Standing::Cell)?;
    let (own, english) = named_by(&unit.own).zip(named_by(&unit.english))?;
    let head = english.head.cells.first()?.text.to_lowercase();
    if own.rows.len().max(english.rows.len()) > LONGEST_TABLE {
        return None;
    }
    let names = || english.rows.iter().filter_map(|row| Some(&*row.cells.first()?.text));
    let values = || VALUES.contains(&head.as_str()) && names().all(is_word);
    if bold.is_none() && values() && names().any(|name| PASCAL.is_match(name)) {
        return Some(word);
    }
    let is_called = bold.is_some() && (head.ends_with("column name") || head == "column");
    let in_capitals = |name: &str| name.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_called && !names().all(in_capitals) {
        return None;
    }
    let mine: HashSet<&str> = own.rows.iter().filter_map(|row| Some(&*row.cells.first()?.text)).collect();
    let (kept, lost): (Vec<&str>, Vec<&str>) = names().partition(|name| mine.contains(name));
    let is_list = kept.len() > 1 && kept.len() >= lost.len();
    let is_proved = || is_called && kept.iter().any(|name| PASCAL.is_match(name)) || names().all(in_capitals);
    (is_list && is_proved()).then_some(word)
}
