//! A cell that is a list of scopes, and nothing else.

use std::sync::LazyLock;

use regex::Regex;

use crate::locale::Locale;
use crate::span::Span;

/// What stands between two scopes.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*[,;、，；]\s*(?:(?:and|or|und|oder|y|o|e|ou|et|и|или)\s+|および\s*|または\s*)?|\s+(?:and|or|und|oder|y|o|e|ou|et|и|или|および|または)\s+")
        .expect("valid")
});

/// Signs of markup, and those of footnotes.
const SIGNS: [char; 11] = ['*', '`', '[', ']', '<', '>', '|', '†', '&', '\\', '~'];

/// The languages that do not list with a comma, and what they list with.
const SEPARATORS: [(&str, &str); 2] = [("ja", "、"), ("zh", "、")];

/// What languages say for `and` and `or` between two names.
const WORDS: [(&str, [&str; 2]); 6] = [
    ("de", ["und", "oder"]),
    ("es", ["y", "o"]),
    ("fr", ["et", "ou"]),
    ("ja", ["および", "または"]),
    ("pt", ["e", "ou"]),
    ("ru", ["и", "или"]),
];

/// How a page writes lists of scopes.
#[derive(Clone, Copy, Default)]
pub(super) struct Style<'p> {
    /// What it writes between two of them.
    pub separator: Option<&'p str>,
    /// Its language.
    pub language: Option<&'p str>,
}

impl Style<'_> {
    /// The list of `scopes` with what stands between them in English, in the signs and words of the page. `None` where nobody knows
    /// these.
    fn write(self, scopes: &[String], english: &[&str]) -> Option<String> {
        let mut list = scopes.first()?.clone();
        for (between, scope) in english.iter().zip(&scopes[1..]) {
            match is_word(between) {
                true => list += &format!(" {} ", self.word(between, scope)?),
                false => list += self.separator.unwrap_or(", "),
            }
            list += scope;
        }
        Some(list)
    }

    /// The word of the language for that of the English in front of `scope`.
    fn word(self, english: &str, scope: &str) -> Option<&'static str> {
        let (_, [and, or]) = WORDS.iter().find(|(language, _)| self.language == Some(language))?;
        // In Spanish the word hangs on how the next one is spoken.
        let is_spoken = self.language != Some("es") || !scope.starts_with(['I', 'H', 'O', 'i', 'h', 'o']);
        is_spoken.then_some(if is_and(english) { *and } else { *or })
    }
}

/// What a page writes between two scopes, as its `lists` show; where none of them has two, what its language is known for.
pub(super) fn usual_separator<'p>(lists: impl Iterator<Item = &'p str>, locale: Option<&Locale>) -> Option<&'p str> {
    let known = || {
        let language = locale.map(Locale::language);
        SEPARATORS.iter().find(|(known, _)| language == Some(known)).map(|(_, separator)| *separator)
    };
    lists.filter_map(separator).next().or_else(known)
}

/// The first sign between two scopes, with the space around it.
fn separator(list: &str) -> Option<&str> {
    between(list).into_iter().find(|between| !is_word(between))
}

/// What stands between the parts of a list.
fn between(list: &str) -> Vec<&str> {
    BETWEEN.find_iter(list).map(|found| found.as_str()).collect()
}

/// Whether a text in front of a scope, as far as what was found before it, is that of a list: no other word stands between them.
pub(super) fn is_list(before: &str) -> bool {
    let rest = BETWEEN.split(before).last().unwrap_or_default();
    rest.split_whitespace().last().is_none_or(|word| word.contains('.'))
}

/// Whether a scope is one of the parts of a list, whatever signs of markup stand around it.
pub(super) fn is_part(list: &str, scope: &str) -> bool {
    let parts = BETWEEN.split(list).flat_map(|part| part.split('|'));
    parts.map(|part| part.trim().trim_matches(SIGNS).trim_end_matches('.').trim()).any(|part| part == scope)
}

/// Whether a list has scopes as its parts, and nothing else.
pub(super) fn is_clean(list: &str, scopes: &[String]) -> bool {
    let mut parts = BETWEEN.split(list.trim().trim_end_matches('.'));
    !scopes.is_empty() && parts.all(|part| scopes.iter().any(|scope| scope == part.trim()))
}

/// Whether a word stands between two parts.
fn is_word(between: &str) -> bool {
    between.contains(char::is_alphabetic)
}

/// Whether the word between two parts asks for both of them.
fn is_and(between: &str) -> bool {
    let word = between.trim_matches(|c: char| !c.is_alphabetic());
    ["and", "und", "y", "e", "et", "и", "および"].contains(&word)
}

/// Whether no word stands between the parts of a list, unless before the last one: elsewhere it says which parts go together.
fn is_plain(between: &[&str]) -> bool {
    between.iter().rev().skip(1).all(|between| !is_word(between))
}

