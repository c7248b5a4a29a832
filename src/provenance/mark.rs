//! What a way of recording the English of a page has to say of itself, and what it reads.

use std::borrow::Cow;
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::locale::Locale;
use crate::page::FrontMatter;
use crate::span::Span;

/// How a page was translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Translation {
    /// By machine (`MT`), or by a pipeline that does not say (`Auto`).
    Machine,
    /// By a person (`HT`).
    Human,
}

/// What a page, or a file beside it, records of the English it was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The names of the marks that it carries, in the order of their table.
    pub marks: Vec<&'static str>,
    /// The hash of the English file, as lower-case hex digits: SHA-1 or MD5.
    pub hash: Option<String>,
    /// The commit of the English tree that the English was taken from, as lower-case hex digits.
    pub commit: Option<String>,
    /// How the page was translated.
    pub translation: Option<Translation>,
    /// The locale.
    pub locale: Option<Locale>,
    /// The day of the last hand-off, as year, month and day.
    pub handoff: Option<(u16, u8, u8)>,
}

/// A way of recording what a page was made from.
pub struct Mark {
    /// What users call it.
    pub name: &'static str,
    /// Takes over what the page records, and says whether it carries the mark at all. What is malformed is left out.
    pub(super) read: fn(&Written<'_>, &mut Provenance) -> bool,
    /// The keys of the front matter that are always written together.
    pub keys: &'static [Key],
    /// The file beside the pages that may hold it.
    pub sidecar: Option<Sidecar>,
}

/// A key of the front matter that a mark writes.
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether a value is well formed.
    pub is_valid: fn(&str) -> bool,
    /// What a well-formed value is.
    pub form: &'static str,
}

/// A file beside the pages that records what they were made from.
#[derive(Clone, Copy)]
pub struct Sidecar {
    /// The name of the file.
    pub file: &'static str,
    /// Reads the file: what it records by page, with `/` between folders.
    ///
    /// # Errors
    ///
    /// The text has not the form of such a file.
    pub read: fn(&str) -> Result<HashMap<String, Provenance>, serde_json::Error>,
}

/// A page as marks read it.
pub(super) struct Written<'t> {
    /// The text of the page.
    pub(super) text: &'t str,
    keys: Vec<(Cow<'t, str>, &'t str)>,
}

impl<'t> Written<'t> {
    /// The page `text`, whose front matter stands at `block`. The block is read line by line, so that its keys are known
    /// also where it is no valid YAML.
    pub(super) fn new(text: &'t str, block: Option<Span>) -> Self {
        let mut keys = Vec::new();
        let mut outer: Vec<(usize, Cow<'_, str>)> = Vec::new();
        for (key, value) in block.into_iter().flat_map(|block| FrontMatter::lines(text, block)) {
            let name = key.trim_start_matches([' ', '\t', '-']);
            let indent = key.len() - name.len();
            outer.retain(|(level, _)| *level < indent);
            let path: Cow<'_, str> = match outer.last() {
                Some((_, parent)) => format!("{parent}.{name}").into(),
                None => name.into(),
            };
            let value = value.of(text);
            if let Some(inside) = value.strip_prefix('{') {
                let pairs = inside.split([',', '}']).filter_map(|pair| pair.split_once(':'));
                keys.extend(pairs.map(|(inner, value)| (format!("{path}.{}", inner.trim()).into(), bare(value))));
            }
            keys.push((path.clone(), bare(value)));
            outer.push((indent, path));
        }
        Self { text, keys }
    }

    /// The keys of the front matter with their values, in order. A key below another one has both names: `l10n.date`.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, &'t str)> {
        self.keys.iter().map(|(key, value)| (&**key, *value))
    }

    /// Whether the page holds `text` anywhere.
    pub(super) fn says(&self, text: &str) -> bool {
        memchr::memmem::find(self.text.as_bytes(), text.as_bytes()).is_some()
    }
}

/// The value without quotes, and without the comment behind it.
fn bare(value: &str) -> &str {
    let value = value.trim();
    let within = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.split(quote).next());
    let plain = || value.split(" #").next().unwrap_or_default().trim_end();
    within('"').or_else(|| within('\'')).unwrap_or_else(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn keys(text: &str, expected: &[(&str, &str)]) {
        let written = Written::new(text, Some(Span::new(0, text.len())));
        assert_eq!(written.keys().collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_key_is_named_with_those_it_stands_below() {
        keys(
            "a: 1\nb:\n  c: 2\n  d:\n    e: 3\nf: 4\n",
            &[("a", "1"), ("b", ""), ("b.c", "2"), ("b.d", ""), ("b.d.e", "3"), ("f", "4")],
        );
        keys("a:\n  - b: 1\n    c: 2\n", &[("a", ""), ("a.b", "1"), ("a.c", "2")]);
        keys("a: { b: 1, c: \"2\" }\n", &[("a.b", "1"), ("a.c", "2"), ("a", "{ b: 1, c: \"2\" }")]);
    }

    #[test]
    fn quotes_and_comments_are_no_part_of_a_value() {
        keys("a: \"b # c\" # d\nb: 'c'\nc: d # e\n", &[("a", "b # c"), ("b", "c"), ("c", "d")]);
    }
}
