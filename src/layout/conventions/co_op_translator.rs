//! co-op-translator: translations of the whole project, or of its `docs`. Its `translations/en` is a copy.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "co-op-translator",
    shapes: &[
        Shape { pattern: "translations/{locale}/{page}", english: &["{page}", "translations/{locale}/{page}"] },
        Shape { pattern: "docs/i18n/{locale}/{page}", english: &["docs/{page}", "docs/i18n/{locale}/{page}"] },
    ],
    files: &[],
    general: false,
};
