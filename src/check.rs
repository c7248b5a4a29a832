//! Runs the rules over a page group. Pure: files come in as texts.

use std::collections::BTreeSet;

use crate::bilingual::{self, Readings};
use crate::config::Config;
use crate::finding::{Cause, Finding, settle};
use crate::group::{Doc, PageGroup, PageText, Pair};
use crate::rule::{Check, Sink};

/// What came of checking one page group, or many.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The findings, by path, offset and rule.
    pub findings: Vec<Finding>,
    /// The locales met, as BCP 47 tags.
    pub locales: BTreeSet<String>,
    /// The number of files.
    pub files: usize,
    /// The number of page groups.
    pub groups: usize,
    /// The number of bilingual segments.
    pub segments: usize,
}

impl Outcome {
    /// Puts what came of other page groups together with this.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        self.findings.append(&mut other.findings);
        self.locales.append(&mut other.locales);
        self.files += other.files;
        self.groups += other.groups;
        self.segments += other.segments;
        self
    }
}

/// Checks one page in all its locales.
#[must_use]
pub fn check_group(files: &[PageText], config: &Config) -> Outcome {
    let readings: Vec<Readings<'_>> = files.iter().map(|file| bilingual::split(&file.text.content)).collect();
    let docs: Vec<Doc<'_>> =
        files.iter().zip(&readings).map(|(file, readings)| Doc::new(file, readings, config.profile)).collect();
    let locales = docs.iter().filter_map(|doc| doc.locale.as_ref()).map(ToString::to_string).collect();
    let key = files.first().map_or("", |file| &*file.key);
    let group = PageGroup::new(key, docs);
    Outcome {
        findings: run(&group, config),
        locales,
        files: files.len(),
        groups: 1,
        segments: readings.iter().map(|readings| readings.segments.len()).sum(),
    }
}

fn run(group: &PageGroup<'_>, config: &Config) -> Vec<Finding> {
    let Some(first) = config.rules.first() else { return Vec::new() };
    let mut pairs: Vec<Pair<'_, '_>> = group.docs.iter().filter_map(Pair::bilingual).collect();
    pairs.extend(group.disagreements().into_iter().filter_map(|found| {
        let cause = if found.decided { Cause::Damage } else { Cause::Undecided };
        Pair::peers(&group.docs[found.doc], &group.docs[found.peer], cause)
    }));
    let mut sink = Sink::new(first);
    for rule in &config.rules {
        sink.now(rule, config.severity(rule), Cause::Damage);
        match rule.check {
            Check::Doc(check) => group.docs.iter().for_each(|doc| check(doc, &mut sink)),
            Check::Pair(check) => pairs.iter().for_each(|pair| {
                sink.now(rule, config.severity(rule), pair.cause);
                check(pair, &mut sink);
            }),
            Check::Group(check) => check(group, &mut sink),
        }
    }
    let mut findings = sink.into_findings();
    settle(&mut findings);
    findings
}
