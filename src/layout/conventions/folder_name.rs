//! Folders that end in their locale: `docs` and `docs.de-DE`, `docs-de`, `docs_de`.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "locale at the end of a folder",
    shapes: &[
        Shape { pattern: "*.{locale}/{page}", english: &["*/{page}", "*.{locale}/{page}"] },
        Shape { pattern: "*-{locale}/{page}", english: &["*/{page}", "*-{locale}/{page}"] },
        Shape { pattern: "*_{locale}/{page}", english: &["*/{page}", "*_{locale}/{page}"] },
    ],
    files: &[],
    general: true,
};
