//! Which changes of the English a translation has followed already.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::code::{Lines, fixed, has_lines, is_code, is_of, means_depth};
use super::counts::{Blocks, Heading, is_gone, was_never};
use super::piece::{Piece, PieceKind};
use super::values::{pieces, values};
use super::{Change, Fate, Word, diff_all_lines};
use crate::page::{is_sentence, is_shell};
use crate::provenance::{is_compound, kept};

/// A part of a page, and what of it no translation changes.
type Section<'p> = (&'p str, HashSet<&'p str>);

/// A page beside two versions of its English.
pub struct Followed<'p> {
    page: &'p str,
    older: &'p str,
    newer: &'p str,
    /// What no translation changes, on the page and in the older English.
    there: OnceCell<HashSet<&'p str>>,
    /// The sections of the page, each with the same.
    sections: OnceCell<Vec<Option<Section<'p>>>>,
    before: OnceCell<HashSet<&'p str>>,
    /// The blocks of the page, of the newer English, and of the older one.
    blocks: OnceCell<Blocks>,
    english: OnceCell<Blocks>,
    former: OnceCell<Blocks>,
    /// The lines of code of the page and of the newer English, as they are compared.
    lines: OnceCell<(Lines, Lines)>,
}

impl<'p> Followed<'p> {
    /// A page, and the English pages `older` and `newer`.
    #[must_use]
    pub const fn new(page: &'p str, (older, newer): (&'p str, &'p str)) -> Self {
        Self {
            page,
            older,
            newer,
            there: OnceCell::new(),
            sections: OnceCell::new(),
            before: OnceCell::new(),
            blocks: OnceCell::new(),
            english: OnceCell::new(),
            former: OnceCell::new(),
            lines: OnceCell::new(),
        }
    }

    /// Whether the page says already what the English says since, as far as what no translation changes tells it: code, names,
    /// numbers, links, which keys the front matter has, and blocks that were left in English.
    fn has(&self, change: &Change, changes: &[Change]) -> bool {
        match change.piece().kind {
            kind if kind != PieceKind::Value && self.lost(change) => true,
            PieceKind::Code => change.ages() && self.has_code(change),
            PieceKind::Value => {
                let key = change.piece().links.first();
                change.fate == Fate::Added && values(self.page).iter().any(|value| value.links.first() == key)
            }
            PieceKind::Heading(_) if self.has_level(change) => true,
            _ => change.ages() && (self.has_block(change, changes) || self.has_names(change)),
        }
    }

