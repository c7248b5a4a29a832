//! Tokens that a translation must leave alone, and the ways in which one is mangled.

use crate::locale::Locale;
use crate::page::Page;
use crate::span::Span;
pub(crate) use crate::text::{holds, places};

/// How a token was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Space,
    Script,
    Punctuation,
    Case,
    Spelling,
}

impl Change {
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Space => "was broken by a space",
            Self::Script => "was written with letters of another script",
            Self::Punctuation => "has other punctuation",
            Self::Case => "was changed in case",
            Self::Spelling => "was misspelled",
        }
    }
}

/// Finds in `text` what is left of `token` after a translation took it for prose. The place is in bytes of `text`.
pub(crate) fn mangled(token: &str, text: &str) -> Option<(Span, Change)> {
    let wanted: Vec<char> = token.chars().filter_map(folded).collect();
    let (first, others) = wanted.split_first()?;
    // Where the letters of the token that begin with `c` end, and whether all of them are those of ASCII.
    let run = |(start, c): (usize, char)| {
        folded(c).filter(|c| c == first)?;
        let behind = start + c.len_utf8();
        let (mut end, mut is_ascii) = (behind, c.is_ascii());
        let mut letters =
            text[behind..].char_indices().filter_map(|(at, c)| Some((behind + at + c.len_utf8(), c, folded(c)?)));
        for wanted in others {
            let (behind, c, _) = letters.next().filter(|(.., letter)| letter == wanted)?;
            (end, is_ascii) = (behind, is_ascii && c.is_ascii());
        }
        Some((start, end, is_ascii))
    };
    let whole = |start: usize, end: usize| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        // A dot with a letter behind it belongs to a longer token.
        let continues =
            |first: Option<char>, second: Option<char>| letter(first) || first == Some('.') && letter(second);
        let mut before = text[..start].chars().rev();
        let mut after = text[end..].chars();
        !continues(before.next(), before.next()) && !continues(after.next(), after.next())
    };
    let mut runs = text.char_indices().filter_map(run);
    let (start, end, is_ascii) = runs.find(|(start, end, _)| whole(*start, *end))?;
    // The signs around the letters of the token are a part of it.
    let letter = |c: char| folded(c).is_some();
    let signs = |(first, last)| (&token[..first], token[last..].trim_start_matches(letter));
    let (before, after) = token.find(letter).zip(token.rfind(letter)).map_or(("", ""), signs);
    let start = text[..start].strip_suffix(before).map_or(start, str::len);
    let end = if text[end..].starts_with(after) { end + after.len() } else { end };
    let span = Span::new(start, end);
    let found = span.of(text);
    if found == token {
        return None;
    }
    let change = if found.contains(char::is_whitespace) {
        Change::Space
    } else if !is_ascii {
        Change::Script
    } else if found.eq_ignore_ascii_case(token) {
        Change::Case
    } else {
        Change::Punctuation
    };
    Some((span, change))
}

/// Whether two texts have letters, and the same letters and digits, whatever stands between them and in which case.
pub(crate) fn is_alike(one: &str, other: &str) -> bool {
    one.contains(char::is_alphabetic) && one.chars().filter_map(folded).eq(other.chars().filter_map(folded))
}

/// The letter or digit that `c` stands for: lower case, Latin for a look-alike, ASCII for full width. `None` for
/// anything between the letters of a token.
fn folded(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase());
    }
    let c = match c {
        'а' | 'А' => 'a',
        'В' => 'b',
        'с' | 'С' => 'c',
        'е' | 'Е' => 'e',
        'Н' => 'h',
        'і' | 'І' => 'i',
        'К' | 'к' => 'k',
        'М' => 'm',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'Т' => 't',
        'у' | 'У' => 'y',
        'х' | 'Х' => 'x',
        c => narrowed(c),
    };
    c.is_alphanumeric().then(|| c.to_ascii_lowercase())
}

/// A text with the signs of ASCII in the place of those that are as wide as an ideograph.
pub(crate) fn narrow(text: &str) -> String {
    text.chars().map(narrowed).collect()
}

