//! What changed in a text, word by word.

use std::cmp::Reverse;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use super::code::{bare, is_code};

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
    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Same(text) | Self::Removed(text) | Self::Added(text)) = self;
        text
    }

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

/// How many words two lines have in common.
#[must_use]
pub fn share(one: &str, other: &str) -> usize {
    let words = |line: &'_ str| -> HashSet<String> {
        let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    words(one).intersection(&words(other)).count()
}

/// The first line that went from `older` to `newer`, and the one that came in its place. Lines that do something and are new
/// are told before comments and what is a matter of taste, and those before lines that stand elsewhere in the other text.
#[must_use]
pub fn diff_lines(older: &str, newer: &str) -> (Option<String>, Option<String>) {
    let cut = |text: &'_ str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let (old, new) = (cut(older), cut(newer));
    let bared = |lines: &[String]| lines.iter().map(|line| bare(line)).collect::<HashSet<_>>();
    let (old_bare, new_bare) = (bared(&old), bared(&new));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().filter(|op| op.tag() != DiffTag::Equal);
    let ops: Vec<_> = ops.map(|op| (&old[op.old_range()], &new[op.new_range()])).collect();
    let does = |line: &String, other: &HashSet<String>| is_code(line) && !other.contains(&bare(line));
    let is_gone: [&dyn Fn(&&String) -> bool; 3] =
        [&|line| does(line, &new_bare), &|line| !new.contains(line), &|_| true];
    let is_come: [&dyn Fn(&&String) -> bool; 3] =
        [&|line| does(line, &old_bare), &|line| !old.contains(line), &|_| true];
    let told = is_gone.iter().zip(is_come).find_map(|(is_gone, is_come)| {
        ops.iter().find_map(|(old, new)| {
            let gone = old.iter().find(is_gone);
            let shared = |line: &&String| gone.map_or(0, |gone| share(gone, line));
            let come = new.iter().filter(is_come).min_by_key(|line| Reverse(shared(line)));
            (gone.is_some() || come.is_some()).then(|| (gone.cloned(), come.cloned()))
        })
    });
    told.unwrap_or_default()
}
