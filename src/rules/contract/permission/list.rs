//! A cell that is a list of scopes, and nothing else.

use std::sync::LazyLock;

use regex::Regex;

use crate::locale::Locale;

/// What stands between two scopes.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*[,;、，；]\s*(?:(?:および|または|and|or|und|oder|y|o|e|ou|et|и|или)\s+|および\s*|または\s*)?|\s+(?:and|or|und|oder|y|o|e|ou|et|и|или)\s+")
        .expect("valid")
});

/// Signs of markup, and those of footnotes.
const SIGNS: [char; 11] = ['*', '`', '[', ']', '<', '>', '|', '†', '&', '\\', '~'];

/// The languages that do not list with a comma, and what they list with.
const SEPARATORS: [(&str, &str); 2] = [("ja", "、"), ("zh", "、")];

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

/// Whether no word stands between the parts of a list, unless before the last one: elsewhere it says which parts go together.
fn is_plain(between: &[&str]) -> bool {
    between.iter().rev().skip(1).all(|between| !is_word(between))
}

/// What a cell reads when it lists the scopes of the English: with its own signs and words between them, where it has as many
/// parts; else with its own sign, or the `usual` one of its page. `None` where the English says more than scopes, the cell has
/// markup or notes, or its words do not stand where those of the English say which scopes go together.
pub(super) fn restored(own: &str, (english, scopes): (&str, &[String]), usual: Option<&str>) -> Option<String> {
    let list = english.trim_end_matches('.');
    let is_clean = BETWEEN.split(list).eq(scopes.iter().map(String::as_str));
    if !is_clean || own.contains(SIGNS) || own.chars().any(is_superscript) {
        return None;
    }
    let (mine, theirs) = (between(own), between(list));
    let is_pair = theirs.len() == 1 && is_word(theirs[0]);
    if mine.len() != theirs.len() {
        return (is_plain(&theirs) && !is_pair).then(|| scopes.join(separator(own).or(usual).unwrap_or(", ")));
    }
    let is_same = mine.iter().zip(&theirs).all(|(mine, theirs)| is_word(mine) == is_word(theirs));
    if !is_same && (is_pair || !is_plain(&theirs) || !is_plain(&mine)) {
        return None;
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

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{209f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_scopes_stays() {
        let scopes = ["Loaf.Read", "Loaf.Bake.All"].map(str::to_owned);
        let cell = |own| restored(own, ("Loaf.Read, Loaf.Bake.All", &scopes), None);
        assert_eq!(cell("ローフ. 読み取り、ローフ (すべて)").as_deref(), Some("Loaf.Read、Loaf.Bake.All"));
        assert_eq!(cell("Brot lesen oder Brot.Backen").as_deref(), Some("Loaf.Read oder Loaf.Bake.All"));
        assert_eq!(cell("ローフをすべて取得します。").as_deref(), Some("Loaf.Read, Loaf.Bake.All"));
        assert_eq!(cell("Brot lesen*, Brot backen"), None);
        assert_eq!(cell("ローフ、および焼く").as_deref(), Some("Loaf.Read、および Loaf.Bake.All"));
        assert_eq!(restored("x", ("Loaf.Read for a loaf", &scopes[..1]), None), None);
    }

    #[test]
    fn words_that_say_which_scopes_go_together_stay() {
        let scopes = ["Loaf.Read", "Oven.Read", "Loaf.Bake.All"].map(str::to_owned);
        let cell = |english, own| restored(own, (english, &scopes), Some("、"));
        let pairs = "Loaf.Read and Oven.Read, Loaf.Bake.All";
        assert_eq!(cell(pairs, "ローフ"), None);
        assert_eq!(cell(pairs, "ローフ、オーブン、焼く"), None);
        assert_eq!(cell(pairs, "Brot und Ofen, Backen").as_deref(), Some("Loaf.Read und Oven.Read, Loaf.Bake.All"));
        let last = "Loaf.Read, Oven.Read, and Loaf.Bake.All";
        assert_eq!(cell(last, "ローフ").as_deref(), Some("Loaf.Read、Oven.Read、Loaf.Bake.All"));
        assert_eq!(restored("ローフ", ("Loaf.Read and Oven.Read", &scopes[..2]), Some("、")), None);
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
            restored(own, ("Loaf.Read, Loaf.Bake.All", &scopes), usual)
        };
        assert_eq!(cell("Loaf.Read", &["Loaf.Read"]).as_deref(), Some("Loaf.Read、Loaf.Bake.All"));
        assert_eq!(cell("Loaf.Read", &["Oven.Read, Oven.Heat"]).as_deref(), Some("Loaf.Read, Loaf.Bake.All"));
        assert_eq!(usual_separator(["Oven.Read or Oven.Heat"].into_iter(), None), None);
    }
}
