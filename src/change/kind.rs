//! What of a block changed.

use super::Kind;
use super::code::{bare, filled, folded, indents, means_depth, run, said, uncommented};
use super::grammar::{is_near, is_respelled};
use super::json;
use super::notices::is_same_shortcode;
use super::piece::{Piece, PieceKind, words};
use super::renamed::is_renamed;
use super::saying::Saying;
use super::slips::{is_same_said, signed};
use super::wording::{is_recast, is_reworded};
use super::words::{Word, diff_all_lines};
use crate::page::is_prose;

/// How many words a text has that cannot stand in another by chance.
const TELLING: usize = 4;
/// How many letters a word of a title has that was put there twice by mistake.
const LEAST_OF_TITLE: usize = 4;

/// Two versions of a page.
pub(super) struct Pages<'p> {
    older: Saying<'p>,
    newer: Saying<'p>,
    /// Whether the page is not in English altogether.
    is_foreign: bool,
}

impl<'p> Pages<'p> {
    pub(super) fn new(older: &'p [Piece], newer: &'p [Piece]) -> Self {
        let texts = || newer.iter().filter(|piece| piece.kind != PieceKind::Code);
        let is_foreign = texts().filter(|piece| piece.is_foreign()).count() * 2 > texts().count();
        Self { older: Saying::new(older), newer: Saying::new(newer), is_foreign }
    }

    /// What changed from the block `older` to the block `newer`.
    pub(super) fn kind(&self, older: Option<&Piece>, newer: Option<&Piece>) -> Kind {
        match (older, newer) {
            (Some(old), Some(new)) if old.kind == PieceKind::Code && new.kind == PieceKind::Code => {
                self.of_code(old, new)
            }
            (Some(old), Some(new)) => self.of_text(old, new),
            (Some(old), None) if self.is_kept(old) || self.was_foreign(old) => Kind::Form,
            (None, Some(new)) if self.was_said(new) => Kind::Form,
            _ => match older.or(newer).map(|piece| piece.kind) {
                Some(PieceKind::Code) => Kind::Code,
                Some(PieceKind::Heading(_)) => Kind::Structure,
                _ => Kind::Prose,
            },
        }
    }

    fn of_text(&self, old: &Piece, new: &Piece) -> Kind {
        if self.was_foreign(old) && !new.is_foreign() {
            return Kind::Form;
        }
        if self.is_other_code(old, new) {
            return Kind::Code;
        }
        if is_same_shortcode(&old.seen, &new.seen) {
            return Kind::Link;
        }
        match () {
            () if old.words() != new.words() => {
                let is_same = || old.code == new.code && self.is_same_said(&old.seen, &new.seen);
                let is_kept = || {
                    self.is_same_caption(old, new) || self.is_said_elsewhere(old, new) || Self::is_same_list(old, new)
                };
                let is_title = matches!(new.kind, PieceKind::Heading(_) | PieceKind::Value);
                match () {
                    () if is_same() || is_kept() || Self::is_said_once(old, new) => Kind::Form,
                    () if !is_title && old.code == new.code && self.is_in_other_words(old, new) => Kind::Wording,
                    () => Kind::Prose,
                }
            }
            () if signed(&old.seen) != signed(&new.seen) => Kind::Prose,
            // Text behind a comment in its line is HTML, and looks like any other.
            () if [old.kind, new.kind].contains(&PieceKind::Html) && old.kind != new.kind => Kind::Form,
            () if old.kind != new.kind => Kind::Structure,
            () if old.seen != new.seen => Kind::Form,
            () => Kind::Link,
        }
    }

    fn is_same_said(&self, old: &str, new: &str) -> bool {
        is_same_said(old, new, &|old, new| self.is_slip(old, new))
    }

    /// Whether a text says in other words what it said, or what is left of it without the text that became a block of its own.
    fn is_in_other_words(&self, old: &Piece, new: &Piece) -> bool {
        let is_reworded = |old: &str| is_reworded(old, &new.seen, &|old, new| self.is_slip(old, new));
        let is_linked = !old.links.is_empty() && old.links == new.links;
        let rest = || self.rest_of(old, new);
        is_reworded(&old.seen)
            || is_linked && is_recast(&old.seen, &new.seen)
            || rest().is_some_and(|rest| is_reworded(rest) || self.is_same_said(rest, &new.seen))
    }

