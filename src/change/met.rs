//! Which changes of the English a translation has followed already.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::kind::is_code;
use super::piece::{Piece, PieceKind};
use super::values::{pieces, values};
use super::{Change, Fate, TRAILING, Word, diff_all_lines};
use crate::page::is_sentence;
use crate::provenance::{is_compound, kept};

/// A page beside two versions of its English.
pub struct Followed<'p> {
    page: &'p str,
    older: &'p str,
    newer: &'p str,
    /// What no translation changes, on the page and in the older English.
    there: OnceCell<HashSet<&'p str>>,
    before: OnceCell<HashSet<&'p str>>,
    /// The blocks of the page.
    blocks: OnceCell<HashSet<String>>,
}

impl<'p> Followed<'p> {
    /// A page, and the English pages `older` and `newer`.
    #[must_use]
    pub const fn new(page: &'p str, (older, newer): (&'p str, &'p str)) -> Self {
        Self { page, older, newer, there: OnceCell::new(), before: OnceCell::new(), blocks: OnceCell::new() }
    }

    /// Whether the page says already what the English says since, as far as what no translation changes tells it: code, names,
    /// numbers, links, which keys the front matter has, and blocks that were left in English.
    fn has(&self, change: &Change) -> bool {
        match change.piece().kind {
            PieceKind::Code => change.ages() && self.has_code(change),
            PieceKind::Value => {
                let key = change.piece().links.first();
                change.fate == Fate::Added && values(self.page).iter().any(|value| value.links.first() == key)
            }
            _ => change.ages() && (self.has_block(change) || self.has_names(change)),
        }
    }

    /// The changes that the page has not followed. A block that went where another came is followed with that.
    #[must_use]
    pub fn unmet(&self, changes: &[Change]) -> Vec<Change> {
        let is_met: Vec<bool> = changes.iter().map(|change| self.has(change)).collect();
        let is_code = |change: &Change| change.piece().kind == PieceKind::Code;
        let is_replaced = |at: usize| {
            let gone = &changes[at];
            if gone.fate != Fate::Removed {
                return false;
            }
            let is_next = |change: &&Change| change.fate == Fate::Removed && is_code(change) == is_code(gone);
            let run = changes[at..].iter().take_while(is_next);
            let (last, come) = (run.clone().last(), at + run.count());
            let is_instead = |change: &&Change| {
                change.fate == Fate::Added
                    && is_code(change) == is_code(gone)
                    && change.behind.as_ref().map(|piece| piece.span)
                        == last.and_then(|last| Some(last.older.as_ref()?.span))
            };
            let come = come..come + changes[come..].iter().take_while(is_instead).count();
            !come.is_empty() && is_met[come].iter().all(|is_met| *is_met)
        };
        let is_due = |at: usize| !is_met[at] && !is_replaced(at);
        changes.iter().enumerate().filter(|(at, _)| is_due(*at)).map(|(_, change)| change.clone()).collect()
    }

    fn has_block(&self, change: &Change) -> bool {
        let blocks = || pieces(self.page).into_iter().map(|piece| piece.seen).collect();
        let newer = change.newer.as_ref().filter(|newer| !newer.seen.is_empty());
        newer.is_some_and(|newer| self.blocks.get_or_init(blocks).contains(&newer.seen))
    }

    /// Whether the page has the code that came: each new line of a block but comments. Where code only went, whether none of it
    /// stands there. Comments alone tell nothing. Of a line that is a sentence, which is translated, the names tell.
    fn has_code(&self, change: &Change) -> bool {
        let has_names = |line: &str| {
            let mut names = kept(line).into_iter().filter(|name| self.is_new(name)).peekable();
            names.peek().is_some() && names.all(|name| self.keeps(name))
        };
        let (older, newer) = change.seen();
        let has = |line: &str| {
            // Of a line that only stands deeper or less deep, how deep it stands tells.
            if older.lines().any(|old| old != line && old.trim() == line.trim()) {
                return self.page.contains(&format!("\n{line}\n"));
            }
            self.page.contains(line.trim().trim_end_matches(TRAILING)) || is_sentence(line) && has_names(line)
        };
        let words = diff_all_lines(older, newer);
        let lines = |came: bool| {
            let texts = words.iter().filter_map(move |word| match word {
                Word::Added(text) if came => Some(text),
                Word::Removed(text) if !came => Some(text),
                _ => None,
            });
            texts.flat_map(|text| text.lines()).filter(|line| is_code(line))
        };
        let (met, all) = (lines(true).filter(|line| has(line)).count(), lines(true).count());
        match all {
            0 => lines(false).next().is_some() && !lines(false).any(has),
            _ => met * 5 >= all * 4,
        }
    }

    /// Whether the page has the names and links that came, and none of the code spans that went: of both, those that the other
    /// English page has nowhere.
    fn has_names(&self, change: &Change) -> bool {
        let spans = |piece: &Option<Piece>, other: &str| -> Vec<String> {
            let spans = piece.iter().flat_map(|piece| &piece.code).cloned();
            spans.filter(|code| !has_span(other, code)).collect()
        };
        let (gone, come) = (spans(&change.older, self.newer), spans(&change.newer, self.older));
        let texts = change.newer.iter().flat_map(|newer| std::iter::once(&newer.seen).chain(&newer.links));
        let mut words =
            texts.flat_map(|text| kept(text)).filter(|word| !is_compound(word) && self.is_new(word)).peekable();
        if gone.is_empty() && come.is_empty() && words.peek().is_none() {
            return false;
        }
        let has = |code: &String| has_span(self.page, code);
        !gone.iter().any(has) && come.iter().all(has) && words.all(|word| self.keeps(word))
    }

    fn is_new(&self, word: &str) -> bool {
        !self.before.get_or_init(|| kept(self.older)).contains(word)
    }

    fn keeps(&self, word: &str) -> bool {
        self.there.get_or_init(|| kept(self.page)).contains(word)
    }
}

/// Whether a text has a code span, whatever the white space inside its signs.
fn has_span(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let (before, behind) = (text[..at].trim_end_matches(' '), text[at + code.len()..].trim_start_matches(' '));
        before.ends_with('`') && behind.starts_with('`')
    })
}
