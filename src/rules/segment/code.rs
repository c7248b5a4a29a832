//! Code in sentences.

use super::losses::losses;
use crate::checker::{Check, Checker, Found, Repair, Sink};
use crate::contract::is_status;
use crate::finding::Severity;
use crate::group::Unit;
use crate::page::{CodeSpan, CodeToken};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "code-span",
        family: Family::Segment,
        severity: Severity::Warning,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A code span was changed or lost, or its backticks were escaped.",
        why: "a reader copies code as it stands",
        passes: "Order, white space, code that lost only its backticks, prose between backticks, placeholder words, and response codes: \
        they have a rule of their own.",
        fix: "Restore the code span as the English has it.",
        example: "-Setzen Sie `Priorität` auf 1.\n+Setzen Sie `priority` auf 1.",
    }
    .by(Check::Unit(code_spans)),
    Rule {
        name: "code-item",
        family: Family::Segment,
        severity: Severity::Warning,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A command that stands alone in a cell, a list item or in bold was changed.",
        why: "a reader copies it, and it does not run",
        passes: "White space, and texts that are no command by their form: without an option or an assignment.",
        fix: "Restore the command byte by byte, and put it between backticks in English.",
        example: "-| **parcel senden --eilig** |\n+| **parcel send --express** |",
    }
    .by(Check::Unit(code_items)),
];

fn code_spans(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.equal || !unit.signs.any(&['`']) {
        return;
    }
    let (own, english) = (unit.own.codes(), unit.english.codes());
    for loss in losses(own, english, |one, other| same(&one.text, &other.text)) {
        let expected = loss.expected.text.trim();
        // Without other code in its stead, it only lost its backticks.
        let stands = loss.found.is_none() && unit.own.text().contains(expected);
        let escaped = stands && is_escaped(unit.own.text(), expected);
        if is_status(expected) || is_prose(expected) || stands && !escaped {
            continue;
        }
        let (span, message) = match loss.found {
            None if escaped => {
                (unit.own.span, format!("a backtick of the code `{expected}` was escaped: readers see backticks"))
            }
            Some(found) if runs_alike(found, loss.expected) => continue,
            Some(found) => (found.span, format!("the code `{expected}` was changed to `{}`", found.text.trim())),
            None => (unit.own.span, format!("the code `{expected}` was lost")),
        };
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(span),
                message,
                expected: Some(expected.to_owned()),
                found: loss.found.map(|found: &CodeSpan<'_>| found.text.trim().to_owned()),
                repair: loss
                    .found
                    .filter(|_| loss.alone)
                    .and_then(|_| Repair::safe(loss.expected.span.of(unit.english.view.page.text))),
                ..Found::default()
            },
        );
    }
}

/// Whether `code` stands in `text` between backticks of which one or both are escaped.
fn is_escaped(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + code.len()..]);
        let (opens, closes) = (before.ends_with("\\`"), after.starts_with("\\`"));
        (opens || closes) && before.ends_with('`') && (closes || after.starts_with('`'))
    })
}

fn same(one: &str, other: &str) -> bool {
    one == other || one.split_whitespace().eq(other.split_whitespace())
}

/// Whether what stands between backticks is text for people: words of letters, none of which looks like code.
fn is_prose(code: &str) -> bool {
    let word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ':', ';', '!', '?']);
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        let acronym = word.len() <= 4 && word.chars().all(char::is_uppercase);
        letters && (acronym || !word.chars().skip(1).any(char::is_uppercase))
    };
    let first = code.split_whitespace().next().unwrap_or_default();
    let method = matches!(first, "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD");
    !method && code.split_whitespace().count() > 1 && code.split_whitespace().all(word)
}

/// Whether two pieces of code differ only in comments, sentences in strings, and words that a reader fills in.
fn runs_alike(one: &CodeSpan<'_>, other: &CodeSpan<'_>) -> bool {
    if is_fill_in(&other.text) || other.text.starts_with("# ") {
        return true;
    }
    let (one, other) = (one.tokens(), other.tokens());
    let same = |(one, other): (&CodeToken<'_>, &CodeToken<'_>)| {
        one.text == other.text || one.is_sentence() && other.is_sentence()
    };
    one.len() == other.len() && one.iter().zip(&other).all(same)
}

/// Whether the code is only what a reader puts something else for: `your-api-key`, `<name>`.
fn is_fill_in(code: &str) -> bool {
    let code = code.trim();
    let lower = code.to_lowercase();
    lower.starts_with("your-") || lower.starts_with("your_") || code.starts_with('<') && code.ends_with('>')
}

