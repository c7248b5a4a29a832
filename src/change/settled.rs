//! What the changes of a page say together: blocks that moved, that took the place of others, and that became part of others.

use std::collections::{HashMap, HashSet, VecDeque};

use super::grammar::{is_form, is_strict, is_weak};
use super::kind::Pages;
use super::piece::{Piece, PieceKind};
use super::slips::meant;
use super::{Change, Fate, Kind, Word};

/// How many changes before and behind a block may say what it said.
const NEAR: usize = 2;
/// How many words a block has, at least, that say something.
const LEAST: usize = 3;

pub(super) fn settle(changes: &mut Vec<Change>, pages: &Pages<'_>) {
    moves(changes);
    tabs(changes);
    shown(changes);
    replaced(changes, pages);
    joined(changes);
}

/// Blocks that went in one place and came in another have moved. Rows of a table have no order.
fn moves(changes: &mut Vec<Change>) {
    let key = |piece: &Piece| (piece.kind, piece.seen.clone(), piece.links.clone());
    let mut gone: HashMap<_, VecDeque<usize>> = HashMap::new();
    for (at, change) in changes.iter().enumerate().filter(|(_, change)| change.fate == Fate::Removed) {
        change.older.iter().for_each(|older| gone.entry(key(older)).or_default().push_back(at));
    }
    let mut moved = HashSet::new();
    for at in 0..changes.len() {
        let change = &changes[at];
        let Some(piece) = change.newer.as_ref().filter(|_| change.fate == Fate::Added) else { continue };
        let kind = if piece.kind == PieceKind::Row { Kind::Form } else { Kind::Structure };
        if let Some(from) = gone.get_mut(&key(piece)).and_then(VecDeque::pop_front) {
            let older = changes[from].older.take();
            let change = &mut changes[at];
            (change.fate, change.kind, change.older) = (Fate::Moved, kind, older);
            moved.insert(from);
        }
    }
    let mut at = 0..;
    changes.retain(|_| at.next().is_some_and(|at| !moved.contains(&at)));
}

/// Code that moved with the line above it is a tab that was put in another order.
fn tabs(changes: &mut [Change]) {
    for at in 1..changes.len() {
        let (title, code) = (&changes[at - 1], &changes[at]);
        let has_moved = title.fate == Fate::Moved && code.fate == Fate::Moved;
        if has_moved && title.piece().kind == PieceKind::Item && code.piece().kind == PieceKind::Code {
            changes[at - 1..=at].iter_mut().for_each(|change| change.kind = Kind::Form);
        }
    }
}

/// Rows that went where a component came that stands alone are in the table that it shows.
fn shown(changes: &mut [Change]) {
    let is_row = |change: &&Change| change.fate == Fate::Removed && change.piece().kind == PieceKind::Row;
    let mut at = 0;
    while at < changes.len() {
        let gone = changes[at..].iter().take_while(is_row).count();
        let is_shown = |change: &Change| change.newer.as_ref().is_some_and(Piece::is_component);
        let has_come = changes.get(at + gone).is_some_and(is_shown);
        if gone > 1 && has_come {
            changes[at..at + gone].iter_mut().for_each(|change| change.kind = Kind::Form);
        }
        at += gone.max(1);
    }
}

/// Blocks that went and as many of the same kinds that came in their place are the old and the new ones, whatever they say. A
/// component stands for no text.
fn replaced(changes: &mut Vec<Change>, pages: &Pages<'_>) {
    let kind = |change: &Change| change.piece().kind;
    let is = |change: &Change, fate: Fate| change.fate == fate && change.ages() && kind(change) != PieceKind::Code;
    let mut at = 0;
    while at < changes.len() {
        let gone = changes[at..].iter().take_while(|change| is(change, Fate::Removed)).count();
        let come = changes[at + gone..].iter().take_while(|change| is(change, Fate::Added)).count();
        let old = at..at + gone;
        let has_component = changes[old.clone()].iter().any(|change| change.piece().is_component());
        let is_meant = |new: &usize| has_component || !changes[*new].piece().is_component();
        let new: Vec<usize> = (at + gone..at + gone + come).filter(is_meant).collect();
        let last = changes[old.clone()].last().and_then(|last| Some(last.older.as_ref()?.span));
        let is_instead = |change: &Change| change.behind.as_ref().map(|piece| piece.span) == last;
        let is_one = gone > 0
            && changes[old.clone()].iter().map(kind).eq(new.iter().map(|new| kind(&changes[*new])))
            && new.iter().all(|new| is_instead(&changes[*new]));
        if is_one {
            for (old, new) in old.zip(&new) {
                let newer = changes[*new].newer.take();
                let change = &mut changes[old];
                change.fate = Fate::Changed;
                change.newer = newer;
                change.kind = pages.kind(change.older.as_ref(), change.newer.as_ref());
            }
            new.iter().rev().for_each(|new| drop(changes.remove(*new)));
        }
        at += gone.max(1);
    }
}

/// Texts that went and whose words came in the texts beside them, and texts that came so, were joined or split in other words.
fn joined(changes: &mut [Change]) {
    let is_text = |change: &Change| matches!(change.piece().kind, PieceKind::Paragraph | PieceKind::Item);
    let words = |change: &Change, of_old: bool| -> Vec<String> {
        let is_sought = |word: &Word| match word {
            Word::Same(_) => false,
            Word::Removed(_) => of_old,
            Word::Added(_) => !of_old,
        };
        change.diff().iter().filter(|word| is_sought(word)).flat_map(|word| meant(word.text())).collect()
    };
    for at in 0..changes.len() {
        let change = &changes[at];
        let of_old = match change.fate {
            Fate::Removed => true,
            Fate::Added => false,
            Fate::Changed | Fate::Moved => continue,
        };
        if change.kind != Kind::Prose || !is_text(change) {
            continue;
        }
        let own: Vec<String> = words(change, of_old).into_iter().filter(|word| !is_weak(word)).collect();
        let near = at.saturating_sub(NEAR)..changes.len().min(at + NEAR + 1);
        let beside = changes[near].iter().filter(|other| other.fate == Fate::Changed && is_text(other));
        let other: Vec<String> = beside.flat_map(|other| words(other, !of_old)).collect();
        let has = |word: &String| other.iter().any(|other| other == word || is_form(other, word));
        let lacking: Vec<&String> = own.iter().filter(|word| !has(word)).collect();
        let is_said = lacking.len() * 4 <= own.len() && !lacking.iter().any(|word| is_strict(word));
        if own.len() >= LEAST && is_said {
            changes[at].kind = Kind::Wording;
        }
    }
}
