//! What a page says: its words, in their order, and how often it says them.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::piece::{Piece, PieceKind};
use crate::text::holds;

/// A page, whose words are read when they are first asked for.
pub(super) struct Saying<'p> {
    pub(super) pieces: &'p [Piece],
    words: OnceCell<Vec<String>>,
    places: OnceCell<HashMap<String, Vec<usize>>>,
    /// Its blocks by what is seen of them.
    seen: OnceCell<HashMap<&'p str, Vec<&'p Piece>>>,
    /// What its headings and the values of its front matter say.
    titles: OnceCell<HashSet<Vec<String>>>,
}

impl<'p> Saying<'p> {
    pub(super) const fn new(pieces: &'p [Piece]) -> Self {
        Self { pieces, words: OnceCell::new(), places: OnceCell::new(), seen: OnceCell::new(), titles: OnceCell::new() }
    }

    /// The blocks of which this is seen.
    pub(super) fn seen(&self, seen: &str) -> &[&'p Piece] {
        let all = self.seen.get_or_init(|| {
            let mut all: HashMap<&str, Vec<&Piece>> = HashMap::new();
            self.pieces.iter().for_each(|piece| all.entry(&piece.seen).or_default().push(piece));
            all
        });
        all.get(seen).map_or(&[], Vec::as_slice)
    }

    /// Whether a heading or a value of the front matter says these words.
    pub(super) fn has_title(&self, words: &Vec<String>) -> bool {
        let is_title = |piece: &&Piece| matches!(piece.kind, PieceKind::Heading(_) | PieceKind::Value);
        let titles = || self.pieces.iter().filter(is_title).map(Piece::words).collect();
        self.titles.get_or_init(titles).contains(words)
    }

    /// How often it says these words, one behind the other.
    pub(super) fn count(&self, words: &[String]) -> usize {
        let all = self.words.get_or_init(|| self.pieces.iter().flat_map(Piece::words).collect());
        let places = self.places.get_or_init(|| {
            let mut places: HashMap<String, Vec<usize>> = HashMap::new();
            all.iter().enumerate().for_each(|(at, word)| places.entry(word.clone()).or_default().push(at));
            places
        });
        let of = |word: &String| places.get(word).map_or(&[][..], Vec::as_slice);
        // The word that stands there least often has the fewest places to look at.
        let Some((offset, rare)) = words.iter().map(of).enumerate().min_by_key(|(_, places)| places.len()) else {
            return 0;
        };
        rare.iter().filter(|at| at.checked_sub(offset).is_some_and(|at| all[at..].starts_with(words))).count()
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
