//! What can be wrong with bilingual pairs.

use std::collections::HashSet;
use std::fmt;

use foldhash::fast::FixedState;

use crate::span::Span;

/// A pair, or a part of one, that breaks the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The tag or marker at fault, in the file.
    pub span: Span,
    /// What is wrong.
    pub kind: DamageKind,
}

/// How a pair breaks the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DamageKind {
    /// A `<span>` of the unit has no `</span>`.
    Unclosed(String),
    /// Another unit begins inside this one.
    Nested(String, String),
    /// The localized half has no English half.
    NoSource(String),
    /// The English half has no localized half.
    NoLocalized(String),
    /// The halves carry different ids: localized, English.
    UnequalIds(String, String),
    /// The id stands on more than one pair of the page.
    RepeatedId(String),
    /// A `</span>` that closes nothing.
    StrayClose,
    /// A merge-conflict marker.
    MergeConflict(String),
}

impl fmt::Display for DamageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unclosed(id) => write!(f, "a `<span>` of segment `{id}` is never closed"),
            Self::Nested(outer, inner) => write!(f, "segment `{inner}` begins inside segment `{outer}`"),
            Self::NoSource(id) => write!(f, "segment `{id}` has no English half"),
            Self::NoLocalized(id) => write!(f, "segment `{id}` has no localized half"),
            Self::UnequalIds(ttu, stu) => write!(f, "the halves of one pair carry the ids `{ttu}` and `{stu}`"),
            Self::RepeatedId(id) => write!(f, "the segment id `{id}` stands twice on this page"),
            Self::StrayClose => write!(f, "this `</span>` closes nothing"),
            Self::MergeConflict(marker) => write!(f, "a merge conflict was committed (`{marker}`)"),
        }
    }
}

/// The merge-conflict markers of a text: `<<<<<<<`, `=======` and `>>>>>>>` at line starts, in this order. One alone is
/// Markdown (a heading's underline, a deep quotation), so it takes the first and the last to make a conflict.
pub(super) fn merge_conflicts(file: &str) -> Vec<Damage> {
    let mut found = Vec::new();
    if memchr::memmem::find(file.as_bytes(), b"<<<<<<< ").is_none() {
        return found;
    }
    let mut offset = 0;
    let mut open: Option<Span> = None;
    for line in file.split_inclusive('\n') {
        let marker = Span::new(offset, offset + line.trim_end().len());
        offset += line.len();
        if line.starts_with("<<<<<<< ") {
            open = Some(marker);
        } else if line.starts_with(">>>>>>> ") {
            let Some(start) = open.take() else { continue };
            found.push(Damage { span: start, kind: DamageKind::MergeConflict(start.of(file).to_owned()) });
        }
    }
    found
}

/// The pairs whose id stood on an earlier pair of the file.
pub(super) fn repeated_ids(ids: Vec<(&str, Span)>) -> Vec<Damage> {
    let mut known: HashSet<&str, FixedState> = HashSet::with_capacity_and_hasher(ids.len(), FixedState::default());
    let repeated = ids.into_iter().filter(|(id, _)| !known.insert(id));
    repeated.map(|(id, tag)| Damage { span: tag, kind: DamageKind::RepeatedId(id.to_owned()) }).collect()
}
