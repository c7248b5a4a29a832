//! Sentences in other words: about as many, and none of them turns what they say or names anything.

use std::collections::HashSet;

use super::grammar::{is_form, is_negation, is_plain, is_strict, is_weak};
use super::slips::{MOST, Step, is_alike, meant, signed, signs, steps};

/// Words that turn what a sentence says beside negations: whether something is there, holds, or has to be given, and how much of it.
const TURNS: &str = "all always another any available before after beta both cannot default deprecated disable disabled \
    each either enable enabled every except experimental false instead least less maximum may minimum more \
    most must off on once optional per preview recommended removed required same stable support supported twice \
    undefined unless unsupported until unstable without zero one two three four five six seven eight nine ten";
/// How many words more or fewer a text has that was only put in other words.
const MOST_MORE: usize = 4;
/// The same where words came or went and none stands in their place.
const MOST_ALONE: usize = 1;
/// How many words stay, at least, that say something.
const LEAST_SHARED: usize = 3;
/// How many words in a row are put in other words.
const MOST_IN_A_ROW: usize = 12;

/// Whether a text says in other words what it said, as far as words alone tell: nobody has to translate it again.
pub(super) fn is_reworded(older: &str, newer: &str, is_slip: &dyn Fn(&str, &str) -> bool) -> bool {
    let (old, new) = (meant(older), meant(newer));
    if old.len() * new.len() > MOST || signed(older) != signed(newer) || signs(older) != signs(newer) {
        return false;
    }
    let steps = steps(&old, &new, &|one, other| is_alike(one, other, is_slip));
    let names = [older, newer].map(names);
    let says = |word: &str, of_old: bool| turns(word) || names[usize::from(!of_old)].contains(word);
    let shared = steps.iter().filter(|step| matches!(step, Step::Both(word) if !is_weak(word))).count();
    let (mut gone, mut come) = (0, 0);
    for gap in steps.split(|step| matches!(step, Step::Both(_))) {
        let [own, other] = [true, false].map(|of_old| gap.iter().filter(|step| step.is_left(of_old)).count());
        let is_alone = !gap.iter().any(|step| matches!(step, Step::Old(_)))
            || !gap.iter().any(|step| matches!(step, Step::New(_)));
        let is_news = |step: &Step<'_>| match *step {
            Step::Old(word) => says(word, true) || is_alone && is_strict(word),
            Step::New(word) => says(word, false) || is_alone && is_strict(word),
            Step::Both(_) => false,
        };
        if own.max(other) > if is_alone { MOST_ALONE } else { MOST_IN_A_ROW } || gap.iter().any(is_news) {
            return false;
        }
        (gone, come) = (gone + own, come + other);
    }
    gone.abs_diff(come) <= MOST_MORE && shared >= gone.max(come).max(LEAST_SHARED)
}

/// Whether a sentence says in a new way what it said: it names the same, turns nothing, and most of its words were there.
pub(super) fn is_recast(older: &str, newer: &str) -> bool {
    let is_sentence =
        |text: &str| text.split_inclusive(['.', '!', '?']).filter(|part| !part.trim().is_empty()).count() == 1;
    let (old, new) = (meant(older), meant(newer));
    if !is_sentence(older) || !is_sentence(newer) || new.len() > old.len() || signs(older) != signs(newer) {
        return false;
    }
    let turning = |words: &[String]| -> Vec<String> { words.iter().filter(|word| turns(word)).cloned().collect() };
    let is_alike = |one: &str, other: &str| one == other || is_form(one, other);
    let (before, now) = (names(older), names(newer));
    let has_all = |names: &HashSet<String>, others: &HashSet<String>| {
        names.iter().all(|name| others.iter().any(|other| is_alike(name, other)))
    };
    let said: Vec<&String> = new.iter().filter(|word| !is_weak(word)).collect();
    let shared = said.iter().filter(|word| old.iter().any(|other| is_alike(word, other))).count();
    turning(&old) == turning(&new)
        && has_all(&before, &now)
        && has_all(&now, &before)
        && shared >= LEAST_SHARED
        && shared * 3 >= said.len() * 2
}

/// Whether a word is a name, or turns what a sentence says.
fn turns(word: &str) -> bool {
    !is_plain(word) || is_negation(word) || TURNS.split_ascii_whitespace().any(|own| own == word)
}

/// The words of a text that are written as names, in lower case: with a capital where no sentence begins.
fn names(text: &str) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut begins = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !begins && bare.starts_with(char::is_uppercase) {
            names.extend(meant(bare));
        }
        begins = word.ends_with(['.', ':', '!', '?', '|', '*', '-', '–', '—', '"', '“', '(']);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::grammar::is_respelled;
    use super::{is_recast, is_reworded};

    fn reworded(older: &str, newer: &str) -> bool {
        is_reworded(older, newer, &is_respelled)
    }

    #[test]
    fn other_words_for_the_same_are_no_news() {
        assert!(reworded("The winch hauls the barge to its berth.", "The winch pulls the barge to its berth."));
        assert!(reworded(
            "Keep the rope dry while you moor the barge.",
            "Store the rope dry while you moor the barge."
        ));
        assert!(reworded(
            "Winches in this bay are subject to change. Use of these winches in real harbours is discouraged.",
            "Winches under this bay are subject to change. Use of these winches in working harbours is discouraged."
        ));
    }

    #[test]
    fn a_sentence_may_be_built_anew() {
        let older =
            "Note: To moor a barge with the Harbour Winch still asks that the barge is properly insured by its owner.";
        assert!(is_recast(older, "Note: The Harbour Winch asks for an insured barge."));
        assert!(!is_recast(older, "Note: The Harbour Winch never asks for an insured barge."));
        assert!(!is_recast(older, "Note: The Harbour Crane asks for an insured barge."), "another name");
        assert!(!is_recast(older, "Note: The Harbour Winch asks for rope, oars and sails."), "other words");
        assert!(!is_recast(older, "Note: The Harbour Winch asks for 2 insured barges."));
    }

    #[test]
    fn what_came_or_turned_is_news() {
        assert!(!reworded(
            "The winch hauls the barge.",
            "The winch hauls the barge when the tide is high enough for it."
        ));
        assert!(!reworded("The winch hauls the barge to its berth.", "The winch never hauls the barge to its berth."));
        assert!(!reworded("Ask the harbour office for a berth.", "Ask the harbour office in Kiel for a berth."));
        assert!(!reworded("The rope has 4 strands of hemp.", "The rope has 5 strands of hemp."));
        assert!(!reworded("Set the sail in a calm bay.", "Set the optional sail in a calm bay."));
        assert!(!reworded("The winch hauls a barge to its berth.", "The winch hauls a barge or boat to its berth."));
        assert!(!reworded("Moor barges here.", "Sell nets there."));
        assert!(!reworded("Mind the gap.", "Mind the step."), "too little stays");
    }
}
