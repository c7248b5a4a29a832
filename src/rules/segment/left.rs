//! What stands where the English has a name.

use super::proof::half_translated;
use super::remains::{remains, respelt};
use super::signed::{is_fullwidth, is_signed};
use crate::group::Unit;
use crate::rules::token::{Change, mangled};
use crate::span::Span;

/// What a translation has in the place of a name that it lacks.
pub(super) enum Left {
    /// The name with signs or letters of another kind, of which a rule tells that speaks of names with signs inside.
    Told,
    /// The name with spaces inside.
    Broken(String),
    /// Other words, or what is left of it.
    Words(String),
    /// Which words stand for it is not known.
    Unknown,
}

impl Left {
    /// The words that stand there, where that is known.
    pub(super) fn words(self) -> Option<String> {
        match self {
            Self::Broken(found) | Self::Words(found) => Some(found),
            Self::Told | Self::Unknown => None,
        }
    }
}

/// What stands for the name at `place` of the English in a translation (`seen`, without the targets of links).
pub(super) fn left(unit: &Unit<'_, '_>, place: Span, seen: &str) -> Left {
    let (name, own) = (unit.english.at(place), unit.own.text());
    match mangled(name, own).map(|(span, change)| (span.of(own), change)) {
        Some((found, change)) if is_signed(name) && (change == Change::Space || is_fullwidth(change, found)) => {
            Left::Told
        }
        Some((found, Change::Space)) if !found.contains(['[', ']', '*', '_', '`']) => Left::Broken(found.to_owned()),
        Some((found, _)) => Left::Words(found.to_owned()),
        None => {
            let found = remains(name, seen).or_else(|| respelt(name, seen)).map(str::to_owned);
            let half = || half_translated(name, (own, unit.english.text())).map(str::to_owned);
            let found = found.or_else(|| whole(unit, place)).or_else(|| marked(unit, place)).or_else(half);
            found.filter(|found| !found.is_empty()).map_or(Left::Unknown, Left::Words)
        }
    }
}

/// The whole text, where the English says nothing but the name.
fn whole(unit: &Unit<'_, '_>, place: Span) -> Option<String> {
    let alone = bare(unit.english.text()) == unit.english.at(place);
    alone.then(|| bare(unit.own.text()).to_owned())
}

/// What stands in the same link, or in the same of as many emphasised texts, where that says nothing but the name.
fn marked(unit: &Unit<'_, '_>, place: Span) -> Option<String> {
    let name = unit.english.at(place);
    let mut links = unit.english.links_around();
    if let Some(link) = links.find(|link| bare(&link.label) == name && link.span.start <= place.start) {
        let own = unit.own.links().iter().find(|own| own.target == link.target);
        return own.map(|own| bare(&own.label).to_owned());
    }
    let (own, english) = (unit.own.strong(), unit.english.strong());
    let at = english.iter().position(|span| bare(unit.english.at(*span)) == name && span.start <= place.start)?;
    let same = own.get(at).filter(|_| own.len() == english.len())?;
    let found = bare(unit.own.at(*same));
    // Another name, which the translation keeps, may stand there in its order of words.
    let count = |text: &str| text.matches(found).count();
    (count(unit.own.text()) > count(unit.english.text())).then(|| found.to_owned())
}

/// A text without the marks and the white space around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '.' | '。'))
}
