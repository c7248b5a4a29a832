//! The same place on another page of a group.

use super::{Alignment, Doc};
use crate::span::Span;

impl Doc<'_> {
    /// Where the text stands on `other`, a page of the same group, that the byte at `offset` of this file belongs to; in bytes of
    /// the file of `other`. Where it has no such text, the one before.
    #[must_use]
    pub fn beside(&self, offset: usize, other: &Doc<'_>) -> Span {
        let (own, theirs) = (self.english(), other.english());
        let alignment = Alignment::new(&own.page, &theirs.page);
        let at = own.reading.offset_from_file(offset);
        let fences = alignment.fences.iter().map(|&(own_fence, their_fence)| {
            let (own, theirs) = (own.page.fences[own_fence].span, theirs.page.fences[their_fence].span);
            (own, theirs)
        });
        let texts = alignment.texts.iter().copied().chain(fences).filter(|(own, _)| own.start <= at);
        let Some((own_text, text)) = texts.max_by_key(|(own, _)| (own.start, std::cmp::Reverse(own.len()))) else {
            return theirs.reading.in_file(Span::default());
        };
        // Code is read line by line, and each line is the same.
        let is_code = own.page.fences.iter().any(|fence| fence.span == own_text);
        if !is_code || at >= own_text.end {
            return theirs.reading.in_file(text.trimmed(theirs.page.text));
        }
        let line = own.page.text[own_text.start..at].matches('\n').count();
        let lines = text.of(theirs.page.text).split_inclusive('\n');
        let start = text.start + lines.clone().take(line).map(str::len).sum::<usize>();
        let length = lines.clone().nth(line).map_or(0, str::len);
        theirs.reading.in_file(Span::new(start.min(text.end), (start + length).min(text.end)).trimmed(theirs.page.text))
    }
}

#[cfg(test)]
mod tests {
    use crate::check::GroupText;
    use crate::config::Config;
    use crate::group::PageText;

    #[test]
    fn a_place_is_found_by_the_blocks_around_it() {
        let english = "# Kiln\n\nA **kiln** is hot.\n\n```sh\nfire\ncool\n```\n\n## Clay\n\n| Name | Use |\n| - | - |\n| `mud` | wet |\n";
        let french = "# Four\n\nUn **four** est chaud.\n\n```sh\nfire\ncool\n```\n\n## Argile\n\n| Nom | Usage |\n| - | - |\n| `mud` | humide |\n";
        let group = GroupText::new("kiln", [PageText::new("fr/kiln.md", "fr", french)]);
        let group = group.with_english(PageText::new("en/kiln.md", "en", english));
        group.with_group(&Config::default(), |group| {
            let (doc, other) = (&group.docs[0], group.english.as_ref().expect("English"));
            for (own, theirs) in [
                ("chaud", "A **kiln** is hot."),
                ("cool", "cool"),
                ("Argile", "Clay"),
                ("humide", "wet"),
                ("mud", "`mud`"),
            ] {
                let at = french.find(own).expect("a place");
                assert_eq!(doc.beside(at, other).of(english), theirs, "{own}");
            }
        });
    }
}
