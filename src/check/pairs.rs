//! Which readings of a page are held against each other.

use crate::finding::Cause;
use crate::group::{Doc, PageGroup, Pair};

/// The readings that are held against each other.
pub(super) fn pairs<'d, 'a>(group: &'d PageGroup<'a>, is_sought: &dyn Fn(&Doc<'_>) -> bool) -> Vec<Pair<'d, 'a>> {
    let docs = || group.docs.iter().filter(|doc| is_sought(doc));
    let bilingual = docs().filter_map(|doc| {
        let mut pair = Pair::bilingual(doc)?;
        if let Some(english) = group.made_from(doc) {
            pair.believe(english);
        }
        Some(pair)
    });
    let mut pairs: Vec<Pair<'_, '_>> = bilingual.collect();
    for doc in docs() {
        match (group.made_from(doc), &group.english) {
            // A page must state what the English states that it was made from, also where no segment covers it.
            (Some(english), _) => {
                let cause = if doc.source.is_some() { Cause::Damage } else { Cause::Translation };
                pairs.push(Pair::across(doc, english, cause));
            }
            // What no English ever had is wrong; what differs otherwise is stale or wrong.
            (None, Some(english)) if doc.source.is_none() => {
                pairs.push(Pair::unproved(doc, english));
                pairs.push(Pair::undecided(doc, english));
            }
            (None, _) => {}
        }
    }
    let is_undecided = |doc: &Doc<'_>| is_sought(doc) && group.made_from(doc).is_none();
    let undecided = group.disagreements().into_iter().filter(|found| is_undecided(&group.docs[found.doc]));
    pairs.extend(undecided.map(|found| {
        let cause = if found.decided { Cause::Damage } else { Cause::Undecided };
        Pair::across(&group.docs[found.doc], &group.docs[found.peer], cause)
    }));
    pairs
}
