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

/// The pages of a folder that is called like the locale of the English.
#[derive(Default)]
struct Folder<'p> {
    pages: usize,
    pairs: Vec<(&'p str, &'p str)>,
}

/// The folder called like the locale of the English in which most pages have one of the same name around it, and at least half of
/// them do. `None` where no folder is called so.
#[must_use]
pub fn english_within<'p>(paths: &[&'p str]) -> Option<Within<'p>> {
    let known: HashMap<String, &str> = paths.iter().map(|path| (folded(path), *path)).collect();
    let mut folders: BTreeMap<&str, Folder<'p>> = BTreeMap::new();
    for path in paths {
        let mut start = 0;
        for (end, _) in path.match_indices('/') {
            let (around, name, page) = (&path[..start], &path[start..end], &path[end + 1..]);
            start = end + 1;
            if Locale::parse(name).is_some_and(|locale| locale.is_english()) {
                let folder = folders.entry(&path[..end]).or_default();
                folder.pages += 1;
                folder.pairs.extend(known.get(&folded(&format!("{around}{page}"))).map(|other| (*path, *other)));
            }
        }
    }
    let is_paired = |folder: &Folder<'_>| !folder.pairs.is_empty() && folder.pairs.len() * 2 >= folder.pages;
    let paired = folders.into_iter().filter(|(_, folder)| is_paired(folder));
    let (folder, Folder { mut pairs, .. }) = paired.max_by_key(|(_, folder)| folder.pairs.len())?;
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
