//! Components, HTML and the code of MDX.

use super::arguments::{attributes, is_locale};
use super::construct::{Construct, Counts};
use crate::span::line_start;
use crate::text::places;

/// Attributes as they follow the name of a tag, expressions up to three braces deep.
macro_rules! tag {
    ($name:literal) => {
        concat!(
            "<(",
            $name,
            r#")((?:\s+(?:[0-9A-Za-z_:@.\-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^\s"'<>=`{}]+))?|\{\s*\.\.\.[^{}]*\}))*)\s*/?>"#
        )
    };
}

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::new("the component", "<", tag!(r"[A-Z][0-9A-Za-z_.]*|[a-z]+-[a-z][a-z\-]*"))
        .with(attributes)
        .unless(is_fill_in)
        .breaking(),
    Construct::new("the tag", "<", r"<(details|video|audio|iframe|picture|figure)(?-u:\b)[^<>]*>"),
    Construct::new("the id", "<", r#"<[a-z][0-9A-Za-z_]*\s(?:[^<>]*?\s)?(?:id|name)\s*=\s*["']([^"'<>]+)["'][^<>]*>"#),
    Construct::new(
        "the variable",
        "var(",
        r#"<[a-z][0-9A-Za-z]*\s[^<>]*?style\s*=\s*["'][^"'<>]*?var\((--[0-9A-Za-z\-]+)"#,
    ),
    Construct::new("the expression", "={", r"<[a-z][0-9A-Za-z_]*\s[^<>]*?(?-u:\b)([0-9A-Za-z_]+=\{[0-9A-Za-z_$.]+\})"),
    Construct {
        counts: Counts::Added,
        ..Construct::new("the tag", "<", r"<(?:/\s*)?([A-Za-z][0-9A-Za-z_\-]*)\s*/?>").unless(is_known)
    },
    Construct {
        split: Some(names),
        is_needed: Some(is_used),
        ..Construct::new("the import", "import", IMPORT).breaking()
    },
    Construct::new(
        "the export",
        "export",
        r"(?m)^export\s+(?:default\s+)?((?:const|let|function|class)\s+[0-9A-Za-z_]+)",
    )
    .breaking(),
    Construct::new("the text in braces", "{'", r"\{('[^'\s](?:[^'\n]*[^'\s])?')\}").breaking().unless(is_text),
    Construct::new("the text in braces", "{\"", r#"\{("[^"\s](?:[^"\n]*[^"\s])?")\}"#).breaking().unless(is_text),
    Construct::new(
        "the expression",
        "{",
        r"([0-9A-Za-z_${=\\%]?)\{([a-z][0-9A-Za-z_]*(?:\.[0-9A-Za-z_]+)+(?:\([^(){}]*\))?)\}",
    )
    .unless(is_placeholder),
];

/// Whether quotation marks hold no more than text, which is translated: braces around it serve the signs of MDX.
fn is_text(quoted: &str) -> bool {
    !quoted.contains(['{', '}', '<', '>', '\\'])
}

const IMPORT: &str = r#"(?m)^import\s+(?:([0-9A-Za-z_$*{}][^'";()]*?)\s+from\s+)?['"]([^'"\n]+)['"]"#;

/// What is imported, name by name, with where it comes from. Of a path in the project only the file counts, and of another one what
/// names no locale: pages of another locale stand elsewhere.
fn names(import: &str) -> Vec<String> {
    let (names, path) = import.rsplit_once(' ').unwrap_or(("", import));
    let alias = path.split('/').next().and_then(|first| first.strip_prefix('@'));
    let is_own = path.starts_with(['.', '/']) || alias.is_some_and(is_locale);
    let of_all = path.split('/').enumerate().filter(|(at, part)| *at == 0 || !is_locale(part));
    let file = match path.rsplit('/').next() {
        Some(file) if is_own => file.to_owned(),
        _ => of_all.map(|(_, part)| part).collect::<Vec<_>>().join("/"),
    };
    // `README.zh.mdx` is that of the locale.
    let parts = file.split('.').enumerate().filter(|(at, part)| *at == 0 || !is_locale(part));
    let file = parts.map(|(_, part)| part).collect::<Vec<_>>().join(".");
    names
        .trim_matches(['{', '}', ' '])
        .split(',')
        .map(|name| format!("{} {file}", name.trim_matches(['{', '}', ' ', '\n'])))
        .collect()
}

/// Whether what is imported is used in `text`, or the import itself became text.
fn is_used(import: &str, text: &str) -> bool {
    let (name, file) = import.rsplit_once(' ').unwrap_or_default();
    let name = name.rsplit(' ').next().unwrap_or_default();
    let is_used = |sign: char| text.contains(&format!("{sign}{name}"));
    let is_text = || {
        let mut lines = places(text, file).map(|at| text[line_start(text, at)..].lines().next().unwrap_or_default());
        lines.any(|line| !line.starts_with("import ") && !line.contains("]("))
    };
    name.is_empty() && text.contains(file) || is_used('<') || is_used('{') || is_text()
}

/// Whether a reader puts something else for it: `<OVEN_NAME>`.
fn is_fill_in(name: &str) -> bool {
    name.contains('_') && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether the braces belong to what stands before them: a path, a template, an attribute.
fn is_placeholder(expression: &str) -> bool {
    !expression.starts_with(' ')
}

/// Names of HTML and of SVG. A tag with another one is a component, or no tag.
const ELEMENTS: &str = " a abbr acronym address animate area article aside audio b base bdi bdo big blink blockquote body br button \
    canvas caption center circle cite clippath code col colgroup data datalist dd defs del desc details dfn dialog dir div dl dt \
    ellipse em embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i \
    iframe image img input ins kbd label legend li line link main map mark marquee math menu meta meter nav nobr noscript object \
    ol optgroup option output p param path picture polygon polyline pre progress q rect rp rt ruby s samp script search section \
    select slot small source span stop strike strong style sub summary sup svg symbol table tbody td template text textarea tfoot \
    th thead time title tr track tspan tt u ul use var video wbr ";

/// Whether `name` is one of HTML, in any case, or that of a component.
pub(super) fn is_known(name: &str) -> bool {
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains('-');
    is_component || is_element(name)
}

/// Whether `name` is one of HTML, in any case.
#[must_use]
pub fn is_element(name: &str) -> bool {
    ELEMENTS.contains(&format!(" {} ", name.to_ascii_lowercase()))
}
