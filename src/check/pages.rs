//! What is checked: the texts of a page, and what they state.

use std::sync::Arc;

use serde::Serialize;

use crate::bilingual::{self, Readings};
use crate::config::Config;
use crate::contract::Contract;
use crate::group::{Doc, PageGroup, PageText, Renames};
use crate::locale::Locale;
use crate::provenance::Origin;

/// What a page states, in each of its readings.
///
/// ```
/// use docparity::{Config, Contracts};
///
/// let page = "## HTTP request\n```http\nGET /parcels\n```\n";
/// let contracts = Contracts::read(page, None, &Config::default());
/// assert_eq!(contracts.source, None, "the page has one reading");
/// assert_eq!(contracts.localized.requests[0].path, "/parcels");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Contracts {
    /// What a reader of the locale sees.
    pub localized: Contract,
    /// The English of a bilingual page.
    pub source: Option<Contract>,
}

impl Contracts {
    /// Takes the contracts from the text of a page. `locale` says whether the heads of its tables are English, where the
    /// page has no English beside it.
    ///
    /// ```
    /// use docparity::{Config, Contracts, Locale};
    ///
    /// let page = "# List parcels\n\n## HTTP request\n```http\nGET /parcels\n```\n";
    /// let contracts = Contracts::read(page, Locale::parse("en-US"), &Config::default());
    /// assert_eq!(contracts.localized.to_string(), "request GET /parcels\n");
    /// ```
    #[must_use]
    pub fn read(text: &str, locale: Option<Locale>, config: &Config) -> Self {
        let file = PageText { locale, ..PageText::new("", "", text) };
        let readings = bilingual::split(&file.text.content);
        let doc = Doc::new(&file, &readings, None, &config.profile);
        Self { localized: doc.localized.contract, source: doc.source.map(|source| source.contract) }
    }
}

/// A page in all its locales, before it is parsed.
///
/// ```
/// use docparity::{Config, GroupText, PageText, check_group};
///
/// let german = PageText::new("de/parcel-list.md", "de", "## HTTP request\n```http\nGET /pakete\n```\n");
/// let english = PageText::new("en/parcel-list.md", "en", "## HTTP request\n```http\nGET /parcels\n```\n");
/// let group = GroupText::new("parcel-list", [german]).with_english(english);
/// let config = Config::read("docparity.yaml".as_ref(), "assume-current: true")?;
/// let outcome = check_group(&group, &config);
/// assert_eq!(outcome.findings[0].message, "the request `GET /pakete` should be `GET /parcels`");
/// # Ok::<(), docparity::Error>(())
/// ```
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct GroupText {
    /// The page in each locale.
    pub files: Vec<PageText>,
    /// The English page of today, from the English tree.
    pub english: Option<PageText>,
    /// Whether there is an English tree at all.
    #[doc(hidden)]
    pub has_source: bool,
    /// The English pages that may be this page under another name.
    #[doc(hidden)]
    pub renames: Option<Arc<Renames>>,
    /// Older English texts of the page that files were made from.
    #[doc(hidden)]
    pub older: Vec<PageText>,
    /// Where the English of each file is found, in the order of the files; files behind the end were not looked for.
    #[doc(hidden)]
    pub origins: Vec<Origin>,
}

impl GroupText {
    /// A page in the locales of `files`. `key` is what it is called in every locale: for example its path below the folder
    /// of the locale.
    #[must_use]
    pub fn new(key: &str, files: impl IntoIterator<Item = PageText>) -> Self {
        let mut files: Vec<PageText> = files.into_iter().collect();
        files.iter_mut().for_each(|file| key.clone_into(&mut file.key));
        Self { files, ..Self::default() }
    }

    /// The group with its English page of today, from the English tree.
    #[must_use]
    pub fn with_english(self, english: PageText) -> Self {
        Self { english: Some(english), has_source: true, ..self }
    }

    /// Parses the pages and hands the group to `look`.
    #[doc(hidden)]
    pub fn with_group<T>(&self, config: &Config, look: impl FnOnce(&PageGroup<'_>) -> T) -> T {
        let parsed = |file, readings| {
            let mut doc = Doc::new(file, readings, None, &config.profile);
            doc.terms = config.terms.with_no_loc(&doc.localized.page);
            doc
        };
        let readings: Vec<Readings<'_>> = self.files.iter().map(|file| bilingual::split(&file.text.content)).collect();
        let english = self.english.as_ref().map(|file| (file, bilingual::split(&file.text.content)));
        let english = english.as_ref().map(|(file, readings)| parsed(file, readings));
        let older: Vec<Readings<'_>> = self.older.iter().map(|file| bilingual::split(&file.text.content)).collect();
        let older: Vec<Doc<'_>> =
            self.older.iter().zip(&older).map(|(file, readings)| parsed(file, readings)).collect();
        let files = self.files.iter().zip(&readings).enumerate();
        let docs = files.map(|(at, (file, readings))| {
            let origin = self.origins.get(at).cloned().unwrap_or_default();
            let made_from = match origin {
                Origin::Older(at) => older.get(at),
                _ => english.as_ref(),
            };
            let mut doc = Doc::new(file, readings, made_from, &config.profile);
            doc.origin = origin;
            doc.terms = config.terms.with_no_loc(&doc.localized.page);
            doc
        });
        let docs: Vec<Doc<'_>> = docs.filter(|doc| config.locales.allow(doc.locale.as_ref())).collect();
        let key = self.files.first().map_or("", |file| &*file.key);
        let mut group = PageGroup::new(key, docs, english, self.has_source).with_older(older);
        group.renames = self.renames.as_deref();
        group.assume_current = config.assume_current;
        look(&group)
    }
}
