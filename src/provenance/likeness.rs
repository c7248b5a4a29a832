//! Which of two English texts a page was rather made from, by what a translation leaves as it is.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::page::{Role, tokens};

/// Whether two versions of a page differ, and in nothing but where links lead.
#[must_use]
pub fn has_other_links_alone(before: &str, after: &str) -> bool {
    static TARGET: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r#"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|(?m:^ {0,3}(\[[^\]\n]+\]:)[^\n]*$)|\b(?:href|src)=["'][^"'\n]*["']|https?://[^\s"'<>)\]]+"#;
        Regex::new(pattern).expect("a valid pattern")
    });
    let said = |text: &str| TARGET.replace_all(text, "$1").split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = differing(before, after);
    before != after && said(before) == said(after)
}

/// The lines of two texts between those that they begin and end with alike.
fn differing<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let alike = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let start = one.as_bytes()[..alike].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let (one, other) = (&one[start..], &other[start..]);
    let alike = one.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count();
    let behind = one.as_bytes()[one.len() - alike..].iter().position(|byte| *byte == b'\n');
    let end = behind.map_or(0, |at| alike - at);
    (&one[..one.len() - end], &other[..other.len() - end])
}

/// Whether `page` says rather what `newer` says than what `older` says. Told by the words that only one of the two has and that
/// no translation changes: names, paths, numbers, code, and all words of blocks of code that a program reads. Where these tell
/// nothing, it is by its headings, items, rows and blocks of code, which are as many as those of `newer` and not of `older`; else it
/// is not.
#[must_use]
pub fn is_rather_of(page: &str, english: (&str, &str)) -> bool {
    let is_built = || {
        let [page, older, newer] = [page, english.0, english.1].map(shape);
        page == newer && newer != older
    };
    let blocks = (blocks(english.0), blocks(english.1));
    let of_words = distances(page, english, kept);
    let of_code = if blocks.0 == blocks.1 { (0, 0) } else { distances(page, english, run) };
    let (from_older, from_newer) = (of_words.0 + of_code.0, of_words.1 + of_code.1);
    from_newer < from_older || from_newer == from_older && is_built()
}

/// How far the words of a page are from those of two texts: what it lacks of each that the other has not, and what it has of the
/// other alone.
fn distances<'t>(page: &'t str, english: (&'t str, &'t str), words: fn(&'t str) -> HashSet<&'t str>) -> (usize, usize) {
    let (older, newer) = (words(english.0), words(english.1));
    if older == newer {
        return (0, 0);
    }
    let page = words(page);
    let count = |of: &HashSet<&str>, other: &HashSet<&str>, is_meant: fn(&str) -> bool, has: bool| {
        of.difference(other).filter(|word| page.contains(**word) == has && is_meant(word)).count()
    };
    let lacked = |of: &HashSet<&str>, other: &HashSet<&str>| count(of, other, |word| !is_compound(word), false);
    let had = |of: &HashSet<&str>, other: &HashSet<&str>| count(of, other, |_| true, true);
    (lacked(&older, &newer) + had(&newer, &older), lacked(&newer, &older) + had(&older, &newer))
}

/// The words of the blocks of code of a text that a program reads, but for those that are names by themselves.
fn run(text: &str) -> HashSet<&str> {
    let words = blocks(text).into_iter().flat_map(|(info, code)| tokens(code, info).unwrap_or_default());
    let is_run = |word: &&str| word.len() > 1 && word.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_kept(word);
    words.filter(|token| token.role == Role::Code).map(|token| token.text).filter(is_run).collect()
}

/// The blocks of code of a text, with their info strings.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let (mut blocks, mut open, mut at) = (Vec::new(), None, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '>']);
        match (open, mark(bare)) {
            (None, Some(sign)) => open = Some((sign, bare.trim_start_matches(['`', '~']).trim(), at + line.len())),
            (Some((sign, info, from)), Some(other)) if sign == other => {
                blocks.push((info, &text[from..at]));
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    blocks
}

/// The sign that a line opens or closes a block of code with.
fn mark(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark))
}

/// How many headings of each level a text has, items, rows of tables and lines of fences: what translations keep.
fn shape(text: &str) -> [usize; 9] {
    let (mut shape, mut fence) = ([0; 9], None);
    for line in text.lines().map(|line| line.trim_start_matches([' ', '\t', '>'])) {
        let mark = mark(line);
        let kind = match (fence, mark) {
            (None, Some(_)) => Some(8),
            (Some(open), Some(mark)) if open == mark => Some(8),
            (Some(_), _) => None,
            _ => kind_of_line(line),
        };
        if kind == Some(8) {
            fence = if fence.is_some() { None } else { mark };
        }
        kind.into_iter().for_each(|kind| shape[kind] += 1);
    }
    shape
}

fn kind_of_line(line: &str) -> Option<usize> {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let signs = line.len() - line.trim_start_matches('#').len();
    match line.as_bytes() {
        [b'#', ..] if signs <= 6 && line[signs..].starts_with(' ') => Some(signs - 1),
        [b'-' | b'*' | b'+', b' ', ..] => Some(6),
        _ if digits.len() < line.len() && digits.starts_with(". ") => Some(6),
        [b'|', ..] => Some(7),
        _ => None,
    }
}

