//! Takes out the findings that comments of the pages silence, and tells which comments silence nothing.

use super::Suppressed;
use crate::config::Config;
use crate::finding::{Cause, Finding, settle};
use crate::group::{Doc, Ignore, PageGroup};
use crate::rule::{Check, Rule, Sink};
use crate::rules;

/// The valid ignores of a page.
struct Page<'g, 'a> {
    doc: &'g Doc<'a>,
    ignores: Vec<Ignore<'g>>,
    /// Of each ignore, which of its names silenced a finding.
    used: Vec<Vec<bool>>,
}

impl<'g, 'a> Page<'g, 'a> {
    /// `None` for a page without ignores: nearly all are.
    fn new(doc: &'g Doc<'a>) -> Option<Self> {
        let ignores: Vec<Ignore<'_>> = doc.ignores().into_iter().filter_map(Result::ok).collect();
        let used = ignores.iter().map(|ignore| vec![false; ignore.names.len()]).collect();
        (!ignores.is_empty()).then_some(Self { doc, ignores, used })
    }

    /// The reason why `finding` is silenced.
    fn reason(&mut self, finding: &Finding) -> Option<&'g str> {
        let is_meant = |name: &&str| rules::meant(name).any(|rule| rule.name == finding.rule);
        let ignores = self.ignores.iter().zip(&mut self.used).filter(|(ignore, _)| ignore.covers(finding.offset));
        let (ignore, name, used) = ignores
            .filter_map(|(ignore, used)| Some((ignore, ignore.names.iter().position(&is_meant)?, used)))
            .next()?;
        used[name] = true;
        Some(ignore.reason)
    }
}

/// Moves the findings that are silenced into the second list, and reports the ignores that silence nothing.
pub(super) fn silence(
    group: &PageGroup<'_>,
    config: &Config,
    findings: Vec<Finding>,
) -> (Vec<Finding>, Vec<Suppressed>) {
    let mut pages: Vec<Page<'_, '_>> = group.docs.iter().chain(&group.english).filter_map(Page::new).collect();
    if pages.is_empty() {
        return (findings, Vec::new());
    }
    let (mut kept, mut suppressed) = (Vec::new(), Vec::new());
    for finding in findings {
        let page = pages.iter_mut().find(|page| page.doc.file.path == finding.path);
        match page.and_then(|page| page.reason(&finding)) {
            Some(reason) => suppressed.push(Suppressed { finding, reason: reason.to_owned() }),
            None => kept.push(finding),
        }
    }
    kept.extend(unused(group, config, &pages));
    (kept, suppressed)
}

/// The findings about ignores that silence nothing.
fn unused(group: &PageGroup<'_>, config: &Config, pages: &[Page<'_, '_>]) -> Vec<Finding> {
    let Some(rule) = config.rules.iter().find(|rule| matches!(rule.check, Check::Ignore(_))) else { return Vec::new() };
    let Check::Ignore(check) = rule.check else { return Vec::new() };
    let mut sink = Sink::new(rule);
    sink.now(rule, Cause::Damage);
    // A comment of the English page stands in its translations too, where there may be nothing to silence.
    let is_inherited = |ignore: &Ignore<'_>| {
        let english = group.english.iter().flat_map(Doc::ignores);
        english.filter_map(Result::ok).any(|english| english.text == ignore.text)
    };
    for page in pages {
        for (ignore, used) in page.ignores.iter().zip(&page.used) {
            if is_inherited(ignore) {
                continue;
            }
            let names = ignore.names.iter().zip(used).filter(|(_, used)| !**used).map(|(name, _)| *name);
            for name in names.filter(|name| ran(name, page.doc, config)) {
                check(page.doc, ignore, name, &mut sink);
            }
        }
    }
    let mut findings = sink.into_findings(|rule, path| config.severity(rule, path));
    settle(&mut findings);
    findings
}

/// Whether the rules that `name` stands for looked at the page, so that silence proves something: those of a family, as far
/// as they are on by default.
fn ran(name: &str, doc: &Doc<'_>, config: &Config) -> bool {
    let runs = |rule: &Rule| {
        config.rules.iter().any(|running| running.name == rule.name) && config.severity(rule, &doc.file.path).is_some()
    };
    let mut meant = rules::meant(name).peekable();
    // Of the whole tree, a page does not know.
    meant.peek().is_some_and(|rule| !matches!(rule.check, Check::Tree(_)))
        && meant.all(|rule| runs(rule) || !rule.on && rule.name != name)
}
