//! What a text holds that no translation changes.

use std::collections::BTreeSet;

use crate::page::Page;
use crate::span::Span;

/// Of so many tokens of a text that is lost, so many are not on the page.
const LOST: usize = 7;
const OF: usize = 10;

/// Whether the page lacks what a part of the English holds: it has each token as often less as that stands there. `None` where it holds nothing to tell it by.
pub(super) fn is_lost(own: &Page<'_>, english: &Page<'_>, part: Span) -> Option<bool> {
    let tokens = tokens(english, part);
    let times = |text: &str, token: &str| text.matches(token).count();
    let is_lost = |token: &&&str| {
        let own = times(own.text, token);
        own == 0 || own + times(part.of(english.text), token) <= times(english.text, token)
    };
    let lost = tokens.iter().filter(is_lost).count();
    (tokens.len() > 1).then_some(lost * OF >= tokens.len() * LOST)
}

/// Whether a page has at most half of the blocks of its English: much is missing, whatever stands for what.
pub(super) fn is_torso(own: &Page<'_>, english: &Page<'_>) -> bool {
    own.blocks.len() * 2 <= english.blocks.len()
}

/// Code, the names of files that links lead to, and words that are names by their form.
fn tokens<'p>(page: &'p Page<'_>, part: Span) -> BTreeSet<&'p str> {
    let within = |span: Span| part.start <= span.start && span.end <= part.end;
    let codes = page.code_spans.iter().filter(|code| within(code.span)).map(|code| code.text.trim());
    let links = page.links.iter().filter(|link| within(link.span)).map(|link| {
        let path = link.target.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        path.rsplit('/').next().unwrap_or_default()
    });
    let fences = page.fences.iter().filter(|fence| within(fence.span));
    let lines =
        fences.flat_map(|fence| fence.content.of(page.text).lines().map(str::trim).filter(|line| line.len() > 8));
    let words = part.of(&page.prose).split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| is_name(word));
    codes.chain(links).filter(|token| token.len() > 3).chain(lines).chain(words).collect()
}

/// Whether a word is a name, or a number of three digits.
fn is_name(word: &str) -> bool {
    let inside = word.chars().skip(1).any(|c| c.is_ascii_uppercase() || c == '_') && word.len() > 2;
    inside && word.is_ascii() || word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}
