//! The Markdown pass.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Cell, CodeSpan, Fence, Page, Row, Section, Table, front_matter, slug};
use crate::span::Span;

pub(super) fn parse(text: &str) -> Page<'_> {
    let (front_matter, body) = front_matter::locate(text);
    let mut walk = Walk::new(text, body);
    for (event, range) in Parser::new_ext(&text[body..], Options::ENABLE_TABLES).into_offset_iter() {
        walk.event(event, Span::new(range.start + body, range.end + body));
    }
    walk.page.front_matter = front_matter;
    walk.page
}

/// The text of a heading or cell while it is being collected.
#[derive(Default)]
enum Collect<'a> {
    #[default]
    Nothing,
    Text(Cow<'a, str>),
}

impl<'a> Collect<'a> {
    fn push(&mut self, text: CowStr<'a>) {
        let Self::Text(so_far) = self else { return };
        match (so_far.is_empty(), text) {
            (true, CowStr::Borrowed(text)) => *so_far = Cow::Borrowed(text),
            (_, text) => so_far.to_mut().push_str(&text),
        }
    }

    fn take(&mut self) -> Cow<'a, str> {
        match std::mem::take(self) {
            Self::Nothing => Cow::Borrowed(""),
            Self::Text(Cow::Borrowed(text)) => Cow::Borrowed(text.trim()),
            Self::Text(Cow::Owned(text)) => Cow::Owned(text.trim().to_owned()),
        }
    }
}

struct Walk<'a> {
    page: Page<'a>,
    section: usize,
    collect: Collect<'a>,
    /// The `<a name>` of the heading being read.
    anchor: Option<Cow<'a, str>>,
    /// Whether the heading being read is a tab, not a section.
    tab: bool,
    /// The comment that would annotate a fence if one came next.
    comment: Option<Span>,
    /// The content of the fence being read.
    fence: Option<Fence<'a>>,
    table: Option<Table<'a>>,
    cells: Vec<Cell<'a>>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, body: usize) -> Self {
        let start = Section { span: Span::new(body, body), ..Section::default() };
        let page = Page { text, sections: vec![start], ..Page::default() };
        Self {
            page,
            section: 0,
            collect: Collect::Nothing,
            anchor: None,
            tab: false,
            comment: None,
            fence: None,
            table: None,
            cells: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Text(text) => match &mut self.fence {
                Some(fence) if fence.content.is_empty() => fence.content = span,
                Some(fence) => fence.content.end = span.end,
                None => self.collect.push(text),
            },
            Event::Code(code) => {
                let text = borrowed(code.clone());
                self.page.code_spans.push(CodeSpan { section: self.section, text, span });
                self.collect.push(code);
            }
            Event::SoftBreak | Event::HardBreak => self.collect.push(CowStr::Borrowed(" ")),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::Html(html) => {
                if html.starts_with("<!--") {
                    self.comment = Some(span);
                } else if let Some(comment) = &mut self.comment {
                    comment.end = span.end;
                }
            }
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        match tag {
            Tag::Heading { .. } => {
                self.collect = Collect::Text(Cow::Borrowed(""));
                self.anchor = None;
                self.tab = false;
                self.comment = None;
            }
            Tag::Link { dest_url, .. } => self.tab |= dest_url.starts_with("#tab/"),
            Tag::Table(_) => {
                let head = Row { span: Span::new(span.start, span.start), cells: Vec::new() };
                self.table = Some(Table { section: self.section, head, rows: Vec::new() });
                self.comment = None;
            }
            Tag::TableCell => self.collect = Collect::Text(Cow::Borrowed("")),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let content = Span::new(span.start, span.start);
                let closed = is_closed(span.of(self.page.text));
                let (section, annotation) = (self.section, self.comment.take());
                let info = match borrowed(info) {
                    Cow::Borrowed(info) => Cow::Borrowed(info.trim()),
                    Cow::Owned(info) => Cow::Owned(info.trim().to_owned()),
                };
                self.fence = Some(Fence { section, info, span, content, closed, annotation });
            }
            Tag::Paragraph | Tag::Item => {
                self.comment = None;
                if tag == Tag::Item {
                    self.page.items.push((self.section, span));
                }
                self.page.prose.push((self.section, span));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(level) => self.heading(level, span),
            TagEnd::TableCell => {
                let cell = Cell { span: span.trimmed(self.page.text), text: self.collect.take() };
                self.cells.push(cell);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let columns = self.cells.len();
                let row = Row { span, cells: std::mem::replace(&mut self.cells, Vec::with_capacity(columns)) };
                match &mut self.table {
                    Some(table) if tag == TagEnd::TableHead => table.head = row,
                    Some(table) => table.rows.push(row),
                    None => {}
                }
            }
            TagEnd::Table => self.page.tables.extend(self.table.take()),
            TagEnd::CodeBlock => self.page.fences.extend(self.fence.take()),
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel, span: Span) {
        let level = level as u8;
        let mut title = self.collect.take();
        if level == 1 && self.tab {
            return;
        }
        let mut written = None;
        if let Some((before, id)) = title.rsplit_once("{#").filter(|(_, id)| id.ends_with('}')) {
            written = Some(Cow::Owned(id.trim_end_matches('}').to_owned()));
            title = Cow::Owned(before.trim_end().to_owned());
        }
        let written = self.anchor.take().or(written);
        let named = written.is_some();
        let anchor = written.unwrap_or_else(|| Cow::Owned(slug(&title)));
        let parent = std::iter::successors(Some(self.section), |&inner| self.page.sections[inner].parent)
            .find(|&outer| self.page.sections[outer].level < level);
        self.page.sections.push(Section { level, anchor, named, english: None, title, span, parent });
        self.section = self.page.sections.len() - 1;
    }

    fn inline_html(&mut self, html: &CowStr<'a>, span: Span) {
        if html.starts_with("<!--") {
            self.comment = Some(span);
        } else if html.starts_with("<br") {
            self.collect.push(CowStr::Borrowed(" "));
        } else if let Some(name) = anchor_name(span, self.page.text) {
            self.anchor.get_or_insert(Cow::Borrowed(name));
        } else if is_placeholder(span.of(self.page.text)) {
            self.collect.push(html.clone());
        }
    }
}

/// HTML elements that may stand in a line of Markdown.
const ELEMENTS: [&str; 24] = [
    "a", "abbr", "b", "big", "center", "code", "del", "div", "em", "font", "i", "img", "kbd", "li", "ol", "p", "s",
    "small", "span", "strong", "sub", "sup", "u", "ul",
];

/// Whether what looks like a tag is a placeholder that its author did not escape: `<token>`.
fn is_placeholder(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>');
    let word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    word && !name.is_empty() && !ELEMENTS.contains(&name.to_ascii_lowercase().as_str())
}

/// The name in `<a name="…">` or `<a id="…">`.
fn anchor_name(tag: Span, text: &str) -> Option<&str> {
    let attributes = tag.of(text).strip_prefix("<a ")?.trim_start();
    let value = attributes.strip_prefix("name=").or_else(|| attributes.strip_prefix("id="))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

fn borrowed(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        text => Cow::Owned(text.into_string()),
    }
}

/// Whether the last line of a fenced block is its closing line.
fn is_closed(block: &str) -> bool {
    let open = block.trim_start().as_bytes();
    let Some(&mark) = open.first() else { return false };
    let length = open.iter().take_while(|&&byte| byte == mark).count();
    let Some((_, last)) = block.trim_end().rsplit_once('\n') else { return false };
    let last = last.trim_start_matches([' ', '\t', '>']);
    last.len() >= length && last.bytes().all(|byte| byte == mark)
}
