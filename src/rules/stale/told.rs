//! What changed, in the words of a finding.

use std::cmp::Reverse;

use crate::change::{Change, Fate, Piece, PieceKind, Word, diff_all_lines, diff_lines, is_code, share};
use crate::group::View;

/// How many changes are named in a sentence.
const MOST_NAMED: usize = 3;
/// How many places of a text are told.
const MOST_GAPS: usize = 2;
/// How many characters of a text are shown.
const MOST_SHOWN: usize = 60;
/// How many of them before the place where two texts differ.
const CONTEXT: usize = 20;

/// Changes by how much of a page they are: what came and what went, and of other blocks those with most other words.
pub(super) fn weightiest<'c>(changes: impl Iterator<Item = &'c Change>) -> impl Iterator<Item = &'c Change> {
    let count = |words: &str| words.split_whitespace().count();
    let other = |word: &Word| match word {
        Word::Same(_) => 0,
        Word::Removed(words) | Word::Added(words) => count(words),
    };
    let mut changes: Vec<&Change> = changes.collect();
    changes.sort_by_cached_key(|change| {
        (change.fate == Fate::Changed, Reverse(change.diff().iter().map(other).sum::<usize>()))
    });
    changes.into_iter()
}

/// The first of several changes, and how many follow.
pub(super) fn listed(changes: impl Iterator<Item = String>) -> String {
    let mut told: Vec<String> = changes.collect();
    told.dedup();
    let more = told.len().saturating_sub(MOST_NAMED);
    told.truncate(MOST_NAMED);
    if more > 0 {
        told.push(format!("{more} more"));
    }
    told.join("; ")
}

/// A text that is not too long to be shown.
pub(super) fn shown(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("`{}…`", line[..end].trim_end()),
        None => format!("`{line}`"),
    }
}

/// Two texts that differ, each shown from shortly before the place where they do.
fn both_shown(older: &str, newer: &str) -> (String, String) {
    let same = older.chars().zip(newer.chars()).take_while(|(old, new)| old == new).count();
    let skipped = if same + CONTEXT < MOST_SHOWN { 0 } else { same - CONTEXT };
    let from = |text: &str| match skipped {
        0 => shown(text),
        _ => shown(&format!("…{}", text.chars().skip(skipped).collect::<String>())),
    };
    (from(older), from(newer))
}

pub(super) fn prose_change(change: &Change) -> String {
    let label = change.piece().label();
    // A bracket names no block of code.
    let line = label.lines().find(|line| line.contains(char::is_alphanumeric)).unwrap_or(label);
    let block = format!("{} {}", change.piece().kind.name(), shown(line));
    match reworded(change).or_else(|| recast(change)) {
        Some(told) => format!("{block}: {told}"),
        None => format!("{block} {}", change.fate_in_english().name()),
    }
}

/// What a block became that says what it said.
fn recast(change: &Change) -> Option<String> {
    let (older, newer) = change.older.as_ref().zip(change.newer.as_ref())?;
    let name = |kind: PieceKind| match kind {
        PieceKind::Heading(level) => format!("heading of level {level}"),
        kind => kind.name().to_owned(),
    };
    (change.fate == Fate::Changed && older.kind != newer.kind && older.words() == newer.words())
        .then(|| format!("{} is now {}", name(older.kind), name(newer.kind)))
}

