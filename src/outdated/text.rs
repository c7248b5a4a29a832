//! The work list for a terminal.

use std::fmt::Write;

use super::{Block, Outdated, OutdatedPage};
use crate::change::{Fate, PieceKind, Word};
use crate::safe::{line, opening};

/// How many words around a change are shown.
const AROUND: usize = 6;
/// How many lines of a block are shown.
const MOST_LINES: usize = 30;

/// The work list, page by page.
#[must_use]
pub fn text(outdated: &Outdated) -> String {
    let mut text = String::new();
    for page in &outdated.pages {
        text += &head(page);
        for block in &page.changes {
            text += &format!("  {}\n", line(&told(block)));
            for shown in lines(block) {
                text += &format!("      {}\n", line(&shown));
            }
        }
        text.push('\n');
    }
    text + &outdated.sentence() + "\n"
}

fn head(page: &OutdatedPage) -> String {
    let mut text = opening(&page.path);
    let (changes, s) = (page.changes.len(), if page.changes.len() == 1 { "" } else { "s" });
    _ = match &page.told {
        Some(told) => write!(text, ": {}; {}", page.state.name(), line(told)),
        None => write!(text, ": {}; {changes} change{s}, {}", page.state.name(), words(page.words)),
    };
    if let Some(made_from) = &page.made_from {
        _ = write!(text, ", since {}", line(made_from));
    }
    text.push('\n');
    if !page.contract.is_empty() && page.told.is_none() {
        _ = writeln!(text, "  contract: {}", line(&page.contract));
    }
    text
}

pub(super) fn words(number: usize) -> String {
    if number == 1 { "1 word".to_owned() } else { format!("{number} words") }
}

/// Where a change belongs, what it is and which commit did it.
pub(super) fn told(block: &Block) -> String {
    let place = match (&block.translation, block.behind) {
        (Some(translation), _) => format!("line {}: ", translation.line),
        (None, Some(behind)) => format!("behind line {behind}: "),
        (None, None) => String::new(),
    };
    let to = block.behind.filter(|_| block.fate == Fate::Moved && block.translation.is_some());
    let to = to.map(|behind| format!(" behind line {behind}")).unwrap_or_default();
    let text = match block.words {
        0 => None,
        number => Some(words(number)),
    };
    let english = block.newer.as_ref().map(|newer| format!("line {} of the English", newer.line));
    let known = [Some(block.kind.name().to_owned()), text, english];
    let known = known.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let commit = block.commit.as_ref().map(|commit| {
        format!(" by {} of {}: {}", commit.id.get(..8).unwrap_or(&commit.id), commit.day, commit.subject)
    });
    format!("{place}{} {}{to} ({known}){}", block.block, block.fate.name(), commit.unwrap_or_default())
}

/// What changed, a line each: what went after `-`, what came after `+`, and in a line of words in the marks of git.
fn lines(block: &Block) -> Vec<String> {
    let mut lines: Vec<String> = match block.fate {
        Fate::Moved => Vec::new(),
        Fate::Changed if !block.is_code() && block.is_reworded() => vec![marked(&block.diff)],
        _ => block.diff.iter().flat_map(signed).collect(),
    };
    if lines.len() > MOST_LINES {
        let more = lines.len() - MOST_LINES;
        lines.truncate(MOST_LINES);
        lines.push(format!("… {more} more lines"));
    }
    lines.extend(block.links.iter().flat_map(signed).map(|link| format!("link {link}")));
    lines
}

/// The lines that went or came, with their sign.
pub(super) fn signed(word: &Word) -> Vec<String> {
    let signed = |sign: char, text: &str| text.lines().map(|line| format!("{sign} {line}")).collect();
    match word {
        Word::Same(_) => Vec::new(),
        Word::Removed(text) => signed('-', text),
        Word::Added(text) => signed('+', text),
    }
}

fn marked(diff: &[Word]) -> String {
    let last = diff.len().saturating_sub(1);
    let mut text = String::new();
    for (at, word) in diff.iter().enumerate() {
        _ = match word {
            Word::Same(same) => write!(text, "{}", around(same, at > 0, at < last)),
            Word::Removed(gone) => write!(text, "[-{}-]{}", gone.trim_end(), blank(gone)),
            Word::Added(come) => write!(text, "{{+{}+}}{}", come.trim_end(), blank(come)),
        };
    }
    text
}

/// A text without what is far from the changes before and behind it.
pub(crate) fn around(text: &str, has_before: bool, has_behind: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let kept = AROUND * (usize::from(has_before) + usize::from(has_behind));
    if words.len() <= kept + 1 {
        return text.to_owned();
    }
    let before = if has_before { words[..AROUND].concat() } else { String::new() };
    let behind = if has_behind { words[words.len() - AROUND..].concat() } else { String::new() };
    format!("{before}… {behind}")
}

fn blank(text: &str) -> &'static str {
    if text.ends_with(char::is_whitespace) { " " } else { "" }
}

impl Block {
    /// Whether its text differs, and not its links alone.
    pub(super) fn is_reworded(&self) -> bool {
        self.diff.iter().any(|word| !matches!(word, Word::Same(_)))
    }

    /// Whether its lines are read one by one.
    pub(crate) fn is_code(&self) -> bool {
        self.block == PieceKind::Code.name()
    }
}
