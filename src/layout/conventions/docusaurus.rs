//! Docusaurus: translations below `i18n`, a folder for each plugin.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "Docusaurus",
    shapes: &[Shape { pattern: "i18n/{locale}/docusaurus-plugin-content-docs/current/{page}", english: Some("docs") }],
};
