//! Tables whose delimiter row has another number of columns than their head: tables for many sites, and none for GFM.

use std::borrow::Cow;

use crate::span::Span;

/// The text with each such delimiter row made fit for its head, byte for byte as long, and where these rows stand.
pub(super) fn mended(text: &str) -> (Cow<'_, str>, Vec<Span>) {
    let (mut mended, mut places) = (Cow::Borrowed(text), Vec::new());
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
        if fence.is_none()
            && is_delimiter(line)
            && let Some(columns) = columns(last).filter(|&columns| Some(columns) != self::columns(line))
            && let Some(row) = row(columns, line)
        {
            let place = Span::new(start, start + line.len());
            mended.to_mut().replace_range(place.start..place.end, &row);
            places.push(place);
        }
        last = line;
    }
    (mended, places)
}

/// Whether a line has the form of a delimiter row of two columns or more.
fn is_delimiter(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['|', ':', '-'])
        && line.contains("|")
        && line.contains("--")
        && line.bytes().all(|byte| matches!(byte, b'|' | b':' | b'-' | b' ' | b'\t'))
}

/// The number of cells of a row; none where the line is no row.
fn columns(line: &str) -> Option<usize> {
    let inside = line.trim().trim_start_matches('|');
    let inside = inside.strip_suffix('|').filter(|inside| !inside.ends_with('\\')).unwrap_or(inside);
    let mut escaped = false;
    let bars = inside.bytes().filter(|&byte| {
        let is_bar = byte == b'|' && !escaped;
        escaped = byte == b'\\' && !escaped;
        is_bar
    });
    (line.contains('|') && !line.trim().is_empty()).then(|| bars.count() + 1)
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
    fn what_is_no_table_stays() {
        for text in
            ["|a|b|\n|--|--|\n", "a\n--|--\n", "```\n|a|b|\n|--|--|--|\n```\n", "|a|b\\|c|\n|--|--|\n", "|a|b|\n---\n"]
        {
            assert_eq!(mended(text), (Cow::Borrowed(text), Vec::new()), "{text}");
        }
    }
}
