//! The sections of an English page, by their hashes: one edited section does not age the others.

use super::digest::{Algorithm, hash};
use crate::page::Page;

/// A page cut at its headings of the second level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sections {
    sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    /// The heading; empty for what stands before the first one.
    title: String,
    /// Its hashes, with the blank lines around it and without.
    hashes: [String; 2],
}

impl Sections {
    /// The sections of the body of `text`. Blank lines above a heading belong to it, so that what stands before it does not
    /// change with it.
    pub(super) fn of(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let body = &text[Page::body_start(&text)..];
        let (mut starts, mut offset, mut blank, mut fence) = (vec![0], 0, None, None);
        for line in body.split_inclusive('\n') {
            let marker = line.trim_start().get(..3).filter(|marker| matches!(*marker, "```" | "~~~"));
            match (fence, marker) {
                (None, Some(marker)) => fence = Some(marker),
                (Some(open), Some(marker)) if open == marker => fence = None,
                (None, None) if line.starts_with("## ") => starts.push(blank.unwrap_or(offset)),
                _ => {}
            }
            match line.trim().is_empty() {
                true => _ = blank.get_or_insert(offset),
                false => blank = None,
            }
            offset += line.len();
        }
        starts.push(body.len());
        starts.dedup();
        let section = |text: &str| Section {
            title: text
                .trim_start()
                .strip_prefix("## ")
                .and_then(|rest| rest.lines().next())
                .unwrap_or("")
                .trim()
                .to_owned(),
            hashes: [text, text.trim()].map(|text| hash(Algorithm::Sha256, text)),
        };
        Self { sections: starts.windows(2).map(|pair| section(&body[pair[0]..pair[1]])).collect() }
    }

    /// The hashes that a stamp records, one a section: the first 16 digits of the SHA-256 of each, without the white space
    /// around it.
    pub fn stamp(&self) -> Vec<String> {
        self.sections.iter().map(|section| section.hashes[1][..STAMP].to_owned()).collect()
    }

    /// Whether they are the sections whose hashes were `recorded`, in this order.
    #[must_use]
    pub fn are(&self, recorded: &[String]) -> bool {
        self.sections.len() == recorded.len() && self.sections.iter().zip(recorded).all(|(own, known)| own.has(known))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sections.len()
    }

    /// The headings of the sections that are not among those `recorded`; the beginning of the page has none.
    #[must_use]
    pub fn changed(&self, recorded: &[String]) -> Vec<&str> {
        let is_new = |section: &&Section| !recorded.iter().any(|known| section.has(known));
        self.sections.iter().filter(is_new).map(|section| &*section.title).collect()
    }
}

impl Section {
    fn has(&self, recorded: &str) -> bool {
        self.hashes.iter().any(|own| own.starts_with(recorded))
    }
}

/// How many hex digits a stamp has.
const STAMP: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "---\ntitle: Quay\n---\n# Quay\n\nText.\n\n## Moor\n\n```md\n## No heading\n```\n\n## Leave\n\nAt noon.\n";

    #[test]
    fn an_edit_ages_its_section_alone() {
        let stamp = Sections::of(PAGE).stamp();
        assert_eq!(stamp.len(), 3);
        assert!(Sections::of(&PAGE.replace('\n', "\r\n")).are(&stamp), "line ends do not count");
        assert!(Sections::of(&PAGE.replace("title: Quay", "title: Pier")).are(&stamp), "front matter is no section");
        let changed = |page: &str| Sections::of(page).changed(&stamp).join("|");
        assert_eq!(changed(&PAGE.replace("noon", "night")), "Leave");
        assert_eq!(changed(&PAGE.replace("No heading", "A comment")), "Moor");
        assert_eq!(changed(&PAGE.replace("## Leave", "## Tow\n\nNever.\n\n## Leave")), "Tow");
        assert_eq!(changed(PAGE), "");
        assert!(!Sections::of(&PAGE.replace("\n## Leave\n\nAt noon.\n", "")).are(&stamp), "one is gone");
    }
}
