//! The blocks of a page: what is MDX in them is taken out, and the Markdown is written anew.

mod flow;
mod write;

use super::construct::Mdx;
use super::container::{Container, Cursor, cells, fence, is_break, is_delimiter, is_heading, marker};
use super::inline::{Inline, inline};
use super::rewritten::{BLOCK, Rewritten};
use super::{Broken, Source, esm, math};
use crate::span::Span;
use write::SPACES;

/// The block that is being read.
#[derive(Debug, PartialEq, Eq)]
enum Leaf {
    None,
    Paragraph,
    Table,
    Fence { sign: u8, length: usize, indent: usize },
}

/// What stands before the content of a line in the Markdown that is left, and the place of what it stands for.
type Lead<'t> = Vec<(&'t str, Span)>;

/// A line, and how it begins in the Markdown that is left.
#[derive(Debug)]
struct Line<'t> {
    /// The whole line, without its end.
    span: Span,
    /// Where its content begins.
    content: usize,
    /// What stands before the content, where that is not kept.
    lead: Option<Lead<'t>>,
}

pub(super) struct Blocks<'t> {
    text: &'t str,
    /// The text without the marks of quotations, as long as the text.
    unquoted: String,
    at: usize,
    containers: Vec<Container>,
    /// How far the containers go, as far as it was looked; 0 where that is not known.
    reached: usize,
    leaf: Leaf,
    /// The lines of the paragraph that is being read.
    lines: Vec<Line<'t>>,
    mdx: Mdx,
    /// Faults in blocks, which a compiler meets before those in lines.
    in_blocks: Option<Broken>,
    in_lines: Option<Broken>,
    /// The number of constructs that are broken in blocks.
    faults: usize,
    has_formulas: bool,
    out: Rewritten,
}

impl<'t> Blocks<'t> {
    pub(super) fn new(text: &'t str, body: usize) -> Self {
        Self {
            text,
            unquoted: text.to_owned(),
            at: body,
            containers: Vec::new(),
            reached: 0,
            leaf: Leaf::None,
            lines: Vec::new(),
            mdx: Mdx::default(),
            in_blocks: None,
            in_lines: None,
            faults: 0,
            has_formulas: math::has_formulas(text),
            out: Rewritten::default(),
        }
    }

    /// Reads the page: the Markdown that is left, and what was taken out.
    pub(super) fn run(mut self) -> (Rewritten, Mdx) {
        while self.at < self.text.len() {
            let line = self.line_at(self.at);
            self.line(line);
        }
        self.close();
        self.mdx.broken = self.in_blocks.or(self.in_lines);
        (self.out, self.mdx)
    }

