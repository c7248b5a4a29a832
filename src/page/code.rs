//! The code of a fence as what runs it reads it: without comments, documentation strings and labels of diagrams.

use super::{CodeSpan, Fence};
use crate::span::Span;

/// A word, a string or a sign of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeToken<'t> {
    /// The token as it stands. What a reader fills in (`<name>`, `YOUR_KEY`) is empty.
    pub text: &'t str,
    /// Where it stands, in bytes of the reading.
    pub span: Span,
}

/// How a language marks what is not run.
#[derive(Debug, Clone, Copy, Default)]
struct Syntax {
    /// What begins a comment that goes on to the end of the line. Behind code it takes a blank before it.
    line: &'static [&'static str],
    /// What begins and ends a comment or a documentation string.
    block: &'static [(&'static str, &'static str)],
    /// Whether `#` and the like begin a comment only at the start of a line.
    starts_line: bool,
}

const SLASHES: Syntax = Syntax { line: &["//"], block: &[("/*", "*/")], starts_line: false };
const HASH: Syntax = Syntax { line: &["#"], block: &[], starts_line: false };
const PYTHON: Syntax = Syntax { line: &["#"], block: &[("\"\"\"", "\"\"\""), ("'''", "'''")], starts_line: false };
const POWERSHELL: Syntax = Syntax { line: &["#"], block: &[("<#", "#>")], starts_line: false };
const MARKUP: Syntax = Syntax { line: &[], block: &[("<!--", "-->")], starts_line: false };
const DASHES: Syntax = Syntax { line: &["--"], block: &[("/*", "*/")], starts_line: false };
const BATCH: Syntax = Syntax { line: &["REM ", "rem ", "::", "#"], block: &[], starts_line: true };
const NONE: Syntax = Syntax { line: &[], block: &[], starts_line: false };

/// The syntax of a language by the info string of its fences; `None` for diagrams, output and prose, where nobody can tell
/// code from labels.
fn syntax(info: &str) -> Option<Syntax> {
    let language = info.split([' ', ',', '{', ':']).next().unwrap_or_default().to_lowercase();
    Some(match language.as_str() {
        "c"
        | "cpp"
        | "c++"
        | "cs"
        | "csharp"
        | "css"
        | "dart"
        | "go"
        | "java"
        | "javascript"
        | "js"
        | "jsonc"
        | "jsx"
        | "json5"
        | "kotlin"
        | "objc"
        | "objectivec"
        | "php"
        | "proto"
        | "rust"
        | "scala"
        | "scss"
        | "swift"
        | "ts"
        | "tsx"
        | "typescript"
        | "msgraph-interactive" => SLASHES,
        "bash" | "sh" | "shell" | "zsh" | "console" | "dockerfile" | "docker" | "env" | "makefile" | "cmake"
        | "perl" | "r" | "ruby" | "rb" | "toml" | "yaml" | "yml" | "ini" | "properties" | "graphql" | "elixir"
        | "hcl" | "terraform" | "azurecli" | "nginx" | "conf" => HASH,
        "python" | "py" | "python3" => PYTHON,
        "powershell" | "ps1" | "pwsh" | "azurepowershell" => POWERSHELL,
        "html" | "xml" | "svg" | "vue" | "xaml" => MARKUP,
        "sql" | "tsql" | "lua" | "haskell" => DASHES,
        "cmd" | "bat" | "batch" | "dos" => BATCH,
        "http" | "json" | "jsonl" | "rest" | "curl" | "csv" => NONE,
        _ => return None,
    })
}

/// Any of the common languages: what stands in a line of prose names none.
const ANY: Syntax = Syntax { line: &["# ", "// "], block: &[("/*", "*/")], starts_line: false };

impl CodeSpan<'_> {
    /// What is run of this code, token by token. Spans are in bytes of its text.
    #[must_use]
    pub fn tokens(&self) -> Vec<CodeToken<'_>> {
        tokens(&self.text, ANY)
    }
}

impl Fence<'_> {
    /// What is run of this block, token by token. `None` where the info string names no language whose comments are known:
    /// diagrams, output, prose.
    #[must_use]
    pub fn tokens<'t>(&self, text: &'t str) -> Option<Vec<CodeToken<'t>>> {
        let mut tokens = tokens(self.content.of(text), syntax(&self.info)?);
        tokens.iter_mut().for_each(|token| token.span = token.span.shifted(self.content.start));
        Some(tokens)
    }
}

