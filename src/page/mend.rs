//! Block markup that a slip of the keyboard broke, and the page as it was meant: what stands behind the slip is read as if it
//! were not there, so that one slip is one finding.

use super::digit::digit;
use super::rows::{bars_in_code, cells, rule_cells, split_cells};
use crate::span::Span;

/// A slip in the markup of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// What makes the markup none, in bytes of the text.
    pub span: Span,
    /// What is wrong.
    pub kind: SlipKind,
}

/// What is wrong with the markup of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipKind {
    /// Text behind the backticks that should close a fence.
    ClosingFence,
    /// A list marker in digits that are none to Markdown.
    ListDigits,
    /// A heading without the space behind its `#`.
    HeadingSpace,
    /// An invisible mark before the markup.
    Mark(char),
    /// A blank line inside a table.
    TableBlank,
    /// A row with more cells than its table has columns: a `|` is not escaped.
    RowCells(usize, usize),
    /// The line below the head of a table has another number of cells: the table is none.
    TableRule(usize, usize),
    /// A paragraph that `---` right below it turns into a heading.
    Underline,
}

/// What has to stand in place of `span`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where, in bytes of the text.
    pub span: Span,
    /// What.
    pub text: String,
}

/// A text with its slips, and how it reads without them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// What is wrong.
    pub slips: Vec<Slip>,
    /// The changes that mend it, in the order of the text. They do not meet.
    pub edits: Vec<Edit>,
    /// Whether titles are underlined in it, beyond doubt.
    has_titles: bool,
}

/// The longest line of `-` that may be meant as a rule.
const LONGEST_RULE: usize = 5;

/// What tools put at the end of what they translate: the comment that begins it, or the link that stands in its paragraph.
const DISCLAIMERS: [(Option<&str>, &str); 2] = [
    (Some("<!-- CO-OP TRANSLATOR DISCLAIMER START"), "CO-OP TRANSLATOR DISCLAIMER END -->"),
    (None, "(https://github.com/Azure/co-op-translator)"),
];

impl Mended {
    /// Looks for slips in a page whose text begins at `body`. Paragraphs above `---` are headings where `underlines` says so.
    #[must_use]
    pub fn new(text: &str, body: usize, underlines: bool) -> Self {
        let end = disclaimer(text, body).unwrap_or(text.len());
        let read = |as_written| {
            let mut pass = Pass { lines: lines(text, body, end), underlines, as_written, ..Pass::default() };
            (0..pass.lines.len()).for_each(|at| pass.line(at));
            (pass.fence.is_none(), pass.mended)
        };
        let (closes, mut mended) = read(false);
        let has_closed = mended.slips.iter().any(|slip| slip.kind == SlipKind::ClosingFence);
        // A block that shows Markdown may hold the line that would close it.
        if has_closed && !closes {
            let (closes, written) = read(true);
            mended = if closes { written } else { mended };
        }
        if end < text.len() {
            mended.edits.push(Edit { span: Span::new(end, text.len()), text: String::new() });
        }
        mended
    }

    /// Whether a paragraph of the page is a heading by the `---` below it.
    #[must_use]
    pub fn has_underlines(text: &str, body: usize) -> bool {
        let read = Self::new(text, body, false);
        read.has_titles || read.slips.iter().any(|slip| slip.kind == SlipKind::Underline)
    }
}

/// Where the disclaimer begins that a tool appended, with the rule above it.
fn disclaimer(text: &str, body: usize) -> Option<usize> {
    let text = &text[body..];
    let found = DISCLAIMERS.iter().find_map(|&(start, mark)| {
        let at = text.rfind(mark)?;
        let is_last = text[at + mark.len()..].matches('\n').count() <= 3;
        match start {
            Some(start) => text[..at].rfind(start).filter(|_| is_last),
            None => text[..at].rfind("\n---").filter(|rule| is_last && text[*rule..at].matches('\n').count() <= 8),
        }
    })?;
    let before = text[..found].trim_end();
    Some(body + before.strip_suffix("\n---").map_or(before, str::trim_end).len() + 1)
        .filter(|end| *end < body + text.len())
}

/// A line, without its end.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    fn span(self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    /// The number of bytes of white space at its start.
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }
}

fn lines(text: &str, body: usize, end: usize) -> Vec<Line<'_>> {
    let mut start = body;
    let lines = text[body..end].split_inclusive('\n').map(|line| {
        let at = start;
        start += line.len();
        Line { start: at, text: line.trim_end_matches(['\n', '\r']) }
    });
    lines.collect()
}

#[derive(Default)]
struct Pass<'t> {
    lines: Vec<Line<'t>>,
    underlines: bool,
    /// Whether text behind backticks keeps them from closing a block.
    as_written: bool,
    /// The mark of the open fence, and how many open it.
    fence: Option<(u8, usize)>,
    /// Whether a block is shown in the open one.
    shows_block: bool,
    /// The columns of the table around.
    columns: Option<usize>,
    mended: Mended,
}

