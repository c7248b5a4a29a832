//! What the path of a file says by a layout of the tree.

use std::path::Path;

use super::list::joined;
use crate::layout::{EnglishPlace, Rooted};
use crate::locale::Locale;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A page in a locale.
    Localized,
    /// A page that stands elsewhere than the layout says.
    Stray,
    /// A page of the English tree.
    English,
    /// No page of the documentation: a template, a file about the project, a copy of the English among the translations.
    Apart,
}

/// What the path of a file says.
#[derive(Debug)]
pub(super) struct Place {
    /// What the file is.
    pub(super) role: Role,
    /// The layout that says so, as an index.
    pub(super) set: usize,
    /// The locale.
    pub(super) locale: Option<Locale>,
    /// What the page is called in every locale.
    pub(super) key: String,
}

/// A layout of the tree, with the place of its English.
#[derive(Debug, Clone)]
pub(super) struct Set {
    /// What people call it, where it was found.
    pub(super) name: Option<&'static str>,
    /// The layout, and the folder that it starts at, without links and as an absolute path.
    pub(super) rooted: Rooted,
    /// Where the English was found to stand; `None` where the user names it.
    pub(super) english: Option<EnglishPlace>,
}

impl Set {
    /// What the path of a page says, where it stands as the layout says.
    pub(super) fn place(&self, set: usize, path: &Path) -> Option<Place> {
        let below = joined(path.strip_prefix(&self.rooted.root).ok()?);
        let english = self.english.as_ref();
        let (locale, key) = self.rooted.layout.locate(&below)?;
        let own = english.and_then(|english| english.locale.as_ref());
        let role = if own == Some(&locale) { Role::English } else { Role::Localized };
        Some(Place { role, set, locale: Some(locale), key })
    }

    /// What the path of an English page says that no layout places.
    pub(super) fn place_english(&self, set: usize, path: &Path, written: Option<&Locale>) -> Option<Place> {
        let below = joined(path.strip_prefix(&self.rooted.root).ok()?);
        // Some projects name the English in the files of one folder and not in those of another.
        let key = self.rooted.layout.english_key(&self.english.as_ref()?.key(&below)?);
        let locale = written.cloned().or_else(|| Locale::parse("en"));
        Some(Place { role: Role::English, set, locale, key })
    }
}
