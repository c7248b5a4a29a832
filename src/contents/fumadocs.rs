//! `meta.json` of Fumadocs: the title of a folder, and its pages.

use super::{Contents, Entry, Kind, Piece};
use crate::data::Node;

pub(super) const KIND: Kind =
    Kind { files: &["meta.json"], folder: None, falls_back: true, makes_folders: false, read };

fn read(root: &Node) -> Vec<Contents> {
    let Some(pages) = root.get("pages") else { return Vec::new() };
    let title = root.get("title").and_then(Piece::of);
    let folder = title.map(|title| Entry { title: Some(title), ..Entry::default() });
    vec![Contents {
        language: None,
        entries: folder.into_iter().chain(pages.items().iter().filter_map(page)).collect(),
    }]
}

/// A page; `---Tools---` is a heading, `...` the rest of the folder, `...tools` what is in another, `!x` is left out, and
/// `[x](…)` leads elsewhere.
fn page(node: &Node) -> Option<Entry> {
    let mut piece = Piece::of(node)?;
    if let Some(heading) = piece.text.strip_prefix("---") {
        piece.text = heading.trim_end_matches('-').to_owned();
        return Some(Entry { title: Some(piece), ..Entry::default() });
    }
    let is_page = !piece.text.starts_with(['[', '!']) && !matches!(&*piece.text, "..." | "z...a");
    piece.text = piece.text.trim_start_matches("...").to_owned();
    is_page.then(|| Entry { target: Some(piece), ..Entry::default() })
}
