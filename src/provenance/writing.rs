//! Writes into the front matter of a page which English it was made from, and changes nothing else.

use super::hashes::Known;
use super::mark::{Provenance, Written};
use super::stamp::Stamp;
use super::value::{commit, hash};
use crate::page::FrontMatter;
use crate::span::Span;

/// A value of the front matter by which a project says which English a page was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The key. Keys below others are joined by dots.
    pub key: String,
    /// The place of its digits.
    place: Span,
    /// What stands there is a commit, and not a hash.
    is_commit: bool,
}

/// What a value of the front matter is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The commit that holds the English.
    Commit,
    /// A hash of the English.
    Hash(Known),
}

/// The English that a page was made from.
#[derive(Debug, Clone, Copy)]
pub struct English<'e> {
    /// The content of its page.
    pub text: &'e str,
    /// The commit that made it so.
    pub commit: Option<&'e str>,
}

/// Keys whose values are written by the tool that owns them, or by a stamp.
const OTHERS: [&str; 2] = ["ms.", "docparity."];

impl Slot {
    /// The values of the page that `page` was read from. What its own tool writes, in a comment or a file beside it, is none.
    #[must_use]
    pub fn all(text: &str, page: &Provenance) -> Vec<Self> {
        let written = Written::new(text, FrontMatter::locate(text));
        let slot = |(key, place): (&str, Span)| {
            let value = place.of(text);
            let is = |known: &Option<String>, read: Option<String>| known.is_some() && *known == read;
            let is_commit = is(&page.commit, commit(value));
            let is_one = is_commit || is(&page.hash, hash(value));
            let is_other = OTHERS.iter().any(|other| key.starts_with(other));
            // The name of the algorithm may stand before the digits.
            let digits = hash(value).map_or(value.len(), |digits| digits.len());
            let place = Span::new(place.end - digits, place.end);
            (is_one && !is_other).then(|| Self { key: key.to_owned(), place, is_commit })
        };
        written.places().filter_map(slot).collect()
    }

    /// What it holds; `proved` is what proves that the page was made from an English at hand. `None` where nobody can know.
    #[must_use]
    pub fn holds(&self, proved: Option<Holds>) -> Option<Holds> {
        if self.is_commit { Some(Holds::Commit) } else { proved }
    }

    /// The page with another value there, as long as the old one.
    #[must_use]
    pub fn fill(&self, text: &str, value: &str) -> String {
        let digits = self.place.len().min(value.len());
        format!("{}{}{}", &text[..self.place.start], &value[..digits], &text[self.place.end..])
    }
}

impl Holds {
    /// What is written of `english`; `None` where no commit is known that holds it.
    #[must_use]
    pub fn value(self, english: English<'_>) -> Option<String> {
        match self {
            Self::Commit => english.commit.map(str::to_owned),
            Self::Hash(known) => Some(known.hash(english.text)),
        }
    }
}

impl Stamp {
    /// The page with the stamp in its front matter, in the place of an older one. `None` where it has no front matter that can
    /// take it: none at all, one in TOML, whose readers refuse keys that they do not know, or one that is broken.
    #[must_use]
    pub fn put(&self, text: &str) -> Option<String> {
        with_line(text, Self::KEY, &self.to_string())
    }
}

/// The page with `value` at `key`, which it does not have, in its front matter. `None` where that cannot take it.
#[must_use]
pub fn with_key(text: &str, key: &str, value: &str) -> Option<String> {
    match key.split_once('.') {
        None => with_line(text, key, &format!("{key}: {value}")),
        Some((outer, inner)) if !has_key(text, outer) && !inner.contains('.') => {
            with_line(text, outer, &format!("{outer}:\n  {inner}: {value}"))
        }
        Some(_) => None,
    }
}

fn has_key(text: &str, key: &str) -> bool {
    Written::new(text, FrontMatter::locate(text)).keys().any(|(known, _)| known == key)
}

