//! Numbers: limits, ids, sizes, versions.

mod digits;
mod small;

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::seen::without_targets;
use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::{Slice, Standing, Unit};
use crate::rule::{Family, Rule};
use crate::span::Span;
pub(super) use digits::digits;
use digits::says_thousand;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "number",
    family: Family::Segment,
    severity: Severity::Warning,
    plain: Severity::Info,
    mqm: "accuracy/mistranslation",
    on: true,
    what: "A number of three digits or more, a smaller one of a bilingual text that has another in its place, a version of a plain page, a number with an exponent, a GUID, or a code of an error like `0x80ab0001`, was changed or lost.",
    why: "a reader relies on limits, ids and sizes as they stand",
    passes: "Separators and digits of the reader's language, `10万` for 100,000, a thousand in words, dates, times, numbers below 100 that are spelled out, and numbers with which the English contradicts another of its own. On plain pages also a number that is said once instead of twice, or in a sentence nearby.",
    fix: "Restore the number.",
    example: "-Höchstens 100 Pakete.\n+Höchstens 1000 Pakete.",
}
.by(Check::Unit(all))];

/// A GUID, or a code of an error with all its digits: `0x80ab0001`.
static GUID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|\b0x[0-9A-Fa-f]{8}\b").expect("valid")
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d(?:[\d,.]*\d)?").expect("valid"));
/// A number with an exponent: `2.5E+300`.
static EXPONENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:\d+\.\d+[Ee][+-]?|\d+[Ee]\+)\d+\b").expect("valid"));
/// A number as English writes it: `[0..1]` and `(2,10)` are two each.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)*").expect("valid"));

/// A number, alone or with its unit.
pub(super) static VALUE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(-?\d+(?:[.,]\d+)*)(?:[ \u{a0}]([A-Za-z][A-Za-z/]{0,4})|%)?$").expect("valid"));

/// Whether a unit is a cell that is a number alone, with its unit or without: a rule of its own tells what is wrong with it.
pub(super) fn is_value(unit: &Unit<'_, '_>) -> bool {
    let english = unit.english.text().trim();
    english.len() <= 24 && unit.standing() == Standing::Cell && unit.stated().is_none() && VALUE.is_match(english)
}

fn all(unit: &Unit<'_, '_>, sink: &mut Sink) {
    numbers(unit, sink);
    if unit.equal || !unit.signs.digits() || unit.stated().is_some() || is_value(unit) {
        return;
    }
    if let Some((number, found)) = small::replaced(unit) {
        let span = unit.own.in_file(unit.own.span);
        let message = format!("the number `{number}` was changed to `{found}`");
        let (expected, found) = (Some(number.to_owned()), Some(found.to_owned()));
        sink.report(unit.doc, Found { span, message, expected, found, ..Found::default() });
    }
}

