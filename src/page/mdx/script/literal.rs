//! White space, comments, names and literals.

use super::{Frame, Last, Lexer, Open, Step};

pub(in super::super) fn begins_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | '$')
}

pub(in super::super) fn continues_name(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '_' | '$' | '\u{200c}' | '\u{200d}')
        || !c.is_ascii() && !c.is_whitespace() && is_mark(c)
}

/// Combining marks, roughly: they continue a name.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{e7f}' | '\u{3099}'..='\u{309a}' | '\u{fe00}'..='\u{fe0f}')
}

impl Lexer<'_> {
    /// Passes over white space and comments.
    pub(in super::super) fn space(&mut self) -> Step<()> {
        self.newline = false;
        loop {
            let rest = self.rest();
            let white = rest.len() - rest.trim_start().len();
            self.newline |= rest[..white].contains('\n');
            self.at += white;
            let rest = &rest[white..];
            if rest.starts_with("//") {
                self.at += memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            } else if let Some(comment) = rest.strip_prefix("/*") {
                let Some(end) = comment.find("*/") else { return Err(self.at) };
                self.newline |= rest[..end + 2].contains('\n');
                self.at += end + 4;
            } else {
                return Ok(());
            }
        }
    }

    pub(in super::super) fn string(&mut self, quote: char) -> Step<()> {
        let start = self.at;
        let mut escaped = false;
        for (at, c) in self.rest().char_indices().skip(1) {
            match c {
                _ if escaped => escaped = c == '\r',
                '\\' => escaped = true,
                '\n' | '\r' => break,
                c if c == quote => {
                    self.at += at + 1;
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(start)
    }

    pub(super) fn number(&mut self) {
        let rest = self.rest();
        self.at += rest.find(|c| !continues_name(c) && c != '.').unwrap_or(rest.len());
    }

    /// Reads a template up to its end, or to the expression in it.
    pub(super) fn template(&mut self, start: usize) -> Step<()> {
        let rest = self.rest();
        let mut escaped = false;
        let mut dollar = false;
        for (at, c) in rest.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '`' => {
                    self.at += at + 1;
                    return Ok(());
                }
                '{' if dollar => {
                    self.at += at + 1;
                    let choices = std::mem::take(&mut self.choices);
                    self.stack.push(Frame { open: Open::Template, choices, value: true });
                    self.last = Last::Operator;
                    return Ok(());
                }
                _ => {}
            }
            dollar = c == '$';
        }
        Err(start)
    }

    /// Reads a regular expression.
    pub(super) fn pattern(&mut self) -> Step<()> {
        let start = self.at;
        self.operand()?;
        let (mut escaped, mut class) = (false, false);
        for (at, c) in self.rest().char_indices().skip(1) {
            match c {
                '\n' => break,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => class = true,
                ']' => class = false,
                '/' if !class => {
                    self.at += at + 1;
                    let rest = self.rest();
                    self.at += rest.find(|c| !continues_name(c)).unwrap_or(rest.len());
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(start)
    }
}
