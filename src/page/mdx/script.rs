//! JavaScript, as far as it takes to tell where an expression ends and that it is none: brackets, strings, templates,
//! comments, regular expressions and elements, and whether operands and operators take turns.

mod element;
mod literal;
mod tag;

pub(super) use literal::{begins_name, continues_name};
pub(super) use tag::{END, tag};

use super::construct::Fault;
use super::{Broken, Source};
use crate::span::Span;

/// Elements and expressions that stand in each other, at most.
const DEEPEST: usize = 60;

/// What stands in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An expression in the text, which may be empty.
    Text,
    /// The value of an attribute.
    Value,
    /// Attributes: `{...props}`.
    Spread,
    /// An expression of an import or export, which a line can end.
    Statement,
}

/// Reads the braces at `at`: their place.
///
/// # Errors
///
/// They hold no expression, or are not closed.
pub(super) fn braces(source: Source<'_>, at: usize, kind: Kind, depth: usize) -> Result<Span, Broken> {
    let mut lexer = Lexer::new(source, at + 1, kind, depth);
    lexer.run().map(|end| Span::new(at, end + 1)).map_err(|wrong| {
        // Compilers try each brace that could close it, and speak of the last.
        let last = memchr::memrchr(b'}', &source.text.as_bytes()[at + 1..source.end]);
        match last {
            Some(last) => Broken { at: wrong.min(at + 1 + last), fault: Fault::Code(at) },
            None => Broken { at: source.end, fault: Fault::Expression(at) },
        }
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Paren,
    Bracket,
    Object,
    /// A body: statements, which are not looked at.
    Block,
    /// An expression in a template.
    Template,
}

/// An open bracket.
#[derive(Debug)]
struct Frame {
    open: Open,
    /// The `?` that wait for their `:`.
    choices: usize,
    /// Whether the block that ends here is an operand.
    value: bool,
}

/// What the last token was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Something behind which an operand must come.
    Operator,
    /// An opening bracket or a comma: an operand can come.
    Opening,
    /// A dot: a name must come.
    Dot,
    /// `=>`: a body can come.
    Arrow,
    /// An operand.
    Operand,
    /// `function`, `class` and what stands before their bodies.
    Head,
}

pub(super) struct Lexer<'t> {
    source: Source<'t>,
    pub(super) at: usize,
    kind: Kind,
    depth: usize,
    stack: Vec<Frame>,
    choices: usize,
    last: Last,
    /// Whether a head waits for its body, and how many brackets are open around it.
    body: Option<usize>,
    /// Whether a line ended before the token.
    newline: bool,
    empty: bool,
}

type Step<T> = Result<T, usize>;

impl<'t> Lexer<'t> {
    pub(super) fn new(source: Source<'t>, at: usize, kind: Kind, depth: usize) -> Self {
        Self {
            source,
            at,
            kind,
            depth,
            stack: Vec::new(),
            choices: 0,
            last: Last::Opening,
            body: None,
            newline: false,
            empty: true,
        }
    }

    /// Reads up to the brace that closes, or to the end of a statement; its place.
    pub(super) fn run(&mut self) -> Step<usize> {
        if self.depth > DEEPEST {
            return Err(self.at);
        }
        loop {
            let before = self.at;
            self.space()?;
            let at = self.at;
            let complete = matches!(self.last, Last::Operand) && self.stack.is_empty() && self.body.is_none();
            let Some(c) = self.peek() else {
                return if self.kind == Kind::Statement && complete { Ok(at) } else { Err(at) };
            };
            if self.kind == Kind::Statement && complete {
                let blank = self.source.text[before..at].split('\n').nth(2).is_some();
                if blank || c == ';' || self.newline && (begins_name(c) || matches!(c, '{' | '<' | '#' | '@')) {
                    return Ok(at);
                }
            }
            if c == '}' && self.stack.is_empty() {
                return self.close_all(at);
            }
            self.token(c)?;
            self.empty = false;
        }
    }

    /// At the brace that closes the expression.
    fn close_all(&self, at: usize) -> Step<usize> {
        let open = self.kind == Kind::Text || self.kind == Kind::Spread && !self.empty;
        let ends = match self.last {
            Last::Opening => self.empty && open,
            last => last == Last::Operand,
        };
        if ends && self.body.is_none() && self.kind != Kind::Statement { Ok(at) } else { Err(at) }
    }

