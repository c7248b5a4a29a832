//! Text that was set anew: a block that was split, or blocks that were joined, say what they said, and so does a file that is
//! included in the place of a text.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::align::Step;
use super::piece::{Piece, PieceKind};

/// How many blocks a block may become.
const MOST: usize = 12;

/// Which of the steps that stand together only set anew what was there: words as words, and lines of code as lines of code.
pub(super) fn reset(steps: &[Step], older: &[Piece], newer: &[Piece]) -> BTreeSet<usize> {
    let anew = [false, true].into_iter().flat_map(|of_code| of_class(steps, (older, newer), of_code));
    anew.chain(put_in_files(steps, older, newer)).collect()
}

/// Texts that went where an included file came: what many pages say is put in one file, and readers see it as before.
fn put_in_files(steps: &[Step], older: &[Piece], newer: &[Piece]) -> Vec<usize> {
    let is_text = |old: usize| older[old].kind == PieceKind::Paragraph;
    let is_file = |new: usize| is_include(&newer[new]);
    let one = steps.iter().enumerate().filter_map(|(at, step)| match *step {
        Step::Changed(old, new) if is_text(old) && is_file(new) => Some(at),
        _ => None,
    });
    let two = steps.windows(2).enumerate().filter_map(|(at, two)| match *two {
        [Step::Removed(old), Step::Added(new, _)] | [Step::Added(new, _), Step::Removed(old)]
            if is_text(old) && is_file(new) =>
        {
            Some([at, at + 1])
        }
        _ => None,
    });
    one.chain(two.flatten()).collect()
}

/// Whether a block is nothing but one directive of DocFX that includes a file.
fn is_include(piece: &Piece) -> bool {
    const DIRECTIVE: &str = "[!INCLUDE";
    let begins = piece.seen.get(..DIRECTIVE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DIRECTIVE));
    begins && piece.seen.ends_with(']') && piece.links.len() == 1
}

fn of_class(steps: &[Step], (older, newer): (&[Piece], &[Piece]), of_code: bool) -> Vec<usize> {
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
    let all = steps.iter().map(sides).enumerate();
    let meant: Vec<(usize, Said, Said)> = all
        .filter(|(_, (old, new))| old.or(*new).is_some_and(is_meant))
        .map(|(at, (old, new))| (at, Said::of(old, of_code), Said::of(new, of_code)))
        .collect();
    let is_same = |range: &RangeInclusive<usize>| {
        let run = &meant[range.clone()];
        Said::joined(run.iter().map(|(_, old, _)| old)).is_same(&Said::joined(run.iter().map(|(.., new)| new)))
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

/// What blocks say, one behind the other.
#[derive(Default)]
struct Said {
    parts: Vec<String>,
    code: Vec<String>,
    text: String,
}

impl Said {
    fn of(piece: Option<&Piece>, of_code: bool) -> Self {
        let Some(piece) = piece else { return Self::default() };
        let lines = || piece.seen.lines().map(str::to_owned).collect();
        let parts = if of_code { lines() } else { piece.words() };
        Self { parts, code: piece.code.clone(), text: piece.seen.clone() }
    }

    fn joined<'s>(all: impl Iterator<Item = &'s Self>) -> Self {
        all.fold(Self::default(), |mut joined, said| {
            joined.parts.extend(said.parts.iter().cloned());
            joined.code.extend(said.code.iter().cloned());
            joined.text.push_str(&said.text);
            joined
        })
    }

    fn is_same(&self, other: &Self) -> bool {
        let has_code = |own: &Self, other: &Self| own.code.iter().all(|code| other.text.contains(code));
        !self.parts.is_empty() && self.parts == other.parts && has_code(self, other) && has_code(other, self)
    }
}
