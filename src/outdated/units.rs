//! The work list as translation units: what changed, with the old translation as a proposal, and nothing else.

use super::{Block, Outdated, OutdatedPage};
use crate::change::Fate;
use crate::exchange::{News, Unit};

/// A unit for each block that is new or says something else, page by page in the order of their paths.
#[must_use]
pub fn units(outdated: &Outdated) -> Vec<Unit> {
    let mut pages: Vec<&OutdatedPage> = outdated.pages.iter().collect();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    let is_due = |block: &&Block| matches!(block.fate, Fate::Added | Fate::Changed);
    let of_page = |page: &&OutdatedPage| {
        let blocks = page.changes.iter().filter(is_due);
        (1..).zip(blocks).filter_map(|(number, block)| unit(page, block, number)).collect::<Vec<_>>()
    };
    pages.iter().flat_map(of_page).collect()
}

fn unit(page: &OutdatedPage, block: &Block, number: usize) -> Option<Unit> {
    let translation = block.translation.as_ref();
    Some(Unit {
        path: page.path.clone(),
        segment: number.to_string(),
        line: translation.map(|translation| translation.line).or(block.behind).unwrap_or(1),
        locale: page.locale.clone(),
        source: block.newer.as_ref()?.text.clone(),
        target: translation.map(|translation| translation.text.clone()).unwrap_or_default(),
        issues: Vec::new(),
        proposal: None,
        news: Some(News {
            told: super::text::told(block),
            older: block.older.as_ref().map(|older| older.text.clone()),
        }),
    })
}
