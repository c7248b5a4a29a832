//! Sections that a page has and does not show.

use std::collections::BTreeMap;

use super::content::Proof;
use crate::checker::{Found, Sink};
use crate::group::Pair;
use crate::page::{Page, Section};
use crate::span::Span;

/// Where the page has a section and does not show it as one, and whether that is the block of code in which its heading stands;
/// else the heading has no space behind its `#`.
fn unread_at(page: &Page<'_>, section: &Section<'_>) -> Option<(Span, bool)> {
    let mark = format!("<a name=\"{}\"", section.anchor);
    let mut end = 0;
    page.text.split_inclusive('\n').find_map(|line| {
        end += line.len();
        let heading = line.trim_start_matches('#');
        // `# Response` may be a remark in code.
        let is_title = || line.starts_with("##") && heading.trim() == section.title;
        let is_it = heading.len() < line.len() && (heading.trim_start().starts_with(&mark) || is_title());
        let span = Span::new(end - line.len(), end).trimmed(page.text);
        let holds = |block: Span| block.start <= span.start && span.end <= block.end;
        let block = || page.fences.iter().find(|fence| holds(fence.span));
        if !is_it {
            None
        } else if let Some(block) = block() {
            let opening = Span::new(block.span.start, block.content.start).trimmed(page.text);
            Some((opening, true))
        } else {
            let is_text = !heading.starts_with(char::is_whitespace);
            is_text.then_some((span, false))
        }
    })
}

/// Reports the sections that the page has and does not show, and leaves the others.
pub(super) fn report_unread(pair: &Pair<'_, '_>, missing: &mut Vec<(&Section<'_>, Proof)>, sink: &mut Sink) {
    let mut unread: BTreeMap<(Span, bool), Vec<&str>> = BTreeMap::new();
    missing.retain(|(section, _)| {
        let place = unread_at(&pair.view.page, section);
        if let Some(place) = place {
            unread.entry(place).or_default().push(&section.title);
        }
        place.is_none()
    });
    for ((span, is_block), titles) in unread {
        let names = titles.join("`, `");
        let message = match (is_block, titles.len()) {
            (false, _) => format!("the heading of the section `{names}` has no space behind its `#`: it is text"),
            (true, 1) => format!("the block of code that begins here holds the section `{names}`"),
            (true, _) => format!("the block of code that begins here holds the sections `{names}`"),
        };
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(span),
                message,
                expected: Some(titles.join(", ")),
                found: Some(span.of(pair.view.page.text).to_owned()),
                certain: true,
                ..Found::default()
            },
        );
    }
}
