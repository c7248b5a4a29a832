//! How much there is of each locale: what numbers of findings are held against.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Coverage;
use crate::group::{Currency, Doc, PageGroup, Translated};
use crate::page::Page;
use crate::provenance::Translation;

/// A locale in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Census {
    /// Its pages.
    pub pages: usize,
    /// The pages that state a contract and were compared.
    pub contracts: usize,
    /// Its bilingual segments.
    pub segments: usize,
    /// The words of the English that its compared pages were made from, without code blocks.
    #[serde(default)]
    pub words: usize,
    /// The pages that say that a machine translated them.
    pub machine: Share,
    /// The pages that say that a person translated them.
    pub human: Share,
    /// How much of it was made from the English of today. Without an English tree nothing is known.
    pub freshness: Option<Ages>,
    /// The English pages that it lacks, as they are called in every locale.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub lacking: BTreeSet<String>,
    /// Which of its pages were compared, and why the others were not.
    #[serde(default)]
    pub coverage: Coverage,
}

/// A part of a locale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// Its pages.
    pub pages: usize,
    /// Their bilingual segments.
    pub segments: usize,
}

/// The pages of a locale by the age of their English.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ages {
    /// Made from the English of today.
    pub current: usize,
    /// Made from an older English that states the same contract.
    pub stale_prose: usize,
    /// Made from an older English that states the same contract and shows other code.
    #[serde(default)]
    pub stale_code: usize,
    /// Made from an older English that states another contract.
    pub stale_contract: usize,
    /// Pages that do not say what they were made from.
    pub unknown: usize,
    /// Pages without an English page.
    pub orphaned: usize,
    /// English pages that the locale lacks.
    pub missing: usize,
}

/// The locales in numbers, by BCP 47 tag. Pages of no known locale are left out.
pub type Censuses = BTreeMap<String, Census>;

impl Share {
    fn add(&mut self, more: Self) {
        self.pages += more.pages;
        self.segments += more.segments;
    }
}

impl Ages {
    fn add(&mut self, more: Self) {
        self.current += more.current;
        self.stale_prose += more.stale_prose;
        self.stale_code += more.stale_code;
        self.stale_contract += more.stale_contract;
        self.unknown += more.unknown;
        self.orphaned += more.orphaned;
        self.missing += more.missing;
    }
}

impl Census {
    pub(crate) fn add(&mut self, more: &Self) {
        self.pages += more.pages;
        self.contracts += more.contracts;
        self.segments += more.segments;
        self.words += more.words;
        self.machine.add(more.machine);
        self.human.add(more.human);
        self.lacking.extend(more.lacking.iter().cloned());
        self.coverage = std::mem::take(&mut self.coverage).and(more.coverage.clone());
        if let Some(more) = more.freshness {
            self.freshness.get_or_insert_default().add(more);
        }
    }
}

/// Adds the numbers of other page groups.
pub(crate) fn add(censuses: &mut Censuses, more: Censuses) {
    for (locale, census) in more {
        censuses.entry(locale).or_default().add(&census);
    }
}

/// Counts these pages of a group.
pub(super) fn count<'g>(group: &PageGroup<'_>, docs: impl Iterator<Item = &'g Doc<'g>>) -> Censuses {
    let mut censuses = Censuses::new();
    for doc in docs {
        let Some(locale) = &doc.locale else { continue };
        let share = Share { pages: 1, segments: doc.readings.segments.len() };
        let english = group.english.as_ref().filter(|_| doc.source.is_none()).unwrap_or(doc);
        let coverage = Coverage::of_page(group, doc);
        let is_compared = coverage.compared > 0;
        let mut census = Census {
            pages: 1,
            contracts: usize::from(is_compared && !english.english().contract.is_empty()),
            coverage,
            segments: share.segments,
            words: if is_compared { words(&english.english().page) } else { 0 },
            ..Census::default()
        };
        match doc.provenance.translation {
            Some(Translation::Machine) => census.machine = share,
            Some(Translation::Human) => census.human = share,
            None => {}
        }
        if group.tree.has_english && group.untranslated.is_none() {
            let ages = census.freshness.get_or_insert_default();
            let age = match group.english.as_ref().map(|_| group.currency(doc)) {
                Some(Currency::Current) => &mut ages.current,
                Some(Currency::StaleProse) => &mut ages.stale_prose,
                Some(Currency::StaleCode) => &mut ages.stale_code,
                Some(Currency::StaleContract) => &mut ages.stale_contract,
                Some(Currency::Unknown) => &mut ages.unknown,
                None => &mut ages.orphaned,
            };
            *age += 1;
        }
        censuses.entry(locale.to_string()).or_default().add(&census);
    }
    censuses
}

/// The words of a page, without front matter and code blocks.
fn words(page: &Page<'_>) -> usize {
    let mut start = Page::body_start(page.text);
    let mut words = 0;
    for fence in &page.fences {
        words += page.text.get(start..fence.span.start).map_or(0, words_of);
        start = start.max(fence.span.end);
    }
    words + page.text.get(start..).map_or(0, words_of)
}

/// The words of a text between white space and bars: what has a letter or a digit and is no tag.
fn words_of(text: &str) -> usize {
    let separates = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ' | b'|');
    let (mut words, mut start) = (0, 0);
    for part in text.as_bytes().split(separates) {
        let end = start + part.len();
        words += match part.is_ascii() {
            true => usize::from(part.first() != Some(&b'<') && part.iter().any(u8::is_ascii_alphanumeric)),
            // There are other kinds of white space.
            false => {
                let is_word = |word: &&str| word.contains(char::is_alphanumeric) && !word.starts_with('<');
                text[start..end].split(char::is_whitespace).filter(is_word).count()
            }
        };
        start = end + 1;
    }
    words
}

/// Counts and names, of these English pages, those that each locale lacks.
pub(crate) fn lacking<'c>(pages: impl Iterator<Item = &'c Translated>) -> Censuses {
    let mut censuses = Censuses::new();
    for page in pages {
        for locale in &page.lacking {
            let census = censuses.entry(locale.to_string()).or_default();
            census.freshness.get_or_insert_default().missing += 1;
            census.lacking.insert(page.key.clone());
        }
    }
    censuses
}
