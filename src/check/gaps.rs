//! Pages that are judged without the English that they say they were made from.

use std::collections::BTreeMap;

use crate::group::PageGroup;
use crate::provenance::{Gap, Origin};

/// Pages whose English is not at hand, counted by reason.
pub type Gaps = BTreeMap<Gap, usize>;

/// Adds the counts of `more` to `gaps`.
pub(crate) fn add_gaps(gaps: &mut Gaps, more: Gaps) {
    for (gap, pages) in more {
        *gaps.entry(gap).or_default() += pages;
    }
}

/// The plain pages that are judged without the English they say they were made from, by reason. Bilingual ones carry it.
pub(crate) fn gaps(group: &PageGroup<'_>) -> Gaps {
    let mut gaps = Gaps::new();
    for doc in group.docs.iter().filter(|doc| doc.source.is_none()) {
        if let Origin::Unknown(gap) = &doc.origin {
            *gaps.entry(gap.clone()).or_default() += 1;
        }
    }
    gaps
}
