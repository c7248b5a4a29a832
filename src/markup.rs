//! What docs frameworks read as syntax beside Markdown: components, admonitions, shortcodes, includes, ids.
//!
//! Each framework is a row of `FRAMEWORKS`: a file with its constructs. What a construct's grammar captures must stand in
//! every locale as in English; what it leaves out is text.

mod arguments;
mod balance;
mod construct;
mod docusaurus;
mod fence;
mod hugo;
mod jsx;
mod learn;
mod liquid;
mod markdown;
mod mkdocs;
mod vitepress;

pub use balance::{Tilt, is_never_closed, tilts};
pub use construct::{Construct, Counts};
pub use fence::changed_info;
pub use jsx::is_element;

use std::collections::BTreeSet;
use std::sync::{LazyLock, OnceLock};

use memchr::memmem;
use regex::{Captures, Regex};

use crate::page::{Page, blanked};
use crate::span::Span;

/// The constructs of each framework.
const FRAMEWORKS: [&[Construct]; 8] = [
    jsx::CONSTRUCTS,
    docusaurus::CONSTRUCTS,
    vitepress::CONSTRUCTS,
    mkdocs::CONSTRUCTS,
    hugo::CONSTRUCTS,
    liquid::CONSTRUCTS,
    learn::CONSTRUCTS,
    markdown::CONSTRUCTS,
];

/// The grammars, each compiled when a page has its sign.
static GRAMMARS: LazyLock<Vec<(&'static Construct, OnceLock<Regex>)>> =
    LazyLock::new(|| FRAMEWORKS.into_iter().flatten().map(|construct| (construct, OnceLock::new())).collect());

/// A piece of syntax that a translation leaves alone.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub construct: &'static Construct,
    /// Of an argument, the name of what it is given to; else empty.
    pub owner: String,
    /// What is compared.
    pub value: String,
    /// Where it stands, in bytes of the reading.
    pub span: Span,
}

impl Token {
    /// Whether formatters of code may have made it another one.
    #[must_use]
    pub fn is_code(&self) -> bool {
        self.value.contains(['{', ' '])
    }

    /// Whether it is the name of a place on the page.
    #[must_use]
    pub fn is_id(&self) -> bool {
        matches!(self.construct.noun, "the id of a heading" | "the id") || self.value.starts_with("id=")
    }

    /// Whether one can stand in the place of the other.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        std::ptr::eq(self.construct, other.construct) && self.owner == other.owner
    }
}

/// A text without what formatters of code add and take away: white space, the last comma of a list, the kind of quotation marks.
#[must_use]
pub fn unformatted(text: &str) -> String {
    let text: String =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| if matches!(c, '"' | '`') { '\'' } else { c }).collect();
    [",]", ",}", ",)"].iter().fold(text, |text, end| text.replace(end, &end[1..]))
}

/// The signs of all constructs, each once. A text with none of them holds no syntax.
pub static SIGNS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| FRAMEWORKS.into_iter().flatten().map(|construct| construct.sign).collect());

/// The syntax of a page with one of these signs, in the order of the text. Code, comments and front matter hold none.
#[must_use]
pub fn tokens(page: &Page<'_>, signs: &BTreeSet<&str>) -> Vec<Token> {
    let stands = |sign: &str| memchr::memmem::find(page.text.as_bytes(), sign.as_bytes()).is_some();
    let signs: BTreeSet<&str> = signs.iter().copied().filter(|sign| stands(sign)).collect();
    if signs.is_empty() {
        return Vec::new();
    }
    let text = markup(page);
    let mut tokens: Vec<Token> = Vec::new();
    for (construct, grammar) in GRAMMARS.iter().filter(|(construct, _)| signs.contains(construct.sign)) {
        let grammar = grammar.get_or_init(|| Regex::new(construct.grammar).expect("a valid grammar"));
        for found in grammar.captures_iter(&text) {
            take(construct, &found, &text, &mut tokens);
        }
    }
    tokens.sort_by_key(|token| token.span.start);
    tokens
}

