//! The pages that were made from an older English, as far as a report is about them.

use std::collections::HashSet;

use super::Qa;
use crate::outdated::OutdatedPage;

/// The rules that say how old a page is.
const VERDICTS: [&str; 3] = ["stale-contract", "stale-code", "stale-prose"];

/// What translators have to do, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Due {
    /// The pages that were made from an older English.
    pub(super) pages: usize,
    /// The pages that have an English page.
    pub(super) of: usize,
    /// Those of them of which nobody knows from which English they were made.
    pub(super) unknown: usize,
    /// What changed in the English.
    pub(super) changes: usize,
    /// How many words are to be translated or read.
    pub(super) words: usize,
}

impl<'r> Qa<'r> {
    /// The pages that were made from an older English, those whose age harms readers most first, or why they are not known.
    pub(super) fn due(&self) -> Result<Vec<&'r OutdatedPage>, &'static str> {
        let covered = &self.report.summary.scope;
        if VERDICTS.iter().any(|rule| covered.left_out.contains(*rule)) {
            return Err("the rules that tell how old pages are were left out of this run");
        }
        let outdated = self.outdated?;
        // A receiver of a part is told of the pages with a verdict that is theirs.
        let is_part = !covered.owners.is_empty() || !covered.levels.is_empty();
        let judged = self.report.findings.iter().filter(|finding| VERDICTS.contains(&finding.rule.name));
        let judged: HashSet<&str> = judged.filter(|_| is_part).map(|finding| &*finding.path).collect();
        let is_meant = |page: &&OutdatedPage| {
            covered.pages.get(&page.locale).is_some_and(|pages| pages.contains(&page.page))
                && (!is_part || judged.contains(&*page.path))
        };
        Ok(outdated.pages.iter().filter(is_meant).collect())
    }

    /// The same in numbers; `None` where it is not known.
    pub(super) fn due_numbers(&self) -> Option<Due> {
        let due = self.due().ok()?;
        let ages = self.locales.iter().filter_map(|row| row.census.freshness);
        let ages = ages.fold(Due::default(), |sum, ages| Due {
            of: sum.of + ages.current + ages.stale_prose + ages.stale_code + ages.stale_contract + ages.unknown,
            unknown: sum.unknown + ages.unknown,
            ..sum
        });
        Some(Due {
            pages: due.len(),
            changes: due.iter().map(|page| page.changes.len()).sum(),
            words: due.iter().map(|page| page.words).sum(),
            ..ages
        })
    }
}
