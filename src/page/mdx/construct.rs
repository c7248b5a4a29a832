//! What MDX adds to Markdown, and where it is broken.

use crate::span::Span;

/// What a page holds beside its Markdown, in the order of the text. Empty on a page that is no MDX.
#[derive(Debug, Default)]
pub struct Mdx {
    /// The tags of JSX elements.
    pub tags: Vec<Tag>,
    /// The expressions outside tags, with their braces. Comments are expressions.
    pub expressions: Vec<Span>,
    /// The blocks of imports and exports.
    pub esm: Vec<Span>,
    /// Where a compiler stops first.
    pub broken: Option<Broken>,
}

/// An opening or closing tag of a JSX element.
#[derive(Debug)]
pub struct Tag {
    /// The tag, from `<` to `>`.
    pub span: Span,
    /// The name; empty for a fragment.
    pub name: Span,
    /// Opening, closing or both.
    pub kind: TagKind,
    /// Whether it stands on lines of its own, with nothing but other tags and expressions.
    pub flow: bool,
    /// The attributes.
    pub attributes: Vec<Attribute>,
}

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// It begins an element.
    Open,
    /// It ends one.
    Close,
    /// It is the whole element.
    SelfClosing,
}

/// An attribute of a tag.
#[derive(Debug)]
pub struct Attribute {
    /// The name; empty for a spread.
    pub name: Span,
    /// The value, with its quotes or braces.
    pub value: Option<Span>,
}

/// Where MDX is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Where a compiler stops.
    pub at: usize,
    /// What it stops at.
    pub fault: Fault,
}

/// What is broken. Each place is where the broken construct begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A tag that cannot go on like this, and what can stand there.
    Tag(usize, &'static str),
    /// An expression without its closing brace.
    Expression(usize),
    /// Code that is no JavaScript expression.
    Code(usize),
    /// An import or export that is none.
    Esm(usize),
    /// A tag that is not closed before what it stands in ends.
    Unclosed(Span),
    /// A closing tag of another element than the one that is open.
    Mismatch(Span),
    /// A closing tag without an opening one.
    Unopened,
}
