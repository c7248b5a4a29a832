//! Tables whose delimiter row has another number of columns than their head: tables for many sites, and none for GFM.

use std::borrow::Cow;

use super::rows::{cells, rule_cells};
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
        let columns =
            || cells(last).filter(|&columns| columns > 1 && rule_cells(line).is_some_and(|own| own != columns));
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
