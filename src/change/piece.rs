//! A page as its readers see it, cut into blocks.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::inside::{Components, Left, ends_component, is_whole};
use super::links::without_links;
use super::notices::{is_sign, without_attributes, without_kind, without_signs};
use crate::page::{Page, as_items, spaced};
use crate::span::Span;

/// A block of a page, as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands in the page: without the marks of headings and list items, and without the blocks inside an item.
    pub span: Span,
    /// What is seen, without markup; of code, its lines.
    pub seen: String,
    /// The code spans in it.
    pub code: Vec<String>,
    /// Where its links and images lead; the language of code.
    pub links: Vec<String>,
    /// What stands for its images where these are not shown, and is part of what is seen.
    pub alts: Vec<String>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceKind {
    /// A value of the front matter that readers see.
    Value,
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A row of a table.
    Row,
    /// A block of code.
    Code,
    /// HTML, or a component.
    Html,
}

impl PieceKind {
    /// What users call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "front matter",
            Self::Heading(_) => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "list item",
            Self::Row => "table row",
            Self::Code => "code block",
            Self::Html => "markup",
        }
    }
}

impl Piece {
    pub(super) fn new(kind: PieceKind, span: Span) -> Self {
        Self { kind, span, seen: String::new(), code: Vec::new(), links: Vec::new(), alts: Vec::new() }
    }

    /// Whether both are the same to a reader.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.kind, &self.seen, &self.links) == (other.kind, &other.seen, &other.links)
    }

    /// What it is recognised by: what is seen, or where it leads.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.seen.is_empty() { self.links.first().map_or("", |link| link) } else { &self.seen }
    }

    /// Whether most of its letters are of another script than that of English.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        let letters = || self.seen.chars().filter(|c| c.is_alphabetic());
        let foreign = letters().filter(|c| *c > '\u{24f}').count();
        foreign > 0 && foreign * 2 >= letters().count()
    }

    /// The words, in lower case and without punctuation.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        words(&self.seen)
    }

    /// The code spans whose code stands nowhere in `other`.
    #[must_use]
    pub fn code_beside(&self, other: &Self) -> Vec<&str> {
        self.code.iter().map(String::as_str).filter(|code| !other.seen.contains(code)).collect()
    }

    /// The words around the code spans.
    #[must_use]
    pub fn without_code(&self) -> String {
        self.without(&self.code)
    }

    /// The words around what stands for images.
    pub(super) fn without_alts(&self) -> String {
        self.without(&self.alts)
    }

    /// Leaves out what stands for its images.
    pub(super) fn drop_alts(&mut self) {
        if !self.alts.is_empty() {
            self.seen = squeezed(&self.without_alts());
            self.alts.clear();
        }
    }

    /// The words around parts of it, which are in their order.
    pub(super) fn without(&self, parts: &[impl AsRef<str>]) -> String {
        let (mut rest, mut words) = (&*self.seen, String::new());
        for part in parts {
            if let Some((before, behind)) = rest.split_once(part.as_ref()) {
                words.push_str(before);
                rest = behind;
            }
        }
        words + rest
    }

    pub(super) fn push(&mut self, text: &str) {
        self.seen.push_str(text);
    }

    /// The piece, where a reader sees any of it.
    pub(super) fn finished(mut self) -> Option<Self> {
        if !matches!(self.kind, PieceKind::Code | PieceKind::Value) {
            self.seen = without_links(&self.seen, &self.code, &mut self.links);
        }
        self.seen = match self.kind {
            PieceKind::Code => {
                let lines = self.seen.lines().map(str::trim_end).filter(|line| !line.is_empty());
                lines.collect::<Vec<_>>().join("\n")
            }
            PieceKind::Paragraph | PieceKind::Item => {
                squeezed(&without_attributes(&without_signs(&self.seen), &self.code))
            }
            _ => squeezed(&self.seen),
        };
        (!self.seen.is_empty() || !self.links.is_empty()).then_some(self)
    }
}

/// The words of a text, in lower case and without punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The blocks of a page below its front matter.
pub(super) fn blocks(text: &str) -> Vec<Piece> {
    let start = Page::body_start(text);
    let mut reader = Reader { text, pieces: Vec::new(), open: Vec::new(), components: Components::default() };
    reader.read(&spaced(&as_items(&text[start..])), &|at| at + start);
    reader.pieces
}

/// What indented text begins with that is no code.
const SHORTCODES: [&str; 2] = ["{{%", "{{<"];

/// Takes the events of a parser.
struct Reader<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
    /// The blocks that are open, the innermost last.
    open: Vec<Open>,
    components: Components,
}

/// A block that is open.
struct Open {
    piece: Piece,
    /// Where its own text stands, as far as it was read.
    content: Option<Span>,
    /// The HTML that it is.
    html: String,
    /// Where what stands for an image begins.
    image: usize,
    /// Where what a tag sets as code begins.
    code: Option<usize>,
}

impl Open {
    fn new(kind: PieceKind, span: Span) -> Self {
        Self { piece: Piece::new(kind, span), content: None, html: String::new(), image: 0, code: None }
    }

    /// Takes a tag of HTML that sets a text as code, or that ends such a text.
    fn set_as_code(&mut self, tag: &str) {
        if tag == "</code>" {
            let code = self.code.take().and_then(|start| self.piece.seen.get(start..)).map(squeezed);
            self.piece.code.extend(code.filter(|code| !code.is_empty()));
        } else if tag.starts_with("<code>") || tag.starts_with("<code ") {
            self.code = Some(self.piece.seen.len());
        }
    }

