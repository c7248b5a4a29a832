//! One pass over one reading, in the format of its page: front matter, sections, tables, fences, code spans and comments.
//!
//! A page knows nothing of bilingual pairs. The same code reads a localized reading, a source reading, a published
//! page and an English source page.

mod address;
mod code;
mod delimiter;
mod digit;
mod format;
mod front_matter;
mod markdown;
mod formulas;
mod mdx;
mod mend;
mod notices;
mod rows;
mod slug;
mod twins;
mod words;

use std::borrow::Cow;
use std::cell::OnceCell;

pub use address::Written;
use code::Spans;
pub use code::{CodeToken, Role, entity_in, is_program, is_prose, is_sentence, tokens};
pub(crate) use code::{has_variables, is_shell, language, masked};
pub(crate) use delimiter::spaced;
pub use digit::digit;
pub use format::PageFormat;
pub use front_matter::{FrontMatter, FrontMatterError};
pub use markdown::is_element;
pub use mdx::{Attribute, Broken, Fault, Mdx, Tag, TagKind};
pub use mend::{Mended, Slip, SlipKind};
pub(crate) use notices::{SIGNS_OF_NOTICES, as_items};
pub use slug::slug;

use crate::span::Span;
use words::Words;

/// What one reading says, in the order of the text. All spans are bytes of the reading.
#[derive(Debug, Default)]
pub struct Page<'a> {
    /// The whole reading.
    pub text: &'a str,
    /// The reading as its words are read: as long, with blanks for formulas, and for what is code of MDX and no text.
    pub prose: Cow<'a, str>,
    /// The YAML block at the top, between its `---` lines.
    pub front_matter: Option<Span>,
    /// The headings. Index 0 is the text before the first heading.
    pub sections: Vec<Section<'a>>,
    /// The tables.
    pub tables: Vec<Table<'a>>,
    /// The fenced code blocks.
    pub fences: Vec<Fence<'a>>,
    /// The code spans.
    pub code_spans: Vec<CodeSpan<'a>>,
    /// The list items, with the section they stand in. An item holds those nested in it.
    pub items: Vec<(usize, Span)>,
    /// The links and images.
    pub links: Vec<Link<'a>>,
    /// The bold texts, with their markers.
    pub strong: Vec<Span>,
    /// The texts in italics, with their markers.
    pub italic: Vec<Span>,
    /// The headings, paragraphs, list items, tables and fences, as they follow each other.
    pub blocks: Vec<Block>,
    /// What the page holds beside its Markdown.
    pub mdx: Mdx,
    spans: OnceCell<Spans>,
    words: OnceCell<Words>,
}

/// A piece of a page that stands by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The section it stands in; a heading stands in its own.
    pub section: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Its content: without heading marks, bullets and quotation marks at its start.
    pub span: Span,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The text of a heading.
    Heading,
    /// A paragraph outside lists.
    Paragraph,
    /// The text of a list item, or a paragraph of one, with the depth of its list from 1.
    Item(u8),
    /// A table, as an index of [`Page::tables`].
    Table(usize),
    /// A fenced code block, as an index of [`Page::fences`].
    Fence(usize),
}

/// A link or an image.
#[derive(Debug)]
pub struct Link<'a> {
    /// The section it stands in.
    pub section: usize,
    /// Where it leads, as written; of a link by reference, what the reference names.
    pub target: Cow<'a, str>,
    /// The text that is clicked, or the description of an image, without markup.
    pub label: Cow<'a, str>,
    /// The title that is shown beside the pointer; empty where there is none.
    pub title: Cow<'a, str>,
    /// The whole link.
    pub span: Span,
    /// Whether it is an image.
    pub image: bool,
    /// Whether an image is what is clicked.
    pub holds_image: bool,
}

/// A heading and the text below it.
#[derive(Debug, Default)]
pub struct Section<'a> {
    /// 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// The name that is the same in every locale: from `<a name="…">`, from `{#…}`, or made from the heading.
    pub anchor: Cow<'a, str>,
    /// Whether the page names the anchor, so that it does not depend on the language of the heading.
    pub named: bool,
    /// The anchor of the English section at the same place, where the page names none of its own.
    pub english: Option<String>,
    /// The heading without markup.
    pub title: Cow<'a, str>,
    /// The heading's line.
    pub span: Span,
    /// The section that this one is part of.
    pub parent: Option<usize>,
}

/// A table: its head and its rows.
#[derive(Debug)]
pub struct Table<'a> {
    /// The section it stands in.
    pub section: usize,
    /// The head row.
    pub head: Row<'a>,
    /// The rows below the head.
    pub rows: Vec<Row<'a>>,
    /// Where the delimiter row stands, if it has another number of columns than the head: then the table is none for GFM.
    pub uneven: Option<Span>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row<'a> {
    /// The row's line.
    pub span: Span,
    /// Its cells, as many as the head has.
    pub cells: Vec<Cell<'a>>,
}

/// A cell of a table.
#[derive(Debug)]
pub struct Cell<'a> {
    /// The content without the white space around it, markup included.
    pub span: Span,
    /// The content without markup and with entities decoded.
    pub text: Cow<'a, str>,
}

