//! Which repairs are safe: those that `fix` makes.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use super::corpus::{Corpus, Instead};
use super::entry::{Entry, Group};
use super::open;
use super::trial::Trial;
use crate::check::Memory;
use crate::finding::{Cause, Finding};
use crate::fix::{Pages, repair};
use crate::group::Renderings;
use crate::rule::Family;

/// Whether a finding has a repair that is made unread.
pub(super) fn is_safe(finding: &Finding) -> bool {
    finding.cause != Cause::Source && finding.fix.as_ref().is_some_and(|fix| fix.safe)
}

/// The pages on which not all safe repairs may stand the trial, each with the fingerprints of its findings with such repairs: what is
/// doubtful is tried with all that is made beside it.
#[derive(Debug)]
pub(super) struct Doubtful(BTreeMap<String, BTreeSet<String>>);

impl Doubtful {
    /// Those of the findings of a run.
    pub(super) fn of(findings: &[Finding]) -> Self {
        let mut pages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| is_safe(finding) && is_doubtful(finding)) {
            if !pages.contains_key(&finding.path) {
                pages.insert(finding.path.clone(), BTreeSet::new());
            }
        }
        for finding in findings.iter().filter(|finding| is_safe(finding)) {
            if let Some(prints) = pages.get_mut(&finding.path) {
                prints.insert(finding.fingerprint.clone());
            }
        }
        Self(pages)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Makes the repairs without writing any: the fingerprints of those that do not stand the trial. The memory is that of the
    /// run.
    pub(super) fn refused(&self, corpus: &Corpus<'_>, memory: &Memory) -> BTreeSet<String> {
        let Self(pages) = self;
        if pages.is_empty() {
            return BTreeSet::new();
        }
        let is_asked = |page: &&Entry| pages.contains_key(&page.shown);
        let groups = corpus.localized_groups().filter(|group| group.pages.iter().any(|page| is_asked(&page)));
        let groups: Vec<&Group> = groups.collect();
        let renderings = Renderings::default();
        let trial = Trial::new(corpus, &renderings, memory);
        let refused = |group: &Group| {
            // What cannot be read was reported when it was checked.
            let asked = group.pages.iter().filter(is_asked);
            let texts = asked.filter_map(|page| Some((page.shown.clone(), open::bytes(&page.path).ok()?)));
            let texts: Pages = texts.collect();
            let paths: Vec<String> = texts.keys().cloned().collect();
            let check = |pages: &Pages| trial.findings(group, Instead::default(), pages);
            let made = repair(texts, &is_safe, &check).made;
            let made: HashSet<String> = made.into_iter().map(|finding| finding.fingerprint).collect();
            let prints = |path: String| pages.get(&path).into_iter().flatten().cloned();
            paths.into_iter().flat_map(prints).filter(|print| !made.contains(print)).collect::<Vec<_>>()
        };
        groups.into_par_iter().flat_map_iter(refused).collect()
    }

    /// Marks the repairs that were refused as unsafe.
    pub(super) fn mark(findings: &mut [Finding], refused: &BTreeSet<String>) {
        for finding in findings.iter_mut().filter(|finding| refused.contains(&finding.fingerprint)) {
            finding.fix.iter_mut().for_each(|fix| fix.safe = false);
        }
    }
}

/// Whether a repair may change more than the token that it is about. In the cells that promise something, a token takes the place
/// of what was found there: such repairs are many, and nothing hangs on them.
fn is_doubtful(finding: &Finding) -> bool {
    let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
    let is_token = match edits {
        [edit] => {
            finding.found.as_ref().is_some_and(|found| found.len() == edit.length)
                && finding.expected.as_ref() == Some(&edit.text)
        }
        _ => false,
    };
    let is_whole_cell = matches!(finding.rule.name, "header-value" | "permission-scope");
    finding.rule.family != Family::Contract || !is_token && !is_whole_cell
}
