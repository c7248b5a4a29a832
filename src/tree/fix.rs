//! Repairs the pages below the given paths.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::check::Checked;
use super::corpus::{Corpus, Instead};
use super::entry::Entry;
use super::entry::Group;
use super::open;
use super::overwrite::Overwriting;
use super::workspace::findings;
use crate::config::Config;
use crate::error::Error;
use crate::finding::{Cause, Finding};
use crate::fix::{Left, Reason, Repaired, repair};
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
    let run = Run { corpus: &corpus, checked, asked: &asked, wanted, overwriting };
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
    corpus: &'r Corpus<'r>,
    checked: &'r Checked,
    asked: &'r BTreeMap<&'r str, Vec<&'r Finding>>,
    wanted: &'r (dyn Fn(&Finding) -> bool + Sync),
    /// `None` where nothing is written.
    overwriting: Option<Overwriting>,
}

impl Run<'_> {
    /// Repairs the pages of a group one after the other: each is checked with those that are repaired already.
    fn fix(&self, group: &Group) -> (Vec<FixedPage>, Vec<Error>) {
        let (mut instead, mut pages, mut errors) = (Instead::default(), Vec::new(), Vec::new());
        for page in &group.pages {
            let Some(asked) = self.asked.get(&*page.shown) else { continue };
            match open::bytes(&page.path) {
                Ok(bytes) => pages.extend(self.fix_page((group, page), bytes, (asked, &mut instead), &mut errors)),
                Err(error) => errors.push(error),
            }
        }
        (pages, errors)
    }

    fn fix_page(
        &self,
        (group, page): (&Group, &Entry),
        before: Vec<u8>,
        (asked, instead): (&[&Finding], &mut Instead),
        errors: &mut Vec<Error>,
    ) -> Option<FixedPage> {
        let patterns: HashSet<_> = asked.iter().map(|finding| finding.pattern()).collect();
        let wanted = |finding: &Finding| patterns.contains(&finding.pattern()) && (self.wanted)(finding);
        let check = |bytes: &[u8]| self.check(group, instead, (page, bytes));
        let Repaired { bytes, made, gone, mut left } = repair(&page.shown, before.clone(), &wanted, &check);
        let known: HashSet<_> =
            made.iter().chain(&gone).chain(left.iter().map(|left| &left.finding)).map(Finding::pattern).collect();
        let vanished: Vec<Left> = asked
            .iter()
            .filter(|finding| !known.contains(&finding.pattern()))
            .map(|finding| Left { finding: (*finding).clone(), reason: Reason::Changed })
            .collect();
        left.extend(vanished);
        let mut fixed = FixedPage { path: page.shown.clone(), made, gone, left, texts: None };
        if fixed.made.is_empty() {
            return Some(fixed);
        }
        let text = Text::decode(bytes.clone());
        match &self.overwriting {
            None => fixed.texts = Some((Text::decode(before).content, text.content.clone())),
            Some(overwriting) => {
                if let Err(error) = overwriting.write(&page.path, &before, &bytes) {
                    errors.push(error);
                    fixed.gone.clear();
                    let unwritten = std::mem::take(&mut fixed.made).into_iter();
                    fixed.left.extend(unwritten.map(|finding| Left { finding, reason: Reason::Unwritten }));
                    return Some(fixed);
                }
            }
        }
        instead.insert(page.shown.clone(), text);
        Some(fixed)
    }

    /// The findings of a group in which a page has these bytes.
    fn check(&self, group: &Group, instead: &Instead, (page, bytes): (&Entry, &[u8])) -> Vec<Finding> {
        let mut instead = instead.clone();
        instead.insert(page.shown.clone(), Text::decode(bytes.to_owned()));
        findings(self.corpus, (group, &instead), &self.checked.renderings)
    }
}
