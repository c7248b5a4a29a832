//! Whether a page was made from the English of today, and what changed in the English since.

use super::since::{Currency, Since};
use super::{Doc, PageGroup, View};
use crate::change::{is_code_alone, lacking_code, names};
use crate::contract::{Difference, Request, other_requests};
use crate::profile::METHODS;
use crate::provenance::{Gap, Origin, Proof, Proofs};

impl<'a> PageGroup<'a> {
    /// Whether `doc` was made from the English of today. Without the English tree nothing is known.
    #[must_use]
    pub fn currency(&self, doc: &Doc<'_>) -> Currency {
        if self.english.is_none() {
            return Currency::Unknown;
        }
        if matches!(doc.origin, Origin::Today(_)) {
            return Currency::Current;
        }
        let is_unheard = matches!(doc.origin, Origin::Unknown(Gap::NoHash { shallow: false }));
        let is_named = !matches!(doc.origin, Origin::Unsought | Origin::Unknown(Gap::NoDate { .. }));
        match self.older(doc) {
            Some(_) => self.since(doc).map_or(Currency::Unknown, Since::currency),
            // The names of a translation say nothing about its English; the requests do, where it was not that of today.
            None if doc.source.is_none() && is_named && !self.other_requests(doc).is_empty() => Currency::StaleContract,
            None if !self.lacking_names(doc).is_empty() => Currency::StaleContract,
            None if !self.changed_sections(doc).is_empty() => Currency::StaleProse,
            None if doc.origin == Origin::Unsought && self.says_it_is_stale(doc) => Currency::StaleProse,
            // What names no version, or one that never was, tells nothing.
            None if is_unheard || doc.provenance.hash.is_none() => Currency::Unknown,
            // The hash is not that of the English of today.
            None if doc.source.is_some() => self.since(doc).map_or(Currency::Unknown, Since::currency),
            None if self.lacks_all_code(doc) => Currency::StaleCode,
            None => Currency::StaleProse,
        }
    }

    /// Whether a page that is nothing but code lacks lines of the English of today.
    fn lacks_all_code(&self, doc: &Doc<'_>) -> bool {
        let Some(english) = &self.english else { return false };
        let today = english.english().seen();
        is_code_alone(&today) && !lacking_code(doc.localized.page.text, &today).is_empty()
    }

    /// Whether a page says itself, or by the day that it names, that its English has changed since.
    #[must_use]
    pub fn says_it_is_stale(&self, doc: &Doc<'_>) -> bool {
        let is_before = |english: &Doc<'_>| doc.provenance.is_before(english.provenance);
        doc.provenance.is_outdated || self.english.as_ref().is_some_and(is_before)
    }

    /// Whether the English that `doc` was made from is an older one, and only the days of git tell which.
    #[must_use]
    pub fn is_dated(&self, doc: &Doc<'_>) -> bool {
        matches!(doc.origin, Origin::Older(_, Proof::Date | Proof::DateBefore))
    }

    /// What changed in the English since the one that `doc` was made from: an older one of the history, or the one beside its
    /// text. `None` where that is not at hand, or is the English of today. A page may have followed some of it, whatever it records, and a
    /// bilingual one have what its English half lost: that is left out.
    #[must_use]
    pub fn since<'g>(&'g self, doc: &'g Doc<'_>) -> Option<&'g Since> {
        let today = self.english.as_ref()?.english();
        let localized = (doc.localized.page.text, &doc.localized.contract);
        match self.older(doc) {
            Some(older) => {
                let all = older.since.get_or_init(|| between(older.english(), today, false));
                Some(doc.since.get_or_init(|| match doc.source {
                    None => {
                        let english = (&*older.english().seen(), &*today.seen());
                        all.unmet(localized, &today.contract, english)
                    }
                    Some(_) => all.unsaid(localized, (&today.seen(), &today.contract)),
                }))
            }
            None if matches!(doc.origin, Origin::Today(_)) => None,
            None => {
                let own = doc.source.as_ref()?;
                Some(
                    doc.since
                        .get_or_init(|| between(own, today, true).unsaid(localized, (&today.seen(), &today.contract))),
                )
            }
        }
    }

    /// What changed in the English while the mark of `doc` was raised and its text stayed as it was. `None` where nothing did
    /// that a page promises or shows as code, or where the text says it already.
    #[must_use]
    pub fn unseen(&self, doc: &Doc<'_>) -> Option<Since> {
        let before = self.older.get(doc.raised.as_ref()?.from)?.english();
        let (made_from, own) = (self.made_from(doc)?.english(), &doc.localized);
        let since = between(before, made_from, false);
        let is_due = matches!(since.currency(), Currency::StaleContract | Currency::StaleCode);
        (is_due && since.is_unknown_to((own.page.text, &own.contract), &made_from.contract)).then_some(since)
    }

    /// The sections of the English of today that are not among those whose hashes the page records, where some are and the
    /// English that has them all is not at hand: in words.
    #[must_use]
    pub fn changed_sections(&self, doc: &Doc<'_>) -> Vec<String> {
        let recorded = &doc.provenance.sections;
        let Some(english) = self.english.as_ref().filter(|_| !recorded.is_empty()) else { return Vec::new() };
        if !matches!(doc.origin, Origin::Unknown(_)) {
            return Vec::new();
        }
        let proofs = Proofs::of(english.content());
        let changed = proofs.sections().changed(recorded);
        if changed.len() < proofs.sections().len() { changed } else { Vec::new() }
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

    /// The names of the English of today that a page has nowhere whose English is another one and not at hand, where neither documents
    /// requests.
    #[must_use]
    pub fn lacking_names(&self, doc: &Doc<'_>) -> Vec<String> {
        let is_known = match doc.origin {
            Origin::Today(_) | Origin::Older(..) | Origin::Unsought | Origin::Unknown(Gap::NoDate { .. }) => false,
            Origin::Unknown(Gap::NoHash { shallow: false }) => !self.changed_sections(doc).is_empty(),
            Origin::Unknown(_) => doc.provenance.hash.is_some() || !self.changed_sections(doc).is_empty(),
        };
        let Some(english) = self.english.as_ref().filter(|_| is_known && doc.source.is_none()) else {
            return Vec::new();
        };
        let (own, today) = (&doc.localized, english.english());
        match own.contract.requests.is_empty() && today.contract.requests.is_empty() {
            true => names(own.page.text, &today.seen()).unmet(own.page.text).added,
            false => Vec::new(),
        }
    }

    fn older(&self, doc: &Doc<'_>) -> Option<&Doc<'a>> {
        match doc.origin {
            Origin::Older(at, _) => self.older.get(at),
            _ => None,
        }
    }
}

fn between(older: &View<'_>, newer: &View<'_>, is_bilingual: bool) -> Since {
    Since::between((&older.seen(), &older.contract), (&newer.seen(), &newer.contract), is_bilingual)
}
