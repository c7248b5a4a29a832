//! VitePress.

use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new("the snippet", "<<<", r"(?m)^[ \t>]*<<<[ \t]*([^\s{]+)(?:[ \t]*\{([^{}\n]*)\})?").breaking(),
    Construct::new("the include", "@include", r"<!--[ \t]*@include:[ \t]*(\S+?)[ \t]*-->"),
    Construct::new("the included code", "@[code", r"@\[code[^\]\n]*\]\(([^)\n]+)\)"),
];
