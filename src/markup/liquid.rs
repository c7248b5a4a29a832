//! Liquid and other templates, and the includes of mdBook and of Sphinx.

use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new(
        "the tag",
        "{%",
        r#"(?:^|[^{])\{%-?[ \t]*([\p{L}]\w*)((?:[ \t]+[\w.=<>!,|&-]+)*)(?:[ \t]+["'][^%]*)?[ \t]*-?%\}"#,
    )
    .breaking(),
    Construct::new("the include", "{{#", r"\{\{#((?:rustdoc_|playground[ \t]?)?\w+[ \t]+[^{}\n]+?)[ \t]*\}\}")
        .breaking(),
    Construct::new(
        "the included code",
        "literalinclude",
        r"literalinclude::?[ \t]*(\S+)|\{literalinclude\}[ \t]*(\S+)",
    )
    .breaking(),
];
