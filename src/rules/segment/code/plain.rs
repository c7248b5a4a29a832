//! Code in the sentences of plain pages, where translators write more freely than a tool that keeps segments.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::wording::{is_quantity, is_translated_word, is_upper, is_worded, is_wordy};
use crate::group::{Slice, Unit};
use crate::page::{CodeSpan, is_program, is_prose, masked};
use crate::rules::token::{holds, is_alike, is_renamed, places};

/// What a translation did to a code of the English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Nothing that a reader would miss.
    None,
    /// It is said in other words, or in other letters.
    Minor,
    /// A reader copies another code, or none.
    Full,
}

/// The weight of a code of a unit that has `found` in its stead.
pub(super) fn changed(unit: &Unit<'_, '_>, found: &str, expected: &str) -> Weight {
    let (own, english) = (unit.own.view.page.text, unit.english.view.page.text);
    let renamed = || is_renamed((own, found), (english, expected));
    let is_close = || is_damaged(found, expected) && !is_corrected(unit, found, expected);
    match weight(found, expected) {
        Weight::Full if renamed() || !is_close() && is_vague(unit, expected) => Weight::Minor,
        Weight::Full if !is_close() && (found.contains(expected) || expected.contains(found)) => Weight::Minor,
        Weight::Full if !found.is_ascii() && SHOWN.is_match(expected) => Weight::Minor,
        Weight::Full if has_moved(unit, expected) => Weight::Minor,
        Weight::Full if is_located(unit, found, expected) => Weight::Minor,
        Weight::Full if is_quantity(found, expected) => Weight::Minor,
        Weight::Full if is_translated_word(unit, found, expected) => Weight::Minor,
        // A word of the reader's language was drawn into it.
        Weight::Full if is_extended(found, expected) => Weight::Minor,
        Weight::Full if holds(found, expected) || is_worded(found, expected) => Weight::Minor,
        Weight::Full if is_corrected(unit, found, expected) => Weight::Minor,
        weight => weight,
    }
}

/// Whether a code is one that the English has beside it, with where it stands before it: `spec.size` for `size`; or the English
/// one as an option.
fn is_located(unit: &Unit<'_, '_>, found: &str, expected: &str) -> bool {
    let end = found.rsplit(['.', '/']).next().unwrap_or_default();
    let is_beside = || unit.english.codes().iter().any(|code| code.text.trim() == end);
    end.len() > 2 && end.len() < found.len() && end != expected && is_beside()
        || found.trim_start_matches('-') == expected
}

