//! What changed from one version of an English page to another, block by block, as its readers see it.

mod align;
mod alike;
mod code;
mod counts;
mod first;
mod grammar;
mod html;
mod imprint;
mod inside;
mod json;
mod kind;
mod links;
mod met;
mod names;
mod notices;
mod piece;
mod renamed;
mod reset;
mod saying;
mod settled;
mod slips;
mod values;
mod wording;
mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use alike::is_changed_alike;
pub use code::is_code;
pub use first::Versions;
pub use met::Followed;
pub use names::Names;
pub use piece::{Piece, PieceKind};
pub use words::{Word, diff, diff_all_lines, diff_lines, share};

use align::{Step, steps};
use kind::Pages;
use piece::words as words_of;
use reset::reset;
use settled::settle;
use values::{pieces, values};

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
    /// What is said.
    Prose,
    /// The same in other words, as far as words alone tell.
    Wording,
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
            Self::Wording => "wording",
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
    /// What became of the block in the English, whatever of it a page has: what is new to its readers may have been reworded there.
    #[must_use]
    pub fn fate_in_english(&self) -> Fate {
        let count = |piece: &Piece| piece.words().into_iter().collect::<BTreeSet<_>>().len();
        let is_like = |before: &Piece, newer: &Piece| {
            before.kind == newer.kind
                && newer.kind != PieceKind::Value
                && 2 * share(&before.seen, &newer.seen) > count(before).max(count(newer))
        };
        let pair = self.behind.as_ref().zip(self.newer.as_ref()).filter(|_| self.fate == Fate::Added);
        if pair.is_some_and(|(before, newer)| is_like(before, newer)) { Fate::Changed } else { self.fate }
    }

    /// The block, as it is now or was last.
    #[must_use]
    pub fn piece(&self) -> &Piece {
        self.newer.as_ref().or(self.older.as_ref()).expect("a change is of a block")
    }

    /// Whether a translation has to be changed for it to say the same again. Links of a translation may lead elsewhere, and it
    /// chose words of its own.
    #[must_use]
    pub fn ages(&self) -> bool {
        !matches!(self.kind, Kind::Wording | Kind::Link | Kind::Form)
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

    /// The code that came into a text in which nothing else changed.
    #[must_use]
    pub fn came_in_text(&self) -> Option<Vec<&str>> {
        let (older, newer) = self.older.as_ref().zip(self.newer.as_ref())?;
        let came = newer.code_beside(older);
        let is_all = newer.kind != PieceKind::Code
            && older.code_beside(newer).is_empty()
            && words_of(&newer.without(&came)) == older.words();
        (is_all && !came.is_empty()).then_some(came)
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

/// The same of the English half of a bilingual page, in which what stands for an image may be that of the translation: it stands
/// outside of what has two halves.
#[must_use]
pub fn changes_of_half(older: &str, newer: &str) -> Vec<Change> {
    let seen = |text: &str| {
        let mut pieces = pieces(text);
        pieces.iter_mut().for_each(Piece::drop_alts);
        pieces
    };
    between(&seen(older), &seen(newer))
}

fn between(older: &[Piece], newer: &[Piece]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let pages = Pages::new(older, newer);
    for together in steps(older, newer) {
        let reset = reset(&together, older, newer);
        for (at, step) in together.into_iter().enumerate() {
            let (fate, old, new, behind) = match step {
                Step::Changed(old, new) => (Fate::Changed, Some(&older[old]), Some(&newer[new]), None),
                Step::Removed(old) => (Fate::Removed, Some(&older[old]), None, None),
                Step::Added(new, behind) => (Fate::Added, None, Some(&newer[new]), older[..behind].last().cloned()),
            };
            let kind = if reset.contains(&at) { Kind::Form } else { pages.kind(old, new) };
            changes.push(Change { fate, kind, older: old.cloned(), newer: new.cloned(), behind });
        }
    }
    settle(&mut changes, &pages);
    changes
}

/// The value of a key of the front matter, where readers see it.
#[must_use]
pub fn value(text: &str, key: &str) -> Option<Piece> {
    values(text).into_iter().find(|value| value.links.iter().any(|own| own == key))
}

/// The lines of code of an English page that a translation has nowhere: without comments and texts for people.
#[must_use]
pub fn lacking_code(page: &str, english: &str) -> Vec<String> {
    met::lacking_code(&pieces(page), &pieces(english))
}

/// Whether readers see nothing but code of a page, and perhaps its title.
#[must_use]
pub fn is_code_alone(text: &str) -> bool {
    let pieces = pieces(text);
    let is_code = |piece: &Piece| piece.kind == PieceKind::Code;
    pieces.iter().any(is_code) && pieces.iter().all(|piece| is_code(piece) || piece.kind == PieceKind::Value)
}

/// The names that one of two pages has and the other has not.
#[must_use]
pub fn names(older: &str, newer: &str) -> Names {
    Names::between(&pieces(older), &pieces(newer))
}

#[cfg(test)]
mod tests;
