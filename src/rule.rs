//! A rule as it is told: what it is called, how much it matters and why, and how its findings are repaired.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
///
/// ```
/// use docparity::Severity;
///
/// assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Info);
/// assert_eq!(Severity::Error.name(), "error");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Good to know.
    Info,
    /// A reader is misled or held up.
    Warning,
    /// A reader who follows the page sends a wrong request or asks for the wrong consent.
    Error,
}

impl Severity {
    /// All severities, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The severity's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The severity that many steps down: nothing is less than `Info`.
    pub(crate) fn lowered(self, steps: usize) -> Self {
        (0..steps).fold(self, |severity, _| match severity {
            Self::Error => Self::Warning,
            Self::Warning | Self::Info => Self::Info,
        })
    }

    /// How many steps it is above `Info`.
    pub(crate) fn above_info(self) -> usize {
        Self::ALL.iter().filter(|step| Self::Info < **step && **step <= self).count()
    }
}

/// A group of rules about the same thing.
///
/// ```
/// assert_eq!(docparity::Family::ALL.map(docparity::Family::name)[0], "contract");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Family {
    /// What a client sends, asks consent for, and gets back.
    Contract,
    /// What a reader copies or clicks, and prose that was lost or left in English.
    Segment,
    /// Damage to the file.
    Page,
    /// Sections, tables and code blocks.
    Structure,
    /// The English itself.
    Source,
    /// Whether the page was made from the English of today.
    Freshness,
}

impl Family {
    /// All families.
    pub const ALL: [Self; 6] =
        [Self::Contract, Self::Segment, Self::Page, Self::Structure, Self::Source, Self::Freshness];

    /// The family's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Segment => "segment",
            Self::Page => "page",
            Self::Structure => "structure",
            Self::Source => "source",
            Self::Freshness => "freshness",
        }
    }
}

/// A rule: its name, its place among the others, and its documentation. `docparity::rules::all` lists them.
///
/// ```
/// let rule = docparity::rules::named("permission-scope").expect("a rule");
/// println!("{} ({}): {}\nWhy: {}.\nFix: {}", rule.name, rule.severity.name(), rule.what, rule.why, rule.fix);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The name of the defect, in kebab case.
    pub name: &'static str,
    /// The family it belongs to.
    pub family: Family,
    /// How much its findings matter, unless a finding says otherwise.
    pub severity: Severity,
    /// The same on plain pages, whose translators write more of their own: what was measured there to be right in fewer than 95
    /// of 100 cases is an info.
    pub plain: Severity,
    /// The MQM category of its findings, `dimension/type`.
    pub mqm: &'static str,
    /// Whether it runs when nothing is selected.
    pub on: bool,
    /// What it reports, in a sentence.
    pub what: &'static str,
    /// What the defect does to a reader, in a sentence.
    pub why: &'static str,
    /// What it lets pass on purpose.
    pub passes: &'static str,
    /// How to repair the defect.
    pub fix: &'static str,
    /// A page before and after the repair, as the lines of a diff; empty where no edit repairs it.
    pub example: &'static str,
}

impl Rule {
    /// The severity as users read it, with that on plain pages where it is another one: `warning, on plain pages info`.
    #[must_use]
    pub fn severities(&self) -> String {
        match self.plain == self.severity {
            true => self.severity.name().to_owned(),
            false => format!("{}, on plain pages {}", self.severity.name(), self.plain.name()),
        }
    }
}
