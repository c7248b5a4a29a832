//! Liquid and other templates, and the includes of mdBook and of Sphinx.

use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new(
        "the tag",
        "{%",
        r#"(\{?)\{%-?[ \t]*([\p{L}][0-9A-Za-z_]*)((?:[ \t]+[0-9A-Za-z_.=<>!,|&-]+)*)(?:[ \t]+["'][^%]*)?[ \t]*-?%\}"#,
    )
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
