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

    /// The sections that are not among those `recorded`, in words. Where nothing is gone between two that are, they were added; where as
    /// many are gone as came, they changed.
    #[must_use]
    pub fn changed(&self, recorded: &[String]) -> Vec<String> {
        let (mut told, mut come, mut met) = (Vec::new(), Vec::new(), 0);
        let mut tell = |come: &mut Vec<&Section>, gone: usize| {
            let fate = match gone {
                0 => "added",
                gone if gone == come.len() => "changed",
                _ => "changed or added",
            };
            told.extend(come.drain(..).map(|section| section.told(fate)));
        };
        for section in &self.sections {
            match recorded.iter().skip(met).position(|known| section.has(known)) {
                Some(gone) => {
                    tell(&mut come, gone);
                    met += gone + 1;
                }
                None if recorded.iter().any(|known| section.has(known)) => {}
                None => come.push(section),
            }
        }
        tell(&mut come, recorded.len() - met);
        told
    }
}

impl Section {
    fn told(&self, fate: &str) -> String {
        match &*self.title {
            "" => format!("the beginning of the page {fate}"),
            title => format!("section `{}` {fate}", title.replace('`', "")),
        }
    }

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
        assert_eq!(changed(&PAGE.replace("noon", "night")), "section `Leave` changed");
        assert_eq!(changed(&PAGE.replace("No heading", "A comment")), "section `Moor` changed");
        let tow = "## Tow\n\nNever.\n\n";
        assert_eq!(changed(&PAGE.replace("## Leave", &format!("{tow}## Leave"))), "section `Tow` added");
        assert_eq!(changed(&format!("{PAGE}\n## `tow`\n\nNever.\n")), "section `tow` added");
        let both = PAGE.replace("noon", "night").replace("## Leave", &format!("{tow}## Leave"));
        assert_eq!(changed(&both), "section `Tow` changed or added|section `Leave` changed or added");
        assert_eq!(changed(&PAGE.replace("# Quay", "# Pier")), "the beginning of the page changed");
        assert_eq!(changed(PAGE), "");
        assert!(!Sections::of(&PAGE.replace("\n## Leave\n\nAt noon.\n", "")).are(&stamp), "one is gone");
    }
}
