//! The rules, by family.

mod contract;
mod freshness;
mod measured;
mod ignore;
mod names;
mod page;
mod segment;
mod source;
mod structure;
mod token;

pub use measured::{Measured, measured};
pub(crate) use names::nearest;
pub use names::{meant, named, unknown};

use crate::checker::Checker;
use crate::rule::Rule;

/// All rules with their checks, family by family. Those about comments come last: they tell which ones silence nothing of
/// what the others find.
pub fn checkers() -> impl Iterator<Item = &'static Checker> {
    let others: &[&[Checker]] = &[source::RULES, freshness::RULES, ignore::RULES];
    let families = [contract::RULES, segment::RULES, &[page::RULES], structure::RULES, others];
    families.into_iter().flatten().copied().flatten()
}

/// All rules, in the same order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    checkers().map(|checker| &checker.rule)
}