    fn token(&mut self, c: char) -> Step<()> {
        let at = self.at;
        if self.kind == Kind::Spread && self.empty && !self.rest().starts_with("...") {
            return Err(at);
        }
        match c {
            '"' | '\'' => {
                let is_key = self.open() == Some(Open::Object) && self.last == Last::Opening;
                self.operand()?;
                self.string(c)?;
                if is_key { self.key() } else { Ok(()) }
            }
            '`' => {
                if self.last != Last::Operand {
                    self.operand()?;
                }
                self.at += 1;
                self.template(at)
            }
            '0'..='9' => {
                self.operand()?;
                self.number();
                Ok(())
            }
            c if begins_name(c) => self.name(),
            '#' if matches!(self.open(), Some(Open::Block)) || self.last == Last::Dot => {
                self.at += 1;
                Ok(())
            }
            '(' | '[' | '{' => self.open_bracket(c),
            ')' | ']' | '}' => self.close_bracket(c),
            '/' if self.last != Last::Operand => self.pattern(),
            '<' if !matches!(self.last, Last::Operand | Last::Head) => {
                self.operand()?;
                self.at = element::element(self.source, at, self.depth + 1)?;
                Ok(())
            }
            _ => self.operator(c),
        }
    }

    /// The innermost open bracket.
    fn open(&self) -> Option<Open> {
        self.stack.last().map(|frame| frame.open)
    }

    fn is_loose(&self) -> bool {
        self.open() == Some(Open::Block) || self.body.is_some()
    }

    /// An operand begins.
    fn operand(&mut self) -> Step<()> {
        if self.last == Last::Dot || self.last == Last::Operand && !self.is_loose() {
            return Err(self.at);
        }
        self.last = Last::Operand;
        Ok(())
    }

