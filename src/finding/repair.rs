//! What repairs make of a text, and which part of it is wrong.

use std::collections::HashSet;

use super::Finding;
use crate::span::Span;

/// The text with the repairs of these findings about it, where at least one can be made: where what a rule replaces stands in
/// the text once.
#[must_use]
pub fn repaired(text: &str, findings: &[&Finding]) -> Option<String> {
    let mut made = text.to_owned();
    let mut done: HashSet<(&str, &str)> = HashSet::new();
    for finding in findings {
        let Some((was, is)) = repair(finding).filter(|repair| !done.contains(repair)) else { continue };
        if let Some(place) = once(&made, was) {
            made.replace_range(place.start..place.end, is);
            done.insert((was, is));
        }
    }
    (made != text).then_some(made)
}

/// The part of the text that a finding says is wrong, where it stands there once.
#[must_use]
pub fn wrong_part(text: &str, finding: &Finding) -> Option<Span> {
    once(text, finding.found.as_deref().filter(|found| !found.is_empty())?)
}

fn once(text: &str, part: &str) -> Option<Span> {
    let mut places = text.match_indices(part).map(|(at, _)| at);
    let first = places.next().filter(|_| places.next().is_none())?;
    Some(Span::new(first, first + part.len()))
}

/// What the repair of a finding replaces, and by what.
fn repair(finding: &Finding) -> Option<(&str, &str)> {
    let fix = finding.fix.as_ref()?;
    let found = finding.found.as_deref().filter(|found| !found.is_empty())?;
    match &*fix.edits {
        // The edit is about the very place of the finding.
        [edit] if (edit.offset, edit.length) == (finding.offset, finding.length) && edit.length == found.len() => {
            Some((found, &edit.text))
        }
        _ => Some((found, finding.expected.as_deref()?)),
    }
}
