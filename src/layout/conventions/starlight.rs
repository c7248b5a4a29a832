//! Astro Starlight: a folder for each locale in the collection `docs`.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "Astro Starlight",
    shapes: &[Shape { pattern: "src/content/docs/{locale}/{page}", english: Some("src/content/docs") }],
};
