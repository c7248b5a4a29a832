//! Bilingual pages: the English stands beside each segment.

use super::mark::Mark;

pub(super) const MARK: Mark =
    Mark { name: "bilingual spans", read: |page, _| page.says("<span data-stu-id=\""), keys: &[], sidecars: &[] };
