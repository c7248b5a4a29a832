//! Which block of the older page became which of the newer one.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::piece::{Piece, PieceKind};

/// A block that is not as it was, as indices of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Changed(usize, usize),
    Removed(usize),
    /// It is new, and comes behind this number of blocks of the older page.
    Added(usize, usize),
}

/// Two blocks less alike than this are two.
const ALIKE: f64 = 0.4;
/// From this number of words on, a text that has this share of another's is that one.
const LONG: usize = 40;
const WITHIN: f64 = 0.8;
/// Beyond this number of comparisons blocks are paired in their order.
const MOST: usize = 40_000;

/// What became of the blocks that are not the same in both pages, in their order: those that stand together, together.
pub(super) fn steps(older: &[Piece], newer: &[Piece]) -> Vec<Vec<Step>> {
    let key = |piece: &Piece| (piece.kind, piece.seen.clone(), piece.links.clone());
    let (old, new): (Vec<_>, Vec<_>) = (older.iter().map(key).collect(), newer.iter().map(key).collect());
    let together = capture_diff_slices(Algorithm::Patience, &old, &new).into_iter().map(|op| match op {
        DiffOp::Equal { .. } => Vec::new(),
        DiffOp::Delete { old_index, old_len, .. } => (old_index..old_index + old_len).map(Step::Removed).collect(),
        DiffOp::Insert { old_index, new_index, new_len } => {
            (new_index..new_index + new_len).map(|new| Step::Added(new, old_index)).collect()
        }
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            let (old, new) = (&older[old_index..old_index + old_len], &newer[new_index..new_index + new_len]);
            let placed = |step| match step {
                Step::Changed(old, new) => Step::Changed(old + old_index, new + new_index),
                Step::Removed(old) => Step::Removed(old + old_index),
                Step::Added(new, behind) => Step::Added(new + new_index, behind + old_index),
            };
            paired(old, new).into_iter().map(placed).collect()
        }
    });
    together.filter(|steps: &Vec<Step>| !steps.is_empty()).collect()
}

/// The way through both that keeps the order and is most alike.
fn paired(older: &[Piece], newer: &[Piece]) -> Vec<Step> {
    let (rows, columns) = (older.len(), newer.len());
    if rows * columns > MOST {
        let added = (0..columns).map(|new| Step::Added(new, rows));
        return (0..rows).map(Step::Removed).chain(added).collect();
    }
    let mut best = vec![vec![0.0_f64; columns + 1]; rows + 1];
    let alike: Vec<Vec<f64>> = older.iter().map(|old| newer.iter().map(|new| likeness(old, new)).collect()).collect();
    for old in (0..rows).rev() {
        for new in (0..columns).rev() {
            let pair = if alike[old][new] >= ALIKE { alike[old][new] + best[old + 1][new + 1] } else { 0.0 };
            best[old][new] = pair.max(best[old + 1][new]).max(best[old][new + 1]);
        }
    }
    let (mut old, mut new, mut steps) = (0, 0, Vec::new());
    while old < rows && new < columns {
        let pair = alike[old][new];
        if pair >= ALIKE && best[old][new] <= pair + best[old + 1][new + 1] {
            steps.push(Step::Changed(old, new));
            (old, new) = (old + 1, new + 1);
        } else if best[old][new] <= best[old + 1][new] {
            steps.push(Step::Removed(old));
            old += 1;
        } else {
            steps.push(Step::Added(new, old));
            new += 1;
        }
    }
    steps.extend((old..rows).map(Step::Removed));
    steps.extend((new..columns).map(|new| Step::Added(new, rows)));
    steps
}

/// How much two blocks have in common, from 0 to 1.
fn likeness(older: &Piece, newer: &Piece) -> f64 {
    let class = |piece: &Piece| match piece.kind {
        PieceKind::Heading(_) => 0,
        PieceKind::Code => 1,
        PieceKind::Value => 2,
        PieceKind::Paragraph | PieceKind::Item | PieceKind::Row | PieceKind::Html => 3,
    };
    if class(older) != class(newer) {
        return 0.0;
    }
    if older.kind == PieceKind::Value {
        return if older.links.first() == newer.links.first() { 1.0 } else { 0.0 };
    }
    // What components show is no sign of a text.
    let (old, new) = match (older.words_without_components(), newer.words_without_components()) {
        (old, new) if !old.is_empty() && !new.is_empty() => (old, new),
        _ => (older.words(), newer.words()),
    };
    if old.is_empty() && new.is_empty() {
        return if older.kind == newer.kind || older.links == newer.links { 1.0 } else { 0.0 };
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    old.iter().for_each(|word| *counts.entry(word).or_default() += 1);
    let shared = new.iter().filter(|word| {
        let count = counts.get_mut(word.as_str()).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    });
    let dice = 2.0 * count(shared.count()) / count(old.len() + new.len());
    // A heading stands for its section whatever it says; one of one word may change altogether, and so does what is put into English.
    let short = old.len().max(new.len()) <= 2;
    let is_whole = older.kind == newer.kind && (short || older.is_foreign() && !newer.is_foreign());
    // A row is about what its first cell names, and a long text that got or lost as much again is the same one.
    let is_row = [older.kind, newer.kind] == [PieceKind::Row; 2] && first_cell(older) == first_cell(newer);
    let (shared, least) = (dice * count(old.len() + new.len()) / 2.0, old.len().min(new.len()));
    let is_within = least >= LONG && shared >= WITHIN * count(least);
    dice.max(if is_whole || is_row || is_within { ALIKE } else { 0.0 })
}

fn first_cell(row: &Piece) -> Option<&str> {
    row.seen.split('|').map(str::trim).find(|cell| !cell.is_empty())
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