/// The words of a text that a translation keeps. Of a path, what stands behind the folder of a locale.
pub(crate) fn kept(text: &str) -> HashSet<&str> {
    let ends = |c: char| c.is_whitespace() || "|`\"'()[]{}<>,;=*".contains(c) || !c.is_ascii();
    let words = text.split(ends).map(|word| word.trim_matches(['.', ':', '!', '?', '#']));
    words.filter(|word| is_kept(word)).map(without_locale).collect()
}

fn without_locale(word: &str) -> &str {
    let Some(path) = word.strip_prefix('/') else { return word };
    let is_locale = |folder: &str| {
        let (language, region) = folder.split_once('-').unwrap_or((folder, ""));
        language.len() == 2 && region.len() <= 4
    };
    path.split_once('/').filter(|(folder, rest)| is_locale(folder) && !rest.is_empty()).map_or(path, |(_, rest)| rest)
}

/// Whether a word is several English ones, as `well-known`: a translation says it in its own words.
pub(crate) fn is_compound(word: &str) -> bool {
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    word.contains('-') && word.split('-').all(is_word)
}

/// Whether it is no word of a sentence: it has a digit, a sign or a capital inside, and something to read.
fn is_kept(word: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || "._/$@%+\\:-".contains(c);
    let is_telling = word.contains(sign) || word.chars().skip(1).any(|c| c.is_ascii_uppercase());
    word.len() > 1 && word.contains(|c: char| c.is_ascii_alphanumeric()) && is_telling
}

#[cfg(test)]
mod tests {
    use super::{has_other_links_alone, is_rather_of};

    const OLDER: &str = "The depot has `max_parcels` and `depot_id`. At most 20.";
    const NEWER: &str = "The depot has `max_weight`, `depot_id` and `gateCode`. At most 50.";

    #[test]
    fn a_page_is_of_the_english_whose_names_and_numbers_it_has() {
        let both = (OLDER, NEWER);
        assert!(is_rather_of("Das Depot hat `max_weight`, `depot_id` und `gateCode`. Höchstens 50.", both));
        assert!(!is_rather_of("Das Depot hat `max_parcels` und `depot_id`. Höchstens 20.", both));
        // One slip does not make it older.
        assert!(is_rather_of("Das Depot hat `max_weight`, `depot_id` und `TorCode`. Höchstens 50.", both));
    }

    #[test]
    fn what_a_page_is_built_of_tells_where_words_do_not() {
        let older = "# Depot\n\nA depot.\n\n```\n# no heading\n```\n";
        let newer = format!("{older}\n## See also\n\n- Gates\n- Yards\n");
        let page = "# Depot\n\nEin Depot.\n\n```\n# nichts\n```\n";
        let followed = format!("{page}\n## Siehe auch\n\n- Tore\n- Höfe\n");
        assert!(is_rather_of(&followed, (older, &newer)));
        assert!(!is_rather_of(page, (older, &newer)));
        assert!(!is_rather_of(&format!("{page}\n## Anmerkung\n\n- Ja\n"), (older, &newer)));
        assert!(!is_rather_of("Ein Depot.", ("A depot.", "A state-of-the-art depot.")), "a compound is a word");
    }

    #[test]
    fn code_that_a_program_reads_tells_with_all_its_words() {
        let page = |word: &str| format!("Das `parcelCount`.\n\n```js\nstack({{ {word}: 2 }}); // Los\n```\n");
        let older = "Of `parcelCounts`.\n\n```js\nstack({ crate: 2 }); // Go\n```\n";
        let newer = older.replace("parcelCounts", "parcelCount").replace("crate", "pallet");
        assert!(is_rather_of(&page("pallet"), (older, &newer)));
        assert!(
            !is_rather_of(&page("crate"), (older, &newer)),
            "one slip of the English that was mended is not enough"
        );
        let told = older.replace("// Go", "// Run");
        assert!(!is_rather_of(&page("crate"), (older, &told)), "nor is a comment");
    }

    #[test]
    fn links_alone_may_be_others() {
        let before = "See [gates](a.md#x), [yards][y].\n\n[y]: a.md\n\n<a href=\"a.md\">x</a> https://a.example/b\n";
        let after = "See [gates](../b.md),  [yards][y].\n\n[y]: b.md\n\n<a href='b'>x</a> http://b.example\n";
        assert!(has_other_links_alone(before, after));
        assert!(!has_other_links_alone(before, before));
        assert!(has_other_links_alone("A [b](c).\nD.\n", "A [b](e).\nD.\n"));
        assert!(!has_other_links_alone("A [b](c).\nD.\n", "A [b](c).\nD.\nD.\n"));
        assert!(!has_other_links_alone("é\n", "è\n"), "two bytes that begin alike");
        assert!(!has_other_links_alone(before, &after.replace("gates", "ports")));
    }

    #[test]
    fn a_path_is_the_same_in_the_folder_of_a_locale() {
        let newer = format!("{OLDER} See [gates](/en/guide/gates).");
        assert!(is_rather_of(
            "Depot: `max_parcels` und `depot_id`. Höchstens 20. [Tore](/de/guide/gates)",
            (OLDER, &newer)
        ));
        assert!(!is_rather_of("Depot: `max_parcels` und `depot_id`. Höchstens 20.", (OLDER, &newer)));
    }

    #[test]
    fn words_of_sentences_tell_nothing() {
        assert!(!is_rather_of("Ein Depot.", ("A depot.", "A small depot with a known name.")));
        assert!(!is_rather_of("Ein Depot.", (OLDER, OLDER)));
    }
}
