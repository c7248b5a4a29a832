//! Pages of one group, repaired.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::{choose, edits};
use super::left::{Left, Reason};
use super::verdict::Before;
use crate::bilingual;
use crate::finding::{Edit, Finding};
use crate::text::Text;

/// The bytes of pages, by their paths.
pub type Pages = BTreeMap<String, Vec<u8>>;

/// Pages after their repair. The findings name the page that they are about.
#[derive(Debug)]
pub struct Repaired {
    /// The bytes of the files.
    pub pages: Pages,
    /// The findings whose edits were made, as they stood before that.
    pub made: Vec<Finding>,
    /// The findings of the pages that are gone: those, and what was said of the same text.
    pub gone: Vec<Finding>,
    /// The findings whose edits were not made, as they stood when that was decided.
    pub left: Vec<Left>,
}

/// Repairs `pages`, one page in some of its locales. `check` gives the findings of their page group with these bytes for them,
/// and `wanted` says of which of them the edits are asked for.
///
/// The edits of all pages are made together; where they are not better for it, those are looked for that are to blame. What is
/// left is tried again until nothing more can be made, so that a second repair finds nothing to do.
pub fn repair(pages: Pages, wanted: &dyn Fn(&Finding) -> bool, check: &dyn Fn(&Pages) -> Vec<Finding>) -> Repaired {
    let findings = check(&pages);
    let mut state = State { pages, findings, check };
    let (mut made, mut gone) = (Vec::new(), Vec::new());
    loop {
        let is_candidate = |finding: &&Finding| {
            state.pages.contains_key(&finding.path) && !edits(finding).is_empty() && wanted(finding)
        };
        let candidates: Vec<Finding> = state.findings.iter().filter(is_candidate).cloned().collect();
        let (done, left) = state.round(candidates);
        let Some((mut more, better)) = done else { return Repaired { pages: state.pages, made, gone, left } };
        made.append(&mut more);
        gone.extend(better.gone);
        (state.pages, state.findings) = (better.pages, better.findings);
    }
}

/// So often edits of a page group are looked for that are to blame, in each round. What is left then stays, however much it is: each
/// time the group is checked again.
const MOST_REFUSED: usize = 100;

/// Pages under repair.
struct State<'c> {
    pages: Pages,
    /// The findings of the page group.
    findings: Vec<Finding>,
    check: &'c dyn Fn(&Pages) -> Vec<Finding>,
}

impl State<'_> {
    /// Makes what edits of the candidates can be made. Returns their findings with the pages after it, and the others.
    fn round(&self, candidates: Vec<Finding>) -> (Option<(Vec<Finding>, Better)>, Vec<Left>) {
        let mut of_pages: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in candidates {
            of_pages.entry(finding.path.clone()).or_default().push(finding);
        }
        let (mut chosen, mut left, mut english) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (path, candidates) in of_pages {
            let text = Text::decode(self.pages[&path].clone());
            let readings = bilingual::split(&text.content);
            let (mut more, mut others) = choose(candidates, &text, &readings);
            chosen.append(&mut more);
            left.append(&mut others);
            english.insert(path, readings.source.map(|source| source.text.into_owned()));
        }
        let mut done = Done { made: Vec::new(), last: None, refused: 0 };
        self.make(&chosen.iter().collect::<Vec<_>>(), &english, &mut done, &mut left);
        let made = done.made.into_iter().cloned().collect();
        (done.last.map(|better| (made, better)), left)
    }

    /// Makes the edits of `chosen` beside those that are made: all, or, where that is not better, first those of the pages that
    /// are not to blame, or those of each half.
    fn make<'f>(&self, chosen: &[&'f Finding], english: &English, done: &mut Done<'f>, left: &mut Vec<Left>) {
        if chosen.is_empty() {
            return;
        }
        let all: Vec<&Finding> = done.made.iter().chain(chosen).copied().collect();
        match (self.attempt(&all, english), chosen) {
            (Ok(better), _) => {
                done.made.extend(chosen);
                done.last = Some(better);
            }
            (Err(refused), [finding]) => left.push(Left { finding: (*finding).clone(), reason: refused.reason }),
            (Err(refused), _) if done.refused == MOST_REFUSED => {
                let leave = |finding: &&Finding| Left { finding: (*finding).clone(), reason: refused.reason.clone() };
                left.extend(chosen.iter().map(leave));
            }
            (Err(refused), _) => {
                done.refused += 1;
                let (blamed, others): (Vec<_>, Vec<_>) =
                    chosen.iter().copied().partition(|finding| finding.path == refused.path);
                let (first, second) = match blamed.is_empty() || others.is_empty() {
                    true => chosen.split_at(chosen.len() / 2),
                    false => (&*others, &*blamed),
                };
                self.make(first, english, done, left);
                self.make(second, english, done, left);
            }
        }
    }

    /// The pages after the edits of `made`, with the findings of their group.
    fn attempt(&self, made: &[&Finding], english: &English) -> Result<Better, Refused> {
        let mut pages = self.pages.clone();
        let paths: BTreeSet<&str> = made.iter().map(|finding| &*finding.path).collect();
        for path in paths {
            let own: Vec<&Finding> = made.iter().filter(|finding| finding.path == path).copied().collect();
            let bytes = edited(&self.pages[path], &own);
            let text = Text::decode(bytes.clone());
            let source = bilingual::split(&text.content).source;
            if source.as_ref().map(|source| &*source.text) != english[path].as_deref() {
                return Err(Refused { path: path.to_owned(), reason: Reason::English });
            }
            pages.insert(path.to_owned(), bytes);
        }
        let findings = (self.check)(&pages);
        let before = Before { pages: &self.pages, findings: &self.findings };
        let stays = |worse: &Finding| {
            let same = |made: &&Finding| made.rule == worse.rule && made.pattern() == worse.pattern();
            made.iter().any(same)
        };
        let refused = |worse: &Finding| {
            let reason = match stays(worse) {
                true => Reason::Stays,
                false => Reason::Causes(worse.rule.name, worse.message.clone()),
            };
            Refused { path: worse.path.clone(), reason }
        };
        let gone = before.gone(&findings, made).map_err(refused)?;
        Ok(Better { pages, findings, gone })
    }
}

/// The English halves of the pages, by their paths.
type English = BTreeMap<String, Option<String>>;

/// Why edits are not made, and the page that tells.
struct Refused {
    path: String,
    reason: Reason,
}

/// What is made so far in a round.
struct Done<'f> {
    made: Vec<&'f Finding>,
    last: Option<Better>,
    /// How often edits were not made together.
    refused: usize,
}

/// Pages after edits that made them better.
struct Better {
    pages: Pages,
    /// The findings of the page group.
    findings: Vec<Finding>,
    /// Those of the pages that are gone.
    gone: Vec<Finding>,
}

/// The bytes of a file with the edits of `made`.
fn edited(bytes: &[u8], made: &[&Finding]) -> Vec<u8> {
    let mut edits: Vec<&Edit> = made.iter().flat_map(|finding| edits(finding)).collect();
    edits.sort_by_key(|edit| edit.offset);
    let (mut edited, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for edit in edits {
        edited.extend_from_slice(&bytes[at..edit.offset]);
        edited.extend_from_slice(edit.text.as_bytes());
        at = edit.offset + edit.length;
    }
    edited.extend_from_slice(&bytes[at..]);
    edited
}
