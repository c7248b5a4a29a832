//! What a code of a page should read, and whether nobody has to read that first.

use super::plain::{Weight, weight};
use crate::checker::Repair;
use crate::group::Unit;
use crate::page::CodeSpan;
use crate::rules::token::{holds, is_alike, narrow};
use crate::span::{Span, line_start};

/// The code of the English in the place of `found`. On a plain page codes are held against each other by their order, some are
/// labels that readers have in their language, and slips of the English are put right: nobody has to read it only where it is the
/// same code, in letters or signs that no code has, or as the page has it elsewhere and the English never. A prompt that is left
/// out, an option that is marked as one, a property that is set and a name whose words are joined in another way are meant so.
pub(super) fn repair(unit: &Unit<'_, '_>, found: &CodeSpan<'_>, expected: &CodeSpan<'_>) -> Option<Repair> {
    let text = expected.span.of(unit.english.view.page.text);
    let (code, wanted) = (&*found.text, &*expected.text);
    // What would be no other code in signs of ASCII has their width as its only slip.
    let narrowed = narrow(code);
    let is_wide = !unit.is_bilingual() && narrowed != code && weight(narrowed.trim(), wanted.trim()) == Weight::None;
    let own_text = narrow(found.span.of(unit.own.view.page.text));
    let joined = |code: &str| code.split_whitespace().collect::<String>();
    let text = if is_wide && joined(&narrowed) != joined(wanted) { &*own_text } else { text };
    let is_marked = |code: &str, other: &str| code.trim_start_matches(['-', '$', '%', '>', ' ']) == other;
    // Marks that set the direction of code, a capital of the language, and the end of a sentence are meant; so is a name that the
    // code of the page has.
    let is_mark =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{ff0c}' | '\u{ff1a}' | '\u{3002}');
    // A comma of the sentence may stand inside the marks of code in both languages, in each as that writes it.
    let is_end = |c: char| is_mark(c) || matches!(c, ',' | '.' | ';' | ':' | '،' | '؛' | '、' | '；' | '।');
    let is_same_but_ends = || {
        code.trim().ends_with(is_end) && code.trim().trim_end_matches(is_end) == wanted.trim().trim_end_matches(is_end)
    };
    let is_named = |name: &str| name.len() > 1 && wanted.strip_prefix("--") == Some(name);
    let is_meant = is_marked(code, wanted)
        || is_named(code)
        || wanted.starts_with("$ ")
        || wanted.ends_with("'s")
        || is_other_style(code, wanted)
        || code.strip_suffix('=') == Some(wanted)
        || is_joined_otherwise(code, wanted)
        || code.trim().trim_matches(is_mark) == wanted.trim()
        || !code.is_ascii() && is_same_but_ends();
    let is_mangled = !narrowed.is_ascii() && wanted.is_ascii();
    let folded =
        |code: &str| code.trim().chars().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).collect::<String>();
    let own = &unit.own.view.page;
    let runs = |code: &str| own.fences.iter().any(|fence| holds(fence.content.of(own.text), code.trim()));
    let is_sure = || is_wide || is_mangled || is_elsewhere(unit, found, expected);
    match unit.is_bilingual() && !is_for_readers(code, wanted)
        || !unit.is_bilingual()
            && is_alike(code, wanted)
            && !is_beside(own.text, found, wanted)
            && !is_meant
            && !is_finer(code, wanted)
            && (folded(code) != folded(wanted)
                || is_identifier(wanted) && runs(wanted) && !is_in_row(own.text, found.span))
            && is_sure()
            && !runs(code)
    {
        true => Repair::safe(text),
        false => Repair::risky(text),
    }
}

/// Whether a code may be told to readers in their language: a way through menus, or a text between quotes.
fn is_for_readers(code: &str, wanted: &str) -> bool {
    let around = |code: &str| code.split('"').step_by(2).collect::<Vec<_>>().join("\"");
    wanted.contains(" > ") || code != wanted && around(code) == around(wanted)
}

/// Whether a code shows a name in the braces of a template, a tag closed in another way, a way through menus, or what the English
/// escapes where nothing has to be.
fn is_other_style(code: &str, wanted: &str) -> bool {
    let closed = |code: &str| code.replace(" />", "/>");
    code.trim_matches(['$', '{', '}', '%', ' ']) == wanted
        || closed(code) == closed(wanted)
        || code == wanted.replace('\\', "")
        || wanted.contains(" -> ")
}

