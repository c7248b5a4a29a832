//! The ways in which a page can record what English it was made from.

use memchr::memmem;

use super::co_op_translator;

/// A way of recording it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// The English stands beside each segment.
    Spans,
    /// `ms.openlocfilehash` in the front matter: a hash of the English file.
    OpenLocalization,
    /// co-op-translator's hash of the English file, in a comment or in a file beside the pages.
    CoOpTranslator,
    /// `l10n: sourceCommit` in the front matter, as MDN writes it: a commit of the English repository.
    SourceCommit,
}

impl Record {
    /// What users call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Spans => "bilingual spans",
            Self::OpenLocalization => "ms.openlocfilehash",
            Self::CoOpTranslator => "co-op-translator",
            Self::SourceCommit => "l10n.sourceCommit",
        }
    }

    /// The ways in which the page `text` records it; `is_recorded` tells whether a file beside the page does.
    #[must_use]
    pub fn of(text: &str, is_recorded: bool) -> Vec<Self> {
        let head = text.strip_prefix("---").and_then(|rest| rest.split_once("\n---")).map_or("", |(head, _)| head);
        let keyed = |key: &str| head.lines().any(|line| line.trim_start().starts_with(key));
        let says = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
        let ways = [
            (Self::Spans, says("data-stu-id=")),
            (Self::OpenLocalization, keyed("ms.openlocfilehash:")),
            (Self::CoOpTranslator, is_recorded || says(co_op_translator::HEAD)),
            (Self::SourceCommit, keyed("sourceCommit:") || keyed("l10n.sourceCommit:")),
        ];
        ways.into_iter().filter(|(_, is_used)| *is_used).map(|(way, _)| way).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_is_recognised() {
        assert_eq!(Record::of("# T\n", false), []);
        assert_eq!(Record::of("# T\n", true), [Record::CoOpTranslator]);
        assert_eq!(Record::of("---\nl10n:\n  sourceCommit: 1f2e\n---\n", false), [Record::SourceCommit]);
        assert_eq!(Record::of("---\ntitle: x\n---\n\nsourceCommit: prose\n", false), []);
        let bilingual = "---\nms.openlocfilehash: 0a\n---\n<span data-stu-id=\"1\">x</span>";
        assert_eq!(Record::of(bilingual, false), [Record::Spans, Record::OpenLocalization]);
    }
}
