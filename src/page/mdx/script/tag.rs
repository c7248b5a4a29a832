//! One JSX tag.

use super::super::construct::{Attribute, Fault, Tag, TagKind};
use super::super::{Broken, Source};
use super::{Kind, begins_name, braces, continues_name};
use crate::span::Span;

const NAME: &str = "a name, or `>` for a fragment; a `<` that begins no tag is written `&lt;` or in backticks";
const COMMENT: &str = "a name; a comment is written `{/* … */}` in MDX";
const ATTRIBUTE: &str = "an attribute, or the end of the tag";
const VALUE: &str = "a value in quotes or braces";
const QUOTE: &str = "the closing quote of the value";
pub(in super::super) const END: &str = "`>`";

/// Reads the tag at `at`, where a `<` stands. `None` where that is a sign like any other.
///
/// # Errors
///
/// What stands there begins like a tag and is none.
pub(in super::super) fn tag(source: Source<'_>, at: usize, depth: usize) -> Result<Option<Tag>, Broken> {
    if source.byte(at + 1).is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) && at + 1 < source.end {
        return Ok(None);
    }
    let mut reader = Reader { source, start: at, at: at + 1, depth };
    reader.whole().map(Some)
}

struct Reader<'t> {
    source: Source<'t>,
    start: usize,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn whole(&mut self) -> Result<Tag, Broken> {
        self.space();
        let mut kind = TagKind::Open;
        if self.eat('/') {
            kind = TagKind::Close;
            self.space();
        }
        let name = match self.peek() {
            Some('>') => Span::new(self.at, self.at),
            Some('!') => return self.fail(COMMENT),
            _ => self.element()?,
        };
        let mut attributes = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some('>') => break,
                Some('/') => {
                    self.at += 1;
                    self.space();
                    if self.peek() != Some('>') {
                        return self.fail(END);
                    }
                    if kind == TagKind::Close {
                        self.at -= 1;
                        return self.fail(END);
                    }
                    kind = TagKind::SelfClosing;
                    break;
                }
                Some('{') => {
                    let value = self.braces(Kind::Spread)?;
                    attributes.push(Attribute { name: Span::new(value.start, value.start), value: Some(value) });
                }
                _ if name.is_empty() => return self.fail(END),
                _ => attributes.push(self.attribute()?),
            }
        }
        self.at += 1;
        Ok(Tag { span: Span::new(self.start, self.at), name, kind, flow: false, attributes })
    }

    /// The name of an element: `a`, `a-b`, `a.b.c` or `a:b`.
    fn element(&mut self) -> Result<Span, Broken> {
        let start = self.at;
        self.word(NAME)?;
        let mut end = self.at;
        self.space();
        if self.eat(':') {
            self.space();
            self.word(NAME)?;
            end = self.at;
        } else {
            while self.eat('.') {
                self.space();
                self.word(NAME)?;
                end = self.at;
                self.space();
            }
        }
        Ok(Span::new(start, end))
    }

    fn attribute(&mut self) -> Result<Attribute, Broken> {
        let start = self.at;
        self.word(ATTRIBUTE)?;
        let mut name = Span::new(start, self.at);
        self.space();
        if self.eat(':') {
            self.space();
            self.word(ATTRIBUTE)?;
            name.end = self.at;
            self.space();
        }
        if !self.eat('=') {
            return Ok(Attribute { name, value: None });
        }
        self.space();
        let value = match self.peek() {
            Some('{') => self.braces(Kind::Value)?,
            Some(quote @ ('"' | '\'')) => {
                let start = self.at;
                let rest = &self.source.text.as_bytes()[start + 1..self.source.end];
                match memchr::memchr(quote as u8, rest) {
                    Some(length) => self.at = start + length + 2,
                    None => {
                        self.at = self.source.end;
                        return self.fail(QUOTE);
                    }
                }
                Span::new(start, self.at)
            }
            _ => return self.fail(VALUE),
        };
        Ok(Attribute { name, value: Some(value) })
    }

    fn braces(&mut self, kind: Kind) -> Result<Span, Broken> {
        let value = braces(self.source, self.at, kind, self.depth)?;
        self.at = value.end;
        Ok(value)
    }

    /// Takes a name, which may hold hyphens.
    fn word(&mut self, expected: &'static str) -> Result<(), Broken> {
        if !self.peek().is_some_and(begins_name) {
            return self.fail(expected);
        }
        let rest = &self.source.text[self.at..self.source.end];
        self.at += rest.find(|c| !continues_name(c) && c != '-').unwrap_or(rest.len());
        let ends = |c: char| matches!(c, '.' | '/' | ':' | '=' | '>' | '{') || c.is_whitespace();
        if self.peek().is_some_and(ends) { Ok(()) } else { self.fail(expected) }
    }

    fn space(&mut self) {
        let rest = &self.source.text[self.at..self.source.end];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn peek(&self) -> Option<char> {
        self.source.text[self.at..self.source.end].chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn fail<T>(&self, expected: &'static str) -> Result<T, Broken> {
        Err(Broken { at: self.at, fault: Fault::Tag(self.start, expected) })
    }
}
