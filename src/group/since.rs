//! What changed in the English since the one that a page was made from.

use serde::Serialize;

use super::View;
use crate::change::{self, Change, Kind, Names, PieceKind};
use crate::contract::{Difference, changes};

/// What is known of the English that a page was made from, beside the English of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Currency {
    /// It is the English of today, or says the same to a reader.
    Current,
    /// It is an older English with the same contract and the same code.
    StaleProse,
    /// It is an older English with the same contract and other code.
    StaleCode,
    /// It is an older English that states another contract.
    StaleContract,
    /// The page does not say, or what it names is not at hand.
    Unknown,
}

impl Currency {
    /// What users call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::StaleProse => "stale prose",
            Self::StaleCode => "stale code",
            Self::StaleContract => "stale contract",
            Self::Unknown => "unknown",
        }
    }
}

/// What changed in the English since the one that a page was made from.
#[derive(Debug, Default)]
pub struct Since {
    /// The blocks, in the order of the English of today.
    pub changes: Vec<Change>,
    /// The facts.
    pub facts: Vec<Difference>,
    /// The names, where the pages document no requests: they are what such pages promise.
    pub names: Names,
}

impl Since {
    pub(super) fn between(own: &View<'_>, today: &View<'_>, is_bilingual: bool) -> Self {
        let (older, newer) = (&*own.seen(), &*today.seen());
        let (own, today) = (&own.contract, &today.contract);
        let facts = changes(own, today);
        let mut changes = change::changes(older, newer);
        // The front matter of a bilingual page is that of the translation.
        changes.retain(|change| !is_bilingual || change.piece().kind != PieceKind::Value);
        let names = match own.requests.is_empty() && today.requests.is_empty() {
            true => change::names(older, newer),
            false => Names::default(),
        };
        for change in &mut changes {
            let states = |fact: &Difference| {
                let newer = change.newer.as_ref().zip(fact.newer);
                let older = change.older.as_ref().zip(fact.older);
                newer.is_some_and(|(piece, span)| piece.span.start <= span.start && span.end <= piece.span.end)
                    || older.is_some_and(|(piece, span)| piece.span.start <= span.start && span.end <= piece.span.end)
            };
            if facts.iter().any(states) || names.came_or_went_in(change.older.as_ref(), change.newer.as_ref()) {
                change.kind = Kind::Contract;
            }
        }
        Self { changes, facts, names }
    }

    pub(super) fn currency(&self) -> Currency {
        let changed = || self.changes.iter().filter(|change| change.ages());
        if !self.facts.is_empty() || !self.names.is_empty() {
            Currency::StaleContract
        } else if changed().any(|change| change.kind == Kind::Code) {
            Currency::StaleCode
        } else if changed().next().is_some() {
            Currency::StaleProse
        } else {
            Currency::Current
        }
    }
}
