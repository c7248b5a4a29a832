//! co-op-translator: translations of the whole project, or of its `docs`.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "co-op-translator",
    shapes: &[
        Shape { pattern: "docs/i18n/{locale}/{page}", english: Some("docs") },
        Shape { pattern: "translations/{locale}/{page}", english: Some(".") },
    ],
};
