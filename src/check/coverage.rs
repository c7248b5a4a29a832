//! What was compared, and why the rest was not: a run that did not look must not be taken for a clean one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::group::{Doc, PageGroup, Pair, Stub};
use crate::locale::Locale;
use crate::provenance::{Origin, Proof};

/// The pages that a run saw outside the English tree: compared with which English, or not compared, and why.
///
/// ```
/// use docparity::{Config, GroupText, PageText, check_group};
///
/// let group = GroupText::new("parcel-list", [PageText::new("de/parcel-list.md", "de", "# Pakete\n")]);
/// let coverage = check_group(&group, &Config::default()).coverage;
/// assert_eq!((coverage.pages, coverage.compared), (1, 0));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Coverage {
    /// The pages that were seen.
    pub pages: usize,
    /// Those that have an English page in the English tree.
    pub paired: usize,
    /// Those that were compared with an English.
    pub compared: usize,
    /// The pages that were compared, by what tells which English they were made from.
    pub by: BTreeMap<Compared, usize>,
    /// The pages that were not compared, by reason.
    pub not_compared: BTreeMap<NotCompared, usize>,
    /// The blocks of the plain pages among them.
    #[serde(default, skip_serializing_if = "Blocks::is_empty")]
    pub blocks: Blocks,
}

/// The headings, paragraphs, list items, tables and code blocks of the English of plain pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Blocks {
    /// Those that were set beside a block of the page.
    pub compared: usize,
    /// Those that may stand for something on the page, where nothing tells for what: they were not compared.
    pub unsure: usize,
}

impl Blocks {
    /// Those of the pages that were made from the English they are held against.
    pub(super) fn of<'p>(pairs: impl Iterator<Item = &'p Pair<'p, 'p>>) -> Self {
        let alignments = pairs.filter(|pair| pair.is_translated()).filter_map(|pair| pair.alignment.as_ref());
        alignments.fold(Self::default(), |blocks, alignment| Self {
            compared: blocks.compared + alignment.aligned,
            unsure: blocks.unsure + alignment.unsure,
        })
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What tells which English a page is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Compared {
    /// It stands beside the localized text.
    Bilingual,
    /// A hash that the page, or a file beside it, records.
    Hash,
    /// A commit that the page records.
    Commit,
    /// The commit that last worked on the page.
    GitDate,
    /// The configuration takes the English of today for granted.
    Assumed,
    /// Nothing: it is the English of today.
    Undecided,
    /// The contract that is pinned for the page.
    Pinned,
}

/// Why a page was not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NotCompared {
    /// The English tree has no page of its name.
    NoEnglish,
    /// There is no English tree.
    NoEnglishTree,
    /// It is English, and there is no translation beside it.
    EnglishAlone,
    /// It stands elsewhere than the layout says.
    OutsideLayout,
    /// The configuration leaves it out.
    Excluded,
    /// Its site does not build it.
    NotBuilt,
    /// It is not translated yet.
    Untranslated,
    /// The page of the English tree is not in English.
    EnglishUntranslated,
    /// It is encrypted.
    Encrypted,
    /// It could not be read.
    Unreadable,
    /// It is in a format that is not read.
    OtherFormat,
    /// It is larger than the configuration allows.
    TooLarge,
}

impl Compared {
    pub(crate) fn say(self) -> &'static str {
        match self {
            Self::Bilingual => "with the English beside each segment",
            Self::Hash => "by a recorded hash",
            Self::Commit => "by a recorded commit",
            Self::GitDate => "by the git history",
            Self::Assumed => "as `assume-current` says",
            Self::Undecided => "with the English of today, as nothing says which one it was made from",
            Self::Pinned => "with a pinned contract",
        }
    }
}

