//! The rules, by family: their names, and what they say of themselves.

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

#[doc(hidden)]
pub use measured::{Measured, measured};
pub use names::named;
pub(crate) use names::nearest;
#[doc(hidden)]
pub use names::{meant, unknown};

use crate::rule::Rule;

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
    let families: [&[&[Rule]]; 5] = [
        contract::RULES,
        segment::RULES,
        &[page::RULES, ignore::RULES],
        structure::RULES,
        &[source::RULES, freshness::RULES],
    ];
    families.into_iter().flatten().copied().flatten()
}
