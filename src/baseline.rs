//! Findings that are known and not reported again, so that a tree with thousands of old ones can be held to no new one.
//!
//! A known finding is told by its pattern (rule, locale, expected and found text) and its page; of each there is a number a
//! page. Neither lines nor offsets count, so that edits elsewhere on a page change nothing. Pages are told by their keys, and
//! where a page is gone, by a page of the same file name in another folder.
//!
//! The file has a line a pattern with its number, then a line a page with the patterns on it. A new finding changes two
//! lines, a renamed folder one.

mod apply;
mod compare;
mod date;
mod moved;
mod read;
mod write;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use apply::{Applied, apply};
pub use compare::{Comparison, Expired, Run, Verdict, Whereabouts};
pub use date::Date;

use crate::finding::Finding;
use crate::layout::folded;
use crate::rules;
use crate::text::hex;
use sha1::{Digest, Sha1};

/// The findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Pattern, Entry>,
}

/// What all findings of one kind share. Long texts are cut, and a hash of the whole text stands for the rest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    /// The name of the rule.
    pub rule: String,
    /// The locale, as a BCP 47 tag.
    pub locale: Option<String>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
}

/// Where a pattern is known, and on what terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entry {
    /// The number of findings on each page.
    pages: Pages,
    /// The last day on which they are not reported.
    until: Option<Date>,
    /// Why they are not reported.
    reason: Option<String>,
}

/// A number for each page, by the folded key; with the key as it is written.
type Pages = BTreeMap<String, (String, usize)>;

/// A text of a pattern with more characters than this is cut.
const LONGEST: usize = 120;
/// What is left of it.
const KEPT: usize = 100;

impl Pattern {
    /// The pattern of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let (rule, locale, expected, found) = finding.pattern();
        Self {
            rule: rule.to_owned(),
            locale: locale.map(str::to_owned),
            expected: expected.map(shortened),
            found: found.map(shortened),
        }
    }
}

/// The text, or the beginning of a long one and a hash of it all.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(KEPT).collect();
    format!("{start}…#{}", &hex(&Sha1::digest(text))[..8])
}

impl Baseline {
    /// The baseline in which all of `findings` are known.
    #[must_use]
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut baseline = Self::default();
        findings.into_iter().for_each(|finding| baseline.add(finding));
        baseline
    }

    fn add(&mut self, finding: &Finding) {
        self.entries.entry(Pattern::of(finding)).or_default().add(&finding.page, 1);
    }

    /// How many findings are known.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.entries.values().map(Entry::findings).sum()
    }

    /// How many patterns are known.
    #[must_use]
    pub fn patterns(&self) -> usize {
        self.entries.len()
    }

    /// What its patterns call rules that do not exist.
    #[must_use]
    pub fn unknown_rules(&self) -> BTreeSet<&str> {
        self.entries.keys().map(|pattern| &*pattern.rule).filter(|rule| rules::named(rule).is_none()).collect()
    }

    /// A short name for each pattern: the first digits of its hash. It stays the same while other patterns come and go.
    fn labels(&self) -> HashMap<&Pattern, String> {
        let mut owners: HashMap<String, &Pattern> = HashMap::new();
        for pattern in self.entries.keys() {
            let hash = pattern.hash();
            // Six digits tell 16 million patterns apart; two that share them differ a little further on.
            let free = (6..=hash.len()).map(|digits| &hash[..digits]).find(|label| !owners.contains_key(*label));
            owners.insert(free.unwrap_or(&hash).to_owned(), pattern);
        }
        owners.into_iter().map(|(label, pattern)| (pattern, label)).collect()
    }
}

impl Entry {
    fn add(&mut self, page: &str, number: usize) {
        self.pages.entry(folded(page)).or_insert_with(|| (page.to_owned(), 0)).1 += number;
    }

    fn findings(&self) -> usize {
        self.pages.values().map(|(_, number)| number).sum()
    }
}

impl Pattern {
    fn hash(&self) -> String {
        let mut digest = Sha1::new();
        for part in [Some(&self.rule), self.locale.as_ref(), self.expected.as_ref(), self.found.as_ref()] {
            digest.update(part.map_or("\u{0}", String::as_str));
            digest.update([1]);
        }
        hex(&digest.finalize())
    }
}