fn narrowed(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// How often `text` holds `token`, with no letter or digit beside it.
pub(crate) fn times(text: &str, token: &str) -> usize {
    let beside = |c: char| c.is_alphanumeric();
    let around = places(text, token).map(|at| (&text[..at], &text[at + token.len()..]));
    around.filter(|(before, after)| !before.ends_with(beside) && !after.starts_with(beside)).count()
}

/// Whether a page gave a name of an example another one, and everywhere: the name of the English, which stands there more than
/// once, is left nowhere, and the other is no word of the English.
pub(crate) fn is_renamed((own, found): (&str, &str), (english, expected): (&str, &str)) -> bool {
    is_renamed_by((found, &|name| times(own, name)), (expected, &|name| times(english, name)))
}

/// The same of texts of whole pages, where many are asked for.
pub(crate) fn is_renamed_on((own, found): (&Page<'_>, &str), (english, expected): (&Page<'_>, &str)) -> bool {
    is_renamed_by((found, &|name| own.times(name)), (expected, &|name| english.times(name)))
}

/// A name, and what counts how often a text has one.
type Counted<'t> = (&'t str, &'t dyn Fn(&str) -> usize);

fn is_renamed_by((found, own): Counted<'_>, (expected, english): Counted<'_>) -> bool {
    is_name(found)
        && is_name(expected)
        && own(expected) == 0
        && english(found) == 0
        && english(expected).min(own(found)) > 1
}

fn is_name(name: &str) -> bool {
    name.len() > 3 && !name.contains(char::is_whitespace)
}

/// Whether what a page has for a name of the English cannot be meant.
pub(crate) fn is_mistaken(own: (&str, &str), english: (&str, &str)) -> bool {
    !is_cut(english.0, own.1, english.1)
        && (is_uneven(own, english) || is_in_words(own.1, english.1) || is_slip(own, english))
}

/// Whether a page misspelt a name of the English: its signs or letters are of another width or script, or one letter or two are other ones, nothing on the English page is called so, the
/// page has it once, and the name stands on one of the pages besides, so that it is no slip of the English that was mended.
pub(crate) fn is_slip((own, found): (&str, &str), (english, expected): (&str, &str)) -> bool {
    if is_alike(found, expected) {
        // Dots that stand for what is left out are written in as many ways as there are languages, and what ends in a sign of the
        // sentence around has that of the language.
        let bare = found.trim_end_matches(['；', '，', '。', '、', '：']).replace(['·', '…', '⋯'], "");
        // A label of several words has the brackets of the language.
        let bare = if expected.contains(' ') { bare.replace(['（', '）'], "") } else { bare };
        return !bare.is_ascii() && expected.is_ascii();
    }
    let letters = |name: &str| name.chars().filter_map(folded).collect::<String>();
    let (mine, theirs) = (letters(found), letters(expected));
    let most = if theirs.len() > 7 { 2 } else { 1 };
    theirs.len() > 3
        && mine != theirs
        && strsim::damerau_levenshtein(found, expected) <= most
        && times(english, found) == 0
        && !is_cut(english, found, expected)
        && places(own, found).count() == 1
        && times(english, expected) + times(own, expected) > 1
}

/// Whether a name is what is left of another name of the English.
fn is_cut(english: &str, found: &str, expected: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let names = english.match_indices(found).map(|(at, _)| {
        let start = english[..at].trim_end_matches(is_name).len();
        let rest = &english[at + found.len()..];
        &english[start..english.len() - rest.trim_start_matches(is_name).len()]
    });
    names.into_iter().any(|name| !name.contains(expected))
}

/// Whether a name of the English stands in the letters of a language that nobody names things with: `LOAF_HOME`, `베틀_홈`. What a
/// reader fills in may be named so, and a way to write names: `snake_case`.
fn is_in_words(found: &str, expected: &str) -> bool {
    let is_foreign = |c: char| c.is_alphabetic() && !c.is_ascii() && !('\u{c0}'..='\u{24f}').contains(&c);
    let is_inside = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let is_name = expected.contains(['_', '<']) && expected.is_ascii() && !expected.contains([' ', '/'])
        || expected.contains("::")
        || expected.as_bytes().windows(2).any(is_inside) && expected.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_fill_in = ["some", "my", "your", "foo", "name", "example", "case"]
        .iter()
        .any(|word| expected.to_lowercase().contains(word));
    let inside = expected.trim_matches(['[', ']', '<', '>', '{', '}', '\\']);
    let is_fill_in = is_fill_in || inside.starts_with('_') && inside.ends_with('_');
    is_name && !is_fill_in && found.contains(is_foreign)
}

/// Whether a page has a name of the English in one place, and in another one what the English has nowhere: no translator means that.
fn is_uneven((own, found): (&str, &str), (english, expected): (&str, &str)) -> bool {
    let mut words = found.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| word.len() > 3);
    // A name of the English that stands for another one is meant, and so is one that the page has elsewhere.
    let is_known = words.any(|word| times(expected, word) == 0 && (times(english, word) > 0 || times(own, word) > 1));
    let count = |text: &str| text.split_whitespace().count();
    count(found) == count(expected) && times(own, expected) > 0 && times(english, found) == 0 && !is_known
}

