//! Whether something is required, on, or so at all.

mod words;

use std::sync::LazyLock;

use regex::Regex;

use super::column::{column, row_name};
use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::{Slice, Standing, Unit};
use crate::rule::{Family, Rule};
pub(super) use words::affirms;
use words::demands;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "flag-flipped",
    family: Family::Segment,
    severity: Severity::Error,
    plain: Severity::Info,
    mqm: "accuracy/mistranslation",
    on: true,
    what: "A cell says the contrary of the English, `No` for `Yes`; a word between full stops or brackets does, `(required)` for \
        `(optional)`; or a text says `true` for `false`, on plain pages of a default.",
    why: "a reader leaves out what the server asks for, or relies on another default",
    passes: "Languages whose words for it docparity does not know, and columns whose head says the contrary too. A warning on plain \
        pages, and an info in rows that do not begin alike.",
    fix: "Say what the English says.",
    example: "-| weight | Nein |\n+| weight | Ja |",
}
.by(Check::Unit(flags))];

fn flags(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.equal {
        return;
    }
    let (own, english) = unit.texts();
    let is_cell = unit.standing() == Standing::Cell;
    let theirs = said(english, is_cell);
    let (mine, theirs) = match theirs.is_empty() {
        false => (said(own, is_cell), theirs),
        // On plain pages, `false` is `not true` as well, but for a default.
        true if !unit.is_bilingual() && !english.to_lowercase().contains("default") => return,
        true => match literal(&unit.english).and_then(|theirs| Some((literal(&unit.own)?, theirs))) {
            Some((mine, theirs)) => (vec![mine], vec![theirs]),
            None => return,
        },
    };
    let is_flipped = |(found, expected): &(&str, &str)| affirms(found) != affirms(expected);
    let flipped: Vec<(&str, &str)> = mine.iter().copied().zip(theirs.iter().copied()).filter(is_flipped).collect();
    if flipped.is_empty() || mine.len() != theirs.len() || is_cell && is_turned(unit) {
        return;
    }
    // Rows of a plain page that have no name stand for each other by their order alone.
    let is_same_row = || row_name(&unit.own).is_some_and(|name| Some(name) == row_name(&unit.english));
    let hint = !unit.is_bilingual() && is_cell && !is_same_row();
    for (found, expected) in flipped {
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(unit.own.trimmed()),
                message: format!("`{found}` says the contrary of `{expected}`"),
                expected: Some(expected.to_owned()),
                found: Some(found.to_owned()),
                hint,
                ..Found::default()
            },
        );
    }
}

/// What a text says to the question of its column, if that is all it says, or of what it describes, in a sentence or in brackets.
fn said(text: &str, is_cell: bool) -> Vec<&str> {
    let text = bare(text);
    if is_cell && affirms(text).is_some() {
        return vec![text];
    }
    let ends = |c: char| matches!(c, '.' | '。' | '(' | ')' | '（' | '）' | '[' | ']' | '|');
    text.split(ends).map(bare).filter(|piece| demands(piece)).collect()
}

/// The only `true` or `false` of a text, outside its code.
fn literal<'d>(text: &Slice<'d, '_>) -> Option<&'d str> {
    static LITERAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i-u)\b(?:true|false)\b").expect("valid"));
    let is_said = |found: &regex::Match<'_>| !text.is_literal(found.start() + text.span.start);
    let mut found = LITERAL.find_iter(text.text()).filter(is_said);
    found.next().filter(|_| found.next().is_none()).map(|only| only.as_str())
}

/// A text without the marks and the white space around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '.' | '。'))
}

/// Whether a column is turned: its head says the contrary, `Optional` for `Required`, and so do its cells.
fn is_turned(unit: &Unit<'_, '_>) -> bool {
    let Some((own, english)) = column(&unit.own).zip(column(&unit.english)) else { return false };
    let is_contrary = |(own, english): (&&str, &&str)| {
        affirms(own).zip(affirms(english)).is_some_and(|(own, english)| own != english)
    };
    let mut rows = own.iter().zip(&english);
    rows.next().is_some_and(is_contrary) && rows.any(is_contrary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_cell_or_a_piece_of_a_text() {
        assert_eq!(said("**Yes**", true), ["Yes"]);
        assert_eq!(said("`false`", true), ["false"]);
        assert_eq!(said("Bearer {token}. Required.", true), ["Required"]);
        assert_eq!(said("`size` (optional): how large. Not required here.", false), ["optional"]);
        assert_eq!(said("**true** if it is open; otherwise, **false**.", true), Vec::<&str>::new());
        assert_eq!(said("Yes", false), Vec::<&str>::new());
    }
}
