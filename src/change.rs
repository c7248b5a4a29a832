//! What changed from one version of an English page to another, block by block, as its readers see it.

mod align;
mod first;
mod met;
mod names;
mod notices;
mod piece;
mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use first::Versions;
pub use met::is_code;
pub use names::Names;
pub use piece::{Piece, PieceKind};
pub use words::{Word, diff, diff_all_lines, diff_lines};

use align::{Step, steps};
use piece::{pieces, values};

/// A change of a block. It is told in the order of the newer page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of the block.
    pub fate: Fate,
    /// What of it changed.
    pub kind: Kind,
    /// The block before.
    pub older: Option<Piece>,
    /// The block after.
    pub newer: Option<Piece>,
    /// The block of the older page that a new one comes behind.
    pub behind: Option<Piece>,
}

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It was not there before.
    Added,
    /// It says something else.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It is gone.
    Removed,
}

/// What of a block changed, what harms readers most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What a client relies on.
    Contract,
    /// Code.
    Code,
    /// Headings, and what is an item or a row.
    Structure,
    /// Words.
    Prose,
    /// Where links lead.
    Link,
    /// Upper and lower case, and punctuation.
    Form,
}

/// What formatters add to the end of a line, and take away.
const TRAILING: [char; 2] = [',', ';'];

impl Kind {
    /// What users call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Code => "code",
            Self::Structure => "structure",
            Self::Prose => "prose",
            Self::Link => "link",
            Self::Form => "form",
        }
    }
}

impl Fate {
    /// What users call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Removed => "removed",
        }
    }
}

impl Change {
    /// The block, as it is now or was last.
    #[must_use]
    pub fn piece(&self) -> &Piece {
        self.newer.as_ref().or(self.older.as_ref()).expect("a change is of a block")
    }

    /// Whether a translation has to be changed for it to say the same again. Links of a translation may lead elsewhere.
    #[must_use]
    pub fn ages(&self) -> bool {
        !matches!(self.kind, Kind::Form | Kind::Link)
    }

    /// How many words have to be read or translated for it.
    #[must_use]
    pub fn words(&self) -> usize {
        let count = |piece: &Option<Piece>| piece.as_ref().map_or(0, |piece| piece.seen.split_whitespace().count());
        match self.fate {
            Fate::Added => count(&self.newer),
            Fate::Removed | Fate::Moved => 0,
            Fate::Changed => self.diff().iter().map(Word::added).sum(),
        }
    }

    /// What changed in the block, word by word.
    #[must_use]
    pub fn diff(&self) -> Vec<Word> {
        let (older, newer) = self.seen();
        diff(older, newer)
    }

    /// What changed in the block as people read it: code line by line, and all else word by word.
    #[must_use]
    pub fn read(&self) -> Vec<Word> {
        let (older, newer) = self.seen();
        match self.piece().kind {
            PieceKind::Code => diff_all_lines(older, newer),
            _ => diff(older, newer),
        }
    }

    /// Where links lead no more, and where they lead now.
    #[must_use]
    pub fn links(&self) -> Vec<Word> {
        let links = |piece: &Option<Piece>| match piece {
            Some(piece) if !matches!(piece.kind, PieceKind::Code | PieceKind::Value) => piece.links.join("\n"),
            _ => String::new(),
        };
        let mut words = match (&self.older, &self.newer) {
            (Some(_), Some(_)) => diff_all_lines(&links(&self.older), &links(&self.newer)),
            _ => Vec::new(),
        };
        words.retain(|word| !matches!(word, Word::Same(_)));
        words
    }

    fn seen(&self) -> (&str, &str) {
        (self.older.as_ref().map_or("", |piece| &piece.seen), self.newer.as_ref().map_or("", |piece| &piece.seen))
    }
}

/// What changed from the page `older` to the page `newer`.
#[must_use]
pub fn changes(older: &str, newer: &str) -> Vec<Change> {
    between(&pieces(older), &pieces(newer))
}

fn between(older: &[Piece], newer: &[Piece]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for step in steps(older, newer) {
        let (old, new, behind) = match step {
            Step::Changed(old, new) => (Some(older[old].clone()), Some(newer[new].clone()), None),
            Step::Removed(old) => (Some(older[old].clone()), None, None),
            Step::Added(new, behind) => (None, Some(newer[new].clone()), older[..behind].last().cloned()),
        };
        let fate = match (&old, &new) {
            (Some(_), Some(_)) => Fate::Changed,
            (Some(_), None) => Fate::Removed,
            _ => Fate::Added,
        };
        // What stands twice is not lost where it stands once.
        let is_kept = |piece: &Piece| newer.iter().any(|other| other.is_same(piece));
        let is_twice = new.is_none() && old.as_ref().is_some_and(is_kept);
        let kind = if is_twice { Kind::Form } else { kind(old.as_ref(), new.as_ref()) };
        changes.push(Change { fate, kind, older: old, newer: new, behind });
    }
    moves(&mut changes);
    changes
}