/// Whether two paths differ only in what names the locale: `en/loaf.md` or `/loaf` for `/de/loaf`, `/loaf.en.md` for
/// `/loaf.de.md`.
pub(crate) fn is_localized(own: &str, english: &str, locale: &Locale) -> bool {
    let tags = [locale.as_str().to_lowercase(), locale.language().to_lowercase(), "en".to_owned(), "en-us".to_owned()];
    let bare = |path: &str| -> Vec<String> {
        let names = |part: &str| {
            part.split(if part.starts_with("..") { '/' } else { '.' }).map(str::to_owned).collect::<Vec<_>>()
        };
        let parts = path.split('/').flat_map(names).map(|part| part.to_lowercase());
        parts.filter(|part| !part.is_empty() && !tags.contains(part)).collect()
    };
    own.contains('/') && bare(own) == bare(english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_the_brackets_of_its_language() {
        let slip = |found, expected| is_slip(("", found), ("", expected));
        assert!(!slip("Kiln（HOT + DRY）", "Kiln (HOT+DRY)") && slip("kiln（hot）", "kiln(hot)"));
    }

    #[test]
    fn a_token_is_recognised_in_what_is_left_of_it() {
        let change = |text| mangled("Files.ReadWrite.All", text).map(|(span, change)| (span.of(text), change));
        assert_eq!(change("x, files. ReadWrite.All"), Some(("files. ReadWrite.All", Change::Space)));
        assert_eq!(change("Files.rеadWrite.All"), Some(("Files.rеadWrite.All", Change::Script)));
        assert_eq!(change("Files。ReadWrite.All"), Some(("Files。ReadWrite.All", Change::Punctuation)));
        assert_eq!(change("files.readwrite.all"), Some(("files.readwrite.all", Change::Case)));
        assert_eq!(change("Files.Read"), None);
        assert_eq!(change("MyFiles.ReadWrite.All"), None);
        assert_eq!(mangled("Files.Read", "Files.Read.All"), None);
        let place = |token, text| mangled(token, text).map(|(span, _)| span.of(text));
        assert_eq!(place("_oven._tcp{id}", "der Eintrag _oven. _tcp{id}"), Some("_oven. _tcp{id}"));
        assert_eq!(place("_oven._tcp", "der Eintrag oven. _tcp"), Some("oven. _tcp"));
        assert_eq!(place("_oven", "_oven"), None);
    }

    #[test]
    fn a_held_token_stands_alone() {
        assert!(holds("Accept (Annehmen)", "Accept"));
        assert!(!holds("値Accept", "Accept"));
        assert!(!holds("Accept-Charset", "Accept"));
    }

    #[test]
    fn a_name_of_an_example_is_another_one_everywhere() {
        let english = "my_oven is `my_oven`, bake(my_oven)";
        assert!(is_renamed(("mein_ofen ist `mein_ofen`", "mein_ofen"), (english, "my_oven")));
        assert!(!is_renamed(("mein_ofen ist `my_oven`, mein_ofen", "mein_ofen"), (english, "my_oven")));
        assert!(!is_renamed(("mein_ofen", "mein_ofen"), (english, "my_oven")));
    }

    #[test]
    fn a_slip_is_near_stands_once_and_is_not_mended() {
        let english = "knead `loafPan`, then fill the `loafPan`";
        assert!(is_slip(("kneten, dann `loafPna` füllen", "loafPna"), (english, "loafPan")));
        assert!(is_slip(("`ｌoafPan` füllen", "ｌoafPan"), (english, "loafPan")));
        assert!(!is_slip(("`loafPfanne` kneten", "loafPfanne"), (english, "loafPan")), "another word");
        assert!(!is_slip(("`loafPan ···`", "loafPan ···"), ("`loafPan ...`", "loafPan ...")), "dots");
        assert!(!is_slip(("`loafPan；`", "loafPan；"), ("`loafPan;`", "loafPan;")), "the end of a sentence");
        assert!(!is_slip(("`leafPan` kneten, `leafPan` füllen", "leafPan"), (english, "loafPan")), "meant");
        assert!(!is_slip(("den `loafPan` füllen", "loafPan"), ("fill the `loafPna`", "loafPna")), "mended");
        assert!(
            !is_slip(("den `loaf.Pan`", "loaf.Pan"), ("`loaf#Pan` and `loaf#Pan`", "loaf#Pan")),
            "another notation"
        );
    }

    #[test]
    fn nobody_names_things_in_such_letters() {
        assert!(is_in_words("베틀_홈", "LOAF_HOME") && is_in_words("печь::тесто", "oven::dough"));
        assert!(!is_in_words("laib_heim", "LOAF_HOME") && !is_in_words("имя_функции", "some_method"));
        assert!(!is_in_words("тесто", "dough"), "a word");
        assert!(!is_in_words("[_хлеб_]", "[_loaf_]"), "what a reader fills in");
        assert!(!is_in_words("змеиный_регистр", "snake_case"), "a way to write names");
    }

    #[test]
    fn a_name_that_is_right_elsewhere_is_no_choice() {
        let english = "set `LOAF_HOME`: export LOAF_HOME=/oven";
        assert!(is_uneven(("`LAIB_HEIM` setzen: export LOAF_HOME=/oven", "LAIB_HEIM"), (english, "LOAF_HOME")));
        assert!(!is_uneven(("`LAIB_HEIM` setzen: export LAIB_HEIM=/oven", "LAIB_HEIM"), (english, "LOAF_HOME")));
        let english = "`Oven#heat`: class Kiln extends Oven";
        assert!(!is_uneven(("`Kiln#heat` und `Oven#heat`", "Kiln#heat"), (english, "Oven#heat")));
    }

    #[test]
    fn a_path_may_lead_into_the_folder_of_the_locale() {
        let locale = Locale::parse("de-DE").expect("a locale");
        assert!(is_localized("/de/loaf/", "/loaf/", &locale) && is_localized("de/loaf.md", "en/loaf.md", &locale));
        assert!(!is_localized("/de/laib/", "/loaf/", &locale) && !is_localized("/fr/loaf", "/loaf", &locale));
    }
}
