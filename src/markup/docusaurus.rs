//! Docusaurus, and the containers that it shares with others.

use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new(
        "the admonition",
        ":::",
        r"(?mR)^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?:{3,}[ \t]*(\p{L}[\p{L}\p{M}0-9_\-.]*)",
    )
    .unless(is_other),
    Construct::new("the id of a heading", "{#", r"(?mR)^[ \t>]*#{1,6}[ \t][^\n]*\{(#[^\s{}]+)\}[ \t]*$"),
    Construct::new(
        "the id of a heading",
        "{/*",
        r"(?mR)^[ \t>]*#{1,6}[ \t][^\n]*\{/\*[ \t]*(#?[^\s{}*]+)[ \t]*\*/\}[ \t]*$",
    ),
];

/// Whether what stands behind colons opens no box: a directive of Microsoft Learn, or the path of something in code.
pub(super) fn is_other(name: &str) -> bool {
    name.contains('.') || super::learn::is_directive(name)
}
