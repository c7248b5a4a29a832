//! A folder of English pages among pages in another language, which stand where nothing names their locale: `docs/en` in `docs`.

use std::collections::{BTreeMap, HashMap};

use super::key::folded;
use crate::locale::Locale;

/// A folder that may hold the English of the pages around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within<'p> {
    /// The folder, from the root of the tree.
    pub folder: &'p str,
    /// The paths of its pages that have a page of the same name around it, each with that of the other, in their order.
    pub pairs: Vec<(&'p str, &'p str)>,
}

/// The folder called like the locale of the English in which most pages have one of the same name around it, and at least half of
/// them do. `None` where no folder is called so.
#[must_use]
pub fn english_within<'p>(paths: &[&'p str]) -> Option<Within<'p>> {
    let known: HashMap<String, &str> = paths.iter().map(|path| (folded(path), *path)).collect();
    let mut folders: BTreeMap<&str, (usize, Vec<(&str, &str)>)> = BTreeMap::new();
    for path in paths {
        let mut start = 0;
        for (end, _) in path.match_indices('/') {
            let (around, name, page) = (&path[..start], &path[start..end], &path[end + 1..]);
            start = end + 1;
            if Locale::parse(name).is_none_or(|locale| !locale.is_english()) {
                continue;
            }
            let (pages, pairs) = folders.entry(&path[..end]).or_default();
            *pages += 1;
            pairs.extend(known.get(&folded(&format!("{around}{page}"))).map(|other| (*path, *other)));
        }
    }
    let is_paired = |(pages, pairs): &(usize, Vec<_>)| !pairs.is_empty() && pairs.len() * 2 >= *pages;
    let (folder, (_, mut pairs)) =
        folders.into_iter().filter(|(_, found)| is_paired(found)).max_by_key(|(_, (_, pairs))| pairs.len())?;
    pairs.sort_unstable();
    Some(Within { folder, pairs })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_stands_in_a_folder_that_is_called_so() {
        let paths =
            ["docs/ofen.md", "docs/brot/teig.md", "docs/en_US/ofen.md", "docs/en_US/brot/teig.md", "docs/en/x.md"];
        let within = english_within(&paths).expect("a folder");
        assert_eq!(within.folder, "docs/en_US");
        let pairs = [("docs/en_US/brot/teig.md", "docs/brot/teig.md"), ("docs/en_US/ofen.md", "docs/ofen.md")];
        assert_eq!(within.pairs, pairs);
        assert_eq!(english_within(&["docs/en/a.md", "docs/b.md"]), None, "no page pairs");
        assert_eq!(english_within(&["docs/de/a.md", "docs/a.md"]), None, "no English");
    }
}
