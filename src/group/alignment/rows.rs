//! Which rows of a table stand for which of its English: those with the same name, then those that share most, then by order.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::{Row, Table};
use crate::span::Span;

/// So many rows without a name are held each against each; more are taken by their order.
const MOST: usize = 500;

/// The rows of a table that say something.
pub(crate) fn filled<'t, 'a>(table: &'t Table<'a>) -> Vec<&'t Row<'a>> {
    table.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.text.trim().is_empty())).collect()
}

/// The cells of two tables that stand for each other, as far as it is certain.
pub(super) fn cells(own: &Table<'_>, english: &Table<'_>) -> Vec<(Span, Span)> {
    if own.head.cells.len() != english.head.cells.len() {
        return Vec::new();
    }
    let pairs = std::iter::once((&own.head, &english.head)).chain(rows(own, english));
    let cells = |(own, english): (&Row<'_>, &Row<'_>)| -> Vec<(Span, Span)> {
        own.cells.iter().zip(&english.cells).map(|(own, english)| (own.span, english.span)).collect()
    };
    // A row with a `|` too many or too few says other things in its cells.
    let is_whole = |row: &Row<'_>, table: &Table<'_>| row.cells.len() == table.head.cells.len();
    pairs.filter(|(mine, theirs)| is_whole(mine, own) && is_whole(theirs, english)).flat_map(cells).collect()
}

/// The rows of two tables that stand for each other, as far as it is certain.
fn rows<'t, 'a>(own: &'t Table<'a>, english: &'t Table<'a>) -> Vec<(&'t Row<'a>, &'t Row<'a>)> {
    let (own, english) = (filled(own), filled(english));
    let mut pairs =
        by_name(&own, &english, |row| row.cells.first().map_or(String::new(), |cell| cell.text.to_string()));
    let (mut mine, mut theirs) = rest(&pairs, own.len(), english.len());
    let is_sought = mine.len().max(theirs.len()) <= MOST;
    let words = |rows: &[&'t Row<'a>], at: &[usize]| -> Vec<BTreeSet<&'t str>> {
        at.iter().filter(|_| is_sought).map(|&at| tokens(rows[at])).collect()
    };
    let (my_words, their_words) = (words(&own, &mine), words(&english, &theirs));
    let shared = |one: usize, two: usize| my_words[one].intersection(&their_words[two]).count();
    // A row that stands in another place than in English shares nothing with the one there, and more with its own.
    let is_moved = |at: usize| shared(at, at) == 0 && (0..my_words.len()).any(|one| shared(one, at) > shared(one, one));
    if mine.len() != theirs.len() || (0..my_words.len()).any(is_moved) {
        // Only what shares a token is certain.
        let found: Vec<(usize, usize)> = (0..their_words.len())
            .filter_map(|two| {
                let best = (0..my_words.len()).max_by_key(|&one| (shared(one, two), std::cmp::Reverse(one)))?;
                (shared(best, two) > 0).then_some((mine[best], theirs[two]))
            })
            .collect();
        let once = |own: usize| found.iter().filter(|(one, _)| *one == own).count() == 1;
        pairs.extend(found.iter().copied().filter(|(own, _)| once(*own)));
        (mine, theirs) = (Vec::new(), Vec::new());
    }
    pairs.extend(mine.into_iter().zip(theirs));
    pairs.sort_unstable();
    pairs.into_iter().map(|(mine, theirs)| (own[mine], english[theirs])).collect()
}

/// Pairs what has one name on both sides, and stands there as often.
pub(crate) fn by_name<T>(own: &[T], english: &[T], name: impl Fn(&T) -> String) -> Vec<(usize, usize)> {
    let places = |things: &[T]| {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        things.iter().enumerate().for_each(|(at, thing)| places.entry(name(thing)).or_default().push(at));
        places
    };
    let (own, english) = (places(own), places(english));
    let named = own.iter().filter(|(name, _)| !name.trim().is_empty());
    let pairs = named.filter_map(|(name, mine)| Some((mine, english.get(name)?)));
    let as_often = pairs.filter(|(mine, theirs)| mine.len() == theirs.len());
    as_often.flat_map(|(mine, theirs)| mine.iter().copied().zip(theirs.iter().copied())).collect()
}

/// What is in no pair.
pub(crate) fn rest(pairs: &[(usize, usize)], own: usize, english: usize) -> (Vec<usize>, Vec<usize>) {
    let mine: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    let theirs: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
    ((0..own).filter(|at| !mine.contains(at)).collect(), (0..english).filter(|at| !theirs.contains(at)).collect())
}

/// The words in Latin letters and digits of a row.
fn tokens<'r>(row: &'r Row<'_>) -> BTreeSet<&'r str> {
    let words =
        row.cells.iter().flat_map(|cell| cell.text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-'));
    words.filter(|word| word.len() > 2).collect()
}
