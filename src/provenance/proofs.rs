//! Whether a text is the English that a page was made from.

use std::cell::OnceCell;
use std::fmt;

use super::hashes::{Hashes, Known};
use super::mark::Provenance;
use super::sections::Sections;

/// What can be proved of an English text: its hashes, each made when it is first asked for.
#[derive(Debug)]
pub struct Proofs<'t> {
    text: &'t str,
    hashes: Hashes<'t>,
    sections: OnceCell<Sections>,
}

/// What proves it. It shows as users would call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proved {
    /// A hash of the file or of its body.
    Hash(Known),
    /// The hashes of all its sections.
    Sections,
}

impl fmt::Display for Proved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hash(known) => known.fmt(f),
            Self::Sections => f.write_str("hashes of its sections"),
        }
    }
}

impl<'t> Proofs<'t> {
    /// What can be proved of `text`.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        Self { text, hashes: Hashes::of(text), sections: OnceCell::new() }
    }

    /// What proves that the page was made from the text: one of its hashes, or those of its sections where it records no other.
    #[must_use]
    pub fn proof(&self, page: &Provenance) -> Option<Proved> {
        match &page.hash {
            Some(hash) => {
                let mut hashes = std::iter::once(hash).chain(&page.others);
                hashes.find_map(|hash| self.hashes.proof(hash)).map(Proved::Hash)
            }
            None if page.sections.is_empty() => None,
            None => self.sections().are(&page.sections).then_some(Proved::Sections),
        }
    }

    /// The sections of the text.
    pub fn sections(&self) -> &Sections {
        self.sections.get_or_init(|| Sections::of(self.text))
    }
}
