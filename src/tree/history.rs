//! The English that pages were made from, read from the history of the English tree.

use std::path::Path;

use super::git::Checkout;
use crate::group::PageText;
use crate::locale::Locale;
use crate::page::FrontMatter;
use crate::provenance::{Gap, Hashes, Origin, Provenance};
use crate::text::Text;

/// The history of the English tree.
pub(super) struct History {
    checkout: Result<Checkout, Gap>,
    /// The paths of the English pages below the English tree.
    pages: Vec<String>,
}

/// A page of the English tree, as it is today.
#[derive(Clone, Copy)]
pub(super) struct Today<'t> {
    /// The path below the English tree, joined with `/`.
    pub(super) path: &'t str,
    /// The content.
    pub(super) text: &'t str,
}

impl History {
    /// Finds the history of the English tree at `root`, which has these `pages`.
    pub(super) fn find(root: &Path, pages: Vec<String>) -> Self {
        let folder = if root.is_dir() { root } else { root.parent().unwrap_or(root) };
        // `parent` of a bare file name is empty, and git is not told to go nowhere.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Self { checkout: Checkout::find(folder), pages }
    }

    /// Finds the English of the pages in `files` that are not made from `today` by their hash: the older English texts, and
    /// for each page where its English is.
    pub(super) fn trace(&self, files: &[PageText], today: Today<'_>) -> (Vec<PageText>, Vec<Origin>) {
        let hashes = Hashes::of(today.text);
        let mut older: Vec<PageText> = Vec::new();
        let mut origins = Vec::with_capacity(files.len());
        for file in files {
            let text = &file.text.content;
            let page = Provenance::read(text, FrontMatter::locate(text), &file.recorded);
            let says = page.commit.is_some() || page.hash.is_some();
            let current = page.hash.as_ref().is_some_and(|hash| hashes.contain(hash));
            origins.push(match says && !current {
                true => self.origin(&page, today, &mut older),
                false => Origin::Unsought,
            });
        }
        (older, origins)
    }

    fn origin(&self, page: &Provenance, today: Today<'_>, older: &mut Vec<PageText>) -> Origin {
        let found = match &self.checkout {
            Ok(checkout) => self.find_english(checkout, page, today.path),
            Err(gap) => Err(gap.clone()),
        };
        match found {
            Err(gap) => Origin::Unknown(gap),
            Ok(english) if same_lines(&english.text.content, today.text) => Origin::Today,
            Ok(english) => {
                let known = older.iter().position(|known| known.path == english.path);
                Origin::Older(known.unwrap_or_else(|| {
                    older.push(english);
                    older.len() - 1
                }))
            }
        }
    }

    /// The English that the page was made from: the file at its commit, under its name of today or an earlier one. Where
    /// the page records a hash as well, the file must have it; else the version of the file that has the hash.
    fn find_english(&self, checkout: &Checkout, page: &Provenance, path: &str) -> Result<PageText, Gap> {
        let path = format!("{}{path}", checkout.prefix);
        let proved = |text: &Text| page.hash.as_ref().is_none_or(|hash| Hashes::of(&text.content).contain(hash));
        let mut gap = Gap::NoHash { shallow: checkout.shallow };
        if let Some(commit) = &page.commit {
            let at = |path: &str| -> Result<Option<PageText>, Gap> {
                let text = checkout.file(&format!("{commit}:{path}"))?.map(Text::decode).filter(&proved);
                Ok(text.map(|text| english(commit, path, text)))
            };
            if let Some(english) = at(&path)? {
                return Ok(english);
            }
            gap = Self::why_not(checkout, commit, &path)?;
            let names = if matches!(gap, Gap::NoCommit { .. }) { &[] } else { self.past(checkout).names(&path) };
            for name in names {
                if let Some(english) = at(name)? {
                    return Ok(english);
                }
            }
        }
        if page.hash.is_some() {
            for version in self.past(checkout).versions(&path) {
                let text = checkout.file(&version.blob)?.map(Text::decode).filter(&proved);
                if let Some(text) = text {
                    return Ok(english(&version.commit, &version.path, text));
                }
            }
        }
        Err(gap)
    }

    /// Why the page at `path` of the commit is not the English that was looked for.
    fn why_not(checkout: &Checkout, commit: &str, path: &str) -> Result<Gap, Gap> {
        let shallow = checkout.shallow;
        Ok(if !checkout.holds(commit)? {
            Gap::NoCommit { shallow }
        } else if !checkout.lists(commit, path)? {
            Gap::NoPage
        } else if checkout.file(&format!("{commit}:{path}"))?.is_none() {
            Gap::NotFetched
        } else {
            Gap::NoHash { shallow }
        })
    }

    fn past<'c>(&self, checkout: &'c Checkout) -> &'c super::git::Past {
        checkout.past(self.pages.iter().map(|page| format!("{}{page}", checkout.prefix)))
    }
}

/// The English page at `path` of `commit`, named as `git show` takes it.
fn english(commit: &str, path: &str, text: Text) -> PageText {
    let path = format!("{}:{path}", commit.get(..12).unwrap_or(commit));
    PageText {
        key: path.clone(),
        path,
        locale: Locale::parse("en"),
        text,
        pinned: None,
        recorded: Provenance::default(),
    }
}

/// Whether two texts are equal but for their line ends: a checkout may have others than the history.
fn same_lines(one: &str, other: &str) -> bool {
    let bare = |text: &'_ str| text.replace("\r\n", "\n");
    one == other || bare(one) == bare(other)
}
