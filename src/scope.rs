//! What a run reports on: some of the pages, some of the locales, or all.

mod covered;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

pub use covered::Covered;

use sha1::{Digest, Sha1};

use crate::config::{Glob, Paths};
use crate::finding::Finding;
use crate::layout::folded;
use crate::locale::Locale;

/// What a run reports on. All other pages are read all the same, to compare with.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The locales; all where none is named. A language stands for all its locales.
    pub locales: Vec<Locale>,
    /// The pages, by path or by what they are called in every locale; all where none is named.
    pub pages: Option<Paths>,
    /// What was asked for by `pages`, as it was written.
    pub asked: Vec<String>,
    /// One of several runs that together report on the whole tree.
    pub shard: Option<Shard>,
    /// Only the pages that differ from this git revision, and those whose English page does.
    pub changed_since: Option<String>,
    /// Whether the run also tells what the pages with findings state, beside what their English does.
    pub contracts: bool,
    /// Whether safe repairs are told as such without trying them: for a run whose repairs are made, and tried by that, and for one that
    /// tells nobody which are safe.
    pub untried: bool,
    /// The folder in which the run keeps what it found for the next one like it.
    pub cache: Option<PathBuf>,
}

impl Scope {
    /// These locales, and the pages that `pages` name from the current folder.
    #[must_use]
    pub fn new(locales: Vec<Locale>, pages: &[Glob]) -> Self {
        let asked = pages.iter().map(|glob| glob.to_string()).collect();
        let pages = (!pages.is_empty()).then(|| Paths::new(Path::new("."), pages));
        Self { locales, pages, asked, ..Self::default() }
    }

    /// What a run of this scope looks at that has these rules; without its pages.
    #[must_use]
    pub fn covered(&self, rules: impl Iterator<Item = &'static str>, left_out: &[&'static str]) -> Covered {
        Covered {
            rules: rules.map(str::to_owned).collect(),
            left_out: left_out.iter().map(|rule| (*rule).to_owned()).collect(),
            locales: self.locales.iter().map(ToString::to_string).collect(),
            asked: self.asked.iter().cloned().collect(),
            changed_since: self.changed_since.iter().cloned().collect(),
            shards: self.shard.filter(|shard| shard.of > 1).iter().map(ToString::to_string).collect(),
            ..Covered::default()
        }
    }

    /// Whether findings about `locale` are reported.
    #[must_use]
    pub fn has_locale(&self, locale: &Locale) -> bool {
        self.locales.is_empty() || self.locales.iter().any(|range| locale.is_in(range))
    }

    /// Whether the page at `path` is among those that are named; `key` is what it is called in every locale.
    #[must_use]
    pub fn has_page(&self, path: &str, key: &str) -> bool {
        self.pages.as_ref().is_none_or(|pages| pages.name(Path::new(path)) || pages.name_below(key))
    }

    /// Whether the finding is about such a page and such a locale.
    #[must_use]
    pub fn has(&self, finding: &Finding) -> bool {
        let locale = || finding.locale.as_deref().and_then(Locale::parse);
        self.has_page(&finding.path, &finding.page)
            && (self.locales.is_empty() || locale().is_some_and(|locale| self.has_locale(&locale)))
    }
}

/// One of several runs over a tree. A hash of the page's key decides which run reports on it, so that a page stays in its
/// shard while others come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 0.
    index: u64,
    /// How many there are.
    of: u64,
}

impl Shard {
    /// Whether it is the first of the runs.
    #[must_use]
    pub fn is_first(self) -> bool {
        self.index == 0
    }

    /// Whether the page that is called `key` in every locale belongs to this run.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        let digest = Sha1::digest(folded(key));
        let (head, _) = digest.split_at(8);
        head.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)) % self.of == self.index
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index + 1, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Reads `I/N`, with I from 1 to N.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no shard; write I/N with I from 1 to N, for example 1/4");
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let (number, of): (u64, u64) = (number.parse().map_err(|_| wrong())?, of.parse().map_err(|_| wrong())?);
        if number == 0 || number > of {
            return Err(wrong());
        }
        Ok(Self { index: number - 1, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_belongs_to_one_shard_and_the_shards_are_alike_in_size() {
        let shards: Vec<Shard> = ["1/3", "2/3", "3/3"].iter().map(|text| text.parse().expect("a shard")).collect();
        let mut sizes = [0; 3];
        for page in 0..3000 {
            let key = format!("api/Page_{page}.md");
            let of: Vec<usize> = (0..3).filter(|&at| shards[at].has(&key)).collect();
            assert_eq!(of.len(), 1, "{key}");
            sizes[of[0]] += 1;
            assert!(shards[of[0]].has(&format!("api/page-{page}.md")), "keys compare folded");
        }
        assert!(sizes.iter().all(|size| (900..1100).contains(size)), "{sizes:?}");
    }

    #[test]
    fn a_wrong_shard_is_refused() {
        for text in ["", "1", "0/2", "3/2", "a/b", "1/0", "1/2/3", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
