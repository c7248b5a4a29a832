//! The work list for an issue.

use std::fmt::Write;

use super::text::{around, signed, told, words};
use super::{Block, Outdated, OutdatedPage};
use crate::change::{Fate, Word};
use crate::report::NO_PAGE;
use crate::safe::{code, lines, plain, prose};

/// No more bytes than these are written: GitHub takes issues of 65,536 characters.
const LARGEST: usize = 60_000;

/// The work list with a box to tick for each change: as many pages as have room, and how many are left out. Nothing that stands
/// on a page can add markup, links or mentions.
#[must_use]
pub fn markdown(outdated: &Outdated) -> String {
    let mut text = format!("{NO_PAGE}\n\n## Outdated translations\n\n{}.\n", prose(&outdated.sentence()));
    for (at, page) in outdated.pages.iter().enumerate() {
        let part = part(page);
        if text.len() + part.len() > LARGEST {
            let left = outdated.pages.len() - at;
            _ = write!(text, "\n{left} more pages are left out here: `docparity outdated` lists them all.\n");
            break;
        }
        text += &part;
    }
    text
}

fn part(page: &OutdatedPage) -> String {
    let mut text = format!("\n### {}\n\n{}", code(&page.path), page.state.name());
    if let Some(made_from) = &page.made_from {
        _ = write!(text, " since {}", code(made_from));
    }
    _ = match (&page.told, page.contract.is_empty()) {
        (Some(told), _) => write!(text, ": {}", prose(told)),
        (None, false) => write!(text, ": {}", prose(&page.contract)),
        (None, true) => Ok(()),
    };
    text += &format!(". {}.\n\n", words(page.words));
    page.changes.iter().for_each(|block| text += &item(block));
    text
}

fn item(block: &Block) -> String {
    let mut text = format!("- [ ] {}\n", prose(&told(block)));
    let links: Vec<String> = block.links.iter().flat_map(signed).collect();
    match block.fate {
        Fate::Moved => {}
        _ if !block.is_reworded() => {}
        Fate::Changed if !block.is_code() => _ = writeln!(text, "\n  {}", marked(&block.diff)),
        _ => text += &fenced(block.diff.iter().flat_map(signed).collect()),
    }
    if !links.is_empty() {
        text += &fenced(links);
    }
    text
}

/// Lines of a diff, below an item.
fn fenced(shown: Vec<String>) -> String {
    let text: String = shown.iter().map(|line| format!("  {}\n", lines(line))).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("\n  {fence}diff\n{text}  {fence}\n")
}

fn marked(diff: &[Word]) -> String {
    let last = diff.len().saturating_sub(1);
    let marked = diff.iter().enumerate().map(|(at, word)| match word {
        Word::Same(same) => plain(&around(same, at > 0, at < last)),
        Word::Removed(gone) => format!("<del>{}</del> ", plain(gone.trim_end())),
        Word::Added(come) => format!("<ins>{}</ins> ", plain(come.trim_end())),
    });
    marked.collect::<String>().trim_end().to_owned()
}
