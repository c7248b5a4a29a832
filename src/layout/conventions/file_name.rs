//! The locale stands in the name of each file. Where the file is a README, its translations may stand further in.

use super::{Convention, Shape};

pub(super) const CONVENTION: Convention = Convention {
    name: "locale in the file name",
    shapes: &[
        Shape { pattern: "{page}.{locale}.md", english: &["{page}.md", "{page}.{locale}.md"] },
        Shape { pattern: "{page}.{locale}.mdx", english: &["{page}.mdx", "{page}.{locale}.mdx"] },
        Shape { pattern: "{page}.{locale}.markdown", english: &["{page}.markdown", "{page}.{locale}.markdown"] },
        Shape { pattern: "{page}-{locale}.md", english: &["{page}.md", "{page}-{locale}.md"] },
        Shape { pattern: "{page}_{locale}.md", english: &["{page}.md", "{page}_{locale}.md"] },
        Shape { pattern: "{page}/{locale}.md", english: &["{page}/{locale}.md"] },
        Shape { pattern: "*/{page}.{locale}.md", english: &["{page}.md"] },
        Shape { pattern: "*/*/{page}.{locale}.md", english: &["{page}.md"] },
    ],
    files: &[],
    general: true,
};
