//! A configuration made in Rust: each method is a key of `docparity.yaml`.

use std::path::{Path, PathBuf};

use super::levels::Level;
use super::{Config, Glob, Paths};
use crate::error::Error;
use crate::finding::Severity;
use crate::group::Terms;
use crate::layout::{Layout, Rooted};
use crate::locale::Locale;
use crate::rules;

impl Config {
    /// The folder of the English pages, as `source`.
    #[must_use]
    pub fn with_source(mut self, folder: impl Into<PathBuf>) -> Self {
        self.source = Some(folder.into());
        self
    }

    /// The pinned contracts that pages are held to, as `canonical`: the folder or file that `docparity snapshot` wrote.
    #[must_use]
    pub fn with_canonical(mut self, path: impl Into<PathBuf>) -> Self {
        self.canonical = Some(path.into());
        self
    }

    /// Where the pages of each locale stand, as `layout`: a pattern such as `translations/{locale}/{page}`, which starts at
    /// the folder `root`.
    ///
    /// # Errors
    ///
    /// The pattern is no layout: the message says why.
    pub fn with_layout(mut self, root: impl Into<PathBuf>, pattern: &str) -> Result<Self, Error> {
        let layout = Layout::parse(pattern).map_err(|error| Error::Usage(error.message))?;
        self.layout = Some(Rooted { root: root.into(), layout });
        Ok(self)
    }

    /// Only these locales are checked, as `locales: include`. A language stands for all its locales.
    #[must_use]
    pub fn with_locales(mut self, locales: impl IntoIterator<Item = Locale>) -> Self {
        self.locales.include = locales.into_iter().collect();
        self
    }

    /// These locales are not checked, as `locales: exclude`.
    #[must_use]
    pub fn without_locales(mut self, locales: impl IntoIterator<Item = Locale>) -> Self {
        self.locales.exclude = locales.into_iter().collect();
        self
    }

    /// The pages below the folder `root` that are not looked at, as `exclude`: patterns such as `drafts/**`.
    ///
    /// # Errors
    ///
    /// A text is no pattern: the message says why.
    pub fn without_pages(mut self, root: &Path, patterns: &[&str]) -> Result<Self, Error> {
        let globs: Result<Vec<Glob>, String> = patterns.iter().map(|pattern| Glob::parse(pattern)).collect();
        self.exclude = Paths::new(root, &globs.map_err(Error::Usage)?);
        Ok(self)
    }

    /// The terms that stay as they are in every language, as `do-not-translate`.
    #[must_use]
    pub fn with_terms(mut self, terms: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.terms = Terms::new(terms.into_iter().map(Into::into));
        self
    }

    /// How much the findings of a rule, of a family or of `all` rules matter, as an entry of `rules`; `None` turns them off.
    ///
    /// # Errors
    ///
    /// The name is neither a rule nor a family: the message says which name is near.
    pub fn with_level(mut self, name: &str, level: Option<Severity>) -> Result<Self, Error> {
        if rules::meant(name).next().is_none() {
            return Err(Error::Usage(rules::unknown(name)));
        }
        self.base.set(name, Level(level));
        self.rules = self.running();
        Ok(self)
    }

    /// Pages that do not say which English they were made from are taken to be made from the English of today, as
    /// `assume-current: true`.
    #[must_use]
    pub fn assuming_current(mut self) -> Self {
        self.assume_current = true;
        self
    }
}