fn numbers(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = unit.texts();
    // A version of a plain page has two digits or more.
    let least = if unit.is_bilingual() { 3 } else { 2 };
    let few = || english.bytes().filter(u8::is_ascii_digit).take(least).count() < least;
    // A GUID may hold fewer digits, and always has hyphens.
    if unit.equal
        || !unit.signs.digits()
        || few() && !unit.signs.any(&['-'])
        || unit.stated().is_some()
        || is_value(unit)
    {
        return;
    }
    let numbers = plain(&unit.english, !unit.is_bilingual());
    // A version in the target of a link says nothing about the text.
    let (seen, shown) = match unit.is_bilingual() {
        true => (Cow::Borrowed(own), Cow::Borrowed(english)),
        // A comma of lists stands between two numbers.
        false => (unspaced(&without_targets(&unit.own)).replace('、', ";").into(), without_targets(&unit.english)),
    };
    let mut known = if numbers.is_empty() { Vec::new() } else { digits(&seen) };
    let wanted = GUID
        .find_iter(&shown)
        .map(|guid| guid.as_str())
        .filter(|guid| !own.to_lowercase().contains(&guid.to_lowercase()));
    let runs = if numbers.is_empty() { Vec::new() } else { digits(english) };
    let mended = !numbers.is_empty() && says_twice(&known, &runs);
    let lost: Vec<&str> = numbers.into_iter().filter(|number| !take(&mut known, number) && !mended).collect();
    // What is said twice in English may be said once, as long as nothing else stands there.
    let strangers: Vec<&String> = known.iter().filter(|run| run.len() > 1 && !runs.contains(run)).collect();
    let strange = !strangers.is_empty();
    let instead =
        if let ([_], [number]) = (lost.as_slice(), strangers.as_slice()) { Some(number.to_string()) } else { None };
    let said = |number: &str| {
        is_clock(number, &seen)
            || !unit.is_bilingual() && number.contains('.') && stands_in(&seen, number)
            || !unit.is_bilingual() && !strange && (digits(&seen).contains(&bare(number)) || is_near(unit, number))
            || bare(number) == "1000" && says_thousand(own)
            || is_mended(number, &known)
    };
    let wanted = wanted.chain(lost.into_iter().filter(|number| !said(number))).chain(lost_powers(unit));
    for number in wanted {
        sink.report_with(unit.doc, || Found {
            span: unit.own.in_file(unit.own.span),
            message: format!("the number `{number}` was changed or lost"),
            expected: Some(number.to_owned()),
            found: instead.clone(),
            hint: is_uncertain(unit, number),
            ..Found::default()
        });
    }
}

/// Whether a plain page may do without a number: its section says it elsewhere, it counts a heading, or the text may be no
/// translation at all.
fn is_uncertain(unit: &Unit<'_, '_>, number: &str) -> bool {
    if unit.is_bilingual() {
        return false;
    }
    let page = &unit.own.view.page;
    let section = page.extent(page.section_at(unit.own.span.start)).of(page.text);
    let counts = || {
        let english = unit.english.text().trim_start_matches(['#', ' ', '*']);
        let title = english.strip_prefix(number).map(|rest| rest.trim_start_matches(['.', ' ']));
        unit.standing() != Standing::Cell
            && title.is_some_and(|title| title.starts_with(|c: char| c.is_ascii_alphabetic() || c == '`'))
            && english.len() < 80
    };
    // `[1,128]` is a range of two numbers.
    let is_range = number.contains(',') && unit.english.text().contains(&format!("[{number}]"));
    let hundred = number == "100" && unit.own.text().contains(['百', '백']);
    let cut = number.len() == 3 && unit.english.text().contains(&format!(", {number}"));
    let whole = number == "100" && unit.english.text().contains("100%");
    let own = unit.own.text();
    // Versions go on, and headings count.
    unit.loose
        || number.contains('.') && !number.contains(['E', 'e'])
        || whole
        || hundred
        || cut
        || is_range
        || is_year_in_words(own, number)
        || is_year(number)
        || stands_in(section, number)
        || counts()
}

/// Whether a number is a time of day, `0600`, of which a translation says the hour.
fn is_clock(number: &str, own: &str) -> bool {
    let time = number.split_at_checked(2).filter(|_| number.len() == 4 && number.starts_with('0'));
    let parts = time.and_then(|(hour, minute)| Some((hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?)));
    let hour = parts.filter(|(hour, minute)| *hour < 24 && *minute < 60).map(|(hour, _)| hour.to_string());
    hour.is_some_and(|hour| digits(own).contains(&hour))
}

/// Whether a number may be a year: a page says when it was made, or how things stand by then.
fn is_year(number: &str) -> bool {
    number.len() == 4 && number.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year))
}

/// Whether a year is not said, as in “last July”, or counted from another beginning: 2016 is 2559 in Thailand.
fn is_year_in_words(own: &str, number: &str) -> bool {
    const BUDDHIST: u32 = 543;
    let year = |number: &str| number.parse::<u32>().ok().filter(|year| (1900..2100).contains(year));
    let Some(wanted) = year(number).filter(|_| number.len() == 4) else { return false };
    let own = digits(own);
    own.iter().all(|run| run.len() != 4 || year(run).is_none()) || own.contains(&(wanted + BUDDHIST).to_string())
}

