//! Which locales have which pages of the English tree.

use crate::locale::Locale;

/// The English tree: what the rules see that need the whole tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translations {
    /// The English pages, in the order of their paths.
    pub pages: Vec<Translated>,
}

/// An English page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// What the page is called in every locale.
    pub key: String,
    /// The locales that have the page, in the order of their tags.
    pub locales: Vec<Locale>,
    /// The locales that lack the page, in the order of their tags.
    pub lacking: Vec<Locale>,
}
