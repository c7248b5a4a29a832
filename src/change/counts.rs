//! How many blocks of a kind a section has: what a translation keeps.

use std::collections::HashMap;

use super::piece::{Piece, PieceKind};
use crate::span::Span;

/// A page as blocks, with the sections that its headings make of it. Counted once, for each of its changes asks.
pub(super) struct Blocks {
    pub(super) pieces: Vec<Piece>,
    pub(super) headings: Vec<Heading>,
    /// How many blocks of a class each section has.
    counts: HashMap<(u8, usize), usize>,
    /// How many blocks are seen as this, of headings at their level.
    seen: HashMap<(Option<PieceKind>, String), usize>,
    /// Which of them are code.
    pub(super) code: Vec<usize>,
    /// Where a heading stands first that says this.
    places: HashMap<(PieceKind, Vec<String>), usize>,
}

pub(super) struct Heading {
    pub(super) kind: PieceKind,
    pub(super) span: Span,
    words: Vec<String>,
}

impl Blocks {
    pub(super) fn new(pieces: Vec<Piece>) -> Self {
        let headings = pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Heading(_)));
        let headings: Vec<Heading> = headings
            .map(|heading| Heading { kind: heading.kind, span: heading.span, words: heading.words() })
            .collect();
        let mut places = HashMap::new();
        for (at, heading) in headings.iter().enumerate() {
            places.entry((heading.kind, heading.words.clone())).or_insert(at);
        }
        let is_code = |at: &usize| pieces[*at].kind == PieceKind::Code;
        let code = (0..pieces.len()).filter(is_code).collect();
        let (counts, seen) = (HashMap::new(), HashMap::new());
        let mut blocks = Self { pieces: Vec::new(), headings, counts, seen, code, places };
        for piece in &pieces {
            let section = blocks.section_of(piece);
            *blocks.counts.entry((class(piece), section)).or_default() += 1;
            *blocks.seen.entry(as_seen(piece)).or_default() += 1;
        }
        Self { pieces, ..blocks }
    }

    /// How many headings stand before a block, its own included.
    pub(super) fn section_of(&self, piece: &Piece) -> usize {
        self.headings.partition_point(|heading| heading.span.start <= piece.span.start)
    }

    /// How many blocks are seen as this one.
    pub(super) fn seen(&self, piece: &Piece) -> usize {
        self.seen.get(&as_seen(piece)).copied().unwrap_or_default()
    }

    /// How many blocks a section has of the class of a block.
    fn count(&self, piece: &Piece, section: usize) -> usize {
        self.counts.get(&(class(piece), section)).copied().unwrap_or_default()
    }

    fn has_headings_of(&self, other: &Self) -> bool {
        self.headings.iter().map(|heading| heading.kind).eq(other.headings.iter().map(|heading| heading.kind))
    }
}

fn as_seen(piece: &Piece) -> (Option<PieceKind>, String) {
    let level = Some(piece.kind).filter(|kind| matches!(kind, PieceKind::Heading(_)));
    (level, piece.seen.clone())
}

/// Whether a block that went from the page `older` is not on the translation `page` either: it has as many blocks of its kind, in
/// the section that stands for its, as the page `newer`, and that has fewer than there were.
pub(super) fn is_gone(piece: &Piece, page: &Blocks, (older, newer): (&Blocks, &Blocks)) -> bool {
    if !page.has_headings_of(newer) {
        return false;
    }
    let Some(section) = place(piece, older, newer) else { return true };
    let (had, has) = (older.count(piece, older.section_of(piece)), newer.count(piece, section));
    has < had && page.count(piece, section) == has
}

/// Whether the translation `page` has nothing of the kind of a block in the section that stands for its: it never had what the
/// older page has there.
pub(super) fn was_never(piece: &Piece, page: &Blocks, older: &Blocks) -> bool {
    page.headings.len() == older.headings.len()
        && class(piece) >= LISTED
        && page.count(piece, older.section_of(piece)) == 0
}

/// Which section of the newer page stands for that of a block of the older one: `None` where it is gone.
fn place(piece: &Piece, older: &Blocks, newer: &Blocks) -> Option<usize> {
    let at = older.section_of(piece);
    let Some(heading) = at.checked_sub(1).map(|at| &older.headings[at]) else { return Some(0) };
    if older.headings.len() == newer.headings.len() {
        return Some(at);
    }
    newer.places.get(&(heading.kind, heading.words.clone())).map(|at| at + 1)
}

/// From this class on, what a text has of a kind is what its translation has.
const LISTED: u8 = 3;

/// What a translator makes one of the other is one.
fn class(piece: &Piece) -> u8 {
    match piece.kind {
        PieceKind::Value => 0,
        PieceKind::Heading(_) => 1,
        PieceKind::Paragraph | PieceKind::Html => 2,
        PieceKind::Item => 3,
        PieceKind::Row => 4,
        PieceKind::Code => 5,
    }
}
