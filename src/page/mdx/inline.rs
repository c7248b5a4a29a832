//! The tags and expressions in a stretch of text.

use super::construct::Tag;
use super::script::{Kind, braces, tag};
use super::{Broken, Source};
use crate::span::Span;

/// How far is looked for the end of a construct behind one that has none, and for the end of a link's target.
const NEAR: usize = 512;

/// What stands in a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Inline {
    pub(super) tags: Vec<Tag>,
    pub(super) expressions: Vec<Span>,
    /// The places of both.
    pub(super) spans: Vec<Span>,
    pub(super) broken: Option<Broken>,
}

/// Looks through the text from `at` to the end of `source`. In a heading, `{#…}` at the end is its anchor.
pub(super) fn inline(source: Source<'_>, at: usize, is_heading: bool) -> Inline {
    let mut scan =
        Scan { source, at, is_heading, brackets: 0, lonely: Vec::new(), faults: 0, found: Inline::default() };
    let bytes = source.text.as_bytes();
    if memchr::memchr2(b'<', b'{', &bytes[at..source.end]).is_some() {
        while let Some(byte) = source.byte(scan.at) {
            scan.sign(byte);
        }
    }
    scan.found
}

struct Scan<'t> {
    source: Source<'t>,
    at: usize,
    is_heading: bool,
    /// The number of `[` that are open.
    brackets: usize,
    /// The runs of backticks and dollar signs that no other ends: the sign and the length.
    lonely: Vec<(u8, usize)>,
    /// The number of broken constructs.
    faults: usize,
    found: Inline,
}

impl Scan<'_> {
    fn sign(&mut self, byte: u8) {
        let bytes = self.source.text.as_bytes();
        match byte {
            b'\\' => {
                self.at +=
                    1 + usize::from(self.source.byte(self.at + 1).is_some_and(|next| next.is_ascii_punctuation()))
            }
            b'`' => self.verbatim(b'`'),
            b'$' if self.source.has_formulas => self.verbatim(b'$'),
            b'<' => match tag(self.near(), self.at, 0) {
                Ok(Some(tag)) => {
                    self.take(tag.span);
                    self.found.tags.push(tag);
                }
                Ok(None) => self.at += 1,
                Err(broken) => self.fail(broken),
            },
            b'{' if self.is_heading && self.is_anchor() => self.at = self.source.end,
            b'{' => match braces(self.near(), self.at, Kind::Text, 0) {
                Ok(span) => {
                    self.take(span);
                    self.found.expressions.push(span);
                }
                Err(broken) => self.fail(broken),
            },
            b'[' => {
                self.brackets += 1;
                self.at += 1;
            }
            b']' => {
                self.at += 1;
                let open = self.brackets > 0;
                self.brackets = self.brackets.saturating_sub(1);
                if open && self.source.byte(self.at) == Some(b'(') {
                    self.at = target(self.source, self.at + 1).unwrap_or(self.at);
                }
            }
            b'h' | b'w' if self.brackets == 0 => self.address(),
            _ => {
                let special = |byte: &u8| matches!(byte, b'\\' | b'`' | b'$' | b'<' | b'{' | b'[' | b']' | b'h' | b'w');
                let rest = &bytes[self.at + 1..self.source.end];
                self.at += 1 + rest.iter().position(special).unwrap_or(rest.len());
            }
        }
    }

    /// The text in which constructs are looked for: the more are broken, the less.
    fn near(&self) -> Source<'_> {
        match self.faults {
            0 => self.source,
            faults => self.source.up_to(self.at + (NEAR / faults.div_ceil(32)).max(16)),
        }
    }

    fn take(&mut self, span: Span) {
        self.found.spans.push(span);
        self.at = span.end;
    }

    fn fail(&mut self, broken: Broken) {
        self.found.broken.get_or_insert(broken);
        self.faults += 1;
        self.at += 1;
    }

    /// Code between backticks, a formula between dollar signs.
    fn verbatim(&mut self, sign: u8) {
        let rest = &self.source.text.as_bytes()[self.at..self.source.end];
        let length = run(rest, sign);
        self.at += length;
        if self.lonely.contains(&(sign, length)) {
            return;
        }
        let mut from = length;
        while let Some(next) = memchr::memchr(sign, &rest[from..]) {
            let other = run(&rest[from + next..], sign);
            from += next + other;
            if other == length {
                self.at += from - length;
                return;
            }
        }
        self.lonely.push((sign, length));
    }

    fn is_anchor(&self) -> bool {
        let rest = self.source.text[self.at..self.source.end].trim_end();
        rest.starts_with("{#") && rest.find('}') == Some(rest.len() - 1)
    }

    /// An address that is a link without markup: braces in it are part of it.
    fn address(&mut self) {
        let rest = &self.source.text[self.at..self.source.end];
        let before = self.source.text[..self.at].chars().next_back();
        let scheme = ["https://", "http://", "www."].iter().find(|scheme| rest.starts_with(**scheme));
        let begins = before.is_none_or(|c| !c.is_ascii_alphanumeric());
        let host =
            scheme.filter(|_| begins).is_some_and(|scheme| rest[scheme.len()..].starts_with(char::is_alphanumeric));
        self.at += if host { rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len()) } else { 1 };
    }
}

fn run(bytes: &[u8], sign: u8) -> usize {
    bytes.iter().take_while(|byte| **byte == sign).count()
}

/// The end of a target and title in parentheses, behind the opening one.
fn target(source: Source<'_>, at: usize) -> Option<usize> {
    let bytes = &source.text.as_bytes()[..source.up_to(at + NEAR).end];
    let space = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    let mut at = space(at);
    if bytes.get(at) == Some(&b'<') {
        let length = bytes[at + 1..].iter().position(|byte| matches!(byte, b'>' | b'<' | b'\n'))?;
        at += length + 1;
        if bytes[at] != b'>' {
            return None;
        }
        at += 1;
    } else {
        let mut open = 0_usize;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'(' => open += 1,
                b')' if open == 0 => break,
                b')' => open -= 1,
                byte if byte.is_ascii_whitespace() => break,
                _ => {}
            }
            at += 1;
        }
    }
    let behind = space(at);
    if behind > at
        && let Some(close) = bytes.get(behind).and_then(|quote| match quote {
            b'"' | b'\'' => Some(*quote),
            b'(' => Some(b')'),
            _ => None,
        })
    {
        at = behind + 2 + memchr::memchr(close, &bytes[behind + 1..])?;
    }
    let end = space(at);
    (bytes.get(end) == Some(&b')')).then_some(end + 1)
}
