//! Pieces of syntax in which one word was translated or misspelt, and its repair.

use crate::checker::Repair;
use crate::group::Pair;
use crate::link::Speech;
use crate::markup::Token;
use crate::rules::token::holds;
use crate::span::{Span, line_start};

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
    let behind = own.page.text[place.end..].lines().next().unwrap_or_default();
    // Where a box has no title, MkDocs shows what kind it is, and VitePress the word for that in English.
    let is_bare = behind.trim().is_empty() && !word.is_ascii();
    let is_only = is_only_difference(pair, place, (expected, wanted));
    let is_known =
        !is_kind(expected) || KINDS.contains(&wanted.to_ascii_lowercase().trim_matches(|c: char| !c.is_alphabetic()));
    // What closes goes with what opens.
    let is_half = word.starts_with('/');
    let repair = match expected.construct.sign {
        _ if !is_known || is_half => Repair::risky(*wanted),
        // A box without its text is empty under any title.
        "!!!" | "???" if !has_body(own.page.text, place) => Repair::risky(*wanted),
        "!!!" | "???" if is_only && is_bare => Repair::safe(format!("{wanted} \"{}\"", capitalized(word))),
        "!!!" | "???" if !behind.contains('"') => Repair::of_token(pair.doc, *wanted),
        ":::" if is_only && is_bare && found.span.of(own.page.text).contains(": ") => {
            Repair::safe(format!("{wanted} {word}"))
        }
        _ if is_only => Repair::safe(*wanted),
        _ => Repair::of_token(pair.doc, *wanted),
    };
    repair.map(|repair| repair.at(own.reading.in_file(place)))
}

/// Whether the text of a box of MkDocs stands indented below the line of `place`.
fn has_body(text: &str, place: Span) -> bool {
    let mut below = text[place.end..].lines().skip(1).filter(|line| !line.trim().is_empty());
    below.next().is_some_and(|line| line.starts_with("    ") || line.starts_with('\t'))
}

/// The title that MkDocs gives a box of this kind: <https://python-markdown.github.io/extensions/admonition/>.
fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.flat_map(char::to_lowercase)).collect()
}

/// The kinds of boxes that generators know. Another one is of a theme, or a slip of the English.
const KINDS: [&str; 26] = [
    "abstract",
    "attention",
    "bug",
    "caution",
    "danger",
    "details",
    "error",
    "example",
    "failure",
    "hint",
    "important",
    "info",
    "note",
    "question",
    "quote",
    "secondary",
    "seealso",
    "success",
    "summary",
    "tab",
    "tabs",
    "tip",
    "todo",
    "versionadded",
    "warning",
    "warn",
];

/// Whether a token names a kind of box.
fn is_kind(token: &Token) -> bool {
    matches!(token.construct.noun, "the admonition" | "the alert")
}

/// Whether the line of a word is that of the English but for the word, and the page has the word nowhere else: then it is no
/// name of the page's own, and no title in the place of a keyword.
fn is_only_difference(pair: &Pair<'_, '_>, place: Span, (expected, wanted): (&Token, &str)) -> bool {
    let (own, english) = (pair.view.page.text, pair.reference.page.text);
    let around = |text: &'_ str, at: Span| {
        let end = text[at.end..].find('\n').map_or(text.len(), |end| at.end + end);
        Span::new(line_start(text, at.start), end)
    };
    let line = around(own, place);
    let repaired = format!("{}{wanted}{}", &own[line.start..place.start], &own[place.end..line.end]);
    let is_once =
        is_kind(expected) || !holds(&own[..place.start], place.of(own)) && !holds(&own[place.end..], place.of(own));
    !expected.is_id() && is_once && repaired.trim() == around(english, expected.span).of(english).trim()
}

/// Whether a word is another one translated or misspelt.
fn is_typo(word: &str, wanted: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let others = |word: &str| word.chars().filter(|c| !c.is_alphabetic()).collect::<String>();
    let (mine, theirs) = (letters(word), letters(wanted));
    let is_translated = !mine.is_ascii() && theirs.is_ascii();
    let is_misspelt = theirs.len() > 3 && mine != theirs && strsim::damerau_levenshtein(&mine, &theirs) <= 2;
    // A path may lead to what is there for the locale.
    let is_of_locale = word.contains('/')
        && word.split('/').zip(wanted.split('/')).any(|(mine, theirs)| mine != theirs && Speech::any().is(mine));
    !is_of_locale && wanted.is_ascii() && others(word) == others(wanted) && (is_translated || is_misspelt)
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
            ("@docs/de/ofen.mdx", "@docs/en/ofen.mdx", false),
            ("hl[2]", "hl[3]", false),
            ("tip", "danger", false),
            ("ja", "en", false),
        ] {
            assert_eq!(is_typo(word, wanted), expected, "{word}");
        }
    }
}
