//! A localized text beside the English it stands for.

use std::borrow::Cow;
use std::cell::Cell;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::quality::FixedState;

use super::{Doc, SignsOf, Terms, View, Watched};
use crate::locale::Locale;
use crate::page::{BlockKind, CodeSpan, Link, Page};
use crate::span::Span;

/// A piece of a reading.
#[derive(Debug, Clone, Copy)]
pub struct Slice<'d, 'a> {
    /// The reading: all of the page, beyond the piece.
    pub view: Watched<'d, View<'a>>,
    /// Where the piece stands, in bytes of the reading.
    pub span: Span,
}

impl<'d, 'a> Slice<'d, 'a> {
    /// The text, with its markup, and blanks for what is code of MDX.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.span.of(&self.page().prose)
    }

    /// The text at `place` of the reading.
    #[must_use]
    pub fn at(&self, place: Span) -> &'d str {
        let is_inside = self.span.start <= place.start && place.end <= self.span.end;
        let view = if is_inside { self.view.unseen() } else { self.view.get() };
        place.of(view.page.text)
    }

    /// The text from `start` to the end of the piece; `None` where that is behind it.
    #[must_use]
    pub fn from(&self, start: usize) -> Option<&'d str> {
        (start <= self.span.end).then(|| self.at(Span::new(start, self.span.end)))
    }

    /// What stands before `at`, from the word on that the piece begins in.
    #[must_use]
    pub fn before(&self, at: usize) -> &'d str {
        match self.lead() {
            Some(lead) => Span::new(self.span.start - lead.len(), at).of(self.page().text),
            None => Span::new(0, at).of(self.view.get().page.text),
        }
    }

    /// What stands before the piece without white space between; `None` where that is long.
    fn lead(&self) -> Option<&'d str> {
        let before = &self.page().text[..self.span.start];
        let near = &before.as_bytes()[before.len().saturating_sub(LONGEST_LEAD)..];
        match near.iter().rposition(u8::is_ascii_whitespace) {
            Some(at) => before.get(before.len() - near.len() + at + 1..),
            None => (near.len() < LONGEST_LEAD).then_some(before),
        }
    }

    /// Where the piece stands without the white space around it.
    #[must_use]
    pub fn trimmed(&self) -> Span {
        self.span.trimmed(self.page().text)
    }

    /// The page, for what is known of the piece.
    fn page(&self) -> &'d Page<'a> {
        &self.view.unseen().page
    }

    /// The code spans that begin inside.
    #[must_use]
    pub fn codes(&self) -> &'d [CodeSpan<'a>] {
        within(&self.page().code_spans, self.span, |code| code.span)
    }

    /// The links and images that begin inside.
    #[must_use]
    pub fn links(&self) -> &'d [Link<'a>] {
        within(&self.page().links, self.span, |link| link.span)
    }

    /// Whether the byte at `at` of the reading stands in code or in the target of a link.
    #[must_use]
    pub fn is_literal(&self, at: usize) -> bool {
        let in_target = |link: &Link<'_>| {
            let target = link.span.of(self.page().text).rfind("](");
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
        let page = &self.page();
        [&page.strong, &page.italic].into_iter().flat_map({
            let span = self.span;
            move |stressed| reaching(stressed, span, |span| *span).copied()
        })
    }

    /// The links and images that reach inside: those that begin there, and the one around.
    pub fn links_around(&self) -> impl Iterator<Item = &'d Link<'a>> + use<'d, 'a> {
        reaching(&self.page().links, self.span, |link| link.span)
    }

    /// The bold texts that begin inside.
    #[must_use]
    pub fn strong(&self) -> &'d [Span] {
        within(&self.page().strong, self.span, |span| *span)
    }

    /// Adds all that a rule sees of the piece without looking at its page.
    fn hash(&self, hasher: &mut impl Hasher) {
        let page = self.page();
        let at = |place: Span| (place.start.wrapping_sub(self.span.start), place.len());
        (self.text(), self.lead()).hash(hasher);
        if let Cow::Owned(_) = page.prose {
            self.span.of(page.text).hash(hasher);
        }
        for code in self.codes() {
            (at(code.span), &*code.text, code.span.of(page.text)).hash(hasher);
        }
        for link in self.links_around() {
            (at(link.span), link.span.of(page.text), &*link.target, &*link.label, &*link.title).hash(hasher);
            (link.image, link.holds_image).hash(hasher);
        }
        for stressed in [&page.strong, &page.italic] {
            reaching(stressed, self.span, |span| *span).for_each(|span| at(*span).hash(hasher));
            hasher.write_u8(0xff);
        }
    }

    /// The place in the file of `span`, which is in bytes of the reading.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        self.view.unseen().reading.in_file(span)
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// In a heading.
    Heading,
    /// In a cell of a table.
    Cell,
    /// In a paragraph or a list item.
    Prose,
}

