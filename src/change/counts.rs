//! How many blocks of a kind a section has: what a translation keeps.

use super::piece::{Piece, PieceKind};

/// Whether a block that went from the page `older` is not on the translation `page` either: it has as many blocks of its kind, in
/// the section that stands for its, as the page `newer`, and that has fewer than there were.
pub(super) fn is_gone(piece: &Piece, page: &[Piece], (older, newer): (&[Piece], &[Piece])) -> bool {
    let [own, before, now] = [page, older, newer].map(headings);
    let kinds = |headings: &[&Piece]| headings.iter().map(|heading| heading.kind).collect::<Vec<_>>();
    if kinds(&own) != kinds(&now) {
        return false;
    }
    let Some(section) = place(piece, &before, &now) else { return true };
    let count = |pieces: &[Piece], headings: &[&Piece], section: usize| {
        let is_there = |other: &&Piece| class(other) == class(piece) && section_of(other, headings) == section;
        pieces.iter().filter(is_there).count()
    };
    let (had, has) = (count(older, &before, section_of(piece, &before)), count(newer, &now, section));
    has < had && count(page, &own, section) == has
}

/// Whether the translation `page` has nothing of the kind of a block in the section that stands for its: it never had what the
/// older page has there.
pub(super) fn was_never(piece: &Piece, page: &[Piece], older: &[Piece]) -> bool {
    let (own, before) = (headings(page), headings(older));
    let section = section_of(piece, &before);
    let is_there = |other: &&Piece| class(other) == class(piece) && section_of(other, &own) == section;
    own.len() == before.len() && class(piece) >= LISTED && !page.iter().any(|other| is_there(&other))
}

/// Which section of the newer page stands for that of a block of the older one: `None` where it is gone.
fn place(piece: &Piece, before: &[&Piece], now: &[&Piece]) -> Option<usize> {
    let at = section_of(piece, before);
    let Some(heading) = at.checked_sub(1).map(|at| before[at]) else { return Some(0) };
    let is_it = |other: &&Piece| other.kind == heading.kind && other.words() == heading.words();
    let same = now.iter().position(is_it).map(|at| at + 1);
    if before.len() == now.len() { Some(at) } else { same }
}

fn headings(pieces: &[Piece]) -> Vec<&Piece> {
    pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Heading(_))).collect()
}

/// How many headings stand before a block, its own included.
fn section_of(piece: &Piece, headings: &[&Piece]) -> usize {
    headings.iter().take_while(|heading| heading.span.start <= piece.span.start).count()
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
