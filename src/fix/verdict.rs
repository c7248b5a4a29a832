//! Whether pages are better after their edits.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::choice::edits;
use crate::finding::{Edit, Finding};
use crate::span::Span;

/// What a page group says before edits of its pages, to be held against what it says after them.
pub(super) struct Before<'f> {
    /// The pages that are repaired, by their paths.
    pub(super) pages: &'f BTreeMap<String, Vec<u8>>,
    /// The findings of the group.
    pub(super) findings: &'f [Finding],
}

/// What makes two findings of two runs the same, wherever on their page they stand.
type Key<'f> = (&'f str, &'f str, Option<&'f str>, Option<&'f str>);

fn key(finding: &Finding) -> Key<'_> {
    (finding.rule.name, &finding.path, finding.expected.as_deref(), finding.found.as_deref())
}

impl Before<'_> {
    /// The findings of the pages that are gone `after` the edits of the findings `made`.
    ///
    /// # Errors
    ///
    /// A finding is there that was not there before, or that was to be gone.
    pub(super) fn gone<'a>(&self, after: &'a [Finding], made: &[&Finding]) -> Result<Vec<Finding>, &'a Finding> {
        let mut left: HashMap<Key<'_>, Vec<&Finding>> = HashMap::new();
        let prints: HashSet<&str> = made.iter().map(|finding| &*finding.fingerprint).collect();
        let is_made = |finding: &Finding| prints.contains(&*finding.fingerprint);
        for finding in self.findings.iter().filter(|finding| !is_made(finding)) {
            left.entry(key(finding)).or_default().push(finding);
        }
        // One that is worded anew, because it quotes what was repaired beside it, is the one that stood there.
        let changed: Vec<&Finding> =
            after.iter().filter(|finding| left.get_mut(&key(finding)).and_then(Vec::pop).is_none()).collect();
        let mut gone: Vec<&Finding> = left.into_values().flatten().collect();
        let mut edits_of: HashMap<&str, Vec<&Edit>> = HashMap::new();
        for finding in made {
            edits_of.entry(&finding.path).or_default().extend(edits(finding));
        }
        for finding in changed {
            let before = gone.iter().position(|known| {
                if known.rule != finding.rule || known.path != finding.path {
                    return false;
                }
                let place = Span::new(known.offset, known.offset + known.length);
                let place = edits_of.get(&*finding.path).map_or(place, |edits| moved(place, edits));
                (known.expected == finding.expected || known.found == finding.found)
                    && place.start <= finding.offset + finding.length
                    && finding.offset <= place.end
            });
            gone.swap_remove(before.ok_or(finding)?);
        }
        gone.extend(made);
        gone.retain(|finding| self.pages.contains_key(&finding.path));
        gone.sort_by_key(|finding| (&*finding.path, finding.offset));
        Ok(gone.into_iter().cloned().collect())
    }
}

/// Where a place stands after the edits.
fn moved(place: Span, edits: &[&Edit]) -> Span {
    let by = |offset: usize, is_end: bool| {
        let (mut more, mut less) = (0, 0);
        for edit in edits {
            let end = edit.offset + edit.length;
            if end <= offset || is_end && edit.offset < offset {
                more += edit.text.len();
                less += edit.length;
            }
        }
        (offset + more).saturating_sub(less)
    };
    Span::new(by(place.start, false), by(place.end, true))
}
