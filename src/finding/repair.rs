//! What repairs make of a text, and which part of it is wrong.

use std::collections::{BTreeSet, HashSet};

use super::Finding;
use crate::span::Span;

/// The text with the repairs of these findings about it, where at least one can be made: at the place in the file that the text
/// was quoted from, or where what a rule replaces stands in the text once.
#[must_use]
pub fn repaired(text: &str, findings: &[&Finding]) -> Option<String> {
    let mut made = text.to_owned();
    let placed: Vec<Option<Vec<Place<'_>>>> = findings.iter().map(|finding| places(text, finding)).collect();
    let edits: BTreeSet<&Place<'_>> = placed.iter().flatten().flatten().collect();
    let mut begin = usize::MAX;
    for (start, length, to) in edits.into_iter().rev() {
        // Where two repairs would change the same, the later of the text is made.
        if start + length <= begin && *start < begin {
            made.replace_range(*start..start + length, to);
            begin = *start;
        }
    }
    let mut done: HashSet<(&str, &str)> = HashSet::new();
    for finding in findings.iter().zip(&placed).filter(|(_, placed)| placed.is_none()).map(|(finding, _)| finding) {
        let Some((was, is)) = repair(finding).filter(|repair| !done.contains(repair)) else { continue };
        if let Some(place) = once(&made, was) {
            made.replace_range(place.start..place.end, is);
            done.insert((was, is));
        }
    }
    (made != text).then_some(made)
}

/// The part of the text that a finding says is wrong: at the place that the text was quoted from, or where it stands there once.
#[must_use]
pub fn wrong_part(text: &str, finding: &Finding) -> Option<Span> {
    let start = quoted_at(text, finding).and_then(|offset| finding.offset.checked_sub(offset));
    let part = start.map(|start| Span::new(start, start + finding.length));
    let is_inside = |part: &Span| !part.is_empty() && text.get(part.start..part.end).is_some();
    part.filter(is_inside).or_else(|| once(text, finding.found.as_deref().filter(|found| !found.is_empty())?))
}

/// A change of a text: where, how many bytes, and to what.
type Place<'f> = (usize, usize, &'f str);

/// The changes that a finding makes in the text that it quotes; `None` where they are elsewhere, too, or nobody knows where.
fn places<'f>(text: &str, finding: &'f Finding) -> Option<Vec<Place<'f>>> {
    let offset = quoted_at(text, finding)?;
    let place = |edit: &'f super::Edit| {
        let start = edit.offset.checked_sub(offset)?;
        text.get(start..start + edit.length).map(|_| (start, edit.length, &*edit.text))
    };
    finding.fix.as_ref()?.edits.iter().map(place).collect()
}

/// The offset in the file of the text that a finding quotes.
fn quoted_at(text: &str, finding: &Finding) -> Option<usize> {
    finding.text.as_ref().filter(|quote| quote.localized == text)?.offset
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