impl CodeToken<'_> {
    /// Whether a string holds a sentence: text for people, which may be translated.
    #[must_use]
    pub fn is_sentence(&self) -> bool {
        let inside = self.text.trim_matches(['"', '\'', '`']);
        inside.len() + 2 <= self.text.len() && inside.chars().any(|c| c.is_whitespace() || !c.is_ascii())
    }
}

fn tokens(code: &str, syntax: Syntax) -> Vec<CodeToken<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = code[at..].chars().next() {
        if let Some(length) = comment(code, at, syntax) {
            at += length;
            continue;
        }
        let length = if c.is_whitespace() { c.len_utf8() } else { token(&code[at..]) };
        if !c.is_whitespace() {
            tokens.push(CodeToken { text: &code[at..at + length], span: Span::new(at, at + length) });
        }
        at += length;
    }
    blank_out(&mut tokens);
    tokens
}

/// The length of the comment that begins at `at`.
fn comment(code: &str, at: usize, syntax: Syntax) -> Option<usize> {
    let rest = &code[at..];
    if let Some((open, close)) = syntax.block.iter().find(|(open, _)| rest.starts_with(open)) {
        let inside = &rest[open.len()..];
        return Some(inside.find(close).map_or(rest.len(), |end| open.len() + end + close.len()));
    }
    let before = code[..at].rsplit('\n').next().unwrap_or_default();
    let mark = syntax.line.iter().find(|mark| rest.starts_with(**mark))?;
    let begins = match syntax.starts_line {
        true => before.trim().is_empty(),
        false => before.is_empty() || before.ends_with(char::is_whitespace) || *mark == "//" && !before.ends_with(':'),
    };
    begins.then(|| rest.find('\n').unwrap_or(rest.len()))
}

/// The length of the token at the beginning of `rest`: a word, a string on one line, or one sign.
fn token(rest: &str) -> usize {
    let word = |c: char| c.is_alphanumeric() || c == '_' || !c.is_ascii() && !c.is_whitespace();
    let first = rest.chars().next().map_or(1, char::len_utf8);
    match rest.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) => {
            let mut escaped = false;
            for (at, c) in rest.char_indices().skip(1) {
                match c {
                    '\n' => break,
                    _ if escaped => escaped = false,
                    '\\' => escaped = true,
                    c if c == quote => return at + 1,
                    _ => {}
                }
            }
            first
        }
        Some(c) if word(c) => rest.find(|c| !word(c)).unwrap_or(rest.len()),
        _ => first,
    }
}

/// Empties what a reader fills in: what stands between `<` and `>`, and words that begin with `YOUR`.
fn blank_out(tokens: &mut [CodeToken<'_>]) {
    for at in 0..tokens.len() {
        if tokens[at].text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("your")) {
            tokens[at].text = "";
        }
        if tokens[at].text != "<" {
            continue;
        }
        let within = tokens[at + 1..].iter().take(6).position(|token| token.text == ">");
        let words =
            |token: &CodeToken<'_>| token.text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let Some(length) = within.filter(|length| tokens[at + 1..at + 1 + length].iter().all(words)) else { continue };
        tokens[at + 1..at + 1 + length].iter_mut().for_each(|token| token.text = "");
    }
}

#[cfg(test)]
mod tests {
    use crate::page::{Page, PageFormat};

    fn run(info: &str, code: &str) -> Option<String> {
        let text = format!("```{info}\n{code}\n```\n");
        let page = Page::parse(&text, PageFormat::MARKDOWN);
        let tokens = page.fences[0].tokens(&text)?;
        Some(tokens.iter().map(|token| token.text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn comments_are_told_by_the_language() {
        let ran = |info, code| run(info, code).expect("a known language");
        assert_eq!(ran("python", "x = 1  # eins\n\"\"\"doc\nstring\"\"\"\ny"), "x = 1 y");
        assert_eq!(ran("js", "get('http://a'); // go\n/* a\nb */ z"), "get ( 'http://a' ) ; z");
        assert_eq!(ran("bash", "echo \"a # b\" ${#list}"), "echo \"a # b\" $ { # list }");
        assert_eq!(ran("cmd", "REM go\ndir # a"), "dir # a");
        assert_eq!(run("mermaid", "A --> B"), None);
    }

    #[test]
    fn what_a_reader_fills_in_is_no_code() {
        assert_eq!(run("bash", "az login -t <tenant id> --key YOUR_KEY").as_deref(), Some("az login - t < > - - key"));
        assert_eq!(run("js", "a < b && c > d").as_deref(), Some("a < b & & c > d"));
    }
}
