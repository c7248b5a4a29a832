//! What is not repaired, and why.

use std::fmt;

use crate::finding::Finding;

/// A finding whose edit is not made.
#[derive(Debug)]
pub struct Left {
    /// The finding.
    pub finding: Finding,
    /// Why its edit is not made.
    pub reason: Reason,
}

/// Why an edit is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The page is no longer as it was when the finding was made.
    Changed,
    /// The edit replaces a part of a character, or something that readers of the locale do not see.
    Place,
    /// The edit meets that of a graver finding of this rule.
    Overlap(&'static str),
    /// The English beside the text would change.
    English,
    /// The finding would still be there.
    Stays,
    /// A finding of this rule, with this message, would be there that was not.
    Causes(&'static str, String),
    /// The file cannot be written.
    Unwritten,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("the page has changed since it was checked"),
            Self::Place => f.write_str("the edit would replace a part of a character, or what readers do not see"),
            Self::Overlap(rule) => write!(f, "the edit meets that of a graver finding, `{rule}`"),
            Self::English => f.write_str("the English beside the text would change"),
            Self::Stays => f.write_str("the edit would not cure it"),
            Self::Causes(rule, message) => write!(f, "the edit would cause another finding, `{rule}`: {message}"),
            Self::Unwritten => f.write_str("the file could not be written"),
        }
    }
}
