//! The tags of a description, whose names may be translated.

use std::collections::BTreeMap;

use crate::data::Node;

/// What the tags of the English are called in a locale.
pub(super) struct Tags {
    own: BTreeMap<String, String>,
}

impl Tags {
    /// A tag is called what most operations call it; where none has it, what stands in its place in the list of the tags.
    pub(super) fn new(own: &Node, english: &Node) -> Self {
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        let paths = english.get("paths").into_iter().flat_map(Node::entries);
        for (path, item) in paths {
            let Some(twin) = path.scalar().and_then(|path| own.get("paths")?.get(path)) else { continue };
            for (method, operation) in item.entries() {
                let operations = method.scalar().and_then(|method| twin.get(method)).map(|twin| (twin, operation));
                let lists = operations
                    .and_then(|(twin, operation)| Some((twin.get("tags")?.items(), operation.get("tags")?.items())));
                for (mine, theirs) in lists.into_iter().flat_map(|(mine, theirs)| mine.iter().zip(theirs)) {
                    if let Some((mine, theirs)) = mine.text().zip(theirs.text()) {
                        *counts.entry((theirs.to_owned(), mine.to_owned())).or_default() += 1;
                    }
                }
            }
        }
        let mut named: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for ((theirs, mine), count) in counts {
            let best = named.entry(theirs).or_default();
            if count > best.0 {
                *best = (count, mine);
            }
        }
        let mut all: BTreeMap<String, String> = named.into_iter().map(|(theirs, (_, mine))| (theirs, mine)).collect();
        for (mine, theirs) in names(own).into_iter().zip(names(english)) {
            all.entry(theirs).or_insert(mine);
        }
        Self { own: all }
    }

    /// What a tag is called.
    pub(super) fn own(&self, english: &str) -> Option<&str> {
        self.own.get(english).map(String::as_str)
    }
}

/// The names in the list of the tags.
pub(super) fn names(root: &Node) -> Vec<String> {
    let tags = root.get("tags").into_iter().flat_map(Node::items);
    tags.filter_map(|tag| Some(tag.get("name")?.text()?.to_owned())).collect()
}
