//! Sentences that say the same: what differs is grammar, spelling, or the day when a program wrote the page.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

/// What words become when they are written out.
const SHORT: [(&str, &str); 6] =
    [("n't", "not"), ("'re", "are"), ("'ll", "will"), ("'ve", "have"), ("'m", "am"), ("'d", "would")];
/// Words with `'s` that are not the owner of something.
const IS: [&str; 9] = ["he", "here", "it", "she", "that", "there", "what", "where", "who"];
/// Words of grammar that one forgets.
const LEFT_OUT: [&str; 5] = ["are", "is", "of", "that", "to"];
/// How many letters a word has that may have been misspelled: shorter ones that are alike are often two words.
const LEAST: usize = 4;
/// The same of words of which one letter is another.
const LEAST_WITH_ANOTHER: usize = 8;
/// Words that one takes for another without saying another thing.
const GRAMMAR: [(&str, &str); 9] = [
    ("are", "is"),
    ("at", "in"),
    ("at", "on"),
    ("by", "of"),
    ("do", "does"),
    ("has", "have"),
    ("in", "on"),
    ("that", "which"),
    ("was", "were"),
];
/// The same of words in which two letters are others.
const LEAST_WITH_TWO: usize = 10;
/// How many words a line has that says when the page was made.
const MOST_OF_IMPRINT: usize = 12;

/// Whether both sentences say the same. `is_gone` says whether a word stands nowhere on the newer page.
pub(super) fn is_same_said(older: &str, newer: &str, is_gone: &dyn Fn(&str) -> bool) -> bool {
    let (old, new) = (meant(older), meant(newer));
    let is_alike =
        |old: &String, new: &String| old == new || is_grammar(old, new) || is_respelled(old, new) && is_gone(old);
    let is_left_out = |words: &[String]| words.first().is_some_and(|word| LEFT_OUT.contains(&&**word));
    let (mut old, mut new) = (&*old, &*new);
    loop {
        match (old, new) {
            ([], []) => return true,
            ([one, old_rest @ ..], [other, new_rest @ ..]) if is_alike(one, other) => (old, new) = (old_rest, new_rest),
            ([_, rest @ ..], _) if is_left_out(old) => old = rest,
            (_, [_, rest @ ..]) if is_left_out(new) => new = rest,
            _ => return is_imprint(older, newer),
        }
    }
}

/// The words of a sentence in lower case, written out, each once in a row, without articles.
fn meant(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && !['\'', '-'].contains(&c)) {
        let word = word.trim_matches(['\'', '-']);
        let long = SHORT.iter().find_map(|(short, long)| Some((word.strip_suffix(short)?, *long)));
        let owner = word.strip_suffix("'s");
        let (first, second) = match (word, long, owner) {
            ("cannot" | "can't", ..) => ("can", Some("not")),
            ("won't", ..) => ("will", Some("not")),
            (_, Some((first, long)), _) => (first, Some(long)),
            (_, _, Some(first)) => (first, IS.contains(&first).then_some("is")),
            _ => (word, None),
        };
        let said = std::iter::once(first).chain(second).filter(|word| !["", "a", "an", "the"].contains(word));
        words.extend(said.map(str::to_owned));
    }
    words.dedup();
    words
}

/// Whether two words differ in grammar alone: one of a few words of grammar, or `viewing` for `view`.
fn is_grammar(old: &str, new: &str) -> bool {
    let is_base = |long: &str, base: &str| {
        let is_verb = |stem: &&str| stem.len() > 2 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        let Some(stem) = long.strip_suffix("ing").filter(is_verb) else { return false };
        let doubled = base.chars().last().is_some_and(|last| stem.strip_suffix(last) == Some(base));
        stem == base || doubled || base.strip_suffix('e') == Some(stem)
    };
    GRAMMAR.contains(&(old.min(new), old.max(new))) || is_base(old, new) || is_base(new, old)
}

