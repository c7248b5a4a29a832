//! What a finding shows of its page.

use crate::bilingual::Part;
use crate::finding::{Excerpt, Quote};
use crate::group::Doc;
use crate::safe;
use crate::span::Span;

/// A segment is quoted up to this many characters.
const QUOTED: usize = 4_000;

/// The segment that a finding stands in, or its line. A finding about a page as a whole has none.
pub(super) fn quote(doc: &Doc<'_>, span: Span, excerpt: &Excerpt) -> Option<Quote> {
    let content = doc.content();
    let cut = |text: &str| safe::cut(text, QUOTED).into_owned();
    match doc.segment_at(span.start) {
        Some(segment) => {
            let localized = segment.localized.of(content);
            let (quoted, source) = (cut(localized), Some(cut(segment.source.of(content))));
            let offset = (quoted == localized).then_some(segment.localized.start);
            Some(Quote { localized: quoted, source, offset })
        }
        None if span.is_empty() || excerpt.text.is_empty() => None,
        None => Some(Quote { localized: excerpt.text.clone(), source: None, offset: None }),
    }
}

/// Characters shown on either side of a finding.
const BEFORE: usize = 48;
const AFTER: usize = 72;
/// Characters shown of a finding itself.
const WITHIN: usize = 120;

/// The line of the finding in the reading it stands in; in the file, where it is about the markup of the pairs.
pub(super) fn excerpt(doc: &Doc<'_>, span: Span) -> Excerpt {
    let reading = match doc.part_at(span.start) {
        Part::Tag => None,
        Part::Source => doc.source.as_ref().map(|view| view.reading),
        // What is mended in a plain page stands in the file as it is.
        Part::Localized | Part::Shared => doc.source.as_ref().map(|_| doc.localized.reading),
    };
    let (text, start, end) = match reading {
        Some(reading) => {
            let last = span.last(doc.content());
            let (start, last_start) = (reading.offset_from_file(span.start), reading.offset_from_file(last.start));
            (
                &*reading.text,
                start,
                if span.is_empty() { start } else { (last_start + last.len()).min(reading.text.len()) },
            )
        }
        None => (doc.content(), span.start, span.end),
    };
    window(text, start, end)
}

/// The line of a text that holds the place from `start` to `end`.
pub(super) fn window(text: &str, start: usize, end: usize) -> Excerpt {
    // A line can be as long as the file: only what can be shown is looked at.
    let mut from = start.saturating_sub(BEFORE * 5);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..start).unwrap_or_default();
    let line = near.rsplit('\n').next().unwrap_or_default();
    let begins = from == 0 || line.len() < near.len();
    let before = line.char_indices().rev().nth(BEFORE - 1).map_or(line, |(at, _)| &line[at..]);
    let (inside, _) = first_line(text.get(start..end.max(start)).unwrap_or_default(), WITHIN);
    let inside = inside.trim_end();
    let (after, cut) = first_line(text.get(start + inside.len()..).unwrap_or_default(), AFTER);

    let mut excerpt = String::with_capacity(before.len() + inside.len() + after.len() + 6);
    if before.len() < line.len() || !begins {
        excerpt.push('…');
    }
    excerpt.push_str(before);
    let start = excerpt.len();
    excerpt.push_str(inside);
    let end = excerpt.len();
    excerpt.push_str(after.trim_end());
    if cut {
        excerpt.push('…');
    }
    Excerpt { text: excerpt, start, end }
}

/// The first line of `text`, at most `most` characters of it, and whether it was cut.
fn first_line(text: &str, most: usize) -> (&str, bool) {
    let end = text.char_indices().enumerate().find(|&(count, (_, c))| c == '\n' || count == most);
    match end {
        Some((_, (at, c))) => (&text[..at], c != '\n'),
        None => (text, false),
    }
}
