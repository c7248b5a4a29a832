//! Liquid and other templates, and the includes of mdBook and of Sphinx.

use super::arguments::is_locale;
use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct {
        split: Some(untitled),
        ..Construct::new("the tag", "{%", r"(\{?)\{%-?[ \t]*(\p{L}[\p{L}\p{M}0-9_]*)((?:[^%\n]|%[^}\n])*?)[ \t]*-?%\}")
    }
    .unless(is_shortcode)
    .breaking(),
    Construct::new(
        "the include",
        "{{#",
        r"\{\{#((?:rustdoc_|playground[ \t]?)?[0-9A-Za-z_]+[ \t]+[^{}\n]+?)[ \t]*\}\}",
    )
    .breaking(),
    Construct::new(
        "the included code",
        "literalinclude",
        r"literalinclude::?[ \t]*(\S+)|\{literalinclude\}[ \t]*(\S+)",
    )
    .breaking(),
];

/// Whether the tag stands in a second pair of braces: then it is a shortcode of Hugo.
fn is_shortcode(tag: &str) -> bool {
    tag.starts_with('{')
}

/// A tag without the title and the quoted texts that follow its arguments.
fn untitled(tag: &str) -> Vec<String> {
    let is_data =
        |word: &&str| word.is_ascii() && !word.starts_with(|c: char| c.is_ascii_uppercase() || matches!(c, '"' | '\''));
    // A page of the locale stands in its folder.
    let unlocalized = |word: &str| match word.contains('/') {
        true => word
            .split('/')
            .map(|part| part.trim_start_matches('_'))
            .filter(|part| !is_locale(part))
            .collect::<Vec<_>>()
            .join("/"),
        false => word.to_owned(),
    };
    // What a page says of its own translation.
    let is_own = |word: &&str| ["translat", "lang", "locale"].iter().any(|start| word.starts_with(start));
    vec![
        tag.split_whitespace()
            .take_while(is_data)
            .filter(|word| !is_own(word))
            .map(unlocalized)
            .collect::<Vec<_>>()
            .join(" "),
    ]
}