    /// The changes that the page has not followed. A block that went where another came is followed with that; a component stands
    /// for no text.
    #[must_use]
    pub fn unmet(&self, changes: &[Change]) -> Vec<Change> {
        let is_met: Vec<bool> = changes.iter().map(|change| self.has(change, changes)).collect();
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
                    && (gone.piece().is_component() || !change.piece().is_component())
                    && is_code(change) == is_code(gone)
                    && change.behind.as_ref().map(|piece| piece.span)
                        == last.and_then(|last| Some(last.older.as_ref()?.span))
            };
            let come = come..come + changes[come..].iter().take_while(is_instead).count();
            !come.is_empty() && is_met[come].iter().all(|is_met| *is_met)
        };
        let is_due = |at: usize| !is_met[at] && !is_replaced(at);
        changes.iter().enumerate().filter(|(at, _)| is_due(*at)).map(|(_, change)| self.as_lacked(change)).collect()
    }

    /// A change as the readers of the page miss it: a block that never was there is new to them.
    fn as_lacked(&self, change: &Change) -> Change {
        let older = change.older.as_ref().filter(|_| change.fate == Fate::Changed && change.ages());
        match older {
            Some(older) if was_never(older, self.blocks(), self.former()) || self.lacks_names(change) => {
                Change { fate: Fate::Added, older: None, behind: Some(older.clone()), ..change.clone() }
            }
            _ => change.clone(),
        }
    }

    /// Whether a text names something in both versions, and the page has none of it.
    fn lacks_names(&self, change: &Change) -> bool {
        let Some((older, newer)) = change.older.as_ref().zip(change.newer.as_ref()) else { return false };
        let mut names = older.code.iter().filter(|code| newer.code.contains(code)).peekable();
        older.kind != PieceKind::Code && names.peek().is_some() && !names.any(|name| self.page.contains(name.as_str()))
    }

    fn former(&self) -> &Blocks {
        self.former.get_or_init(|| Blocks::new(pieces(self.older)))
    }

    fn blocks(&self) -> &Blocks {
        self.blocks.get_or_init(|| Blocks::new(pieces(self.page)))
    }

    fn english(&self) -> &Blocks {
        self.english.get_or_init(|| Blocks::new(pieces(self.newer)))
    }

    /// Whether a block that is gone from the English is not on the page: it went from there too, or never was there.
    fn lost(&self, change: &Change) -> bool {
        let Some(older) = change.older.as_ref().filter(|_| change.fate == Fate::Removed && change.ages()) else {
            return false;
        };
        was_never(older, self.blocks(), self.former()) || is_gone(older, self.blocks(), (self.former(), self.english()))
    }

    /// Whether the page has a block as it is in English, as often as the English has it. One that became another in the English,
    /// and not on the page, is still that other one.
    fn has_block(&self, change: &Change, changes: &[Change]) -> bool {
        let Some(newer) = change.newer.as_ref().filter(|newer| !newer.seen.is_empty()) else { return false };
        let (own, english) = (self.blocks().seen(newer), self.english().seen(newer));
        let is_other = |change: &&Change| {
            let pair = change.older.as_ref().zip(change.newer.as_ref()).filter(|_| change.ages());
            pair.is_some_and(|(before, now)| {
                before.seen == newer.seen && now.seen != newer.seen && self.blocks().seen(now) == 0
            })
        };
        own > 0 && own >= english + changes.iter().filter(is_other).count()
    }

    /// Whether a heading of which nothing but the level changed has the new one on the page: where that has as many headings, the one
    /// at its place, and where it has fewer, the one up to which all have the levels of the English; elsewhere where nothing on either
    /// page has the old level.
    fn has_level(&self, change: &Change) -> bool {
        let Some((older, newer)) = change.older.as_ref().zip(change.newer.as_ref()) else { return false };
        if older.kind == newer.kind || older.words() != newer.words() {
            return false;
        }
        let (own, english) = (&self.blocks().headings, &self.english().headings);
        let has = |headings: &[Heading], kind: PieceKind| headings.iter().any(|heading| heading.kind == kind);
        let at = self.english().section_of(newer).checked_sub(1).filter(|at| english[*at].span == newer.span);
        if own.len() == english.len() {
            return at.is_some_and(|at| own[at].kind == newer.kind);
        }
        let levels = |headings: &[Heading], at: usize| -> Option<Vec<PieceKind>> {
            Some(headings.get(..=at)?.iter().map(|heading| heading.kind).collect())
        };
        let is_alike = |at| levels(own, at).is_some_and(|levels_here| Some(levels_here) == levels(english, at));
        if own.len() < english.len() && at.is_some_and(is_alike) {
            return true;
        }
        !has(own, older.kind) && !has(english, older.kind) && has(own, newer.kind)
    }

    /// Whether the page has the code that came: each new line of a block, as often as the English. Where code only went, whether it
    /// stands there no more often, nor the whole block. Comments and texts for people tell nothing; of a line that is a sentence the
    /// names tell.
    fn has_code(&self, change: &Change) -> bool {
        let here = change.newer.as_ref().and_then(|newer| Some((Lines::of([self.twin(newer)?]), Lines::of([newer]))));
        let (older, newer) = change.seen();
        let (before, now) = (change.older.as_ref().map(fixed), change.newer.as_ref().map(fixed));
        if change.newer.is_none() && before.as_ref().is_some_and(|lines| self.has_whole(lines)) {
            return false;
        }
        let is_deep = means_depth(change.piece());
        let is_said = change.piece().links.first().is_none_or(|info| is_shell(info) || info.is_empty());
        // Of a line that only stands deeper or less deep, how deep it stands tells.
        let is_deeper = |line: &str| is_deep && older.lines().any(|old| old != line && old.trim() == line.trim());
        // Of a line that went, whether it stands there still: more often than in English.
        let stands = |parts: &[String], is_new: bool| {
            let (own, english) = self.lines();
            let (own, english) = (own.count(parts), english.count(parts));
            match here.as_ref().map(|(twin, newer)| (twin.count(parts), newer.count(parts))) {
                Some((twin, newer)) if is_new => twin > 0 && twin >= newer || own >= english,
                Some((twin, newer)) => twin > newer,
                None if is_new => own > 0 && own >= english,
                None => own > english,
            }
        };
        let has = |line: &str, parts: &[String], is_new: bool| {
            if is_deeper(line) {
                return Some(self.page.contains(&format!("\n{line}\n")));
            }
            match stands(parts, is_new) {
                false if is_said && is_sentence(line) => self.has_names_of(line),
                has => Some(has),
            }
        };
        let (mut at, mut gone, mut come) = ((0, 0), Vec::new(), Vec::new());
        let parts = |all: &Option<Vec<Vec<String>>>, at: usize| {
            all.as_ref().and_then(|all| all.get(at)).cloned().unwrap_or_default()
        };
        for word in diff_all_lines(older, newer) {
            let (Word::Same(text) | Word::Removed(text) | Word::Added(text)) = &word;
            for line in text.lines() {
                match &word {
                    Word::Same(_) => {}
                    Word::Removed(_) => gone.push((line.to_owned(), parts(&before, at.0))),
                    Word::Added(_) => come.push((line.to_owned(), parts(&now, at.1))),
                }
                at.0 += usize::from(!matches!(word, Word::Added(_)));
                at.1 += usize::from(!matches!(word, Word::Removed(_)));
            }
        }
        // What a reader fills in may be on the page what the English had before.
        let is_old = |parts: &[String]| {
            let is_here = |(line, own): &(String, Vec<String>)| is_of(line, parts) && stands(own, false);
            parts.len() > 1 && gone.iter().any(is_here)
        };
        // A line whose comment alone is another tells nothing.
        let is_news = |parts: &[String], others: &[(String, Vec<String>)]| {
            !parts.is_empty() && !others.iter().any(|(_, other)| other == parts)
        };
        let met = |lines: &[(String, Vec<String>)], others: &[(String, Vec<String>)], is_new: bool| -> Vec<bool> {
            let lines = lines.iter().filter(|(line, parts)| is_deeper(line) || is_news(parts, others));
            let told = lines.filter_map(|(line, parts)| Some((parts, has(line, parts, is_new)?)));
            told.map(|(parts, has)| has && !(is_new && is_old(parts))).collect()
        };
        let (had, has) = (met(&gone, &come, false), met(&come, &gone, true));
        if has.is_empty() { !had.is_empty() && !had.contains(&true) } else { !has.contains(&false) }
    }

    /// Whether a block of code of these lines stands on the page more often than in the newer English.
    fn has_whole(&self, lines: &[Vec<String>]) -> bool {
        let count = |page: &Blocks| page.code.iter().filter(|at| has_lines(&page.pieces[**at], lines)).count();
        count(self.blocks()) > count(self.english())
    }

    /// The lines of the code of the page, and of the newer English.
    fn lines(&self) -> &(Lines, Lines) {
        self.lines.get_or_init(|| (Lines::of(&self.blocks().pieces), Lines::of(&self.english().pieces)))
    }

    /// The block of code of the page that stands for one of the newer English, where both have as many.
    fn twin(&self, code: &Piece) -> Option<&Piece> {
        let (own, english) = (self.blocks(), self.english());
        let at = english.code.binary_search_by_key(&code.span.start, |at| english.pieces[*at].span.start).ok()?;
        (own.code.len() == english.code.len()).then(|| &own.pieces[own.code[at]])
    }

    /// Whether the page has the names of a line that are new to the English, where there are some.
    fn has_names_of(&self, line: &str) -> Option<bool> {
        let mut names = kept(line).into_iter().filter(|name| self.is_new(name)).peekable();
        names.peek().is_some().then(|| names.all(|name| self.keeps(name)))
    }

    /// The section of the page that stands for the one of a block, where both pages have as many headings, and what of it no
    /// translation changes.
    fn section(&self, block: &Piece) -> Option<(&'p str, &HashSet<&'p str>)> {
        let (own, english) = (&self.blocks().headings, &self.english().headings);
        let at = self.english().section_of(block);
        let start = |at: usize| own.get(at).map_or(self.page.len(), |heading| heading.span.start);
        let text = |at: usize| self.page.get(at.checked_sub(1).map_or(0, start)..start(at));
        let all = || (0..=own.len()).map(|at| text(at).map(|text| (text, kept(text)))).collect();
        let section = self.sections.get_or_init(all).get(at).filter(|_| own.len() == english.len())?.as_ref()?;
        Some((section.0, &section.1))
    }

    /// Whether the page has the names and links that came, in the section that stands for theirs, and none of the code spans that
    /// went: of both, those that the other English page has nowhere.
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
        let section = change.newer.as_ref().and_then(|newer| self.section(newer));
        let keeps = |word: &str| section.map_or_else(|| self.keeps(word), |(_, there)| there.contains(word));
        !gone.iter().any(|code| has_span(self.page, code))
            && come.iter().all(|code| has_span(section.map_or(self.page, |(text, _)| text), code))
            && words.all(keeps)
    }

    fn is_new(&self, word: &str) -> bool {
        !self.before.get_or_init(|| kept(self.older)).contains(word)
    }

    fn keeps(&self, word: &str) -> bool {
        self.there.get_or_init(|| kept(self.page)).contains(word)
    }
}

/// The lines of the code of `english` that the code of `page` has not.
pub(super) fn lacking_code(page: &[Piece], english: &[Piece]) -> Vec<String> {
    let own = Lines::of(page);
    let mut lacking = Vec::new();
    for block in english.iter().filter(|piece| piece.kind == PieceKind::Code) {
        let parts = fixed(block);
        let lines = block.seen.lines().zip(&parts).filter(|(line, parts)| is_code(line) && !parts.is_empty());
        lacking.extend(lines.filter(|(_, parts)| own.count(parts) == 0).map(|(line, _)| line.trim().to_owned()));
    }
    lacking
}

/// Whether a text has a code span, whatever the white space inside its signs.
fn has_span(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let (before, behind) = (text[..at].trim_end_matches(' '), text[at + code.len()..].trim_start_matches(' '));
        before.ends_with('`') && behind.starts_with('`')
    })
}

#[cfg(test)]
mod tests;
