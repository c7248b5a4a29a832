//! Pieces of syntax in which one word was translated or misspelt, and its repair.

use crate::checker::Repair;
use crate::group::Pair;
use crate::markup::Token;
use crate::span::Span;

/// The word of the English in the place of the only one that was translated or misspelt. `None` where more differs, or where
/// what stands there may be meant: another number, another path. On a plain page links may lead to the name that a place
/// has in its language.
pub(super) fn repair(pair: &Pair<'_, '_>, found: &Token, expected: &Token) -> Option<Repair> {
    let own = pair.view;
    let (mine, theirs): (Vec<&str>, Vec<&str>) =
        (found.value.split_whitespace().collect(), expected.value.split_whitespace().collect());
    let mut changed = mine.iter().zip(&theirs).filter(|(mine, theirs)| mine != theirs);
    let (word, wanted) = changed.next().filter(|_| changed.next().is_none() && mine.len() == theirs.len())?;
    if !is_typo(word, wanted) {
        return None;
    }
    let mut places = found.span.of(own.page.text).match_indices(*word).map(|(at, _)| found.span.start + at);
    let at = places.next().filter(|_| places.next().is_none())?;
    let place = Span::new(at, at + word.len());
    let repair = if expected.is_id() { Repair::of_token(pair.doc, *wanted) } else { Repair::safe(*wanted) };
    repair.map(|repair| repair.at(own.reading.in_file(place)))
}

/// Whether a word is another one translated or misspelt.
fn is_typo(word: &str, wanted: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let others = |word: &str| word.chars().filter(|c| !c.is_alphabetic()).collect::<String>();
    let (mine, theirs) = (letters(word), letters(wanted));
    let is_translated = !mine.is_ascii() && theirs.is_ascii();
    let is_misspelt = theirs.len() > 3 && mine != theirs && strsim::damerau_levenshtein(&mine, &theirs) <= 2;
    wanted.is_ascii() && others(word) == others(wanted) && (is_translated || is_misspelt)
}

#[cfg(test)]
mod tests {
    use super::is_typo;

    #[test]
    fn a_word_may_be_meant() {
        for (word, wanted, expected) in [
            ("NOTIZ", "NOTE", true),
            ("подсказка", "tip", true),
            ("#brot-bakcen", "#brot-backen", true),
            ("./ofen.js", "../ofen.js", false),
            ("hl[2]", "hl[3]", false),
            ("tip", "danger", false),
            ("ja", "en", false),
        ] {
            assert_eq!(is_typo(word, wanted), expected, "{word}");
        }
    }
}
