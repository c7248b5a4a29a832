//! What GitHub and most sites add to Markdown.

use std::sync::LazyLock;

use regex::Regex;

use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new("the alert", "[!", r"(?mR)^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?>[ \t]*\[!([\p{L}]+)\](?:[ \t+-]|$)"),
    Construct::new("the footnote", "[^", r"(?mR)^[ \t>]*(\[\^[^\]\s]+\]:)|(\[\^[^\]\s]+\])"),
    Construct {
        split: Some(formula),
        ..Construct::new("the formula", "$$", r"(?s)\$\$\s*((?:[^$]|\\text\{[^{}]*\})+?)\s*\$\$")
            .unless(is_behind_money)
    },
];

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\\(?:text|textbf|textit|textrm|texttt|mathrm|mbox|operatorname\*?)\s*\{[^{}]*\}|[.,;](?:\s+|$)|\s+|\\[,;:!]",
    )
    .expect("a valid pattern")
});

/// Whether what stands between two pairs of `$` goes on behind the first one, `a lot ($$$) of it`, or in the next cell or row of a
/// table, or is a sentence without a sign of a formula.
fn is_behind_money(between: &str) -> bool {
    let is_sentence = || {
        between.split_whitespace().filter(|word| word.chars().count() > 1).count() > 3
            && !between.contains(['\\', '^', '_', '=', '{', '<', '>', '+', '*', '/', '|'])
    };
    let is_in_rows =
        || between.starts_with('|') || between.lines().skip(1).any(|line| line.trim_start().starts_with('|'));
    between.starts_with([')', '）', ',', '，', '。']) || is_in_rows() || is_sentence()
}

/// A formula without its words, its space and the punctuation of the sentence around.
fn formula(whole: &str) -> Vec<String> {
    vec![WORDS.replace_all(whole, "").into_owned()]
}
