//! Astro Starlight: a folder for each locale in the collection `docs`.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "Astro Starlight",
    shapes: &[Shape {
        pattern: "src/content/docs/{locale}/{page}",
        english: &["src/content/docs/{locale}/{page}", "src/content/docs/{page}"],
    }],
    files: &["astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts"],
    general: false,
};
