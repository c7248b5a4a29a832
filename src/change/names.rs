//! The names that a page promises where it documents no requests: its code spans, and the options of its commands.

use std::collections::BTreeSet;

use super::piece::{Piece, PieceKind};
use super::saying::Saying;
use crate::page::is_prose;

/// The names that came and went, in the order of the pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The newer page has them.
    pub added: Vec<String>,
    /// The older page had them.
    pub dropped: Vec<String>,
}

/// How many names of a kind are told.
const MOST_NAMED: usize = 12;

impl Names {
    pub(super) fn between(older: &[Piece], newer: &[Piece]) -> Self {
        let (old, new) = (named(older), named(newer));
        let (before, now) = (Saying::new(older), Saying::new(newer));
        let without = |own: &[String], other: &[String], pages: (&Saying<'_>, &Saying<'_>)| {
            let other: BTreeSet<&String> = other.iter().collect();
            own.iter().filter(|name| !other.contains(name) && !pages.1.says(name, pages.0)).cloned().collect()
        };
        Self { added: without(&new, &old, (&now, &before)), dropped: without(&old, &new, (&before, &now)) }
    }

    /// Whether one of them is new in the block `newer`, or gone from `older`.
    #[must_use]
    pub fn came_or_went_in(&self, older: Option<&Piece>, newer: Option<&Piece>) -> bool {
        let has = |piece: Option<&Piece>, names: &[String]| {
            piece.is_some_and(|piece| !names.is_empty() && of(piece).any(|name| names.contains(&name)))
        };
        has(newer, &self.added) || has(older, &self.dropped)
    }

    /// Those that `page` has not followed: what came and is not there, and what went and is.
    #[must_use]
    pub fn unmet(&self, page: &str) -> Self {
        let only = |names: &[String], there: bool| {
            names.iter().filter(|name| page.contains(name.trim()) == there).cloned().collect()
        };
        Self { added: only(&self.added, false), dropped: only(&self.dropped, true) }
    }

    /// Whether none came and none went.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.dropped.is_empty()
    }

    /// The names in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let list = |names: &[String], became: &str| {
            let mut shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
            if names.len() > MOST_NAMED {
                shown.push(format!("{} more", names.len() - MOST_NAMED));
            }
            let last = shown.pop()?;
            let before = if shown.is_empty() { String::new() } else { format!("{} and ", shown.join(", ")) };
            Some(format!("{before}{last} {became}"))
        };
        let parts = [list(&self.added, "added"), list(&self.dropped, "dropped")];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// The names on a page, each once.
fn named(pieces: &[Piece]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    pieces.iter().flat_map(of).filter(|name| seen.insert(name.clone())).collect()
}

/// The names in a block.
fn of(piece: &Piece) -> impl Iterator<Item = String> {
    let code = Some(&*piece.seen).filter(|_| piece.kind == PieceKind::Code).unwrap_or_default();
    let options = code.split_whitespace().filter_map(option);
    piece.code.iter().filter(|code| !is_prose(code)).cloned().chain(options)
}

/// The option that a word of a command is, without its value.
fn option(word: &str) -> Option<String> {
    let name = word.split('=').next().unwrap_or(word);
    let letters = name.strip_prefix("--")?;
    let is_name = letters.starts_with(|c: char| c.is_ascii_lowercase())
        && letters.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_name.then(|| name.to_owned())
}
