//! What changed in a text, word by word.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

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
    let (gone, come) = (|line: &&String| !new.contains(line), |line: &&String| !old.contains(line));
    let first =
        |lines: &'_ [String], is_own: &dyn Fn(&&String) -> bool| lines.iter().find(is_own).or(lines.first()).cloned();
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().filter(|op| op.tag() != DiffTag::Equal);
    let ops: Vec<_> = ops.map(|op| (&old[op.old_range()], &new[op.new_range()])).collect();
    let is_own =
        |(old, new): &&(&[String], &[String])| old.iter().any(|line| gone(&line)) || new.iter().any(|line| come(&line));
    let told = ops.iter().find(is_own).or(ops.first());
    told.map(|(old, new)| (first(old, &gone), first(new, &come))).unwrap_or_default()
}
