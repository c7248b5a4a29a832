//! What the English of a page states, and what each of its translations makes of it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::coverage::{NotCompared, compared};
use crate::contract::{Contract, Stated, Statement};
use crate::group::{Doc, PageGroup};
use crate::shared::{self, Pool};

/// What the English of a page states, in the order of the page, and what its translations make of it: from the pages, not
/// from what was found on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PageContract {
    /// What the page is called in every locale.
    pub page: String,
    /// The file that the facts stand in, as the user named it: the English of today; where none is at hand, the pinned contract, or
    /// the page that carries the newest English.
    pub english: String,
    /// The facts, in the order of that file.
    pub facts: Vec<PageFact>,
    /// The page in each locale.
    pub locales: Vec<LocaleContract>,
}

/// A fact that a page states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PageFact {
    /// What it is: `request`, `property`.
    pub kind: Arc<str>,
    /// What it says.
    pub text: Arc<str>,
    /// The line, from 1; 0 where it has none.
    pub line: u32,
}

/// What a translation makes of the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LocaleContract {
    /// The locale, as a BCP 47 tag.
    pub locale: String,
    /// The file, as the user named it.
    pub path: String,
    /// Why the page was not compared, and nothing is known of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_compared: Option<NotCompared>,
    /// The line where it states each of the facts; 0 where it does not.
    pub lines: Vec<u32>,
    /// Where it states another fact than the English, leaves one out, or adds one. It states all others as the English does.
    pub departures: Vec<Departure>,
}

/// Where a translation states something else than the English of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Departure {
    /// The fact of the English, counted from 0; null where the page adds one.
    pub fact: Option<u32>,
    /// How the page states it.
    pub how: Statement,
    /// What the page states; null where it leaves the fact out.
    pub stated: Option<PageFact>,
    /// Whether the older English that the page was made from said so, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stale: bool,
}

impl PageContract {
    /// What the pages of a group state, of those that are meant; `None` where no English is known, or it states nothing.
    pub(crate) fn of(group: &PageGroup<'_>, is_meant: &dyn Fn(&Doc<'_>) -> bool) -> Option<Self> {
        let Canonical { contract, path, doc } = Canonical::of(group)?;
        let facts: Vec<PageFact> = contract.stated().into_iter().map(|fact| in_file(fact, doc)).collect();
        if facts.is_empty() {
            return None;
        }
        let docs = group.docs.iter().filter(|doc| is_meant(doc));
        let locales = docs.filter_map(|doc| LocaleContract::of(group, doc, contract)).collect();
        Some(Self { page: group.key.to_owned(), english: path.to_owned(), facts, locales })
    }

    /// Reads contracts. What many pages state is kept once.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Self>>, D::Error> {
        let all = shared::each(deserializer, |contract: &mut Self, pool: &mut Pool<str>| {
            let Self { facts, locales, .. } = contract;
            facts.shrink_to_fit();
            for own in &mut *locales {
                own.lines.shrink_to_fit();
                own.departures.shrink_to_fit();
            }
            let departures = locales.iter_mut().flat_map(|own| &mut own.departures);
            for fact in facts.iter_mut().chain(departures.filter_map(|departure| departure.stated.as_mut())) {
                pool.share(&mut fact.kind);
                pool.share(&mut fact.text);
            }
        });
        all.map(Some)
    }

    /// Puts those of one page together that were held to one English, each in its own locales. They are sorted by page.
    pub(crate) fn join(contracts: &mut Vec<Self>) {
        contracts.sort_by(|one, other| one.page.cmp(&other.page));
        contracts.dedup_by(|next, kept| {
            let is_one = (&next.page, &next.facts) == (&kept.page, &kept.facts);
            if is_one {
                kept.locales.append(&mut next.locales);
            }
            is_one
        });
    }
}

/// The contract that a page is held to, the file it stands in, and that file where it is a page.
struct Canonical<'d, 'a> {
    contract: &'d Contract,
    path: &'d str,
    doc: Option<&'d Doc<'a>>,
}

impl<'d, 'a> Canonical<'d, 'a> {
    fn of(group: &'d PageGroup<'a>) -> Option<Self> {
        let of = |doc: &'d Doc<'a>| Self { contract: &doc.english().contract, path: &doc.file.path, doc: Some(doc) };
        let pinned = || {
            let pinned = group.docs.iter().filter_map(|doc| doc.file.pinned.as_ref()).find(|pinned| !pinned.own)?;
            Some(Self { contract: pinned.contract.as_ref()?, path: &pinned.snapshot, doc: None })
        };
        let newest = || group.newest().filter(|doc| doc.source.is_some()).map(of);
        group.english.as_ref().map(of).or_else(pinned).or_else(newest)
    }
}

fn in_file(fact: Stated, file: Option<&Doc<'_>>) -> PageFact {
    let line = file.map_or(0, |doc| u32::try_from(doc.position(fact.line).0).unwrap_or(u32::MAX));
    PageFact { kind: fact.kind.into(), text: fact.text.into(), line }
}

impl LocaleContract {
    fn of(group: &PageGroup<'_>, doc: &Doc<'_>, canonical: &Contract) -> Option<Self> {
        let (locale, path) = (doc.locale.as_ref()?.to_string(), doc.file.path.clone());
        if let Err(why) = compared(group, doc) {
            return Some(Self { locale, path, not_compared: Some(why), lines: Vec::new(), departures: Vec::new() });
        }
        let source = doc.source.as_ref().map(|source| &source.contract);
        let english = source.or_else(|| group.made_from(doc).map(|english| &english.english().contract));
        let rows = canonical.beside(english.unwrap_or(canonical), &doc.localized.contract, source.is_some());
        let (mut lines, mut departures) = (Vec::new(), Vec::new());
        for row in rows {
            let stated = row.own.map(|own| in_file(own, Some(doc)));
            if row.fact.is_some() {
                lines.push(stated.as_ref().map_or(0, |stated| stated.line));
            }
            if row.how != Statement::Same {
                let fact = row.fact.map(|at| u32::try_from(at).unwrap_or(u32::MAX));
                departures.push(Departure { fact, how: row.how, stated, stale: row.is_of_its_english });
            }
        }
        Some(Self { locale, path, not_compared: None, lines, departures })
    }
}
