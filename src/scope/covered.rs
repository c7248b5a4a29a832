//! What a run looked at, so that its numbers are taken for nothing more.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a run, or several together, looked at.
///
/// ```
/// use docparity::{Config, GroupText, PageText, check_group};
///
/// let group = GroupText::new("parcel-list", [PageText::new("de/parcel-list.md", "de", "# Pakete\n")]);
/// let covered = check_group(&group, &Config::default()).covered;
/// assert!(covered.pages["de"].contains("parcel-list"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Covered {
    /// The rules that ran.
    pub rules: BTreeSet<String>,
    /// The rules of the project that `--select` and `--ignore` left out.
    pub left_out: BTreeSet<String>,
    /// The locales that were asked for; all where none is named.
    pub locales: BTreeSet<String>,
    /// The patterns of the pages that were asked for; all where none is named.
    pub asked: BTreeSet<String>,
    /// The revisions that only differing pages were looked at since.
    pub changed_since: BTreeSet<String>,
    /// The shards, where they are not all.
    pub shards: BTreeSet<String>,
    /// The owners whose findings are told of; all where none is named.
    pub owners: BTreeSet<String>,
    /// The levels that findings are told of; all where none is named.
    pub levels: BTreeSet<String>,
    /// The baselines that the findings were held against.
    pub baselines: BTreeSet<String>,
    /// The pages, by locale, as they are called in every locale. `und` are those whose locale nothing tells.
    pub pages: BTreeMap<String, BTreeSet<String>>,
}

impl Covered {
    /// What pages of no known locale are listed under.
    pub const UNDETERMINED: &'static str = "und";

    /// Whether all pages below the paths of the run were looked at.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let limits = [&self.locales, &self.asked, &self.changed_since, &self.shards];
        limits.iter().all(|limit| limit.is_empty()) && self.has_all()
    }

    /// Whether the findings of the pages are told whoever repairs them, and however bad they are.
    #[must_use]
    pub fn has_all(&self) -> bool {
        self.owners.is_empty() && self.levels.is_empty()
    }

    /// A page that the other run looked at as well.
    #[must_use]
    pub fn shared<'c>(&'c self, other: &Self) -> Option<(&'c str, &'c str)> {
        self.pages.iter().find_map(|(locale, pages)| {
            let page = other.pages.get(locale)?.iter().find_map(|page| pages.get(page))?;
            Some((&**locale, &**page))
        })
    }

    /// What this run and another one looked at together. A rule ran where it ran in both.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        if !self.rules.is_empty() && !other.rules.is_empty() {
            self.left_out.extend(self.rules.symmetric_difference(&other.rules).cloned().collect::<Vec<_>>());
            self.rules.retain(|rule| other.rules.contains(rule));
        } else {
            self.rules.append(&mut other.rules);
        }
        self.left_out.append(&mut other.left_out);
        self.locales.append(&mut other.locales);
        self.asked.append(&mut other.asked);
        self.changed_since.append(&mut other.changed_since);
        self.owners.append(&mut other.owners);
        self.levels.append(&mut other.levels);
        self.baselines.append(&mut other.baselines);
        self.shards.append(&mut other.shards);
        if are_all(&self.shards) {
            self.shards.clear();
        }
        for (locale, pages) in other.pages {
            // Most often a page is put to many: `append` would make all of them anew.
            self.pages.entry(locale).or_default().extend(pages);
        }
        self
    }
}

/// Whether shards, each `I/N`, are all N.
fn are_all(shards: &BTreeSet<String>) -> bool {
    let of = |shard: &String| shard.split_once('/').and_then(|(_, of)| of.parse::<usize>().ok());
    shards
        .first()
        .and_then(of)
        .is_some_and(|first| shards.len() == first && shards.iter().all(|shard| of(shard) == Some(first)))
}
