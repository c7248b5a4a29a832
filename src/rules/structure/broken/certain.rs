//! Whether the slips of a page are repaired unread.

use crate::group::{Pair, View};
use crate::page::{Fence, Slip, SlipKind, digit};

/// Whether a slip cannot be meant, and nobody has to see it before it is repaired with so many `items` behind it: backticks close
/// a block, as many as the English has, for blocks may be shown in blocks.
pub(super) fn is_certain(pair: &Pair<'_, '_>, slip: &Slip, items: usize) -> bool {
    match slip.kind {
        // What follows in English stands behind the block, too: the rest of a sentence that was moved is taken out, not kept.
        SlipKind::ClosingFence => end_of_code(pair, slip).is_some_and(|end| {
            kinds(&pair.doc.content()[slip.span.start..]) == kinds(&pair.reference.page.text[end..])
        }),
        // Behind blanks there would be a block of code.
        SlipKind::Mark(_) => !pair.doc.content()[slip.span.end..].starts_with(char::is_whitespace),
        // The other items of the list may stand in the same line.
        SlipKind::ListDigits => {
            let rest = pair.doc.content()[slip.span.end..].lines().next().unwrap_or_default();
            let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| digit(c).is_some());
            !rest.split_whitespace().any(|word| word.strip_suffix(['.', ')']).is_some_and(is_number))
                && is_whole_list(pair, slip, items + 1)
        }
        // What was left of a heading, or of its first word, may stand between its sign and its words: one that begins with a capital
        // is whole.
        SlipKind::HeadingSpace => {
            let level = slip.span.of(pair.doc.content()).trim().len();
            let count = |view: &View<'_>| {
                view.page.sections.iter().filter(|section| usize::from(section.level) == level).count()
            };
            let title = pair.doc.content()[slip.span.end..].lines().next().unwrap_or_default();
            let is_whole = title.starts_with(char::is_uppercase) && !is_cut(pair.reference, title);
            is_whole && count(pair.view) <= count(pair.reference)
        }
        _ => true,
    }
}

/// Whether the list that begins with a slip has so many items, one right below the other and all in digits that Markdown does not
/// know, and the English has one of as many. Items that blank lines set apart read well as they are.
fn is_whole_list(pair: &Pair<'_, '_>, slip: &Slip, items: usize) -> bool {
    let content = pair.doc.content();
    let line = content[..slip.span.start].matches('\n').count();
    let mut behind = 0;
    let own = blocks(content).find(|block| {
        behind += block.len() + 1;
        line < behind
    });
    let own: Vec<(String, bool)> = own.into_iter().flatten().filter_map(number).collect();
    let is_next = |(at, (value, is_ascii)): (usize, &(String, bool))| !is_ascii && *value == (at + 1).to_string();
    let is_alike = |block: &[&str]| block.iter().filter_map(|line| number(line)).count() == items;
    own.len() == items
        && items > 1
        && own.iter().enumerate().all(is_next)
        && blocks(pair.reference.page.text).any(|block| is_alike(&block))
}

/// The lines of a text, those between blank ones together.
fn blocks(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let mut lines = text.lines().peekable();
    std::iter::from_fn(move || {
        lines.peek()?;
        Some(lines.by_ref().take_while(|line| !line.trim().is_empty()).collect())
    })
}

/// The number that a line begins with as an item of a list, in digits of ASCII, and whether it is written in those.
fn number(line: &str) -> Option<(String, bool)> {
    let line = line.trim_start();
    let end = line.find(|c| digit(c).is_none()).unwrap_or(line.len());
    let (digits, rest) = line.split_at(end);
    let is_item = !digits.is_empty() && (rest.starts_with(". ") || rest.starts_with(") "));
    is_item.then(|| (digits.chars().filter_map(digit).collect(), digits.is_ascii()))
}

/// Whether the first word of a heading is the end of a longer one of the English, and none of its own.
fn is_cut(english: &View<'_>, title: &str) -> bool {
    let lower = |title: &str| -> Vec<String> {
        title.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| !word.is_empty()).collect()
    };
    let Some(first) = lower(title).into_iter().next() else { return false };
    let known: Vec<String> = english.page.sections.iter().flat_map(|section| lower(&section.title)).collect();
    !known.contains(&first) && known.iter().any(|word| word.ends_with(&first))
}

/// Where the English ends the block of code at whose end text stands here. `None` where the blocks of code are not those of the English.
pub(super) fn end_of_code(pair: &Pair<'_, '_>, slip: &Slip) -> Option<usize> {
    let (own, english) = (&pair.view.page, &pair.reference.page);
    let is_before = |fence: &&Fence<'_>| pair.view.reading.in_file(fence.span).start < slip.span.start;
    let at = own.fences.iter().filter(is_before).count().checked_sub(1)?;
    let fence = english.fences.get(at).filter(|_| own.fences.len() == english.fences.len())?;
    Some(fence.span.start + fence.span.of(english.text).trim_end().len())
}

/// What two blocks are that follow each other, by the signs that they begin with: as many of them for a heading.
fn kinds(text: &str) -> [(char, usize); 2] {
    let kind = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']);
        match line.chars().next() {
            Some('#') => ('#', line.bytes().take_while(|byte| *byte == b'#').count()),
            Some(sign @ ('|' | '<' | ':' | '{' | '`' | '~')) => (sign, 0),
            Some(sign @ ('-' | '*' | '+')) if line[1..].starts_with(' ') => (sign, 0),
            Some(_) => ('p', 0),
            None => (' ', 0),
        }
    };
    let mut lines = text.lines().map(kind).skip_while(|kind| kind.0 == ' ');
    let first = lines.next().unwrap_or((' ', 0));
    let mut others = lines.skip_while(|kind| *kind == first && first.0 != '#');
    [first, others.find(|kind| kind.0 != ' ').unwrap_or((' ', 0))]
}