/// The value of a key of the front matter, where readers see it.
#[must_use]
pub fn value(text: &str, key: &str) -> Option<Piece> {
    values(text).into_iter().find(|value| value.links.iter().any(|own| own == key))
}

/// The names that one of two pages has and the other has not.
#[must_use]
pub fn names(older: &str, newer: &str) -> Names {
    Names::between(&pieces(older), &pieces(newer))
}

fn kind(older: Option<&Piece>, newer: Option<&Piece>) -> Kind {
    let (Some(old), Some(new)) = (older, newer) else {
        let piece = older.or(newer).map(|piece| piece.kind);
        return match piece {
            Some(PieceKind::Code) => Kind::Code,
            Some(PieceKind::Heading(_)) => Kind::Structure,
            _ => Kind::Prose,
        };
    };
    if old.kind == PieceKind::Code && new.kind == PieceKind::Code {
        // The language of code is seen in its colours alone, and what stands at the end of its lines is a matter of taste.
        let bare = |piece: &Piece| {
            let lines: Vec<&str> = piece.seen.lines().map(uncommented).filter(|line| !line.trim().is_empty()).collect();
            let words = |line: &&str| {
                let words: String = line.split_whitespace().collect();
                words.trim_end_matches(TRAILING).replace('"', "'")
            };
            (indents(&lines), lines.iter().map(words).collect::<Vec<_>>())
        };
        // English code that was in another script before was not finished then: its translation is as it was.
        let is_foreign = |c: char| c.is_alphabetic() && c > '\u{24f}';
        let was_foreign = old.seen.contains(is_foreign) && !new.seen.contains(is_foreign);
        return if bare(old) != bare(new) && !was_foreign {
            Kind::Code
        } else if old.words() == new.words() {
            Kind::Form
        } else {
            Kind::Prose
        };
    }
    // What was set as code now, or is no more, says what it said.
    let has_own = |own: &Piece, other: &Piece| own.code.iter().any(|code| !other.seen.contains(code));
    match (old.words() == new.words(), has_own(old, new) || has_own(new, old)) {
        (_, true) => Kind::Code,
        (false, _) => Kind::Prose,
        // Text behind a comment in its line is HTML, and looks like any other.
        _ if [old.kind, new.kind].contains(&PieceKind::Html) && old.kind != new.kind => Kind::Form,
        _ if old.kind != new.kind => Kind::Structure,
        _ if old.seen != new.seen => Kind::Form,
        _ => Kind::Link,
    }
}

/// How deep each line of code stands among the others: by steps, whatever their width, and whether of blanks or tabs.
fn indents(lines: &[&str]) -> Vec<usize> {
    let width = |line: &&str| {
        let start = &line[..line.len() - line.trim_start().len()];
        start.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>()
    };
    let widths: Vec<usize> = lines.iter().map(width).collect();
    let steps: BTreeSet<usize> = widths.iter().copied().collect();
    widths.iter().map(|width| steps.range(..width).count()).collect()
}

/// A line of code without the comment at its end.
fn uncommented(line: &str) -> &str {
    let starts = ["# ", "// ", "-- "].iter().filter_map(|mark| {
        let at = line.find(mark)?;
        (line[..at].trim().is_empty() || line[..at].ends_with(' ')).then_some(at)
    });
    starts.min().map_or(line, |at| &line[..at])
}

/// Blocks that went in one place and came in another have moved.
fn moves(changes: &mut Vec<Change>) {
    let mut at = 0;
    while at < changes.len() {
        let change = &changes[at];
        let piece = change.newer.as_ref().filter(|_| change.fate == Fate::Added);
        let gone = piece.and_then(|piece| {
            changes.iter().position(|other| {
                other.fate == Fate::Removed && other.older.as_ref().is_some_and(|older| older.is_same(piece))
            })
        });
        if let Some(gone) = gone {
            changes[at].fate = Fate::Moved;
            changes[at].kind = Kind::Structure;
            changes[at].older = changes[gone].older.take();
            changes.remove(gone);
            at -= usize::from(gone < at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
