//! The words of a page, by where they stand.

use std::cell::RefCell;
use std::collections::HashMap;

use super::Page;

/// Where each word of a page begins. It is made once a page, where names of code are counted that only the whole page can tell.
#[derive(Debug, Default)]
pub(super) struct Words {
    places: HashMap<String, Vec<usize>>,
    /// How often what was asked for stands there: blocks of a page have the same names.
    counted: RefCell<HashMap<String, usize>>,
}

/// The words of a text, letters and digits with nothing of their kind beside them, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(move |word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

impl Words {
    fn of(text: &str) -> Self {
        let mut all = Self::default();
        words(text).for_each(|(at, word)| match all.places.get_mut(word) {
            Some(places) => places.push(at),
            None => drop(all.places.insert(word.to_owned(), vec![at])),
        });
        all
    }

    /// How often `text`, whose words these are, holds `token`, found by the rarest of its words.
    fn count(&self, text: &str, token: &str) -> usize {
        let none = Vec::new();
        let known = |(before, word): (usize, &str)| (before, self.places.get(word).unwrap_or(&none));
        let Some((before, places)) = words(token).map(known).min_by_key(|(_, places)| places.len()) else {
            // What holds no word is told by the signs beside it alone.
            let places = text.match_indices(token).map(|(at, _)| at);
            return places.filter(|start| stands(text, token, *start)).count();
        };
        let (mut end, mut count) = (0, 0);
        for start in places.iter().filter_map(|at| at.checked_sub(before)) {
            if start >= end && stands(text, token, start) {
                (end, count) = (start + token.len(), count + 1);
            }
        }
        count
    }
}

/// Whether `token` stands at a place of a text, with no letter or digit beside it.
fn stands(text: &str, token: &str, start: usize) -> bool {
    let beside = |c: char| c.is_alphanumeric();
    let after = text.get(start..).and_then(|text| text.strip_prefix(token));
    after.is_some_and(|after| !after.starts_with(beside) && !text[..start].ends_with(beside))
}

impl Page<'_> {
    /// How often the text holds `token`, with no letter or digit beside it.
    pub(crate) fn times(&self, token: &str) -> usize {
        let words = self.words.get_or_init(|| Words::of(self.text));
        if let Some(count) = words.counted.borrow().get(token) {
            return *count;
        }
        let count = words.count(self.text, token);
        words.counted.borrow_mut().insert(token.to_owned(), count);
        count
    }
}

#[cfg(test)]
mod tests {
    use crate::page::{Page, PageFormat};
    use crate::text::places;

    #[test]
    fn tokens_are_counted_as_a_search_of_the_text_does() {
        let text =
            "`loaf`, loafs, --loaf, $loaf-pan: Ofen.laden(loaf_pan) größe Größe größer 3 -- 33 loaf-pan loaf pan";
        let page = Page::parse(text, PageFormat::MARKDOWN);
        let beside = |c: char| c.is_alphanumeric();
        for token in [
            "loaf",
            "loafs",
            "--loaf",
            "$loaf",
            "loaf-pan",
            "loaf_pan",
            "Ofen.laden(",
            "größe",
            "3",
            "--",
            "oaf",
            "$",
            "loaf pan",
        ] {
            let around = places(text, token).map(|at| (&text[..at], &text[at + token.len()..]));
            let found = around.filter(|(before, after)| !before.ends_with(beside) && !after.starts_with(beside));
            assert_eq!(page.times(token), found.count(), "{token}");
        }
    }
}
