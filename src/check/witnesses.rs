//! Whether what differs from an older English differs from the English of today as well.

use std::collections::{BTreeSet, HashMap};

use crate::checker::{Check, Sink};
use crate::finding::{Cause, Finding, Severity};
use crate::group::{Doc, PageGroup, Pair};
use crate::page::is_program;

/// The pages of a group that git dates, each beside the English of today. Nobody can say that a page was not changed together
/// with its English: what it says as the English of today does is right.
pub(super) struct Witnesses<'d, 'a>(Vec<Pair<'d, 'a>>);

impl<'d, 'a> Witnesses<'d, 'a> {
    /// The witnesses for the pages that are sought.
    pub(super) fn of(group: &'d PageGroup<'a>, is_sought: &dyn Fn(&Doc<'_>) -> bool) -> Self {
        let dated = group.docs.iter().filter(|doc| is_sought(doc) && doc.source.is_none() && group.is_dated(doc));
        let today = |doc| Some(Pair::across(doc, group.english.as_ref()?, Cause::Translation));
        Self(dated.filter_map(today).collect())
    }

    /// Leaves what a check found of a pair, and does not find beside the English of today, in doubt. `take` puts what the check
    /// finds there into a list.
    pub(super) fn confirm(
        &self,
        (pair, check): (&Pair<'_, '_>, Check),
        findings: &mut [Finding],
        take: impl FnOnce(&mut Vec<Finding>, &dyn Fn(&mut Sink)),
    ) {
        let witness = self.0.iter().find(|witness| std::ptr::eq(witness.doc, pair.doc));
        let is_grave = |finding: &Finding| finding.severity > Severity::Info;
        let Some(witness) = witness.filter(|_| findings.iter().any(is_grave)) else { return };
        let mut seen = Vec::new();
        match check {
            Check::Pair(check) | Check::AnyPair(check) => take(&mut seen, &|sink| check(witness, sink)),
            Check::Unit(check) => take(&mut seen, &|sink| witness.units().iter().for_each(|unit| check(unit, sink))),
            _ => return,
        }
        let is_unseen = |finding: &&mut Finding| !seen.iter().any(|other| is_same(finding, other));
        findings.iter_mut().filter(is_unseen).for_each(Finding::doubt);
    }
}

/// Whether both stand at one place, or miss one thing.
fn is_same(one: &Finding, other: &Finding) -> bool {
    (one.offset, one.length) == (other.offset, other.length) || one.expected.is_some() && one.expected == other.expected
}

/// What plain pages in several languages have alike, and English otherwise, is as likely a slip of the English; and a code
/// for which several languages have words of their own is a text to all their translators, unless a shell runs it.
pub(super) fn agree(findings: &mut [Finding], group: &PageGroup<'_>) {
    let plain: HashMap<&str, &str> = group
        .docs
        .iter()
        .filter(|doc| doc.source.is_none())
        .filter_map(|doc| Some((&*doc.file.path, doc.locale.as_ref()?.language())))
        .collect();
    let all: BTreeSet<&str> = plain.values().copied().collect();
    for (rules, is_alike, least) in [(&ALIKE[..], true, 2), (&IN_WORDS[..], false, 3)] {
        let key = |finding: &Finding| {
            let first =
                finding.expected.as_deref().and_then(|code| code.trim_start_matches(['$', ' ']).split(' ').next());
            let is_said = is_alike || !first.is_some_and(is_program);
            let found = finding.found.clone().filter(|_| is_said && rules.contains(&finding.rule.name))?;
            Some((finding.rule.name, finding.expected.clone(), is_alike.then_some(found)))
        };
        let mut languages: HashMap<_, BTreeSet<&str>> = HashMap::new();
        for finding in findings.iter() {
            if let Some((key, language)) = key(finding).zip(plain.get(&*finding.path)) {
                languages.entry(key).or_default().insert(language);
            }
        }
        let is_shared = |of: &BTreeSet<&str>| of.len() >= least && of.len() * 2 >= all.len();
        for finding in findings.iter_mut().filter(|finding| plain.contains_key(&*finding.path)) {
            if key(finding).and_then(|key| languages.get(&key)).is_some_and(is_shared) {
                finding.doubt();
            }
        }
    }
}

/// Rules about what a page has in the stead of something in English.
const ALIKE: [&str; 4] = ["code-block", "code-span", "link-target", "number"];
/// Rules about code that may be a text for people.
const IN_WORDS: [&str; 2] = ["code-block", "code-span"];