/// Whether one word is the other with a letter too many, too few, or two changed round, inside; or, of long words, another letter.
fn is_respelled(old: &str, new: &str) -> bool {
    let is_long = old.len().min(new.len()) >= LEAST;
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    if !is_long || !old.bytes().chain(new.bytes()).all(is_letter) {
        return false;
    }
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let before = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (is_inside, rest) = (before > 0 && behind > 0, |word: &[u8]| word.len().saturating_sub(before + behind));
    let is_turned = || {
        let at = |word: &[u8], at: usize| word.get(at).copied();
        rest(old) == 2 && (at(old, before), at(old, before + 1)) == (at(new, before + 1), at(new, before))
    };
    let is_another = || rest(old) == 1 && old.len() >= LEAST_WITH_ANOTHER;
    let is_whole = !old.contains(&b'-') && !new.contains(&b'-');
    let is_alike = is_whole && old.len().min(new.len()) >= LEAST_WITH_TWO && rest(old).max(rest(new)) <= 2;
    is_inside
        && match old.len().abs_diff(new.len()) {
            _ if is_alike => true,
            1 => before + behind >= old.len().min(new.len()),
            0 => is_turned() || is_another(),
            _ => false,
        }
}

/// Whether both say when the page was made or looked at, and nothing else differs.
fn is_imprint(older: &str, newer: &str) -> bool {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)\b(?:auto-?\s?generated|generated (?:by|on|at)|last (?:updated|modified|reviewed|edited|changed|revised))\b";
        Regex::new(pattern).expect("a valid pattern")
    });
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let month = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?";
        let pattern = format!(
            r"(?i)\b(?:\d{{4}}-\d\d?-\d\d?|\d\d?[/.]\d\d?[/.]\d{{2,4}}|\d\d?[- ]{month}[- ,]*\d{{4}}|{month} \d\d?,? \d{{4}})"
        );
        Regex::new(&pattern).expect("a valid pattern")
    });
    let is_short = older.split_whitespace().count().max(newer.split_whitespace().count()) <= MOST_OF_IMPRINT;
    is_short && SAYS.is_match(older) && DAY.replace_all(older, "") == DAY.replace_all(newer, "")
}

/// The words of a page by which [`is_same_said`] knows whether one is gone.
pub(super) fn spelled<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<String> {
    texts.flat_map(meant).collect()
}

#[cfg(test)]
mod tests {
    use super::is_same_said;

    fn same(older: &str, newer: &str) -> bool {
        is_same_said(older, newer, &|_| true)
    }

    #[test]
    fn grammar_and_spelling_say_the_same() {
        assert!(same("An barge has the the rope.", "A barge has a rope."));
        assert!(same("The barge' rope isn't long.", "The barge's rope is not long."));
        assert!(same("It's here, you cannot miss it.", "It is here; you can't miss it."));
        assert!(same("Pull it succesfully.", "Pull it successfully."));
        assert!(same("A seperate pulley recieves it.", "A separate pulley receives it."));
        assert!(same("Moored form the pier, sine 2027.", "Moored from the pier, since 2027."));
        assert!(same(
            "No rope needed; ask it the length the rope.",
            "No rope is needed; ask it the length of the rope."
        ));
        assert!(same("Its maintainance is due.", "Its maintenance is due."));
        assert!(same("It has a build-in winch.", "It has a built-in winch."));
        assert!(same("The ropes is composed by fibres.", "The ropes are composed of fibres."));
        assert!(same("Resetting the winch, writing its log", "Reset the winch, write its log"));
    }

    #[test]
    fn another_word_is_another_word() {
        assert!(!same("Pull it upward.", "Pull it onward."));
        assert!(!same("The barge is moored.", "The barge is not moored."));
        assert!(!same("Ropes can slip.", "Ropes can't slip."));
        assert!(!same("Use the last rope.", "Use the past rope."));
        assert!(!same("Needs 4 anchors.", "Needs 5 anchors."));
        assert!(!same("Both anchors.", "Both anchor."));
        assert!(!same("A minimum load.", "A maximum load."));
        assert!(!same("A typical load.", "An atypical load."));
        assert!(!same("It came from the pier.", "It came to the pier."));
        assert!(!same("Hold the rope.", "Fold the rope."));
        assert!(!same("Start the string.", "Start the str."));
        assert!(!same("A weather-bound load.", "A weather-worn load."));
        assert!(!same("An implicit load.", "An explicit load."));
        assert!(!is_same_said("It goes through.", "It goes though.", &|_| false), "the word stands elsewhere");
    }

    #[test]
    fn the_day_when_a_page_was_made_is_no_news() {
        assert!(same("Auto generated by bargedoc on 4-Mar-2027", "Auto generated by bargedoc on 12-Jun-2027"));
        assert!(same("Last updated: 2027-03-04", "Last updated: 2027-06-12"));
        assert!(!same("Auto generated by bargedoc on 4-Mar-2027", "Auto generated by winchdoc on 4-Mar-2027"));
        assert!(!same("Sails on 4 March 2027.", "Sails on 12 June 2027."));
    }
}
