//! The units of a pair that rules have to judge.

use std::cell::Cell;

use super::Memory;
use crate::checker::Sink;
use crate::group::{Pair, Unit};

/// The units of a pair of which it is not known that no rule finds anything in them.
pub(super) struct Units<'p, 'd, 'a> {
    pub(super) pair: &'p Pair<'d, 'a>,
    fresh: Vec<Fresh<'p, 'd, 'a>>,
}

struct Fresh<'p, 'd, 'a> {
    unit: &'p Unit<'d, 'a>,
    print: u64,
    /// Whether a rule found something, or looked at what is no part of the unit.
    is_told: Cell<bool>,
}

impl<'p, 'd, 'a> Units<'p, 'd, 'a> {
    pub(super) fn of(pair: &'p Pair<'d, 'a>, memory: &Memory) -> Self {
        let units = pair.units().iter().map(|unit| Fresh { unit, print: unit.print(), is_told: Cell::new(false) });
        // A debug build judges all of them, to see that nothing is found in those that are known.
        let is_fresh = |fresh: &Fresh<'_, '_, '_>| cfg!(debug_assertions) || !memory.holds(fresh.print);
        Self { pair, fresh: units.filter(is_fresh).collect() }
    }

    /// Runs a rule over the units.
    pub(super) fn judge(&self, check: fn(&Unit<'_, '_>, &mut Sink), sink: &mut Sink) {
        for Fresh { unit, is_told, .. } in &self.fresh {
            let told = sink.told();
            // What rules for whole pages looked at is no matter of this one.
            unit.was_looked_beyond();
            check(unit, sink);
            is_told.set(unit.was_looked_beyond() || sink.told() > told || is_told.get());
        }
    }

    /// Keeps what no rule found anything in.
    pub(super) fn keep(&self, memory: &Memory) {
        for Fresh { print, is_told, .. } in &self.fresh {
            debug_assert!(
                !(memory.holds(*print) && is_told.get()),
                "what is known of a unit is not true of another one"
            );
            if !is_told.get() {
                memory.keep(*print);
            }
        }
    }
}
