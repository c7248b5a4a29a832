//! `docs.json` and `mint.json` of Mintlify: one file for all locales.

use super::{Contents, Entry, Kind, Piece};
use crate::data::Node;

pub(super) const KIND: Kind =
    Kind { files: &["docs.json", "mint.json"], folder: None, falls_back: false, makes_folders: false, read };

/// The keys of what readers see.
const TITLES: [&str; 9] = ["group", "tab", "product", "anchor", "dropdown", "version", "item", "menu", "title"];

fn read(root: &Node) -> Vec<Contents> {
    let Some(navigation) = root.get("navigation") else { return Vec::new() };
    let mut all: Vec<Contents> = Vec::new();
    let languages = navigation.get("languages").map_or(&[][..], Node::items);
    for language in languages {
        let mut contents = Contents {
            language: language.get("language").and_then(Node::text).map(str::to_owned),
            ..Contents::default()
        };
        take(language, &mut contents.entries);
        all.push(contents);
    }
    if languages.is_empty() {
        let mut contents = Contents::default();
        take(navigation, &mut contents.entries);
        all.push(contents);
    }
    all
}

/// Takes the entries of a node; texts among `pages` are paths.
fn take(node: &Node, entries: &mut Vec<Entry>) {
    for item in node.items() {
        take(item, entries);
    }
    for (key, value) in node.entries() {
        let key = key.text().unwrap_or_default();
        match key {
            "pages" => {
                for page in value.items() {
                    match page.text() {
                        Some(_) => entries.push(Entry { target: page_of(page), ..Entry::default() }),
                        None => take(page, entries),
                    }
                }
            }
            "openapi" => descriptions(value, entries),
            "root" => entries.extend(page_of(value).map(|target| Entry { target: Some(target), ..Entry::default() })),
            key if TITLES.contains(&key) && value.text().is_some() => {
                entries.push(Entry { title: Piece::of(value), ..Entry::default() });
            }
            _ => take(value, entries),
        }
    }
}

/// The descriptions that pages are made from: a path, several, or a path with the folder of the pages.
fn descriptions(node: &Node, entries: &mut Vec<Entry>) {
    let paths = std::iter::once(node).chain(node.items()).chain(node.get("source"));
    let paths = paths.filter_map(page_of);
    entries.extend(paths.map(|target| Entry { target: Some(target), ..Entry::default() }));
}

/// A page; `POST /parcels` is an operation of the description.
fn page_of(node: &Node) -> Option<Piece> {
    let mut piece = Piece::of(node)?;
    let bare = piece.text.trim_start_matches('/');
    let is_page = !bare.is_empty() && !bare.contains([':', ' ', '#', '?', '*']);
    piece.text = bare.to_owned();
    is_page.then_some(piece)
}
