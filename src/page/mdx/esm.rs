//! Imports and exports.

use super::construct::Fault;
use super::script::{Kind, Lexer, begins_name, continues_name};
use super::{Broken, Source};
use crate::span::Span;

/// Whether a line begins with an import or export.
pub(super) fn begins(line: &str) -> bool {
    line.starts_with("import ") || line.starts_with("export ")
}

/// Reads the imports and exports at `at`, which end at a blank line: their place.
///
/// # Errors
///
/// They are none.
pub(super) fn block(source: Source<'_>, at: usize) -> Result<Span, Broken> {
    let mut reader = Reader { source, at };
    let wrong = |wrong: usize| Broken { at: wrong, fault: Fault::Esm(at) };
    loop {
        reader.statement().map_err(wrong)?;
        let rest = &source.text[reader.at..source.end];
        let white = rest.len() - rest.trim_start().len();
        let lines = rest[..white].bytes().filter(|byte| *byte == b'\n').count();
        if lines > 1 || white == rest.len() {
            let line = rest.find('\n').map_or(source.end, |end| reader.at + end);
            return Ok(Span::new(at, line));
        }
        reader.at += white;
    }
}

type Step = Result<(), usize>;

struct Reader<'t> {
    source: Source<'t>,
    at: usize,
}

impl<'t> Reader<'t> {
    fn statement(&mut self) -> Step {
        let start = self.at;
        match self.word() {
            "import" => self.import(),
            "export" => self.export(),
            _ => Err(start),
        }?;
        // The line ends, or a semicolon stands there.
        let rest = self.rest();
        let inside = rest.trim_start_matches([' ', '\t', '\r']);
        self.at += rest.len() - inside.len();
        match inside.chars().next() {
            Some(';') => {
                self.at += 1;
                let rest = self.rest();
                if let Some(comment) = rest.trim_start_matches([' ', '\t']).strip_prefix("//") {
                    self.at = self.source.end - comment.len() + comment.find('\n').unwrap_or(comment.len());
                }
                Ok(())
            }
            None | Some('\n') => Ok(()),
            Some('/') => self.space(),
            Some('i' | 'e') => Ok(()),
            _ => Err(self.at),
        }
    }

    fn import(&mut self) -> Step {
        self.space()?;
        if self.string()? {
            return self.attributes();
        }
        if self.peek().is_some_and(begins_name) {
            self.word();
            self.space()?;
            if !self.eat(',') {
                return self.from();
            }
            self.space()?;
        }
        match self.peek() {
            Some('*') => self.all()?,
            Some('{') => self.list()?,
            _ => return Err(self.at),
        }
        self.from()
    }

    fn export(&mut self) -> Step {
        self.space()?;
        let start = self.at;
        match self.peek() {
            Some('*') => {
                self.at += 1;
                self.space()?;
                if self.rest().starts_with("as ") {
                    self.at = start;
                    self.all()?;
                }
                self.from()
            }
            Some('{') => {
                self.list()?;
                let back = self.at;
                self.space()?;
                if self.rest().starts_with("from") {
                    return self.from();
                }
                self.at = back;
                Ok(())
            }
            _ => match self.word() {
                "default" => self.expression(),
                "const" | "let" | "var" => self.declarations(),
                "function" | "class" | "async" => {
                    self.at = start;
                    self.expression()
                }
                _ => Err(start),
            },
        }
    }

    /// `a = 1, b = 2`.
    fn declarations(&mut self) -> Step {
        self.space()?;
        if self.peek().is_some_and(|c| begins_name(c) || matches!(c, '{' | '[')) {
            return self.expression();
        }
        Err(self.at)
    }

    fn expression(&mut self) -> Step {
        let mut lexer = Lexer::new(self.source, self.at, Kind::Statement, 0);
        self.at = lexer.run()?;
        // What stands before the next statement belongs to it.
        let before = self.source.text[..self.at].trim_end().len();
        self.at = before;
        Ok(())
    }

    /// `* as name`.
    fn all(&mut self) -> Step {
        self.at += 1;
        self.space()?;
        let at = self.at;
        if self.word() != "as" {
            return Err(at);
        }
        self.name()
    }

    /// `{ a, b as c }`.
    fn list(&mut self) -> Step {
        self.at += 1;
        loop {
            self.space()?;
            if self.eat('}') {
                return Ok(());
            }
            self.one()?;
            self.space()?;
            if self.rest().starts_with("as") && !self.rest()[2..].starts_with(continues_name) {
                self.at += 2;
                self.one()?;
                self.space()?;
            }
            if !self.eat(',') && self.peek() != Some('}') {
                return Err(self.at);
            }
        }
    }

    /// A name or a string.
    fn one(&mut self) -> Step {
        self.space()?;
        if self.string()? { Ok(()) } else { self.name() }
    }

    fn from(&mut self) -> Step {
        self.space()?;
        let at = self.at;
        if self.word() != "from" {
            return Err(at);
        }
        self.space()?;
        if self.string()? { self.attributes() } else { Err(self.at) }
    }

    /// `with { type: "json" }`.
    fn attributes(&mut self) -> Step {
        let back = self.at;
        let rest = self.rest().trim_start_matches([' ', '\t']);
        if !rest.starts_with("with") {
            return Ok(());
        }
        self.at = self.source.end - rest.len() + "with".len();
        self.space()?;
        let close = self.rest().find('}');
        match close.filter(|_| self.peek() == Some('{')) {
            Some(close) => self.at += close + 1,
            None => self.at = back,
        }
        Ok(())
    }

    fn name(&mut self) -> Step {
        self.space()?;
        let at = self.at;
        if self.peek().is_some_and(begins_name) && !self.word().is_empty() { Ok(()) } else { Err(at) }
    }

    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c| !continues_name(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn string(&mut self) -> Result<bool, usize> {
        let Some(quote) = self.peek().filter(|c| matches!(c, '"' | '\'')) else { return Ok(false) };
        self.lexed(|lexer| lexer.string(quote)).map(|()| true)
    }

    fn space(&mut self) -> Step {
        self.lexed(Lexer::space)
    }

    fn lexed(&mut self, read: impl FnOnce(&mut Lexer<'t>) -> Step) -> Step {
        let mut lexer = Lexer::new(self.source, self.at, Kind::Statement, 0);
        let read = read(&mut lexer);
        self.at = lexer.at;
        read
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'t str {
        &self.source.text[self.at..self.source.end]
    }
}