/// What became of the words of a text, or of the lines of code: of the place with most of them, and how many more there are.
fn reworded(change: &Change) -> Option<String> {
    let (older, newer) = change.older.as_ref().zip(change.newer.as_ref()).filter(|_| change.fate == Fate::Changed)?;
    if newer.kind == PieceKind::Code {
        return line_change(&older.seen, &newer.seen);
    }
    let words = change.diff();
    let gaps = words.split(|word| matches!(word, Word::Same(_))).filter(|gap| !gap.is_empty());
    let text = |gap: &[Word], is_sought: &dyn Fn(&Word) -> Option<String>| {
        gap.iter().filter_map(is_sought).collect::<String>().trim().to_owned()
    };
    let mut gaps: Vec<(String, String)> = gaps
        .map(|gap| {
            let gone = |word: &Word| matches!(word, Word::Removed(_)).then(|| word.text().to_owned());
            let come = |word: &Word| matches!(word, Word::Added(_)).then(|| word.text().to_owned());
            (text(gap, &gone), text(gap, &come))
        })
        .collect();
    let count = |words: &str| words.split_whitespace().count();
    gaps.sort_by_key(|(gone, come)| Reverse(count(gone) + count(come)));
    let told: Vec<String> = gaps.iter().take(MOST_GAPS).filter_map(|(gone, come)| became(gone, come)).collect();
    let more = match gaps.len().saturating_sub(MOST_GAPS) {
        0 => String::new(),
        1 => ", and 1 more place".to_owned(),
        more => format!(", and {more} more places"),
    };
    (!told.is_empty()).then(|| format!("{}{more}", told.join(", ")))
}

/// What became of the first line of code that another took the place of, whatever white space it has.
fn line_change(older: &str, newer: &str) -> Option<String> {
    let lines = diff_all_lines(older, newer);
    let mut gaps = lines.split(|lines| matches!(lines, Word::Same(_)));
    gaps.find_map(|gap| {
        let of = |is_meant: fn(&Word) -> bool| -> Vec<&str> {
            let lines = gap.iter().filter(|word| is_meant(word)).flat_map(|word| word.text().lines());
            lines.map(str::trim).filter(|line| !line.is_empty()).collect()
        };
        let (gone, come) = (of(|word| matches!(word, Word::Removed(_))), of(|word| matches!(word, Word::Added(_))));
        let first =
            |own: &[&str], other: &[&str]| own.iter().find(|line| !other.contains(line)).map(|line| (*line).to_owned());
        became(&first(&gone, &come).unwrap_or_default(), &first(&come, &gone).unwrap_or_default())
    })
}

/// What became of one text that another took the place of.
fn became(gone: &str, come: &str) -> Option<String> {
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{} removed", shown(gone))),
        (true, false) => Some(format!("{} added", shown(come))),
        (false, false) => {
            let (gone, come) = both_shown(gone, come);
            Some(format!("{gone} is now {come}"))
        }
    }
}

/// What changed in a block of code, or in the code spans of another block, from one English page to another.
pub(super) fn code_change(change: &Change, (older_page, newer_page): (&View<'_>, &View<'_>)) -> String {
    let (Some(older), Some(newer), Fate::Changed) = (&change.older, &change.newer, change.fate) else {
        return prose_change(change);
    };
    let (gone, come) = match newer.kind {
        PieceKind::Code => diff_lines(&older.seen, &newer.seen),
        _ => {
            let own = |own: &Piece, other: &Piece| own.code_beside(other).first().map(|code| (*code).to_owned());
            (own(older, newer), own(newer, older))
        }
    };
    let is_one = match newer.kind {
        PieceKind::Code => gone.as_ref().zip(come.as_ref()).is_some_and(|(gone, come)| share(gone, come) > 0),
        _ => older.without_code() == newer.without_code(),
    };
    if let Some(told) = gone.as_ref().zip(come.as_ref()).filter(|_| is_one).and_then(|(gone, come)| became(gone, come))
    {
        return told;
    }
    if let (Some(line), None) | (None, Some(line)) = (&gone, &come) {
        let [before, now] = [older, newer].map(|piece| piece.seen.lines().filter(|own| own.trim() == line).count());
        let fate = if before < now { "added" } else { "removed" };
        match (before > 0 && now > 0, is_code(line), before == now) {
            (true, false, _) => return prose_change(change),
            (true, true, true) => return format!("{} moved", shown(line)),
            (true, true, false) => return format!("{} {fate}", shown(line)),
            _ => {}
        }
    }
    // What stands elsewhere as well is neither gone nor new.
    let gone = gone.filter(|gone| !newer_page.page.text.contains(gone.as_str()));
    let come = come.filter(|come| !older_page.page.text.contains(come.as_str()));
    let told =
        [gone.map(|gone| format!("{} removed", shown(&gone))), come.map(|come| format!("{} added", shown(&come)))];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if told.is_empty() { prose_change(change) } else { told.join("; ") }
}
