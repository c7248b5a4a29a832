//! What of a block of code does something, and what is only how it is written.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::TRAILING;
use super::piece::{Piece, PieceKind, words};
use crate::page::{CodeToken, Role, is_prose, is_sentence, language, tokens};
use crate::span::Span;

/// Languages in which it says something how deep a line stands, and texts whose readers see it.
const DEEP: [&str; 44] = [
    "",
    "ascii",
    "coffee",
    "coffeescript",
    "console",
    "elm",
    "f#",
    "fs",
    "fsharp",
    "gdscript",
    "haml",
    "haskell",
    "helm",
    "hs",
    "jade",
    "make",
    "makefile",
    "markdown",
    "md",
    "mdx",
    "mermaid",
    "mojo",
    "nim",
    "nohighlight",
    "none",
    "output",
    "plain",
    "plaintext",
    "pug",
    "py",
    "python",
    "python3",
    "python-repl",
    "rst",
    "sass",
    "slim",
    "starlark",
    "stylus",
    "text",
    "tree",
    "txt",
    "yaml",
    "yml",
    "yml.j2",
];

/// Whether it says something how deep the lines of a block stand. It may where nobody says which language it is in.
pub(super) fn means_depth(code: &Piece) -> bool {
    DEEP.contains(&&*language(code.links.first().map_or("", |info| info)))
}

/// A place that a reader fills in.
static FILLED: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"[\p{L}_][\p{L}\p{M}\p{N}_ -]*";
    let pattern = format!(r"<(?<angled>{name})>|\{{(?<braced>{name})\}}|/:(?<colon>[A-Za-z_][\w-]*)");
    Regex::new(&pattern).expect("a valid pattern")
});

/// A name in which the places that a reader fills in are written as `{name}`.
pub(super) fn filled(name: &str) -> Cow<'_, str> {
    FILLED.replace_all(name, "{${angled}${braced}${colon}}")
}

/// Lines of code in which the places that a reader fills in are all written in one way. What such a place is called in the target
/// of a request is no part of it.
pub(super) fn folded(code: &str) -> Cow<'_, str> {
    static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?m)^(?<target>[ \t]*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+[^\s\x22].*)$|^.*://.*$";
        Regex::new(pattern).expect("a valid pattern")
    });
    REQUEST.replace_all(code, |line: &Captures<'_>| {
        let is_target = line.name("target").is_some();
        let place = |place: &Captures<'_>| {
            let named = ["angled", "braced", "colon"].into_iter().find_map(|kind| place.name(kind));
            let name = named.map_or("", |name| name.as_str());
            let slash = if place.name("colon").is_some() { "/" } else { "" };
            if is_target { format!("{slash}{{}}") } else { format!("{slash}{{{name}}}") }
        };
        FILLED.replace_all(&line[0], place).into_owned()
    })
}

/// The words of code in no order: a comment may stand above another line.
pub(super) fn said(code: &str) -> Vec<String> {
    let mut words = words(code);
    words.sort_unstable();
    words
}

/// What of code does something, without the texts for people in it, where its language is known. Of these, the places into which
/// a program puts values.
pub(super) fn run(code: &Piece) -> Option<Vec<String>> {
    let tokens = tokens(&code.seen, code.links.first()?)?;
    let run = |token: &CodeToken<'_>| match is_text(token) {
        true => Some(places(token.inside())).filter(|places| !places.is_empty()),
        false => Some(token.text.replace('"', "'")),
    };
    Some(tokens.iter().filter_map(run).collect())
}

/// Whether a part of code is a text for people.
fn is_text(token: &CodeToken<'_>) -> bool {
    matches!(token.role, Role::Text | Role::String) && (is_prose(token.inside()) || is_sentence(token.inside()))
}

/// A place of a text into which a program puts a value: `%s`, `{}`, `{name}`.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"%[-+0#]?[0-9]*(?:\.[0-9]+)?[sdifgvxqtpc@]\b|[$#]?\{[^{}\s]*\}").expect("a valid pattern")
});

fn places(text: &str) -> String {
    PLACE.find_iter(text).map(|place| place.as_str()).collect()
}

/// Whether a page in another language may have something else there: a text for people, whatever values are put into it, and
/// what a reader fills in.
fn is_free(token: &CodeToken<'_>) -> bool {
    let is_label = |text: &str| {
        let mut letters = text.trim_end_matches(['!', '?', '.', ':']).chars();
        letters.next().is_some_and(char::is_uppercase)
            && !letters.as_str().is_empty()
            && letters.all(char::is_lowercase)
    };
    match token.role {
        Role::Code => false,
        Role::FillIn => true,
        Role::String | Role::Text => {
            let text = PLACE.replace_all(token.inside(), "").replace("\\n", " ");
            is_text(token) || is_prose(text.trim()) || is_label(text.trim())
        }
    }
}

