//! The pages that were made from an older English, as the script of the page shows them: each change of the English once.

use std::collections::HashMap;

use serde::Serialize;

use super::super::Qa;
use super::texts::{Paths, Texts};
use crate::change::{Fate, Word};
use crate::outdated::{Block, OutdatedPage, around};

/// So many bytes of texts of changes have room. What is beyond is counted, page by page.
const ROOM: usize = 3_000_000;

/// What the script reads.
#[derive(Serialize)]
pub(super) struct Data<'q> {
    pages: Vec<Row>,
    changes: Vec<Change<'q>>,
}

/// A page: file, verdict, words, number of changes, English file, what it was made from, what is known of it, and three numbers a
/// change: the change, the line of the translation, and the line that it belongs behind.
type Row = (usize, &'static str, usize, usize, i64, i64, i64, Vec<usize>);

/// A change: fate, kind, block, words, line of the English, what changed, where links lead, and the commit.
type Change<'q> = (Fate, &'static str, &'q str, usize, Option<usize>, Vec<Part>, Vec<Part>, Option<i64>);

/// What went, came or stayed: -1, 1 or 0, and the text.
type Part = (i8, i64);

/// The pages and the changes; `None` where they are not known.
pub(super) fn outdated<'q>(qa: &'q Qa<'_>, texts: &mut Texts, paths: &mut Paths) -> Option<Data<'q>> {
    let due = qa.due().ok()?;
    let end = texts.size + ROOM;
    let mut changes = Changes::default();
    let pages: Vec<Row> = due.iter().map(|page| row(page, texts, paths, (&mut changes, end))).collect();
    let mut all: Vec<(Change<'_>, usize)> = changes.known.into_iter().collect();
    all.sort_unstable_by_key(|(_, at)| *at);
    Some(Data { pages, changes: all.into_iter().map(|(change, _)| change).collect() })
}

/// Changes, each once: locales that were made from the same English miss the same.
#[derive(Default)]
struct Changes<'q> {
    known: HashMap<Change<'q>, usize>,
}

impl<'q> Changes<'q> {
    fn add(&mut self, change: Change<'q>) -> usize {
        let next = self.known.len();
        *self.known.entry(change).or_insert(next)
    }
}

fn row<'q>(
    page: &'q OutdatedPage,
    texts: &mut Texts,
    paths: &mut Paths,
    (changes, end): (&mut Changes<'q>, usize),
) -> Row {
    let mut places = Vec::new();
    if texts.size < end {
        for block in &page.changes {
            let change = changes.add(change(block, texts));
            let line = block.translation.as_ref().map_or(0, |translation| translation.line);
            places.extend([change, line, block.behind.unwrap_or_default()]);
        }
    }
    let told = page.told.as_deref().unwrap_or(&page.contract);
    (
        paths.add(&page.path, &page.page, &page.locale),
        page.state.name(),
        page.words,
        page.changes.len(),
        texts.add(&page.english),
        texts.maybe(page.made_from.as_deref()),
        texts.maybe(Some(told).filter(|told| !told.is_empty())),
        places,
    )
}

fn change<'q>(block: &'q Block, texts: &mut Texts) -> Change<'q> {
    let last = block.diff.len().saturating_sub(1);
    let mut diff: Vec<Part> = Vec::new();
    for (at, word) in block.diff.iter().enumerate() {
        match word {
            // Of code and of what came or went as a whole, the lines that stayed tell nothing.
            Word::Same(_) if block.is_code() => {}
            Word::Same(same) => diff.push((0, texts.add(&around(same, at > 0, at < last)))),
            word => diff.push(signed(word, texts)),
        }
    }
    let commit = block.commit.as_ref().map(|commit| {
        let id = commit.id.get(..8).unwrap_or(&commit.id);
        texts.add(&format!("{id} of {}: {}", commit.day, commit.subject))
    });
    let line = block.newer.as_ref().map(|newer| newer.line);
    let links: Vec<Part> = block.links.iter().map(|word| signed(word, texts)).collect();
    (block.fate, block.kind.name(), &block.block, block.words, line, diff, links, commit)
}

fn signed(word: &Word, texts: &mut Texts) -> Part {
    match word {
        Word::Same(same) => (0, texts.add(same)),
        Word::Removed(gone) => (-1, texts.add(gone)),
        Word::Added(come) => (1, texts.add(come)),
    }
}