impl NotCompared {
    pub(crate) fn say(self) -> &'static str {
        match self {
            Self::NoEnglish => "without an English page",
            Self::NoEnglishTree => "without an English tree",
            Self::EnglishAlone => "in English alone",
            Self::OutsideLayout => "outside the layout",
            Self::Excluded => "left out by the configuration",
            Self::NotBuilt => "left out by the site itself",
            Self::Untranslated => "not translated yet",
            Self::EnglishUntranslated => "beside an English page that is not in English",
            Self::Encrypted => "encrypted",
            Self::Unreadable => "unreadable",
            Self::OtherFormat => "in a format that is not read",
            Self::TooLarge => "too large",
        }
    }

    /// What to do about pages that were all left out for this reason.
    pub(crate) fn cure(self) -> &'static str {
        match self {
            Self::NoEnglish => {
                "this English tree is probably the wrong one; name the right one with `--source DIR`, or with `source:` in \
                 docparity.yaml"
            }
            Self::NoEnglishTree => {
                "no English was found: name it with `--source DIR`, or with `source:` in docparity.yaml"
            }
            Self::EnglishAlone => {
                "no translation was found: name the folder that holds the locales, or say with `layout:` in docparity.yaml where \
                 they stand"
            }
            Self::OutsideLayout => "they stand elsewhere than `layout:` of docparity.yaml says",
            Self::Excluded => "`exclude:` and `locales:` of docparity.yaml leave them out",
            Self::NotBuilt => {
                "the configuration of the site does not build them (VitePress `srcExclude`, VuePress `pagePatterns`, Docusaurus \
                 `locales`); name their folder to check them all the same"
            }
            Self::Untranslated => "translate them",
            Self::EnglishUntranslated => {
                "translate their English pages, or name the tree that is in English with `--source DIR`"
            }
            Self::Encrypted => "decrypt them first",
            Self::Unreadable => "they could not be read",
            Self::OtherFormat => "docparity reads Markdown and MDX",
            Self::TooLarge => "`largest-page` of docparity.yaml allows larger ones",
        }
    }
}

