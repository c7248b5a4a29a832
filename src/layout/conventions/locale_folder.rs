//! A folder for each locale.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention =
    Convention { name: "locale folders", shapes: &[Shape { pattern: "{locale}/{page}", english: None }] };
