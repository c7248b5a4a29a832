//! `toc.yml` of DocFX and of Microsoft Learn.

use super::{Contents, Entry, Kind, Piece};
use crate::data::Node;

pub(super) const KIND: Kind =
    Kind { files: &["toc.yml", "toc.yaml", "toc.json"], folder: None, falls_back: true, makes_folders: true, read };

fn read(root: &Node) -> Vec<Contents> {
    let mut entries = Vec::new();
    items(root, &mut entries);
    vec![Contents { language: None, entries }]
}

fn items(node: &Node, entries: &mut Vec<Entry>) {
    for item in node.items().iter().chain(node.get("items").into_iter().flat_map(Node::items)) {
        let title = ["name", "displayName"].iter().find_map(|key| Piece::of(item.get(key)?));
        let target = ["href", "topicHref", "tocHref"].iter().find_map(|key| Piece::path(item.get(key)?));
        entries.push(Entry { title, target, english: None });
        items(item, entries);
    }
}
