//! Whether each element ends where it may.

use super::construct::{Broken, Fault, Tag, TagKind};
use super::script::END;
use crate::span::Span;

/// The elements that are open while a page is walked through.
pub(super) struct Nesting<'t> {
    text: &'t str,
    tags: &'t [Tag],
    /// The tag to come.
    next: usize,
    open: Vec<(&'t Tag, usize)>,
    /// How many blocks and marks of Markdown stand around.
    depth: usize,
    broken: Option<Broken>,
}

impl<'t> Nesting<'t> {
    pub(super) fn new(text: &'t str, tags: &'t [Tag]) -> Self {
        Self { text, tags, next: 0, open: Vec::new(), depth: 0, broken: None }
    }

    /// Takes the tags inside `span`.
    pub(super) fn tags(&mut self, span: Span) {
        while let Some(tag) = self.tags.get(self.next).filter(|tag| tag.span.start < span.end) {
            self.next += 1;
            match tag.kind {
                TagKind::Open => self.open.push((tag, self.depth)),
                TagKind::SelfClosing => {}
                TagKind::Close => self.close(tag),
            }
        }
    }

    fn close(&mut self, tag: &Tag) {
        if let Some(attribute) = tag.attributes.first() {
            self.fail(attribute.name.start, Fault::Tag(tag.span.start, END));
        }
        let Some((open, depth)) = self.open.pop() else {
            return self.fail(tag.span.start, Fault::Unopened);
        };
        let same = open.name.of(self.text) == tag.name.of(self.text) && open.flow == tag.flow && depth == self.depth;
        if !same {
            self.fail(tag.span.start, Fault::Mismatch(open.span));
        }
    }

    /// A block or mark of Markdown begins.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }

    /// A block or mark of Markdown ends.
    pub(super) fn leave(&mut self) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        let inside = self.open.partition_point(|(_, around)| *around < depth);
        if let Some((tag, _)) = self.open.last().filter(|_| inside < self.open.len()) {
            self.fail(tag.span.start, Fault::Unclosed(tag.span));
            self.open.truncate(inside);
        }
    }

    /// The page ends: the first fault.
    pub(super) fn end(mut self) -> Option<Broken> {
        if let Some((tag, _)) = self.open.last() {
            self.fail(tag.span.start, Fault::Unclosed(tag.span));
        }
        self.broken
    }

    fn fail(&mut self, at: usize, fault: Fault) {
        self.broken.get_or_insert(Broken { at, fault });
    }
}