    /// The text up to `end`, without the marks of quotations.
    fn source(&self, end: usize) -> Source<'_> {
        Source { text: &self.unquoted, end, has_formulas: self.has_formulas }
    }

    /// The text up to `end`, as it is written.
    fn raw(&self, end: usize) -> Source<'_> {
        Source { text: self.text, ..self.source(end) }
    }

    /// The line that begins at `at`, without its end.
    fn line_at(&self, at: usize) -> Span {
        let rest = &self.text.as_bytes()[at..];
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        Span::new(at, at + end - usize::from(rest[..end].ends_with(b"\r")))
    }

    /// Where the line after `line` begins.
    fn after(&self, line: Span) -> usize {
        let rest = &self.text.as_bytes()[line.end..];
        line.end + memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)
    }

    fn line(&mut self, line: Span) {
        let mut cursor = Cursor::new(line.start);
        let mut matched = 0;
        while matched < self.containers.len() && cursor.continues(self.text, line, self.containers[matched]) {
            matched += 1;
        }
        self.unquote(line.start, cursor.at);
        let all = matched == self.containers.len();
        if let Leaf::Fence { sign, length, indent } = self.leaf {
            if all {
                return self.code(line, cursor, (sign, length, indent));
            }
            self.leaf = Leaf::None;
        }
        let before = cursor;
        let indent = cursor.space(self.text, usize::MAX);
        if cursor.at >= line.end {
            self.close();
            self.leave(matched);
            self.out.copy(self.text, Span::new(line.start, self.after(line)));
            self.at = self.after(line);
            return;
        }
        if !all {
            if self.leaf == Leaf::Paragraph && !self.begins_block(cursor, line) {
                self.lines.push(Line { span: line, content: cursor.at, lead: None });
                self.at = self.after(line);
                return;
            }
            self.close();
            self.leave(matched);
        }
        self.open(line, before, indent);
    }

    /// Opens the containers that begin on a line, and reads its block.
    fn open(&mut self, line: Span, mut before: Cursor, mut indent: usize) {
        let kept = self.containers.len();
        // What stands before the content, from the end of the containers that went on.
        let mut leads = Vec::new();
        let mut is_moved = indent > 0;
        loop {
            let mut cursor = before;
            indent = cursor.space(self.text, usize::MAX).max(if leads.is_empty() { indent } else { 0 });
            let rest = Span::new(cursor.at, line.end).of(self.text);
            is_moved |= indent > 0;
            let start = cursor.at;
            if rest.starts_with('>') {
                self.close();
                cursor.signs(1);
                cursor.space(self.text, 1);
                self.unquote(start, cursor.at);
                self.enter(Container::Quote);
                leads.push(("> ", Span::new(start, cursor.at)));
            } else if let Some(signs) = marker(rest).filter(|signs| !is_break(rest) && self.may_begin(rest, *signs)) {
                let underlines = self.leaf == Leaf::Paragraph && leads.is_empty() && is_underline(rest);
                if underlines {
                    break;
                }
                self.close();
                cursor.signs(signs);
                let inside = cursor.space(self.text, usize::MAX);
                let is_blank = cursor.at >= line.end;
                let space = if is_blank { 1 } else { inside };
                is_moved |= space > 4;
                let left = signs + if is_moved { 1 } else { space + indent };
                self.enter(Container::Item { indent: indent + signs + space, left });
                leads.push((&rest[..signs], Span::new(start, start + signs)));
                leads.push((&SPACES[..left - signs], Span::new(start + signs, cursor.at)));
                if is_blank {
                    before = cursor;
                    indent = 0;
                    break;
                }
            } else {
                break;
            }
            before = cursor;
        }
        let mut cursor = before;
        cursor.space(self.text, usize::MAX);
        let lead = self.lead(line, kept, is_moved, leads);
        self.block(Line { span: line, content: cursor.at, lead }, indent);
    }

    fn enter(&mut self, container: Container) {
        self.containers.push(container);
        self.reached = 0;
    }

    /// Ends the containers behind the first `kept`.
    fn leave(&mut self, kept: usize) {
        if kept < self.containers.len() {
            self.containers.truncate(kept);
            self.reached = 0;
        }
    }

    /// Whether a list item can begin here: in a paragraph only one with a text, and if it has a number, the first.
    fn may_begin(&self, rest: &str, signs: usize) -> bool {
        let interrupts = self.leaf == Leaf::Paragraph;
        let number = rest[..signs].trim_end_matches(['.', ')']);
        let first = !number.as_bytes()[0].is_ascii_digit() || number == "1";
        !interrupts || first && !rest[signs..].trim().is_empty()
    }

    /// Reads the block that begins or goes on at the content of a line.
    fn block(&mut self, line: Line<'t>, indent: usize) {
        let rest = Span::new(line.content, line.span.end).of(self.text);
        let next = self.after(line.span);
        if rest.is_empty() {
            self.close();
            return self.write(&line, next, &[]);
        }
        if self.leaf == Leaf::Paragraph && is_underline(rest) {
            self.lines.push(line);
            self.at = next;
            return self.close();
        }
        let formulas = || math::fence(rest).filter(|_| self.has_formulas);
        if let Some((sign, length)) = fence(rest).or_else(formulas) {
            self.close();
            self.leaf = Leaf::Fence { sign, length, indent };
            return self.write(&line, next, &[]);
        }
        if is_heading(rest) || is_break(rest) {
            self.close();
            let inline = inline(self.source(line.span.end), line.content, true);
            let spans = self.found(inline);
            return self.write(&line, next, &spans);
        }
        let is_open = matches!(self.leaf, Leaf::Paragraph | Leaf::Table);
        if line.content == line.span.start && self.containers.is_empty() && !is_open && esm::begins(rest) {
            match esm::block(self.raw(self.horizon(line.content)), line.content) {
                Ok(span) => {
                    self.mdx.esm.push(span);
                    self.at = self.after(Span::new(span.end, span.end));
                    return self.out.put("\n", Span::new(span.end, self.at));
                }
                Err(broken) => {
                    self.in_blocks.get_or_insert(broken);
                    self.faults += 1;
                }
            }
        }
        if rest.starts_with(['<', '{'])
            && let Some((end, found)) = self.flow(line.content)
        {
            self.close();
            self.found(found);
            self.lead_in(&line);
            self.out.put(BLOCK, Span::new(line.content, end));
            self.at = self.after(Span::new(end, end));
            return self.out.copy(self.text, Span::new(self.line_end(end), self.at));
        }
        self.paragraph(line, next);
    }

    /// Where the line that holds `at` ends, in front of its end.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        at + end
    }

    fn paragraph(&mut self, line: Line<'t>, next: usize) {
        let content = Span::new(line.content, line.span.end);
        if self.leaf == Leaf::Table {
            return self.row(&line, content, next);
        }
        if self.leaf == Leaf::None {
            let row = content.of(self.text);
            let columns = if row.contains('|') { cells(self.text, content).len() } else { 0 };
            let below = self.line_at(next.min(self.text.len())).of(self.text);
            if columns > 0 && is_delimiter(below, columns) {
                self.leaf = Leaf::Table;
                return self.row(&line, content, next);
            }
            self.leaf = Leaf::Paragraph;
        }
        self.lines.push(line);
        self.at = next;
    }

    fn row(&mut self, line: &Line<'_>, content: Span, next: usize) {
        let mut spans = Vec::new();
        for cell in cells(self.text, content) {
            let inline = inline(self.source(cell.end), cell.start, false);
            spans.extend(self.found(inline));
        }
        self.write(line, next, &spans);
    }

    /// Whether a line outside the containers around ends the paragraph in them.
    fn begins_block(&self, cursor: Cursor, line: Span) -> bool {
        let rest = Span::new(cursor.at, line.end).of(self.text);
        let ends = |close: char| rest.trim_end().ends_with(close) || !rest.contains(close);
        let is_flow = rest.starts_with('<') && ends('>') || rest.starts_with('{') && ends('}');
        let item = marker(rest).is_some_and(|signs| self.may_begin(rest, signs) || !self.containers.is_empty());
        rest.starts_with('>') || item || is_break(rest) || fence(rest).is_some() || is_heading(rest) || is_flow
    }

    /// A line of a code block.
    fn code(&mut self, line: Span, mut cursor: Cursor, (sign, length, indent): (u8, usize, usize)) {
        let next = self.after(line);
        let inside = cursor;
        let mut ahead = cursor;
        let own = ahead.space(self.text, usize::MAX);
        let rest = Span::new(ahead.at, line.end).of(self.text);
        let marks = rest.bytes().take_while(|byte| *byte == sign).count();
        let closes = marks >= length && rest[marks..].trim().is_empty();
        let lead = self.lead(line, self.containers.len(), indent > 0 || closes && own > 0, Vec::new());
        if lead.is_some() {
            cursor.space(self.text, if closes { usize::MAX } else { indent });
        }
        if closes {
            self.leaf = Leaf::None;
        }
        let content = if lead.is_some() { cursor.at } else { inside.at };
        self.write(&Line { span: line, content: content.min(line.end), lead }, next, &[]);
    }

    /// Ends the block that is being read.
    fn close(&mut self) {
        self.leaf = Leaf::None;
        let lines = std::mem::take(&mut self.lines);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let start =
            lines.iter().find(|line| !is_definition(self.text, line)).map_or(last.span.end, |line| line.content);
        let at = self.at;
        let end = last.span.end;
        debug_assert!(first.content <= start);
        let inline = inline(self.source(end), start, false);
        let spans = self.found(inline);
        for (index, line) in lines.iter().enumerate() {
            let next = lines.get(index + 1).map_or_else(|| self.after(line.span), |next| next.span.start);
            self.write(line, next, &spans);
        }
        self.at = at;
    }

    /// Takes what was found; the places.
    fn found(&mut self, inline: Inline) -> Vec<Span> {
        self.mdx.tags.extend(inline.tags);
        self.mdx.expressions.extend(inline.expressions);
        if let Some(broken) = inline.broken {
            self.in_lines.get_or_insert(broken);
        }
        inline.spans
    }
}

/// Whether a line below a text makes it a heading.
fn is_underline(rest: &str) -> bool {
    let rest = rest.trim_end();
    !rest.is_empty() && (rest.bytes().all(|byte| byte == b'=') || rest.bytes().all(|byte| byte == b'-'))
}

/// Whether a line says where a link by reference leads.
fn is_definition(text: &str, line: &Line<'_>) -> bool {
    let content = Span::new(line.content, line.span.end).of(text);
    content.starts_with('[') && content.find("]:").is_some_and(|end| !content[..end].contains('`'))
}
