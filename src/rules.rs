//! The rules, by family.

mod contract;
mod freshness;
mod measured;
mod ignore;
mod mdx;
mod names;
mod page;
mod segment;
mod source;
mod structure;
mod token;

pub use measured::{Measured, measured};
pub(crate) use names::nearest;
pub use names::{meant, named, unknown};

use crate::rule::Rule;

/// All rules, family by family.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let families: [&[&[Rule]]; 5] = [
        contract::RULES,
        segment::RULES,
        &[page::RULES, mdx::RULES, ignore::RULES],
        structure::RULES,
        &[source::RULES, freshness::RULES],
    ];
    families.into_iter().flatten().copied().flatten()
}
