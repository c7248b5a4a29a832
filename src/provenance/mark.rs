//! What a way of recording the English of a page has to say of itself, and what it reads.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::locale::Locale;
use crate::page::{FrontMatter, PageFormat};
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
    /// The hash of the English file or of its body, or its first digits, as lower-case hex digits.
    pub hash: Option<String>,
    /// Other hashes that stand on the page: those of a mark that another tool left there are older.
    pub others: Vec<String>,
    /// The commit of the English tree that the English was taken from, or its first digits, as lower-case hex digits.
    pub commit: Option<String>,
    /// The hashes of the sections of the English page, or their first digits, as lower-case hex digits.
    pub sections: Vec<String>,
    /// The path of the English file in the commit, from one of the folders it stands in.
    pub source_file: Option<String>,
    /// What stands where a hash or a commit should stand.
    pub malformed: Option<String>,
    /// Whether it says that the English has changed since.
    pub is_outdated: bool,
    /// How the page was translated.
    pub translation: Option<Translation>,
    /// The locale.
    pub locale: Option<Locale>,
    /// The day of the last hand-off, as year, month and day.
    pub handoff: Option<(u16, u8, u8)>,
    /// The day up to which it follows its English, as year, month and day.
    pub day: Option<(u16, u8, u8)>,
}

/// A way of recording what a page was made from.
pub struct Mark {
    /// What users call it.
    pub name: &'static str,
    /// Takes over what the page records, and says whether it carries the mark at all. What is malformed is left out.
    pub(super) read: fn(&Written<'_>, &mut Provenance) -> bool,
    /// The keys of the front matter that are always written together.
    pub keys: &'static [Key],
    /// The files beside the pages that may hold it.
    pub sidecars: &'static [Sidecar],
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
    /// The name of the file, with `{locale}` where there is one for each.
    pub file: &'static str,
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// The text has not the form of such a file.
    pub read: fn(&str) -> Result<Vec<Recorded>, serde_json::Error>,
}

/// What a file beside the pages records of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The locale, where the file names one.
    pub locale: Option<Locale>,
    /// The page: its path from the folder of the file, or what it is called in every locale; with `/` between folders.
    pub page: String,
    /// What is recorded.
    pub provenance: Provenance,
}

impl Recorded {
    /// What stands below `names`, one of which is that of the page.
    pub(super) fn new(names: &[String], provenance: Provenance) -> Self {
        let page = names.iter().rev().find(|name| Self::is_page(name)).or(names.last());
        let locale = |name: &String| Locale::of_folder(name).filter(|_| !Self::is_page(name)).map(|(locale, _)| locale);
        let page = page.map(|page| page.replace('\\', "/").trim_start_matches("./").to_owned());
        Self { locale: names.iter().find_map(locale), page: page.unwrap_or_default(), provenance }
    }

    /// Whether a name is that of a page.
    pub(super) fn is_page(name: &str) -> bool {
        PageFormat::stem(name).is_some()
    }

    /// Whether it is about the page in `locale` that is called one of `names`.
    #[must_use]
    pub fn is_of(&self, locale: Option<&Locale>, names: &[&str]) -> bool {
        let known = self.locale.as_ref();
        known.is_none_or(|known| locale == Some(known)) && names.contains(&&*self.page)
    }
}

impl Provenance {
    /// Takes over a hash, or what stands in its place.
    pub(super) fn take_hash(&mut self, hash: Option<String>, written: &str) {
        match hash {
            Some(hash) => self.hash = Some(hash),
            None => self.malformed = Some(written.to_owned()),
        }
    }

    /// Takes over a commit, or what stands in its place.
    pub(super) fn take_commit(&mut self, commit: Option<String>, written: &str) {
        match commit {
            Some(commit) => self.commit = Some(commit),
            None => self.malformed = Some(written.to_owned()),
        }
    }

    /// What the page records beside its English page: what both record was copied, and says nothing of either.
    #[must_use]
    pub fn beside<'p>(&'p self, english: &Self) -> Cow<'p, Self> {
        match self.names_english()
            && (&self.hash, &self.commit, &self.sections) == (&english.hash, &english.commit, &english.sections)
        {
            true => Cow::Owned(Self::default()),
            false => Cow::Borrowed(self),
        }
    }

    /// Whether a page that records this follows its English up to an earlier day than the English page `english` names as its
    /// last.
    #[must_use]
    pub fn is_before(&self, english: &Self) -> bool {
        self.day.zip(english.day).is_some_and(|(own, english)| own < english)
    }

    /// Whether it tells which English the page was made from.
    #[must_use]
    pub fn names_english(&self) -> bool {
        self.hash.is_some() || self.commit.is_some() || !self.sections.is_empty()
    }
}

