//! Recognises pages whose folder was renamed: by their file name, and by the findings on them.

use std::collections::{BTreeMap, HashSet};

use super::Pattern;

/// A pattern on a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) pattern: Pattern,
    /// The folded key.
    pub(super) page: String,
}

/// The places of a page in a locale.
struct Page<'p> {
    key: &'p str,
    places: Vec<&'p Place>,
}

/// Pairs places on pages that are gone with places of the same pattern on pages that nothing is known of. A page goes to one
/// page at most: to the one of the same file name that has most folders before it in common, then most patterns.
pub(super) fn moves(lost: &[&Place], fresh: &[&Place]) -> Vec<(Place, Place)> {
    let (lost, fresh) = (pages(lost), pages(fresh));
    let depth = lost.iter().map(|page| page.key.split('/').count()).max().unwrap_or_default();
    let (mut left, mut taken) = (HashSet::new(), HashSet::new());
    let mut moves = Vec::new();
    for names in (1..=depth).rev() {
        let mut by_end: BTreeMap<(Option<&str>, &str), Vec<usize>> = BTreeMap::new();
        for (at, page) in fresh.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            if let Some(end) = end(page.key, names) {
                by_end.entry((page.locale(), end)).or_default().push(at);
            }
        }
        for (at, page) in lost.iter().enumerate() {
            let Some(end) = end(page.key, names).filter(|_| !left.contains(&at)) else { continue };
            let Some(candidates) = by_end.get(&(page.locale(), end)) else { continue };
            let free = candidates.iter().filter(|candidate| !taken.contains(*candidate));
            let scored = free.map(|&candidate| (page.shared(&fresh[candidate]).count(), std::cmp::Reverse(candidate)));
            let Some((1.., std::cmp::Reverse(best))) = scored.max() else { continue };
            left.insert(at);
            taken.insert(best);
            moves.extend(page.shared(&fresh[best]).map(|(old, new)| (old.clone(), new.clone())));
        }
    }
    moves
}

impl<'p> Page<'p> {
    fn locale(&self) -> Option<&'p str> {
        self.places.first().and_then(|place| place.pattern.locale.as_deref())
    }

    /// The places of both pages that have a pattern in common.
    fn shared(&self, other: &Page<'p>) -> impl Iterator<Item = (&'p Place, &'p Place)> {
        self.places.iter().filter_map(|old| {
            let at = other.places.binary_search_by(|new| new.pattern.cmp(&old.pattern)).ok()?;
            Some((*old, other.places[at]))
        })
    }
}

/// The pages of the places, each with its places in the order of their patterns.
fn pages<'p>(places: &[&'p Place]) -> Vec<Page<'p>> {
    let mut pages: BTreeMap<(Option<&str>, &str), Vec<&Place>> = BTreeMap::new();
    for place in places {
        pages.entry((place.pattern.locale.as_deref(), &place.page)).or_default().push(place);
    }
    pages.into_iter().map(|((_, key), places)| Page { key, places }).collect()
}

/// The last names of a path, as many as are asked for.
fn end(path: &str, names: usize) -> Option<&str> {
    let mut starts = path.rmatch_indices('/').map(|(at, _)| at + 1).chain([0]);
    starts.nth(names - 1).map(|start| &path[start..])
}
