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

/// The first line that went from `older` to `newer`, and the one that came in its place.
#[must_use]
pub fn diff_lines(older: &str, newer: &str) -> (Option<String>, Option<String>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (older.lines().collect(), newer.lines().collect());
    let line = |lines: &[&str], at: usize| lines.get(at).map(|line| (*line).to_owned());
    let first = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().find_map(|op| match op {
        DiffOp::Equal { .. } => None,
        DiffOp::Delete { old_index, .. } => Some((line(&old, old_index), None)),
        DiffOp::Insert { new_index, .. } => Some((None, line(&new, new_index))),
        DiffOp::Replace { old_index, new_index, .. } => Some((line(&old, old_index), line(&new, new_index))),
    });
    first.unwrap_or_default()
}