fn code_items(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if let Some((found, command)) = changed_command(unit) {
        return report_command(unit, (unit.own.span, found), command, sink);
    }
    if unit.equal || !unit.signs.any(&['*']) || unit.own.strong().len() != unit.english.strong().len() {
        return;
    }
    for (own, english) in unit.own.strong().iter().zip(unit.english.strong()) {
        let (found, _) = bare(own.of(unit.own.view.page.text));
        let (command, bold) = bare(english.of(unit.english.view.page.text));
        if is_command(command, bold) && !same(found, command) && !unit.own.text().contains(command) {
            report_command(unit, (*own, found), command, sink);
        }
    }
}

fn report_command(unit: &Unit<'_, '_>, (place, found): (Span, &str), command: &str, sink: &mut Sink) {
    sink.report(
        unit.doc,
        Found {
            span: unit.own.in_file(place),
            message: format!("the command `{command}` was changed to `{found}`"),
            expected: Some(command.to_owned()),
            found: Some(found.to_owned()),
            ..Found::default()
        },
    );
}

/// What became of the command that the English is, and the command.
pub(super) fn changed_command<'d>(unit: &Unit<'d, '_>) -> Option<(&'d str, &'d str)> {
    let (own, english) = unit.texts();
    if unit.equal || !unit.signs.any(&['-', '=', '"']) || english.contains("](") || unit.stated().is_some() {
        return None;
    }
    let (command, bold) = bare(english);
    let (found, _) = bare(own);
    (is_command(command, bold) && !same(found, command) && !found.is_empty()).then_some((found, command))
}

/// A text without the markers around the whole of it, and whether they make it bold.
fn bare(text: &str) -> (&str, bool) {
    let text = text.trim();
    let inside = text.strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    (inside.unwrap_or(text).trim(), inside.is_some_and(|inside| !inside.contains("**")))
}

/// Words that no command has outside its strings: a text with one of them is a sentence.
const OF_SENTENCES: [&str; 17] = [
    "the", "a", "an", "of", "if", "is", "are", "be", "for", "when", "with", "and", "or", "this", "that", "your", "any",
];

/// Whether a text is a command by its form: a program, and options, assignments or, in bold, strings behind it.
fn is_command(text: &str, bold: bool) -> bool {
    let mut words = text.split_whitespace();
    let program = |word: &str| {
        word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | '/' | '\\'))
            && word.starts_with(|c: char| c.is_ascii_lowercase() || c == '.')
    };
    let option = |word: &str| {
        let name = word.trim_start_matches('-');
        name.len() < word.len() && name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.ends_with('-')
    };
    let assignment =
        |word: &str| word.split_once('=').is_some_and(|(name, value)| !name.is_empty() && !value.is_empty());
    // `Get-Parcel`
    let cmdlet = |word: &str| {
        let capital = |part: &str| part.len() > 1 && part.starts_with(|c: char| c.is_ascii_uppercase());
        word.split_once('-').is_some_and(|(verb, noun)| capital(verb) && capital(noun) && !noun.contains('-'))
    };
    let starts = words.next().is_some_and(|word| program(word) || cmdlet(word));
    let rest: Vec<&str> = words.collect();
    let prose = rest.iter().filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())).count();
    let code = rest.iter().any(|word| option(word) || assignment(word)) || bold && text.matches('"').count() == 2;
    let sentence = text.split('"').step_by(2).flat_map(str::split_whitespace).any(|word| OF_SENTENCES.contains(&word));
    text.is_ascii() && starts && code && !sentence && prose <= 3 && !text.ends_with(['.', ':', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_told_by_its_form() {
        for command in ["npm install --save left", "./run.sh mode=fast", "tar -x"] {
            assert!(is_command(command, false), "{command}");
        }
        assert!(is_command("sluice label \"the gate\"", true));
        for prose in [
            "use --all for more",
            "retry if state=failed",
            "re-run - now",
            "pre-paid -or- free",
            "Run --all",
            "one-time code",
            "the \"north\" gate",
        ] {
            assert!(!is_command(prose, true), "{prose}");
        }
    }

    #[test]
    fn prose_between_backticks_has_words_only() {
        assert!(is_prose("Save as draft") && is_prose("Good evening, Mrs Miller!"));
        for code in ["draft", "GET kennels", "save asDraft", "a = b", "run --all"] {
            assert!(!is_prose(code), "{code}");
        }
    }
}
