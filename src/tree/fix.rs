//! Repairs the pages below the given paths.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::check::Checked;
use super::corpus::{Corpus, Instead};
use super::entry::{Entry, Group};
use super::open;
use super::overwrite::Overwriting;
use super::trial::Trial;
use crate::check::Memory;
use crate::config::Config;
use crate::error::Error;
use crate::finding::{Cause, Finding};
use crate::fix::{Left, Pages, Reason, Repaired, repair};
use crate::text::Text;

/// What came of repairing pages.
#[derive(Debug)]
pub struct Fixed {
    /// The pages that edits were asked for, by path.
    pub pages: Vec<FixedPage>,
    /// What could not be read or written.
    pub errors: Vec<Error>,
}

/// A page that edits were asked for.
#[derive(Debug)]
pub struct FixedPage {
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// The findings whose edits were made.
    pub made: Vec<Finding>,
    /// The findings that are gone: those, and what was said of the same text.
    pub gone: Vec<Finding>,
    /// The findings whose edits were not made.
    pub left: Vec<Left>,
    /// The text before and after, where it was not written.
    pub texts: Option<(String, String)>,
}

/// Makes the edits of the findings of `checked` for which `wanted` holds, as far as they are sound, and writes the pages; where
/// `writes` is false, the texts are returned instead.
///
/// # Errors
///
/// Those of [`super::check_scope`].
pub fn fix(
    (paths, config): (&[PathBuf], &Config),
    checked: &Checked,
    wanted: &(dyn Fn(&Finding) -> bool + Sync),
    writes: bool,
) -> Result<Fixed, Error> {
    let corpus = Corpus::find(paths, config)?;
    let asked = asked(&checked.outcome.findings, wanted);
    let entries = || corpus.localized_groups().flat_map(|group| &group.pages);
    let folders: BTreeSet<&Path> = entries().filter_map(|page| page.path.parent()).filter(|_| writes).collect();
    let overwriting = writes.then(|| Overwriting::below(paths, folders.into_iter()));
    let memory = Memory::of_tree();
    let trial = Trial::new(&corpus, &checked.renderings, &memory);
    let run = Run { trial, asked: &asked, wanted, overwriting };
    let is_asked = |page: &Entry| asked.contains_key(&*page.shown);
    let groups: Vec<&Group> = corpus.localized_groups().filter(|group| group.pages.iter().any(is_asked)).collect();
    let done: Vec<(Vec<FixedPage>, Vec<Error>)> = groups.into_par_iter().map(|group| run.fix(group)).collect();
    let mut fixed = Fixed { pages: Vec::new(), errors: Vec::new() };
    for (pages, errors) in done {
        fixed.pages.extend(pages);
        fixed.errors.extend(errors);
    }
    fixed.pages.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(fixed)
}

/// The findings whose edits are asked for, by page. What the English itself has wrong is for its author.
fn asked<'f>(findings: &'f [Finding], wanted: &dyn Fn(&Finding) -> bool) -> BTreeMap<&'f str, Vec<&'f Finding>> {
    let mut asked: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let is_asked = |finding: &&Finding| finding.fix.is_some() && finding.cause != Cause::Source && wanted(finding);
    for finding in findings.iter().filter(is_asked) {
        asked.entry(&finding.path).or_default().push(finding);
    }
    asked
}

/// A run over the page groups with such findings.
struct Run<'r> {
    trial: Trial<'r>,
    asked: &'r BTreeMap<&'r str, Vec<&'r Finding>>,
    wanted: &'r (dyn Fn(&Finding) -> bool + Sync),
    /// `None` where nothing is written.
    overwriting: Option<Overwriting>,
}

impl Run<'_> {
    /// Repairs the pages of a group together: what is said of one depends on the others.
    fn fix(&self, group: &Group) -> (Vec<FixedPage>, Vec<Error>) {
        let (mut before, mut errors) = (Pages::new(), Vec::new());
        let asked = || group.pages.iter().filter(|page| self.asked.contains_key(&*page.shown));
        for page in asked() {
            match open::bytes(&page.path) {
                Ok(bytes) => drop(before.insert(page.shown.clone(), bytes)),
                Err(error) => errors.push(error),
            }
        }
        let patterns: HashSet<_> = before
            .keys()
            .flat_map(|path| &self.asked[&**path])
            .map(|finding| (&*finding.path, finding.pattern()))
            .collect();
        let wanted =
            |finding: &Finding| patterns.contains(&(&*finding.path, finding.pattern())) && (self.wanted)(finding);
        let check = |pages: &Pages| self.trial.findings(group, Instead::default(), pages);
        let mut repaired = repair(before.clone(), &wanted, &check);
        let pages = asked().filter_map(|page| {
            let before = before.remove(&page.shown)?;
            let after = repaired.pages.remove(&page.shown)?;
            Some(self.write((page, before, after), self.of_page(page, &mut repaired), &mut errors))
        });
        (pages.collect(), errors)
    }

    /// What came of a page of a group that was repaired.
    fn of_page(&self, page: &Entry, repaired: &mut Repaired) -> FixedPage {
        let own = |findings: &mut Vec<Finding>| {
            findings.extract_if(.., |finding| finding.path == page.shown).collect::<Vec<_>>()
        };
        let (made, gone) = (own(&mut repaired.made), own(&mut repaired.gone));
        let mut left: Vec<Left> = repaired.left.extract_if(.., |left| left.finding.path == page.shown).collect();
        let known: HashSet<_> =
            made.iter().chain(&gone).chain(left.iter().map(|left| &left.finding)).map(Finding::pattern).collect();
        let vanished = self.asked[&*page.shown].iter().filter(|finding| !known.contains(&finding.pattern()));
        let vanished = vanished.map(|finding| Left { finding: (*finding).clone(), reason: Reason::Changed });
        let vanished: Vec<Left> = vanished.collect();
        left.extend(vanished);
        FixedPage { path: page.shown.clone(), made, gone, left, texts: None }
    }

    /// Writes a page that was repaired, or keeps its texts where nothing is written.
    fn write(
        &self,
        (page, before, after): (&Entry, Vec<u8>, Vec<u8>),
        mut fixed: FixedPage,
        errors: &mut Vec<Error>,
    ) -> FixedPage {
        if fixed.made.is_empty() {
            return fixed;
        }
        match &self.overwriting {
            None => fixed.texts = Some((Text::decode(before).content, Text::decode(after).content)),
            Some(overwriting) => {
                if let Err(error) = overwriting.write(&page.path, &before, &after) {
                    errors.push(error);
                    fixed.gone.clear();
                    let unwritten = std::mem::take(&mut fixed.made).into_iter();
                    fixed.left.extend(unwritten.map(|finding| Left { finding, reason: Reason::Unwritten }));
                }
            }
        }
        fixed
    }
}
