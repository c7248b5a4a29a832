//! A tree whose pages are checked one at a time, with texts that need not stand on the disk.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::configuration::configuration_of;
use super::corpus::{Corpus, Instead};
use super::entry::{Entry, Group};
use super::links::Targets;
use super::place::Role;
use crate::check::{Memory, Outcome, check_localized_page, check_some_pages};
use crate::config::{Config, absolute};
use crate::error::Error;
use crate::finding::sort;
use crate::scope::{Covered, Scope};
use crate::text::Text;

/// A tree as it was found, whose pages are checked one at a time: each against its English and its other locales, as a whole run
/// does. What only the whole tree, or the defects of all locales together show, is not looked for.
pub struct Workspace {
    pub(super) corpus: Corpus<'static>,
    /// Where pages stand in the page groups, by absolute path: the group, and the page in it; an English page stands in none.
    places: HashMap<PathBuf, (usize, Option<usize>)>,
}

/// Texts that take the place of what files hold.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// By the absolute path of the file.
    texts: HashMap<PathBuf, String>,
}

impl Texts {
    /// Has the file at `page` hold `text`.
    pub fn set(&mut self, page: &Path, text: String) {
        self.texts.insert(absolute(page), text);
    }

    /// Has the file at `page` hold what is on the disk.
    pub fn forget(&mut self, page: &Path) {
        self.texts.remove(&absolute(page));
    }

    /// The text that is set for the file at `page`.
    #[must_use]
    pub fn get(&self, page: &Path) -> Option<&str> {
        self.texts.get(&absolute(page)).map(String::as_str)
    }
}

/// What came of checking one page.
#[derive(Debug)]
pub struct CheckedPage {
    /// The page, as it is shown.
    pub path: String,
    /// What was found on it.
    pub outcome: Outcome,
    /// What could not be read.
    pub unread: Vec<Error>,
}

/// The folder whose pages a page is compared with: that of the `docparity.yaml` that rules it, else that of its repository, else
/// the current folder, where the page stands below it, or its own.
///
/// # Errors
///
/// Those of [`super::configuration_of`].
pub fn root_of(page: &Path) -> Result<PathBuf, Error> {
    let sought = absolute(page);
    let folder = sought.parent().unwrap_or(&sought);
    let configured =
        configuration_of(&[folder.to_owned()])?.and_then(|file| absolute(&file).parent().map(Path::to_owned));
    let repository = || folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
    let here = absolute(Path::new("."));
    let root = configured.or_else(repository).unwrap_or_else(|| match sought.starts_with(&here) {
        true => here.clone(),
        false => folder.to_owned(),
    });
    // Paths are shown as the user would write them.
    Ok(match root.strip_prefix(&here) {
        Ok(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Ok(below) => below.to_owned(),
        Err(_) => root,
    })
}

impl Workspace {
    /// Finds the pages below `root`.
    ///
    /// # Errors
    ///
    /// Those of [`super::check()`].
    pub fn find(root: &Path, config: &Config) -> Result<Self, Error> {
        let corpus = Corpus::find(&[root.to_owned()], config)?.owned();
        let mut places = HashMap::new();
        for (at, group) in corpus.groups.iter().enumerate().filter(|(_, group)| group.role != Role::English) {
            if let Some(english) = group.english {
                places.entry(absolute(&corpus.english_pages()[english].path)).or_insert((at, None));
            }
            for (page, entry) in group.pages.iter().enumerate() {
                places.insert(absolute(&entry.path), (at, Some(page)));
            }
        }
        Ok(Self { corpus, places })
    }

    /// Checks the page at `page` with these `texts`; `None` where the tree has no such page, or has it in no other locale. What is
    /// found on an English page is what all of its translations show.
    #[must_use]
    pub fn check(&self, page: &Path, texts: &Texts) -> Option<CheckedPage> {
        let (group, entry) = self.place(page)?;
        let instead = self.instead(group, texts);
        let is_english = !group.pages.iter().any(|page| std::ptr::eq(page, entry));
        let config = &self.corpus.config;
        let looked = self.corpus.look_again(group, &instead, |group| match is_english {
            true => check_some_pages(group, (config, &Memory::default()), &|_| true),
            false => check_localized_page(group, config, &entry.shown),
        });
        let mut outcome = looked.seen.unwrap_or_default();
        outcome.findings.retain(|finding| finding.path == entry.shown);
        outcome.suppressed.retain(|silenced| silenced.finding.path == entry.shown);
        Targets::new(&self.corpus).resolve(&mut outcome.findings, &instead);
        sort(&mut outcome.findings);
        let rules = self.corpus.config.rules.iter().map(|checker| checker.rule.name);
        let (pages, asked) = (std::mem::take(&mut outcome.covered.pages), BTreeSet::from([entry.shown.clone()]));
        outcome.covered = Covered { pages, asked, ..Scope::default().covered(rules, &self.corpus.config.left_out) };
        Some(CheckedPage { path: entry.shown.clone(), outcome, unread: looked.unread })
    }

    /// Whether a page stands at `page`.
    #[must_use]
    pub fn has(&self, page: &Path) -> bool {
        self.place(page).is_some()
    }

    /// Whether two pages are one in two locales: what changes one changes what is said of the other.
    #[must_use]
    pub fn are_beside(&self, page: &Path, other: &Path) -> bool {
        let group = |page| self.place(page).map(|(group, _)| std::ptr::from_ref(group));
        group(page).is_some() && group(page) == group(other)
    }

    /// The page at `page`, with its page group.
    pub(super) fn place(&self, page: &Path) -> Option<(&Group, &Entry)> {
        let (group, at) = self.places.get(&absolute(page))?;
        let group = &self.corpus.groups[*group];
        let entry = match at {
            Some(at) => &group.pages[*at],
            None => &self.corpus.english_pages()[group.english?],
        };
        Some((group, entry))
    }

    /// The texts of pages of a group.
    pub(super) fn instead(&self, group: &Group, texts: &Texts) -> Instead {
        let pages = self.corpus.pages_of(group);
        let given = |page: &Entry| Some((page.shown.clone(), Text::from(texts.get(&page.path)?.to_owned())));
        pages.filter_map(given).collect()
    }
}
