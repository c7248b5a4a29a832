//! The labels of the sidebars of Docusaurus in a locale: `current.json` and those of the versions. Their keys say the English.

use super::{Contents, Entry, Kind, Piece};
use crate::data::Node;

pub(super) const KIND: Kind = Kind {
    files: &["*.json"],
    folder: Some("docusaurus-plugin-content-docs"),
    falls_back: true,
    makes_folders: false,
    read,
};

fn read(root: &Node) -> Vec<Contents> {
    let label = |(key, value): &(Node, Node)| {
        let (sidebar, english) =
            [".category.", ".link.", ".doc."].iter().find_map(|kind| key.text()?.split_once(kind))?;
        let title = Piece::of(value.get("message")?)?;
        sidebar.starts_with("sidebar.").then(|| Entry {
            title: Some(title),
            english: Some(english.to_owned()),
            target: None,
        })
    };
    vec![Contents { language: None, entries: root.entries().iter().filter_map(label).collect() }]
}
