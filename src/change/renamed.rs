//! Names that code gives its own things: what a variable is called says nothing to who reads an example.

use std::collections::{HashMap, HashSet};

use super::piece::Piece;
use crate::page::{CodeToken, Role, has_variables, tokens};

/// Words before a name that is given a value.
const KEYWORDS: [&str; 8] = ["auto", "const", "final", "let", "mut", "static", "val", "var"];

/// Whether two blocks of code differ in nothing but what their variables are called, each by one name all through.
pub(super) fn is_renamed(older: &Piece, newer: &Piece) -> bool {
    let Some(info) = older.links.first().filter(|info| has_variables(info)) else { return false };
    let Some((old, new)) = tokens(&older.seen, info).zip(tokens(&newer.seen, info)) else { return false };
    if old.len() != new.len() {
        return false;
    }
    let (mut names, mut back) = (HashMap::new(), HashMap::new());
    for at in 0..old.len() {
        let (own, other) = (old[at], new[at]);
        let is_field = at > 0 && old[at - 1].text == ".";
        if own.role == other.role && own.text.replace('"', "'") == other.text.replace('"', "'") {
            // A name that was forgotten stands in its place.
            continue;
        }
        let is_one = is_name(&own)
            && is_name(&other)
            && !is_field
            && *names.entry(own.text).or_insert(other.text) == other.text
            && *back.entry(other.text).or_insert(own.text) == own.text;
        if !is_one {
            return false;
        }
    }
    let (declared, anew) = (declared(&older.seen, &old), declared(&newer.seen, &new));
    let [old, new] = [&old, &new].map(|tokens| tokens.iter().map(|token| token.text).collect::<HashSet<_>>());
    let is_new = |name: &str| !old.contains(name);
    // A name that nothing declared was a slip.
    let is_gone = |name: &str| !new.contains(name);
    let is_own = |(old, new): (&&str, &&str)| {
        anew.contains(new) && if declared.contains(old) { is_new(new) } else { declared.contains(new) && is_gone(old) }
    };
    !names.is_empty() && names.iter().all(is_own)
}

fn is_name(token: &CodeToken<'_>) -> bool {
    let is_start = |c: char| c.is_alphabetic() || c == '_';
    token.role == Role::Code
        && token.text.starts_with(is_start)
        && token.text.chars().all(|c| is_start(c) || c.is_alphanumeric())
}

/// The names that get a value at the start of a statement: not those of arguments, which a function knows.
fn declared<'t>(code: &str, tokens: &[CodeToken<'t>]) -> HashSet<&'t str> {
    let (mut open, mut found) = (Vec::new(), HashSet::new());
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" | "[" | "{" => open.push(token.text),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
        let before = code[..token.span.start].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
        let begins = before.is_empty() || before.ends_with('\n') || at > 0 && KEYWORDS.contains(&text(at - 1));
        let is_set = match (text(at + 1), text(at + 2)) {
            ("=", next) => next != "=" && next != ">",
            (":", "=") => true,
            _ => false,
        };
        if is_name(token) && begins && is_set && !matches!(open.last(), Some(&"(" | &"[")) {
            found.insert(token.text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, changes};

    #[track_caller]
    fn kind(info: &str, older: &str, newer: &str) -> Kind {
        let code = |text: &str| format!("```{info}\n{text}\n```\n");
        changes(&code(older), &code(newer))[0].kind
    }

    #[test]
    fn a_variable_has_any_name() {
        let older = "b := bay.New()\nb.Moor(\"/b\", func(c *bay.Context) {\n  copy := c.Copy()\n  copy.Go()\n})";
        let newer = older.replace("b := ", "boat := ").replace("b.Moor", "boat.Moor");
        assert_eq!(kind("go", older, &newer), Kind::Form);
        assert_eq!(kind("go", older, &newer.replace("Moor", "Sail")), Kind::Code);
        assert_eq!(kind("go", older, &older.replace("b.Moor", "boat.Moor")), Kind::Code, "which of them?");
        assert_eq!(kind("go", older, &older.replace("b := ", "boat := ")), Kind::Form, "one was forgotten");
        assert_eq!(kind("go", "boat := 1\nreturn b", "boat := 1\nreturn boat"), Kind::Form, "a slip");
        assert_eq!(kind("go", "f(b)\nboat := b\ngo(b)", "f(b)\nboat := b\ngo(boat)"), Kind::Code, "it is there");
        assert_eq!(kind("go", "b := 1\nc := 2\ngo(b)", "c := 1\nc := 2\ngo(c)"), Kind::Code, "it is another one");
        assert_eq!(kind("js", "const a = moor();\na.go();", "const oar = moor();\noar.go();"), Kind::Form);
        assert_eq!(kind("sh", "BAY=1\nmoor $BAY", "PORT=1\nmoor $PORT"), Kind::Code);
        assert_eq!(kind("py", "moor(\n  rope=1,\n)", "moor(\n  line=1,\n)"), Kind::Code, "an argument");
        assert_eq!(kind("py", "rope = moor()\nrope.cut()", "line = moor()\nline.cut()"), Kind::Form);
        assert_eq!(kind("py", "x = a.rope\ny = 1", "x = a.line\ny = 1"), Kind::Code, "a field");
    }
}
