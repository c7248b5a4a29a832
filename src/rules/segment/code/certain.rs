//! Whether a code of a plain page is beyond doubt none that its readers have in their language.

use crate::group::Unit;
use crate::link::Speech;
use crate::page::is_program;

/// Whether what a translation has in the place of a code is damage. Words of a language are code only
/// where the English page runs them: a translator says them as the sentence asks.
pub(super) fn is_certain(unit: &Unit<'_, '_>, found: &str, expected: &str) -> bool {
    let (own, english) = (words(found), words(expected));
    let gone: Vec<&str> = english.iter().copied().filter(|word| !own.contains(word)).collect();
    let come: Vec<&str> = own.iter().copied().filter(|word| !english.contains(word)).collect();
    let is_latin = unit.locale().is_none_or(|locale| Speech::of(locale).is_latin());
    // The name of a service, in the letters of the reader: `OvenTalk`.
    let is_title = !found.is_ascii()
        && expected.starts_with(|c: char| c.is_ascii_uppercase())
        && expected.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_misspelt = || match (&*gone, &*come) {
        ([gone], [come]) => !is_latin && come.is_ascii() && strsim::damerau_levenshtein(gone, come) <= 2,
        _ => false,
    };
    let page = &unit.english.view.page;
    let is_word = expected.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_run = || {
        !is_word
            && page
                .fences
                .iter()
                .filter(|fence| fence.is_code())
                .any(|fence| fence.content.of(page.text).contains(expected))
    };
    // `List<Loaf>`, `loaf::knead`, `Retry-After`
    let is_type = expected.contains("::")
        || !expected.contains(' ')
            && expected.contains(['<', '-'])
            && gone.iter().all(|word| word.len() > 1 && word.starts_with(|c: char| c.is_ascii_uppercase()));
    gone.is_empty() && come.is_empty()
        || !found.is_ascii() && is_type && !gone.is_empty()
        || !is_title && gone.iter().any(|word| is_name(word) || expected.contains(&format!("--{word}")))
        || expected
            .split(' ')
            .next()
            .is_some_and(|first| is_program(first) && (english.len() < 3 || gone.first() != english.last()))
        || is_misspelt()
        || is_run()
}

/// The words of a code, with the signs that hold names together.
fn words(code: &str) -> Vec<&str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

/// Whether a word is a name by its form.
fn is_name(word: &str) -> bool {
    let letters = word.chars().any(|c| c.is_ascii_lowercase());
    let is_filled_in = ["YOUR", "MY_", "NAME", "HERE", "EXAMPLE"].iter().any(|part| word.contains(part));
    word.contains('_') && word.chars().any(|c| c.is_ascii_alphabetic()) && !is_filled_in
        || letters && word.chars().skip(1).any(|c| c.is_ascii_uppercase())
        || word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic) && word.len() > 3
}
