//! What a text holds that no translation changes.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::AhoCorasick;

use crate::page::Page;
use crate::span::Span;

/// Of so many tokens of a text that is lost, so many are not on the page.
const LOST: usize = 7;
const OF: usize = 10;

/// The tokens of an English page, and how often they stand on it and on a page that was made from it. The texts are read once,
/// however many parts are asked about.
#[derive(Debug)]
pub(super) struct Held<'p> {
    english: &'p Page<'p>,
    numbers: HashMap<&'p str, usize>,
    /// `None` where there are more tokens than any page has.
    finder: Option<AhoCorasick>,
    on_page: Vec<usize>,
    in_english: Vec<usize>,
}

impl<'p> Held<'p> {
    pub(super) fn new(own: &Page<'_>, english: &'p Page<'_>) -> Self {
        let tokens = tokens(english, Span::new(0, english.text.len()));
        let mut held = Self {
            english,
            finder: AhoCorasick::new(&tokens).ok(),
            numbers: tokens.into_iter().enumerate().map(|(number, token)| (token, number)).collect(),
            on_page: Vec::new(),
            in_english: Vec::new(),
        };
        (held.on_page, held.in_english) = (held.counted(own.text), held.counted(english.text));
        held
    }

    /// How often each token stands in a text.
    fn counted(&self, text: &str) -> Vec<usize> {
        let mut counts = vec![0; self.numbers.len()];
        for found in self.finder.iter().flat_map(|finder| finder.find_overlapping_iter(text)) {
            counts[found.pattern().as_usize()] += 1;
        }
        counts
    }

    /// Whether the page lacks what a part of the English holds: it has each token as often less as that stands there. `None` where
    /// it holds too little to tell it by.
    pub(super) fn is_lost(&self, part: Span) -> Option<bool> {
        let tokens = tokens(self.english, part);
        let numbers: Vec<usize> = tokens.iter().filter_map(|token| self.numbers.get(token).copied()).collect();
        if numbers.len() < 2 || self.finder.is_none() {
            return None;
        }
        let in_part = self.counted(part.of(self.english.text));
        let is_lost = |number: &&usize| {
            let own = self.on_page[**number];
            own == 0 || own + in_part[**number] <= self.in_english[**number]
        };
        Some(numbers.iter().filter(is_lost).count() * OF >= numbers.len() * LOST)
    }

    /// Whether what a part of the English holds stands nowhere on the page: two tokens at least, and all but one in ten.
    pub(super) fn is_gone(&self, part: Span) -> bool {
        let tokens = tokens(self.english, part);
        let numbers = tokens.iter().filter_map(|token| self.numbers.get(token));
        let (gone, kept): (Vec<usize>, Vec<usize>) = numbers.partition(|number| self.on_page[**number] == 0);
        gone.len() > 1 && gone.len() >= (OF - 1) * kept.len() && self.finder.is_some()
    }
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
        fences.flat_map(|fence| fence.content.of(page.text).lines().map(uncommented).filter(|line| line.len() > 8));
    let words = part.of(&page.prose).split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| is_name(word));
    codes.chain(links).filter(|token| token.len() > 3).chain(lines).chain(words).collect()
}

/// A line of code without white space around it and the comment at its end, which is translated.
fn uncommented(line: &str) -> &str {
    [" // ", " # ", " -- "].iter().fold(line, |line, sign| line.split(sign).next().unwrap_or(line)).trim()
}

/// Whether a word is a name, or a number of three digits.
fn is_name(word: &str) -> bool {
    let inside = word.chars().skip(1).any(|c| c.is_ascii_uppercase() || c == '_') && word.len() > 2;
    inside && word.is_ascii() || word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    #[test]
    fn a_part_is_lost_where_the_page_has_its_tokens_less_often() {
        let english = "# T\n\n## One\n\nCall `kiln.fire` of Kiln_Oven, then `kiln.cool`.\n\n## Two\n\nCall `kiln.cool` and `rest.now`.\n";
        let part = Span::new(english.find("## Two").expect("a heading"), english.len());
        let page = Page::parse(english, PageFormat::MARKDOWN);
        for (own, expected) in [
            ("# T\n\n## Eins\n\n`kiln.fire` von Kiln_Oven, dann `kiln.cool`.\n", Some(true)),
            ("# T\n\n`kiln.fire`, Kiln_Oven, `kiln.cool`, `kiln.cool`, `rest.now`\n", Some(false)),
        ] {
            let held = Held::new(&Page::parse(own, PageFormat::MARKDOWN), &page);
            assert_eq!(held.is_lost(part), expected, "{own}");
            assert_eq!(held.is_lost(Span::new(0, 3)), None, "a title of a letter");
        }
    }
}
