//! How much of each locale was made from the English of today.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Coverage, Gaps, add_gaps};
use crate::group::{Currency, Doc, PageGroup};

/// The freshness of all locales, and of each page.
#[derive(Debug, Default, Serialize)]
pub struct Freshness {
    /// The locales in the order of their tags.
    pub locales: Vec<LocaleFreshness>,
    /// The pages in the order of their paths.
    pub pages: Vec<PageFreshness>,
    /// The English pages that a locale lacks, in the order of locale and path.
    pub missing: Vec<MissingPage>,
    /// What was held against an English, and what was not.
    pub coverage: Coverage,
    /// How the tree was read, where nobody told: for the reader of the output.
    #[serde(skip)]
    pub note: Option<String>,
    /// How many pages were judged without the English that they say they were made from, and why.
    #[serde(skip)]
    pub gaps: Gaps,
}

/// The pages of a locale, counted.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LocaleFreshness {
    /// The locale, as a BCP 47 tag.
    pub locale: String,
    /// All its pages.
    pub pages: usize,
    /// Made from the English of today.
    pub current: usize,
    /// Made from an older English that states the same contract.
    pub stale_prose: usize,
    /// Made from an older English that states the same contract and shows other code.
    pub stale_code: usize,
    /// Made from an older English that states another contract.
    pub stale_contract: usize,
    /// Pages that do not say what they were made from.
    pub unknown: usize,
    /// English pages that the locale lacks.
    pub missing: usize,
    /// Pages without an English page.
    pub orphaned: usize,
}

/// An English page that a locale lacks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MissingPage {
    /// The locale, as a BCP 47 tag.
    pub locale: String,
    /// The English file, as the user named it, joined with `/`.
    pub path: String,
}

/// The freshness of one page in one locale.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PageFreshness {
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// The locale, as a BCP 47 tag.
    pub locale: String,
    /// What is known; `None` for a page without an English page.
    pub state: Option<Currency>,
}

/// The freshness of one page in all its locales.
#[must_use]
pub fn freshness_of(group: &PageGroup<'_>) -> Vec<PageFreshness> {
    let page = |doc: &Doc<'_>| PageFreshness {
        path: doc.file.path.clone(),
        locale: doc.locale.as_ref().map(ToString::to_string).unwrap_or_default(),
        state: group.english.as_ref().map(|_| group.currency(doc)),
    };
    group.docs.iter().map(page).collect()
}

impl Freshness {
    /// Counts `pages` and `missing` by locale; `gaps` says which pages were judged without their English.
    #[must_use]
    pub fn count(mut pages: Vec<PageFreshness>, mut missing: Vec<MissingPage>, gaps: Gaps) -> Self {
        pages.sort();
        missing.sort();
        let mut locales: BTreeMap<&str, LocaleFreshness> = BTreeMap::new();
        for page in &pages {
            let row = locales.entry(&page.locale).or_default();
            row.pages += 1;
            let count = match page.state {
                Some(Currency::Current) => &mut row.current,
                Some(Currency::StaleProse) => &mut row.stale_prose,
                Some(Currency::StaleCode) => &mut row.stale_code,
                Some(Currency::StaleContract) => &mut row.stale_contract,
                Some(Currency::Unknown) => &mut row.unknown,
                None => &mut row.orphaned,
            };
            *count += 1;
        }
        for page in &missing {
            locales.entry(&page.locale).or_default().missing += 1;
        }
        let named = |(locale, row): (&str, LocaleFreshness)| LocaleFreshness { locale: locale.to_owned(), ..row };
        let locales = locales.into_iter().map(named).collect();
        Self { locales, pages, missing, gaps, ..Self::default() }
    }

    /// Puts the freshness of other pages together with this.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        self.pages.append(&mut other.pages);
        self.missing.append(&mut other.missing);
        add_gaps(&mut self.gaps, other.gaps);
        let coverage = self.coverage.and(other.coverage);
        Self { coverage, ..Self::count(self.pages, self.missing, self.gaps) }
    }
}