/// A text with spaces for the entities of narrow ones, which some languages write inside numbers.
fn unspaced(text: &str) -> String {
    ["&nbsp;", "&#160;", "&thinsp;", "&#8239;"].iter().fold(text.to_owned(), |text, space| text.replace(space, " "))
}

/// The numbers with an exponent that a text lacks. Where it has a sign of multiplication, they may be powers of ten.
fn lost_powers<'d>(unit: &Unit<'d, '_>) -> Vec<&'d str> {
    let (own, english) = unit.texts();
    let start = unit.english.span.start;
    let stands_alone = |power: &regex::Match<'_>| !unit.english.is_literal(power.start() + start);
    let mut powers = EXPONENT.find_iter(english).filter(stands_alone).map(|power| power.as_str()).peekable();
    if powers.peek().is_none() || own.contains(['×', '·', '^']) {
        return Vec::new();
    }
    let own = own.replace([',', '٫'], ".").replace(" + ", "+").replace('−', "-");
    let mut known: Vec<&str> = EXPONENT.find_iter(&own).map(|power| power.as_str()).collect();
    let is_lost = |power: &&str| match known.iter().position(|own| own.eq_ignore_ascii_case(power)) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    powers.filter(is_lost).collect()
}

/// Whether a translation says a number of the English more often than the English does: then the English contradicted
/// itself, and the translator followed its other number.
fn says_twice(own: &[String], english: &[String]) -> bool {
    let times = |runs: &[String], wanted: &String| runs.iter().filter(|run| *run == wanted).count();
    own.iter().any(|run| run.len() > 2 && (1..times(own, run)).contains(&times(english, run)))
}

/// Whether a text has a number as it is written, and not as a part of another.
fn stands_in(text: &str, number: &str) -> bool {
    let beside = |c: char| c.is_ascii_digit();
    let mut places = text.match_indices(number).map(|(at, _)| (&text[..at], &text[at + number.len()..]));
    places.any(|(before, behind)| {
        let goes_on = behind.strip_prefix('.').is_some_and(|rest| rest.starts_with(beside));
        !before.trim_end_matches('.').ends_with(beside) && !behind.starts_with(beside) && !goes_on
    })
}

/// The digits of a number.
fn bare(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a number moved into a sentence beside this text: it is there, and is not in the English beside it.
fn is_near(unit: &Unit<'_, '_>, number: &str) -> bool {
    const REACH: usize = 600;
    let around = |slice: &Slice<'_, '_>| -> Vec<String> {
        let text = slice.view.page.text;
        let (start, end) = (boundary(text, slice.span.start.saturating_sub(REACH)), slice.span.end + REACH);
        let end = boundary(text, end.min(text.len()));
        digits(&text[start..slice.span.start]).into_iter().chain(digits(&text[slice.span.end..end])).collect()
    };
    let wanted = bare(number);
    let times = |slice: &Slice<'_, '_>| around(slice).iter().filter(|run| **run == wanted).count();
    times(&unit.own) > times(&unit.english)
}

/// Whether the translation has the digits of a number in another order, and another number of the text says the same in
/// another unit: 43,200 minutes are 30 days, 42,300 were a slip of the English.
fn is_mended(number: &str, own: &[String]) -> bool {
    const UNITS: [u64; 8] = [7, 24, 60, 1000, 1024, 1440, 3600, 86400];
    let wanted = bare(number);
    let sorted = |text: &str| {
        let mut digits: Vec<char> = text.chars().collect();
        digits.sort_unstable();
        digits
    };
    let value = |text: &str| text.parse::<u64>().ok();
    let counted = |whole: u64| {
        let parts = own.iter().filter_map(|run| value(run)).filter(|part| *part > 0 && *part != whole);
        parts.into_iter().any(|part| whole.is_multiple_of(part) && UNITS.contains(&(whole / part)))
    };
    let mends = |run: &&String| **run != wanted && sorted(run) == sorted(&wanted);
    let counts = |number: Option<u64>| number.is_some_and(counted);
    own.iter().filter(mends).any(|run| counts(value(run))) && !counts(value(&wanted))
}

/// The numbers of three digits or more that stand alone, outside code and link targets.
/// On plain pages, versions are numbers as well.
fn plain<'d>(slice: &Slice<'d, '_>, versions: bool) -> Vec<&'d str> {
    let text = slice.text();
    let beside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '#' | '&' | '%' | '$' | '{');
    let alone = |span: Span| {
        let after = &text[span.end..];
        let scaled = [" thousand", " million", " billion"].iter().any(|word| after.starts_with(word));
        let behind =
            scaled || after.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | ':'));
        let before = &text[..span.start];
        // The ends of a range are two numbers.
        if versions && before.ends_with('[') && after.starts_with([']', ')']) && span.of(text).contains(',') {
            return false;
        }
        let version = before.strip_suffix('v').or_else(|| before_year(before)).filter(|_| versions);
        !version.unwrap_or(before).ends_with(beside) && !behind
    };
    let found = if versions { &ENGLISH } else { &NUMBER }.find_iter(text).filter(|number| {
        let span = Span::from(number.range());
        let digits = number.as_str().bytes().filter(u8::is_ascii_digit).count();
        (digits >= 3 || versions && number.as_str().contains('.'))
            && alone(span)
            && !(versions && is_in_tag(text, span))
            && !slice.is_literal(span.start + slice.span.start)
    });
    found.map(|number| number.as_str()).collect()
}

