//! Code cut into tokens.

use super::syntax::{Syntax, Texts};
use super::words::{fill_in, is_program, is_prose};
use super::{CodeToken, Role};
use crate::span::Span;

pub(super) fn tokens(code: &str, syntax: Syntax) -> Vec<CodeToken<'_>> {
    let prompt = |line: &str| ["$ ", "> ", "PS ", "% "].iter().any(|prompt| line.trim_start().starts_with(prompt));
    let prompts = syntax.texts == Texts::Output && code.lines().any(prompt);
    let mut scan = Scan { code, syntax, prompts, at: 0, line: 0, silent: 0, tokens: Vec::new(), tags: Tags::default() };
    scan.run();
    scan.tokens
}

/// Keys whose values people read, or that name their language.
const TEXTS: [&str; 11] = [
    "title",
    "description",
    "summary",
    "subtitle",
    "tagline",
    "label",
    "message",
    "text",
    "lang",
    "language",
    "locale",
];

struct Scan<'t> {
    code: &'t str,
    syntax: Syntax,
    /// Whether lines with commands begin with a prompt.
    prompts: bool,
    at: usize,
    /// Where the line of `at` begins.
    line: usize,
    /// No text between tags begins before this place.
    silent: usize,
    tokens: Vec<CodeToken<'t>>,
    tags: Tags,
}

/// Which tags are open.
#[derive(Debug, Default)]
struct Tags {
    depth: usize,
    /// The tag that the scan is in, `true` where it closes one.
    inside: Option<bool>,
    /// Whether what follows is text.
    text: bool,
    /// Whether the scan is in a script or a style.
    script: bool,
}

impl<'t> Scan<'t> {
    fn run(&mut self) {
        self.tags.text = self.syntax.texts == Texts::Markup;
        while let Some(c) = self.rest().chars().next() {
            let skipped = self.comment().or_else(|| self.wrap(c)).or(c.is_whitespace().then_some(c.len_utf8()));
            if let Some(length) = skipped {
                self.advance(length);
                continue;
            }
            let before = self.code[..self.at].chars().next_back();
            let (length, role) = if let Some(length) = self.text() {
                (length, Role::Text)
            } else if let Some(length) = fill_in(self.rest(), before, self.syntax.brackets).filter(|_| !self.is_tag()) {
                (length, Role::FillIn)
            } else {
                token(self.rest(), self.syntax.templates)
            };
            let (span, text) = (Span::new(self.at, self.at + length), &self.rest()[..length]);
            self.tokens.push(CodeToken { text, span, role });
            self.advance(length);
            if role == Role::Code && self.syntax.texts.has_tags() {
                self.follow(text);
            }
        }
    }

    fn advance(&mut self, length: usize) {
        let end = self.at + length;
        self.line = self.code[self.at..end].rfind('\n').map_or(self.line, |newline| self.at + newline + 1);
        self.at = end;
    }