/// Whether a code is the whole of the English one with letters of another script behind it.
fn is_extended(found: &str, expected: &str) -> bool {
    let rest = found.strip_prefix(expected).unwrap_or_default();
    !rest.is_empty() && rest.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Whether a code in another script is the whole label of a link, or several words that stand on the page again: it is called so.
pub(super) fn is_label(unit: &Unit<'_, '_>, found: &CodeSpan<'_>) -> bool {
    let text = unit.own.view.page.text;
    let is_whole = text[..found.span.start].ends_with('[') && text[found.span.end..].starts_with("](");
    // What is called so elsewhere too is a name of the page's own.
    let codes = &unit.own.view.page.code_spans;
    let is_named = || found.text.contains(' ') && !found.text.contains(|c: char| c.is_ascii_punctuation());
    let is_usual = || is_named() && codes.iter().filter(|code| code.text == found.text).count() > 1;
    !found.text.is_ascii() && (is_whole || is_usual())
}

/// Whether two codes have so little in common that neither is made from the other.
pub(super) fn is_another(found: &str, expected: &str) -> bool {
    found.is_ascii()
        && !is_prose(expected)
        && !found.contains(expected)
        && !expected.contains(found)
        && masked(found) != masked(expected)
        && strsim::normalized_damerau_levenshtein(found, expected) < 0.5
}

/// Whether code was misspelt or written in another script.
fn is_damaged(found: &str, expected: &str) -> bool {
    let near = expected.len() > 4 && strsim::damerau_levenshtein(found, expected) <= 2;
    expected.is_ascii() && !found.is_ascii() || near && !found.eq_ignore_ascii_case(expected)
}

/// Whether a slip of the English may have been put right: the code of the page is one that the English uses elsewhere, and
/// the other stands there once.
fn is_corrected(unit: &Unit<'_, '_>, found: &str, expected: &str) -> bool {
    let text = unit.english.view.page.text;
    let is_whole = expected.contains(' ') && !found.contains(' ') && is_alike(found, expected);
    let is_longer =
        found.starts_with(expected) && !expected.chars().next_back().is_some_and(|last| found.ends_with(last));
    is_whole
        || is_corrected_in_part(unit, found, expected)
        || is_longer && found.is_ascii()
        || found.len() > 3 && holds(text, found) && places(text, expected).count() == 1
}

/// Whether a code of several words differs from the English in words that the English page has elsewhere, where it has those of
/// the English once: `--set a -set b` for `--set a --set b`.
fn is_corrected_in_part(unit: &Unit<'_, '_>, found: &str, expected: &str) -> bool {
    let text = unit.english.view.page.text;
    let words = |code: &'_ str| code.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (own, english) = (words(found), words(expected));
    let mut differ = own.iter().zip(&english).filter(|(own, english)| own != english).peekable();
    let is_slip = |(own, english): (&String, &String)| {
        let times = |word: &str| text.split_whitespace().filter(|other| other.trim_matches('`') == word).count();
        strsim::damerau_levenshtein(own, english) <= 2 && times(english) <= 1 && times(own) > times(english)
    };
    own.len() > 1 && own.len() == english.len() && differ.peek().is_some() && differ.all(is_slip)
}

/// Whether nobody can tell that a code is wrong: the text may be no translation, or the code is a word.
fn is_vague(unit: &Unit<'_, '_>, expected: &str) -> bool {
    let is_code = is_prose(expected)
        || expected.split(' ').next().is_some_and(is_program)
        || expected.len() > 3 && expected.chars().any(|c| c.is_ascii_digit() || c.is_ascii_punctuation())
        || expected.chars().skip(1).any(|c| c.is_ascii_uppercase()) && expected.contains(char::is_lowercase);
    unit.loose || !is_code || is_wordy(expected)
}

/// The weight of a code that has `found` in its stead, whatever stands around it.
pub(super) fn weight(found: &str, expected: &str) -> Weight {
    // What a page was made from is said by its hash.
    let is_hash = |code: &str| code.len() >= 32 && code.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash(found) && is_hash(expected) {
        return Weight::None;
    }
    if found != expected && unversioned(found) == unversioned(expected) {
        return Weight::Minor;
    }
    let is_curly = |c: char| matches!(c, '‘' | '’' | '“' | '”' | '„' | '«' | '»');
    let broken = found.contains(is_curly) && !expected.contains(is_curly);
    if is_relabelled(found, expected) || without_arity(expected) == Some(found) {
        return Weight::None;
    }
    if !broken && masked(found) == masked(expected) {
        return if found == expected { Weight::None } else { Weight::Minor };
    }
    // An option is called by its name.
    if expected.starts_with("--") && expected.trim_start_matches('-') == found {
        return Weight::Minor;
    }
    if !broken && (bare(found) == bare(expected) || is_plural(found, expected)) {
        return Weight::None;
    }
    if !broken && without_texts(found).is_some_and(|found| Some(found) == without_texts(expected)) {
        return Weight::None;
    }
    // What stands between quotation marks or is handed to a call shows what could stand there.
    let in_strings = |mark: char| {
        expected.matches(mark).count() > 1 && without_strings(found, mark) == without_strings(expected, mark)
    };
    if !broken && (in_strings('"') || in_strings('\'') || !found.is_ascii() && is_same_call(found, expected)) {
        return Weight::Minor;
    }
    let is_anchor = expected.starts_with('#') && expected.len() > 1 && !found.is_ascii();
    match !broken && (found.eq_ignore_ascii_case(expected) || is_anchor || is_title(expected)) {
        true => Weight::Minor,
        false => Weight::Full,
    }
}

/// Whether a code for which nothing stands is said all the same. Where it is lost with hundreds of others (`!is_alone`), those of
/// the page stand for none of them.
pub(super) fn is_kept(unit: &Unit<'_, '_>, expected: &str, is_alone: bool) -> bool {
    let own = unit.own.text();
    let is_sign = |c: char| !c.is_alphanumeric() && c != '_';
    let mut parts = expected.split(is_sign).filter(|part| part.len() > 1);
    let section = {
        let page = &unit.own.view.page;
        page.extent(page.section_at(unit.own.span.start)).of(page.text)
    };
    let is_split = parts.clone().count() > 1
        && (parts.clone().all(|part| holds(own, part)) || parts.all(|part| part.len() > 3 && holds(section, part)));
    let is_there = |code: &CodeSpan<'_>| {
        let found = code.text.trim();
        weight(found, expected) == Weight::None
            || is_alike(found, expected)
            || is_of_english(unit, code) && is_mended(unit, found, expected)
    };
    is_split
        || without_arity(expected).is_some_and(|name| holds(own, name))
        || is_alone && unit.own.codes().iter().any(is_there)
        || has_moved(unit, expected)
}