/// Whether a place is in a tag: the size of an image says nothing to readers.
fn is_in_tag(text: &str, span: Span) -> bool {
    let (before, behind) = (&text[..span.start], &text[span.end..]);
    let tag = before.rfind(['<', '>']).and_then(|at| before[at..].strip_prefix('<'));
    let closes = || behind.find(['<', '>']).is_some_and(|at| behind[at..].starts_with('>'));
    tag.is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())) && closes()
}

/// What stands before the year of a date with the name of its month: `24-Jul-2026`.
fn before_year(before: &str) -> Option<&str> {
    let (date, month) = before.strip_suffix('-')?.rsplit_once('-')?;
    (month.len() == 3 && month.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| date.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Takes `number` out of the runs. Runs that grew together with a neighbour hold it too, and so does a shorter run whose
/// zeros became a word: `10万` for 100,000.
fn take(runs: &mut Vec<String>, number: &str) -> bool {
    let wanted: String = number.chars().filter(char::is_ascii_digit).collect();
    let short = wanted.trim_end_matches('0');
    // A short version may stand in any number by chance.
    if number.contains('.') && wanted.len() < 4 {
        let at = runs.iter().position(|run| *run == wanted || number.ends_with(".0") && run == short);
        return at.map(|at| runs.remove(at)).is_some();
    }
    let at = runs.iter().position(|run| *run == wanted).or_else(|| {
        // A word stands for more zeros than one, a decimal may lose its last.
        let fewer = if number.contains('.') { 1 } else { 2 };
        let shorter =
            |run: &String| run.len() + fewer <= wanted.len() && run.starts_with(short) && wanted.starts_with(&**run);
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

/// The last character boundary at or before a byte of `text`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
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
        for text in [
            "1.000 Zeichen",
            "1 000 caractères",
            "1，000",
            "１０００",
            "೧೦೦೦",
            "១០០០",
            "໑໐໐໐",
            "1'000",
            "上限は1000です",
        ] {
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
        assert!(says_thousand("mil panes") && says_thousand("约千个") && !says_thousand("Milch und Brot"));
    }

    #[test]
    fn a_time_of_day_has_other_digits_elsewhere() {
        assert!(is_clock("0600", "um 6 Uhr") && is_clock("0645", "um 6:45 Uhr"));
        assert!(!is_clock("0600", "um 7 Uhr") && !is_clock("0699", "6 Uhr") && !is_clock("1600", "16 Uhr"));
    }

    #[test]
    fn a_number_that_fits_its_other_unit_mends_the_english() {
        let own = |text| digits(text);
        assert!(is_mended("5,004", &own("5.040 Minuten, das sind 84 Stunden")));
        assert!(!is_mended("5,004", &own("5.040 Minuten")) && !is_mended("5,040", &own("5.004 Minuten, 84 Stunden")));
    }
}
