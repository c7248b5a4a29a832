//! The rules, by family.

mod contract;
mod freshness;
mod measured;
mod page;
mod segment;
mod source;
mod structure;
mod token;

pub use measured::{Measured, measured};

use crate::rule::Rule;

/// All rules, family by family.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let families: [&[&[Rule]]; 5] =
        [contract::RULES, segment::RULES, &[page::RULES], structure::RULES, &[source::RULES, freshness::RULES]];
    families.into_iter().flatten().copied().flatten()
}

/// The rule of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}
