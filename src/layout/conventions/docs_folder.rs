//! Locale folders in `docs`, as sites of MkDocs and VitePress have them.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention =
    Convention { name: "locale folders in docs", shapes: &[Shape { pattern: "docs/{locale}/{page}", english: None }] };
