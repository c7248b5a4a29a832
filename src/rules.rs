//! The rules, by family: their names, and what they say of themselves.

mod contents;
mod contract;
mod data;
mod freshness;
mod measured;
mod ignore;
mod markup;
mod mdx;
mod names;
mod page;
mod program;
mod segment;
mod source;
mod stale;
mod structure;
mod token;

#[doc(hidden)]
pub use measured::{Measured, measured};
pub use names::named;
pub(crate) use names::nearest;
#[doc(hidden)]
pub use names::{meant, unknown};
pub(crate) use segment::{ON_SOME_SITES, leave_out, tell_dead_once};

use crate::checker::Checker;
use crate::rule::Rule;

/// All rules with their checks, family by family. Those about comments come last: they tell which ones silence nothing of
/// what the others find.
pub(crate) fn checkers() -> impl Iterator<Item = &'static Checker> {
    let others: &[&[Checker]] =
        &[contents::RULES, data::RULES, source::RULES, stale::RULES, freshness::RULES, ignore::RULES];
    let families =
        [contract::RULES, segment::RULES, &[page::RULES, mdx::RULES], structure::RULES, markup::RULES, others];
    families.into_iter().flatten().copied().flatten()
}

/// All rules, family by family.
///
/// ```
/// use docparity::{Severity, rules};
///
/// let optional = rules::all().filter(|rule| !rule.on);
/// assert!(optional.map(|rule| rule.name).any(|name| name == "mixed-revisions"));
/// assert!(rules::all().all(|rule| !rule.what.is_empty() && rule.severity >= Severity::Info));
/// ```
pub fn all() -> impl Iterator<Item = &'static Rule> {
    checkers().map(|checker| &checker.rule)
}
