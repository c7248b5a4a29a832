//! Which changes of the English a translation has followed already.

use std::collections::HashSet;

use super::kind::is_code;
use super::piece::{Piece, PieceKind, values};
use super::{Change, Fate, TRAILING, Word, diff_all_lines};
use crate::provenance::kept;

impl Change {
    /// Whether `page` says already what the English says since, as far as what no translation changes tells it: code, names,
    /// numbers, and which keys the front matter has. `older` and `newer` are the English pages.
    #[must_use]
    pub fn is_met(&self, page: &str, (older, newer): (&str, &str)) -> bool {
        match self.piece().kind {
            PieceKind::Code => self.ages() && self.has_code(page),
            PieceKind::Value => {
                let key = self.piece().links.first();
                self.fate == Fate::Added && values(page).iter().any(|value| value.links.first() == key)
            }
            _ => self.ages() && self.has_names(page, (older, newer)),
        }
    }

    /// Whether a page has the code that came: each new line of a block but comments. Where code only went, whether none of it
    /// stands there. Comments alone tell nothing.
    fn has_code(&self, page: &str) -> bool {
        let has = |line: &str| page.contains(line.trim().trim_end_matches(TRAILING));
        let (older, newer) = self.seen();
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

    /// Whether a page has the names that came, and none of the code spans that went: of both, those that the other English page
    /// has nowhere.
    fn has_names(&self, page: &str, (older, newer): (&str, &str)) -> bool {
        let spans = |piece: &Option<Piece>, other: &str| -> Vec<String> {
            let spans = piece.iter().flat_map(|piece| &piece.code).cloned();
            spans.filter(|code| !has_span(other, code)).collect()
        };
        let (gone, come) = (spans(&self.older, newer), spans(&self.newer, older));
        let mut words = kept(self.newer.as_ref().map_or("", |piece| &piece.seen));
        if !words.is_empty() {
            let before = kept(older);
            words.retain(|word| !before.contains(word));
        }
        if gone.is_empty() && come.is_empty() && words.is_empty() {
            return false;
        }
        let has = |code: &String| has_span(page, code);
        let there = if words.is_empty() { HashSet::new() } else { kept(page) };
        !gone.iter().any(has) && come.iter().all(has) && words.iter().all(|word| there.contains(word))
    }
}

/// Whether a text has a code span, whatever the white space inside its signs.
fn has_span(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let (before, behind) = (text[..at].trim_end_matches(' '), text[at + code.len()..].trim_start_matches(' '));
        before.ends_with('`') && behind.starts_with('`')
    })
}
