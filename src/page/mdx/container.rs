//! Quotations and list items, and where a line stands in them.

use crate::span::Span;

/// What holds blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A quotation.
    Quote,
    /// A list item.
    Item {
        /// How far its content is indented.
        indent: usize,
        /// How far it is indented in the Markdown that is left.
        left: usize,
    },
}

/// A place in a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor {
    pub(super) at: usize,
    /// The column, with tabs every four.
    column: usize,
}

impl Cursor {
    pub(super) fn new(at: usize) -> Self {
        Self { at, column: 0 }
    }

    /// Passes over white space, `most` columns of it; the columns passed.
    pub(super) fn space(&mut self, text: &str, most: usize) -> usize {
        let start = self.column;
        while self.column - start < most {
            match text.as_bytes().get(self.at) {
                Some(b' ') => self.column += 1,
                Some(b'\t') => self.column = (self.column / 4 + 1) * 4,
                _ => break,
            }
            self.at += 1;
        }
        self.column - start
    }

    /// Passes over signs that are no white space.
    pub(super) fn signs(&mut self, count: usize) {
        self.at += count;
        self.column += count;
    }

    /// Passes over what continues `container`, if this line does.
    pub(super) fn continues(&mut self, text: &str, line: Span, container: Container) -> bool {
        let mut ahead = *self;
        let found = ahead.space(text, usize::MAX);
        let is_blank = ahead.at >= line.end;
        match container {
            Container::Quote if text.as_bytes().get(ahead.at) == Some(&b'>') => {
                ahead.signs(1);
                ahead.space(text, 1);
                *self = ahead;
                true
            }
            Container::Quote => false,
            Container::Item { indent, .. } => {
                if !is_blank && found >= indent {
                    self.space(text, indent);
                }
                is_blank || found >= indent
            }
        }
    }
}

/// The marker of a list item at the beginning of `rest`: its length.
pub(super) fn marker(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let signs = match rest.as_bytes().get(digits)? {
        b'-' | b'+' | b'*' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    matches!(rest.as_bytes().get(signs), None | Some(b' ' | b'\t' | b'\r' | b'\n')).then_some(signs)
}

/// Whether `rest` is a rule between paragraphs.
pub(super) fn is_break(rest: &str) -> bool {
    let mut signs = rest.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let Some(first) = signs.next().filter(|sign| matches!(sign, b'*' | b'-' | b'_')) else { return false };
    let mut count = 1;
    let same = |sign| {
        count += 1;
        sign == first
    };
    // Lists in lists on one line look like a rule up to the end of a long line.
    rest.len() < 1_000 && signs.all(same) && count >= 3
}

/// The fence that opens a code block at the beginning of `rest`: its sign and length.
pub(super) fn fence(rest: &str) -> Option<(u8, usize)> {
    let sign = *rest.as_bytes().first().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let length = rest.bytes().take_while(|byte| *byte == sign).count();
    (length >= 3 && (sign == b'~' || !rest[length..].contains('`'))).then_some((sign, length))
}

/// Whether `rest` is a heading with `#`.
pub(super) fn is_heading(rest: &str) -> bool {
    let level = rest.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&level) && matches!(rest.as_bytes().get(level), None | Some(b' ' | b'\t'))
}

/// The cells of a row of a table.
pub(super) fn cells(text: &str, row: Span) -> Vec<Span> {
    let row = row.trimmed(text);
    let mut cells = Vec::new();
    let mut start = row.start;
    let mut escaped = false;
    for (at, byte) in row.of(text).bytes().enumerate() {
        if byte == b'|' && !escaped {
            let cell = Span::new(start, row.start + at);
            if !cell.is_empty() || start > row.start {
                cells.push(cell);
            }
            start = row.start + at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < row.end {
        cells.push(Span::new(start, row.end));
    }
    cells
}

/// Whether a line is the one below the head of a table, with `columns` cells.
pub(super) fn is_delimiter(line: &str, columns: usize) -> bool {
    let signs = line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r' | b'>'));
    let line = line.trim_start_matches([' ', '\t', '>']);
    let row = cells(line, Span::new(0, line.len()));
    let is_rule = |cell: &Span| {
        let cell = cell.of(line).trim();
        let inside = cell.strip_prefix(':').unwrap_or(cell);
        let inside = inside.strip_suffix(':').unwrap_or(inside);
        !inside.is_empty() && inside.bytes().all(|byte| byte == b'-')
    };
    signs && line.contains('|') && row.len() == columns && row.iter().all(is_rule)
}
