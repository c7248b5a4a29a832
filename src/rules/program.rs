//! Two pieces of code beside each other, as what runs them reads them.

use std::sync::LazyLock;

use regex::Regex;

use crate::link::{Address, Speech};
use crate::locale::Locale;
use crate::page::{CodeToken, Role, is_prose, is_sentence};

/// What two pieces of code have not in common.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Comparison {
    /// The first tokens that differ, as indices: own, English. An index behind the last token says that the code breaks off.
    pub(super) difference: Option<(usize, usize)>,
    /// The texts for people and sample values that differ, as indices: own, English.
    pub(super) samples: Vec<(usize, usize)>,
}

impl Comparison {
    /// Whether both do the same when they run.
    pub(super) fn runs_alike(&self) -> bool {
        self.difference.is_none()
    }
}

/// A translation of a word that a reader fills in has at most so many tokens.
const LONGEST: usize = 24;

/// Compares code with its English.
pub(super) fn compare(own: &[CodeToken<'_>], english: &[CodeToken<'_>]) -> Comparison {
    compare_named(own, english, &|_, _| false)
}

/// Compares code with its English, where `renamed` says which tokens are other names for the same.
pub(super) fn compare_named(
    own: &[CodeToken<'_>],
    english: &[CodeToken<'_>],
    renamed: &dyn Fn(&CodeToken<'_>, &CodeToken<'_>) -> bool,
) -> Comparison {
    let mut comparison = Comparison::default();
    let (mut mine, mut theirs) = (0, 0);
    while let Some(expected) = english.get(theirs) {
        let found = own.get(mine);
        let next = english.get(theirs + 1);
        let (step, other_step) = match (found, expected.role) {
            (Some(found), _) if found.text == expected.text => (1, 1),
            (Some(found), Role::String)
                if found.role == Role::String && is_sample(found, expected, is_key(english, theirs)) =>
            {
                (1, 1)
            }
            (Some(found), Role::Code | Role::String) if found.role == expected.role && renamed(found, expected) => {
                (1, 1)
            }
            (Some(found), Role::Code) if is_english(expected.text) && is_tag(found.text) => (1, 1),
            (Some(found), Role::Text) if found.role == Role::Text && keeps_code(found, expected) => (1, 1),
            (Some(found), Role::FillIn) if is_misspelt(found.text, expected.text) => break,
            (Some(_), Role::FillIn) => match filled_in(&own[mine..], next) {
                Some(length) => (length, 1),
                None => break,
            },
            (_, Role::Text) if found.is_none_or(|found| found.role != Role::Text) => (0, 1),
            (Some(found), _) if found.role == Role::Text && expected.role != Role::Text => (1, 0),
            _ => break,
        };
        if found.is_none_or(|found| found.text != expected.text) {
            comparison.samples.push((mine, theirs));
        }
        (mine, theirs) = (mine + step, theirs + other_step);
    }
    let text = |token: &CodeToken<'_>| token.role == Role::Text;
    if theirs < english.len() || !own[mine.min(own.len())..].iter().all(text) {
        comparison.difference = Some((mine, theirs));
    }
    comparison
}

/// Whether a word was not translated but mistyped.
fn is_misspelt(found: &str, expected: &str) -> bool {
    expected.len() > 4 && strsim::damerau_levenshtein(found, expected) == 1
}

/// How many tokens stand for what a reader fills in, where the English goes on with `next`.
fn filled_in(own: &[CodeToken<'_>], next: Option<&CodeToken<'_>>) -> Option<usize> {
    let goes_on = |token: &CodeToken<'_>, next: &CodeToken<'_>| {
        token.text == next.text || token.role == next.role && next.role != Role::Code
    };
    match next {
        Some(next) => (1..own.len().min(LONGEST)).find(|&length| goes_on(&own[length], next)),
        None => Some(own.len()).filter(|&length| length <= LONGEST),
    }
}

/// What a program puts into a text: `{name}`, `${name}`, `%s`.
static INSERTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\$\{[A-Za-z_][A-Za-z0-9_.]*\}|\{[A-Za-z_][A-Za-z0-9_.]*(?:\([^(){}]*\))?\}|%[sd](?-u:\b)")
        .expect("valid")
});

/// Whether a text still holds what a program puts into that of the English.
fn keeps_code(found: &CodeToken<'_>, expected: &CodeToken<'_>) -> bool {
    INSERTED.find_iter(expected.text).all(|inserted| found.text.contains(inserted.as_str()))
}

/// Whether the token at `at` is a key, and no branch of a condition.
fn is_key(tokens: &[CodeToken<'_>], at: usize) -> bool {
    let is = |at: Option<usize>, sign: &str| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.text == sign);
    is(Some(at + 1), ":") && !is(at.checked_sub(1), "?")
}

fn is_tag(text: &str) -> bool {
    (2..6).contains(&text.len()) && Locale::parse(text).is_some_and(|locale| locale.is_evident())
}

fn is_english(text: &str) -> bool {
    matches!(text, "en" | "en-US" | "en_US")
}

/// Whether a string of the English may be translated to `found`: it is a text for people, a word
/// that a reader fills in, or a value that only shows what could stand there.
fn is_sample(found: &CodeToken<'_>, expected: &CodeToken<'_>, is_key: bool) -> bool {
    let text = expected.inside();
    let own = found.inside();
    if text == own {
        return true;
    }
    if own.is_empty() || !keeps_code(found, expected) {
        return false;
    }
    if text.contains('\n') {
        return keeps_lines(own, text);
    }
    let word = !text.contains(char::is_whitespace) && text.is_ascii();
    if word && is_of_locale(own, text) {
        return true;
    }
    if word && is_key {
        return false;
    }
    let parts = expected.parts();
    if parts.iter().any(|part| part.role == Role::FillIn) && compare(&found.parts(), &parts).runs_alike() {
        return true;
    }
    if !text.chars().any(char::is_alphanumeric) {
        return text.trim() == own.trim();
    }
    let address = |word: &str| {
        let start = word.find("http").unwrap_or_default();
        let end = word[start..].find(['"', '\'', '<', '>', ')']).map_or(word.len(), |end| start + end);
        word.contains("://") && word.is_ascii() && !own.contains(word[start..end].trim_end_matches(['.', ',']))
    };
    let option = |word: &str| word.starts_with("--") && word.len() > 3;
    if text.split_whitespace().any(|word| option(word) || address(word)) {
        return false;
    }
    let capital = text.starts_with(|c: char| c.is_ascii_uppercase());
    let letters = |text: &str| text.chars().all(|c| c.is_ascii_lowercase());
    let label = capital && letters(text[1..].trim_end_matches(['.', '!', '?', ':']));
    let plain = letters(text) && !own.is_ascii();
    !word || label && text.len() > 1 || plain
}

/// Whether a text of more lines differs from the English in its prose only.
fn keeps_lines(own: &str, english: &str) -> bool {
    let is_said =
        |own: &str, english: &str| own == english || is_prose(english) || is_sentence(english) || !own.is_ascii();
    match own.lines().count() == english.lines().count() {
        true => own.lines().zip(english.lines()).all(|(own, english)| is_said(own.trim(), english.trim())),
        false => is_sentence(english),
    }
}

/// Whether a word names the reader's language instead of English, or the page of an address in it.
fn is_of_locale(own: &str, english: &str) -> bool {
    let any = Speech::any();
    let addresses = || Address::parse(own).zip(Address::parse(english));
    is_tag(own) && is_tag(english)
        || english.contains('/')
            && addresses().is_some_and(|(own, english)| Address::same((&own, &any), (&english, &any)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Page, PageFormat};

    fn compared(language: &str, own: &str, english: &str) -> (Option<(String, String)>, usize) {
        let text = format!("```{language}\n{own}\n```\n\n```{language}\n{english}\n```\n");
        let page = Page::parse(&text, PageFormat::MARKDOWN);
        let tokens = |fence: usize| page.fences[fence].tokens(&text).expect("a known language");
        let (own, english) = (tokens(0), tokens(1));
        let comparison = compare(&own, &english);
        let text =
            |tokens: &[CodeToken<'_>], at: usize| tokens.get(at).map_or(String::new(), |token| token.text.to_owned());
        let difference = comparison.difference.map(|(mine, theirs)| (text(&own, mine), text(&english, theirs)));
        (difference, comparison.samples.len())
    }

    #[test]
    fn what_a_reader_fills_in_may_have_any_number_of_words() {
        assert_eq!(compared("js", "bake('<nombre-de-tu-horno>')", "bake('<your-oven-name>')"), (None, 1));
        assert_eq!(compared("bash", "export OVEN=TU_HORNO # x", "export OVEN=YOUR_OVEN"), (None, 1));
        assert_eq!(compared("yaml", "a: nombre de su horno\nb: 3", "a: your-oven-name\nb: 3").0, None);
        let wrong = compared("bash", "exportar OVEN=TU_HORNO", "export OVEN=YOUR_OVEN");
        assert_eq!(wrong.0, Some(("exportar".to_owned(), "export".to_owned())));
    }

    #[test]
    fn texts_may_be_translated_and_what_is_run_may_not() {
        assert_eq!(compared("jsx", "<B title=\"Ouvrir\">Fermer</B>", "<B title=\"Open\">Close</B>"), (None, 2));
        assert_eq!(compared("py", "say(f'Hola {name}')", "say(f'Hello {name}')"), (None, 1));
        for (own, english) in [
            ("say(f'Hola {nombre}')", "say(f'Hello {name}')"),
            ("a = {'nombre': 1}", "a = {'name': 1}"),
            ("get('/hornos')", "get('/ovens')"),
            ("role = 'usuario'", "role = 'user'"),
            ("say('voir http://a.example')", "say('see http://b.example')"),
            ("bake(YOUR_OVEM)", "bake(YOUR_OVEN)"),
            ("a = 'x'", "a = 'x'; b"),
        ] {
            assert!(compared("py", own, english).0.is_some(), "{own}");
        }
    }
}
