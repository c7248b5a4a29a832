//! Writes a baseline: sorted, the same bytes for the same findings.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::{Baseline, OnPage, Pattern, findings};

/// The first line of the file.
pub(super) const HEAD: &str = "docparity-baseline";
/// The version of the file.
pub(super) const VERSION: &str = "1";
pub(super) const PATTERNS: &str = "[patterns]";
pub(super) const PAGES: &str = "[pages]";

const ABOUT: &str = "\
# These findings are known and not reported again; `docparity check --write-baseline` renews the file.
# A pattern can end in `until: YYYY-MM-DD` (the last day on which it is known), `reason: any text`, or both in this order.
# `docparity triage` writes what people decided: `status:` with `decided:` and `assignee:`. `label#2` is the second on a page.
# Findings whose line is deleted, here or among the pages, are reported again.
";

impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD} {VERSION}\n{ABOUT}\n{PATTERNS}  # number, label, rule, locale, expected → found")?;
        let labels = self.labels();
        let mut pages: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
        for (pattern, terms, known) in self.lines() {
            let label = &labels[&(pattern, terms)];
            writeln!(f, "{:>6} {label} {pattern}{terms}", findings(known))?;
            for OnPage { key, any, ordinals } in known.values() {
                let (folder, name) = key.rsplit_once('/').unwrap_or((".", key));
                let mut times = if *any > 1 { format!("{label}×{any}") } else { label.clone() };
                if !ordinals.is_empty() {
                    let numbers: Vec<String> = ordinals.iter().map(ToString::to_string).collect();
                    times =
                        format!("{}#{}", if *any > 0 { format!("{label}×{any}") } else { times }, numbers.join(","));
                }
                pages.entry(folder).or_default().entry(name).or_default().push(times);
            }
        }
        write!(f, "\n{PAGES}  # folder, page, labels of the patterns on it")?;
        for (folder, names) in pages {
            write!(f, "\n{}", name(&format!("{folder}/")))?;
            for (page, mut labels) in names {
                labels.sort();
                write!(f, "\n  {} {}", name(page), labels.join(" "))?;
            }
        }
        writeln!(f)
    }
}

impl fmt::Display for Pattern {
    /// The pattern in a line: rule, locale, expected → found.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &Option<String>| text.as_deref().map_or("-".to_owned(), quoted);
        let (locale, expected, found) =
            (self.locale.as_deref().unwrap_or("-"), quoted(&self.expected), quoted(&self.found));
        write!(f, "{} {locale} {expected} → {found}", self.rule)
    }
}

/// The name of a page or a folder: in quotes where it would be read as something else.
fn name(text: &str) -> String {
    let quote = quoted(text);
    let plain = quote.len() == text.len() + 2 && !text.starts_with(['#', '[']) && !text.contains(char::is_whitespace);
    if plain { text.to_owned() } else { quote }
}

/// The text as JSON writes it, with what a reviewer would not see written out.
pub(super) fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut quoted = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => {
                _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            '\u{2060}'..='\u{206f}' | '\u{feff}' => _ = write!(quoted, "\\u{:04x}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted
}