/// Takes what a grammar found in `text`.
fn take(construct: &'static Construct, found: &Captures<'_>, text: &str, tokens: &mut Vec<Token>) {
    let parts: Vec<&str> = found.iter().skip(1).flatten().map(|part| part.as_str().trim()).collect();
    let value = if construct.arguments.is_some() { parts[0].to_owned() } else { parts.join(" ") };
    let value = value.strip_prefix('/').map(|name| format!("/{}", name.trim_start())).unwrap_or(value);
    let span = Span::from(found.get(0).expect("a match is whole").range()).trimmed(text);
    let escapes = text[..span.start].len() - text[..span.start].trim_end_matches('\\').len();
    let is_escaped = construct.sign == "<" && escapes % 2 == 1;
    if is_escaped || construct.unless.is_some_and(|other| other(&value)) {
        return;
    }
    if let (Some(read), Some(inside)) = (construct.arguments, found.get(2)) {
        tokens.extend(read(inside.as_str()).into_iter().map(|(argument, place)| Token {
            construct: &construct::ARGUMENT,
            owner: value.clone(),
            value: argument,
            span: place.shifted(inside.start()),
        }));
    }
    let values = construct.split.map_or_else(|| vec![value.clone()], |split| split(&value));
    tokens.extend(values.into_iter().map(|value| Token { construct, owner: String::new(), value, span }));
}

static COMMENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->|\{/\*\s*(?:\{\{|<).*?\*/\}").expect("valid"));

/// The comments of a text that hold no text, or the syntax of a framework.
fn comments(text: &str) -> Vec<Span> {
    if memmem::find(text.as_bytes(), b"{/*").is_some() {
        return COMMENT.find_iter(text).map(|comment| comment.range().into()).collect();
    }
    let (mut comments, mut from) = (Vec::new(), 0);
    while let Some(start) = memmem::find(&text.as_bytes()[from..], b"<!--").map(|at| from + at)
        && let Some(end) = memmem::find(&text.as_bytes()[start + 4..], b"-->")
    {
        from = start + 4 + end + 3;
        comments.push(Span::new(start, from));
    }
    comments
}

/// The text as long as it is, with blanks for code, comments and front matter.
fn markup(page: &Page<'_>) -> String {
    let fences = page.fences.iter().map(|fence| fence.span);
    let spans = page.code_spans.iter().map(|code| code.span);
    let top = page.text.len() - page.body().len();
    let comments = comments(page.text).into_iter().filter(|comment| !is_include(comment.of(page.text)));
    blanked(page.text, fences.chain(spans).chain(comments).chain(notes(page)).chain([Span::new(0, top)]))
}

static NOTE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^[ \t]*//[^\n]*").expect("valid"));

/// The comments in the code of a page of MDX: in its expressions, and in what its tags are given.
fn notes<'p>(page: &'p Page<'_>) -> impl Iterator<Item = Span> + 'p {
    let tags = page.mdx.tags.iter().map(|tag| tag.span);
    let code = page.mdx.expressions.iter().copied().chain(tags).filter(|code| code.of(page.text).contains("//"));
    code.flat_map(|code| {
        NOTE.find_iter(code.of(page.text)).map(move |note| Span::from(note.range()).shifted(code.start))
    })
}

/// Whether a comment includes another file.
fn is_include(comment: &str) -> bool {
    comment.trim_start_matches("<!--").trim_start().starts_with('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammar_is_valid() {
        for construct in FRAMEWORKS.into_iter().flatten() {
            assert!(Regex::new(construct.grammar).is_ok(), "{}", construct.grammar);
        }
    }

    #[test]
    fn line_ends_of_two_bytes_end_lines() {
        let values = |text: &str| -> Vec<String> {
            let page = Page::parse(text, crate::page::PageFormat::MARKDOWN);
            tokens(&page, &BTreeSet::from(["[!", "{#"])).into_iter().map(|token| token.value).collect()
        };
        let text = "> [!NOTE]\n> Dry.\n\n## Rope {#rope}\n";
        assert_eq!(values(text), ["NOTE", "#rope"]);
        assert_eq!(values(&text.replace('\n', "\r\n")), ["NOTE", "#rope"]);
    }

    #[test]
    fn what_is_escaped_is_no_syntax_and_blanks_do_not_count() {
        let values = |text: &str| -> Vec<String> {
            let page = Page::parse(text, crate::page::PageFormat::MARKDOWN);
            tokens(&page, &BTreeSet::from(["<", "{{%"])).into_iter().map(|token| token.value).collect()
        };
        assert_eq!(values("An \\<Oar> and an \\\\<Oar>, and <Oar>.\n"), ["Oar", "Oar"]);
        assert_eq!(values("{{% / alert%}}\n"), values("{{% /alert %}}\n"));
    }

    #[test]
    fn comments_end_where_they_are_closed() {
        let found = |text: &'static str| comments(text).into_iter().map(|span| span.of(text)).collect::<Vec<_>>();
        assert_eq!(found("a <!-- b\n--> c <!----> --> <!-- d"), ["<!-- b\n-->", "<!---->"]);
        assert_eq!(found("<!-- a --> {/* {{ b }} */} {/* c */}"), ["<!-- a -->", "{/* {{ b }} */}"]);
        assert_eq!(found("<!--> a -->"), ["<!--> a -->"]);
    }
}
