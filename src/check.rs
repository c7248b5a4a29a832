//! Runs the rules over a page group. Pure: files come in as texts.

use std::collections::BTreeSet;

use crate::bilingual::{self, Readings};
use crate::config::Config;
use crate::finding::{Cause, Finding, settle};
use crate::group::{Currency, Doc, PageGroup, PageText, Pair};
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

/// A page in all its locales, before it is parsed.
#[derive(Debug, Default)]
pub struct GroupText {
    /// The page in each locale.
    pub files: Vec<PageText>,
    /// The English page of today, from the English tree.
    pub english: Option<PageText>,
    /// Whether there is an English tree at all.
    pub has_source: bool,
}

impl GroupText {
    /// Parses the pages and hands the group to `look`.
    pub fn with_group<T>(&self, config: &Config, look: impl FnOnce(&PageGroup<'_>) -> T) -> T {
        let readings: Vec<Readings<'_>> = self.files.iter().map(|file| bilingual::split(&file.text.content)).collect();
        let english = self.english.as_ref().map(|file| (file, bilingual::split(&file.text.content)));
        let english = english.as_ref().map(|(file, readings)| Doc::new(file, readings, None, &config.profile));
        let files = self.files.iter().zip(&readings);
        let docs: Vec<Doc<'_>> =
            files.map(|(file, readings)| Doc::new(file, readings, english.as_ref(), &config.profile)).collect();
        let key = self.files.first().map_or("", |file| &*file.key);
        let mut group = PageGroup::new(key, docs, english, self.has_source);
        group.assume_current = config.assume_current;
        look(&group)
    }
}

/// Checks one page in all its locales.
#[must_use]
pub fn check_group(text: &GroupText, config: &Config) -> Outcome {
    text.with_group(config, |group| Outcome {
        findings: run(group, config),
        locales: group.docs.iter().filter_map(|doc| doc.locale.as_ref()).map(ToString::to_string).collect(),
        files: group.docs.len(),
        groups: 1,
        segments: group.docs.iter().map(|doc| doc.readings.segments.len()).sum(),
    })
}

/// The readings that are held against each other.
fn pairs<'d, 'a>(group: &'d PageGroup<'a>) -> Vec<Pair<'d, 'a>> {
    let mut pairs: Vec<Pair<'_, '_>> = group.docs.iter().filter_map(Pair::bilingual).collect();
    // A page made from the English of today must state what that states, also where no segment covers it.
    let is_current = |doc: &Doc<'_>| group.currency(doc) == Currency::Current;
    if let Some(english) = &group.english {
        pairs.extend(group.docs.iter().filter(|doc| is_current(doc)).map(|doc| {
            let cause = if doc.source.is_some() { Cause::Damage } else { Cause::Translation };
            Pair::across(doc, english, cause)
        }));
    }
    let undecided = group.disagreements().into_iter().filter(|found| !is_current(&group.docs[found.doc]));
    pairs.extend(undecided.map(|found| {
        let cause = if found.decided { Cause::Damage } else { Cause::Undecided };
        Pair::across(&group.docs[found.doc], &group.docs[found.peer], cause)
    }));
    pairs
}

fn run(group: &PageGroup<'_>, config: &Config) -> Vec<Finding> {
    let Some(first) = config.rules.first() else { return Vec::new() };
    let pairs = pairs(group);
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
