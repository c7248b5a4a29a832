//! The contract of each page.

use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};

use super::corpus::{Corpus, Looked, Wanted};
use crate::config::Config;
use crate::contract::Contract;
use crate::error::Error;
use crate::group::Doc;
use crate::page::{FrontMatter, Page};

/// The contract of a page, in both its readings, with what names the page.
///
/// ```
/// use docparity::{Config, tree};
///
/// let pages = tree::extract(&["fixtures/showcase/pages/docs.de-DE".into()], &Config::default())?;
/// let page = pages.into_iter().next().expect("a page")?;
/// assert_eq!(page.locale.as_deref(), Some("de-DE"));
/// assert_eq!(page.promised().headers[1].name, "Accept");
/// assert_eq!(page.localized.headers[1].name, "Annehmen");
/// # Ok::<(), docparity::Error>(())
/// ```
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Extract {
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// The locale, as a BCP 47 tag.
    pub locale: Option<String>,
    /// What the page is called in every locale.
    pub page: String,
    /// The h1 without markup.
    pub title: String,
    /// The h1 of its English, where that is at hand.
    #[serde(skip)]
    pub english_title: Option<String>,
    /// The front matter; empty where there is none, or where it is not valid.
    pub front_matter: Map<String, Value>,
    /// What the localized reading states.
    pub localized: Contract,
    /// What the English reading of a bilingual page states.
    pub source: Option<Contract>,
    /// The number of bilingual segments.
    pub segments: usize,
}

impl Extract {
    /// What the page promises: its English reading where it has one.
    #[must_use]
    pub fn promised(&self) -> &Contract {
        self.source.as_ref().unwrap_or(&self.localized)
    }
}

/// Takes the contracts of all pages below `paths`, by path. The English tree of the configuration tells what the sections
/// and tables of plain pages are. A file that cannot be read stands as an error in its place.
///
/// ```
/// use docparity::{Config, tree};
///
/// for page in tree::extract(&["fixtures/showcase/pages".into()], &Config::default())? {
///     let page = page?;
///     assert!(!page.promised().requests.is_empty(), "{}", page.path);
/// }
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub fn extract(paths: &[PathBuf], config: &Config) -> Result<Vec<Result<Extract, Error>>, Error> {
    let corpus = Corpus::find(paths, config)?;
    let (mut extracts, mut unread) = (Vec::new(), Vec::new());
    let looked = corpus.map(corpus.groups.iter().collect(), (Wanted::Facts, None), |group| {
        group.docs.iter().map(|doc| Extract::of(doc, group.english.as_ref())).collect::<Vec<_>>()
    });
    for Looked { seen, unread: mut errors, .. } in looked.collect::<Vec<_>>() {
        extracts.extend(seen.into_iter().flatten());
        unread.append(&mut errors);
    }
    extracts.sort_by(|a, b| a.path.cmp(&b.path));
    unread.sort_by_cached_key(ToString::to_string);
    Ok(extracts.into_iter().map(Ok).chain(unread.into_iter().chain(corpus.unread).map(Err)).collect())
}

impl Extract {
    /// What `doc` states; `english` is its English page.
    pub(super) fn of(doc: &Doc<'_>, english: Option<&Doc<'_>>) -> Self {
        let page = &doc.localized.page;
        let english = doc.source.as_ref().or(english.map(|english| &english.localized));
        let title = |page: &Page<'_>| page.title().map(|title| title.title.to_string());
        let front_matter =
            page.front_matter.and_then(|block| FrontMatter::parse(page.text, block).ok()).unwrap_or_default();
        Self {
            path: doc.file.path.clone(),
            locale: doc.locale.as_ref().map(ToString::to_string),
            page: doc.file.key.clone(),
            title: title(page).unwrap_or_default(),
            english_title: english.and_then(|english| title(&english.page)),
            front_matter: front_matter.values,
            localized: doc.localized.contract.clone(),
            source: doc.source.as_ref().map(|source| source.contract.clone()),
            segments: doc.readings.segments.len(),
        }
    }
}