/// A translation unit: a localized text and the English it stands for.
#[derive(Debug, Clone)]
pub struct Unit<'d, 'a> {
    /// The page that findings are about.
    pub doc: Watched<'d, Doc<'a>>,
    /// The page whose English it is: the same one, if that is bilingual.
    pub english_doc: Watched<'d, Doc<'a>>,
    /// The localized text.
    pub own: Slice<'d, 'a>,
    /// The English.
    pub english: Slice<'d, 'a>,
    /// What the English holds.
    pub signs: SignsOf<'d>,
    /// Whether both texts are the same.
    pub equal: bool,
    /// Whether the page lacks so much of its English, or has so much of its own, that the text may be no translation of it.
    pub loose: bool,
    /// Whether a rule looked beyond the texts.
    seen: &'d Cell<bool>,
}

impl<'d, 'a> Unit<'d, 'a> {
    /// The text at a place of a page's reading, and the English at a place of another one.
    pub(super) fn new(
        (doc, view, own): (&'d Doc<'a>, &'d View<'a>, Span),
        (english_doc, reference, english): (&'d Doc<'a>, &'d View<'a>, Span),
    ) -> Self {
        let seen = &doc.seen;
        let slice = |view, span| Slice { view: Watched::new(view, seen), span };
        let (own, english) = (slice(view, own), slice(reference, english));
        let (doc, english_doc) = (Watched::new(doc, seen), Watched::new(english_doc, seen));
        let signs = SignsOf::new(english.text());
        let equal = own.text() == english.text();
        Self { doc, english_doc, own, english, signs, equal, loose: false, seen }
    }

    /// The unit, on a page of which `loose` says whether the text may be no translation of the English.
    pub(super) fn of_page(self, loose: bool) -> Self {
        Self { loose, ..self }
    }

    /// The locale of the localized text.
    #[must_use]
    pub fn locale(&self) -> Option<&'d Locale> {
        self.doc.unseen().locale.as_ref()
    }

    /// The terms of the English that are not translated.
    #[must_use]
    pub fn terms(&self) -> &'d Terms {
        &self.english_doc.unseen().terms
    }

    /// A number for all that a rule sees of the unit without looking at its pages.
    #[must_use]
    pub fn print(&self) -> u64 {
        let mut hasher = FixedState::default().build_hasher();
        self.own.hash(&mut hasher);
        self.english.hash(&mut hasher);
        (self.locale(), self.is_bilingual(), self.standing(), self.stated(), self.loose, self.terms().print())
            .hash(&mut hasher);
        hasher.finish()
    }

    /// Whether anything was looked at since the last call that [`Unit::print`] does not stand for.
    pub fn was_looked_beyond(&self) -> bool {
        self.seen.take()
    }

    /// Both texts, the localized one first.
    #[must_use]
    pub fn texts(&self) -> (&'d str, &'d str) {
        (self.own.text(), self.english.text())
    }

    /// The fact of the contract that the English, or a part of it, states.
    #[must_use]
    pub fn stated(&self) -> Option<Stated> {
        let contract = &self.english.view.unseen().contract;
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
        let page = self.english.page();
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
        std::ptr::eq(self.doc.unseen(), self.english_doc.unseen())
    }
}

/// What stands before a piece is no part of its first word where it has more bytes.
const LONGEST_LEAD: usize = 64;

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
