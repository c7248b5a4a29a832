//! Text that was set anew: a block that was split, or blocks that were joined, say what they said.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::align::Step;
use super::piece::{Piece, PieceKind};

/// How many blocks a block may become.
const MOST: usize = 12;

/// Which of the steps that stand together only set anew what was there: words as words, and lines of code as lines of code.
pub(super) fn reset(steps: &[Step], older: &[Piece], newer: &[Piece]) -> BTreeSet<usize> {
    [false, true].into_iter().flat_map(|of_code| of_class(steps, (older, newer), of_code)).collect()
}

fn of_class(steps: &[Step], (older, newer): (&[Piece], &[Piece]), of_code: bool) -> Vec<usize> {
    let said = |piece: &Piece| -> Vec<String> {
        match of_code {
            true => piece.seen.lines().map(|line| line.trim().to_owned()).collect(),
            false => piece.words(),
        }
    };
    let is_meant = |piece: &Piece| match piece.kind {
        PieceKind::Code => of_code,
        PieceKind::Paragraph | PieceKind::Item | PieceKind::Html => !of_code,
        PieceKind::Value | PieceKind::Heading(_) | PieceKind::Row => false,
    };
    let sides = |step: &Step| match *step {
        Step::Changed(old, new) => (Some(&older[old]), Some(&newer[new])),
        Step::Removed(old) => (Some(&older[old]), None),
        Step::Added(new, _) => (None, Some(&newer[new])),
    };
    let meant: Vec<(usize, Vec<String>, Vec<String>)> = steps
        .iter()
        .map(sides)
        .enumerate()
        .filter(|(_, (old, new))| old.or(*new).is_some_and(is_meant))
        .map(|(at, (old, new))| (at, old.map(said).unwrap_or_default(), new.map(said).unwrap_or_default()))
        .collect();
    let is_same = |range: &RangeInclusive<usize>| {
        let run = &meant[range.clone()];
        let old = run.iter().flat_map(|(_, old, _)| old);
        old.clone().next().is_some() && old.eq(run.iter().flat_map(|(.., new)| new))
    };
    let (mut found, mut start) = (Vec::new(), 0);
    while start < meant.len() {
        let ends = start + 1..meant.len().min(start + MOST);
        match ends.map(|end| start..=end).find(is_same) {
            Some(range) => {
                found.extend(meant[range.clone()].iter().map(|(at, ..)| *at));
                start = range.end() + 1;
            }
            None => start += 1,
        }
    }
    found
}
