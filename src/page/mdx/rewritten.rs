//! The Markdown that is left when MDX is taken out, and where each byte of it comes from.

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
        let run =
            |at: usize| self.runs.partition_point(|run| run.at <= at).checked_sub(1).map(|run| (run, &self.runs[run]));
        let start = run(range.start).map_or(0, |(_, run)| (run.span.start + range.start - run.at).min(run.span.end));
        let end = match range.is_empty() {
            true => start,
            false => run(range.end - 1).map_or(start, |(index, run)| {
                let next = self.runs.get(index + 1).map_or(self.markdown.len(), |next| next.at);
                let inside = run.span.start + range.end - run.at;
                if next == range.end { run.span.end } else { inside.min(run.span.end) }
            }),
        };
        Span::new(start, end.max(start))
    }
}
