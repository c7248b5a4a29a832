//! Docusaurus, and the containers that it shares with others.

use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new(
        "the admonition",
        ":::",
        r"(?m)^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?:{3,}[ \t]*([\p{L}][\w\-]*)(?:[^\n:]|:[^\n:])*$",
    ),
    Construct::new("the id of a heading", "{#", r"(?m)^[ \t>]*#{1,6}[ \t][^\n]*\{(#[^\s{}]+)\}[ \t]*$"),
    Construct::new(
        "the id of a heading",
        "{/*",
        r"(?m)^[ \t>]*#{1,6}[ \t][^\n]*\{/\*[ \t]*(#?[^\s{}*]+)[ \t]*\*/\}[ \t]*$",
    ),
];
