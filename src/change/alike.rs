//! Whether a translation was changed where its English was.

use std::collections::BTreeSet;

use super::piece::{Piece, PieceKind};
use super::values::pieces;
use super::{Change, Fate, between};

/// How many blocks a notice has that a program translated the page.
const MOST_OF_NOTICE: usize = 2;

/// Whether a translation changed from `page.0` to `page.1` in each block in which its English changed from `english.0` to
/// `english.1`. Known where both had the same blocks before, but for a notice above the translation.
#[must_use]
pub fn is_changed_alike(english: (&str, &str), page: (&str, &str)) -> bool {
    let blocks = |text: &str| {
        let mut blocks = pieces(text);
        blocks.retain(|piece| piece.kind != PieceKind::Value);
        blocks
    };
    let (older, own) = (blocks(english.0), blocks(page.0));
    let kinds = |blocks: &[Piece]| blocks.iter().map(|piece| piece.kind).collect::<Vec<_>>();
    let notice = own.len().saturating_sub(older.len());
    if notice > MOST_OF_NOTICE || kinds(&own[notice..]) != kinds(&older) {
        return false;
    }
    let due = places(&between(&older, &blocks(english.1)), &older);
    !due.is_empty() && due.is_subset(&places(&between(&own, &blocks(page.1)), &own[notice..]))
}

/// Which blocks were touched, and behind which ones others were added: a translated block may share no word with what it was.
fn places(changes: &[Change], blocks: &[Piece]) -> BTreeSet<(bool, Option<usize>)> {
    let at =
        |piece: &Option<Piece>| blocks.iter().position(|block| Some(block.span) == piece.as_ref().map(|it| it.span));
    let ages = changes.iter().filter(|change| change.ages());
    ages.map(|change| match change.fate {
        Fate::Added => (true, at(&change.behind)),
        Fate::Changed | Fate::Moved | Fate::Removed => (false, at(&change.older)),
    })
    .collect()
}
