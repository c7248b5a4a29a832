//! Jekyll: collections of a locale, in folders called as those of the English.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "Jekyll",
    shapes: &[
        Shape { pattern: "_{locale}/*/{page}", english: &["_*/{page}"] },
        Shape { pattern: "_{locale}/{page}", english: &["_{locale}/{page}"] },
    ],
    files: &["_config.yml", "_config.yaml"],
    general: false,
};
