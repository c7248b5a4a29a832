//! The lines of the Markdown that is left.

use super::super::container::Container;
use super::super::rewritten::INLINE;
use super::{Blocks, Lead, Line};
use crate::span::Span;

/// White space as wide as the marker of an item can be: ten signs and four blanks.
pub(super) const SPACES: &str = "              ";

impl<'t> Blocks<'t> {
    /// What a line begins with in the Markdown that is left, if not as it does in the page.
    pub(super) fn lead(&self, line: Span, kept: usize, is_moved: bool, leads: Lead<'t>) -> Option<Lead<'t>> {
        let moved = |container: &Container| matches!(container, Container::Item { indent, left } if indent != left);
        if !is_moved && !self.containers[..kept].iter().any(moved) {
            return None;
        }
        let around = self.containers[..kept].iter().map(|container| match container {
            Container::Quote => ("> ", Span::new(line.start, line.start)),
            Container::Item { left, .. } => (&SPACES[..*left], Span::new(line.start, line.start)),
        });
        Some(around.chain(leads).collect())
    }

    pub(super) fn lead_in(&mut self, line: &Line<'_>) {
        match &line.lead {
            Some(leads) => leads.iter().for_each(|(lead, span)| self.out.put(lead, *span)),
            None => self.out.copy(self.text, Span::new(line.span.start, line.content)),
        }
    }

    /// Writes a line, and its end, with a stand-in for each of `spans`, which may go on over several lines.
    pub(super) fn write(&mut self, line: &Line<'_>, next: usize, spans: &[Span]) {
        self.at = next;
        let mut at = line.content;
        let first = spans.partition_point(|span| span.end <= line.span.start);
        match spans.get(first).filter(|span| span.start < line.span.start) {
            Some(around) if around.end > line.span.end => return,
            Some(around) => at = around.end,
            None => self.lead_in(line),
        }
        for span in &spans[first..] {
            if span.start >= next {
                break;
            }
            if span.start >= at {
                self.out.copy(self.text, Span::new(at, span.start));
                self.out.put(INLINE, *span);
            }
            at = span.end;
        }
        if at < next {
            self.out.copy(self.text, Span::new(at, next));
        }
    }
}
