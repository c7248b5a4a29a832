//! What a translated page says about the English it was made from, and how it is written.

mod co_op_translator;
mod digest;
mod docsy;
mod gettext;
mod hashes;
mod likeness;
mod mark;
mod mdn;
mod open_localization;
mod origin;
mod own;
mod proofs;
mod section_hashes;
mod sections;
mod source_hash;
mod spans;
mod stamp;
mod states;
mod value;
mod writing;

pub use digest::{Algorithm, hash};
pub use likeness::{has_other_links_alone, is_rather_of};
pub(crate) use likeness::{is_compound, kept};
use mark::Written;
pub use mark::{Key, Mark, Provenance, Recorded, Sidecar, Translation};
pub use origin::{Gap, Origin, Proof, Raised};
pub use own::{Of, OwnMark};
pub use proofs::{Proofs, Proved};
pub use stamp::{SIDECAR, Stamp, Stamps};
pub use writing::{English, Holds, Slot, with_key};

use crate::span::Span;

/// The ways of recording it, each read by the module that it is a constant of. Where a page carries several marks that say
/// the same thing, the last one counts.
pub static MARKS: [Mark; 10] = [
    spans::MARK,
    states::MARK,
    gettext::MARK,
    source_hash::MARK,
    co_op_translator::MARK,
    open_localization::MARK,
    mdn::MARK,
    docsy::MARK,
    section_hashes::MARK,
    stamp::MARK,
];

impl Provenance {
    /// Reads a page whose front matter stands at `block`. `recorded` is what a file beside the page records; what the page
    /// says itself counts before it, and what the `own` marks of the configuration say before all others.
    #[must_use]
    pub fn read(text: &str, block: Option<Span>, recorded: &Self, own: &[OwnMark]) -> Self {
        let page = Written::new(text, block);
        let mut provenance = Self { marks: Vec::new(), ..recorded.clone() };
        for mark in &MARKS {
            if (mark.read)(&page, &mut provenance) || recorded.marks.contains(&mark.name) {
                provenance.marks.push(mark.name);
            }
        }
        if own.iter().fold(false, |carries, mark| mark.read(&page, &mut provenance) | carries) {
            provenance.marks.push(own::NAME);
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
        assert_eq!(Provenance::read(text, FrontMatter::locate(text), recorded, &[]).marks, expected, "{text}");
    }

    #[test]
    fn each_mark_is_recognised() {
        let none = Provenance::default();
        marks("# T\n", &none, &[]);
        marks("---\nl10n:\n  sourceCommit: 1f2e\n---\n", &none, &["l10n.sourceCommit"]);
        marks("---\ntitle: x\n---\n\nsourceCommit: prose\n", &none, &[]);
        marks("---\ndefault_lang_commit: 1f2e3d4\n---\n", &none, &["default_lang_commit"]);
        marks("---\ntranslation:\n  sections: [1f2e3d4c]\n---\n", &none, &["translation.sections"]);
        marks("---\ni18n_source_sha: 1f2e3d4c\n---\n", &none, &["source hash"]);
        marks("---\ndocparity: {source: 1f2e3d4c}\n---\n", &none, &["docparity"]);
        let bilingual = "---\nms.openlocfilehash: 0a\n---\n<span data-stu-id=\"1\">x</span>";
        marks(bilingual, &none, &["bilingual spans", "ms.openlocfilehash"]);
    }

    #[test]
    fn the_page_counts_before_the_file_beside_it() {
        let beside = MARKS.iter().flat_map(|mark| mark.sidecars).find(|sidecar| sidecar.file.starts_with(".co-op"));
        let records = (beside.expect("a mark").read)("{\"a.md\": {\"original_hash\": \"58a6\"}}").expect("records");
        let recorded = &Provenance { marks: vec!["co-op-translator"], ..records[0].provenance.clone() };
        marks("# T\n", recorded, &["co-op-translator"]);
        let read = |text: &str| Provenance::read(text, None, recorded, &[]).hash;
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
