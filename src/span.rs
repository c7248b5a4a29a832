//! Places in a text: byte ranges, and lines and columns made from them.

use std::cell::OnceCell;
use std::ops::Range;

use serde::Serialize;

/// A range of bytes, `start` inclusive and `end` exclusive.
///
/// ```
/// let span = docparity::Span::new(4, 12);
/// assert_eq!((span.of("GET /parcels"), span.len()), ("/parcels", 8));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The number of bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte lies inside.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range in a text that has `by` more bytes before it.
    #[doc(hidden)]
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The text inside. A range that does not lie on character boundaries gives an empty text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The last character of the range.
    #[doc(hidden)]
    #[must_use]
    pub fn last(self, text: &str) -> Self {
        let last = self.of(text).char_indices().next_back().map_or(0, |(at, _)| at);
        Self::new(self.start + last, self.end)
    }

    /// The part that is left after white space has been taken off both ends.
    #[doc(hidden)]
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Self::new(start, start + inside.trim().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Where the line begins that holds `offset`.
#[must_use]
pub fn line_start(text: &str, offset: usize) -> usize {
    let before = &text.as_bytes()[..offset.min(text.len())];
    memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1)
}

/// Line and column of any offset. It is made only for texts about which something is reported.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// The number of characters before each stretch of [`STRETCH`] bytes, so that a long line is not counted from its start
    /// for every offset. Few texts have a line so long.
    characters: OnceCell<Vec<usize>>,
}

/// Bytes between two counts of characters.
const STRETCH: usize = 4096;

impl LineIndex {
    /// Finds the lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let newlines = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(newlines.map(|at| at + 1)).collect();
        Self { starts, characters: OnceCell::new() }
    }

    /// The offset of the first byte of a 1-based line. A line behind the last one starts where the last one does.
    #[must_use]
    pub fn start(&self, line: usize) -> usize {
        self.starts[line.clamp(1, self.starts.len()) - 1]
    }

    /// The 1-based line and the 1-based column of `offset`; columns count characters.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line];
        let bytes = text.as_bytes();
        if offset - start <= STRETCH {
            return (line + 1, begun(&bytes[start..offset]) + 1);
        }
        let characters = self.characters.get_or_init(|| {
            let counts = bytes.chunks(STRETCH).map(begun);
            let sums = counts.scan(0, |sum, count| {
                *sum += count;
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let before = |at: usize| characters[at / STRETCH] + begun(&bytes[at / STRETCH * STRETCH..at]);
        (line + 1, before(offset) - before(start) + 1)
    }
}

/// The number of characters that begin in `bytes`.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let text = "a\n日本x\n";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 0), (1, 1));
        assert_eq!(index.position(text, 8), (2, 3));
        assert_eq!(index.position(text, text.len()), (3, 1));
        assert_eq!([0, 1, 2, 3, 4].map(|line| index.start(line)), [0, 0, 2, 10, 10]);
    }

    #[test]
    fn a_long_line_is_counted_from_its_start() {
        let text = format!("x\n{}", "日".repeat(5_000));
        assert_eq!(LineIndex::new(&text).position(&text, text.len()), (2, 5_001));
    }

    #[test]
    fn trimming_keeps_the_place() {
        let text = "|  cell |";
        assert_eq!(Span::new(1, 8).trimmed(text), Span::new(3, 7));
        assert_eq!(Span::new(1, 3).trimmed(text), Span::new(3, 3));
    }
}
