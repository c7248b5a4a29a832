//! The Markdown pass.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::delimiter::{mended, spaced};
use super::notices::as_items;
use super::{Block, BlockKind, Cell, CodeSpan, Fence, Link, Page, Row, Section, Table, front_matter, slug};
use crate::span::Span;

pub(super) fn parse(text: &str) -> Page<'_> {
    let (front_matter, body) = front_matter::locate(text);
    let mut walk = Walk::new(text, body);
    let listed = as_items(text);
    let spaced = spaced(&listed);
    let (mended, delimiters) = mended(&spaced);
    match (&listed, &spaced, &mended) {
        (Cow::Borrowed(_), Cow::Borrowed(_), Cow::Borrowed(_)) => {
            events(&text[body..]).for_each(|(event, span)| walk.event(event, span.shifted(body)));
        }
        // The events cannot borrow from what is dropped here.
        _ => {
            events(&mended[body..]).for_each(|(event, span)| walk.event(event.into_static(), span.shifted(body)));
        }
    }
    for place in delimiters {
        let is_within =
            |table: &&mut Table<'_>| table.head.span.end <= place.start && place.start <= table.head.span.end + 2;
        if let Some(table) = walk.page.tables.iter_mut().find(is_within) {
            table.uneven = Some(place);
        }
    }
    walk.page.front_matter = front_matter;
    walk.page
}

fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Span)> {
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter().map(|(event, range)| (event, range.into()))
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
        if let Self::Text(so_far) = self {
            append(so_far, text);
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

pub(super) struct Walk<'a> {
    pub(super) page: Page<'a>,
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
    /// The links being read, as indices of the page's links, the outer one first.
    links: Vec<usize>,
    /// The block of text being read.
    block: Option<Block>,
    /// The number of lists around.
    lists: u8,
    /// Whether an indented code block is being read.
    indented: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str, body: usize) -> Self {
        let start = Section { span: Span::new(body, body), ..Section::default() };
        let page = Page { text, prose: Cow::Borrowed(text), sections: vec![start], ..Page::default() };
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
            links: Vec::new(),
            block: None,
            lists: 0,
            indented: false,
        }
    }

    pub(super) fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Text(text) => match &mut self.fence {
                Some(fence) if fence.content.is_empty() => fence.content = span,
                Some(fence) => fence.content.end = span.end,
                None => {
                    self.inline(span);
                    self.text(text);
                }
            },
            Event::Code(code) => {
                self.inline(span);
                let text = borrowed(code.clone());
                self.page.code_spans.push(CodeSpan { section: self.section, text, span });
                self.text(code);
            }
            Event::SoftBreak | Event::HardBreak => self.text(CowStr::Borrowed(" ")),
            Event::InlineHtml(html) => {
                self.inline(span);
                self.inline_html(&html, span);
            }
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

    /// Takes the text of a heading, cell or link.
    fn text(&mut self, text: CowStr<'a>) {
        if let Some(&link) = self.links.last() {
            append(&mut self.page.links[link].label, text.clone());
        }
        self.collect.push(text);
    }

    /// Something that stands in a line of text: it belongs to the block being read, or begins one.
    fn inline(&mut self, span: Span) {
        if self.table.is_some() || self.indented {
            return;
        }
        let (section, kind) = match self.lists {
            0 => (self.section, BlockKind::Paragraph),
            depth => (self.section, BlockKind::Item(depth)),
        };
        let block = self.block.get_or_insert(Block { section, kind, span });
        block.span.end = block.span.end.max(span.end);
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        match &tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                self.inline(span)
            }
            _ => self.page.blocks.extend(self.block.take()),
        }
        match tag {
            Tag::Heading { .. } => {
                self.collect = Collect::Text(Cow::Borrowed(""));
                self.anchor = None;
                self.tab = false;
                self.comment = None;
            }
            Tag::Strong => self.page.strong.push(span),
            Tag::Emphasis => self.page.italic.push(span),
            Tag::Link { dest_url, title, .. } => {
                self.tab |= dest_url.starts_with("#tab/");
                self.link((dest_url, title), span, false);
            }
            Tag::Image { dest_url, title, .. } => {
                self.links.iter().for_each(|&link| self.page.links[link].holds_image = true);
                self.link((dest_url, title), span, true);
            }
            Tag::List(_) => self.lists = self.lists.saturating_add(1),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.indented = true,
            Tag::Table(_) => {
                let head = Row { span: Span::new(span.start, span.start), cells: Vec::new() };
                self.table = Some(Table { section: self.section, head, rows: Vec::new(), uneven: None });
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
            Tag::Paragraph => self.comment = None,
            Tag::Item => {
                self.comment = None;
                self.page.items.push((self.section, span));
            }
            _ => {}
        }
    }

    fn link(&mut self, (target, title): (CowStr<'a>, CowStr<'a>), span: Span, image: bool) {
        let (section, target, title) = (self.section, borrowed(target), borrowed(title));
        self.links.push(self.page.links.len());
        self.page.links.push(Link {
            section,
            target,
            label: Cow::Borrowed(""),
            title,
            span,
            image,
            holds_image: false,
        });
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            TagEnd::Link | TagEnd::Image => drop(self.links.pop()),
            _ => self.page.blocks.extend(self.block.take()),
        }
        match tag {
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
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
            TagEnd::Table => {
                self.structure(BlockKind::Table(self.page.tables.len()), span);
                self.page.tables.extend(self.table.take());
            }
            TagEnd::CodeBlock => {
                self.indented = false;
                if let Some(fence) = self.fence.take() {
                    self.structure(BlockKind::Fence(self.page.fences.len()), span);
                    self.page.fences.push(fence);
                }
            }
            _ => {}
        }
    }

    fn structure(&mut self, kind: BlockKind, span: Span) {
        self.page.blocks.push(Block { section: self.section, kind, span });
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
        if let Some(Block { section, kind, .. }) =
            self.page.blocks.last_mut().filter(|block| span.start <= block.span.start)
        {
            (*section, *kind) = (self.section, BlockKind::Heading);
        }
    }

    /// A tag or expression of MDX in a line of text.
    pub(super) fn construct(&mut self, span: Span) {
        self.inline(span);
        let text = span.of(self.page.text);
        let anchor = anchor_name(span, self.page.text).or_else(|| commented_anchor(text));
        if let Some(name) = anchor {
            self.anchor.get_or_insert(Cow::Borrowed(name));
        } else if is_break(text) {
            self.collect.push(CowStr::Borrowed(" "));
        }
    }

    fn inline_html(&mut self, html: &CowStr<'a>, span: Span) {
        if html.starts_with("<!--") {
            self.comment = Some(span);
        } else if is_break(html) {
            self.collect.push(CowStr::Borrowed(" "));
        } else if let Some(name) = anchor_name(span, self.page.text) {
            self.anchor.get_or_insert(Cow::Borrowed(name));
        } else if !is_element(span.of(self.page.text)) {
            self.collect.push(html.clone());
        }
    }
}

