//! Code spans of plain pages that are words of a language.

use crate::group::Unit;
use crate::page::{is_program, is_prose, is_sentence, masked};
use crate::rules::token::holds;

/// Whether words of a language were translated, and all else stands as in English; nothing on the English page runs them.
pub(super) fn is_translated_word(unit: &Unit<'_, '_>, found: &str, expected: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        let letters = word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '/' | '\'' | ','));
        letters && (is_upper(&word.replace(['/', '-'], "")) || word.chars().skip(1).all(|c| !c.is_ascii_uppercase()))
    };
    let filled_in = masked(expected);
    let expected = if filled_in.contains(" + ") { &*filled_in.replace("<>", "") } else { expected };
    let count = expected.split_whitespace().count();
    let mut gone = expected.split_whitespace().filter(|word| count == 1 || !found.contains(word)).peekable();
    // A word alone may be one of a path or a call.
    let is_bare = count > 1 || expected.chars().all(|c| c.is_ascii_alphabetic() || "- !?".contains(c));
    let is_code = expected.contains(" -") || expected.contains(['=', '(', '{', '<', '$']) || expected.contains("::");
    let page = &unit.english.view.page;
    let is_run = || {
        count < 4
            && page
                .fences
                .iter()
                .filter(|fence| fence.is_code())
                .any(|fence| holds(fence.content.of(page.text), expected))
    };
    let is_program = expected.split(' ').next().is_some_and(is_program);
    !found.is_ascii() && is_bare && !is_code && gone.peek().is_some() && gone.all(is_word) && !is_program && !is_run()
}

/// Whether both are the same quantity, with the unit in the language: `2s`.
pub(super) fn is_quantity(found: &str, expected: &str) -> bool {
    let parts = |code: &'_ str| {
        let digits = code.len() - code.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        (code[..digits].to_owned(), code[digits..].trim().to_owned())
    };
    let ((own, unit), (english, expected)) = (parts(found), parts(expected));
    let is_unit = expected.len() < 8 && expected.bytes().all(|byte| byte.is_ascii_alphabetic());
    !own.is_empty() && own == english && !unit.is_empty() && is_unit && unit.chars().all(char::is_alphabetic)
}

/// Whether code differs from the English in words of a language alone: `ignore the-rule: reason`.
pub(super) fn is_worded(found: &str, expected: &str) -> bool {
    let is_word = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase());
    let (own, english): (Vec<&str>, Vec<&str>) =
        (found.split_whitespace().collect(), expected.split_whitespace().collect());
    let differ = || own.iter().zip(&english).filter(|(own, english)| own != english);
    let translated =
        own.len() == english.len() && english.len() > 2 && differ().all(|(own, word)| is_word(word) && !own.is_ascii());
    translated || is_sentence(expected)
}

/// Whether code is words of a language, a name and a noun: `OvenPro plugin`, `time-series`.
pub(super) fn is_wordy(code: &str) -> bool {
    let is_noun = |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut words = code.split([' ', '-']);
    let letters = code.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '+' | ','));
    // Words are code only where the page proves that they are a command.
    if is_prose(code) || code.contains(" -") || code.split(' ').next().is_some_and(is_program) {
        return false;
    }
    let is_said = |word: &str| word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '-' | '+'));
    let searched = masked(code);
    let is_search =
        searched.contains("<>") && searched.contains(" + ") && searched.replace("<>", "x").split(' ').all(is_said);
    is_search
        || letters && (code.contains(' ') && words.clone().any(is_noun) || words.all(is_noun))
        || code.contains(' ') && code.split(' ').all(is_said)
        || code.contains("...")
        // The name of a kind of things is often said in words: `OvenPool`.
        || code.starts_with(|c: char| c.is_ascii_uppercase()) && code.bytes().all(|byte| byte.is_ascii_alphabetic())
}

pub(super) fn is_upper(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}
