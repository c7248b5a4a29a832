//! Files of data beside the pages, in YAML or JSON: what they say, and where.

#[cfg(feature = "cli")]
mod read;

use std::cell::OnceCell;

use crate::link::Files;
use crate::locale::Locale;
use crate::span::{LineIndex, Span};

/// A part of a file of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands; of a text between quotation marks, what stands between them.
    pub span: Span,
    /// What it says.
    pub value: Value,
}

/// What a part of a file of data says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number, a truth value or nothing, as it is written.
    Plain(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in the order of the file.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(known, _)| known.scalar() == Some(key)).map(|(_, value)| value)
    }

    /// The keys with their values; none where it is no map.
    #[must_use]
    pub fn entries(&self) -> &[(Self, Self)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items; none where it is no list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A text, a number or a truth value, as it is written.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Plain(text) => Some(text),
            _ => None,
        }
    }
}

/// Why a text is no data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Where it is wrong, in bytes.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

/// A file of data in one locale.
#[derive(Debug)]
pub struct DataFile {
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// What it is called in every locale.
    pub key: String,
    /// Its locale; `None` of a file for the whole site.
    pub locale: Option<Locale>,
    /// The text.
    pub content: String,
    /// What it says.
    pub root: Result<Node, Malformed>,
    lines: OnceCell<LineIndex>,
}

impl DataFile {
    /// The file of this key with what it says, `root`.
    #[must_use]
    pub fn new(
        (path, key): (&str, &str),
        locale: Option<Locale>,
        content: String,
        root: Result<Node, Malformed>,
    ) -> Self {
        let (path, key) = (path.to_owned(), key.to_owned());
        Self { path, key, locale, content, root, lines: OnceCell::new() }
    }

    /// What it says, where it can be read.
    #[must_use]
    pub fn read(&self) -> Option<&Node> {
        self.root.as_ref().ok()
    }

    /// The 1-based line and column of `offset`; columns count characters.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        self.lines().position(&self.content, offset)
    }

    /// The offset of the first byte of a 1-based line.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        self.lines().start(line)
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.content))
    }
}

/// A file of data in all its locales.
pub struct DataGroup<'a> {
    /// The file in each locale.
    pub files: Vec<DataFile>,
    /// The English file.
    pub english: Option<DataFile>,
    /// The files that its addresses can lead to.
    pub tree: &'a Files,
    /// The title of the page at a path.
    pub title_of: &'a (dyn Fn(&str) -> Option<String> + Sync),
}
