//! The English that pages were made from, read from the history of the English tree.

use std::path::{Path, PathBuf};

use sha1::{Digest, Sha1};

use super::git::{Checkout, Past};
use super::list::joined;
use crate::config::absolute;
use crate::group::PageText;
use crate::locale::Locale;
use crate::provenance::{Gap, Hashes, Origin, Proof, Provenance};
use crate::text::{Text, hex};

/// The history of the English tree, and of the translations.
pub(super) struct History {
    /// Each with the files that are looked for in it.
    checkouts: Vec<(Checkout, Vec<String>)>,
    /// The English tree.
    english: Result<Side, Gap>,
    /// The folders that the translations were found below.
    translations: Vec<(PathBuf, Side)>,
}

/// A folder in a checkout.
#[derive(Debug, Clone)]
struct Side {
    /// As an index.
    checkout: usize,
    /// Where the folder stands in the repository: empty, or ending in `/`.
    prefix: String,
}

/// A page, with its English page as it is today.
#[derive(Clone, Copy)]
pub(super) struct Made<'t> {
    /// What the page says about its English.
    pub(super) page: &'t Provenance,
    /// The page itself.
    pub(super) file: &'t Path,
    /// Its content.
    pub(super) text: &'t str,
    /// The path of its English page below the English tree, joined with `/`.
    pub(super) english: &'t str,
    /// The content of its English page.
    pub(super) today: &'t str,
}

impl History {
    /// Finds the history of the English tree at `source`, which has the pages `english`, and that of the translations
    /// `files`, which were found below `roots`.
    pub(super) fn find(source: &Path, english: &[String], roots: &[PathBuf], files: &[&Path]) -> Self {
        let mut history = Self { checkouts: Vec::new(), english: Err(Gap::NoCheckout), translations: Vec::new() };
        history.english = history.side(source, english.iter().cloned());
        if history.english.is_ok() {
            for root in roots {
                let folder = absolute(if root.is_dir() { root } else { root.parent().unwrap_or(root) });
                let below = files.iter().filter_map(|file| Some(joined(absolute(file).strip_prefix(&folder).ok()?)));
                let side = history.side(&folder, below);
                history.translations.extend(side.ok().map(|side| (folder, side)));
            }
        }
        history
    }

    /// The checkout that holds `root`; `files` below it are looked for there.
    fn side(&mut self, root: &Path, files: impl Iterator<Item = String>) -> Result<Side, Gap> {
        let folder = if root.is_dir() { root } else { root.parent().unwrap_or(root) };
        // `parent` of a bare file name is empty, and git is not told to go nowhere.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let checkout = Checkout::find(folder)?;
        let prefix = checkout.prefix.clone();
        let known = self.checkouts.iter().position(|(known, _)| known.top == checkout.top);
        let at = known.unwrap_or(self.checkouts.len());
        if known.is_none() {
            self.checkouts.push((checkout, Vec::new()));
        }
        self.checkouts[at].1.extend(files.map(|file| format!("{prefix}{file}")));
        Ok(Side { checkout: at, prefix })
    }

    /// Finds the English of a page that is not that of today by its hash. An older English is added to `older`, where it is
    /// not there already.
    pub(super) fn find_origin(&self, made: Made<'_>, older: &mut Vec<PageText>) -> Origin {
        let english = self.english.as_ref().map_err(Clone::clone);
        let proof = match made.page {
            Provenance { commit: None, hash: None, .. } => Proof::Date,
            Provenance { hash: Some(_), .. } => Proof::Hash,
            _ => Proof::Commit,
        };
        let says = proof != Proof::Date;
        let found = match english {
            Ok(side) if says => self.find_english(side, made.page, made.english),
            Ok(side) => match self.date(side, made) {
                Some(found) => found,
                None => return Origin::Unsought,
            },
            Err(gap) if says => Err(gap),
            Err(_) => return Origin::Unsought,
        };
        match found {
            Err(gap) => Origin::Unknown(gap),
            Ok(english) if same_lines(&english.text.content, made.today) => Origin::Today(proof),
            Ok(english) => {
                let known = older.iter().position(|known| known.path == english.path);
                let at = known.unwrap_or(older.len());
                if known.is_none() {
                    older.push(english);
                }
                Origin::Older(at, proof)
            }
        }
    }

    /// The English at the time when somebody last worked on a page that says nothing itself. `None` where nobody can know.
    fn date(&self, side: &Side, made: Made<'_>) -> Option<Result<PageText, Gap>> {
        let file = absolute(made.file);
        let below = |(root, side)| Some((side, file.strip_prefix(root).ok()?));
        let (own, file) = self.translations.iter().map(|(root, side)| (root, side)).find_map(below)?;
        let (theirs, past) = (self.past(own), self.past(side));
        let cut = self.checkouts[own.checkout].0.shallow || theirs.is_broken;
        let undated = || cut.then_some(Err(Gap::NoDate { shallow: self.checkouts[own.checkout].0.shallow }));
        let file = format!("{}{}", own.prefix, joined(file));
        // Somebody works on it now.
        if theirs.versions(&file).first().is_some_and(|last| last.blob != git_id(&made.text.replace("\r\n", "\n"))) {
            let today = made.today.to_owned().into();
            return Some(Ok(english("", made.english, today)));
        }
        let Some(work) = theirs.last_work(&file, cut) else { return undated() };
        let path = format!("{}{}", side.prefix, made.english);
        let Some(version) = past.version_at(&path, theirs, work) else { return undated() };
        let text = match git_id(made.today) == version.blob {
            true => Ok(Some(made.today.to_owned().into())),
            false => self.checkouts[side.checkout].0.file(&version.blob).map(|bytes| bytes.map(Text::decode)),
        };
        let read = |text: Option<Text>| Ok(english(past.commit(version), &version.path, text.ok_or(Gap::NotFetched)?));
        Some(text.and_then(read))
    }

    /// The English that the page was made from: the file at its commit, under its name of today or an earlier one. Where
    /// the page records a hash as well, the file must have it; else the version of the file that has the hash.
    fn find_english(&self, side: &Side, page: &Provenance, path: &str) -> Result<PageText, Gap> {
        let checkout = &self.checkouts[side.checkout].0;
        let path = format!("{}{path}", side.prefix);
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
            let names = if matches!(gap, Gap::NoCommit { .. }) { &[] } else { self.past(side).names(&path) };
            for name in names {
                if let Some(english) = at(name)? {
                    return Ok(english);
                }
            }
        }
        if page.hash.is_some() {
            let past = self.past(side);
            for version in past.versions(&path) {
                let text = checkout.file(&version.blob)?.map(Text::decode).filter(&proved);
                if let Some(text) = text {
                    return Ok(english(past.commit(version), &version.path, text));
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

    fn past(&self, side: &Side) -> &Past {
        let (checkout, files) = &self.checkouts[side.checkout];
        checkout.past(files)
    }
}

/// The id that git has for a file of this content.
fn git_id(text: &str) -> String {
    let digest = Sha1::new().chain_update(format!("blob {}\0", text.len())).chain_update(text);
    hex(&digest.finalize())
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
