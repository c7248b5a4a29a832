//! A page in all its locales.

mod alignment;
mod beside;
mod consensus;
mod translations;
mod currency;
mod doc;
mod gone;
mod held;
mod ignore;
mod pair;
mod renames;
mod renderings;
mod revision;
mod signs;
mod since;
mod stub;
mod terms;
mod unit;
mod unproved;
mod watched;

pub(crate) use alignment::filled;
pub use alignment::{Alignment, Hole};
pub use consensus::Disagreement;
pub use doc::{Cut, Doc, PageText, Pinned, Setting, Stub, View};
pub use gone::Gone;
pub use ignore::{Ignore, InvalidIgnore};
pub(crate) use pair::by_order;
pub use pair::{Basis, Pair, Pairs};
pub use renames::{Likeness, Renamed, Renames, Signature};
pub use renderings::{HeadingPlace, Outlier, Rendering, Renderings};
pub use revision::Revision;
pub use signs::{Signs, SignsOf};
pub use since::{Currency, Since};
pub use terms::Terms;
pub use translations::{Translated, Translations};
pub use unit::{Slice, Standing, Stated, Unit};
pub use watched::Watched;

use crate::link::Files;
use crate::locale::Locale;

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
    /// The page of the English tree, where it is not in English: nothing is compared with it.
    pub untranslated: Option<Doc<'a>>,
    /// Older English texts of the page that pages were made from, in the order that [`crate::provenance::Origin`] counts
    /// them.
    pub older: Vec<Doc<'a>>,
    /// What is known of the tree around it.
    pub tree: Around<'a>,
}

/// What is known of the tree around a page group.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// Whether there is an English tree at all.
    pub has_english: bool,
    /// Whether the page stands elsewhere than the layout says.
    pub is_outside: bool,
    /// The English pages that may be a page under another name.
    pub renames: Option<&'a Renames>,
    /// The files that links can lead to.
    pub files: Option<&'a Files>,
    /// What became of its English page, where it has none and git tells it.
    pub gone: Option<&'a Gone>,
    /// The locales whose pages were written before their English: that is the translation.
    pub originals: &'a [Locale],
}

impl<'a> PageGroup<'a> {
    /// Groups the locales of a page, beside its English page of today, or that which is not in English, and older English
    /// texts of it.
    #[must_use]
    pub fn new(
        key: &'a str,
        docs: Vec<Doc<'a>>,
        (english, older): (Result<Option<Doc<'a>>, Doc<'a>>, Vec<Doc<'a>>),
        tree: Around<'a>,
    ) -> Self {
        let revisions = revision::cluster(&docs);
        let (english, untranslated) = match english {
            Ok(english) => (english, None),
            Err(foreign) => (None, Some(foreign)),
        };
        Self { key, docs, revisions, english, untranslated, older, tree }
    }

    /// Whether a page was written before its English, as most of its locale were: the English is the translation.
    #[must_use]
    pub fn is_original(&self, doc: &Doc<'_>) -> bool {
        doc.locale.as_ref().is_some_and(|locale| self.tree.originals.contains(locale))
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
