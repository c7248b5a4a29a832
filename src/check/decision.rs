//! What a person decided about a finding.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a person decided about a finding.
///
/// ```
/// fn is_over(decision: &docparity::check::Decision) -> bool {
///     decision.status.silences()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// The verdict.
    pub status: Status,
    /// The day on which it was given, as `2027-01-31`.
    #[serde(default)]
    pub decided: Option<String>,
    /// Who sees to it.
    #[serde(default)]
    pub assignee: Option<String>,
    /// Why, or what else is to be known.
    #[serde(default)]
    pub remark: Option<String>,
}

/// The verdict of a person on a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It has to be repaired.
    Open,
    /// It is right, and is lived with for now.
    Accepted,
    /// It is wrong: the page is right.
    FalsePositive,
    /// It is repaired; it is reported where it is there still.
    Fixed,
    /// It is right, and will stay.
    WontFix,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Open, Self::Accepted, Self::FalsePositive, Self::Fixed, Self::WontFix];

    /// The status in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::FalsePositive => "false positive",
            Self::Fixed => "fixed",
            Self::WontFix => "won't fix",
        }
    }

    /// The status as one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::FalsePositive => "false-positive",
            Self::Fixed => "fixed",
            Self::WontFix => "wont-fix",
        }
    }

    /// Reads a status, however people spell it.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        Self::ALL.into_iter().find(|status| plain(status.name()) == plain(text))
    }

    /// Whether a finding of this status is not reported.
    #[must_use]
    pub fn silences(self) -> bool {
        matches!(self, Self::Accepted | Self::FalsePositive | Self::WontFix)
    }
}
