//! Tags and containers that are opened and never closed, or closed and never opened.

use std::sync::LazyLock;

use regex::Regex;

use super::{docusaurus, jsx, markup};
use crate::page::Page;
use crate::span::Span;

/// An opening without its closing, or the other way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tilt {
    /// The name; of a container, the sign it is closed with.
    pub name: String,
    /// Whether it was opened; else it was closed.
    pub opened: bool,
    /// Where it stands, in bytes of the reading.
    pub span: Span,
    /// Whether it is a container, and no tag.
    pub container: bool,
}

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"</?[A-Za-z][0-9A-Za-z_.\-]*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^"'<>{}])*>"#)
        .expect("valid")
});

static CONTAINER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(:{3,}|/{3,})[ \t]*([^\n]*?)[ \t\r]*$").expect("valid")
});

/// Elements that are never closed, or need not be.
const OPEN: &str = " image p li dt dd tr td th thead tbody tfoot option colgroup ";

/// The elements that have no closing tag: <https://html.spec.whatwg.org/multipage/syntax.html#void-elements>; `param` was one.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Whether an element of HTML has no closing tag.
#[must_use]
pub fn is_never_closed(element: &str) -> bool {
    VOID.iter().any(|known| known.eq_ignore_ascii_case(element))
}

/// What is opened or closed alone on a page, in the order of the text; and the number of what is opened by name.
#[must_use]
pub fn tilts(page: &Page<'_>) -> (Vec<Tilt>, Vec<String>) {
    let text = markup(page);
    let (mut tilts, mut open, mut names) = (Vec::new(), Vec::<(Tilt, usize)>::new(), Vec::new());
    let tags = TAG.find_iter(&text).filter_map(|whole| {
        let tag = whole.as_str().trim_matches(['<', '>']);
        let (opened, tag) = tag.strip_prefix('/').map_or((true, tag), |tag| (false, tag));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.' | '-')).unwrap_or(tag.len());
        let (name, rest) = tag.split_at(end);
        // `</P>` closes `<p>`; the name of a component has a small letter.
        let is_shouted = name.bytes().all(|byte| byte.is_ascii_uppercase());
        let name = if is_shouted { name.to_ascii_lowercase() } else { name.to_owned() };
        let is_component = name.starts_with(|c: char| c.is_ascii_uppercase());
        let counts = is_component
            || jsx::is_element(&name)
                && !is_never_closed(&name)
                && !OPEN.contains(&format!(" {} ", name.to_ascii_lowercase()));
        let separate = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '/');
        let span = Span::from(whole.range());
        let before = &text[..whole.start()];
        // `{{<section>}}` is a shortcode of Hugo.
        let escaped = before.ends_with('\\') || before.ends_with("{{");
        let is_one = counts && separate && !escaped && !rest.ends_with('/');
        is_one.then_some((Tilt { name, opened, span, container: false }, 0))
    });
    let containers = CONTAINER.captures_iter(&text).filter_map(|found| {
        let (whole, sign, rest) = (found.get(0)?, &found[1], found[2].trim());
        let is_directive = rest.ends_with(":::") && !rest.starts_with(char::is_alphabetic);
        let is_name = rest.starts_with(|c: char| c.is_alphabetic()) && !is_other(rest);
        // `/// note`, and not `////note`.
        let is_glued = sign.starts_with('/') && !rest.is_empty() && !found[0].contains(&format!("{sign} "));
        let opened = !rest.is_empty();
        let span = Span::from(whole.range()).trimmed(&text);
        let tilt = || Tilt { name: sign[..3].to_owned(), opened, span, container: true };
        (!is_directive && !is_glued && (!opened || is_name)).then(|| (tilt(), sign.len()))
    });
    let mut events: Vec<(Tilt, usize)> = tags.chain(containers).collect();
    events.sort_by_key(|(event, _)| event.span.start);
    for (event, width) in events {
        // `::::` closes the container that it opened, with those in it.
        let of_width = || open.iter().rposition(|(known, own)| known.name == event.name && *own == width);
        let of_name = || open.iter().rposition(|(known, _)| known.name == event.name);
        if event.opened {
            names.push(event.name.clone());
            open.push((event, width));
        } else if let Some(at) = of_width().or_else(of_name) {
            let inner = open.drain(at..).skip(1).map(|(inner, _)| inner);
            tilts.extend(inner.filter(|inner| inner.container == event.container));
        } else {
            tilts.push(event);
        }
    }
    tilts.extend(open.into_iter().map(|(tilt, _)| tilt));
    tilts.sort_by_key(|tilt| tilt.span.start);
    (tilts, names)
}

/// Whether what follows the colons opens no box.
fn is_other(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '_')).unwrap_or(rest.len());
    docusaurus::is_other(&rest[..end])
}
