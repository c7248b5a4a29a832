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
mod parts;
mod read;
mod terms;
mod write;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use apply::{Applied, apply};
pub use compare::{Comparison, Expired, Run, Verdict, Whereabouts, whereabouts};
pub use date::Date;
pub use terms::Terms;

use crate::finding::Finding;
use crate::layout::folded;
use crate::rules;
use crate::text::hex;
use sha1::{Digest, Sha1};

/// The findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Pattern, BTreeMap<Terms, Pages>>,
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

/// What is known of each page, by the folded key.
type Pages = BTreeMap<String, OnPage>;

/// The findings of a pattern that are known on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct OnPage {
    /// The page, as it is written.
    key: String,
    /// So many of them, whichever they are.
    any: usize,
    /// These, counted from 1 in the order of the page.
    ordinals: BTreeSet<usize>,
}

impl OnPage {
    fn number(&self) -> usize {
        self.any + self.ordinals.len()
    }
}

/// A text of a pattern with more characters than this is cut.
const LONGEST: usize = 120;
/// What is left of it.
const KEPT: usize = 100;

impl Pattern {
    /// The pattern of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let (rule, locale, expected, found) = finding.pattern();
        Self::new(rule, locale, expected, found)
    }

    /// The pattern of this rule, locale, expected and found text.
    #[must_use]
    pub fn new(rule: &str, locale: Option<&str>, expected: Option<&str>, found: Option<&str>) -> Self {
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
        findings.into_iter().for_each(|finding| baseline.add(Pattern::of(finding), &finding.page));
        baseline
    }

    /// Takes one more finding of a pattern on a page as known.
    pub fn add(&mut self, pattern: Pattern, page: &str) {
        self.on_page(pattern, Terms::default(), page).any += 1;
    }

    /// Takes the finding of a pattern that comes `ordinal`th on a page, from 1, as known on `terms` and on no others; without
    /// terms, as not decided. What was decided the same before keeps its day.
    pub fn decide(&mut self, (pattern, page, ordinal): (&Pattern, &str, usize), terms: Option<Terms>) {
        let folded = folded(page);
        let entries = self.entries.entry(pattern.clone()).or_default();
        let mut was = None;
        for (terms, pages) in entries.iter_mut() {
            let known = pages.get_mut(&folded);
            if known.is_some_and(|known| known.ordinals.remove(&ordinal)) {
                was = Some(terms.clone());
            }
        }
        if was.is_none() && terms.is_some() {
            // It was one of those that are known without a decision.
            let undecided = entries.iter_mut().find(|(terms, _)| terms.status.is_none());
            let known = undecided.and_then(|(_, pages)| pages.get_mut(&folded));
            known.into_iter().for_each(|known| known.any = known.any.saturating_sub(1));
        }
        if let Some(terms) = terms {
            let same = was.filter(|was| Terms { decided: terms.decided, until: terms.until, ..was.clone() } == terms);
            self.on_page(pattern.clone(), same.unwrap_or(terms), page).ordinals.insert(ordinal);
        }
        self.drop_empty();
    }

    fn on_page(&mut self, pattern: Pattern, terms: Terms, page: &str) -> &mut OnPage {
        let pages = self.entries.entry(pattern).or_default().entry(terms).or_default();
        pages.entry(folded(page)).or_insert_with(|| OnPage { key: page.to_owned(), ..OnPage::default() })
    }

    fn drop_empty(&mut self) {
        for entries in self.entries.values_mut() {
            entries.values_mut().for_each(|pages| pages.retain(|_, known| known.number() > 0));
            entries.retain(|_, pages| !pages.is_empty());
        }
        self.entries.retain(|_, entries| !entries.is_empty());
    }

    /// Each pattern on each of its terms, with the pages.
    fn lines(&self) -> impl Iterator<Item = (&Pattern, &Terms, &Pages)> {
        self.entries
            .iter()
            .flat_map(|(pattern, entries)| entries.iter().map(move |(terms, pages)| (pattern, terms, pages)))
    }

    /// How many findings are known.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.lines().map(|(.., pages)| findings(pages)).sum()
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

    /// A short name for each line: the first digits of its hash. It stays the same while other patterns come and go.
    fn labels(&self) -> HashMap<(&Pattern, &Terms), String> {
        let mut owners: HashMap<String, (&Pattern, &Terms)> = HashMap::new();
        for (pattern, terms, _) in self.lines() {
            let hash = pattern.hash(terms);
            // Six digits tell 16 million patterns apart; two that share them differ a little further on.
            let free = (6..=hash.len()).map(|digits| &hash[..digits]).find(|label| !owners.contains_key(*label));
            owners.insert(free.unwrap_or(&hash).to_owned(), (pattern, terms));
        }
        owners.into_iter().map(|(label, line)| (line, label)).collect()
    }
}

fn findings(pages: &Pages) -> usize {
    pages.values().map(OnPage::number).sum()
}

impl Pattern {
    /// A hash of the pattern, and of what was decided where something was.
    fn hash(&self, terms: &Terms) -> String {
        let mut digest = Sha1::new();
        for part in [Some(&self.rule), self.locale.as_ref(), self.expected.as_ref(), self.found.as_ref()] {
            digest.update(part.map_or("\u{0}", String::as_str));
            digest.update([1]);
        }
        if terms.status.is_some() {
            digest.update(terms.to_string());
        }
        hex(&digest.finalize())
    }
}
