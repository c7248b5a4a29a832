//! Takes out the findings that comments of the pages silence, and tells which comments silence nothing.

use std::collections::{BTreeSet, HashSet};

use super::{Suppressed, Suppressor};
use crate::checker::{Check, Checker, Idle};
use crate::config::Config;
use crate::finding::Finding;
use crate::group::{Doc, Ignore, PageGroup};
use crate::rules;

/// The valid ignores of the pages of a group. Nearly all pages have none.
pub(super) struct Ignores<'g, 'a> {
    pages: Vec<(&'g Doc<'a>, Vec<Ignore<'g>>)>,
}

/// An ignore by its page and its number there, and the number of one of its names.
type Place = (usize, usize, usize);

impl<'g, 'a> Ignores<'g, 'a> {
    pub(super) fn of(group: &'g PageGroup<'a>) -> Self {
        let pages = group.docs.iter().chain(&group.english);
        let pages = pages.map(|doc| (doc, doc.ignores().into_iter().filter_map(Result::ok).collect::<Vec<_>>()));
        Self { pages: pages.filter(|(_, ignores)| !ignores.is_empty()).collect() }
    }

    /// What silences `finding`.
    fn silencer(&self, finding: &Finding) -> Option<Place> {
        let page = self.pages.iter().position(|(doc, _)| doc.file.path == finding.path)?;
        let is_meant = |name: &&str| rules::meant(name).any(|rule| rule == finding.rule);
        let ignores = self.pages[page].1.iter().enumerate().filter(|(_, ignore)| ignore.covers(finding.offset));
        ignores.filter_map(|(at, ignore)| Some((page, at, ignore.names.iter().position(&is_meant)?))).next()
    }

    /// Moves the findings that are silenced into the second list.
    pub(super) fn silence(&self, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Suppressed>) {
        if self.pages.is_empty() {
            return (findings, Vec::new());
        }
        let (mut kept, mut suppressed) = (Vec::new(), Vec::new());
        for finding in findings {
            match self.silencer(&finding) {
                Some((page, ignore, _)) => {
                    let reason = Some(self.pages[page].1[ignore].reason.to_owned());
                    suppressed.push(Suppressed { finding, by: Suppressor::Comment, reason, decision: None });
                }
                None => kept.push(finding),
            }
        }
        (kept, suppressed)
    }

    /// The names in comments that silence none of `findings`, though the rules that they stand for looked at the page before the
    /// one at `at`.
    pub(super) fn idle(
        &self,
        group: &PageGroup<'_>,
        findings: &[Finding],
        config: &Config,
        at: usize,
    ) -> Vec<Idle<'_, 'a>> {
        if self.pages.is_empty() {
            return Vec::new();
        }
        let used: BTreeSet<Place> = findings.iter().filter_map(|finding| self.silencer(finding)).collect();
        // A comment of the English page stands in its translations too, where there may be nothing to silence.
        let english = group.english.iter().flat_map(Doc::ignores).filter_map(Result::ok);
        let inherited: HashSet<_> = english.map(|ignore| ignore.text).collect();
        let is_inherited = |ignore: &Ignore<'_>| inherited.contains(&ignore.text);
        let mut idle = Vec::new();
        for (page, (doc, ignores)) in self.pages.iter().enumerate() {
            for (number, ignore) in ignores.iter().enumerate().filter(|(_, ignore)| !is_inherited(ignore)) {
                let names = ignore.names.iter().enumerate();
                let names = names.filter(|(name, _)| !used.contains(&(page, number, *name))).map(|(_, name)| *name);
                let names = names.filter(|name| ran(name, doc, group, config, at));
                idle.extend(names.map(|name| Idle { doc, ignore, name }));
            }
        }
        idle
    }
}

/// Whether the rules that `name` stands for looked at the page before the one at `at`, so that silence proves something: those of a
/// family, as far as they are on by default.
fn ran(name: &str, doc: &Doc<'_>, group: &PageGroup<'_>, config: &Config, at: usize) -> bool {
    let has_english = doc.source.is_some() || group.english.is_some();
    let compares = |(number, checker): (usize, &&Checker)| match checker.check {
        // No comment of a page silences what stands in other files.
        Check::Doc(_) | Check::Data(_) => true,
        Check::Pair(_) | Check::AnyPair(_) | Check::Unit(_) => has_english,
        Check::Group(_) => group.english.is_some() || group.docs.len() > 1,
        Check::Findings(_) => number < at && (group.english.is_some() || group.docs.len() > 1),
        // The tree is not known when a page is looked at.
        Check::AllPages { .. } => false,
    };
    let mut meant = rules::meant(name).filter(|rule| rule.on || rule.name == name).peekable();
    meant.peek().is_some()
        && meant.all(|rule| {
            let mut running = config.rules.iter().enumerate().filter(|(_, checker)| checker.rule == *rule);
            running.next().is_some_and(compares) && config.severity(rule, rule.severity, &doc.file.path).is_some()
        })
}
