//! Tables of contents and menus that stand in files of data: what they call the pages, and where their entries lead.

mod docfx;
mod docusaurus;
mod fumadocs;
mod meta;
mod mintlify;

use crate::data::Node;
use crate::span::Span;

/// A kind of table of contents.
pub struct Kind {
    /// The names of its files, in lower case; `*` stands for any name.
    files: &'static [&'static str],
    /// The folder that they stand in, where it has a name.
    folder: Option<&'static str>,
    /// Whether its site shows the English page where a locale lacks one.
    pub falls_back: bool,
    /// Whether the folders that it names may be made when the site is built, of the code: <https://dotnet.github.io/docfx/docs/dotnet-api-docs.html>.
    pub makes_folders: bool,
    /// Takes the entries; those of one locale together.
    pub read: fn(&Node) -> Vec<Contents>,
}

/// The kinds: a new one is a file and a row.
const KINDS: [&Kind; 5] = [&docfx::KIND, &mintlify::KIND, &meta::KIND, &fumadocs::KIND, &docusaurus::KIND];

/// What a table of contents says to readers of one locale.
#[derive(Debug, Default)]
pub struct Contents {
    /// What the file calls the locale, where it holds several.
    pub language: Option<String>,
    /// The entries in the order of the file.
    pub entries: Vec<Entry>,
}

/// An entry of a table of contents.
#[derive(Debug, Default)]
pub struct Entry {
    /// What readers see.
    pub title: Option<Piece>,
    /// Where it leads: a path from the folder of the file.
    pub target: Option<Piece>,
    /// The English title, where the file itself tells.
    pub english: Option<String>,
}

/// A text with its place.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Kind {
    /// The kind of the file at `path`.
    #[must_use]
    pub fn of(path: &str) -> Option<&'static Self> {
        let mut parts = path.rsplit('/');
        let name = parts.next().unwrap_or_default().to_lowercase();
        let folder = parts.next().unwrap_or_default();
        KINDS.into_iter().find(|kind| {
            let is_named =
                |known: &&str| *known == name || known.strip_prefix('*').is_some_and(|end| name.ends_with(end));
            kind.files.iter().any(is_named) && kind.folder.is_none_or(|known| known == folder)
        })
    }
}

impl Contents {
    /// The paths of the descriptions of the API that it names.
    pub fn descriptions(&self) -> impl Iterator<Item = &str> {
        let targets = self.entries.iter().filter_map(|entry| entry.target.as_ref()).map(|target| &*target.text);
        targets.filter(|path| [".json", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending)))
    }
}

impl Piece {
    fn of(node: &Node) -> Option<Self> {
        Some(Self { text: node.text()?.to_owned(), span: node.span })
    }

    /// Where a node leads, if that is a file of the tree.
    fn path(node: &Node) -> Option<Self> {
        let is_address = |text: &str| text.is_empty() || text.contains(':') || text.starts_with(['/', '~', '#', '?']);
        Self::of(node).filter(|piece| !is_address(&piece.text))
    }
}