    fn name(&mut self) -> Step<()> {
        let at = self.at;
        let rest = &self.source.text[at..self.source.end];
        let length = rest.find(|c| !continues_name(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        self.at += length;
        if self.last == Last::Dot {
            self.last = Last::Operand;
            return Ok(());
        }
        let is_key = self.open() == Some(Open::Object) && self.rest().trim_start().starts_with([':', '(', ',', '}']);
        match word {
            _ if is_key && self.last != Last::Operand => self.last = Last::Operand,
            "in" | "instanceof" | "of" if self.last == Last::Operand => self.last = Last::Operator,
            "function" | "class" => {
                if self.last == Last::Operand && !self.is_loose() {
                    return Err(at);
                }
                self.body = self.body.or(Some(self.stack.len()));
                self.last = Last::Head;
            }
            "typeof" | "void" | "delete" | "new" | "await" | "async" | "yield" | "get" | "set" | "static" => {
                if self.last == Last::Operand && !self.is_loose() {
                    return Err(at);
                }
                let alone = !self
                    .rest()
                    .trim_start()
                    .starts_with(|c: char| begins_name(c) || "([{`'\"!+-~/<#*".contains(c) || c.is_ascii_digit());
                let contextual = matches!(word, "async" | "get" | "set" | "static" | "yield" | "await");
                self.last = if contextual && alone {
                    Last::Operand
                } else if contextual {
                    Last::Opening
                } else {
                    Last::Operator
                };
            }
            "if" | "for" | "while" | "do" | "return" | "const" | "var" | "switch" | "case" | "try" | "catch"
            | "throw" | "else" | "break" | "continue" | "export" | "with" | "enum" | "default" | "finally"
            | "debugger" => {
                if !self.is_loose() {
                    return Err(at);
                }
                self.last = Last::Opening;
            }
            _ => {
                self.at = at;
                self.operand()?;
                self.at = at + length;
            }
        }
        Ok(())
    }

    /// Behind a key that is a string: a value or the parameters of a method must come.
    fn key(&mut self) -> Step<()> {
        self.space()?;
        if self.rest().starts_with([':', '(']) { Ok(()) } else { Err(self.at) }
    }

    fn open_bracket(&mut self, c: char) -> Step<()> {
        let at = self.at;
        self.at += 1;
        let loose = self.is_loose();
        let open = match c {
            '(' => Open::Paren,
            '[' => Open::Bracket,
            _ if self.last == Last::Arrow => Open::Block,
            _ if self.body == Some(self.stack.len()) => Open::Block,
            _ if self.open() == Some(Open::Block) => Open::Block,
            // A method.
            _ if self.open() == Some(Open::Object) && self.source.text[..at].trim_end().ends_with(')') => Open::Block,
            _ if self.last == Last::Operand && !loose => return Err(at),
            _ => Open::Object,
        };
        if self.last == Last::Dot && !self.source.text[..at].trim_end().ends_with("?.") {
            return Err(at);
        }
        let value = self.last == Last::Arrow || self.body == Some(self.stack.len());
        if open == Open::Block && self.body == Some(self.stack.len()) {
            self.body = None;
        }
        self.stack.push(Frame { open, choices: std::mem::take(&mut self.choices), value });
        self.last = Last::Opening;
        Ok(())
    }

    fn close_bracket(&mut self, c: char) -> Step<()> {
        let at = self.at;
        let Some(frame) = self.stack.pop() else { return Err(at) };
        let fits = match frame.open {
            Open::Paren => c == ')',
            Open::Bracket => c == ']',
            Open::Object | Open::Block | Open::Template => c == '}',
        };
        let dangling = matches!(self.last, Last::Operator | Last::Dot | Last::Arrow) && frame.open != Open::Block;
        if !fits || dangling {
            return Err(at);
        }
        self.choices = frame.choices;
        self.at += 1;
        self.last = Last::Operand;
        match frame.open {
            Open::Template => return self.template(at),
            // Behind a statement another begins; the body of a function is an operand.
            Open::Block if !frame.value && self.open() == Some(Open::Block) => self.last = Last::Opening,
            _ => {}
        }
        Ok(())
    }

    fn operator(&mut self, c: char) -> Step<()> {
        let at = self.at;
        let rest = self.rest();
        let loose = self.is_loose();
        let after = self.last == Last::Operand;
        let long = [
            "...", "=>", "?.", "++", "--", ">>>=", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "==",
            "!=", "<=", ">=", "&&", "||", "??", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "**", "<<", ">>",
        ];
        let is_number = rest.len() > 2 && rest.as_bytes()[2].is_ascii_digit();
        let sign = long.iter().find(|sign| rest.starts_with(**sign) && (**sign != "?." || !is_number));
        let sign = sign.map_or(&rest[..c.len_utf8()], |sign| &rest[..sign.len()]);
        self.at += sign.len();
        if c == '.' && sign == "." && !after && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
            self.at = at;
            self.operand()?;
            self.number();
            return Ok(());
        }
        let last = match sign {
            "..." if self.stack.is_empty() && (self.kind != Kind::Spread || !self.empty) => return Err(at),
            "..." if after => return Err(at),
            "..." | "!" | "~" if !after || loose => Last::Operator,
            "+" | "-" => Last::Operator,
            "++" | "--" => {
                if after {
                    Last::Operand
                } else {
                    Last::Operator
                }
            }
            "=>" if after || loose => Last::Arrow,
            "." | "?." if after => Last::Dot,
            "," if self.stack.is_empty() && self.kind == Kind::Spread => return Err(at),
            "," if after || matches!(self.open(), Some(Open::Bracket)) || loose => {
                if self.stack.is_empty() {
                    Last::Operator
                } else {
                    Last::Opening
                }
            }
            ";" if self.open() == Some(Open::Block) => Last::Opening,
            ";" | "@" | "#" | "\\" => return Err(at),
            "*" if loose || matches!(self.last, Last::Head) || self.open() == Some(Open::Object) => Last::Opening,
            "?" if after => {
                self.choices += 1;
                Last::Operator
            }
            ":" if after && self.choices > 0 => {
                self.choices -= 1;
                Last::Operator
            }
            ":" if after && self.open() == Some(Open::Object) || loose => Last::Operator,
            ":" => return Err(at),
            _ if !c.is_ascii() => return Err(at),
            _ if after || loose => Last::Operator,
            _ => return Err(at),
        };
        self.last = last;
        Ok(())
    }

    fn rest(&self) -> &'t str {
        &self.source.text[self.at..self.source.end]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
}
