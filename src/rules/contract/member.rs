//! Values of enumeration members.

use crate::checker::{Check, Checker, Found, Repair, Sink, related};
use crate::contract::Member;
use crate::finding::{Related, Severity};
use crate::group::Pair;
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[Rule {
    name: "enum-value",
    family: Family::Contract,
    severity: Severity::Error,
    mqm: "accuracy/mistranslation",
    on: true,
    what: "The number that stands for a member of an enumeration was changed or lost.",
    why: "a reader sends the number of another member, or one that the server does not know",
    passes: "Values that are words, digits of another script and separators between digits.",
    fix: "Restore the number as the English page has it.",
    example: "-| express | 3 |\n+| express | 2 |",
}
.by(Check::Pair(values))];

fn values(pair: &Pair<'_, '_>, sink: &mut Sink) {
    for (own, other) in pair.members.iter().filter_map(|(own, other)| own.zip(*other)) {
        let Some(number) = number(&other.value) else { continue };
        if self::number(&own.value).as_deref() == Some(&*number) {
            continue;
        }
        let (name, wanted, found) = (&other.name, &other.value, &own.value);
        let message = match found.as_str() {
            "" => format!("the value `{wanted}` of `{name}` was lost"),
            _ => format!("the value `{wanted}` of `{name}` was changed to `{found}`"),
        };
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(own.value_span),
                message,
                expected: Some(wanted.clone()),
                found: Some(found.clone()),
                repair: Repair::safe(wanted).filter(|_| !found.is_empty()),
                related: elsewhere(pair, other),
                ..Found::default()
            },
        );
    }
}

/// The number that is the whole of a cell, in ASCII digits and without separators.
fn number(cell: &str) -> Option<String> {
    let digits: Vec<char> = cell.strip_prefix(['-', '−']).unwrap_or(cell).chars().collect();
    let value = |&c: &char| c.to_digit(10).or_else(|| full_width(c));
    let is_ends = |c: Option<&char>| c.is_some_and(|c| value(c).is_some());
    let is_number = is_ends(digits.first())
        && is_ends(digits.last())
        && digits.iter().all(|c| value(c).is_some() || matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '\''));
    let sign = if cell.starts_with(['-', '−']) { "-" } else { "" };
    let number: String = digits.iter().filter_map(value).filter_map(|digit| char::from_digit(digit, 10)).collect();
    is_number.then(|| format!("{sign}{number}"))
}

fn full_width(c: char) -> Option<u32> {
    u32::from(c).checked_sub(0xff10).filter(|digit| *digit < 10)
}

fn elsewhere(pair: &Pair<'_, '_>, other: &Member) -> Vec<Related> {
    if pair.is_bilingual() {
        return Vec::new();
    }
    let span = pair.reference.reading.in_file(other.value_span);
    vec![related(pair.reference_doc, span, format!("here the value of `{}` is `{}`", other.name, other.value))]
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_the_whole_cell_in_any_style() {
        assert_eq!(number("-1,000").as_deref(), Some("-1000"));
        assert_eq!(number("１０").as_deref(), Some("10"));
        for other in ["", "3D", ",0", ".0", "1-d", "50%", "six", "- 5 kg"] {
            assert_eq!(number(other), None, "{other}");
        }
        // `2/4` is no number, and two numbers are none either.
        assert_eq!(number("2/4"), None);
    }
}
