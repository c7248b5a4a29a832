//! What a kind of fact is: how it is found, shown, read back and told.

use std::borrow::Cow;
use std::fmt;

use super::{Contract, Guide, Place, Subject};
use crate::profile::Profile;

/// A kind of fact: one row of [`KINDS`](super::KINDS).
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// What its lines begin with in the text of a contract; empty where each fact has a noun of its own.
    pub word: &'static str,
    /// What a reader calls it; empty where each fact has a noun of its own.
    pub noun: &'static str,
    /// Takes its facts from a reading; `None` where another kind's do.
    pub extract: Option<fn(&Subject<'_>, &Guide, &Profile, &mut Contract)>,
    /// Its facts in a contract.
    pub facts: for<'c> fn(&'c Contract) -> Vec<Fact<'c>>,
    /// Reads what stands behind the word in a line of text; `None` where that states no such fact.
    pub read: fn(&mut Contract, &str, Place) -> Option<()>,
    /// Whether the key is a number, which stands in no backticks.
    pub is_number: bool,
    /// Whether clients rely on it, so that a page without it is out of date. Examples only show it.
    pub is_promised: bool,
    /// Whether two readings state the same fact only where the values are the same: reasons and the words for types vary.
    pub is_whole: bool,
    /// How much a fact looks like what became of another, up to 2; below 0.6 it is not.
    pub likeness: fn(&Fact<'_>, &Fact<'_>) -> f64,
    /// What it means to a client that another fact stands in the place of one, that one was removed, or was added.
    pub meaning: fn(&Fate<'_>) -> Meaning,
    /// The terms of its facts that nobody may translate: what each is, and the term.
    pub terms: for<'c> fn(&'c Contract) -> Vec<(&'static str, &'c str)>,
    /// What the value is called, and what it means that it changed; empty where there is none.
    pub value: (&'static str, fn(&str, &str) -> Meaning),
}

/// What a difference means to a client, and whether it may fail.
pub(super) type Meaning = (&'static str, bool);

/// For kinds without terms of their own.
pub(super) const NO_TERMS: for<'c> fn(&'c Contract) -> Vec<(&'static str, &'c str)> = |_| Vec::new();

/// For kinds without a value.
pub(super) const NO_VALUE: (&str, fn(&str, &str) -> Meaning) = ("", |_, _| ("", false));

/// What became of a fact from an older contract to a newer one.
pub(super) enum Fate<'c> {
    /// It is another now.
    Became(Fact<'c>, Fact<'c>),
    /// The newer contract does not state it.
    Removed(Fact<'c>),
    /// The older contract does not state it.
    Added(Fact<'c>),
}

impl<'c> Fate<'c> {
    /// The older fact, and the newer one.
    pub(super) fn sides(&self) -> (Option<&Fact<'c>>, Option<&Fact<'c>>) {
        match self {
            Self::Became(old, new) => (Some(old), Some(new)),
            Self::Removed(old) => (Some(old), None),
            Self::Added(new) => (None, Some(new)),
        }
    }

    /// The fact as it was, or as it is where it is new.
    pub(super) fn fact(&self) -> &Fact<'c> {
        let (Self::Became(fact, _) | Self::Removed(fact) | Self::Added(fact)) = self;
        fact
    }
}

/// A fact of any kind. It shows as a reader would name it.
#[derive(Clone)]
pub struct Fact<'c> {
    pub(super) kind: &'static Kind,
    /// What a reader calls it: `request`, `property`.
    pub(super) noun: &'c str,
    /// Which one it is: `GET /parcels/{id}`, `Application`, `Accept`, `204`.
    pub(super) key: Cow<'c, str>,
    /// The key without what may be written in several ways.
    pub(super) id: Cow<'c, str>,
    /// What it says: the value of a header, a reason, a type, the sorted scopes of a row.
    pub(super) value: Option<Cow<'c, str>>,
    /// The scopes of a permission row.
    pub(super) scopes: Vec<&'c str>,
    /// Whether it is about these scopes of a row that both contracts have.
    pub(super) is_part: bool,
    /// Whether its key is a token, not prose.
    pub(super) is_certain: bool,
    /// Whether the other contract lacks no other fact of its noun.
    pub(super) is_alone: bool,
    /// Where it stands.
    pub place: Place,
}

impl<'c> Fact<'c> {
    /// A fact that is named by its key alone.
    pub(super) fn new(kind: &'static Kind, key: impl Into<Cow<'c, str>>, place: Place) -> Self {
        let key = key.into();
        let (id, noun) = (key.clone(), kind.noun);
        let (value, scopes) = (None, Vec::new());
        Self { kind, noun, key, id, value, scopes, is_part: false, is_certain: true, is_alone: false, place }
    }

    /// Whether `other` is the same fact, with the same value.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.noun, &self.key, &self.value) == (other.noun, &other.key, &other.value)
    }

    /// The key as it stands in a sentence.
    pub(super) fn shown(&self) -> String {
        if self.kind.is_number { self.key.to_string() } else { format!("`{}`", self.key) }
    }

    /// The line of the text of a contract that states it.
    pub(super) fn line(&self) -> String {
        let word = if self.kind.word.is_empty() { self.noun } else { self.kind.word };
        let between = if self.kind.is_number { "" } else { ":" };
        let value = self.value.as_ref().map(|value| format!("{between} {value}")).unwrap_or_default();
        let mut line = format!("{word} {}{value}", self.key);
        // A cell may hold a line end; the text has one fact a line.
        if line.contains(['\n', '\r']) {
            line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        line.truncate(line.trim_end().len());
        line
    }
}

impl fmt::Display for Fact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scopes = self.scopes.join("`, `");
        match (self.is_part, self.scopes.len()) {
            (true, 1) => write!(f, "the scope `{scopes}` of `{}`", self.key),
            (true, _) => write!(f, "the scopes `{scopes}` of `{}`", self.key),
            (false, 0) => write!(f, "the {} {}", self.noun, self.shown()),
            (false, _) => write!(f, "the {} {} (`{scopes}`)", self.noun, self.shown()),
        }
    }
}