    fn finished(mut self) -> Option<Piece> {
        self.piece.push_html(&self.html);
        let is_text = matches!(self.piece.kind, PieceKind::Heading(_) | PieceKind::Paragraph | PieceKind::Item);
        self.piece.span = self.content.filter(|_| is_text).unwrap_or(self.piece.span);
        self.piece.finished()
    }
}

impl Reader<'_> {
    fn read(&mut self, markdown: &str, place: &dyn Fn(usize) -> usize) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES;
        let mut events = Parser::new_ext(markdown, options).into_offset_iter();
        while let Some((event, range)) = events.next() {
            let is_text = || {
                !self.components.are_closed() || SHORTCODES.iter().any(|mark| markdown[range.clone()].starts_with(mark))
            };
            if matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))) && is_text() {
                events.find(|(event, _)| matches!(event, Event::End(TagEnd::CodeBlock)));
                let left = Left::new(markdown, range);
                self.read(&left.markdown, &|at| place(left.place(at)));
            } else {
                self.take(event, Span::new(place(range.start), place(range.end)));
            }
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        if !matches!(event, Event::End(_)) {
            self.reach(span, &event);
        }
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                let bare = code.trim();
                if let Some(open) = self.open.last_mut().filter(|_| !bare.is_empty()) {
                    open.piece.code.push(bare.to_owned());
                }
                self.text(&code);
            }
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            // A block comes line by line, and what begins in one line may end in another.
            Event::Html(html) => self.html(&html, span),
            Event::InlineHtml(html) => {
                let before = self.text[..span.start].rsplit('\n').next().unwrap_or_default();
                self.components.pass(&html, !before.trim().is_empty());
                if let Some(open) = self.open.last_mut() {
                    open.set_as_code(&html);
                    open.piece.push_html(&html);
                }
            }
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }),
            Event::FootnoteReference(_) | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// What stands in a line belongs to the block that is open.
    fn reach(&mut self, span: Span, event: &Event<'_>) {
        let is_inline = match event {
            Event::Start(tag) => {
                matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
            }
            Event::SoftBreak | Event::HardBreak | Event::Html(_) | Event::Rule => false,
            _ => true,
        };
        let Some(open) = self.open.last_mut().filter(|_| is_inline) else { return };
        // The parser leaves a backslash out.
        let start = span.start - usize::from(self.text[..span.start].ends_with('\\'));
        let content = open.content.unwrap_or(Span::new(start, span.end));
        open.content = Some(Span::new(content.start.min(start), content.end.max(span.end)));
    }

    /// A line of HTML. Each of several components in a row is a block of its own.
    fn html(&mut self, line: &str, span: Span) {
        let Some(open) = self.open.last_mut() else { return };
        open.html.push_str(line);
        if open.piece.kind == PieceKind::Html && ends_component(line) && is_whole(&open.html) {
            let block = open.piece.span;
            open.piece.span = Span::new(block.start, span.end.min(block.end));
            let rest = Open::new(PieceKind::Html, Span::new(open.piece.span.end, block.end));
            let before = std::mem::replace(open, rest);
            self.close(before);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.piece.push(text);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        let is_in_item = self.open.last().is_some_and(|open| open.piece.kind == PieceKind::Item);
        let kind = match tag {
            Tag::Heading { level, .. } => PieceKind::Heading(number(*level)),
            // A paragraph of an item is an item.
            Tag::Paragraph if is_in_item => PieceKind::Item,
            Tag::Paragraph => PieceKind::Paragraph,
            Tag::Item => PieceKind::Item,
            Tag::TableHead | Tag::TableRow => PieceKind::Row,
            Tag::CodeBlock(_) => PieceKind::Code,
            Tag::HtmlBlock => PieceKind::Html,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                if let Some(open) = self.open.last_mut() {
                    open.piece.links.push(dest_url.to_string());
                    open.image = open.piece.seen.len();
                }
                return;
            }
            Tag::TableCell => return self.text(" | "),
            _ => return,
        };
        let mut open = Open::new(kind, span);
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => open.piece.links.push(info.trim().to_owned()),
            Tag::Heading { id: Some(id), .. } => open.piece.links.push(format!("#{id}")),
            _ => {}
        }
        // What an item says before the blocks inside it stands before them.
        if let Some(outer) = self.open.last_mut() {
            let rest = Open::new(outer.piece.kind, outer.piece.span);
            let before = std::mem::replace(outer, rest);
            self.close(before);
        }
        self.open.push(open);
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(open) = self.open.last_mut().filter(|_| tag == TagEnd::Image) {
            let alt = open.piece.seen.get(open.image..).map(squeezed).unwrap_or_default();
            open.piece.alts.push(alt);
        }
        let is_block = matches!(
            tag,
            TagEnd::Heading(_)
                | TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
        );
        if let Some(open) = self.open.pop_if(|_| is_block) {
            self.close(open);
        }
    }

    fn close(&mut self, mut open: Open) {
        let start = open.content.filter(|_| open.piece.kind == PieceKind::Item).map(|content| content.start);
        if start.is_some_and(|start| is_sign(&self.text[..start])) {
            open.piece.seen = without_kind(&open.piece.seen).into_owned();
        }
        self.components.pass(&open.html, false);
        self.pieces.extend(open.finished());
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
