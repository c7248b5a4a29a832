//! MkDocs and its extensions.

use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new("the admonition", "!!!", r"(?mR)^[ \t]*!!![ \t]*(\p{L}[\p{L}\p{M}0-9_\-]*)"),
    Construct::new("the admonition", "???", r"(?mR)^[ \t]*\?\?\?\+?[ \t]*(\p{L}[\p{L}\p{M}0-9_\-]*)"),
    Construct::new("the admonition", "///", r"(?mR)^[ \t>]*/{3,}[ \t]*(\p{L}[\p{L}\p{M}0-9_\-]*)"),
    Construct::new("the id of a heading", "{ #", r"(?mR)^[ \t>]*#{1,6}[ \t][^\n]*\{[ \t]+(#[^\s{}]+)[ \t]*\}[ \t]*$"),
    Construct::new("the included code", "{*", r"\{\*[ \t]*([^*{}\n]+?)[ \t]*\*\}"),
    Construct::new("the snippet", "--8<--", r#"--8<--[ \t]*["']([^"'\n]+)["']"#),
    Construct::new("the include", "{!", r"\{![ \t]*([^{}!\n]+?)[ \t]*!\}"),
    Construct::new("the identifier", ":::", r"(?mR)^:::[ \t]+([0-9A-Za-z_]+(?:\.[0-9A-Za-z_]+)+)[ \t]*$"),
];
