//! The Markdown that is left when MDX is taken out, and where each byte of it comes from.

use std::cell::Cell;
use std::ops::Range;

use crate::span::Span;

/// What stands for constructs of MDX that fill their lines: a block that ends with its line.
pub(super) const BLOCK: &str = "<!---->";
/// What stands for a construct in a line: a tag that begins no block, with the signs at its ends that the construct has.
pub(super) const INLINE: &str = "<i/>";

/// A text for a Markdown parser.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub(super) markdown: String,
    runs: Vec<Run>,
    /// The run that was looked up last: places are asked for in the order of the text, more or less.
    near: Cell<usize>,
}

/// A stretch of the Markdown, up to the next.
#[derive(Debug)]
struct Run {
    /// Where it begins.
    at: usize,
    /// What it stands for in the page.
    span: Span,
}

impl Rewritten {
    /// Goes on with the page's own text at `span`.
    pub(super) fn copy(&mut self, text: &str, span: Span) {
        if span.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.span.end == span.start && last.span.len() == self.markdown.len() - last.at => {
                last.span.end = span.end;
            }
            _ => self.runs.push(Run { at: self.markdown.len(), span }),
        }
        self.markdown.push_str(span.of(text));
    }

    /// Goes on with `other`, which stands for `span` of the page.
    pub(super) fn put(&mut self, other: &str, span: Span) {
        if !other.is_empty() {
            self.runs.push(Run { at: self.markdown.len(), span });
            self.markdown.push_str(other);
        }
    }

    /// The place in the page of `range` of the Markdown.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        let Some(first) = self.run(range.start) else { return Span::default() };
        let inside = |run: usize, at: usize| {
            let run = &self.runs[run];
            (run.span.start + at - run.at).min(run.span.end)
        };
        let start = inside(first, range.start);
        if range.is_empty() {
            return Span::new(start, start);
        }
        let last = self.run(range.end - 1).unwrap_or(first);
        let next = self.runs.get(last + 1).map_or(self.markdown.len(), |next| next.at);
        let end = if next == range.end { self.runs[last].span.end } else { inside(last, range.end) };
        Span::new(start, end.max(start))
    }

    /// The run that holds the byte at `at` of the Markdown.
    fn run(&self, at: usize) -> Option<usize> {
        let holds = |run: usize| {
            self.runs.get(run).is_some_and(|run| run.at <= at) && self.runs.get(run + 1).is_none_or(|next| at < next.at)
        };
        let near = self.near.get();
        let run = [near, near + 1].into_iter().find(|run| holds(*run));
        let run = run.or_else(|| self.runs.partition_point(|run| run.at <= at).checked_sub(1))?;
        self.near.set(run);
        Some(run)
    }
}
