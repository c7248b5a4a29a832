//! What of a code block is for people: prose, labels, and words for a reader to put something else in for.

use super::block::Block;
use crate::page::{CodeToken, is_program, is_prose, is_sentence};

/// Whether the block leaves something out where it differs.
pub(super) fn is_abridged(block: Block<'_, '_>) -> bool {
    let line = block.line_text();
    line.contains("...") || line.contains('…')
}

/// Whether the line is for people: prose in a terminal, or a comment of another language.
pub(super) fn is_said(english: Block<'_, '_>) -> bool {
    let line = english.line_text();
    let text = line.split(" //").next().unwrap_or_default();
    let is_terminal = !line.contains(['{', '(', '=', ';']) && line.split_whitespace().count() > 3;
    let place = english.tokens.get(english.at).map_or(0, |token| token.span.start);
    let start = english.text[..place].rfind('\n').map_or(0, |end| end + 1);
    let behind = [" //", "  # ", " -- "].iter().any(|mark| english.text[start..place].contains(mark));
    let is_listed =
        line.starts_with(['#', '-', '*', '>']) && is_prose(line.trim_start_matches(['#', '-', '*', '>', ' ']));
    // A label of what a program prints, or a word between two blocks.
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let is_label = line.split_once(": ").is_some_and(|(label, _)| is_capital(label));
    let is_word = !line.is_empty() && line.chars().all(char::is_lowercase);
    behind
        || is_label
        || is_word
        || is_listed
        || is_joined(english, line)
        || is_terminal && (is_prose(text) || is_sentence(text))
}

/// Whether what differs only joins what stands beside it, in a line that no program reads: `200 or 204`.
fn is_joined(english: Block<'_, '_>, line: &str) -> bool {
    let word = english.tokens.get(english.at).map_or("", |token| token.text);
    let runs = line.split_whitespace().next().is_some_and(|first| is_program(first.trim_start_matches(['$', '>'])));
    english.is_shell && matches!(&*word.to_lowercase(), "or" | "and" | "to") && !runs
}

/// A string without the strings in it.
pub(super) fn without_quoted(text: &str) -> Vec<&str> {
    let inside = text.get(1..text.len() - 1).unwrap_or_default();
    let mark = if inside.contains('"') { '"' } else { '\'' };
    if inside.contains(mark) { inside.split(mark).step_by(2).collect() } else { vec![text] }
}

/// Whether what differs is the value of a setting in a command, in words of the language: `host=<窯のアドレス>`.
pub(super) fn is_value(own: Block<'_, '_>, english: Block<'_, '_>) -> bool {
    let before = english.at.checked_sub(1).and_then(|at| english.tokens.get(at));
    english.is_shell && before.is_some_and(|before| before.text == "=") && !own.tokens[own.at].text.is_ascii()
}

/// Whether what differs is text that a reader sees between two tags of a line, in whatever language they stand.
pub(super) fn is_between_tags(english: Block<'_, '_>) -> bool {
    let line = english.line_text();
    let Some(token) = english.tokens.get(english.at) else { return false };
    let start = english.text[..token.span.start].rfind('\n').map_or(0, |end| end + 1);
    let before = &english.text[start..token.span.start];
    let behind = &english.text[token.span.end..];
    // Tags may hold tags: `<Knob icon={<Dial />}>Heat</Knob>`.
    let opened = before.contains('<')
        && before
            .rsplit_once('>')
            .is_some_and(|(tag, text)| !tag.ends_with(['-', '=', '?', ' ']) && !text.contains(['{', '}', ';', '(']));
    let closes = behind.lines().next().unwrap_or_default().find('<').is_some_and(|at| behind[at..].starts_with("</"));
    line.contains("</") && opened && closes
}

/// Whether what differs is a text beside what a template puts in: `Hello, <?= $baker ?>!`, `Hello, {{ baker }}!`.
pub(super) fn is_beside_template(english: Block<'_, '_>) -> bool {
    let Some(token) = english.tokens.get(english.at) else { return false };
    let start = english.text[..token.span.start].rfind('\n').map_or(0, |end| end + 1);
    let (before, line) = (&english.text[start..token.span.start], english.line_text());
    let marks = [("<?", "?>"), ("{{", "}}"), ("{%", "%}")];
    let is_outside = |(open, close): &(&str, &str)| before.matches(open).count() == before.matches(close).count();
    // `oven: {{ heat }}` is a setting.
    let is_setting = before.contains(['(', '=', ':']) || english.text[token.span.end..].starts_with(':');
    !is_setting
        && marks.iter().any(|(open, close)| line.contains(open) && line.contains(close))
        && marks.iter().all(is_outside)
}

/// Whether what differs stands among words in braces or brackets, which no program takes for a name: `${address of the oven}`.
pub(super) fn is_filled_in(english: Block<'_, '_>) -> bool {
    let Some(token) = english.tokens.get(english.at) else { return false };
    let (before, behind) = (&english.text[..token.span.start], &english.text[token.span.start..]);
    let open = before.rfind(['{', '}', '(', ')', '\n']).filter(|&at| before[at..].starts_with(['{', '(']));
    let close = behind.find(['{', '}', '(', ')', '\n']).filter(|&at| behind[at..].starts_with(['}', ')']));
    let (Some(open), Some(close)) = (open, close) else { return false };
    let inside = &english.text[open + 1..token.span.start + close];
    // `${Baker}`: names in code begin small.
    let mut letters = inside.chars();
    if before[..open].ends_with('$')
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
    {
        return true;
    }
    // A remark before a command: `(optional)bake --rye`.
    let begins_line = before[..open].rsplit('\n').next().is_some_and(|start| start.trim().is_empty());
    if begins_line
        && before[open..].starts_with('(')
        && inside.len() > 3
        && inside.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        return true;
    }
    let is_operator =
        |word: &str| matches!(word, "in" | "of" | "as" | "is" | "not" | "and" | "or" | "const" | "let" | "var" | "new");
    inside.trim().contains(' ')
        && !inside.split(' ').any(is_operator)
        && inside.chars().all(|c| c.is_ascii_alphabetic() || c == ' ')
}

/// Whether a key is what a table or a form shows above a column: `"Grain Store": 3`.
pub(super) fn is_title_of_column(own: &CodeToken<'_>, english: &CodeToken<'_>, is_key: bool) -> bool {
    let name = english.inside();
    let is_wordy = name.contains(' ') || name.ends_with(|c: char| c.is_ascii_digit());
    is_key
        && is_wordy
        && !own.text.is_ascii()
        && name.starts_with(char::is_uppercase)
        && !name.contains(['_', '-', '.'])
}

/// Whether what differs is a word that a pattern looks for in a text: `/(rye|spelt)/`.
pub(super) fn is_in_pattern(english: Block<'_, '_>) -> bool {
    let line = english.line_text();
    let pattern = line.find('/').zip(line.rfind('/')).filter(|(open, close)| open + 2 < *close);
    let token = english.tokens.get(english.at);
    pattern.zip(token).is_some_and(|((open, close), token)| {
        let inside = &line[open + 1..close];
        !english.is_shell
            && inside.contains(token.text)
            && inside.contains(['|', '\\', '[', '^'])
            && !inside.contains("//")
    })
}
