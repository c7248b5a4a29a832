//! Which block of a translation stands for a block of the English that it was made from.

use super::Passage;
use crate::change::{Piece, PieceKind, value};
use crate::group::{Alignment, Doc, View};
use crate::span::Span;

/// The blocks of a page beside those of the English that it was made from.
pub(super) struct Counterparts<'d, 'a> {
    doc: &'d Doc<'a>,
    made: &'d View<'a>,
    alignment: Alignment,
}

impl<'d, 'a> Counterparts<'d, 'a> {
    pub(super) fn new(doc: &'d Doc<'a>, made: &'d View<'a>) -> Self {
        Self { doc, made, alignment: Alignment::new(&doc.localized.page, &made.page) }
    }

    /// The block that stands for `piece`, as far as it is certain.
    pub(super) fn of(&self, piece: &Piece) -> Option<Passage> {
        let page = &self.doc.localized.page;
        if piece.kind == PieceKind::Value {
            let own = value(page.text, piece.links.first()?)?;
            return Some(Passage { line: self.line(own.span.start), text: own.seen });
        }
        let span = self.place(piece)?;
        Some(Passage { line: self.line(span.start), text: span.of(page.text).trim_end().to_owned() })
    }

    /// The last line of what stands for `piece`, for the last block of its section before it that the page has, or for the heading
    /// of that section.
    pub(super) fn near(&self, piece: &Piece) -> Option<usize> {
        let page = &self.doc.localized.page;
        let theirs = self.made.page.section_at(piece.span.start);
        let heading = || {
            let (mine, _) = self.alignment.sections.iter().find(|(_, english)| *english == Some(theirs))?;
            Some(page.sections.get((*mine)?)?.span)
        };
        let before = || {
            let fence = |(mine, english): &(usize, usize)| {
                Some((page.fences.get(*mine)?.span, self.made.page.fences.get(*english)?.span))
            };
            let fences = self.alignment.fences.iter().filter_map(fence);
            let all = self.alignment.texts.iter().copied().chain(fences).filter(|(_, english)| {
                english.start < piece.span.start && self.made.page.section_at(english.start) == theirs
            });
            all.max_by_key(|(_, english)| english.start).map(|(own, _)| own)
        };
        let span = self.place(piece).or_else(before).or_else(heading)?.trimmed(page.text);
        Some(self.line(span.end.saturating_sub(1).max(span.start)))
    }

    fn line(&self, offset: usize) -> usize {
        let reading = &self.doc.localized.reading;
        self.doc.position(reading.in_file(Span::new(offset, offset)).start).0
    }

    fn place(&self, piece: &Piece) -> Option<Span> {
        let page = &self.doc.localized.page;
        let is_here = |span: Span| span.start < piece.span.end && piece.span.start < span.end;
        match piece.kind {
            PieceKind::Value => value(page.text, piece.links.first()?).map(|own| own.span),
            PieceKind::Code => {
                let theirs = self.made.page.fences.iter().position(|fence| is_here(fence.span))?;
                let (mine, _) = self.alignment.fences.iter().find(|(_, english)| *english == theirs)?;
                Some(page.fences.get(*mine)?.span)
            }
            _ => {
                let texts = self.alignment.texts.iter().filter(|(_, english)| is_here(*english));
                let own = texts.map(|(own, _)| *own);
                let whole = own.reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)))?;
                let rows = page.tables.iter().flat_map(|table| std::iter::once(&table.head).chain(&table.rows));
                let mut rows = rows.filter(|_| piece.kind == PieceKind::Row).map(|row| row.span);
                rows.find(|row| row.start <= whole.start && whole.start < row.end).or(Some(whole))
            }
        }
    }
}
