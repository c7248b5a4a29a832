//! What lies around a unit, and whether a rule looked at it.

use std::cell::Cell;
use std::ops::Deref;

/// A thing that a rule may look at, and that notes that it did.
#[derive(Debug)]
pub struct Watched<'d, T> {
    thing: &'d T,
    seen: &'d Cell<bool>,
}

impl<T> Copy for Watched<'_, T> {}

impl<T> Clone for Watched<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<'d, T> Watched<'d, T> {
    /// `thing`; `seen` is set when it is looked at.
    pub(super) fn new(thing: &'d T, seen: &'d Cell<bool>) -> Self {
        Self { thing, seen }
    }

    /// The thing.
    #[must_use]
    pub fn get(self) -> &'d T {
        self.seen.set(true);
        self.thing
    }

    /// The thing, for what is known of the unit itself.
    pub(super) fn unseen(self) -> &'d T {
        self.thing
    }
}

impl<T> Deref for Watched<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.get()
    }
}
