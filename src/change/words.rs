//! What changed in a text, word by word.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Words that stand in both texts, or in one of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Word {
    /// They stand in both.
    Same(String),
    /// They went.
    Removed(String),
    /// They came.
    Added(String),
}

impl Word {
    /// How many words came.
    pub(super) fn added(&self) -> usize {
        match self {
            Self::Added(text) => text.split_whitespace().count(),
            Self::Same(_) | Self::Removed(_) => 0,
        }
    }
}

/// The words of `older` and `newer`, with the white space behind each.
#[must_use]
pub fn diff(older: &str, newer: &str) -> Vec<Word> {
    let cut = |text: &'_ str| text.split_inclusive(char::is_whitespace).map(str::to_owned).collect::<Vec<_>>();
    between(&cut(older), &cut(newer))
}

/// The lines of `older` and `newer`, with the line end behind each.
#[must_use]
pub fn diff_all_lines(older: &str, newer: &str) -> Vec<Word> {
    let cut = |text: &'_ str| text.lines().map(|line| format!("{line}\n")).collect::<Vec<_>>();
    between(&cut(older), &cut(newer))
}

fn between(old: &[String], new: &[String]) -> Vec<Word> {
    let mut words = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { old_index, len, .. } => words.push(Word::Same(old[old_index..old_index + len].concat())),
            DiffOp::Delete { old_index, old_len, .. } => {
                words.push(Word::Removed(old[old_index..old_index + old_len].concat()));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                words.push(Word::Added(new[new_index..new_index + new_len].concat()));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                words.push(Word::Removed(old[old_index..old_index + old_len].concat()));
                words.push(Word::Added(new[new_index..new_index + new_len].concat()));
            }
        }
    }
    words
}

/// The first line that went from `older` to `newer`, and the one that came in its place. Lines that stand elsewhere in the other
/// text are told where there is nothing else.
#[must_use]
pub fn diff_lines(older: &str, newer: &str) -> (Option<String>, Option<String>) {
    let cut = |text: &'_ str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let (old, new) = (cut(older), cut(newer));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().filter_map(|op| match op {
        DiffOp::Equal { .. } => None,
        DiffOp::Delete { old_index, .. } => Some((old.get(old_index), None)),
        DiffOp::Insert { new_index, .. } => Some((None, new.get(new_index))),
        DiffOp::Replace { old_index, new_index, .. } => Some((old.get(old_index), new.get(new_index))),
    });
    let ops: Vec<(Option<&String>, Option<&String>)> = ops.collect();
    let is_elsewhere = |(gone, come): &&(Option<&String>, Option<&String>)| {
        gone.is_none_or(|line| new.contains(line)) && come.is_none_or(|line| old.contains(line))
    };
    let told = ops.iter().find(|op| !is_elsewhere(op)).or(ops.first());
    told.map(|(gone, come)| (gone.cloned(), come.cloned())).unwrap_or_default()
}