impl<'t> Pass<'t> {
    fn slip(&mut self, span: Span, kind: SlipKind) {
        self.mended.slips.push(Slip { span, kind });
    }

    fn edit(&mut self, span: Span, text: impl Into<String>) {
        self.mended.edits.push(Edit { span, text: text.into() });
    }

    fn line(&mut self, at: usize) {
        let line = self.lines[at];
        let inside = line.text.trim_start_matches([' ', '\t', '>']);
        let marks = fence_marks(inside);
        if let Some((mark, length)) = self.fence {
            let Some((own, count)) = marks.filter(|(own, count)| *own == mark && *count >= length) else { return };
            let behind = &inside[count..];
            // A block that is shown in a block is opened as one, and closed as it likes.
            let is_opened = behind.starts_with(|c: char| c.is_ascii_alphabetic()) && !behind.trim().contains(' ');
            let is_shown = std::mem::replace(&mut self.shows_block, is_opened) || is_opened;
            if is_shown && !behind.trim().is_empty() {
                return;
            }
            if behind.trim().is_empty() {
                self.fence = None;
            } else if !self.as_written
                && own == b'`'
                && is_text(behind)
                && behind.matches('`').count().is_multiple_of(2)
            {
                self.fence = None;
                let end = line.start + line.text.len() - behind.len();
                self.slip(Span::new(end, line.span().end).trimmed_in(line), SlipKind::ClosingFence);
                self.edit(Span::new(end, end), "\n");
            }
            return;
        }
        if let Some((mark, count)) = marks.filter(|(mark, count)| *mark == b'~' || !inside[*count..].contains('`')) {
            self.fence = Some((mark, count));
            self.columns = None;
            return;
        }
        let line = self.invisible(line);
        if self.table(at, line) {
            return;
        }
        self.list_digits(at, line);
        self.heading_space(line);
        self.underline(at, line);
    }

    /// Takes off invisible marks before what would be markup without them.
    fn invisible(&mut self, line: Line<'t>) -> Line<'t> {
        let indent = line.indent();
        let rest = &line.text[indent..];
        let visible = rest.trim_start_matches(is_mark);
        let Some(mark) = rest.chars().next().filter(|_| visible.len() < rest.len() && is_block(visible.trim_start()))
        else {
            return line;
        };
        let start = line.start + indent;
        let end = line.start + line.text.len() - visible.len();
        self.slip(Span::new(start, end), SlipKind::Mark(mark));
        self.edit(Span::new(start, end), "");
        Line { start: end, text: visible }
    }

    fn list_digits(&mut self, at: usize, line: Line<'t>) {
        let indent = line.indent();
        let marker = &line.text[indent..];
        let length = marker.find(|c: char| !c.is_numeric()).unwrap_or(marker.len());
        let values: Option<String> = marker[..length].chars().map(digit).collect();
        let Some(values) = values.filter(|values| !values.is_empty() && values.len() < 4) else { return };
        let is_marker = [". ", ") "].iter().any(|sign| marker[length..].starts_with(sign));
        // What was opened in the line above is closed here.
        let ends = self.lines[..at].last().is_some_and(|above| above.text.rfind('(') > above.text.rfind(')'));
        if is_marker && !(ends && marker[length..].starts_with(')')) && !marker[..length].is_ascii() {
            let span = Span::new(line.start + indent, line.start + indent + length);
            self.slip(Span::new(span.start, span.end + 1), SlipKind::ListDigits);
            self.edit(span, values);
        }
    }

    fn heading_space(&mut self, line: Line<'t>) {
        let indent = line.indent();
        let heading = &line.text[indent..];
        let level = heading.bytes().take_while(|byte| *byte == b'#').count();
        let title = heading[level..].chars().next();
        let is_title = title.is_some_and(|c| c.is_alphanumeric() || c == '*' || c == '`' || !c.is_ascii());
        if indent < 4 && (2..=6).contains(&level) && is_title && !title.is_some_and(char::is_whitespace) {
            let end = line.start + indent + level;
            self.slip(Span::new(line.start + indent, end), SlipKind::HeadingSpace);
            self.edit(Span::new(end, end), " ");
        }
    }

    fn underline(&mut self, at: usize, line: Line<'t>) {
        let is_rule = line.text.trim_end().len() >= 3 && line.text.trim_end().bytes().all(|byte| byte == b'-');
        let Some(above) = at.checked_sub(1).map(|above| self.lines[above]).filter(|_| is_rule) else { return };
        let text = above.text.trim_start();
        let is_item = text.chars().next().is_some_and(|c| c.is_ascii_digit())
            && text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
        if above.is_blank()
            || self.is_front_matter(at)
            || is_block(text)
            || is_item
            || text.starts_with(['<', '>', ':', '{', '|'])
            || above.indent() > 0
            || at > 1 && is_continued(self.lines[at - 2])
        {
            return;
        }
        // Nobody makes a rule as long as the title above it by accident.
        if line.text.trim_end().len() > LONGEST_RULE {
            self.mended.has_titles = true;
            return;
        }
        self.slip(above.span(), SlipKind::Underline);
        if !self.underlines {
            self.edit(Span::new(line.start, line.start), "\n");
        }
    }

    /// Whether a rule ends front matter that stands below a blank line.
    fn is_front_matter(&self, at: usize) -> bool {
        let mut lines = self.lines[..at].iter().skip_while(|line| line.is_blank());
        lines.next().is_some_and(|first| first.text.trim_end() == "---") && lines.all(|line| !line.is_blank())
    }

    /// Reads a line as one of a table, and says whether it is.
    fn table(&mut self, at: usize, line: Line<'t>) -> bool {
        if let Some(columns) = self.columns {
            if line.is_blank() {
                self.columns = self.blank(at).then_some(columns);
                return self.columns.is_some();
            }
            if !line.text.contains('|') {
                self.columns = None;
                return false;
            }
            self.row(line, columns);
            return true;
        }
        let Some(next) = self.lines.get(at + 1).copied().filter(|_| line.text.trim_start().starts_with('|')) else {
            return false;
        };
        let (Some(head), Some(rule)) = (cells(line.text), rule_cells(next.text)) else { return false };
        if head != rule && head > 1 {
            self.slip(next.span(), SlipKind::TableRule(rule, head));
            self.edit(next.span(), format!("|{}", "--|".repeat(head)));
        }
        self.columns = Some(head);
        true
    }

    /// Whether the table goes on behind the blank line at `at`, which is mended.
    fn blank(&mut self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.lines[before]);
        if before.is_none_or(|before| before.is_blank() || !before.text.trim_start().starts_with('|')) {
            return false;
        }
        let next = (at..self.lines.len()).find(|&next| !self.lines[next].is_blank());
        let Some(next) = next.filter(|next| next - at <= 2) else { return false };
        let row = self.lines[next];
        let is_row =
            row.text.trim_start().trim_start_matches(is_mark).starts_with('|') && row.text.trim_end().ends_with('|');
        let is_head = self.lines.get(next + 1).is_some_and(|rule| rule_cells(rule.text).is_some());
        if !is_row || is_head || rule_cells(row.text).is_some() {
            return false;
        }
        self.slip(row.span(), SlipKind::TableBlank);
        self.edit(Span::new(self.lines[at].start, row.start), "");
        true
    }

