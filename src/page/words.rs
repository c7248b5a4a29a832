//! The words of a page, by where they stand.

use std::collections::HashMap;

use super::Page;

/// Where each word of a page begins. It is made once a page, where names of code are counted that only the whole page can tell.
#[derive(Debug, Default)]
pub(super) struct Words(HashMap<String, Vec<usize>>);

/// The words of a text, letters and digits with nothing of their kind beside them, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(move |word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

impl Words {
    fn of(text: &str) -> Self {
        let mut all = Self::default();
        words(text).for_each(|(at, word)| match all.0.get_mut(word) {
            Some(places) => places.push(at),
            None => drop(all.0.insert(word.to_owned(), vec![at])),
        });
        all
    }
}

impl Page<'_> {
    /// How often the text holds `token`, with no letter or digit beside it.
    pub(crate) fn times(&self, token: &str) -> usize {
        // What holds no word is told by the signs beside it alone.
        let Some((before, word)) = words(token).next() else {
            let beside = |c: char| c.is_alphanumeric();
            let places =
                self.text.match_indices(token).map(|(at, _)| (&self.text[..at], &self.text[at + token.len()..]));
            return places.filter(|(before, after)| !before.ends_with(beside) && !after.starts_with(beside)).count();
        };
        let known = self.words.get_or_init(|| Words::of(self.text)).0.get(word);
        let mut end = 0;
        let mut is_token = |at: usize| {
            let Some(start) = at.checked_sub(before).filter(|start| *start >= end) else { return false };
            let after = self.text.get(start..).and_then(|text| text.strip_prefix(token));
            let stands = after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric()))
                && !self.text[..start].ends_with(|c: char| c.is_alphanumeric());
            end = if stands { start + token.len() } else { end };
            stands
        };
        known.into_iter().flatten().filter(|at| is_token(**at)).count()
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
