//! DocFX and Microsoft Learn.

use super::arguments::named;
use super::construct::Construct;

pub(super) const CONSTRUCTS: &[Construct] = &[Construct::new(
    "the directive",
    ":::",
    r":::[ \t]*((?:image|code|video|row|column|zone|moniker)(?:-end)?)\b([^\n]*?):::",
)
.with(named)];
