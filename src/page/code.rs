//! Code as what runs it reads it: without comments and documentation strings, told from the texts in it.

mod entity;
mod scan;
mod spans;
mod syntax;
mod words;

pub use entity::entity_in;
pub(super) use spans::Spans;
pub(crate) use syntax::{has_variables, is_shell, language};
pub(crate) use words::masked;
pub use words::{is_program, is_prose, is_sentence};

use super::{CodeSpan, Fence};
use crate::span::Span;

/// A word, a string or a sign of code, or a text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeToken<'t> {
    /// The token as it stands.
    pub text: &'t str,
    /// Where it stands, in bytes of the reading.
    pub span: Span,
    /// What it is.
    pub role: Role,
}

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A word or a sign that is run.
    Code,
    /// A string, with its quotation marks.
    String,
    /// A text for people outside strings: between tags, behind a key, or what a command prints.
    Text,
    /// What a reader puts something else for: `<name>`, `YOUR_KEY`.
    FillIn,
}

/// What is run of code, token by token. `None` where `info` names no language whose comments are known.
#[must_use]
pub fn tokens<'t>(code: &'t str, info: &str) -> Option<Vec<CodeToken<'t>>> {
    Some(scan::tokens(code, syntax::of(info)?))
}

impl CodeSpan<'_> {
    /// What is run of this code, token by token. Spans are in bytes of its text.
    #[must_use]
    pub fn tokens(&self) -> Vec<CodeToken<'_>> {
        scan::tokens(&self.text, syntax::ANY)
    }
}

impl Fence<'_> {
    /// What is run of this block, token by token. `None` where the info string names no language whose comments are known:
    /// diagrams, output, prose.
    #[must_use]
    pub fn tokens<'t>(&self, text: &'t str) -> Option<Vec<CodeToken<'t>>> {
        self.tokens_as(text, &self.info)
    }

    /// Whether the info string names a language whose comments are known.
    pub(crate) fn is_code(&self) -> bool {
        syntax::of(&self.info).is_some()
    }

    /// Whether this block is commands and what they print.
    #[must_use]
    pub fn is_shell(&self) -> bool {
        syntax::is_shell(&self.info)
    }

    /// The same, in the language of another block's info string.
    #[must_use]
    pub fn tokens_as<'t>(&self, text: &'t str, info: &str) -> Option<Vec<CodeToken<'t>>> {
        let mut tokens = tokens(self.content.of(text), info)?;
        tokens.iter_mut().for_each(|token| token.span = token.span.shifted(self.content.start));
        Some(tokens)
    }
}

impl<'t> CodeToken<'t> {
    /// The text of a string without its quotation marks.
    #[must_use]
    pub fn inside(&self) -> &'t str {
        match self.role {
            Role::String => self.text.get(1..self.text.len() - 1).unwrap_or_default(),
            Role::Code | Role::Text | Role::FillIn => self.text,
        }
    }

    /// What is inside a string or a text, token by token.
    #[must_use]
    pub fn parts(&self) -> Vec<CodeToken<'t>> {
        scan::tokens(self.inside(), syntax::STRING)
    }
}

#[cfg(test)]
mod tests {
    use crate::page::{Page, PageFormat, Role};

    fn run(info: &str, code: &str) -> Option<String> {
        let text = format!("```{info}\n{code}\n```\n");
        let page = Page::parse(&text, PageFormat::MARKDOWN);
        let tokens = page.fences[0].tokens(&text)?;
        let shown = tokens.iter().map(|token| match token.role {
            Role::Code | Role::String => token.text.to_owned(),
            Role::Text => "TEXT".to_owned(),
            Role::FillIn => "FILL".to_owned(),
        });
        Some(shown.collect::<Vec<_>>().join(" "))
    }

    fn ran(info: &str, code: &str) -> String {
        run(info, code).expect("a known language")
    }

    #[test]
    fn comments_are_told_by_the_language() {
        assert_eq!(ran("python", "x = 1  # eins\n\"\"\"doc\nstring\"\"\"\ny"), "x = 1 y");
        assert_eq!(ran("js", "get('http://a'); // go\n/* a\nb */ z"), "get ( 'http://a' ) ; z");
        assert_eq!(ran("bash", "echo \"a # b\" ${#list}"), "echo \"a # b\" $ { # list }");
        assert_eq!(ran("cmd", "REM go\ndir # a"), "dir # a");
        assert_eq!(ran("json", "{\n  // loaves\n  \"id\": 1\n}"), "{ \"id\" : 1 }");
        assert_eq!(run("mermaid", "A --> B"), None);
    }

    #[test]
    fn what_a_reader_fills_in_is_told_by_its_form() {
        assert_eq!(ran("bash", "az login -t <tenant id> --key YOUR_KEY"), "az login - t FILL - - key FILL");
        assert_eq!(ran("yaml", "name: your-oven-name"), "name : FILL");
        assert_eq!(ran("js", "a < b && c > d"), "a < b & & c > d");
        assert_eq!(ran("ts", "new Map<string>()"), "new Map < string > ( )");
    }

    #[test]
    fn texts_between_tags_are_for_people() {
        assert_eq!(
            ran("jsx", "return <b id={x}>Now: {y} left</b>;"),
            "return < b id = { x } > TEXT { y } TEXT < / b > ;"
        );
        assert_eq!(ran("html", "<p>Hello<br>you</p>"), "< p > TEXT < br > TEXT < / p >");
        let vue = "<script setup>\n// one\nconst a = 1\n</script>\n<style>\n/* b */\n.a { b: c }\n</style>";
        let expected = "< script setup > const a = 1 < / script > < style > . a { b : c } < / style >";
        assert_eq!(ran("vue", vue), expected);
        assert_eq!(ran("js", "if (a < b) { c }"), "if ( a < b ) { c }");
    }

    #[test]
    fn a_wrapped_line_goes_on() {
        assert_eq!(ran("sh", "bake \\\n  -n 3"), ran("sh", "bake -n 3"));
        assert_eq!(ran("console", "$ bake 3\nThree loaves\n$ ls"), "$ bake 3 TEXT $ ls");
        assert_eq!(ran("yaml", "about: The third oven\nrun: |\n  npm run bake"), "about : TEXT run : | npm run bake");
    }
}
