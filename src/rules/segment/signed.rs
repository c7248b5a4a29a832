//! Names with signs inside that a translation took for punctuation.

use std::sync::LazyLock;

use regex::Regex;

use super::proof::is_scope;
use crate::checker::{Check, Checker, Found, Repair, Sink};
use crate::finding::Severity;
use crate::group::{Stated, Unit};
use crate::rule::{Family, Rule};
use crate::rules::token::{Change, holds, mangled};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "split-token",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Info,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A space was put into a dotted name, a path or a file name.",
        why: "a reader copies two halves, neither of which exists",
        passes: "A program and its version (`go1.8`), two files with a slash between them, words with slashes between them on plain pages, and facts of the contract: they have rules of \
            their own.",
        fix: "Take the space out, and put the name between backticks in English.",
        example: "-Öffnen Sie depot. config. json.\n+Öffnen Sie depot.config.json.",
    }
    .by(Check::Unit(split)),
    Rule {
        name: "fullwidth-token",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A dotted name, a path or a file name was written with full-width signs or with letters of another script.",
        why: "it looks right, and no program accepts it",
        passes: "Full-width punctuation in sentences, and facts of the contract: they have rules of their own.",
        fix: "Write the name as the English has it.",
        example: "-depot．json を開きます。\n+depot.json を開きます。",
    }
    .by(Check::Unit(fullwidth)),
];

/// Whether a name is the end of a sentence and the beginning of the next, without a space between them (`level.See`).
pub(super) fn is_two_sentences(name: &str) -> bool {
    let lower = |text: Option<&str>| text.is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_lowercase()));
    name.split_once('.').is_some_and(|(before, after)| {
        lower(before.get(1..)) && after.starts_with(|c: char| c.is_ascii_uppercase()) && lower(after.get(1..))
    })
}

/// Whether a dot stands between two abbreviations, as the end of one sentence does before the next in a text of any kind: `ID.UUID`.
fn is_short_sentences(name: &str) -> bool {
    let is_short = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    name.split_once('.').is_some_and(|(before, after)| is_short(before) && is_short(after))
}

/// Whether a slash stands between two names or two files: `TCP/IP`, `LangChain/Semantic`, `oven.json/loaf.yaml`. Spaces around
/// it are a matter of style.
fn is_choice(name: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    let capital = |part: &&str| part.starts_with(|c: char| c.is_ascii_uppercase()) && !part.contains(['.', ':', '\\']);
    let file = |part: &&str| {
        part.rsplit_once('.').is_some_and(|(stem, ending)| {
            !stem.is_empty() && (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_lowercase())
        })
    };
    parts.len() == 2 && (parts.iter().all(capital) || parts.iter().all(file))
}

/// Whether a part of a name is an italic letter or word, around which some languages have spaces: `_R_/32`.
fn is_emphasized(name: &str) -> bool {
    let is_italic =
        |part: &str| part.len() > 2 && part.starts_with('_') && part.ends_with('_') && !part.ends_with("__");
    name.split(['/', ':', '\\', '.']).any(is_italic)
}

/// Whether a sign stands between two words, with or without a space beside it: `input/output`, `Oven:Heat`.
fn is_pair(name: &str) -> bool {
    let is_word = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
    };
    name.split_once(['/', ':']).is_some_and(|(one, other)| is_word(one) && is_word(other))
}

/// Whether slashes stand between words, as in prose: `read/write`. They are no path, as far as a text of any kind can tell.
fn is_words(name: &str) -> bool {
    name.contains('/') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-'))
}

/// Whether a name is a program with its version, which a space was put between: `go1.8`, `Go 1.8`.
fn is_version(name: &str, found: &str) -> bool {
    let digits = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    let (program, version) = name.split_at(digits);
    let letters = !program.is_empty() && program.bytes().all(|byte| byte.is_ascii_alphabetic());
    let number = version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    letters && number && found.split_once(' ').is_some_and(|(_, behind)| behind == version)
}

/// Whether all that differs is a space behind a colon, as a label and a setting may have it: `height:auto`, `height: auto`.
fn is_spaced_label(found: &str, name: &str) -> bool {
    !name.contains("::") && !name.contains(":/") && found.replace(": ", ":") == name
}

/// Whether `text` holds a name, and not as the beginning of a longer one: `Boats.Read` of `Boats.Read.All`.
fn stands(text: &str, name: &str) -> bool {
    let goes_on = |rest: &str| {
        let mut next = rest.chars();
        next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_alphabetic())
    };
    holds(text, name) && text.match_indices(name).any(|(at, _)| !goes_on(&text[at + name.len()..]))
}

/// Names with signs inside, which a translation takes for the end of a sentence or for punctuation.
static SIGNED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[A-Za-z$@_][A-Za-z0-9_$@-]*(?:[./:\\]{1,2}[A-Za-z0-9_$@{}-]+)+").expect("valid"));

/// Whether a name has signs inside, as those that the rules of this module tell of.
pub(super) fn is_signed(name: &str) -> bool {
    name.contains(['.', '/', ':', '\\'])
}

fn split(unit: &Unit<'_, '_>, sink: &mut Sink) {
    broken(unit, |change, _| change == Change::Space, "was broken by a space", sink);
}

fn fullwidth(unit: &Unit<'_, '_>, sink: &mut Sink) {
    // Greek and Cyrillic letters look like Latin ones.
    let foreign = |c: char| matches!(c, '\u{370}'..='\u{4ff}' | '\u{ff01}'..='\u{ff5e}' | '。');
    if unit.own.text().is_ascii() || !unit.own.text().contains(foreign) {
        return;
    }
    broken(unit, is_fullwidth, "was written with signs of another width or script", sink);
}

