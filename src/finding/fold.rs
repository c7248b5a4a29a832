//! Which findings one repair mends: what a lead sees as one row of a table.

use super::{Cause, Finding};
use crate::text::sounds::is_transliterated;

/// What the findings have in common that are told as one, beside rule and locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fold<'f> {
    /// How their names were mangled, whichever they are: one step of a pipeline does that.
    Mangled(Mangling),
    /// What should stand there, whatever stands there.
    Expected(&'f str),
    /// What stands there.
    Found(&'f str),
    /// What is said of them.
    Message(&'f str),
}

/// How a name was mangled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mangling {
    /// White space stands inside it.
    Spaced,
    /// Its letters have another case.
    Recased,
    /// Other words stand beside it.
    Joined,
    /// Some of it was translated, some of it is left.
    InPart,
    /// It is written in letters of another script.
    Transliterated,
}

/// A name with fewer letters is told by itself: what is left of it may be chance.
const LEAST: usize = 8;
/// So many letters of its beginning are left of a name that was translated in part.
const LEFT: usize = 5;

impl Mangling {
    /// What happened to names.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Spaced => "were broken by a space",
            Self::Recased => "were changed in case",
            Self::Joined => "have other words beside them",
            Self::InPart => "were translated in part",
            Self::Transliterated => "were written in letters of another script",
        }
    }

    /// How `found` was made from the name `expected`.
    fn of(expected: &str, found: &str) -> Option<Self> {
        if expected.contains(char::is_whitespace) || expected == found || !expected.contains(char::is_alphabetic) {
            return None;
        }
        let (name, own) = (letters(expected), letters(found));
        if name == own {
            let is_spaced = found.trim().contains(char::is_whitespace);
            let is_recased = expected.eq_ignore_ascii_case(found);
            return if is_spaced { Some(Self::Spaced) } else { is_recased.then_some(Self::Recased) };
        }
        if found.split(|c: char| c.is_whitespace()).any(|word| word == expected) {
            return Some(Self::Joined);
        }
        let head: String = name.chars().take(LEFT).collect();
        if name.chars().count() >= LEAST && own.contains(&head) {
            return Some(Self::InPart);
        }
        is_transliterated(expected, found).then_some(Self::Transliterated)
    }
}

/// Letters and digits, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Finding {
    /// What the finding has in common with those that the same repair mends.
    #[doc(hidden)]
    #[must_use]
    pub fn fold(&self) -> (&'static str, Option<&str>, Fold<'_>) {
        let mangled = self.expected.as_deref().zip(self.found.as_deref());
        let fold =
            match (mangled.and_then(|(expected, found)| Mangling::of(expected, found)), &self.expected, &self.found) {
                (Some(how), ..) => Fold::Mangled(how),
                (None, Some(expected), _) => Fold::Expected(expected),
                (None, None, Some(found)) => Fold::Found(found),
                (None, None, None) => Fold::Message(&self.message),
            };
        (self.rule.name, self.repaired_in(), fold)
    }

    /// The locale that is repaired; none where it is the English, or all locales follow it.
    #[doc(hidden)]
    #[must_use]
    pub fn repaired_in(&self) -> Option<&str> {
        let is_of_english = matches!(self.cause, Cause::Stale | Cause::Source);
        self.locale.as_deref().filter(|_| !is_of_english)
    }

    /// What is said of `names` names that were mangled like that of the finding: with the finding as an example.
    #[doc(hidden)]
    #[must_use]
    pub fn says_of(&self, names: usize) -> Option<String> {
        let (.., Fold::Mangled(how)) = self.fold() else { return None };
        let (expected, found) = self.expected.as_deref().zip(self.found.as_deref())?;
        (names > 1).then(|| format!("{names} names {}, as `{expected}`: `{found}`", how.says()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_mangled_in_few_ways() {
        for (expected, found, how) in [
            ("boatRegistry", "boat Registry", Some(Mangling::Spaced)),
            ("boatRegistry", "Boatregistry", Some(Mangling::Recased)),
            ("boatRegistry", "boatRegistry プロパティ", Some(Mangling::Joined)),
            ("boatRegistry", "Boatの登録", None),
            ("harbourRegistry", "Harbourの登録", Some(Mangling::InPart)),
            ("none", "nenhum", None),
            ("beacon", "ビーコン", Some(Mangling::Transliterated)),
            ("harbour", "港", None),
            ("none", "None", Some(Mangling::Recased)),
            ("Boats.Read, Boats.Write", "Boote", None),
            ("3", "4", None),
        ] {
            assert_eq!(Mangling::of(expected, found), how, "{expected} {found}");
        }
    }
}
