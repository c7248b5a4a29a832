//! The code spans of a page, by what they read.

use std::collections::HashMap;

use super::masked;
use crate::page::{CodeSpan, Page};

/// The numbers of the code spans of a page, by what they read. It is made once a page, where code of a page is looked for
/// that a text of it lacks.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    /// As they stand.
    exact: HashMap<String, Vec<usize>>,
    /// How many there are, without the white space around them.
    trimmed: HashMap<String, usize>,
    /// With one sign for each word that a reader fills in.
    masked: HashMap<String, Vec<usize>>,
    /// Those with white space around them, without it.
    padded: HashMap<String, Vec<usize>>,
}

impl Spans {
    fn of(spans: &[CodeSpan<'_>]) -> Self {
        let mut all = Self::default();
        for (at, code) in spans.iter().enumerate() {
            let bare = code.text.trim();
            all.exact.entry(code.text.to_string()).or_default().push(at);
            *all.trimmed.entry(bare.to_owned()).or_default() += 1;
            all.masked.entry(masked(&code.text)).or_default().push(at);
            if bare.len() < code.text.len() {
                all.padded.entry(bare.to_owned()).or_default().push(at);
            }
        }
        all
    }
}

impl Page<'_> {
    fn spans(&self) -> &Spans {
        self.spans.get_or_init(|| Spans::of(&self.code_spans))
    }

    /// Whether a code span reads `text`.
    pub(crate) fn has_code(&self, text: &str) -> bool {
        self.spans().exact.contains_key(text)
    }

    /// How many code spans read `code`.
    pub(crate) fn codes(&self, code: &str) -> usize {
        self.spans().trimmed.get(code).copied().unwrap_or_default()
    }

    /// How many code spans of a section read `code`, whatever stands for the words that a reader fills in.
    pub(crate) fn codes_in(&self, section: usize, code: &str) -> usize {
        let (spans, extent, wanted) = (self.spans(), self.extent(section), masked(code));
        let [first, end] =
            [extent.start, extent.end].map(|at| self.code_spans.partition_point(|code| code.span.start < at));
        let within = |places: Option<&Vec<usize>>| -> Vec<usize> {
            let places = places.map_or(&[][..], Vec::as_slice);
            let [first, end] = [first, end].map(|at| places.partition_point(|place| *place < at));
            places[first..end].to_vec()
        };
        let padded = within(spans.padded.get(code));
        let others = padded.iter().filter(|place| masked(&self.code_spans[**place].text) != wanted);
        within(spans.masked.get(&wanted)).len() + others.count()
    }
}

#[cfg(test)]
mod tests {
    use crate::page::{Page, PageFormat};

    #[test]
    fn codes_are_counted_by_their_section_and_their_form() {
        let text = "# T\n\n`knead` `bake <pan>`\n\n## U\n\n`bake <dish>`, `bake <pan>`, `knead`, `` `knead ``\n";
        let page = Page::parse(text, PageFormat::MARKDOWN);
        let counts = |code: &str| [1, 2].map(|section| page.codes_in(section, code));
        assert_eq!(counts("knead"), [1, 1]);
        assert_eq!(counts("bake <form>"), [1, 2], "whatever is filled in");
        assert_eq!(counts("`knead"), [0, 1]);
        assert_eq!((page.codes("knead"), page.codes("bake <pan>"), page.codes("bake")), (2, 2, 0));
        assert!(page.has_code("bake <pan>") && !page.has_code("bake <form>"));
    }

    #[test]
    fn white_space_around_a_code_does_not_count() {
        let page = Page::parse("# T\n\n`  knead  ` `knead`\n", PageFormat::MARKDOWN);
        assert_eq!((page.codes_in(1, "knead"), page.codes("knead"), page.has_code("knead")), (2, 2, true));
    }
}