/// Whether a tag begins another line: `<br/>`, and `</br>` and `<p>` as authors write them.
fn is_break(tag: &str) -> bool {
    let name =
        tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["br", "p", "li", "ul", "ol", "div", "hr"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// HTML elements that may stand in a line of Markdown.
const ELEMENTS: [&str; 26] = [
    "a", "abbr", "b", "big", "br", "center", "code", "del", "div", "em", "font", "i", "img", "kbd", "li", "ol", "p",
    "s", "small", "span", "strike", "strong", "sub", "sup", "u", "ul",
];

/// Whether what looks like a tag is one, and no placeholder that its author did not escape, such as `<token>`.
#[must_use]
pub fn is_element(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']).trim_end();
    let word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    !word || name.is_empty() || ELEMENTS.contains(&name.to_ascii_lowercase().as_str())
}

/// The name in `<a name="…">` or `<a id="…">`.
fn anchor_name(tag: Span, text: &str) -> Option<&str> {
    let attributes = tag.of(text).strip_prefix("<a ")?.trim_start();
    let value = attributes.strip_prefix("name=").or_else(|| attributes.strip_prefix("id="))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// The name in `{/* #name */}`.
fn commented_anchor(expression: &str) -> Option<&str> {
    let comment = expression.strip_prefix("{/*")?.strip_suffix("*/}")?;
    comment.trim().strip_prefix('#').filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

fn append<'a>(so_far: &mut Cow<'a, str>, text: CowStr<'a>) {
    match (so_far.is_empty(), text) {
        (true, CowStr::Borrowed(text)) => *so_far = Cow::Borrowed(text),
        (_, text) => so_far.to_mut().push_str(&text),
    }
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
