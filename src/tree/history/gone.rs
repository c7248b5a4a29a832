//! When pages were made, English pages that do not exist any more, or were not always English.

use std::path::Path;

use super::History;
use crate::group::Gone;
use crate::text::script::latin;
use crate::tree::english::English;
use crate::tree::entry::Entry;

impl History {
    /// When a file was made, in seconds since 1970. `None` where git does not tell.
    pub(in crate::tree) fn born(&self, file: &Path) -> Option<i64> {
        let tracked = self.tracked(file).ok().filter(|tracked| !tracked.checkout.shallow && !tracked.past.is_broken)?;
        tracked.past.versions(&tracked.path).last().map(|first| tracked.past.time(first))
    }

    /// What became of the English of a page that has none. `None` where nobody knows, and where pages are not dated.
    pub(in crate::tree) fn gone(&self, page: &Entry, english: &English) -> Option<Gone> {
        self.dates.as_ref()?;
        let is_beside = |other: &&Entry| other.set == page.set && other.path.ends_with(&other.key);
        // Of several folders with English pages, that of the page most likely.
        let shared =
            |other: &Entry| other.key.bytes().zip(page.key.bytes()).take_while(|(one, two)| one == two).count();
        let beside = english.pages().iter().filter(is_beside).max_by_key(|other| shared(other))?;
        let tracked = self.tracked(&beside.path).ok()?;
        let folder = tracked.path.strip_suffix(&*beside.key)?;
        tracked.past.gone(&format!("{folder}{}", page.key), tracked.checkout.shallow)
    }
}

/// Whether an older version of an English page was in another language: the page was translated into English later.
pub(super) fn is_foreign(older: &str, today: &str) -> bool {
    let is_long = |text: &str| words(text).take(LEAST_WORDS).count() == LEAST_WORDS;
    latin(older) < 0.8 && latin(today) > 0.97
        || is_long(older) && is_long(today) && english(older) < 0.02 && english(today) > 0.08
}

/// Shorter texts may be of names alone.
const LEAST_WORDS: usize = 40;

/// Words that every English text has.
const OF_ENGLISH: [&str; 8] = ["and", "for", "is", "of", "the", "this", "to", "with"];

/// The share of the words of a text that no text in another language has.
fn english(text: &str) -> f64 {
    let known = words(text).filter(|word| OF_ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known)));
    #[expect(clippy::cast_precision_loss, reason = "no page has as many words")]
    let share = known.count() as f64 / words(text).count().max(1) as f64;
    share
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn a_page_may_have_been_in_another_language_of_latin_letters() {
        let english = "The heat of the oven is set with the dial. Turn the dial to the left for less. ".repeat(3);
        let turkish = "Fırının ısısı düğme ile ayarlanır. Azaltmak için düğmeyi sola çevirin. ".repeat(5);
        assert!(is_foreign(&turkish, &english) && is_foreign("窯の熱はつまみで決めます。", &english));
        assert!(!is_foreign(&english, &english) && !is_foreign(&english, &turkish));
        assert!(!is_foreign("Set heat. Open door.", &english), "too short to tell");
    }
}