/// What each line of a block has on a page in any language, in parts: between two of them may be something else there. Nothing of
/// a line that is a comment, or a text for people.
pub(super) fn fixed(code: &Piece) -> Vec<Vec<String>> {
    let known = code.links.first().and_then(|info| tokens(&code.seen, info));
    let Some(tokens) = known else {
        let lines = code.seen.lines();
        return lines
            .map(|line| if is_code(line) && !is_prose(line) { vec![bare(line)] } else { Vec::new() })
            .collect();
    };
    let (mut start, mut rest) = (0, &tokens[..]);
    let lines = code.seen.split_inclusive('\n').map(|line| {
        let (from, end) = (start, start + line.len());
        start = end;
        rest = &rest[rest.partition_point(|token| token.span.end <= from)..];
        let (mut parts, mut last) = (vec![String::new()], from);
        for token in rest.iter().take_while(|token| token.span.start < end) {
            let span = Span::new(token.span.start.max(from), token.span.end.min(end));
            if is_comment(&code.seen[last.min(span.start)..span.start]) || is_free(token) {
                parts.push(String::new());
            }
            if !is_free(token) {
                parts.last_mut().into_iter().for_each(|part| part.push_str(&bared(span.of(&code.seen))));
            }
            last = span.end;
        }
        if is_comment(&code.seen[last..end]) && uncommented(line) == line {
            parts.push(String::new());
        }
        parts.last_mut().into_iter().for_each(|part| part.truncate(part.trim_end_matches(TRAILING).len()));
        if parts.iter().any(|part| part.contains(char::is_alphanumeric)) { parts } else { Vec::new() }
    });
    lines.collect()
}

/// Whether what stands between two parts of code, or behind the last, is a comment.
fn is_comment(between: &str) -> bool {
    !between.trim().is_empty()
}

/// The lines of code as they are compared, and how often each stands there. A prompt before a line is none of it.
pub(super) struct Lines(BTreeMap<String, usize>);

impl Lines {
    pub(super) fn of<'p>(pieces: impl IntoIterator<Item = &'p Piece>) -> Self {
        let code = pieces.into_iter().filter(|piece| piece.kind == PieceKind::Code);
        let mut lines = BTreeMap::new();
        for line in code.flat_map(|code| code.seen.lines()) {
            *lines.entry(without_prompt(&bare(line)).to_owned()).or_default() += 1;
        }
        Self(lines)
    }

    /// How many of them are of these parts.
    pub(super) fn count(&self, parts: &[String]) -> usize {
        let Some(first) = parts.first().map(|first| without_prompt(first)) else { return 0 };
        let from = (Bound::Included(first), Bound::Unbounded);
        let lines = self.0.range::<str, _>(from).take_while(|(line, _)| line.starts_with(first));
        lines.filter(|(line, _)| is_bare_of(line, parts)).map(|(_, count)| count).sum()
    }
}

/// Whether a line of code is of these parts.
pub(super) fn is_of(line: &str, parts: &[String]) -> bool {
    is_bare_of(without_prompt(&bare(line)), parts)
}

fn is_bare_of(line: &str, parts: &[String]) -> bool {
    let Some((first, others)) = parts.split_first() else { return false };
    let Some(rest) = line.strip_prefix(without_prompt(first)) else { return false };
    let Some((last, middle)) = others.split_last() else { return rest.is_empty() };
    rest.strip_suffix(last.as_str()).is_some_and(|mut rest| {
        middle.iter().all(|part| rest.split_once(part.as_str()).map(|(_, behind)| rest = behind).is_some())
    })
}

/// Whether a block of code is of these lines.
pub(super) fn has_lines(code: &Piece, lines: &[Vec<String>]) -> bool {
    let is_one = |(line, parts): (&str, &Vec<String>)| parts.is_empty() || is_of(line, parts);
    code.seen.lines().count() == lines.len() && code.seen.lines().zip(lines).all(is_one)
}

fn without_prompt(line: &str) -> &str {
    line.strip_prefix('$').unwrap_or(line)
}

/// How deep each line of code stands among the others: by steps, whatever their width, and whether of blanks or tabs.
pub(super) fn indents(lines: &[&str]) -> Vec<usize> {
    let width = |line: &&str| {
        let start = &line[..line.len() - line.trim_start().len()];
        start.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>()
    };
    let widths: Vec<usize> = lines.iter().map(width).collect();
    let steps: BTreeSet<usize> = widths.iter().copied().collect();
    widths.iter().map(|width| steps.range(..width).count()).collect()
}

/// A line of code without what is a matter of taste: the comment and the sign at its end, white space, and which quotation marks.
pub(super) fn bare(line: &str) -> String {
    let bare = bared(uncommented(line));
    bare.trim_end_matches(TRAILING).to_owned()
}

/// Code without white space, and with one kind of quotation marks.
fn bared(code: &str) -> String {
    code.split_whitespace().collect::<String>().replace('"', "'")
}

/// Whether a line of code does something: it is no comment, and no mere bracket.
#[must_use]
pub fn is_code(line: &str) -> bool {
    let sign = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !"/#-*<>".contains(c));
    line.chars().any(char::is_alphanumeric)
        && !["//", "/*", "#", "-- ", "*", "<!--"].iter().any(|mark| sign.starts_with(mark))
}

/// A line of code without the comment at its end.
pub(super) fn uncommented(line: &str) -> &str {
    let starts = ["# ", "// ", "-- "].iter().filter_map(|mark| {
        let at = line.find(mark)?;
        (line[..at].trim().is_empty() || line[..at].ends_with(' ')).then_some(at)
    });
    starts.min().map_or(line, |at| &line[..at])
}
