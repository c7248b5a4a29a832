//! What was found of the English that a page was made from.

use serde::{Deserialize, Serialize};

/// Where the English that a page was made from is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nobody looked for it: the page is proved to be current, or says nothing of its English.
    #[default]
    Unsought,
    /// It is the English of today.
    Today(Proof),
    /// It is an older English: the one at this place among those of the page group.
    Older(usize, Proof),
    /// It was looked for and not found.
    Unknown(Gap),
}

impl Origin {
    /// Whether nothing that is recorded tells it: the history of git at most.
    pub(crate) fn is_unrecorded(&self) -> bool {
        matches!(self, Self::Unsought | Self::Today(Proof::Date) | Self::Older(_, Proof::Date | Proof::DateBefore))
    }
}

/// A mark that was raised to a newer English while the translation stayed as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The English that it named before: the one at this place among those of the page group.
    pub from: usize,
    /// The commit that raised it; `None` where none did yet.
    pub commit: Option<String>,
}

/// What tells which English a page was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proof {
    /// A hash that the page, or a file beside it, records.
    Hash,
    /// A commit that the page records.
    Commit,
    /// The commit that last worked on the page.
    Date,
    /// One that worked on it before: the last one changed its English as well, and the page says rather what that said before.
    DateBefore,
    /// The configuration takes it for granted.
    Assumed,
}

/// Why the English that a page was made from is not at hand, although the page says which it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gap {
    /// The English tree does not stand in a git checkout.
    NoCheckout,
    /// The installed git could not be run.
    NoGit,
    /// Git does not read the checkout, for the reason it names.
    Refused(String),
    /// The history does not hold the commit. A shallow clone holds the last few commits only.
    NoCommit {
        /// Whether the checkout is a shallow clone.
        shallow: bool,
    },
    /// The digits that name the commit are those of several.
    Ambiguous,
    /// What stands where the page should name its English is neither a hash nor a commit.
    Malformed,
    /// The page does not stand in the commit, neither under its name of today nor under one that it had before.
    NoPage,
    /// The page stands in the commit, but its content was not cloned, and nothing is fetched.
    NotFetched,
    /// The page says nothing itself, and the history does not reach back to the commit that dates it.
    NoDate {
        /// Whether the checkout is a shallow clone.
        shallow: bool,
    },
    /// No version of the page in the history has the hash.
    NoHash {
        /// Whether the checkout is a shallow clone.
        shallow: bool,
    },
}

impl Gap {
    /// What to tell about the pages that were judged without their revision for this reason.
    #[must_use]
    pub fn note(&self, pages: usize) -> String {
        let one = pages == 1;
        let (noun, verb, their) = if one { ("page", "names", "its") } else { ("pages", "name", "their") };
        let clone = |shallow: bool| if shallow { " (it is a shallow clone)" } else { "" };
        let what = match self {
            Self::NoCheckout => {
                format!(
                    "{verb} a commit or a hash of {their} English, and the English tree is no git checkout to find it in"
                )
            }
            Self::NoGit => {
                format!(
                    "{verb} a commit or a hash of {their} English, and there is no git to find it in the English tree"
                )
            }
            Self::Refused(reason) => {
                format!(
                    "{verb} a commit or a hash of {their} English, and git does not read the English tree: {reason}"
                )
            }
            Self::NoCommit { shallow } => {
                format!("{verb} a commit that the history of the English tree does not hold{}", clone(*shallow))
            }
            Self::Ambiguous => format!("{verb} a commit by so few digits that several begin with them"),
            Self::Malformed => {
                format!("{verb} {their} English by something that is neither a hash nor a commit")
            }
            Self::NoPage => format!("{verb} a commit of the English tree that does not hold {their} English page"),
            Self::NotFetched => {
                format!("{verb} a commit whose files the English tree does not hold (it is a partial clone)")
            }
            Self::NoDate { shallow } => {
                let cure = if *shallow {
                    "the clone is shallow: fetch the whole history, for example with `fetch-depth: 0`"
                } else {
                    "it holds no files of theirs: commit them, or fetch the history of a partial clone with its files"
                };
                format!("{} not dated by the git history, for {cure}", if one { "is" } else { "are" })
            }
            Self::NoHash { shallow } => {
                format!(
                    "{verb} the hash of no version of {their} English page in the history of the English tree{}",
                    clone(*shallow)
                )
            }
        };
        let they_are = if one { "it is" } else { "they are" };
        match self {
            Self::NoDate { .. } => format!("{pages} {noun} {what}; {they_are} compared with the English of today"),
            _ => format!("{pages} {noun} {what}; {they_are} judged without {their} revision"),
        }
    }
}
