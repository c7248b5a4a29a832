//! What a framework reads as syntax, as a row of a table.

use crate::span::Span;

/// Takes the arguments of a construct from its text: each with what it says and where.
pub(super) type Arguments = fn(&str) -> Vec<(String, Span)>;

/// A construct of a framework.
#[derive(Debug)]
pub struct Construct {
    /// What it is called in messages, with its article.
    pub noun: &'static str,
    /// A text without which a page has none of it.
    pub sign: &'static str,
    /// How it is written. What the groups capture must stay; the rest is text.
    pub grammar: &'static str,
    /// Reads the second group as arguments; what is text in them is left out. Places are in bytes of the group.
    pub arguments: Option<Arguments>,
    /// Which differences count.
    pub counts: Counts,
    /// What is written like it and is something else.
    pub unless: Option<fn(&str) -> bool>,
    /// Takes apart what is several things at once.
    pub split: Option<fn(&str) -> Vec<String>>,
    /// Whether a page with this text needs what it lacks; `None` where every page does.
    pub is_needed: Option<fn(&str, &str) -> bool>,
    /// Whether the site does not build when it is another one.
    pub breaks: bool,
}

/// Which differences from the English count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// What the translation lacks or has changed.
    Lost,
    /// What only the translation has.
    Added,
}

impl Construct {
    /// A construct that is lost or changed, and leaves the site standing.
    pub(super) const fn new(noun: &'static str, sign: &'static str, grammar: &'static str) -> Self {
        let (arguments, unless, split, is_needed) = (None, None, None, None);
        Self { noun, sign, grammar, arguments, counts: Counts::Lost, unless, split, is_needed, breaks: false }
    }

    /// The same; the site does not build without it.
    pub(super) const fn breaking(self) -> Self {
        Self { breaks: true, ..self }
    }

    /// The same, but for the names that are something else.
    pub(super) const fn unless(self, is_other: fn(&str) -> bool) -> Self {
        Self { unless: Some(is_other), ..self }
    }

    /// The same, with arguments.
    pub(super) const fn with(self, arguments: fn(&str) -> Vec<(String, Span)>) -> Self {
        Self { arguments: Some(arguments), ..self }
    }
}

/// What is given to a construct.
pub(super) static ARGUMENT: Construct = Construct::new("the attribute", "", "");