/// Whether a slip of the English was put right: the code stands elsewhere on its page as the translation has it.
fn is_mended(unit: &Unit<'_, '_>, found: &str, expected: &str) -> bool {
    (1..3).contains(&unit.english.view.page.codes(expected))
        && expected.len() > 4
        && strsim::damerau_levenshtein(found, expected) <= 2
}

/// Whether a code stands elsewhere in its section, as often as in that of the English; a longer one also in a block.
fn has_moved(unit: &Unit<'_, '_>, expected: &str) -> bool {
    const LONG: usize = 16;
    let page = &unit.own.view.page;
    if expected.len() > LONG && page.extent(page.section_at(unit.own.span.start)).of(page.text).contains(expected) {
        return true;
    }
    let count = |slice: &Slice<'_, '_>| {
        let page = &slice.view.page;
        page.codes_in(page.section_at(slice.span.start), expected)
    };
    let english = count(&unit.english);
    english > 0 && count(&unit.own) >= english
}

/// Whether a code stands on the English page beside the one that was looked for: then it is no translation of it.
pub(super) fn is_of_english(unit: &Unit<'_, '_>, found: &CodeSpan<'_>) -> bool {
    unit.english.view.page.has_code(&found.text)
}

/// A code without what style guides add: space, quotation marks, the brackets of a call and a sign at its end. Entities count
/// as their signs.
fn bare(code: &str) -> String {
    let code = [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\"")]
        .iter()
        .fold(code.to_owned(), |code, (entity, sign)| code.replace(entity, sign));
    let code = code.replace(['\u{2010}', '\u{2011}'], "-").replace('\\', "");
    let code = code.trim_end_matches(['.', ',', ';', ':']);
    let code = code.strip_suffix("()").unwrap_or(code);
    let code = code.strip_prefix("./").unwrap_or(code);
    let code = if code.len() > 2 { code.trim_end_matches('/') } else { code };
    code.replace("; }", "}").chars().filter(|c| !c.is_whitespace() && !"\"'‘’“”「」『』«»".contains(*c)).collect()
}

/// Paths and names that show what could stand there.
static SHOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)path/to|\byour[a-z_-]|\bmy[-_]|\bexample\.(?:com|org|net)\b|user(?:name)?:pass|(?:^|/)\w*(?:directory|folder)(?:/|$)").expect("valid")
});

/// A code with one sign for each version in it: which one is shown may differ.
fn unversioned(code: &str) -> Cow<'_, str> {
    static VERSION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[0-9]+(?:\.(?:[0-9]+|x))+").expect("valid"));
    VERSION.replace_all(code, "0.0")
}

/// The name of a function without the number of its arguments: `knead/2`.
fn without_arity(code: &str) -> Option<&str> {
    let (name, count) = code.rsplit_once('/')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '?' | '!');
    (count.len() == 1 && count.bytes().all(|byte| byte.is_ascii_digit()) && name.chars().all(is_name)).then_some(name)
}