/// How comments begin and end.
const COMMENTS: [(&str, &str); 2] = [("<!--", "-->"), ("{/*", "*/}")];

/// The words before `:` or `=` in a comment, each with the word behind it.
pub(super) fn pairs(comment: &str) -> impl Iterator<Item = (&str, &str)> {
    let quotes = ['"', '\'', '`', ',', '{', '}', ';'];
    comment.lines().flat_map(|line| line.match_indices([':', '=']).map(move |(at, _)| line.split_at(at))).filter_map(
        move |(before, after)| {
            let key = before.split_whitespace().next_back()?.trim_matches(quotes);
            Some((key, after[1..].split_whitespace().next()?.trim_matches(quotes)))
        },
    )
}

/// A page as marks read it.
pub(super) struct Written<'t> {
    /// The text of the page.
    pub(super) text: &'t str,
    block: Option<Span>,
    /// The keys with the places of their values.
    keys: Vec<(Cow<'t, str>, Span)>,
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
            if let Some(inside) = value.of(text).strip_prefix('{') {
                let mut end = value.start;
                for pair in inside.split([',', '}']) {
                    end += 1 + pair.len();
                    let Some((inner, value)) = pair.split_once(':') else { continue };
                    let value = Span::new(end - value.len(), end);
                    keys.push((format!("{path}.{}", inner.trim()).into(), bare_in(text, value)));
                }
            }
            keys.push((path.clone(), bare_in(text, value)));
            outer.push((indent, path));
        }
        Self { text, block, keys }
    }

    /// The entries of the list at `key`, within brackets or one a line. Keys below others are joined by dots.
    pub(super) fn list(&self, key: &str) -> Vec<&'t str> {
        let Some(block) = self.block else { return Vec::new() };
        let Some((_, value)) = self.places().find(|(known, _)| *known == key) else { return Vec::new() };
        let rest = Span::new(value.start, block.end).of(self.text);
        // Nothing behind the key: its value stands on the next lines.
        let is_below = self.text[..value.start].ends_with('\n');
        let items: Vec<&str> = match rest.strip_prefix('[') {
            Some(inside) => inside.split(']').next().unwrap_or_default().split(',').collect(),
            None => {
                let lines = rest.lines().skip(usize::from(!is_below));
                lines.map_while(|line| line.trim_start().strip_prefix("- ")).collect()
            }
        };
        items.into_iter().map(bare).filter(|item| !item.is_empty()).collect()
    }

    /// The comments of the page that stand on lines of their own, without those that code blocks show.
    pub(super) fn comments(&self) -> impl Iterator<Item = &'t str> {
        // Most pages have no comment, and their lines need not be looked at.
        let text = if COMMENTS.iter().any(|(open, _)| self.says(open)) { self.text } else { "" };
        let (mut fence, mut offset) = (None, 0);
        text.split_inclusive('\n').filter_map(move |line| {
            let start = offset;
            offset += line.len();
            let marker = line.trim_start().get(..3).filter(|marker| matches!(*marker, "```" | "~~~"));
            match (fence, marker) {
                (None, Some(marker)) => fence = Some(marker),
                (Some(open), Some(marker)) if open == marker => fence = None,
                _ => {}
            }
            let (_, close) = COMMENTS.iter().find(|(open, _)| fence.is_none() && line.starts_with(open))?;
            text[start..].split(close).next()
        })
    }

    /// The keys of the front matter with their values, in order. A key below another one has both names: `l10n.date`.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, &'t str)> {
        self.places().map(|(key, value)| (key, value.of(self.text)))
    }

    /// The keys of the front matter with the places of their values, without quotes.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, Span)> {
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
    let plain = || match value.contains('#') {
        true => value.split(" #").next().unwrap_or_default().trim_end(),
        false => value,
    };
    within('"').or_else(|| within('\'')).unwrap_or_else(plain)
}

/// The place of the bare value in that of a value.
fn bare_in(text: &str, value: Span) -> Span {
    let (written, inside) = (value.of(text), bare(value.of(text)));
    let before = if written.starts_with(inside) { 0 } else { written.find(inside).unwrap_or_default() };
    let start = value.start + before;
    Span::new(start, start + inside.len())
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
