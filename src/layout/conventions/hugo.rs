//! Hugo: a folder for each language below `content`.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention =
    Convention { name: "Hugo", shapes: &[Shape { pattern: "content/{locale}/{page}", english: None }] };
