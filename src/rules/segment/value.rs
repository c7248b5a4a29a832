//! Cells that hold a value alone.

use super::column::column;
use super::flag::affirms;
use super::number::{VALUE, digits, is_value};
use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::{Standing, Unit};
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[Rule {
    name: "cell-value",
    family: Family::Segment,
    severity: Severity::Warning,
    plain: Severity::Info,
    mqm: "accuracy/mistranslation",
    on: true,
    what: "A cell that is a number alone, a number with its unit, or a literal like `Infinity` was changed; or a word in a column of \
        defaults that the code of the page has.",
    why: "a reader relies on limits, codes and sizes as they stand",
    passes: "Separators and digits of the reader's language, units in the reader's language, and values of enumerations: they have a \
        rule of their own.",
    fix: "Restore the value.",
    example: "-| groß | 10 GB |\n+| groß | 50 GB |",
}
.by(Check::Unit(values))];

fn values(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = (unit.own.text().trim(), unit.english.text().trim());
    if !unit.equal && !own.is_empty() && unit.standing() == Standing::Cell && is_lost_word(unit) {
        report(unit, sink);
    }
    if unit.equal || own.is_empty() || !unit.signs.digits() {
        return;
    }
    let Some(value) = VALUE.captures(english).filter(|_| is_value(unit)) else { return };
    let measure = value.get(2).map(|measure| measure.as_str());
    let (mine, theirs) = (digits(own), digits(english));
    // `2023.1` and `2023.01` are one month; what is said behind a value leaves it as it is.
    let parts =
        |text: &str| text.split(['.', ',']).map(|part| part.trim_start_matches('0').to_owned()).collect::<Vec<_>>();
    let is_more = own.strip_prefix(english).is_some_and(|rest| rest.starts_with(['<', ' ', '(', '（']));
    if !unit.is_bilingual()
        && (parts(own) == parts(english) || is_more || is_date(own, english) || is_spelled(own, english))
    {
        return;
    }
    let is_kept = mine == theirs
        && match measure {
            Some(measure) => !is_clipped(measure, own) && !is_another(measure, own),
            None => {
                (!own.contains(char::is_alphabetic) || !unit.is_bilingual() && is_counted(own))
                    && (own.contains('-') == english.contains('-') || english.ends_with('%'))
            }
        };
    if is_kept {
        return;
    }
    report(unit, sink);
}

fn report(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = (unit.own.text().trim(), unit.english.text().trim());
    sink.report(
        unit.doc,
        Found {
            span: unit.own.in_file(unit.own.span.trimmed(unit.own.view.page.text)),
            message: format!("the value `{english}` was changed to `{own}`"),
            expected: Some(english.to_owned()),
            found: Some(own.to_owned()),
            ..Found::default()
        },
    );
}

/// Whether a date has the signs of the reader's language between its numbers: `2021.07` and `2021 年 7 月`.
fn is_date(own: &str, english: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let numbers =
        |text: &str| -> Vec<u32> { text.split(|c| !is_digit(c)).filter_map(|number| number.parse().ok()).collect() };
    let (mine, theirs) = (numbers(own), numbers(english));
    let years = 1900..2100;
    theirs.len() > 1
        && mine == theirs
        && years.contains(&theirs[0])
        && theirs[1..].iter().all(|part| (1..32).contains(part))
}

/// Whether a number has a word of another script behind it that says what is counted: `4096 列`.
fn is_counted(own: &str) -> bool {
    let word = own.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
    let word = word.trim_end_matches(['。', '.']);
    word.len() < own.len() && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii()) && word.chars().count() < 4
}

/// Whether a small number is written with the sign that Chinese and Japanese have for it, with what is counted behind it.
fn is_spelled(own: &str, english: &str) -> bool {
    const SIGNS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let number = own.chars().next().and_then(|first| SIGNS.iter().position(|sign| *sign == first));
    number.is_some_and(|at| (at + 1).to_string() == english) && own.chars().filter(|c| SIGNS.contains(c)).count() == 1
}

/// What a program writes for a value that is none of its own.
const LITERALS: [&str; 3] = ["Infinity", "NaN", "undefined"];

/// Whether a cell is a literal, or a default that the code of the page has in quotation marks, and the translation lacks the word.
fn is_lost_word(unit: &Unit<'_, '_>) -> bool {
    let word = unit.english.text().trim();
    let is_word = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    // `required` says that there is no default.
    let is_default = || {
        let head = column(&unit.english).and_then(|column| column.first().map(|head| head.to_lowercase()));
        affirms(word).is_none()
            && head.is_some_and(|head| ["default", "default value", "defaults"].contains(&head.as_str()))
    };
    let in_code = || {
        let page = &unit.english.view.page;
        let quoted = [format!("\"{word}\""), format!("'{word}'")];
        page.fences.iter().any(|fence| quoted.iter().any(|word| fence.content.of(page.text).contains(word.as_str())))
    };
    (LITERALS.contains(&word) || is_word && is_default() && in_code())
        && !unit.own.text().to_lowercase().contains(&word.to_lowercase())
}

/// Units that are written so in every language.
const UNITS: [&str; 14] = ["B", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "Kbps", "Mbps", "Gbps", "ms"];

/// Whether another unit stands behind a number: `GB` for `MB`.
fn is_another(measure: &str, own: &str) -> bool {
    let found = own.trim_start_matches(|c: char| !c.is_alphabetic());
    let known = |unit: &str| UNITS.iter().any(|known| known.eq_ignore_ascii_case(unit));
    known(measure) && known(found) && !found.eq_ignore_ascii_case(measure)
}

/// Whether the unit behind a number lost a letter: `Mbp` for `Mbps`, but not `byte` for `bytes`, which no language but English
/// says so.
fn is_clipped(measure: &str, own: &str) -> bool {
    let found = own.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let is_plural =
        measure.len() > 4 && measure.bytes().all(|byte| byte.is_ascii_lowercase()) && measure.ends_with('s');
    found.len() > 2 && found.len() + 1 == measure.len() && measure.starts_with(found) && !is_plural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_the_whole_cell() {
        for cell in ["7", "-1", "1,000", "50 GB", "99.9%", "10 Mbps"] {
            assert!(VALUE.is_match(cell), "{cell}");
        }
        for cell in ["7 lamps at most", "3DES", "v2", "GET", "1 of 3", "2019-03-01"] {
            assert!(!VALUE.is_match(cell), "{cell}");
        }
    }

    #[test]
    fn a_date_is_the_same_in_the_signs_of_a_language() {
        assert!(is_date("2021 年 7 月", "2021.07") && is_date("2021년 7월 3일", "2021.7.3"));
        assert!(!is_date("2021 年 8 月", "2021.07") && !is_date("1 024", "1.024") && !is_date("2021", "2021"));
    }

    #[test]
    fn a_unit_of_another_language_is_whole() {
        assert!(is_clipped("Mbps", "50 Mbp"));
        assert!(is_another("MB", "4 GB") && !is_another("MB", "4 Mo") && !is_another("KB", "4 kB"));
        assert!(!is_clipped("GB", "10 Go") && !is_clipped("Mbps", "50 Мбит/с") && !is_clipped("GB", "10 G"));
    }
}
