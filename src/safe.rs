//! Texts of pages, names of files and values of configurations, made harmless for what shows or reads them.
//!
//! Whoever writes a page chooses its text and its name. A terminal acts on control characters, a runner of CI on commands in
//! the log, a spreadsheet on formulas, a browser on tags. Every writer takes what it needs against that from here.

mod command;
mod json;
mod markdown;
mod sheet;
mod shown;
mod xml;

use std::borrow::Cow;

pub use command::{azure, azure_property, github, github_property};
pub use json::{Unarmed, in_html};
pub use markdown::{code, plain, prose};
pub use sheet::{cell, is_formula};
pub use shown::Shown;
pub use xml::{escaped as xml, legal as xml_legal};

/// The text as one line: what a terminal would act on or a reader would take for another line is replaced, one character
/// each, and what a runner of CI would take for a command is broken by a space.
#[must_use]
pub fn line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c == '\t' { ' ' } else { seen(c) }).collect();
    unarmed(line)
}

/// [`line`] that stands at the beginning of a line of a log, where runners look for `::name::`.
#[must_use]
pub fn opening(text: &str) -> String {
    unopened(line(text))
}

/// Breaks what a runner would take for a command at the beginning of a line, behind any white space.
fn unopened(mut line: String) -> String {
    let start = line.len() - line.trim_start().len();
    if line[start..].starts_with("::") {
        line.insert(start + 1, ' ');
    }
    line
}

/// The text with its lines and tabs: all else as in [`line`].
#[must_use]
pub fn lines(text: &str) -> String {
    let keeps = |c: char| if matches!(c, '\n' | '\t') { c } else { seen(c) };
    unarmed(text.chars().filter(|&c| c != '\r').map(keeps).collect())
}

/// The beginning of a text of more than `most` characters, with an ellipsis.
#[must_use]
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The character, or what stands for one that is not seen and acts on its neighbours.
fn seen(c: char) -> char {
    match c {
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// Breaks the commands that runners look for anywhere in a line: `##[name]` and `##vso[name]`.
fn unarmed(mut line: String) -> String {
    let mut from = 0;
    while let Some(at) = line[from..].find("##") {
        from += at + 2;
        let name = line[from..].bytes().take_while(u8::is_ascii_alphabetic).count();
        if line[from + name..].starts_with('[') {
            line.insert(from, ' ');
        } else {
            // The next `##` may begin with the second sign.
            from -= 1;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was tried, and what becomes of it in a line.
    #[test]
    fn a_line_is_harmless_in_a_log_and_on_a_terminal() {
        for (text, shown) in [
            ("plain `Accept` 日本 ü", "plain `Accept` 日本 ü"),
            ("a\nb\r\nc", "a\u{fffd}b\u{fffd}\u{fffd}c"),
            ("\x1b[31mred\x07\x7f\u{9b}1m", "\u{fffd}[31mred\u{fffd}\u{fffd}\u{fffd}1m"),
            ("a\u{202e}b\u{2066}c\u{2028}d", "a\u{fffd}b\u{fffd}c\u{fffd}d"),
            ("##[add-mask]x", "## [add-mask]x"),
            ("a ##vso[task.setvariable]b", "a ## vso[task.setvariable]b"),
            ("##VSO[x] ##teamcity[y]", "## VSO[x] ## teamcity[y]"),
            ("###vso[x] ####[y]", "### vso[x] #### [y]"),
            ("## Heading [link]", "## Heading [link]"),
        ] {
            assert_eq!(line(text), shown);
        }
    }

    #[test]
    fn no_line_of_a_log_begins_with_a_command() {
        for (text, shown) in [
            ("::error title=x::y", ": :error title=x::y"),
            ("  ::stop-commands::x", "  : :stop-commands::x"),
            ("a ::error::b", "a ::error::b"),
            (": ::note", ": ::note"),
        ] {
            assert_eq!(opening(text), shown);
        }
    }

    #[test]
    fn lines_keep_their_ends() {
        assert_eq!(lines("a\r\n\tb\x1bc\u{202e} ##vso[x]"), "a\n\tb\u{fffd}c\u{fffd} ## vso[x]");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(cut("日本語", 2), "日本…");
        assert_eq!(cut("日本語", 3), "日本語");
    }
}
