//! The values of the front matter, as far as readers see them.

use super::piece::{Piece, PieceKind, blocks};
use crate::page::FrontMatter;
use crate::span::Span;

/// The keys of the front matter whose values readers see.
const SEEN: [&str; 9] =
    ["title", "linkTitle", "description", "summary", "subtitle", "tagline", "sidebar_label", "label", "excerpt"];
/// Those that are seen below another key alone. What stands there is HTML.
const SEEN_BELOW: [(&str, &str); 1] = [("banner", "content")];

/// What the title of a page in the head of its HTML is called here.
const HEAD: &str = "head title";

/// Whether a value is the number of a version, like `1.30.2`: pages show it wherever their text asks for the key.
fn is_version(value: &str) -> bool {
    let parts = value.trim().trim_matches(['"', '\'']).trim_start_matches('v').split('.');
    parts.clone().count() > 2
        && parts.clone().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The values of the front matter that readers see.
pub(super) fn values(text: &str) -> Vec<Piece> {
    let Some(block) = FrontMatter::locate(text) else { return Vec::new() };
    // A value may go on in the lines below its key.
    let parsed = Some(block).filter(|block| !FrontMatter::is_plain(text, *block));
    let parsed = parsed.and_then(|block| FrontMatter::parse(text, block).ok());
    let (mut above, mut tag) = ("", "");
    let lines = FrontMatter::lines(text, block).map(|(key, span)| {
        let name = key.trim_start_matches([' ', '-']);
        let is_below = name.len() < key.len();
        above = if is_below { above } else { name };
        tag = if name == "tag" { span.of(text) } else { tag };
        // What a browser shows as the title of the page.
        let is_title = is_below && (above, tag, name) == ("head", "title", "content");
        (above, if is_title { HEAD } else { name }, is_below, span)
    });
    let values = lines.filter_map(|(above, name, is_below, span)| {
        let is_html = is_below && SEEN_BELOW.contains(&(above, name));
        if !SEEN.contains(&name) && name != HEAD && !is_html && !is_version(span.of(text)) {
            return None;
        }
        let whole = parsed.as_ref().and_then(|values| match is_below {
            true => values.values.get(above)?.get(name)?.as_str(),
            false => values.get(name),
        });
        let lines = whole.is_none().then(|| block_scalar(text, span)).flatten();
        let value = whole.or(lines.as_deref()).unwrap_or_else(|| span.of(text).trim_matches(['"', '\'']));
        let mut piece = Piece::new(PieceKind::Value, span);
        piece.links.push(name.to_owned());
        if is_html || lines.is_some() || ["</", "/>", "<img "].iter().any(|tag| value.contains(tag)) {
            piece.push_html(value)
        } else {
            piece.push(value)
        }
        piece.finished()
    });
    values.collect()
}

/// The lines of a value that stands below its key, behind a sign such as `|` at `span`.
fn block_scalar(text: &str, span: Span) -> Option<String> {
    let sign = span.of(text).trim();
    if !sign.starts_with(['|', '>']) || sign.len() > 3 {
        return None;
    }
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let key = indent(&text[start..span.start]);
    let lines = text[span.end..].lines().skip(1);
    let own = lines.take_while(|line| line.trim().is_empty() || line.len() - line.trim_start().len() > key);
    Some(own.collect::<Vec<_>>().join("\n"))
}

/// The blocks of a page, what readers see of its front matter first.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = values(text);
    pieces.extend(blocks(text));
    pieces
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn the_title_that_a_browser_shows_is_seen() {
        let page = |head: &str| format!("---\ntitle: Winch\nhead:\n{head}---\nPull.\n");
        let seen = |head: &str| values(&page(head)).into_iter().map(|value| value.seen).collect::<Vec<_>>();
        assert_eq!(seen("  - tag: title\n    content: 'Winch | Harbour'\n"), ["Winch", "Winch | Harbour"]);
        assert_eq!(seen("  - tag: style\n    content: 'a { color: red }'\n"), ["Winch"]);
    }
}
