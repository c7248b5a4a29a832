//! The units in which no rule found anything.
//!
//! Most units of a tree are repetitions. What a rule says of one depends on its texts, on where it stands and on what it
//! states; a rule that looks further is noticed (`group/watched.rs`), and what it says is not kept.

use std::sync::atomic::{AtomicU64, Ordering};

/// Prints of units in which no rule found anything, as many as there is room for. Threads share it without waiting for each
/// other. What is forgotten is judged again, so that findings do not depend on what is remembered.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    rows: Box<[[AtomicU64; ROW]]>,
}

/// A print has as many places.
const ROW: usize = 4;

/// What stands where no print is kept.
const NONE: u64 = 0;

impl Memory {
    /// An empty memory of four megabytes, for a whole tree.
    pub(crate) fn of_tree() -> Self {
        Self { rows: (0..1 << 17).map(|_| Default::default()).collect() }
    }

    fn row(&self, print: u64) -> Option<&[AtomicU64; ROW]> {
        let last = self.rows.len().checked_sub(1)?;
        self.rows.get(usize::try_from(print).unwrap_or_default() & last)
    }

    /// Whether no rule found anything in a unit with this print.
    pub(crate) fn holds(&self, print: u64) -> bool {
        print != NONE && self.row(print).is_some_and(|row| row.iter().any(|kept| kept.load(Ordering::Relaxed) == print))
    }

    /// Takes the print of a unit in which no rule found anything.
    pub(crate) fn keep(&self, print: u64) {
        let Some(row) = self.row(print).filter(|_| !self.holds(print)) else { return };
        let free = row.iter().find(|kept| kept.load(Ordering::Relaxed) == NONE);
        // Where there is no room, one is forgotten that the print itself chooses.
        let place = free.unwrap_or(&row[usize::try_from(print >> 62).unwrap_or_default()]);
        place.store(print, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_known_until_there_is_no_room() {
        let memory = Memory::of_tree();
        let prints = |row: u64| (1..=5).map(move |number: u64| number << 60 | row);
        assert!(!prints(7).any(|print| memory.holds(print)));
        prints(7).for_each(|print| memory.keep(print));
        assert_eq!(prints(7).filter(|print| memory.holds(*print)).count(), ROW);
        assert!(!prints(8).any(|print| memory.holds(print)));
    }

    #[test]
    fn without_room_nothing_is_known() {
        let memory = Memory::default();
        memory.keep(7);
        assert!(!memory.holds(7));
    }
}