/// Whether two names have the same words, joined by capitals in one and by signs in the other: an edition of the English had them so.
fn is_joined_otherwise(code: &str, wanted: &str) -> bool {
    let joined_by_sign = |name: &str| name.contains(['_', '-']);
    let joined_by_capital = |name: &str| name.chars().skip(1).any(|c| c.is_ascii_uppercase()) && !joined_by_sign(name);
    let letters = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
    let is_other = |one: &str, other: &str| joined_by_capital(one) && joined_by_sign(other);
    (is_other(code, wanted) || is_other(wanted, code)) && letters(code) == letters(wanted)
}

/// Whether a code stands in the row of a table: where one of its names has other capitals, the others may have them, too, in an
/// edition of the English that had them so, or in a column of its own.
fn is_in_row(text: &str, place: Span) -> bool {
    text[line_start(text, place.start)..].trim_start().starts_with('|')
}

/// Operators of two signs that a space has torn.
const TORN: [&str; 5] = ["! =", ": =", "= =", "< =", "> ="];

/// Whether the English is poorer than what the page has: it lacks the dots for what is left out, or its operators are torn.
fn is_finer(code: &str, wanted: &str) -> bool {
    let has_dots = |code: &str| code.contains("...") || code.contains('…');
    has_dots(code) && !has_dots(wanted) || TORN.iter().any(|torn| wanted.contains(torn) && !code.contains(torn))
}

/// Whether a code is a name by its form, which has its capitals in any language.
fn is_identifier(code: &str) -> bool {
    let is_part = |c: char| matches!(c, '.' | '_');
    !code.contains(' ')
        && code.is_ascii()
        && (code.contains(is_part) || code.chars().skip(1).any(|c| c.is_ascii_uppercase()))
}

/// Whether the page itself has a code elsewhere, and the English nowhere what was `found` in its place. Where a sign took the place
/// of another, as in a path for another system or in another edition of a program, both may be right.
fn is_elsewhere(unit: &Unit<'_, '_>, found: &CodeSpan<'_>, expected: &CodeSpan<'_>) -> bool {
    let (own, english) = (unit.own.view.page.text, unit.english.view.page.text);
    let (before, behind) = (&own[..found.span.start], &own[found.span.end..]);
    let (mine, theirs) = (signs(&found.text), signs(&expected.text));
    (is_within(&mine, &theirs) || is_within(&theirs, &mine))
        && [before, behind].iter().any(|text| holds(text, &expected.text))
        && !holds(english, found.text.trim())
}

/// Whether a sign that a code lacks stands right before or behind it: it moved out into the prose, where it would stand twice.
fn is_beside(text: &str, found: &CodeSpan<'_>, wanted: &str) -> bool {
    let has_lost = |sign: char| {
        let times = |code: &str| code.matches(sign).count();
        !sign.is_alphanumeric() && times(wanted) > times(&found.text)
    };
    let is_between = |c: &char| matches!(c, ' ' | '*' | '`');
    let before = text[..found.span.start].chars().rev().find(|c| !is_between(c));
    let behind = text[found.span.end..].chars().find(|c| !is_between(c));
    [before, behind].into_iter().flatten().any(has_lost)
}

fn signs(code: &str) -> String {
    code.trim().chars().filter(|c| !c.is_alphanumeric()).collect()
}

/// Whether some signs are those of others, in their order, with some left out.
fn is_within(some: &str, others: &str) -> bool {
    let mut others = others.chars();
    some.chars().all(|sign| others.any(|other| other == sign))
}

#[cfg(test)]
mod tests {
    use super::is_joined_otherwise;

    #[test]
    fn words_of_a_name_are_joined_by_capitals_or_by_signs() {
        for (code, wanted, expected) in [
            ("kilnHeat", "kiln_heat", true),
            ("kiln-heat", "kilnHeat", true),
            ("kilnheat", "kiln_heat", false),
            ("Kiln_heat", "kiln_heat", false),
            ("kilnHaet", "kiln_heat", false),
        ] {
            assert_eq!(is_joined_otherwise(code, wanted), expected, "{code}");
        }
    }
}
