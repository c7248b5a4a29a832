//! Whether a page was made from the English of today.

use serde::Serialize;

use super::{Doc, PageGroup};
use crate::contract::{Difference, Request, changes, other_requests};
use crate::profile::METHODS;
use crate::provenance::{Gap, Origin};

/// What is known of the English that a page was made from, beside the English of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Currency {
    /// It is the English of today: the hashes are equal.
    Current,
    /// It is an older English that states the same contract.
    StaleProse,
    /// It is an older English that states another contract.
    StaleContract,
    /// The page does not say, or what it names is not at hand.
    Unknown,
}

impl<'a> PageGroup<'a> {
    /// Whether `doc` was made from the English of today. Without the English tree nothing is known.
    #[must_use]
    pub fn currency(&self, doc: &Doc<'_>) -> Currency {
        let Some(english) = &self.english else { return Currency::Unknown };
        if matches!(doc.origin, Origin::Today(_)) {
            return Currency::Current;
        }
        let today = &english.english().contract;
        let same = match (self.older(doc), &doc.source) {
            (Some(older), _) => changes(&older.english().contract, today).is_empty(),
            _ if matches!(doc.origin, Origin::Unknown(Gap::NoHash { shallow: false })) => return Currency::Unknown,
            // The hash is not that of the English of today.
            _ if doc.provenance.hash.is_none() => return Currency::Unknown,
            (None, Some(source)) => changes(&source.contract, today).is_empty(),
            // The names of a translation say nothing about its English; the requests do.
            (None, None) => self.other_requests(doc).is_empty(),
        };
        if same { Currency::StaleProse } else { Currency::StaleContract }
    }

    /// The English that `doc` was made from, where a file of the English tree is proved to be it: of today, or of its
    /// history.
    #[must_use]
    pub fn made_from(&self, doc: &Doc<'_>) -> Option<&Doc<'a>> {
        let today = self.english.as_ref().filter(|_| matches!(doc.origin, Origin::Today(_)));
        today.or_else(|| self.older(doc))
    }

    /// How the requests of the English of today differ from those of a page whose English is not at hand.
    #[must_use]
    pub fn other_requests(&self, doc: &Doc<'_>) -> Vec<Difference> {
        let Some(english) = &self.english else { return Vec::new() };
        let page = &doc.localized.page;
        // A request whose method was translated is no request any more; its target stands in the code all the same.
        let sent = |request: &Request| {
            let mut lines = page.fences.iter().flat_map(|fence| fence.lines(page.text));
            lines.any(|(_, line)| {
                let line = line.split_once(char::is_whitespace);
                line.is_some_and(|(method, target)| {
                    !METHODS.contains(&method) && target.split_whitespace().eq(request.path.split_whitespace())
                })
            })
        };
        other_requests(&doc.localized.contract, &english.english().contract, sent)
    }

    fn older(&self, doc: &Doc<'_>) -> Option<&Doc<'a>> {
        match doc.origin {
            Origin::Older(at, _) => self.older.get(at),
            _ => None,
        }
    }
}
