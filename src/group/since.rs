//! What changed in the English since the one that a page was made from.

use serde::{Deserialize, Serialize};

use crate::change::{self, Change, Followed, Kind, Names, Piece, PieceKind, diff_lines};
use crate::contract::{Contract, Difference, changes};
use crate::span::Span;

/// What is known of the English that a page was made from, beside the English of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// The blocks, in the order of the English of today.
    pub changes: Vec<Change>,
    /// The facts.
    pub facts: Vec<Difference>,
    /// The names, where the pages document no requests: they are what such pages promise.
    pub names: Names,
}

impl Since {
    /// What changed from one English to another, of each what readers see and what it states.
    pub(super) fn between(
        (older, own): (&str, &Contract),
        (newer, today): (&str, &Contract),
        is_bilingual: bool,
    ) -> Self {
        let facts = changes(own, today);
        let mut changes = match is_bilingual {
            true => change::changes_of_half(older, newer),
            false => change::changes(older, newer),
        };
        // The front matter of a bilingual page is that of the translation.
        changes.retain(|change| !is_bilingual || change.piece().kind != PieceKind::Value);
        let names = match own.requests.is_empty() && today.requests.is_empty() {
            true => change::names(older, newer),
            false => Names::default(),
        };
        for change in &mut changes {
            let is_of_facts = facts.iter().any(|fact| is_stated_in(fact, change));
            if is_of_facts || names.came_or_went_in(change.older.as_ref(), change.newer.as_ref()) {
                change.kind = Kind::Contract;
            }
        }
        Self { changes, facts, names }
    }

    /// Whether a page of this text and contract does not say yet what came, or says still what went, up to the English that
    /// states `newer`.
    pub(super) fn is_unknown_to(&self, (text, own): (&str, &Contract), newer: &Contract) -> bool {
        let first = |piece: &Option<Piece>| Some(piece.as_ref()?.seen.lines().next()?.to_owned());
        let lines = |change: &Change| match (&change.older, &change.newer) {
            (Some(older), Some(newer)) => diff_lines(&older.seen, &newer.seen),
            (older, newer) => (first(older), first(newer)),
        };
        let code = self.changes.iter().filter(|change| change.piece().kind == PieceKind::Code).map(lines);
        let (gone, come): (Vec<_>, Vec<_>) = code.unzip();
        let has = |sought: &String| text.contains(sought.trim());
        let mut gone = self.names.dropped.iter().chain(gone.iter().flatten());
        let mut come = self.names.added.iter().chain(come.iter().flatten()).peekable();
        let lacking = changes(own, newer);
        self.facts.iter().any(|fact| lacking.iter().any(|other| other.news() == fact.news()))
            || if come.peek().is_some() { come.any(|new| !has(new)) } else { gone.any(has) }
    }

    /// What of it `page` has not followed. Only what reads alike in every language is looked for: names, numbers and code.
    pub(super) fn unmet(&self, (page, own): (&str, &Contract), newer: &Contract, english: (&str, &str)) -> Self {
        let lacking: Vec<String> = changes(own, newer).iter().map(Difference::news).collect();
        let facts = self.facts.iter().filter(|fact| lacking.contains(&fact.news())).cloned().collect();
        let names = self.names.without_replaced(self.names.unmet(page), &self.changes, page);
        let mut unmet = Self { facts, names, ..Self::default() };
        unmet.changes = Followed::new(page, english).unmet(&self.changes);
        unmet
    }

    /// What of it the localized half of a bilingual page lacks: it has what its English half lost, but for scopes, which no language
    /// has another name for. A fact that it states as `newer` does is none, nor is code that came into a text and stands in it as
    /// often as in the English of today.
    pub(super) fn unsaid(&self, (page, own): (&str, &Contract), newer: (&str, &Contract)) -> Self {
        let lacking = if self.facts.is_empty() { Vec::new() } else { changes(own, newer.1) };
        let (facts, said): (Vec<_>, Vec<_>) = self.facts.iter().cloned().partition(|fact| {
            fact.newer.is_none() && !fact.is_scope() || lacking.iter().any(|other| other.is_of(fact))
        });
        // A name that the English half has nowhere was not made up by a translator: that half lost it.
        let names = Names { added: self.names.unmet(page).added, dropped: self.names.dropped.clone() };
        let states = |change: &Change, facts: &[Difference]| facts.iter().any(|fact| is_stated_in(fact, change));
        let has_come = |change: &Change| {
            let has = |code: &&str| page.matches(code).count() >= newer.0.matches(code).count();
            change.came_in_text().is_some_and(|code| code.iter().all(has))
        };
        let is_said = |change: &Change| match change.kind {
            Kind::Contract if states(change, &facts) => false,
            Kind::Contract => states(change, &said) || !self.names.is_empty() && has_come(change),
            Kind::Code => has_come(change),
            _ => false,
        };
        let changes = self.changes.iter().filter(|change| !is_said(change)).cloned().collect();
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

/// Whether a block that changed states a fact, or did.
fn is_stated_in(fact: &Difference, change: &Change) -> bool {
    let is_in = |(piece, span): (&Piece, Span)| piece.span.start <= span.start && span.end <= piece.span.end;
    change.newer.as_ref().zip(fact.newer).is_some_and(is_in) || change.older.as_ref().zip(fact.older).is_some_and(is_in)
}