/// A code without what stands between its quotation marks.
fn without_strings(code: &str, mark: char) -> Vec<&str> {
    code.split(mark).step_by(2).collect()
}

/// Whether two codes call the same thing with other arguments.
fn is_same_call(found: &str, expected: &str) -> bool {
    let name = |code: &'_ str| {
        let (name, arguments) = code.split_once('(')?;
        (!name.is_empty() && arguments.len() > 1 && arguments.ends_with(')')).then(|| name.to_owned())
    };
    name(expected).is_some_and(|expected| name(found) == Some(expected))
}

/// An element of HTML without the text between its tags.
fn without_texts(code: &str) -> Option<String> {
    let closes = code.starts_with('<') && code.ends_with('>') && code.contains("</");
    let tags = code.split('<').skip(1).map(|part| part.split('>').next().unwrap_or_default());
    closes.then(|| tags.collect::<Vec<_>>().join("<"))
}

/// Whether one is the other with the plural of English.
fn is_plural(found: &str, expected: &str) -> bool {
    found.strip_suffix('s') == Some(expected) || expected.strip_suffix('s') == Some(found)
}

/// Whether both open the same box, with a title in its square brackets: `:::tip[Did you know?]`.
fn is_relabelled(found: &str, expected: &str) -> bool {
    let opening = |code: &str| {
        let end = code.find(['[', ' ']).filter(|_| code.starts_with(":::"))?;
        Some(code[..end].to_owned())
    };
    opening(expected).is_some_and(|wanted| opening(found) == Some(wanted))
}

/// Whether a code is words of a title, with the signs that titles and menus have between them: `Page | Site`,
/// `Step 1: Mapping`, `File > Save`.
fn is_title(code: &str) -> bool {
    let words = || code.split_whitespace();
    // `bake > log` is a command.
    let is_menu = code.starts_with(|c: char| c.is_uppercase());
    let is_word = |word: &str| {
        let word = word.trim_end_matches([':', ',', '.', '?', '!', '…']);
        let word = word.strip_suffix(".md").or_else(|| word.strip_suffix(".txt")).unwrap_or(word);
        let is_name = word.chars().all(char::is_alphabetic)
            && (word.chars().skip(1).all(char::is_lowercase) || is_upper(word) || is_brand(word));
        let is_short = word.len() < 5 && word.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        is_name
            || is_short
            || matches!(word, "|" | "-" | "–" | "/" | "&" | "→" | "->")
            || is_menu && word == ">"
            || is_number(word)
    };
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    let letters = words().filter(|word| word.starts_with(char::is_alphabetic)).count();
    letters > 1 && capitals > 0 && words().all(is_word)
}

/// Whether a word is written as brands are: `OvenTalk`.
fn is_brand(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().filter(|c| c.is_uppercase()).count() == 2
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches('#');
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_weighs_nothing_and_letters_little() {
        for (found, expected) in [
            ("bake", "bake()"),
            ("'rye'", "‘rye’"),
            ("rye", "\"rye\""),
            ("< 50", "&lt; 50"),
            ("LoafPan", "LoafPans"),
            (":::tip[Wusstest du das?]", ":::tip[Did you know?]"),
        ] {
            assert_eq!(weight(found, expected), Weight::None, "{found}");
        }
        for (found, expected) in [
            ("RYE", "Rye"),
            ("bake --name \"Brot\"", "bake --name \"LoafPan\""),
            ("Schritt 1: Teig", "Step 1: Dough"),
            ("Brot | Ofen", "Loaf | Oven"),
            ("Ofen > Vorheizen", "Oven > Preheat"),
            ("Ofen -> Vorheizen", "Oven -> Preheat"),
        ] {
            assert_eq!(weight(found, expected), Weight::Minor, "{found}");
        }
        for (found, expected) in
            [("”rye<3”", "\"rye<3\""), ("wahr", "true"), ("bake_al", "bake_all"), ("backe > buch", "bake > log")]
        {
            assert_eq!(weight(found, expected), Weight::Full, "{found}");
        }
    }
}
