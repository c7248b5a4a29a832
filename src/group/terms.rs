//! Terms that stay as they are in every language.

use std::hash::BuildHasher;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use foldhash::quality::FixedState;

use crate::page::{FrontMatter, Page};
use crate::span::Span;

/// Terms that stay as they are in every language; upper and lower case count.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    list: Arc<[String]>,
    automaton: Option<AhoCorasick>,
    print: u64,
}

impl Terms {
    /// These terms.
    #[must_use]
    pub fn new(terms: impl IntoIterator<Item = String>) -> Self {
        let mut list: Vec<String> = terms.into_iter().filter(|term| !term.trim().is_empty()).collect();
        list.sort();
        list.dedup();
        // Where one term begins with another, the longer one is meant. Only a list of gigabytes could not be built.
        let automaton =
            (!list.is_empty()).then(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&list));
        let print = FixedState::default().hash_one(&list);
        Self { list: list.into(), automaton: automaton.and_then(Result::ok), print }
    }

    /// These terms and those that the front matter of an English page lists under `no-loc`.
    #[must_use]
    pub fn with_no_loc(&self, page: &Page<'_>) -> Self {
        let block = page.front_matter.filter(|block| block.of(page.text).contains("no-loc"));
        let front_matter = block.and_then(|block| FrontMatter::parse(page.text, block).ok());
        let listed = front_matter.as_ref().and_then(|front_matter| front_matter.values.get("no-loc")?.as_array());
        match listed {
            Some(listed) => {
                let listed = listed.iter().filter_map(|term| Some(term.as_str()?.to_owned()));
                Self::new(self.list.iter().cloned().chain(listed))
            }
            None => self.clone(),
        }
    }

    /// The terms.
    #[must_use]
    pub fn list(&self) -> &[String] {
        &self.list
    }

    /// A number for the list.
    pub(super) fn print(&self) -> u64 {
        self.print
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The terms that stand in `text` as words of their own, with their places.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'t str, Span)> {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found
            .map(|found| (&*self.list[found.pattern()], Span::from(found.range())))
            .filter(|(_, span)| begins_word(text, *span) && ends_word(text, *span))
    }

    /// Whether `term` stands in a translation. It may have an ending, and in a script of other letters nothing has to stand
    /// between it and its neighbours.
    #[must_use]
    pub fn stands_in(term: &str, text: &str) -> bool {
        let mut places = text.match_indices(term).map(|(start, _)| Span::new(start, start + term.len()));
        places.any(|span| begins_word(text, span) && takes_ending(text, span))
    }
}

/// Whether letters of the two could belong to one word: those of Latin, Greek and Cyrillic, and digits.
fn joins(one: char, other: char) -> bool {
    let is_part = |c: char| c.is_alphanumeric() && u32::from(c) < 0x530 || c == '_';
    is_part(one) && is_part(other)
}

fn begins_word(text: &str, span: Span) -> bool {
    let (before, first) = (text[..span.start].chars().next_back(), text[span.start..].chars().next());
    !before.zip(first).is_some_and(|(before, first)| joins(before, first))
}

fn ends_word(text: &str, span: Span) -> bool {
    let (last, after) = (text[..span.end].chars().next_back(), text[span.end..].chars().next());
    !last.zip(after).is_some_and(|(last, after)| joins(last, after))
}

/// Whether nothing follows that makes another name of the term: an ending is written in small letters.
fn takes_ending(text: &str, span: Span) -> bool {
    let after = text[span.end..].chars().next();
    ends_word(text, span) || after.is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageFormat;

    #[test]
    fn words_are_found_whole_and_the_longer_one_first() {
        let terms = Terms::new(["Kettle", "Kettle Hub", ".NET"].map(str::to_owned));
        let found = |text: &str| terms.find(text).map(|(term, _)| term.to_owned()).collect::<Vec<_>>();
        assert_eq!(found("The Kettle Hub, a Kettle; kettles, Kettles and .NET"), ["Kettle Hub", "Kettle", ".NET"]);
        assert!(found("MyKettle Kettle2 kettle Kettle_x").is_empty());
    }

    #[test]
    fn a_translation_may_inflect_a_term_and_set_it_between_other_letters() {
        for text in ["Kettle", "des Kettles", "Kettle-Dienst", "您的Kettle实例", "الKettle", "Kettle'i", "Kettleを"]
        {
            assert!(Terms::stands_in("Kettle", text), "{text}");
        }
        for text in ["kettle", "Kessel", "MyKettle", "KettleHub", "Kettle2", ""] {
            assert!(!Terms::stands_in("Kettle", text), "{text}");
        }
    }

    #[test]
    fn the_front_matter_of_a_page_adds_terms() {
        let page = Page::parse("---\ntitle: T\nno-loc: [Steam, \"1\", 2]\n---\n# T\n", PageFormat::MARKDOWN);
        let terms = Terms::new(["Kettle".to_owned()]).with_no_loc(&page);
        assert_eq!(*terms.list, ["1", "Kettle", "Steam"]);
        assert!(Terms::default().with_no_loc(&Page::parse("# no-loc\n", PageFormat::MARKDOWN)).is_empty());
    }
}
