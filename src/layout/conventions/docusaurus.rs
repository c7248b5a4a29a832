//! Docusaurus: translations below `i18n`, in a folder for each plugin, instance and version.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "Docusaurus",
    shapes: &[
        Shape {
            pattern: "i18n/{locale}/docusaurus-plugin-content-docs/current/{page}",
            english: &["docs/{page}", "../docs/{page}"],
        },
        Shape {
            pattern: "i18n/{locale}/docusaurus-plugin-content-docs/version-*/{page}",
            english: &["versioned_docs/version-*/{page}"],
        },
        Shape {
            pattern: "i18n/{locale}/docusaurus-plugin-content-docs-*/current/{page}",
            english: &["*/{page}", "docs/*/{page}", "docs-*/{page}"],
        },
        Shape {
            pattern: "i18n/{locale}/docusaurus-plugin-content-docs-*/version-*/{page}",
            english: &["*_versioned_docs/version-*/{page}"],
        },
        Shape { pattern: "i18n/{locale}/docusaurus-plugin-content-blog/{page}", english: &["blog/{page}"] },
        Shape {
            pattern: "i18n/{locale}/docusaurus-plugin-content-blog-*/{page}",
            english: &["*/{page}", "blog-*/{page}"],
        },
        Shape { pattern: "i18n/{locale}/docusaurus-plugin-content-pages/{page}", english: &["src/pages/{page}"] },
    ],
    files: &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"],
    general: false,
};
