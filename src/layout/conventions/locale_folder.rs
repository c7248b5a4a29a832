//! A folder for each locale, beside that of the English or among the English pages.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "locale folders",
    shapes: &[
        Shape { pattern: "{locale}/{page}", english: &["{locale}/{page}", "{page}"] },
        Shape { pattern: "*/{locale}/{page}", english: &["{page}", "docs/{page}"] },
        Shape { pattern: "*/{locale}/*/{page}", english: &["docs/{page}"] },
    ],
    files: &[],
    general: true,
};