impl Coverage {
    /// Counts pages, each beside its group.
    pub(crate) fn of<'g>(pages: impl Iterator<Item = (&'g PageGroup<'g>, &'g Doc<'g>)>) -> Self {
        pages.map(|(group, doc)| Self::of_page(group, doc)).fold(Self::default(), Self::and)
    }

    pub(super) fn of_page(group: &PageGroup<'_>, doc: &Doc<'_>) -> Self {
        let mut coverage = Self { pages: 1, paired: usize::from(group.english.is_some()), ..Self::default() };
        match compared(group, doc) {
            Ok(by) => {
                coverage.compared = 1;
                coverage.by.insert(by, 1);
            }
            Err(why) => _ = coverage.not_compared.insert(why, 1),
        }
        coverage
    }

    /// Pages that were seen and not looked at.
    pub(crate) fn left_out(why: NotCompared, pages: usize) -> Self {
        match pages {
            0 => Self::default(),
            _ => Self { pages, not_compared: BTreeMap::from([(why, pages)]), ..Self::default() },
        }
    }

    /// Adds the pages of another part of the run.
    #[must_use]
    pub(crate) fn and(mut self, more: Self) -> Self {
        self.pages += more.pages;
        self.paired += more.paired;
        self.compared += more.compared;
        more.by.into_iter().for_each(|(by, pages)| *self.by.entry(by).or_default() += pages);
        self.blocks.compared += more.blocks.compared;
        self.blocks.unsure += more.blocks.unsure;
        more.not_compared.into_iter().for_each(|(why, pages)| *self.not_compared.entry(why).or_default() += pages);
        self
    }

    /// How much of the pages was compared, in percent; all of none.
    #[must_use]
    pub fn percent(&self) -> usize {
        (self.compared * 100).checked_div(self.pages).unwrap_or(100)
    }

    /// Why the English tree is probably not that of the pages: it lacks more than nine of ten.
    #[must_use]
    pub fn doubt(&self) -> Option<String> {
        let lacking = self.not_compared.get(&NotCompared::NoEnglish).copied().unwrap_or_default();
        let (of, pages) = (NotCompared::NoEnglish, self.pages);
        (lacking * 10 > pages * 9).then(|| format!("{lacking} of {pages} pages are {}: {}", of.say(), of.cure()))
    }

    /// The pages that were not compared by reason, in a few words; `None` where all were.
    #[must_use]
    pub fn why(&self) -> Option<String> {
        let why = self.not_compared.iter().map(|(why, pages)| format!("{pages} {}", why.say())).collect::<Vec<_>>();
        (!why.is_empty()).then(|| why.join(", "))
    }

    /// What was compared and what was not, a line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let list = |parts: Vec<String>| match parts.len() {
            0 => String::new(),
            _ => format!(" ({})", parts.join(", ")),
        };
        let Blocks { compared, unsure } = self.blocks;
        let blocks = format!(
            "not compared on these pages: {unsure} of {} blocks, as nothing tells for certain which text they are in English",
            compared + unsure
        );
        let by = self.by.iter().map(|(by, pages)| format!("{pages} {}", by.say())).collect();
        let lines = [
            format!("compared: {} of {} pages{}", self.compared, self.pages, list(by)),
            match self.pages - self.compared {
                0 => "not compared: none".to_owned(),
                pages => format!("not compared: {pages} ({})", self.why().unwrap_or_default()),
            },
        ];
        lines.into_iter().chain((unsure > 0).then_some(blocks)).collect()
    }

    /// Why nothing was compared, and the cure; `None` where something was.
    #[must_use]
    pub fn nothing(&self) -> Option<String> {
        if self.compared > 0 {
            return None;
        }
        // Pages that wait for their translation were looked at, and are reported as that.
        let most = self.not_compared.iter().max_by_key(|(_, pages)| **pages);
        if most.is_some_and(|(why, _)| *why == NotCompared::Untranslated) {
            return None;
        }
        let (why, cure) = most.map_or(("to be seen", "there is none"), |(why, _)| (why.say(), why.cure()));
        let pages = if self.pages == 1 { "the only page".to_owned() } else { format!("{} pages", self.pages) };
        Some(format!("nothing was compared: {pages} {why}; {cure}"))
    }
}

/// What the English of a page is known by, or why there is none.
pub fn compared(group: &PageGroup<'_>, doc: &Doc<'_>) -> Result<Compared, NotCompared> {
    let proved = |proof: &Proof| match proof {
        Proof::Hash => Compared::Hash,
        Proof::Commit => Compared::Commit,
        Proof::Date | Proof::DateBefore => Compared::GitDate,
        Proof::Assumed => Compared::Assumed,
    };
    let is_pinned = doc.file.pinned.as_ref().is_some_and(|pinned| pinned.contract.is_some());
    match &doc.origin {
        _ if doc.file.too_large.is_some() => Err(NotCompared::TooLarge),
        _ if doc.source.is_some() => Ok(Compared::Bilingual),
        _ if group.stub(doc) == Some(Stub::Draft) => Err(NotCompared::NotBuilt),
        _ if group.stub(doc) == Some(Stub::Untranslated) => Err(NotCompared::Untranslated),
        Origin::Today(proof) | Origin::Older(_, proof) => Ok(proved(proof)),
        _ if group.english.is_some() => Ok(Compared::Undecided),
        _ if is_pinned => Ok(Compared::Pinned),
        _ if group.untranslated.is_some() => Err(NotCompared::EnglishUntranslated),
        _ if group.tree.has_english => Err(NotCompared::NoEnglish),
        _ if group.tree.is_outside => Err(NotCompared::OutsideLayout),
        _ if doc.locale.as_ref().is_some_and(Locale::is_english) => Err(NotCompared::EnglishAlone),
        _ => Err(NotCompared::NoEnglishTree),
    }
}
