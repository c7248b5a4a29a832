//! How much an issue weighs, in the words of MQM.

use std::fmt;
use std::str::FromStr;

use crate::finding::{Cause, Finding, Severity};
use crate::rule::Family;

/// A severity of MQM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Good to know; weighs nothing by default.
    Neutral,
    /// A reader stumbles.
    Minor,
    /// A reader is misled or held up.
    Major,
    /// A reader who follows the page sends a wrong request or asks for the wrong consent.
    Critical,
}

impl Level {
    /// All levels, the worst first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::Major, Self::Minor, Self::Neutral];

    /// The level of a finding: an error about the contract is critical, any other error major, a warning minor. MQM has
    /// no word for an old translation: staleness is neutral.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        Self::at(finding.rule.family, finding.severity)
    }

    /// The level of a finding of this family and severity.
    pub(super) fn at(family: Family, severity: Severity) -> Self {
        match severity {
            _ if family == Family::Freshness => Self::Neutral,
            Severity::Error if family == Family::Contract => Self::Critical,
            Severity::Error => Self::Major,
            Severity::Warning => Self::Minor,
            Severity::Info => Self::Neutral,
        }
    }

    /// The level's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }

    /// The severity as ITS 2.0 counts it, from 0 to 100.
    #[must_use]
    pub fn its(self) -> u8 {
        match self {
            Self::Neutral => 0,
            Self::Minor => 25,
            Self::Major => 50,
            Self::Critical => 100,
        }
    }
}

/// The penalty points of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    points: [u32; 4],
}

impl Default for Weights {
    /// The usual weights of MQM: 0, 1, 5 and 25.
    fn default() -> Self {
        Self { points: [0, 1, 5, 25] }
    }
}

impl Weights {
    /// The points of an issue of that level.
    #[must_use]
    pub fn of(self, level: Level) -> u32 {
        let [neutral, minor, major, critical] = self.points;
        match level {
            Level::Neutral => neutral,
            Level::Minor => minor,
            Level::Major => major,
            Level::Critical => critical,
        }
    }

    /// The points of a finding. What is wrong with the English is no fault of the translation.
    #[must_use]
    pub fn points(self, finding: &Finding) -> u64 {
        if finding.cause == Cause::Source { 0 } else { u64::from(self.of(Level::of(finding))) }
    }
}

impl FromStr for Weights {
    type Err = String;

    /// Reads `neutral,minor,major,critical`, for example `0,1,5,25`.
    fn from_str(text: &str) -> Result<Self, String> {
        let points: Vec<u32> =
            text.split(',').map(|part| part.trim().parse()).collect::<Result<_, _>>().map_err(|_| {
                "four whole numbers are needed: neutral,minor,major,critical, such as 0,1,5,25".to_owned()
            })?;
        let points: [u32; 4] = points
            .try_into()
            .map_err(|_| "four numbers are needed: neutral,minor,major,critical, such as 0,1,5,25".to_owned())?;
        if !points.is_sorted() {
            return Err("a worse level cannot weigh less: neutral,minor,major,critical, such as 0,1,5,25".to_owned());
        }
        Ok(Self { points })
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [neutral, minor, major, critical] = self.points;
        write!(f, "critical {critical}, major {major}, minor {minor}, neutral {neutral}")
    }
}
