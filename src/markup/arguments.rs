//! What is given to a component or shortcode: which of it is text, and which is data.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::span::Span;
use crate::text::script::is_syllable;

/// Attributes whose value is read by people, or is the address of something that each locale may have of its own.
const TEXT: [&str; 29] = [
    "alt",
    "aria-label",
    "caption",
    "content",
    "cta",
    "desc",
    "description",
    "details",
    "footer",
    "header",
    "heading",
    "headline",
    "hint",
    "label",
    "legend",
    "message",
    "placeholder",
    "sidebartitle",
    "subtitle",
    "summary",
    "tag",
    "tags",
    "text",
    "tip",
    "title",
    "tooltip",
    "header-text",
    "titletext",
    "text-content",
];
/// Attributes whose value is always data.
const DATA: [&str; 27] = [
    "body",
    "class",
    "classname",
    "cmd",
    "color",
    "cols",
    "command",
    "default",
    "groupid",
    "height",
    "icon",
    "id",
    "key",
    "kind",
    "lang",
    "language",
    "path",
    "pivot",
    "query",
    "slug",
    "source",
    "src",
    "href",
    "style",
    "type",
    "variant",
    "width",
];

static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"[\p{L}_:@][0-9A-Za-z_:@.\-]*\s*=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^\s"'<>=`{}]+)|"[^"]*"|'[^']*'|`[^`]*`|\{[^{}]*\}|[\p{L}_:@][0-9A-Za-z_:@.\-]*"#)
        .expect("valid")
});

/// The attributes of a tag.
pub(super) fn attributes(text: &str) -> Vec<(String, Span)> {
    let all = ATTRIBUTE.find_iter(text);
    all.filter_map(|found| {
        let (place, attribute) = (Span::from(found.range()), found.as_str());
        let is_name = attribute.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':' | '@'));
        match attribute.split_once('=').filter(|_| is_name) {
            Some((name, value)) => {
                let name = name.trim_end();
                Some((format!("{name}={}", data(name, value.trim_start())), place))
            }
            None => attribute.starts_with(char::is_alphabetic).then(|| (attribute.to_owned(), place)),
        }
    })
    .collect()
}

/// The named arguments of a shortcode or a directive. Those without a name are text, or its author's way to say so.
pub(super) fn named(text: &str) -> Vec<(String, Span)> {
    attributes(text).into_iter().filter(|(argument, _)| argument.contains('=')).collect()
}

/// What of the value of `name` is compared.
fn data(name: &str, value: &str) -> String {
    let name = name.trim_start_matches([':', '@']).to_ascii_lowercase();
    let is_text =
        TEXT.contains(&name.as_str()) || ["title", "label", "labels", "text"].iter().any(|end| name.ends_with(end));
    if let Some(code) = value.strip_prefix('{').filter(|code| !is_text || !code.contains(['"', '\'', '`', '<'])) {
        return skeleton(code.trim_end_matches('}').trim());
    }
    if is_text {
        return String::new();
    }
    let value = &*plain(value.trim_matches(['"', '\'']));
    if is_sentence(value) {
        return String::new();
    }
    if matches!(name.as_str(), "lang" | "language" | "locale" | "hreflang") && is_locale(value) {
        return String::new();
    }
    // Pictures are drawn anew for a locale.
    let picture = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"].iter().any(|end| value.ends_with(end));
    if picture && name != "src" && value.contains('/') {
        return String::new();
    }
    if matches!(name.as_str(), "href" | "src" | "to" | "url" | "link") || value.contains("://") {
        return address(value);
    }
    if DATA.contains(&name.as_str()) || is_data(value) { value.trim().to_owned() } else { String::new() }
}

/// A value with the signs that its entities stand for.
fn plain(value: &str) -> Cow<'_, str> {
    const QUOTES: [(&str, &str); 5] =
        [("&quot;", "\""), ("&#x22;", "\""), ("&#34;", "\""), ("&#x27;", "'"), ("&#39;", "'")];
    if !value.contains('&') {
        return value.into();
    }
    QUOTES.iter().fold(value.to_owned(), |value, (entity, sign)| value.replace(entity, sign)).into()
}

/// Whether a value is a text for people, whatever its attribute is called.
fn is_sentence(value: &str) -> bool {
    const LONG: usize = 16;
    // Of letters that stand for syllables or words, few are a sentence.
    let length: usize = value.chars().map(|c| if is_syllable(c) { 3 } else { 1 }).sum();
    !value.is_ascii() && length > LONG && !value.contains('/')
        || value.starts_with(char::is_uppercase) && value.split_whitespace().filter(|word| word.len() > 1).count() > 3
}

/// An address without its site, which each locale may have in its language, and without what names a locale in it.
fn address(value: &str) -> String {
    let path = value.split_once("://").map_or(value, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['#', '?']).next().unwrap_or_default();
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".." | "docs") && !is_locale(part));
    parts.map(|part| part.trim_end_matches(".md").trim_end_matches(".mdx")).collect::<Vec<_>>().join("/")
}

/// Whether a part of a path may name a locale.
pub(super) fn is_locale(part: &str) -> bool {
    let mut subtags = part.split(['-', '_']);
    let language = subtags.next().unwrap_or_default();
    let is_language = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    is_language && subtags.all(|subtag| subtag.len() <= 4)
}

/// Whether a value is a name, a path or a number, and no word.
fn is_data(value: &str) -> bool {
    let sign = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'/' | b'-' | b':' | b'#' | b'%' | b'@')
    };
    let is_word = value.bytes().all(|byte| byte.is_ascii_alphabetic()) && value.starts_with(|c: char| c.is_uppercase());
    !value.is_empty() && value.bytes().all(sign) && !is_word
}

static LITERAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?:([A-Za-z_][0-9A-Za-z_]*)["']?\s*:\s*)?("[^"\n]*"|'[^'\n]*'|`[^`]*`)|>[^<>{}=]+<|//[^\n]*|/\*[^*]*\*/"#,
    )
    .expect("valid")
});

/// Code without its texts.
fn skeleton(code: &str) -> String {
    let bare = LITERAL.replace_all(code, |found: &Captures<'_>| {
        let key = found.get(1).map_or("", |key| key.as_str());
        let Some(literal) = found.get(2) else { return String::new() };
        let inside = literal.as_str().trim_matches(['"', '\'', '`']);
        let is_name =
            inside.contains(['_', '/']) && is_data(inside) && !TEXT.contains(&key.to_ascii_lowercase().as_str());
        format!("{key}:{}", if is_name { address(inside) } else { String::new() })
    });
    bare.split_whitespace().collect()
}
