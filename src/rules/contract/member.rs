//! Values of enumeration members.

use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Found, Repair, Sink, related};
use crate::contract::Member;
use crate::finding::{Related, Severity};
use crate::group::Pair;
use crate::page::digit;
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[Rule {
    name: "enum-value",
    family: Family::Contract,
    severity: Severity::Error,
    plain: Severity::Error,
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
                // An English value with a sign that no translation has may be a list whose signs were read as those of numbers, and
                // words in brackets are a remark of the translator's.
                repair: match wanted.strip_prefix('-') == Some(found) || is_explained(found) {
                    true => Repair::risky(wanted),
                    false => Repair::of_token(pair.doc, wanted).filter(|_| !found.is_empty()),
                },
                related: elsewhere(pair, other),
                ..Found::default()
            },
        );
    }
}

/// Whether a cell says something in brackets.
fn is_explained(cell: &str) -> bool {
    cell.contains(['(', '（']) && cell.contains(char::is_alphabetic)
}

/// A number, with or without signs between groups of three digits.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^-?(?:[0-9]+|[0-9]{1,3}(?:[,. '][0-9]{3})+)$").expect("valid"));

/// The number that is the whole of a cell, in ASCII digits and without separators.
fn number(cell: &str) -> Option<String> {
    // A star is a footnote, and digits may be those of another script.
    let cell: String = cell.trim_end_matches('*').chars().map(|c| digit(c).unwrap_or(c)).collect();
    NUMBER.is_match(&cell).then(|| cell.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect())
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
        assert_eq!(number("4*").as_deref(), Some("4"));
        for other in ["", "3D", ",0", ".0", "1-d", "50%", "six", "- 5 kg", "2/4", "3 3", "4.4"] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
