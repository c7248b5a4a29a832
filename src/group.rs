//! A page in all its locales.

mod alignment;
mod consensus;
mod coverage;
mod currency;
mod doc;
mod ignore;
mod pair;
mod renames;
mod renderings;
mod revision;
mod signs;
mod terms;
mod unit;
mod unproved;

pub use alignment::Alignment;
pub use consensus::Disagreement;
pub use coverage::{Coverage, Covered};
pub use currency::Currency;
pub use doc::{Doc, PageText, Pinned, View};
pub use ignore::{Ignore, InvalidIgnore};
pub(crate) use pair::by_order;
pub use pair::{Pair, Pairs};
pub use renames::{Likeness, Renamed, Renames, Signature};
pub use renderings::{HeadingPlace, Outlier, Rendering, Renderings};
pub use revision::Revision;
pub use signs::Signs;
pub use terms::Terms;
pub use unit::{Slice, Standing, Stated, Unit};

use crate::provenance::Hashes;

/// One page in all its locales.
#[derive(Debug)]
pub struct PageGroup<'a> {
    /// What the page is called in every locale.
    pub key: &'a str,
    /// The page in each locale, in the order of their paths.
    pub docs: Vec<Doc<'a>>,
    /// The English texts that the pages were made from, the newest first where their order is known.
    pub revisions: Vec<Revision>,
    /// The English page of today, from the English tree.
    pub english: Option<Doc<'a>>,
    /// Whether there is an English tree at all.
    pub has_source: bool,
    /// The English pages that may be this page under another name.
    pub renames: Option<&'a Renames>,
    /// Older English texts of the page that pages were made from, from the history of the English tree.
    pub older: Vec<Doc<'a>>,
    /// Whether a page that does not say which English it was made from is taken to be made from the English of today.
    pub assume_current: bool,
    hashes: Option<Hashes<'a>>,
}

impl<'a> PageGroup<'a> {
    /// Groups the locales of a page.
    #[must_use]
    pub fn new(key: &'a str, docs: Vec<Doc<'a>>, english: Option<Doc<'a>>, has_source: bool) -> Self {
        let revisions = revision::cluster(&docs);
        let hashes = english.as_ref().map(|english| Hashes::of(english.content()));
        Self {
            key,
            docs,
            revisions,
            english,
            has_source,
            renames: None,
            older: Vec::new(),
            assume_current: false,
            hashes,
        }
    }

    /// The group with older English texts of the page, in the order that [`crate::provenance::Origin`] counts them.
    #[must_use]
    pub fn with_older(self, older: Vec<Doc<'a>>) -> Self {
        Self { older, ..self }
    }

    /// The page that carries the newest English of the group: what is wrong with the English is said there, once.
    #[must_use]
    pub fn newest(&self) -> Option<&Doc<'a>> {
        let newest = self.revisions.first().into_iter().flat_map(|revision| &revision.docs);
        let newest = newest.filter_map(|&doc| self.docs.get(doc));
        newest.min_by_key(|doc| std::cmp::Reverse(doc.provenance.handoff)).or(self.docs.first())
    }

    /// The pages that state other facts than the pages of the same revision, although all were made from one English
    /// text.
    #[must_use]
    pub fn disagreements(&self) -> Vec<Disagreement> {
        consensus::disagreements(self)
    }
}
