//! DocFX and Microsoft Learn.

use super::arguments::named;
use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[Construct::new(
    "the directive",
    ":::",
    r":::[ \t]*((?:image|code|video|row|column|zone|moniker)(?:-end)?)(?-u:\b)([^\n]*?):::",
)
.with(named)];

/// Whether the colons open a directive that no line of colons closes.
pub(super) fn is_directive(name: &str) -> bool {
    let name = name.trim_end_matches("-end");
    matches!(name, "image" | "code" | "video" | "row" | "column" | "zone" | "moniker" | "no-loc")
}
