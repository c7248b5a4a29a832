//! The formats that pages are written in.

use super::{Page, markdown, mdx};

/// A format that pages are written in: which files are its pages, and how they are parsed.
#[derive(Debug, Clone, Copy)]
pub struct PageFormat {
    /// The extensions of its pages, in lower case and without the dot.
    extensions: &'static [&'static str],
    /// How a comment begins and ends.
    comment: (&'static str, &'static str),
    pub(super) parse: for<'a> fn(&'a str) -> Page<'a>,
}

const FORMATS: [PageFormat; 2] = [PageFormat::MARKDOWN, PageFormat::MDX];

impl PageFormat {
    /// Markdown: the format of a text without a path.
    pub const MARKDOWN: Self =
        Self { extensions: &["md", "markdown"], comment: ("<!--", "-->"), parse: markdown::parse };
    /// MDX.
    pub const MDX: Self = Self { extensions: &["mdx"], comment: ("{/*", "*/}"), parse: mdx::parse };

    /// Whether tags are those of JSX.
    pub(crate) fn is_mdx(self) -> bool {
        self.extensions == Self::MDX.extensions
    }

    /// The format of the page at `path`; Markdown where the extension is no page's.
    #[must_use]
    pub fn of(path: &str) -> Self {
        cut(path).map_or(Self::MARKDOWN, |(_, format)| format)
    }

    /// The extensions of pages, in lower case and without the dot.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        FORMATS.into_iter().flat_map(|format| format.extensions).copied()
    }

    /// How comments begin and end, in any format.
    pub(crate) fn comments() -> impl Iterator<Item = (&'static str, &'static str)> {
        FORMATS.into_iter().map(|format| format.comment)
    }

    /// How a comment begins and ends.
    pub(crate) fn comment(self) -> (&'static str, &'static str) {
        self.comment
    }

    /// `path` without its extension, where that is a page's.
    #[must_use]
    pub fn stem(path: &str) -> Option<&str> {
        cut(path).map(|(stem, _)| stem)
    }
}

fn cut(path: &str) -> Option<(&str, PageFormat)> {
    let (stem, extension) = path.rsplit_once('.')?;
    let has = |format: &PageFormat| format.extensions.iter().any(|own| own.eq_ignore_ascii_case(extension));
    FORMATS.into_iter().find(has).map(|format| (stem, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_pages_whatever_its_case() {
        assert_eq!(PageFormat::stem("api.v2/get.users.MD"), Some("api.v2/get.users"));
        for path in ["md", "a.mdown", "a.md/b", "a.md.bak", "a"] {
            assert_eq!(PageFormat::stem(path), None, "{path}");
        }
    }

    #[test]
    fn no_extension_belongs_to_two_formats() {
        let mut extensions: Vec<&str> = PageFormat::extensions().collect();
        let count = extensions.len();
        extensions.sort_unstable();
        extensions.dedup();
        assert_eq!(extensions.len(), count);
    }
}
