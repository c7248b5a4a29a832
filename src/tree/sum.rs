//! What came of looking at page groups.

use std::collections::BTreeSet;

use super::corpus::Looked;
use crate::check::Outcome;
use crate::error::Error;
use crate::finding::Finding;
use crate::group::{Renderings, Signature};
use crate::locale::Locale;

/// What came of some page groups.
#[derive(Default)]
pub(super) struct Sum {
    /// What came of it but for its findings.
    pub(super) outcome: Outcome,
    /// The findings of each group: one list of all would be moved again and again while it grows.
    pub(super) findings: Vec<Vec<Finding>>,
    pub(super) unread: Vec<Error>,
    /// The locales that were met, also those that are not reported on.
    pub(super) met: BTreeSet<Locale>,
    /// The signatures of their English pages, by path.
    pub(super) signatures: Vec<(String, Signature)>,
    pub(super) renderings: Renderings,
    /// What changes mean to translations.
    pub(super) news: Vec<String>,
}

impl Sum {
    pub(super) fn of(looked: Looked<Self>) -> Self {
        let Looked { seen, mut unread, left_out, .. } = looked;
        let mut sum = seen.unwrap_or_default();
        let mut findings = std::mem::take(&mut sum.outcome.findings);
        if !findings.is_empty() {
            findings.shrink_to_fit();
            findings.iter_mut().for_each(Finding::shrink_to_fit);
            sum.findings.push(findings);
        }
        sum.outcome.coverage = sum.outcome.coverage.and(left_out);
        sum.unread.append(&mut unread);
        sum
    }

    pub(super) fn and(mut self, mut other: Self) -> Self {
        self.findings.append(&mut other.findings);
        self.unread.append(&mut other.unread);
        self.signatures.append(&mut other.signatures);
        self.met.append(&mut other.met);
        self.news.append(&mut other.news);
        let (outcome, renderings) = (self.outcome.and(other.outcome), self.renderings.and(other.renderings));
        Self { outcome, renderings, ..self }
    }
}
