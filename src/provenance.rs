//! What a translated page says about the English it was made from.

mod co_op_translator;
mod hashes;
mod mark;
mod mdn;
mod open_localization;
mod origin;
mod spans;
mod value;

pub use hashes::Hashes;
use mark::Written;
pub use mark::{Key, Mark, Provenance, Sidecar, Translation};
pub use origin::{Gap, Origin, Proof};

use crate::span::Span;

/// The ways of recording it, each read by the module that it is a constant of. Where a page carries several marks that say
/// the same thing, the last one counts.
pub static MARKS: [Mark; 4] = [spans::MARK, co_op_translator::MARK, open_localization::MARK, mdn::MARK];

impl Provenance {
    /// Reads a page whose front matter stands at `block`. `recorded` is what a file beside the page records; what the page
    /// says itself counts before it.
    #[must_use]
    pub fn read(text: &str, block: Option<Span>, recorded: &Self) -> Self {
        let page = Written::new(text, block);
        let mut provenance = Self { marks: Vec::new(), ..recorded.clone() };
        for mark in &MARKS {
            if (mark.read)(&page, &mut provenance) || recorded.marks.contains(&mark.name) {
                provenance.marks.push(mark.name);
            }
        }
        provenance
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::FrontMatter;

    #[track_caller]
    fn marks(text: &str, recorded: &Provenance, expected: &[&str]) {
        assert_eq!(Provenance::read(text, FrontMatter::locate(text), recorded).marks, expected, "{text}");
    }

    #[test]
    fn each_mark_is_recognised() {
        let none = Provenance::default();
        marks("# T\n", &none, &[]);
        marks("---\nl10n:\n  sourceCommit: 1f2e\n---\n", &none, &["l10n.sourceCommit"]);
        marks("---\ntitle: x\n---\n\nsourceCommit: prose\n", &none, &[]);
        let bilingual = "---\nms.openlocfilehash: 0a\n---\n<span data-stu-id=\"1\">x</span>";
        marks(bilingual, &none, &["bilingual spans", "ms.openlocfilehash"]);
    }

    #[test]
    fn the_page_counts_before_the_file_beside_it() {
        let beside = MARKS.iter().filter_map(|mark| mark.sidecar).find(|sidecar| sidecar.file.ends_with(".json"));
        let records = (beside.expect("a mark").read)("{\"a.md\": {\"original_hash\": \"58a6\"}}").expect("records");
        let recorded = &records["a.md"];
        marks("# T\n", recorded, &["co-op-translator"]);
        let read = |text: &str| Provenance::read(text, None, recorded).hash;
        assert_eq!(read("# T\n").as_deref(), Some("58a6"));
        let own = "<!-- CO_OP_TRANSLATOR_METADATA: {\"original_hash\": \"77\"} -->";
        assert_eq!(read(own).as_deref(), Some("77"));
    }

    #[test]
    fn no_two_marks_share_a_name() {
        let mut names = MARKS.iter().map(|mark| mark.name).collect::<Vec<_>>();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}