/// Whether a name is found with letters of another script, or with full-width signs: dots, or more than one of another sign,
/// since `TCP／IP` is the house style of some.
pub(super) fn is_fullwidth(change: Change, found: &str) -> bool {
    let signs = || found.contains(['．', '。']) || found.matches(['／', '＼', '：']).count() > 1;
    change == Change::Script || change == Change::Punctuation && signs()
}

/// Whether the byte at `at` stands in the target of a link.
fn is_in_target(text: &str, at: usize) -> bool {
    text[..at].rfind("](").is_some_and(|open| !text[open..at].contains(')'))
}

/// Whether what stands beside a name without a blank is as in the English: `any(loaf:loaf/weight` is repaired as a whole, or read.
fn is_whole_value((english, place): (&str, Span), (own, span): (&str, Span)) -> bool {
    let before = english[..place.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let behind = english[place.end..].split(char::is_whitespace).next().unwrap_or_default();
    let is_value = |part: &str| part.contains(char::is_alphanumeric);
    (!is_value(before) || own[..span.start].ends_with(before))
        && (!is_value(behind) || own[span.end..].starts_with(behind))
}

fn broken(unit: &Unit<'_, '_>, is: impl Fn(Change, &str) -> bool, how: &str, sink: &mut Sink) {
    let (own, english) = unit.texts();
    if unit.equal || !unit.signs.jointed() || unit.stated().is_some_and(|stated| stated != Stated::HeaderValue) {
        return;
    }
    let (mut told, mut found) = (Vec::<(&str, usize)>::new(), Vec::new());
    let mut are_whole = true;
    for place in SIGNED.find_iter(english) {
        let name = place.as_str().trim_end_matches(['.', ':']);
        if name.len() < 5
            || !is_signed(name)
            || is_two_sentences(name) && !(unit.is_bilingual() && is_scope(name))
            || is_choice(name)
            || is_emphasized(name)
            || !unit.is_bilingual() && (is_words(name) || is_short_sentences(name))
            || stands(own, name)
        {
            continue;
        }
        let is_so = |(span, change): &(Span, Change)| is(*change, span.of(own)) && !is_version(name, span.of(own));
        // Where the English has a name twice, the second finding is of what stands behind the first.
        let from = told.iter().rev().find(|(known, _)| *known == name).map_or(0, |(_, end)| *end);
        let left = mangled(name, &own[from..]).map(|(span, change)| (span.shifted(from), change));
        let Some((span, change)) = left.filter(is_so) else { continue };
        told.push((name, span.end));
        // Between two signs such as `:oven:` a space is none in a name.
        if english[..place.start()].ends_with(':') && english[place.end()..].starts_with(':') {
            continue;
        }
        // A site may be called as its address reads.
        if is_in_target(english, place.start()) && !is_in_target(own, span.start) {
            continue;
        }
        // It may be the end of a longer name, here or in English, or hold the beginning of a link.
        let is_end = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '.' | '-'));
        let is_end = is_end(&english[..place.start()]) || is_end(&own[..span.start]);
        let is_alone = !is_end && !span.of(own).contains(['[', ']', '*', '`', '<', '>']);
        are_whole &= is_whole_value((english, Span::from(place.range())), (own, span));
        found.push(Found {
            span: unit.own.in_file(span.shifted(unit.own.span.start)),
            message: format!("`{name}` {how}"),
            expected: Some(name.to_owned()),
            found: Some(span.of(own).to_owned()),
            // Where more than a space differs, it is another expression, or the name is read as words.
            hint: !unit.is_bilingual()
                && change == Change::Space
                && (is_spaced_label(span.of(own), name) || span.of(own).split_whitespace().collect::<String>() != name),
            repair: match change == Change::Space && is_pair(name) {
                true => Repair::risky(name),
                false => Repair::of_token(&unit.doc, name),
            }
            .filter(|_| is_alone),
            ..Found::default()
        });
    }
    for found in found {
        // Two halves of one value are repaired together or not at all.
        let repair = found.repair.map(|repair| Repair { safe: repair.safe && are_whole, ..repair });
        sink.report(unit.doc, Found { repair, ..found });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_may_stand_where_two_words_meet() {
        assert!(is_version("oven1.8", "Oven 1.8") && !is_version("oven.1", "oven. 1") && !is_version("a.b", "a. b"));
        assert!(is_choice("oven.json/loaf.yaml") && is_choice("TCP/IP") && !is_choice("src/loaf.yaml"));
    }

    #[test]
    fn a_name_is_part_of_the_value_around_it() {
        let is_whole = |english: &'static str, own: &'static str, (name, broken): (&str, &str)| {
            let place = |text: &str, name: &str| {
                text.find(name).map(|at| Span::new(at, at + name.len())).expect("the name stands there")
            };
            is_whole_value((english, place(english, name)), (own, place(own, broken)))
        };
        let name = ("l:l/weight", "l: l/weight");
        assert!(!is_whole("loaves/any(l:l/weight eq 1)", "loaves/any (l: l/weight eq 1)", name));
        assert!(is_whole("loaves/any(l:l/weight eq 1)", "loaves/any(l: l/weight eq 1)", name));
        assert!(is_whole("(see l:l/weight)", "（l: l/weightを参照）", name));
    }

    #[test]
    fn two_abbreviations_may_be_two_sentences() {
        assert!(is_short_sentences("ID.UUID") && !is_short_sentences("System.IO") && !is_short_sentences("A.B.C"));
    }

    #[test]
    fn one_slash_of_another_width_is_style() {
        assert!(!is_fullwidth(Change::Punctuation, "TCP／IP"));
        assert!(is_fullwidth(Change::Punctuation, "a．json") && is_fullwidth(Change::Punctuation, "a／b／c"));
    }
}