/// What a cell reads when it lists the scopes of the English: with its own signs and words between them, where they stand where those
/// of the English do; else with its own sign, or that of the page in its `style`, and its words where those of the English say which
/// scopes go together. `None` where the English says more than scopes, or the cell has markup or notes.
pub(super) fn restored(own: &str, (english, scopes): (&str, &[String]), style: Style<'_>) -> Option<String> {
    let list = english.trim_end_matches('.');
    let is_clean = BETWEEN.split(list).eq(scopes.iter().map(String::as_str));
    if !is_clean || own.contains(SIGNS) || own.chars().any(is_superscript) {
        return None;
    }
    let style = Style { separator: separator(own).or(style.separator), ..style };
    let (mine, theirs) = (between(own), between(list));
    let is_apart = is_plain(&theirs) && !(theirs.len() == 1 && is_word(theirs[0]));
    let is_same = |(mine, theirs): (&&str, &&str)| match (is_word(mine), is_word(theirs)) {
        (true, true) => is_and(mine) == is_and(theirs),
        // What the English gives a choice of is not asked for together.
        (true, false) => is_apart && !is_and(mine),
        (false, true) => is_apart,
        (false, false) => true,
    };
    let are_same = mine.len() == theirs.len() && mine.iter().zip(&theirs).all(is_same);
    if !are_same || is_apart && !is_plain(&mine) {
        return match is_apart {
            true => Some(scopes.join(style.separator.unwrap_or(", "))),
            false => style.write(scopes, &theirs),
        };
    }
    let mut list = scopes.first().cloned().unwrap_or_default();
    for (between, scope) in mine.iter().zip(&scopes[1..]) {
        list += between;
        // Words of Japanese touch what they stand before, but not Latin letters.
        list += if between.ends_with(char::is_alphabetic) { " " } else { "" };
        list += scope;
    }
    Some(list)
}

/// Where the word begins that stands in front of a broken scope and is none of a list: what a translation made of a part of its name.
/// `None` where more stands there, or something behind the scope.
pub(super) fn rest(list: &str, scope: Span) -> Option<usize> {
    let before = BETWEEN.split(&list[..scope.start]).last()?;
    let word = before.trim();
    let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic) && before.trim_start() == before;
    let behind = &list[scope.end..];
    let is_end = behind.trim().is_empty() || BETWEEN.find(behind).is_some_and(|next| next.start() == 0);
    (is_word && is_end).then(|| scope.start - before.len())
}

