//! Which edits of a page can be made together.

use std::cmp::Reverse;

use super::left::{Left, Reason};
use crate::bilingual::{Part, Readings};
use crate::finding::{Edit, Finding};
use crate::text::Text;

/// The findings of a page whose edits can be made together, and those whose edits cannot be made with them. Of two that
/// meet, the graver one is chosen, and of equals the longer one: it says more.
pub(super) fn choose(candidates: Vec<Finding>, text: &Text, readings: &Readings<'_>) -> (Vec<Finding>, Vec<Left>) {
    let (mut chosen, mut left): (Vec<Finding>, Vec<Left>) = (Vec::new(), Vec::new());
    let mut candidates = candidates;
    candidates.sort_by_key(|finding| (Reverse(finding.severity), Reverse(finding.length), finding.offset));
    for finding in candidates {
        let edits = edits(&finding);
        if !edits.iter().all(|edit| is_whole(edit, text, readings)) {
            left.push(Left { finding, reason: Reason::Place });
            continue;
        }
        let other =
            chosen.iter().find(|other| self::edits(other).iter().any(|one| edits.iter().any(|two| meet(one, two))));
        match other.map(|other| other.rule.name) {
            Some(other) => left.push(Left { finding, reason: Reason::Overlap(other) }),
            None => chosen.push(finding),
        }
    }
    (chosen, left)
}

/// The edits of a finding.
pub(super) fn edits(finding: &Finding) -> &[Edit] {
    finding.fix.as_ref().map_or(&[], |fix| &fix.edits)
}

/// Whether two edits touch: what stands between them is then nobody's.
fn meet(one: &Edit, other: &Edit) -> bool {
    one.offset <= other.offset + other.length && other.offset <= one.offset + one.length
}

/// Whether an edit replaces whole characters of what a reader of the locale sees, and no byte that is not UTF-8.
fn is_whole(edit: &Edit, text: &Text, readings: &Readings<'_>) -> bool {
    let (start, end) = (edit.offset, edit.offset + edit.length);
    let pieces = &readings.pieces;
    let piece = pieces.get(pieces.partition_point(|piece| piece.span.end <= start)).or(pieces.last());
    let is_own = piece.is_some_and(|piece| {
        let own = piece.part == Part::Localized || piece.part == Part::Shared && readings.source.is_none();
        own && piece.span.start <= start && end <= piece.span.end
    });
    is_own
        && text.content.get(start..end).is_some()
        && text.invalid.iter().all(|bytes| end <= bytes.start || bytes.end <= start)
}
