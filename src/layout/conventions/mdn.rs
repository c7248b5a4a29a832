//! MDN: translated content beside the English `files/en-us`.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "MDN",
    shapes: &[Shape { pattern: "files/{locale}/{page}", english: &["files/{locale}/{page}"] }],
    files: &[],
    general: false,
};
