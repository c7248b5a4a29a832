//! Tables whose delimiter row has another number of columns than their head: tables for many sites, and none for GFM.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::{memchr, memmem};
use regex::{Captures, Regex};

use super::rows::{cells, rule_cells};
use crate::span::{Span, line_start};

/// The text with each such delimiter row made fit for its head, byte for byte as long, and where these rows stand.
pub(super) fn mended(text: &str) -> (Cow<'_, str>, Vec<Span>) {
    let (mut mended, mut places) = (Cow::Borrowed(text), Vec::new());
    if !has_uneven(text) {
        return (mended, places);
    }
    let (mut last, mut offset, mut fence) = ("", 0, None);
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let line = line.trim_end();
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let columns = || uneven(last, line);
        if fence.is_none()
            && line.contains("--")
            && let Some(row) = columns().and_then(|columns| row(columns, line))
        {
            let place = Span::new(start, start + line.len());
            mended.to_mut().replace_range(place.start..place.end, &row);
            places.push(place);
        }
        last = line;
    }
    (mended, places)
}

/// The text with spaces for the tabs in its delimiter rows and behind the ends of its blocks of code, which the parser takes for none:
/// byte for byte as long.
pub(crate) fn spaced(text: &str) -> Cow<'_, str> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^([ \t]*)([|:-][|: -]*\t[|: \t-]*|(?:`{3,}|~{3,})[ \t]*\t[ \t]*)\r?$")
            .expect("a valid pattern")
    });
    if !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    ROW.replace_all(text, |row: &Captures<'_>| {
        match row[2].starts_with(['`', '~']) || row[2].contains('|') && row[2].contains("--") {
            true => format!("{}{}", &row[1], row[0][row[1].len()..].replace('\t', " ")),
            false => row[0].to_owned(),
        }
    })
}

/// The number of columns of a head that its delimiter row has another number of.
fn uneven(head: &str, line: &str) -> Option<usize> {
    cells(head).filter(|&columns| columns > 1 && rule_cells(line).is_some_and(|own| own != columns))
}

/// Whether the text has such a row anywhere, also in code: only the lines with two hyphens are looked at.
fn has_uneven(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (finder, mut from) = (memmem::Finder::new("--"), 0);
    while let Some(found) = finder.find(&bytes[from..]) {
        let start = line_start(text, from + found);
        let end = memchr(b'\n', &bytes[start..]).map_or(text.len(), |end| start + end);
        let head = start.checked_sub(1).map_or("", |end| &text[line_start(text, end)..end]);
        if uneven(head.trim_end(), text[start..end].trim_end()).is_some() {
            return true;
        }
        from = end;
    }
    false
}

/// A delimiter row of `columns` as long as `line`; none where it is too short.
fn row(columns: usize, line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start().len();
    let room = line.len().checked_sub(indent + columns * 2 + 1)?;
    Some(format!("{}|{}-{}|", &line[..indent], "-|".repeat(columns - 1), "-".repeat(room)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delimiter_row_gets_the_columns_of_its_head() {
        let (text, places) = mended("|a|b|\n|:--|:--|:--|\n|1|2|\n");
        assert_eq!(text, "|a|b|\n|-|---------|\n|1|2|\n");
        assert_eq!(places, [Span::new(6, 19)]);
        assert_eq!(mended("|a|b|c|\n|:---|--:|\n").0, "|a|b|c|\n|-|-|-----|\n".replace("-----", "----"));
    }

    #[test]
    fn a_delimiter_row_may_have_tabs() {
        assert_eq!(spaced("| a\t| b |\n|--\t|\t--|\r\n|\t1 | 2 |\n"), "| a\t| b |\n|-- | --|\r\n|\t1 | 2 |\n");
        assert_eq!(spaced("```go\n\tx\n```\t \t\n"), "```go\n\tx\n```   \n");
        assert_eq!(spaced("\t|--\t|--|\n-\ta\n---\t---\n"), "\t|-- |--|\n-\ta\n---\t---\n");
        let page = crate::page::Page::parse("| a | b |\n| --\t| --- |\n| 1 | 2 |\n", crate::page::PageFormat::MARKDOWN);
        assert_eq!(page.tables.len(), 1);
    }

    #[test]
    fn what_is_no_table_stays() {
        for text in
            ["|a|b|\n|--|--|\n", "a\n--|--\n", "```\n|a|b|\n|--|--|--|\n```\n", "|a|b\\|c|\n|--|--|\n", "|a|b|\n---\n"]
        {
            assert_eq!(mended(text), (Cow::Borrowed(text), Vec::new()), "{text}");
        }
    }
}
