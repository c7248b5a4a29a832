//! A localized text beside the English it stands for.

use super::{Doc, Signs, View};
use crate::page::{BlockKind, CodeSpan, Link};
use crate::span::Span;

/// A piece of a reading.
#[derive(Debug, Clone, Copy)]
pub struct Slice<'d, 'a> {
    /// The reading.
    pub view: &'d View<'a>,
    /// Where the piece stands, in bytes of the reading.
    pub span: Span,
}

impl<'d, 'a> Slice<'d, 'a> {
    /// The piece of `view` at `span`.
    #[must_use]
    pub fn new(view: &'d View<'a>, span: Span) -> Self {
        Self { view, span }
    }

    /// The text, with its markup, and blanks for what is code of MDX.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.span.of(&self.view.page.prose)
    }

    /// The code spans that begin inside.
    #[must_use]
    pub fn codes(&self) -> &'d [CodeSpan<'a>] {
        within(&self.view.page.code_spans, self.span, |code| code.span)
    }

    /// The links and images that begin inside.
    #[must_use]
    pub fn links(&self) -> &'d [Link<'a>] {
        within(&self.view.page.links, self.span, |link| link.span)
    }

    /// Whether the byte at `at` of the reading stands in code or in the target of a link.
    #[must_use]
    pub fn is_literal(&self, at: usize) -> bool {
        let in_target = |link: &Link<'_>| {
            let target = link.span.of(self.view.page.text).rfind("](");
            link.span.start <= at && at < link.span.end && target.is_none_or(|target| at > link.span.start + target)
        };
        self.is_in_code(at) || around(self.links(), at, |link| link.span).any(in_target)
    }

    /// Whether the byte at `at` of the reading stands in a code span that begins inside.
    #[must_use]
    pub fn is_in_code(&self, at: usize) -> bool {
        around(self.codes(), at, |code| code.span).next().is_some()
    }

    /// Whether the byte at `at` of the reading stands in a link or an image that begins inside.
    #[must_use]
    pub fn is_in_link(&self, at: usize) -> bool {
        around(self.links(), at, |link| link.span).next().is_some()
    }

    /// The bold texts and texts in italics that reach inside.
    pub fn stressed(&self) -> impl Iterator<Item = Span> + use<'d> {
        let page = &self.view.page;
        [&page.strong, &page.italic].into_iter().flat_map({
            let span = self.span;
            move |stressed| reaching(stressed, span, |span| *span).copied()
        })
    }

    /// The links and images that reach inside: those that begin there, and the one around.
    pub fn links_around(&self) -> impl Iterator<Item = &'d Link<'a>> + use<'d, 'a> {
        reaching(&self.view.page.links, self.span, |link| link.span)
    }

    /// The bold texts that begin inside.
    #[must_use]
    pub fn strong(&self) -> &'d [Span] {
        within(&self.view.page.strong, self.span, |span| *span)
    }

    /// The place in the file of `span`, which is in bytes of the reading.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        self.view.reading.in_file(span)
    }
}

/// The things that share text with `span`. They stand in the order of the text, and are at most two deep.
fn reaching<T>(things: &[T], span: Span, place: fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let first = things.partition_point(|thing| place(thing).start < span.start).saturating_sub(2);
    let near = things[first..].iter().take_while(move |thing| place(thing).start < span.end);
    near.filter(move |thing| span.start < place(thing).end)
}

/// The things that hold the byte at `at`. They stand in the order of the text, and are at most two deep.
fn around<T>(things: &[T], at: usize, place: fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let behind = things.partition_point(|thing| place(thing).start <= at);
    things[..behind].iter().rev().take(2).filter(move |thing| at < place(thing).end)
}

/// The things that begin inside `span`; they stand in the order of the text.
fn within<T>(things: &[T], span: Span, place: fn(&T) -> Span) -> &[T] {
    let first = things.partition_point(|thing| place(thing).start < span.start);
    let count = things[first..].partition_point(|thing| place(thing).start < span.end);
    &things[first..first + count]
}

/// What a translation unit states as a fact of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// Scopes.
    Permission,
    /// The name of a request header.
    HeaderName,
    /// The value of a request header.
    HeaderValue,
    /// The name of a property, parameter or member.
    Identifier,
    /// The type of a property or parameter.
    Type,
}

/// Where a translation unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In a heading.
    Heading,
    /// In a cell of a table.
    Cell,
    /// In a paragraph or a list item.
    Prose,
}

/// A translation unit: a localized text and the English it stands for.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'d, 'a> {
    /// The page that findings are about.
    pub doc: &'d Doc<'a>,
    /// The page whose English it is: the same one, if that is bilingual.
    pub english_doc: &'d Doc<'a>,
    /// The localized text.
    pub own: Slice<'d, 'a>,
    /// The English.
    pub english: Slice<'d, 'a>,
    /// What the English holds.
    pub signs: Signs,
    /// What the localized text holds.
    pub own_signs: Signs,
    /// Whether both texts are the same.
    pub equal: bool,
    /// Whether the page lacks so much of its English, or has so much of its own, that the text may be no translation of it.
    pub loose: bool,
}

