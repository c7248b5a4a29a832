//! A mark that the configuration names.

use super::mark::{Provenance, Written};
use super::value::{commit, hash};

/// A key that holds what a project records of the English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnMark {
    /// The key: of the front matter, of a comment, or of a file beside the pages. Keys below others are joined by dots.
    pub key: String,
    /// What it is the hash of.
    pub of: Of,
}

/// What a hash is the hash of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The file, or its blob in git, or its body: whichever it is proves itself.
    Content,
    /// A commit of the English tree.
    Commit,
}

/// What users call it.
pub(super) const NAME: &str = "`provenance` of docparity.yaml";

impl OwnMark {
    pub(super) fn read(&self, page: &Written<'_>, provenance: &mut Provenance) -> bool {
        let comments = page.comments().flat_map(super::mark::pairs);
        let Some((_, value)) = page.keys().chain(comments).find(|(key, _)| *key == self.key) else { return false };
        match self.of {
            Of::Content => provenance.take_hash(hash(value), value),
            Of::Commit => provenance.take_commit(commit(value), value),
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::FrontMatter;

    #[test]
    fn a_key_is_read_as_the_configuration_says() {
        let read = |key: &str, of: Of, text: &str| {
            let mut provenance = Provenance::default();
            let own = OwnMark { key: key.to_owned(), of };
            assert!(own.read(&Written::new(text, FrontMatter::locate(text)), &mut provenance), "{text}");
            provenance
        };
        let page = "---\nsync:\n  rev: 1F2e3d4c5b\n---\n";
        assert_eq!(read("sync.rev", Of::Commit, page).commit.as_deref(), Some("1f2e3d4c5b"));
        assert_eq!(read("en", Of::Content, "<!-- en: 7e45a52f21 -->\n").hash.as_deref(), Some("7e45a52f21"));
        assert_eq!(read("en", Of::Content, "---\nen: soon\n---\n").malformed.as_deref(), Some("soon"));
    }
}