    fn rest(&self) -> &'t str {
        &self.code[self.at..]
    }

    /// What stands before in the line.
    fn before(&self) -> &'t str {
        &self.code[self.line..self.at]
    }

    /// The length of the comment that begins here.
    fn comment(&self) -> Option<usize> {
        let rest = self.rest();
        if let Some((open, close)) = self.syntax.block.iter().find(|(open, _)| rest.starts_with(open)) {
            let inside = &rest[open.len()..];
            return Some(inside.find(close).map_or(rest.len(), |end| open.len() + end + close.len()));
        }
        let before = self.before();
        let mark = self.syntax.line.iter().find(|mark| rest.starts_with(**mark))?;
        let begins = match self.syntax.starts_line {
            true => before.trim().is_empty(),
            false => {
                before.is_empty()
                    || before.ends_with(char::is_whitespace)
                    || *mark == "--" && before.ends_with([',', ';', ')', '\''])
                    || *mark == "//" && !before.ends_with([':', '"', '\'']) && self.syntax.texts != Texts::Markup
            }
        };
        begins.then(|| rest.find('\n').unwrap_or(rest.len()))
    }

    /// The length of a sign at the end of a line that goes on in the next.
    fn wrap(&self, c: char) -> Option<usize> {
        let wraps = self.syntax.wrap == Some(c)
            && self.rest()[c.len_utf8()..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        wraps.then_some(c.len_utf8())
    }

    /// The length of the text for people that begins here.
    fn text(&mut self) -> Option<usize> {
        let rest = self.rest();
        let line = || rest.lines().next().unwrap_or_default().trim_end();
        match self.syntax.texts {
            Texts::Nowhere => None,
            Texts::Elements | Texts::Markup => {
                let between = self.tags.text && !self.tags.script && self.tags.inside.is_none();
                if !between || self.at < self.silent {
                    return None;
                }
                let end = rest.find(['<', '{', '}']).unwrap_or(rest.len());
                let text = rest[..end].trim_end();
                let is_said = text.contains(char::is_alphanumeric);
                self.silent = if is_said { self.at } else { self.at + end };
                is_said.then_some(text.len())
            }
            Texts::Output => {
                let previous = self.code[..self.at].trim_end();
                let begins = self.before().trim().is_empty() && !previous.ends_with('\\');
                let command = ["$", ">", "PS ", "%", "#"].iter().any(|prompt| rest.starts_with(prompt));
                (self.prompts && begins && !command).then(|| line().len())
            }
            Texts::Values => {
                let before = self.before().trim();
                if !before.is_empty() && !before.ends_with([':', '=', '-']) {
                    return None;
                }
                let text = line().split(" #").next().unwrap_or_default().trim_end();
                let first = text.split_whitespace().next().unwrap_or_default();
                let key = text.contains(": ") || text.ends_with(':');
                let is_said = before.strip_suffix(':').is_some_and(|key| {
                    let key = key.rsplit([' ', '-']).next().unwrap_or_default();
                    TEXTS.contains(&key) || key == "name" && text.contains(' ')
                });
                let is_bare = !text.starts_with(['"', '\'', '{', '[', '|', '>', '&', '*', '!', '<', '$']);
                let is_text = is_said && is_bare || !is_program(first) && is_prose(text);
                (!key && is_text && !text.is_empty()).then_some(text.len())
            }
        }
    }

    /// Whether a tag begins here.
    fn is_tag(&self) -> bool {
        self.syntax.texts.has_tags() && self.rest().starts_with('<') && (self.tags.inside.is_none())
            || self.tags.inside.is_some()
    }

    /// Keeps account of the tags behind a sign.
    fn follow(&mut self, token: &str) {
        let markup = self.syntax.texts == Texts::Markup;
        match (token, self.tags.inside) {
            ("<", None)
                if !self.tags.script || self.rest().starts_with("/script") || self.rest().starts_with("/style") =>
            {
                let operand = self.code[..self.at - 1]
                    .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ' ') && !markup && self.is_operand());
                let tag = self.rest().starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '>' | '!'));
                if tag && (markup || self.tags.text || !operand) {
                    self.tags.inside = Some(self.rest().starts_with('/'));
                    let script = self.rest().starts_with("script") || self.rest().starts_with("style");
                    self.tags.script = markup && script;
                }
            }
            (">", Some(closes)) if !self.code[..self.at - 1].ends_with('=') => {
                let own = self.code[..self.at - 1].ends_with('/');
                self.tags.inside = None;
                match (closes, own) {
                    (true, _) => self.tags.depth = self.tags.depth.saturating_sub(1),
                    (false, false) => self.tags.depth += 1,
                    (false, true) => {}
                }
                self.tags.text = markup || self.tags.depth > 0;
            }
            ("{", None) => self.tags.text = false,
            ("}", None) => self.tags.text = markup && !self.tags.script || self.tags.depth > 0,
            _ => {}
        }
    }

    /// Whether a value stands before: then `<` compares.
    fn is_operand(&self) -> bool {
        let before = self.code[..self.at - 1].trim_end();
        let word = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        !word.is_empty() && !matches!(word, "return" | "default" | "else" | "case")
    }
}

/// The length of the token at the beginning of `rest`: a word, a string, or one sign. Strings between backticks have more than
/// one line where they are `templates`.
fn token(rest: &str, templates: bool) -> (usize, Role) {
    let word = |c: char| c.is_alphanumeric() || c == '_' || !c.is_ascii() && !c.is_whitespace();
    let first = rest.chars().next().map_or(1, char::len_utf8);
    match rest.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) => {
            let mut escaped = false;
            for (at, c) in rest.char_indices().skip(1) {
                match c {
                    '\n' if quote != '`' || !templates => break,
                    _ if escaped => escaped = false,
                    '\\' => escaped = true,
                    c if c == quote => return (at + 1, Role::String),
                    _ => {}
                }
            }
            (first, Role::Code)
        }
        Some(c) if word(c) => (rest.find(|c| !word(c)).unwrap_or(rest.len()), Role::Code),
        _ => (first, Role::Code),
    }
}
