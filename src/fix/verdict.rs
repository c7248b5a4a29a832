//! Whether a page is better after its edits.

use std::collections::HashMap;

use super::choice::edits;
use crate::finding::{Edit, Finding};
use crate::span::Span;

/// What a page group says before edits of one of its pages, to be held against what it says after them.
pub(super) struct Before<'f> {
    /// The page.
    pub(super) path: &'f str,
    /// The findings of the group.
    pub(super) findings: &'f [Finding],
}

/// What makes two findings of two runs the same, wherever on the page they stand.
type Key<'f> = (&'f str, &'f str, Option<&'f str>, Option<&'f str>);

fn key(finding: &Finding) -> Key<'_> {
    (finding.rule.name, &finding.path, finding.expected.as_deref(), finding.found.as_deref())
}

impl Before<'_> {
    /// The findings of the page that are gone `after` the edits of the findings `made`.
    ///
    /// # Errors
    ///
    /// A finding is there that was not there before, or that was to be gone.
    pub(super) fn gone<'a>(&self, after: &'a [Finding], made: &[&Finding]) -> Result<Vec<Finding>, &'a Finding> {
        let mut left: HashMap<Key<'_>, Vec<&Finding>> = HashMap::new();
        let is_made = |finding: &Finding| made.iter().any(|made| made.fingerprint == finding.fingerprint);
        for finding in self.findings.iter().filter(|finding| !is_made(finding)) {
            left.entry(key(finding)).or_default().push(finding);
        }
        // One that is worded anew, because it quotes what was repaired beside it, is the one that stood there.
        let changed: Vec<&Finding> =
            after.iter().filter(|finding| left.get_mut(&key(finding)).and_then(Vec::pop).is_none()).collect();
        let mut gone: Vec<&Finding> = left.into_values().flatten().collect();
        let edits: Vec<&Edit> = made.iter().flat_map(|finding| edits(finding)).collect();
        for finding in changed {
            let before = gone.iter().position(|known| {
                let place = Span::new(known.offset, known.offset + known.length);
                let place = if finding.path == self.path { moved(place, &edits) } else { place };
                known.rule == finding.rule
                    && known.path == finding.path
                    && (known.expected == finding.expected || known.found == finding.found)
                    && place.start <= finding.offset + finding.length
                    && finding.offset <= place.end
            });
            gone.swap_remove(before.ok_or(finding)?);
        }
        gone.extend(made);
        gone.retain(|finding| finding.path == self.path);
        gone.sort_by_key(|finding| finding.offset);
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
