//! Findings that are not reported.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::decision::{Decision, Status};
use crate::finding::Finding;

/// A finding that is not reported.
///
/// ```
/// use docparity::{Config, GroupText, PageText, Suppressor, check_group};
///
/// let page = "<!-- docparity-ignore-file code-span: it is PUT -->\n\
///     # <span data-ttu-id=\"a-1\">`GET`</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">`PUT`</span></span>\n";
/// let group = GroupText::new("x", [PageText::new("docs.de-DE/x.md", "de-DE", page)]);
/// let outcome = check_group(&group, &Config::default().choose(&["code-span".to_owned()], &[])?);
/// assert_eq!(outcome.suppressed[0].by, Suppressor::Comment);
/// assert_eq!(outcome.suppressed[0].reason.as_deref(), Some("it is PUT"));
/// # Ok::<(), docparity::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// What silences it.
    pub by: Suppressor,
    /// Why it is not reported, where somebody wrote it down.
    pub reason: Option<String>,
    /// What a person decided about it, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

impl Suppressed {
    /// Whether readers meet the defect all the same: it is known, and nobody says that it is none.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let is_none = |decision: &Decision| decision.status == Status::FalsePositive;
        self.by == Suppressor::Baseline && !self.decision.as_ref().is_some_and(is_none)
    }
}

/// What silences a finding.
///
/// ```
/// fn is_for_ever(suppressor: docparity::Suppressor) -> bool {
///     suppressor == docparity::Suppressor::Comment
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Suppressor {
    /// A comment of the page.
    Comment,
    /// A baseline that knows it.
    Baseline,
}
