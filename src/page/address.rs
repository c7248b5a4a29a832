//! The addresses that are written on a page, in Markdown and in tags.

use std::sync::LazyLock;

use regex::Regex;

use super::{Link, Page};
use crate::span::Span;

/// An address as it is written on a page.
#[derive(Debug, Clone, Copy)]
pub struct Written<'p> {
    /// The section it stands in.
    pub section: usize,
    /// The address.
    pub target: &'p str,
    /// Where it stands; the whole link, where it is written elsewhere.
    pub span: Span,
    /// Whether it is that of an image or another file that is shown.
    pub image: bool,
}

impl Link<'_> {
    /// The place of the target in the text of its page; the whole link, where the target is written in another way.
    #[must_use]
    pub fn target_span(&self, page: &str) -> Span {
        let text = self.span.of(page);
        let at = text.rfind("](").and_then(|at| Some(at + text[at..].find(&*self.target)?));
        at.map_or(self.span, |at| Span::new(at, at + self.target.len()).shifted(self.span.start))
    }
}

impl Page<'_> {
    /// The addresses of links and images, first those in Markdown, then those in tags.
    #[must_use]
    pub fn addresses(&self) -> Vec<Written<'_>> {
        let links = self.links.iter().map(|link| Written {
            section: link.section,
            target: &link.target,
            span: link.target_span(self.text),
            image: link.image,
        });
        links.chain(self.addresses_in_tags()).collect()
    }

    /// The addresses in the tags of HTML and of components.
    #[must_use]
    pub fn addresses_in_tags(&self) -> Vec<Written<'_>> {
        let text = self.text;
        if !text.contains("=\"") && !text.contains("='") {
            return Vec::new();
        }
        let mut code: Vec<Span> = COMMENT.find_iter(text).map(|found| found.range().into()).collect();
        code.extend(self.fences.iter().map(|fence| fence.span));
        code.extend(self.code_spans.iter().map(|code| code.span));
        code.extend(self.mdx.esm.iter().chain(&self.mdx.expressions));
        code.sort_unstable();
        // Each end is that of all before, so that what holds a place is found at once.
        let mut end = 0;
        for span in &mut code {
            end = span.end.max(end);
            span.end = end;
        }
        let is_code = |at: usize| {
            let before = &code[..code.partition_point(|code| code.start <= at)];
            before.last().is_some_and(|code| at < code.end)
        };
        let in_tag = |at: usize| {
            let before = &text[..at];
            before.rfind('<').is_some_and(|open| {
                let inside = &before[open + 1..];
                inside.starts_with(|c: char| c.is_ascii_alphabetic()) && !inside.contains('>')
            })
        };
        let found = ATTRIBUTE.captures_iter(text).filter_map(|found| {
            let (name, value) = (found.get(1)?, found.get(2).or(found.get(3))?);
            (in_tag(name.start()) && !is_code(name.start())).then(|| Written {
                section: self.section_at(name.start()),
                target: value.as_str(),
                span: value.range().into(),
                image: name.as_str() == "src",
            })
        });
        found.collect()
    }
}

static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?:^|\s)(href|src|to)=(?:"([^"\n{}]*)"|'([^'\n{}]*)')"#).expect("a valid pattern"));

static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->").expect("a valid pattern"));

#[cfg(test)]
mod tests {
    use crate::page::{Page, PageFormat};

    fn targets(text: &str, format: PageFormat) -> Vec<(String, bool)> {
        let page = Page::parse(text, format);
        let targets = page.addresses().into_iter().map(|found| (found.span.of(text).to_owned(), found.image));
        targets.collect()
    }

    #[test]
    fn addresses_stand_in_markdown_and_in_tags() {
        let text = "# T\n\n[a](b.md \"c\") <a class=\"x\" href=\"d.md\">e</a>\n\n<img\n  src='f.png'>\n";
        let expected = [("b.md", false), ("d.md", false), ("f.png", true)];
        assert_eq!(targets(text, PageFormat::MARKDOWN), expected.map(|(target, image)| (target.to_owned(), image)));
    }

    #[test]
    fn code_and_comments_hold_none() {
        let text = "# T\n\n`<a href=\"a.md\">` <!-- <a href=\"b.md\"> --> x href=\"c.md\"\n\n```html\n<a href=\"d.md\">\n```\n";
        assert_eq!(targets(text, PageFormat::MARKDOWN), []);
    }

    #[test]
    fn components_have_addresses() {
        let text = "# T\n\n<Card title=\"A\" href=\"/guide/a\">\n\nB\n\n</Card>\n";
        assert_eq!(targets(text, PageFormat::of("a.mdx")), [("/guide/a".to_owned(), false)]);
    }
}
