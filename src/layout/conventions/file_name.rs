//! The locale stands in the name of each file.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention =
    Convention { name: "locale in the file name", shapes: &[Shape { pattern: "{page}.{locale}.md", english: None }] };
