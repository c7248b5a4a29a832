//! Which of two English texts a page was rather made from, by what a translation leaves as it is.

use std::collections::HashSet;

/// Whether `page` says rather what `newer` says than what `older` says. Told by the words that only one of the two has and that
/// no translation changes: names, paths, numbers, code. Where these tell nothing, it does not.
#[must_use]
pub fn is_rather_of(page: &str, (older, newer): (&str, &str)) -> bool {
    let (older, newer) = (kept(older), kept(newer));
    if older == newer {
        return false;
    }
    let page = kept(page);
    let gone: Vec<&str> = older.difference(&newer).copied().collect();
    let come: Vec<&str> = newer.difference(&older).copied().collect();
    let had = |words: &[&str]| words.iter().filter(|word| page.contains(**word)).count();
    let (gone_had, come_had) = (had(&gone), had(&come));
    // What the page lacks of a text, and what it has of the other.
    let from_older = gone.len() - gone_had + come_had;
    let from_newer = come.len() - come_had + gone_had;
    from_newer < from_older
}

/// The words of a text that a translation keeps.
pub(crate) fn kept(text: &str) -> HashSet<&str> {
    let ends = |c: char| c.is_whitespace() || "|`\"'()[]{}<>,;=*".contains(c) || !c.is_ascii();
    let words = text.split(ends).map(|word| word.trim_matches(['.', ':', '!', '?', '#']));
    words.filter(|word| is_kept(word)).collect()
}

/// Whether it is no word of a sentence: it has a digit, a sign or a capital inside, and something to read.
fn is_kept(word: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || "._/$@%+\\:-".contains(c);
    let is_telling = word.contains(sign) || word.chars().skip(1).any(|c| c.is_ascii_uppercase());
    word.len() > 1 && word.contains(|c: char| c.is_ascii_alphanumeric()) && is_telling
}

#[cfg(test)]
mod tests {
    use super::is_rather_of;

    const OLDER: &str = "The depot has `max_parcels` and `depot_id`. At most 20.";
    const NEWER: &str = "The depot has `max_weight`, `depot_id` and `gateCode`. At most 50.";

    #[test]
    fn a_page_is_of_the_english_whose_names_and_numbers_it_has() {
        let both = (OLDER, NEWER);
        assert!(is_rather_of("Das Depot hat `max_weight`, `depot_id` und `gateCode`. Höchstens 50.", both));
        assert!(!is_rather_of("Das Depot hat `max_parcels` und `depot_id`. Höchstens 20.", both));
        // One slip does not make it older.
        assert!(is_rather_of("Das Depot hat `max_weight`, `depot_id` und `TorCode`. Höchstens 50.", both));
    }

    #[test]
    fn words_of_sentences_tell_nothing() {
        assert!(!is_rather_of("Ein Depot.", ("A depot.", "A small depot with a known name.")));
        assert!(!is_rather_of("Ein Depot.", (OLDER, OLDER)));
    }
}
