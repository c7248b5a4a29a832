//! `_meta.json` of Nextra and Rspress: the pages of a folder, by their names.

use super::{Contents, Entry, Kind, Piece};
use crate::data::{Node, Value};

pub(super) const KIND: Kind =
    Kind { files: &["_meta.json"], folder: None, falls_back: false, makes_folders: false, read };

fn read(root: &Node) -> Vec<Contents> {
    let entries = match &root.value {
        Value::List(items) => items.iter().map(item).collect(),
        _ => root.entries().iter().filter_map(|(key, value)| page(key, value)).collect(),
    };
    vec![Contents { language: None, entries }]
}

/// An item of Rspress: a name, or a name with what readers see.
fn item(item: &Node) -> Entry {
    let is_named =
        item.get("type").and_then(Node::text).is_none_or(|it| matches!(it, "file" | "dir" | "dir-section-header"));
    let name = item.get("name").filter(|_| is_named).or_else(|| item.text().map(|_| item));
    Entry { title: item.get("label").and_then(Piece::of), target: name.and_then(Piece::path), english: None }
}

/// A key of Nextra, and what readers see.
fn page(key: &Node, value: &Node) -> Option<Entry> {
    let leads_elsewhere = value.get("href").is_some()
        || value.get("type").and_then(Node::text).is_some_and(|it| it == "separator" || it == "menu")
        || value.get("display").and_then(Node::text).is_some_and(|it| it == "hidden");
    let name = key.text().filter(|name| !name.starts_with("--") && *name != "*");
    let title = if value.text().is_some() { Piece::of(value) } else { value.get("title").and_then(Piece::of) };
    Some(Entry { title, target: Piece::path(key).filter(|_| name.is_some() && !leads_elsewhere), english: None })
}