    fn row(&mut self, line: Line<'t>, columns: usize) {
        if rule_cells(line.text).is_some() {
            return;
        }
        let Some(count) = cells(line.text).filter(|count| *count > columns) else { return };
        let bars = bars_in_code(line.text);
        if bars.len() == count - columns {
            for at in bars {
                self.edit(Span::new(line.start + at, line.start + at), "\\");
            }
        }
        let surplus = split_cells(line.text).skip(columns).any(|cell| !cell.trim().is_empty());
        if surplus {
            self.slip(line.span(), SlipKind::RowCells(count, columns));
        }
    }
}

impl Span {
    fn trimmed_in(self, line: Line<'_>) -> Self {
        let inside = Self::new(self.start - line.start, self.end - line.start).trimmed(line.text);
        inside.shifted(line.start)
    }
}

/// The mark that opens or closes a fence, and how many there are.
fn fence_marks(text: &str) -> Option<(u8, usize)> {
    let mark = *text.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let count = text.bytes().take_while(|byte| *byte == mark).count();
    (count >= 3).then_some((mark, count))
}

/// Whether what stands behind backticks is text, and does not say what a block is, or end the comment around it.
fn is_text(behind: &str) -> bool {
    let behind = behind.trim();
    let (word, rest) = behind.split_once(char::is_whitespace).unwrap_or((behind, ""));
    let is_language = word.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '{' | '.' | '['))
        && word.bytes().all(|byte| byte.is_ascii_graphic());
    let is_sentence = word.starts_with(|c: char| c.is_ascii_uppercase())
        && rest.split_whitespace().count() >= 2
        && !rest.contains(['=', '{', '[']);
    behind != "-->" && (!is_language || is_sentence)
}

/// Marks that are not seen, and stand before text for its direction.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether `text` begins with the markup of a block.
fn is_block(text: &str) -> bool {
    let heading = text.trim_start_matches('#');
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") "));
    (1..=6).contains(&(text.len() - heading.len())) && heading.starts_with(' ')
        || ["- ", "* ", "+ ", "> ", "|", "```", "~~~"].iter().any(|mark| text.starts_with(mark))
        || is_numbered
}

/// Whether the line above the last of a paragraph belongs to a list or a quotation.
fn is_continued(line: Line<'_>) -> bool {
    !line.is_blank() && (is_block(line.text.trim_start()) || line.indent() > 0)
}

#[cfg(test)]
mod tests;
