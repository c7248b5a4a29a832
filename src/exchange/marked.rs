//! A target with the parts of it marked that are wrong.

use std::io::{self, Write};

use super::{Issue, Unit};
use crate::safe::xml as escaped;
use crate::span::Span;

/// Writes the target of a unit. Each issue marks the part that it is about, or all of it; `open` is the mark that the issue of
/// this number begins with.
pub(super) fn write(unit: &Unit, out: &mut dyn Write, open: impl Fn(usize, &Issue) -> String) -> io::Result<()> {
    let text = &*unit.target;
    let mut ends: Vec<usize> = Vec::new();
    let mut done = 0;
    for (part, number, issue) in nested(unit) {
        while let Some(end) = ends.pop_if(|end| *end <= part.start && *end < text.len()) {
            write!(out, "{}</mrk>", escaped(&text[done..end]))?;
            done = end;
        }
        write!(out, "{}{}", escaped(&text[done..part.start]), open(number, issue))?;
        done = part.start;
        ends.push(part.end);
    }
    while let Some(end) = ends.pop() {
        write!(out, "{}</mrk>", escaped(&text[done..end]))?;
        done = end;
    }
    write!(out, "{}", escaped(&text[done..]))
}

/// The issues with their numbers and parts, in the order in which the marks begin. Where two parts overlap and neither holds the
/// other, the second issue is about all of the text: marks cannot cross.
fn nested(unit: &Unit) -> Vec<(Span, usize, &Issue)> {
    let whole = Span::new(0, unit.target.len());
    let mut parts: Vec<(Span, usize, &Issue)> = Vec::new();
    for (number, issue) in (1..).zip(&unit.issues) {
        let own = issue.part.unwrap_or(whole);
        let crosses = |(other, ..): &(Span, usize, &Issue)| {
            let meet = other.start < own.end && own.start < other.end;
            let holds = |one: &Span, other: &Span| one.start <= other.start && other.end <= one.end;
            meet && !holds(other, &own) && !holds(&own, other)
        };
        parts.push((if parts.iter().any(crosses) { whole } else { own }, number, issue));
    }
    parts.sort_by_key(|(part, number, _)| (part.start, std::cmp::Reverse(part.end), *number));
    parts
}
