//! Numbers: limits, ids, sizes, versions.

use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::{Slice, Unit};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "number",
    family: Family::Segment,
    severity: Severity::Warning,
    mqm: "accuracy/mistranslation",
    on: true,
    what: "A number of three digits or more, or a GUID, was changed or lost.",
    why: "a reader relies on limits, ids and sizes as they stand",
    passes: "Separators and digits of the reader's language, `10万` for 100,000, dates, times, numbers below 100, which are often spelled out, and numbers with which the English contradicts another of its own.",
    fix: "Restore the number.",
    example: "-Höchstens 100 Pakete.\n+Höchstens 1000 Pakete.",
}
.by(Check::Unit(numbers))];

static GUID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}").expect("valid"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d(?:[\d,.]*\d)?").expect("valid"));

fn numbers(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = unit.texts();
    let few = || english.bytes().filter(u8::is_ascii_digit).take(3).count() < 3;
    // A GUID may hold fewer digits, and always has hyphens.
    if unit.equal || !unit.signs.digits() || few() && !unit.signs.any(&['-']) || unit.stated().is_some() {
        return;
    }
    let numbers = plain(&unit.english);
    let mut known = if numbers.is_empty() { Vec::new() } else { digits(own) };
    let wanted = GUID
        .find_iter(english)
        .map(|guid| guid.as_str())
        .filter(|guid| !own.to_lowercase().contains(&guid.to_lowercase()));
    let mended = !numbers.is_empty() && says_twice(&known, &digits(english));
    let wanted = wanted.chain(numbers.into_iter().filter(|number| !take(&mut known, number) && !mended));
    for number in wanted.collect::<Vec<_>>() {
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(unit.own.span),
                message: format!("the number `{number}` was changed or lost"),
                expected: Some(number.to_owned()),
                ..Found::default()
            },
        );
    }
}

/// Whether a translation says a number of the English more often than the English does: then the English contradicted
/// itself, and the translator followed its other number.
fn says_twice(own: &[String], english: &[String]) -> bool {
    let times = |runs: &[String], wanted: &String| runs.iter().filter(|run| *run == wanted).count();
    own.iter().any(|run| run.len() > 2 && (1..times(own, run)).contains(&times(english, run)))
}

/// The numbers of three digits or more that stand alone, outside code and link targets.
fn plain<'d>(slice: &Slice<'d, '_>) -> Vec<&'d str> {
    let text = slice.text();
    let beside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '#' | '&' | '%' | '$' | '{');
    let alone = |span: Span| {
        let after = &text[span.end..];
        let scaled = [" thousand", " million", " billion"].iter().any(|word| after.starts_with(word));
        let behind =
            scaled || after.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | ':'));
        !text[..span.start].ends_with(beside) && !behind
    };
    let found = NUMBER.find_iter(text).filter(|number| {
        let span = Span::from(number.range());
        number.as_str().bytes().filter(u8::is_ascii_digit).count() >= 3
            && alone(span)
            && !slice.is_literal(span.start + slice.span.start)
    });
    found.map(|number| number.as_str()).collect()
}

/// The runs of digits of a text, separators taken out: `1,000`, `1.000` and `1 000` are all `1000`.
pub(super) fn digits(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let all: Vec<char> = text.chars().collect();
    let multiplied = |at: usize| {
        let beside = at.checked_sub(1).into_iter().chain([at + 1]);
        beside.filter_map(|at| all.get(at)).any(|&c| is_multiplier(c))
    };
    // A blank beside a multiplier is a matter of style: `3 万 5 千`.
    let characters = all.iter().enumerate().filter(|&(at, c)| !(c.is_whitespace() && multiplied(at)));
    let mut characters = characters.map(|(_, &c)| c).peekable();
    while let Some(c) = characters.next() {
        if let Some(digit) = digit(c) {
            run.push(digit);
            continue;
        }
        let separates = matches!(
            c,
            ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '，' | '．' | '、' | '٬' | '٫'
        );
        let goes_on = characters.peek().is_some_and(|&next| self::digit(next).is_some());
        let goes_on = goes_on && (separates || is_multiplier(c));
        if !run.is_empty() && !goes_on {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// Whether a sign between digits multiplies what is before it: `3万5千` is 35,000.
fn is_multiplier(c: char) -> bool {
    matches!(c, '千' | '万' | '萬' | '億' | '亿' | '천' | '만' | '억')
}

/// The value of a decimal digit in any of the scripts that translations are written in.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 14] =
        [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xff10];
    let value = ZEROS.iter().filter_map(|zero| u32::from(c).checked_sub(*zero)).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// Takes `number` out of the runs. Runs that grew together with a neighbour hold it too, and so does a shorter run whose
/// zeros became a word: `10万` for 100,000.
fn take(runs: &mut Vec<String>, number: &str) -> bool {
    let wanted: String = number.chars().filter(char::is_ascii_digit).collect();
    let short = wanted.trim_end_matches('0');
    let at = runs.iter().position(|run| *run == wanted).or_else(|| {
        let shorter = |run: &String| run.len() < wanted.len() && run.starts_with(short) && wanted.starts_with(&**run);
        runs.iter().position(|run| run.contains(&wanted) || shorter(run))
    });
    match at {
        Some(at) if runs[at] == wanted => {
            runs.remove(at);
            true
        }
        at => at.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, number: &str) -> bool {
        take(&mut digits(text), number)
    }

    #[test]
    fn a_slip_of_the_author_may_be_mended() {
        let english = digits("in the spring of 1871 (1871-03-05), or of 1877");
        assert!(says_twice(&digits("im Frühling 1871 (1871-03-05), also 1871"), &english));
        assert!(!says_twice(&digits("im Frühling 1871 (1871-03-05), also 1878"), &english));
    }

    #[test]
    fn numbers_are_known_in_any_style() {
        for text in ["1.000 Zeichen", "1 000 caractères", "1，000", "１０００", "೧೦೦೦", "1'000", "上限は1000です"]
        {
            assert!(holds(text, "1,000"), "{text}");
        }
        assert!(holds("10万", "100,000"));
        assert!(
            holds("3万5千", "35,000")
                && holds("3 万 5 千行", "35,000")
                && holds("2 万 5,000", "25,000")
                && holds("1億2,000万", "120,000,000")
        );
        assert!(holds("1,5 Millionen", "1,500,000") && holds("99,9 %", "99.90"));
        assert!(!holds("100 und 20", "1,020"));
        assert!(!holds("1003", "1000"));
        assert!(!holds("keine", "404"));
    }
}
