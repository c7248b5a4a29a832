//! Where syntax that the page lacks would stand on it.

use crate::group::Pair;
use crate::page::Page;
use crate::span::{Span, line_start};

/// A part of the page and that of the English which it stands for.
pub(super) struct Part {
    pub(super) own: Span,
    pub(super) english: Span,
}

/// Where what stands at `missing` in English would stand on the page: beside the same line as in English, else behind the
/// block before it, else at the beginning of its part.
pub(super) fn before(pair: &Pair<'_, '_>, part: &Part, missing: Span) -> Span {
    let (own, english) = (&pair.view.page, &pair.reference.page);
    beside(own.text, part, english.text, missing).unwrap_or_else(|| {
        let starts = |page: &Page<'_>, part: Span| -> Vec<Span> {
            let blocks = page.blocks.iter().map(|block| block.span);
            blocks.filter(|block| part.start <= block.start && block.start < part.end).collect()
        };
        let (mine, theirs) = (starts(own, part.own), starts(english, part.english));
        let at = theirs.iter().filter(|block| block.end <= missing.start).count();
        // A text of the same line is nearer than any block.
        let texts = pair.alignment.iter().flat_map(|alignment| &alignment.texts);
        let beside = |near: &Span| near.start <= missing.start && near.end <= english.text.len();
        let same_line = |near: &Span| !english.text[near.end.min(missing.start)..missing.start].contains('\n');
        let text = texts.filter(|(_, near)| beside(near) && same_line(near)).max_by_key(|(_, near)| near.start);
        if let Some((text, _)) = text {
            return *text;
        }
        match mine.get(..at.min(mine.len())).and_then(<[Span]>::last) {
            Some(block) => block.trimmed(own.text),
            None => first_line(own.text, part.own),
        }
    })
}

/// The line of the page at which a neighbour of `missing` stands word for word.
fn beside(own: &str, part: &Part, english: &str, missing: Span) -> Option<Span> {
    let has_text = |line: &&str| !line.trim().is_empty();
    let start = line_start(english, missing.start).max(part.english.start);
    let above = Span::new(part.english.start, start).of(english).lines().rev().find(has_text);
    let below = Span::new(missing.end, part.english.end).of(english).lines().skip(1).find(has_text);
    let place = |line: &str| {
        let mut places = part.own.of(own).match_indices(line.trim());
        let (at, line) = places.next().filter(|_| line.trim().len() > 3)?;
        let start = part.own.start + at;
        places.next().is_none().then(|| Span::new(start, start + line.len()))
    };
    let next = |line: Span| {
        let start = own[line.end..].find('\n').map(|end| line.end + end + 1).filter(|start| *start < part.own.end)?;
        Some(first_line(own, Span::new(start, part.own.end)))
    };
    above.and_then(place).and_then(next).or_else(|| below.and_then(place))
}

/// The first line of a part that is not empty.
fn first_line(text: &str, part: Span) -> Span {
    let rest = part.of(text).trim_start();
    let start = part.end - rest.len();
    Span::new(start, start + rest.lines().next().map_or(0, str::len))
}
