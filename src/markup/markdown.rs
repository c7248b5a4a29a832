//! What GitHub and most sites add to Markdown.

use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new("the alert", "[!", r"(?m)^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?>[ \t]*\[!([\p{L}]+)\][ \t+-]*$"),
    Construct::new("the footnote", "[^", r"(\[\^[^\]\s]+\]:?)"),
    Construct::new("the formula", "$$", r"(?s)\$\$\s*([^$]+?)\s*\$\$"),
];
