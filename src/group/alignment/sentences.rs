//! Sentences of a text that its translation lacks.

use super::blocks::{count, runs};
use crate::page::Page;
use crate::span::Span;

/// The first or last sentences of an English text that the translation lacks, where that is certain: everything they hold that
/// no translation changes is lost, at least two things, and what is left has the length of the translation.
pub(super) fn lost((own, mine): (&Page<'_>, Span), (english, theirs): (&Page<'_>, Span), ratio: f64) -> Option<Span> {
    let (own_text, english_text) = (mine.of(own.text), theirs.of(english.text));
    if chars(own_text) > 0.7 * ratio * chars(english_text) {
        return None;
    }
    let ends = ends(english, theirs);
    let heads = ends.iter().map(|&end| Span::new(theirs.start, end));
    let tails = ends.iter().map(|&end| Span::new(end, theirs.end));
    let is_lost = |span: &Span| {
        let span = span.trimmed(english.text);
        let left = chars(english_text) - chars(span.of(english.text));
        let fit = chars(own_text) / (ratio * left).max(1.0);
        let tokens = tokens(english, span);
        tokens.len() > 1 && !tokens.iter().any(|token| own_text.contains(token)) && (0.6..1.6).contains(&fit)
    };
    heads.chain(tails).map(|span| span.trimmed(english.text)).find(is_lost)
}

fn chars(text: &str) -> f64 {
    count(text.chars().count())
}

/// Code, targets of links, and numbers of two digits.
fn tokens<'p>(page: &'p Page<'_>, span: Span) -> Vec<&'p str> {
    let within = |place: Span| span.start <= place.start && place.end <= span.end;
    let codes = page.code_spans.iter().filter(|code| within(code.span)).map(|code| &*code.text);
    let links = page.links.iter().filter(|link| within(link.span)).map(|link| &*link.target);
    let numbers = runs(span.of(page.text), char::is_ascii_digit).filter(|number| number.len() > 1);
    codes.chain(links).chain(numbers).collect()
}

/// Where sentences end inside a text, outside code and links.
fn ends(page: &Page<'_>, text: Span) -> Vec<usize> {
    let literal = |at: usize| {
        let around = |span: Span| span.start <= at && at < span.end;
        page.code_spans.iter().any(|code| around(code.span)) || page.links.iter().any(|link| around(link.span))
    };
    let inside = text.of(page.text);
    let ends = inside.match_indices(['.', '!', '?']).filter_map(|(at, _)| {
        let behind = &inside[at + 1..];
        let next = behind.trim_start();
        let begins = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '`' | '[' | '*'));
        (next.len() < behind.len() && begins && !literal(text.start + at)).then_some(text.start + at + 1)
    });
    ends.collect()
}
