//! tldr pages: `pages` and `pages.de` side by side.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "tldr pages",
    shapes: &[Shape { pattern: "pages.{locale}/{page}", english: &["pages/{page}"] }],
    files: &[],
    general: false,
};
