//! Which version of a page did a change.

use std::cell::OnceCell;

use super::piece::Piece;
use super::values::pieces;
use super::{Change, Fate, between};

/// The versions of a page behind the older of two that are compared, the oldest first, each read when it is first asked for.
pub struct Versions<'v> {
    older: Vec<Piece>,
    newer: Vec<Piece>,
    read: &'v dyn Fn(usize) -> Option<String>,
    between: Vec<OnceCell<Option<Vec<Piece>>>>,
}

impl<'v> Versions<'v> {
    /// The `count` versions that `read` reads, between the pages `older` and `newer`. The newest of them may be `newer` itself.
    #[must_use]
    pub fn new((older, newer): (&str, &str), count: usize, read: &'v dyn Fn(usize) -> Option<String>) -> Self {
        let between = std::iter::repeat_with(OnceCell::new).take(count).collect();
        Self { older: pieces(older), newer: pieces(newer), read, between }
    }

    /// The version that did the change, as far as versions can be read; the number of versions where none of them did.
    ///
    /// Whatever was done and undone several times in between, some version did it: half of them are passed over each time.
    #[must_use]
    pub fn first(&self, change: &Change) -> usize {
        let (mut low, mut high) = (0, self.between.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.at(middle).is_some_and(|version| self.is_done(change, version)) {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        low
    }

    fn at(&self, version: usize) -> Option<&[Piece]> {
        self.between[version].get_or_init(|| (self.read)(version).map(|text| pieces(&text))).as_deref()
    }

    fn is_done(&self, change: &Change, version: &[Piece]) -> bool {
        let count = |page: &[Piece], piece: &Piece| page.iter().filter(|own| own.is_same(piece)).count();
        match (&change.older, &change.newer, change.fate) {
            (Some(older), _, Fate::Changed | Fate::Removed) => count(version, older) < count(&self.older, older),
            (Some(older), _, Fate::Moved) => {
                let has_moved = |other: &Change| other.fate == Fate::Moved && other.piece().is_same(older);
                between(&self.older, version).iter().any(has_moved)
            }
            (_, Some(newer), _) => count(version, newer) >= count(&self.newer, newer),
            _ => false,
        }
    }
}