/// The page with `entry` in its front matter, in the place of the entry of this key, else as the last.
fn with_line(text: &str, key: &str, entry: &str) -> Option<String> {
    let block = FrontMatter::locate(text).filter(|block| text[..block.start].trim_end().ends_with("---"))?;
    let mut known = FrontMatter::parse(text, block).ok()?;
    let end = if text[..block.start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let entry = entry.replace('\n', end);
    let changed = match entries(text, block, key)[..] {
        [] => format!("{}{entry}{end}{}", &text[..block.end], &text[block.end..]),
        [old] => format!("{}{entry}{}", &text[..old.start], &text[old.end..]),
        _ => return None,
    };
    // Whatever the block holds, all else of it must say what it said.
    let mut read = FrontMatter::parse(&changed, FrontMatter::locate(&changed)?).ok()?;
    read.values.remove(key)?;
    known.values.remove(key);
    (read == known).then_some(changed)
}

/// The lines of the entries of a key, without the last line end.
fn entries(text: &str, block: Span, key: &str) -> Vec<Span> {
    let (mut offset, mut is_within) = (block.start, false);
    let mut entries: Vec<Span> = Vec::new();
    for line in block.of(text).split_inclusive('\n') {
        let own = Span::new(offset, offset + line.trim_end().len());
        offset += line.len();
        match entries.last_mut() {
            Some(entry) if is_within && line.starts_with([' ', '\t', '-']) => entry.end = own.end,
            _ => {
                is_within = line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
                entries.extend(is_within.then_some(own));
            }
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::hash as digest;
    use super::*;
    use crate::provenance::{Algorithm, Proofs, Provenance};

    const ENGLISH: &str = "# Lock\n\nLifts a boat.\n\n## Fill\n\nOpen the upper gate.\n";

    fn read(text: &str) -> Provenance {
        Provenance::read(text, FrontMatter::locate(text), &Provenance::default(), &[])
    }

    /// Pages with front matter of all kinds, and bodies that look like it.
    fn page() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            "[a-d]: [a-z0-9ä\"'\\[{]{0,6}",
            Just("tags:\n  - tide\n  - lock".to_owned()),
            Just("note: |\n  docparity: text\n\n  end".to_owned()),
            Just("# docparity: a comment".to_owned()),
            Just("sections:\n- tide\n- lock".to_owned()),
            Just("docparity: {source: \"7e45a52f21\", sections: [\"aff1b3e8\"]}".to_owned()),
            Just("docparity:\n  source: 7e45a52f21\n  sections:\n    - aff1b3e8".to_owned()),
        ];
        let parts = (prop::collection::vec(line, 0..5), "(\u{feff})?", "(---|\\+\\+\\+)", "[a-z#\\- \n:]{0,20}");
        (parts, prop_oneof![Just("\n"), Just("\r\n")]).prop_map(|((lines, mark, rule, body), end)| {
            let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
            format!("{mark}{rule}\n{lines}{rule}\n{body}").replace('\n', end)
        })
    }

    /// The page without its stamp.
    fn bare(text: &str) -> String {
        let block = FrontMatter::locate(text).expect("front matter");
        match entries(text, block, Stamp::KEY)[..] {
            [entry] => {
                let rest = &text[entry.end..];
                let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
                format!("{}{rest}", &text[..entry.start])
            }
            _ => text.to_owned(),
        }
    }

    proptest! {
        #[test]
        fn a_stamp_changes_itself_alone_and_twice_is_once(text in page()) {
            let stamp = Stamp::of(ENGLISH);
            if let Some(stamped) = stamp.put(&text) {
                prop_assert_eq!(bare(&stamped), bare(&text));
                prop_assert!(Proofs::of(ENGLISH).proof(&read(&stamped)).is_some(), "{}", stamped);
                prop_assert_eq!(&read(&stamped).sections, &stamp.sections);
                prop_assert_eq!(stamp.put(&stamped), Some(stamped.clone()));
                let other = Stamp::of("# Weir\n").put(&stamped).expect("the same front matter");
                prop_assert_eq!(stamp.put(&other), Some(stamped));
            }
        }
    }

    #[test]
    fn a_stamp_is_the_last_entry_and_keeps_line_ends() {
        let stamp = Stamp { source: "7e45a52f21".to_owned(), sections: vec!["aff1b3e8".to_owned()] };
        let entry = "docparity: {source: \"7e45a52f21\", sections: [\"aff1b3e8\"]}";
        for (text, expected) in [
            ("\u{feff}---\r\na: b\r\n---\r\n# A", format!("\u{feff}---\r\na: b\r\n{entry}\r\n---\r\n# A")),
            ("---\ndocparity: {source: 1f2e3d4}\na: b\n---\n", format!("---\n{entry}\na: b\n---\n")),
            ("---\ndocparity:\n  source: 1f2e3d4\na: b\n---\n", format!("---\n{entry}\na: b\n---\n")),
            ("---\n---\n", format!("---\n{entry}\n---\n")),
        ] {
            assert_eq!(stamp.put(text), Some(expected), "{text}");
        }
        for text in ["# A\n", "+++\na = 1\n+++\n", "---\na: [\n---\n", "---\n- a\n---\n", "---\n{a: b}\n---\n"] {
            assert_eq!(stamp.put(text), None, "{text}");
        }
    }

    #[test]
    fn a_value_of_the_project_is_written_in_its_place() {
        let hash = digest(Algorithm::Sha1, ENGLISH);
        for (before, after) in [("source_hash: \"sha1:", "\" # by hand"), ("x:\n  y: 1\n  source-sha: ", "")] {
            let page = |digits: &str| format!("---\r\n{before}{digits}{after}\r\n---\r\n# A {digits}\r\n");
            let old = page(&hash[..12]);
            let [slot] = &Slot::all(&old, &read(&old))[..] else { panic!("{old}") };
            assert_eq!(slot.holds(None), None);
            assert_eq!(slot.fill(&old, "0123456789abcdef"), old.replacen(&hash[..12], "0123456789ab", 1));
        }
        let text = "---\nl10n:\n  sourceCommit: 1f2e3d4c\ncommit: 5a5a5a5a\n---\n";
        let slots = Slot::all(text, &read(text));
        assert_eq!(
            slots.iter().map(|slot| (&*slot.key, slot.holds(None))).collect::<Vec<_>>(),
            [("l10n.sourceCommit", Some(Holds::Commit))]
        );
        let text = "---\nms.openlocfilehash: 1f2e3d4c5b6a79880f1e2d3c4b5a69788f0e1d2c\n---\n";
        assert_eq!(Slot::all(text, &read(text)), []);
    }

    #[test]
    fn a_key_is_added_below_a_new_one_only() {
        assert_eq!(with_key("---\na: b\n---\n", "en", "1f2e3d4").as_deref(), Some("---\na: b\nen: 1f2e3d4\n---\n"));
        let nested = "---\r\na: b\r\nl10n:\r\n  at: 1f2e3d4\r\n---\r\n";
        assert_eq!(with_key("---\r\na: b\r\n---\r\n", "l10n.at", "1f2e3d4").as_deref(), Some(nested));
        assert_eq!(with_key("---\nl10n:\n  by: Avery\n---\n", "l10n.at", "1f2e3d4"), None);
    }
}