/// Whether a name says a word twice: `Loaf.BakeBake`. That is a slip of the English.
pub(super) fn stutters(scope: &str) -> bool {
    let is_capital = |at: &usize| scope[*at..].starts_with(|c: char| c.is_ascii_uppercase() || c == '.');
    let mut starts: Vec<usize> = scope.char_indices().map(|(at, _)| at).filter(is_capital).collect();
    starts.push(scope.len());
    let words: Vec<&str> = starts.windows(2).map(|pair| &scope[pair[0]..pair[1]]).collect();
    words.windows(2).any(|pair| pair[0].len() > 1 && pair[0] == pair[1])
}

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{209f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_scopes_stays() {
        let scopes = ["Loaf.Read", "Loaf.Bake.All"].map(str::to_owned);
        let cell = |own| restored(own, ("Loaf.Read, Loaf.Bake.All", &scopes), Style::default());
        assert_eq!(cell("ローフ. 読み取り、ローフ (すべて)").as_deref(), Some("Loaf.Read、Loaf.Bake.All"));
        assert_eq!(cell("Brot lesen oder Brot.Backen").as_deref(), Some("Loaf.Read oder Loaf.Bake.All"));
        assert_eq!(cell("ローフをすべて取得します。").as_deref(), Some("Loaf.Read, Loaf.Bake.All"));
        assert_eq!(cell("Brot lesen*, Brot backen"), None);
        let style = Style { separator: Some("、"), language: None };
        let either = restored("ローフ、および焼く", ("Loaf.Read, Loaf.Bake.All", &scopes), style);
        assert_eq!(either.as_deref(), Some("Loaf.Read、Loaf.Bake.All"));
        let both = restored("ローフ、および焼く", ("Loaf.Read and Loaf.Bake.All", &scopes), Style::default());
        assert_eq!(both.as_deref(), Some("Loaf.Read、および Loaf.Bake.All"));
        assert_eq!(restored("x", ("Loaf.Read for a loaf", &scopes[..1]), Style::default()), None);
    }

    #[test]
    fn words_that_say_which_scopes_go_together_stay() {
        let scopes = ["Loaf.Read", "Oven.Read", "Loaf.Bake.All"].map(str::to_owned);
        let unknown = Style { separator: Some("、"), language: None };
        let japanese = Style { language: Some("ja"), ..unknown };
        let cell = |english, own, style| restored(own, (english, &scopes), style);
        let pairs = "Loaf.Read and Oven.Read, Loaf.Bake.All";
        assert_eq!(cell(pairs, "ローフ", unknown), None);
        let whole = "Loaf.Read および Oven.Read、Loaf.Bake.All";
        assert_eq!(cell(pairs, "ローフ", japanese).as_deref(), Some(whole));
        assert_eq!(cell(pairs, "ローフ、オーブン、焼く", japanese).as_deref(), Some(whole));
        assert_eq!(
            cell(pairs, "Brot und Ofen, Backen", unknown).as_deref(),
            Some("Loaf.Read und Oven.Read, Loaf.Bake.All")
        );
        let last = "Loaf.Read, Oven.Read, and Loaf.Bake.All";
        assert_eq!(cell(last, "ローフ", japanese).as_deref(), Some("Loaf.Read、Oven.Read、Loaf.Bake.All"));
        let plain = "Loaf.Read, Oven.Read, Loaf.Bake.All";
        assert_eq!(
            cell(plain, "ローフ、および焼く、のいずれか", japanese).as_deref(),
            Some("Loaf.Read、Oven.Read、Loaf.Bake.All")
        );
    }

    #[test]
    fn a_word_between_two_scopes_says_what_that_of_the_english_does() {
        let scopes = ["Loaf.Read", "Oven.Read"].map(str::to_owned);
        let cell = |english, own, language| {
            restored(own, (english, &scopes), Style { separator: None, language: Some(language) })
        };
        let and = "Loaf.Read and Oven.Read";
        assert_eq!(cell(and, "ローフを読み取ります。", "ja").as_deref(), Some("Loaf.Read および Oven.Read"));
        assert_eq!(cell(and, "Brot lesen oder Ofen", "de").as_deref(), Some("Loaf.Read und Oven.Read"));
        assert_eq!(cell("Loaf.Read or Oven.Read", "хлеб", "ru").as_deref(), Some("Loaf.Read или Oven.Read"));
        assert_eq!(cell(and, "leer el pan", "es"), None, "`y` or `e`, as the next word is spoken");
        assert_eq!(cell(and, "odczyt", "pl"), None);
    }

    #[test]
    fn one_word_in_front_of_a_broken_scope_is_what_is_left_of_it() {
        let rest = |list: &str, scope: &str| {
            let start = list.find(scope).expect("the scope");
            super::rest(list, Span::new(start, start + scope.len())).map(|start| list[start..].to_owned())
        };
        assert_eq!(rest("Laib loaf. Read, Ofen.Read", "loaf. Read").as_deref(), Some("Laib loaf. Read, Ofen.Read"));
        assert_eq!(rest("Oven.Read oder Laib loaf. Read", "loaf. Read").as_deref(), Some("Laib loaf. Read"));
        for list in ["loaf. Read", "(Laib) loaf. Read", "nur der Laib loaf. Read", "Laib loaf. Read lesen"] {
            assert_eq!(rest(list, "loaf. Read"), None, "{list}");
        }
    }

    #[test]
    fn a_name_that_says_a_word_twice_is_a_slip() {
        assert!(stutters("Loaf.BakeBake.All"));
        assert!(!stutters("Loaf.ReadBake.All") && !stutters("Loaf.AA") && !stutters(""));
    }

    #[test]
    fn a_scope_of_one_word_is_a_part_of_a_list() {
        assert!(is_part("Loaf.Read, `openid` and email.", "openid") && is_part("Loaf.Read and email.", "email"));
        assert!(!is_part("The profile of the oven.", "profile"));
    }

    #[test]
    fn a_list_without_a_trace_of_what_it_lacks_is_clean() {
        let scopes = ["Loaf.Read", "Oven.Read"].map(str::to_owned);
        assert!(is_clean("Loaf.Read, Oven.Read", &scopes) && is_clean("Loaf.Read", &scopes[..1]));
        assert!(!is_clean("Loaf.Read und Brot", &scopes) && !is_clean("Brot", &scopes[..0]));
    }

    #[test]
    fn a_word_that_a_scope_left_behind_is_none_of_a_list() {
        assert!(
            is_list("")
                && is_list("Loaf.Read, ")
                && is_list("Loaf.Read oder ")
                && is_list("ローフ、")
                && is_list("Loaf.Read ")
        );
        assert!(!is_list("Bereich ") && !is_list("Loaf.Read, Bereich "));
    }

    #[test]
    fn a_list_that_lost_scopes_is_written_as_the_page_writes_lists() {
        let scopes = ["Loaf.Read", "Loaf.Bake.All"].map(str::to_owned);
        let japanese = Locale::parse("ja-JP");
        let cell = |own, lists: &[&str]| {
            let usual = usual_separator(lists.iter().copied(), japanese.as_ref());
            restored(own, ("Loaf.Read, Loaf.Bake.All", &scopes), Style { separator: usual, language: Some("ja") })
        };
        assert_eq!(cell("Loaf.Read", &["Loaf.Read"]).as_deref(), Some("Loaf.Read、Loaf.Bake.All"));
        assert_eq!(cell("Loaf.Read", &["Oven.Read, Oven.Heat"]).as_deref(), Some("Loaf.Read, Loaf.Bake.All"));
        assert_eq!(usual_separator(["Oven.Read or Oven.Heat"].into_iter(), None), None);
    }
}
