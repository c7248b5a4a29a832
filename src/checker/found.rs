//! What a check found.

use super::Repair;
use crate::finding::{Awaited, Cause, Related};
use crate::rule::Rule;
use crate::span::Span;

/// What a check found, before it gets its place, its owner and its fingerprint.
#[derive(Debug, Default)]
pub struct Found {
    /// The place, in bytes of the file.
    pub span: Span,
    /// What is wrong, in a sentence. Code is in backticks.
    pub message: String,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// Why the page is wrong, where the check knows better than its caller.
    pub cause: Option<Cause>,
    /// Whether it matters less than the other findings of its rule: one level, as long as nobody lowers the rule itself.
    pub lesser: bool,
    /// Whether a translator may have meant it, or its place is not certain: it is an info.
    pub hint: bool,
    /// Whether nobody can have meant it: on plain pages it is worth as much as one of its rule is on bilingual ones.
    pub certain: bool,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// What to put in its place, where that is certain.
    pub repair: Option<Repair>,
    /// Whether a text as a whole lacks its translation.
    pub untranslated: bool,
    /// What has to be known of another page first.
    pub awaited: Option<Box<Awaited>>,
}

impl Found {
    /// How many steps it is below what one of its rule is usually worth.
    pub(super) fn below(&self, rule: &Rule) -> usize {
        match (self.hint, self.lesser) {
            (true, _) => rule.severity.above_info(),
            (false, lesser) => usize::from(lesser),
        }
    }
}
