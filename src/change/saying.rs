//! What a page says: its words, in their order, and how often it says them.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::piece::Piece;
use crate::text::holds;

/// A page, whose words are read when they are first asked for.
pub(super) struct Saying<'p> {
    pub(super) pieces: &'p [Piece],
    words: OnceCell<Vec<String>>,
    places: OnceCell<HashMap<String, Vec<usize>>>,
}

impl<'p> Saying<'p> {
    pub(super) const fn new(pieces: &'p [Piece]) -> Self {
        Self { pieces, words: OnceCell::new(), places: OnceCell::new() }
    }

    /// How often it says these words, one behind the other.
    pub(super) fn count(&self, words: &[String]) -> usize {
        let all = self.words.get_or_init(|| self.pieces.iter().flat_map(Piece::words).collect());
        let places = self.places.get_or_init(|| {
            let mut places: HashMap<String, Vec<usize>> = HashMap::new();
            all.iter().enumerate().for_each(|(at, word)| places.entry(word.clone()).or_default().push(at));
            places
        });
        let begins = words.first().and_then(|word| places.get(word)).into_iter().flatten();
        begins.filter(|at| all[**at..].starts_with(words)).count()
    }

    /// Whether it says a name that `other` has set as code. Words that became code, or were code, say what they said: a word in any
    /// case, where it stands there as often, and names in one span what they say in several.
    pub(super) fn says(&self, name: &str, other: &Self) -> bool {
        let holds = |name: &str| self.pieces.iter().any(|piece| holds(&piece.seen, name));
        let word = [name.to_lowercase()];
        let is_word = name.chars().all(char::is_alphabetic);
        let parts = || name.split(['/', ',']).map(str::trim);
        holds(name)
            || is_word && self.count(&word) >= other.count(&word)
            || name.strip_prefix('.').is_some_and(holds)
            || parts().count() > 1 && parts().all(|part| part.starts_with('.') && holds(part))
    }
}
