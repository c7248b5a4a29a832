//! Comments of a page that silence findings.

use memchr::memmem;

use super::Doc;
use crate::page::{BlockKind, Page, PageFormat};
use crate::span::{Span, line_start};

/// `<!-- docparity-ignore RULE, RULE: reason -->` before a block, or `<!-- docparity-ignore-file RULE: reason -->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore<'d> {
    /// The comment, in bytes of the file.
    pub span: Span,
    /// The comment.
    pub text: &'d str,
    /// The rules and families it names, as written.
    pub names: Vec<&'d str>,
    /// Why the findings are no defects.
    pub reason: &'d str,
    /// Where findings are silenced, in bytes of the file: on the whole lines of a block; anywhere without it.
    pub block: Option<Span>,
}

/// A comment that means to silence findings, but says it wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidIgnore {
    /// The comment, in bytes of the file.
    pub span: Span,
    /// What is wrong, and the cure.
    pub message: String,
}

/// How directives begin.
const MARK: &str = "docparity-";
const BLOCK: &str = "docparity-ignore";
const FILE: &str = "docparity-ignore-file";

impl Ignore<'_> {
    /// The comment that silences findings of a rule or family `name`: in a whole file, or in the block it stands before. `None`
    /// where the reason would end the comment, or is not on one line.
    #[must_use]
    pub fn write(format: PageFormat, is_of_file: bool, name: &str, reason: &str) -> Option<String> {
        let (open, close) = format.comment();
        let directive = if is_of_file { FILE } else { BLOCK };
        let is_whole = !reason.trim().is_empty() && !reason.contains(['\n', '\r']) && !reason.contains(close);
        is_whole.then(|| format!("{open} {directive} {name}: {} {close}", reason.trim()))
    }

    /// Whether findings at `offset` of the file are silenced, of the rules that are named. What is said of the comment is not.
    #[must_use]
    pub fn covers(&self, offset: usize) -> bool {
        let is_own = self.span.start <= offset && offset < self.span.end;
        !is_own && self.block.is_none_or(|block| block.start <= offset && offset <= block.end)
    }
}

impl Doc<'_> {
    /// The comments that silence findings, in the order of the page. A bilingual page has them in both readings; that which
    /// readers see counts.
    #[must_use]
    pub fn ignores(&self) -> Vec<Result<Ignore<'_>, InvalidIgnore>> {
        let page = &self.localized.page;
        let places = memmem::find_iter(page.text.as_bytes(), MARK);
        places.filter_map(|at| self.ignore(page, at)).collect()
    }

    /// The directive that begins at `at` of the localized reading, if it is the beginning of a comment.
    fn ignore<'d>(&self, page: &'d Page<'_>, at: usize) -> Option<Result<Ignore<'d>, InvalidIgnore>> {
        let before = page.text[..at].trim_end();
        let (start, close) =
            PageFormat::comments().find_map(|(open, close)| Some((before.strip_suffix(open)?.len(), close)))?;
        if shows_code(page, start) {
            return None;
        }
        let rest = &page.text[at..];
        let in_file = |end: usize| self.localized.reading.in_file(Span::new(start, end));
        let Some(length) = rest.find(close) else {
            let message = format!("the comment `{BLOCK}` has no end; close it with `{close}`");
            return Some(Err(InvalidIgnore { span: in_file(at + MARK.len()), message }));
        };
        let end = at + length + close.len();
        let span = in_file(end);
        Some(match read(rest[..length].trim()) {
            Ok((in_file_only, names, reason)) => {
                let block = (!in_file_only).then(|| self.whole_lines(covered(page, Span::new(start, end))));
                Ok(Ignore { span, text: Span::new(start, end).of(page.text), names, reason, block })
            }
            Err(message) => Err(InvalidIgnore { span, message }),
        })
    }

    /// The lines of the file that hold a span of the localized reading.
    fn whole_lines(&self, span: Span) -> Span {
        let file = self.localized.reading.in_file(span);
        let content = self.content();
        let end = memchr::memchr(b'\n', &content.as_bytes()[file.end..]).map_or(content.len(), |at| file.end + at);
        Span::new(line_start(content, file.start), end)
    }
}

/// Whether the byte at `at` stands in code, which is shown as it is.
fn shows_code(page: &Page<'_>, at: usize) -> bool {
    let inside = |span: Span| span.start <= at && at < span.end;
    page.fences.iter().any(|fence| inside(fence.span)) || page.code_spans.iter().any(|code| inside(code.span))
}

/// Whether the directive is about the whole file, the names, and the reason.
fn read(text: &str) -> Result<(bool, Vec<&str>, &str), String> {
    let end = text.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(text.len());
    let (directive, rest) = text.split_at(end);
    let whole = match directive {
        FILE => true,
        BLOCK => false,
        other => return Err(format!("no comment is called `{other}`; use `{BLOCK}` or `{FILE}`")),
    };
    let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(format!("`{directive}` names no rule; write `<!-- {directive} RULE: reason -->`"));
    }
    match reason.trim() {
        "" => Err(format!("`{directive}` gives no reason; write `<!-- {directive} {}: reason -->`", names.join(", "))),
        reason => Ok((whole, names, reason)),
    }
}

/// What a comment speaks of: the block it stands in, or the next one; a list as a whole.
fn covered(page: &Page<'_>, comment: Span) -> Span {
    let line_end = page.text[comment.end..].find('\n').map_or(page.text.len(), |at| comment.end + at);
    let mut blocks = page.blocks.iter().skip_while(|block| block.span.end < comment.end);
    let Some(block) = blocks.next() else { return Span::new(comment.end, line_end) };
    let inside = block.span.start <= comment.start;
    // What follows a comment on its line is no block of its own where the line begins with the comment.
    if !inside && !page.text[comment.end..line_end].trim().is_empty() {
        return Span::new(comment.end, line_end);
    }
    let first = page.items.partition_point(|(_, item)| item.start < comment.end);
    let items = &page.items[first..];
    match (block.kind, items.first()) {
        (BlockKind::Item(_), Some((_, item))) if item.start <= block.span.start => {
            let list = items.iter().map(|(_, item)| *item).fold(*item, |list, item| {
                let between = page.text.get(list.end..item.start).unwrap_or_default();
                if between.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty() {
                    Span::new(list.start, list.end.max(item.end))
                } else {
                    list
                }
            });
            let length = list.of(page.text).trim_end().len();
            Span::new(list.start, list.start + length)
        }
        _ => block.span,
    }
}
