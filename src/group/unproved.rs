//! A page of unknown revision beside the English of today.

use super::{Basis, Doc, Pair};
use crate::contract::{Header, Identifier};
use crate::finding::Cause;

impl<'d, 'a> Pair<'d, 'a> {
    /// A plain page against the English of today, where nothing tells which English it was made from. A row stays where the
    /// page has something in the place of a token that is no token of any revision.
    #[must_use]
    pub fn unproved(doc: &'d Doc<'a>, english: &'d Doc<'a>) -> Self {
        let mut pair = Self::across(doc, english, Cause::Translation);
        pair.basis = Basis::AnyEnglish;
        pair.permissions.retain(|(own, other)| own.is_some() && other.is_some());
        let whole = pair.headers.iter().all(|(own, other)| own.is_some() && other.is_some());
        pair.headers.retain(|(own, other)| whole && own.zip(*other).is_some_and(|(own, other)| is_lost(own, other)));
        // Names say which rows belong together where both tables have as many, and most names are equal.
        let names: Vec<_> = pair.identifiers.iter().map(|(own, other)| own.zip(*other)).collect();
        let equal = names.iter().flatten().filter(|(own, other)| own.name == other.name).count();
        let whole = names.iter().all(Option::is_some) && 2 * equal >= names.len();
        let is_lost = |own: &Identifier, other: &Identifier| other.is_name() && is_foreign(&own.name);
        pair.identifiers
            .retain(|(own, other)| whole && own.zip(*other).is_some_and(|(own, other)| is_lost(own, other)));
        pair
    }
}

/// Whether `own` is what a translation left of `other`: it names no header, and its value says that it is the same row, by
/// a word such as `Bearer` or `json`.
fn is_lost(own: &Header, other: &Header) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 3);
        words.map(str::to_owned).collect()
    };
    let known = words(&own.value);
    let same_row = words(&other.value).iter().any(|word| known.contains(word));
    let translated = is_foreign(&own.name) || own.value == other.value;
    other.header_name().is_some() && own.header_name().is_none() && translated && same_row
}

/// Whether a letter stands in `text` that stands in no name of an API.
fn is_foreign(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}
