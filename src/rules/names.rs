//! The names of rules and families.

use super::all;
use crate::rule::{Family, Rule};

/// The rule of that name.
///
/// ```
/// let rule = docparity::rules::named("header-name").expect("a rule");
/// assert_eq!(rule.family.name(), "contract");
/// assert_eq!(rule.what, "The name of a request header was translated or lost.");
/// ```
#[must_use]
pub fn named(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// The rules that `name` stands for: a rule, a family, or `all`. None for a name that nothing has.
pub fn meant(name: &str) -> impl Iterator<Item = &'static Rule> {
    all().filter(move |rule| name == "all" || rule.name == name || rule.family.name() == name)
}

/// Says that no rule or family has this name, and which name is near.
#[must_use]
pub fn unknown(name: &str) -> String {
    let families = Family::ALL.iter().map(|family| family.name());
    let known = all().map(|rule| rule.name).chain(families).chain(["all"]);
    match nearest(name, known) {
        Some(near) => format!("no rule or family is called `{name}`; did you mean `{near}`?"),
        None => format!("no rule or family is called `{name}`; `docparity rules` lists them"),
    }
}

/// The known name that `name` is a slip of the pen for.
pub(crate) fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let (distance, near) = known.map(|known| (strsim::damerau_levenshtein(name, known), known)).min()?;
    // A short name is near to every other short name.
    (distance <= 3 && distance < name.chars().count()).then_some(near)
}