    /// What is left of a text whose beginning stands now in a block of its own before it.
    fn rest_of<'o>(&self, old: &'o Piece, new: &Piece) -> Option<&'o str> {
        let at = self.newer.pieces.iter().position(|piece| piece.span == new.span && piece.kind == new.kind)?;
        let before = self.newer.pieces[..at].iter().rev().find(|piece| piece.kind != PieceKind::Code)?;
        let rest = old.seen.strip_prefix(&before.seen)?;
        (before.kind == new.kind && before.words().len() >= TELLING).then_some(rest)
    }

    /// Whether a word of the older page was a misspelled one: the newer page has it nowhere. One that looks like another word has
    /// to stand there once, beside a word that the page has elsewhere.
    fn is_slip(&self, old: &str, new: &str) -> bool {
        let count = |page: &Saying<'_>, word: &str| page.count(&words(word));
        let is_usual = || count(&self.older, old) == 1 && count(&self.older, new) > 0;
        (is_respelled(old, new) || is_near(old, new) && is_usual()) && count(&self.newer, old) == 0
    }

    /// Whether the cells of a row hold the same names, separated by commas, in another order.
    fn is_same_list(old: &Piece, new: &Piece) -> bool {
        let cells = |row: &Piece| -> Vec<Vec<String>> {
            let cells = row.seen.split('|').map(|cell| {
                let mut names: Vec<String> = cell.split(',').map(|name| name.trim().to_owned()).collect();
                names.sort_unstable();
                names
            });
            cells.collect()
        };
        [old.kind, new.kind] == [PieceKind::Row; 2] && cells(old) == cells(new)
    }

    /// Whether one of the words that a title said twice is gone: `Hauling ropes hauling`.
    fn is_said_once(old: &Piece, new: &Piece) -> bool {
        let is_title = matches!(new.kind, PieceKind::Heading(_) | PieceKind::Value);
        let (old, new) = (old.words(), new.words());
        let at = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        is_title
            && old.len() == new.len() + 1
            && old[at].len() >= LEAST_OF_TITLE
            && old[at + 1..] == new[at..]
            && new.contains(&old[at])
    }

    /// Whether what stands for images says no more than the text around it or than it said before, and that is the same.
    fn is_same_caption(&self, old: &Piece, new: &Piece) -> bool {
        let (before, now) = (old.without_alts(), new.without_alts());
        let (before_words, now_words) = (words(&before), words(&now));
        let says = |all: &[String], alt: &str| {
            let alt = words(alt);
            alt.is_empty() || all.windows(alt.len()).any(|words| words == alt)
        };
        let is_said = |alt: &String| says(&now_words, alt) || old.alts.iter().any(|before| says(&words(before), alt));
        old.alts != new.alts
            && old.code == new.code
            && (before_words == now_words || self.is_same_said(&before, &now))
            && new.alts.iter().all(is_said)
    }

    /// Whether the code in a text is another: in the same words, or such as the other page has nowhere. What was set as code, or
    /// is no more, says what it said; and a sentence that was written anew about names that the page has anyway is words.
    fn is_other_code(&self, old: &Piece, new: &Piece) -> bool {
        let (gone, come) = (old.code_beside(new), new.code_beside(old));
        if gone.is_empty() && come.is_empty() {
            return false;
        }
        // What a reader fills in may be marked in another way.
        let is_among = |code: &str, others: &[&str]| others.iter().any(|other| filled(other) == filled(code));
        let is_gone = |code: &&str| !is_prose(code) && !self.newer.says(code, &self.older) && !is_among(code, &come);
        let is_new = |code: &&str| !is_prose(code) && !self.older.says(code, &self.newer) && !is_among(code, &gone);
        let is_marked = gone.len() == come.len() && gone.iter().all(|code| is_among(code, &come));
        old.without_code() == new.without_code() && !is_marked || gone.iter().any(is_gone) || come.iter().any(is_new)
    }

    /// Whether a block of the older page that was not in English yet: its translation is as it was.
    fn was_foreign(&self, old: &Piece) -> bool {
        !self.is_foreign && old.kind != PieceKind::Code && old.is_foreign()
    }

    /// Whether the newer page says all that a block said: what stands twice is not lost where it stands once, and words may stand
    /// in another block, as often as they did.
    fn is_kept(&self, old: &Piece) -> bool {
        if self.newer.seen(&old.seen).iter().any(|other| other.is_same(old)) {
            return true;
        }
        let sought = old.words();
        let is_title = |piece: &Piece| matches!(piece.kind, PieceKind::Heading(_) | PieceKind::Value);
        if is_title(old) && self.newer.has_title(&sought) {
            return true;
        }
        let has_code = |code: &String| self.newer.pieces.iter().any(|piece| piece.seen.contains(code));
        if old.kind == PieceKind::Code || sought.len() < TELLING || !old.code.iter().all(has_code) {
            return false;
        }
        self.newer.count(&sought) >= self.older.count(&sought)
    }

    /// Whether the older page said all that a block says, within another block: its words stand on both pages as often.
    fn was_said(&self, new: &Piece) -> bool {
        let sought = new.words();
        let has_code = |code: &String| self.older.pieces.iter().any(|piece| piece.seen.contains(code));
        let is_text = matches!(new.kind, PieceKind::Paragraph | PieceKind::Item);
        is_text
            && sought.len() >= TELLING
            && new.code.iter().all(has_code)
            && self.older.count(&sought) >= self.newer.count(&sought)
    }

    /// Whether a block lost nothing but words in a row that the newer page says in another block.
    fn is_said_elsewhere(&self, old: &Piece, new: &Piece) -> bool {
        let (old, new) = (old.words(), new.words());
        let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let lost = old.get(before..old.len().saturating_sub(behind)).unwrap_or_default();
        before + behind == new.len() && lost.len() >= 2 * TELLING && self.newer.count(lost) > 0
    }

    fn of_code(&self, old: &Piece, new: &Piece) -> Kind {
        // The language of code is seen in its colours alone, and what stands at the end of its lines is a matter of taste.
        let read = |piece: &Piece| {
            let lines: Vec<&str> = piece.seen.lines().map(uncommented).filter(|line| !line.trim().is_empty()).collect();
            let depths = if means_depth(new) { indents(&lines) } else { Vec::new() };
            (depths, lines.iter().map(|line| bare(&folded(line))).collect::<Vec<_>>())
        };
        // English code that was in another script before was not finished then: its translation is as it was.
        let is_foreign = |c: char| c.is_alphabetic() && c > '\u{24f}';
        let was_foreign = old.seen.contains(is_foreign) && !new.seen.contains(is_foreign);
        let ((old_indents, old_lines), (new_indents, new_lines)) = (read(old), read(new));
        let is_same = old_lines == new_lines || run(old).is_some_and(|tokens| Some(tokens) == run(new));
        if (old_indents != new_indents || !is_same) && !was_foreign {
            return match json::difference(old, new) {
                Some(json::Difference::Form) => Kind::Form,
                Some(json::Difference::Samples) => Kind::Prose,
                None if is_renamed(old, new) || self.is_elsewhere(old, new) => Kind::Form,
                None => Kind::Code,
            };
        }
        let (old, new) = (folded(&old.seen), folded(&new.seen));
        let is_said = || said(&old) == said(&new) || self.is_same_said(&old, &new);
        if is_said() || self.is_same_by_lines(&old, &new) { Kind::Form } else { Kind::Prose }
    }

    /// Whether a block of code is another because both stand elsewhere: tabs that were put in another order.
    fn is_elsewhere(&self, old: &Piece, new: &Piece) -> bool {
        let count = |page: &Saying<'_>, code: &Piece| {
            page.seen(&code.seen).iter().filter(|piece| piece.kind == PieceKind::Code).count()
        };
        [old, new].iter().all(|code| {
            let (before, now) = (count(&self.older, code), count(&self.newer, code));
            before > 0 && before == now
        })
    }

    /// Whether the lines that came say what those say that went where they stand: the rest of a long block is not asked.
    fn is_same_by_lines(&self, old: &str, new: &str) -> bool {
        let lines = diff_all_lines(old, new);
        let mut gaps = lines.split(|lines| matches!(lines, Word::Same(_))).filter(|gap| !gap.is_empty());
        gaps.all(|gap| match gap {
            [Word::Removed(gone), Word::Added(come)] => self.is_same_said(gone, come),
            _ => false,
        })
    }
}