impl<'d, 'a> Unit<'d, 'a> {
    /// The text at a place of a page's reading, and the English at a place of another one.
    pub(super) fn new(
        (doc, view, own): (&'d Doc<'a>, &'d View<'a>, Span),
        (english_doc, reference, english): (&'d Doc<'a>, &'d View<'a>, Span),
    ) -> Self {
        let (own, english) = (Slice::new(view, own), Slice::new(reference, english));
        let signs = Signs::of(english.text());
        let equal = own.text() == english.text();
        let own_signs = if equal { signs } else { Signs::of(own.text()) };
        Self { doc, english_doc, own, english, signs, own_signs, equal, loose: false }
    }

    /// Both texts, the localized one first.
    #[must_use]
    pub fn texts(&self) -> (&'d str, &'d str) {
        (self.own.text(), self.english.text())
    }

    /// Whether one of the texts holds `sign`, which begins with an ASCII character.
    #[must_use]
    pub fn hold(&self, sign: &str) -> bool {
        let first = [sign.chars().next().unwrap_or_default()];
        self.own_signs.any(&first) && self.own.text().contains(sign)
            || self.signs.any(&first) && self.english.text().contains(sign)
    }

    /// The fact of the contract that the English, or a part of it, states.
    #[must_use]
    pub fn stated(&self) -> Option<Stated> {
        let contract = &self.english.view.contract;
        let meets = |fact: Span| fact.start < self.english.span.end && self.english.span.start < fact.end;
        // Facts stand in the order of the page: all but those nearby are passed over.
        fn near<T>(facts: &[T], end: fn(&T) -> usize, start: usize) -> Option<&T> {
            facts.get(facts.partition_point(|fact| end(fact) <= start))
        }
        let start = self.english.span.start;
        let permission = near(&contract.permissions, |fact| fact.place.span.end, start);
        let header = near(&contract.headers, |fact| fact.value_span.end.max(fact.place.span.end), start);
        let identifier = near(&contract.identifiers, |fact| fact.kind_span.end.max(fact.place.span.end), start);
        if permission.is_some_and(|fact| !fact.scopes.is_empty() && meets(fact.place.span)) {
            Some(Stated::Permission)
        } else if header.is_some_and(|fact| meets(fact.place.span)) {
            Some(Stated::HeaderName)
        } else if header.is_some_and(|fact| meets(fact.value_span)) {
            Some(Stated::HeaderValue)
        } else if identifier.is_some_and(|fact| meets(fact.place.span)) {
            Some(Stated::Identifier)
        } else if identifier.is_some_and(|fact| meets(fact.kind_span)) {
            Some(Stated::Type)
        } else {
            None
        }
    }

    /// Where the English stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let page = &self.english.view.page;
        let start = self.english.span.start;
        if page
            .sections
            .get(page.section_at(start))
            .is_some_and(|section| start < section.span.end && section.level > 0)
        {
            return Standing::Heading;
        }
        let tables = &page.tables[..page.tables.partition_point(|table| table.head.span.start <= start)];
        let end = tables.last().and_then(|table| table.rows.last()).map(|row| row.span.end);
        if end.is_some_and(|end| start < end) { Standing::Cell } else { Standing::Prose }
    }

    /// Whether both texts stand in one bilingual file.
    #[must_use]
    pub fn is_bilingual(&self) -> bool {
        std::ptr::eq(self.doc, self.english_doc)
    }
}

/// A text of more bytes than these is none that people write or read, and is not compared word by word.
const LONGEST: usize = 32 << 10;

pub(super) fn is_short(text: Span) -> bool {
    text.len() <= LONGEST
}

impl Doc<'_> {
    /// The texts of the page that are too long to be compared, in bytes of the file.
    #[must_use]
    pub fn endless(&self) -> Vec<Span> {
        if self.source.is_some() {
            let segments = self.readings.segments.iter();
            return segments.map(|segment| segment.localized).filter(|text| !is_short(*text)).collect();
        }
        let is_text = |kind: BlockKind| matches!(kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item(_));
        let page = &self.localized.page;
        let blocks = page.blocks.iter().filter(|block| is_text(block.kind)).map(|block| block.span);
        let rows = page.tables.iter().flat_map(|table| &table.rows);
        let cells = rows.flat_map(|row| &row.cells).map(|cell| cell.span);
        let long = blocks.chain(cells).filter(|text| !is_short(*text));
        long.map(|text| self.localized.reading.in_file(text)).collect()
    }
}