/// A fenced code block.
#[derive(Debug)]
pub struct Fence<'a> {
    /// The section it stands in.
    pub section: usize,
    /// What stands behind the opening backticks, without white space around it.
    pub info: Cow<'a, str>,
    /// The whole block, opening and closing line included.
    pub span: Span,
    /// The lines between.
    pub content: Span,
    /// Whether the closing line is there.
    pub closed: bool,
    /// The HTML comment right before it.
    pub annotation: Option<Span>,
}

/// An inline code span.
#[derive(Debug)]
pub struct CodeSpan<'a> {
    /// The section it stands in.
    pub section: usize,
    /// The code, without its backticks.
    pub text: Cow<'a, str>,
    /// The code with its backticks.
    pub span: Span,
}

impl Section<'_> {
    /// The name that tells what the section is, in whatever language its heading is: the English anchor where it is known.
    #[must_use]
    pub fn key(&self) -> &str {
        self.english.as_deref().unwrap_or(&self.anchor)
    }
}

impl<'a> Page<'a> {
    /// Parses a reading of a page in `format`.
    #[must_use]
    pub fn parse(text: &'a str, format: PageFormat) -> Self {
        let mut page = (format.parse)(text);
        let formulas = formulas::formulas(text, Self::body_start(text));
        if !formulas.is_empty() {
            page.prose = blanked(&page.prose, formulas).into();
        }
        page
    }

    /// Where the text below the front matter of `text` begins.
    #[must_use]
    pub fn body_start(text: &str) -> usize {
        front_matter::locate(text).1
    }

    /// The text below the front matter.
    #[must_use]
    pub fn body(&self) -> &'a str {
        self.sections.first().map_or("", |start| &self.text[start.span.start..])
    }

    /// The h1: its anchor is the page's name in every locale.
    #[must_use]
    pub fn title(&self) -> Option<&Section<'a>> {
        self.sections.iter().find(|section| section.level == 1)
    }

    /// The paragraphs and the texts of list items.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item(_)))
    }

    /// The blocks of a section without those of the sections inside it.
    #[must_use]
    pub fn blocks_of(&self, section: usize) -> &[Block] {
        let first = self.blocks.partition_point(|block| block.section < section);
        let count = self.blocks[first..].partition_point(|block| block.section == section);
        &self.blocks[first..first + count]
    }

    /// The cells of one row that lie inside `span`.
    #[must_use]
    pub fn cells_within(&self, span: Span) -> &[Cell<'a>] {
        let tables = &self.tables[..self.tables.partition_point(|table| table.head.span.start <= span.start)];
        let rows = tables.last().map_or(&[][..], |table| &table.rows);
        let row = rows[..rows.partition_point(|row| row.span.start <= span.start)].last();
        let cells = row.map_or(&[][..], |row| &row.cells);
        let first = cells.partition_point(|cell| cell.span.start < span.start);
        let count = cells[first..].partition_point(|cell| cell.span.end <= span.end);
        &cells[first..first + count]
    }

    /// The section and those it is part of, innermost first.
    pub fn lineage(&self, section: usize) -> impl Iterator<Item = &Section<'a>> {
        std::iter::successors(self.sections.get(section), |inner| self.sections.get(inner.parent?))
    }

    /// The keys from h2 down to `section`, joined by `/`: the key of a section in every locale.
    #[must_use]
    pub fn path(&self, section: usize) -> String {
        let mut keys: Vec<&str> = self.lineage(section).filter(|outer| outer.level > 1).map(Section::key).collect();
        keys.reverse();
        keys.join("/")
    }

    /// A section with its heading, up to the next one.
    #[must_use]
    pub fn extent(&self, section: usize) -> Span {
        let start = |section: usize| self.sections.get(section).map_or(self.text.len(), |section| section.span.start);
        Span::new(start(section), start(section + 1))
    }

    /// The section that holds `offset`.
    #[must_use]
    pub fn section_at(&self, offset: usize) -> usize {
        self.sections.partition_point(|section| section.span.start <= offset).saturating_sub(1)
    }
}

impl Fence<'_> {
    /// The lines of the content, without their indentation and trailing white space, with their places.
    pub fn lines<'t>(&self, text: &'t str) -> impl Iterator<Item = (Span, &'t str)> + use<'t> {
        let mut offset = self.content.start;
        self.content.of(text).split_inclusive('\n').map(move |line| {
            let inside = line.trim_ascii_start();
            let start = offset + line.len() - inside.len();
            let inside = inside.trim_ascii_end();
            offset += line.len();
            (Span::new(start, start + inside.len()), inside)
        })
    }

    /// The value of `key` in the annotation before the fence: the first string after `"key":`. Annotations look like
    /// JSON, but are read leniently: many of them are not.
    #[must_use]
    pub fn annotated<'t>(&self, text: &'t str, key: &str) -> Option<&'t str> {
        let comment = self.annotation?.of(text);
        let after = &comment[comment.find(&format!("\"{key}\""))? + key.len() + 2..];
        let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        value.split(['"', '\n']).next()
    }
}

/// A text as long, with blanks in place of `spans`.
pub(crate) fn blanked(text: &str, spans: impl IntoIterator<Item = Span>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in spans {
        bytes[span.start..span.end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    String::from_utf8(bytes).expect("whole characters are replaced")
}

#[cfg(test)]
mod tests;
