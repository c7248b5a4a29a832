//! MDX: Markdown with imports and exports, elements and expressions.
//!
//! Two steps: the blocks of the page are found, and what is MDX in them is taken out; the Markdown that is left is parsed
//! like that of any page, with places that lead back to the page. What MDX does not have - code blocks by indentation - is
//! moved to the left on the way.

mod blocks;
mod construct;
mod container;
mod esm;
mod inline;
mod math;
mod nesting;
mod rewritten;
mod script;

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag as Element};

pub use construct::{Attribute, Broken, Fault, Mdx, Tag, TagKind};

use super::markdown::Walk;
use super::{Page, blanked, front_matter};
use crate::span::Span;
use blocks::Blocks;
use nesting::Nesting;
use rewritten::{BLOCK, INLINE};

/// A text and where its constructs have to end.
#[derive(Debug, Clone, Copy)]
struct Source<'t> {
    text: &'t str,
    end: usize,
    /// Whether dollar signs enclose formulas.
    has_formulas: bool,
}

impl Source<'_> {
    fn byte(self, at: usize) -> Option<u8> {
        self.text.as_bytes()[..self.end].get(at).copied()
    }

    /// The same text, with an end at `end` or a little before.
    fn up_to(self, end: usize) -> Self {
        if end >= self.end {
            return self;
        }
        let end = (0..=end).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default();
        Self { end, ..self }
    }
}

pub(super) fn parse(text: &str) -> Page<'_> {
    let (front_matter, body) = front_matter::locate(text);
    let (rewritten, mut mdx) = Blocks::new(text, body).run();
    let mut walk = Walk::new(text, body);
    let mut nesting = Nesting::new(text, &mdx.tags);
    for (event, range) in Parser::new_ext(&rewritten.markdown, Options::ENABLE_TABLES).into_offset_iter() {
        let span = rewritten.place(range);
        match &event {
            Event::Html(html) if html.trim_end() == BLOCK => {
                nesting.tags(span);
                continue;
            }
            Event::InlineHtml(html) if &**html == INLINE => {
                nesting.tags(span);
                walk.construct(span);
                continue;
            }
            Event::Start(Element::HtmlBlock) | Event::End(pulldown_cmark::TagEnd::HtmlBlock) => {}
            Event::Start(_) => nesting.enter(),
            Event::End(_) => nesting.leave(),
            _ => {}
        }
        walk.event(in_page(event, text, span), span);
    }
    let broken = nesting.end();
    mdx.broken = mdx.broken.or(broken);
    walk.page.front_matter = front_matter;
    walk.page.prose = prose(text, &mdx);
    walk.page.mdx = mdx;
    walk.page
}

/// The event as one of the page's own text.
fn in_page<'a>(event: Event<'_>, text: &'a str, span: Span) -> Event<'a> {
    let own = |part: CowStr<'_>| {
        let raw = span.of(text);
        let inside = if raw.len() == part.len() { (raw == &*part).then_some(0) } else { raw.find(&*part) };
        match inside {
            Some(at) => CowStr::Borrowed(&raw[at..at + part.len()]),
            None => CowStr::from(part.into_string()),
        }
    };
    match event {
        Event::Text(part) => Event::Text(own(part)),
        Event::Code(part) => Event::Code(own(part)),
        event => event.into_static(),
    }
}

/// The text with blanks for what is no prose: code of imports, exports and expressions, and the attributes of tags.
fn prose<'a>(text: &'a str, mdx: &Mdx) -> Cow<'a, str> {
    let attributes = mdx.tags.iter().filter_map(|tag| {
        let (first, last) = (tag.attributes.first()?, tag.attributes.last()?);
        Some(Span::new(first.name.start, last.value.unwrap_or(last.name).end))
    });
    let code = mdx.esm.iter().chain(&mdx.expressions).copied();
    let mut hidden = code.chain(attributes).peekable();
    match hidden.peek() {
        None => Cow::Borrowed(text),
        Some(_) => blanked(text, hidden).into(),
    }
}

#[cfg(test)]
mod tests;
