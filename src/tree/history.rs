//! The English that pages were made from, read from the history of the English tree.

mod dated;
mod gone;
mod raised;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::git::{Checkout, Dating, Held, Past, Version};
use super::list::joined;
use crate::config::absolute;
use crate::error::Error;
use crate::group::PageText;
use crate::locale::Locale;
use crate::provenance::{Algorithm, Gap, Origin, Proof, Proofs, Provenance, SIDECAR, hash};
use crate::text::Text;

/// The history of the English tree, and of the translations.
pub(super) struct History {
    /// The folders that pages stand below.
    folders: Vec<PathBuf>,
    /// The pages, and what is recorded beside them.
    files: Vec<PathBuf>,
    /// Where pages that say nothing of their English are dated: by which commits.
    dates: Option<Dating>,
    /// The revision whose English all pages are taken to know.
    since: Option<String>,
    /// Git is asked when the first page needs it.
    checkouts: OnceLock<Checkouts>,
}

/// The checkouts that the pages stand in.
struct Checkouts {
    /// Each with the files that are looked for in it.
    checkouts: Vec<(Checkout, Vec<String>)>,
    /// The folders that pages stand below, the longest paths first.
    roots: Vec<(PathBuf, Result<Side, Gap>)>,
}

/// A folder in a checkout.
#[derive(Debug, Clone)]
struct Side {
    /// As an index.
    checkout: usize,
    /// Where the folder stands in the repository: empty, or ending in `/`.
    prefix: String,
}

/// A file in a checkout.
struct Tracked<'h> {
    checkout: &'h Checkout,
    past: &'h Past,
    /// The path in the repository.
    path: String,
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
    /// Its English page.
    pub(super) english: &'t Path,
    /// The content of its English page.
    pub(super) today: &'t str,
}

impl Checkouts {
    fn find(folders: &[PathBuf], files: &[PathBuf]) -> Self {
        let mut found = Self { checkouts: Vec::new(), roots: Vec::new() };
        let folder = |path: &PathBuf| absolute(if path.is_dir() { path } else { path.parent().unwrap_or(path) });
        let mut folders: Vec<PathBuf> = folders.iter().map(folder).collect();
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.as_os_str().len()));
        folders.dedup();
        for folder in folders {
            let side = found.side(&folder);
            found.roots.push((folder, side));
        }
        for file in files {
            if let Ok((side, below)) = found.place(file) {
                found.checkouts[side.checkout].1.push(format!("{}{below}", side.prefix));
            }
        }
        found
    }

    /// The checkout that holds `folder`.
    fn side(&mut self, folder: &Path) -> Result<Side, Gap> {
        let checkout = Checkout::find(folder)?;
        let prefix = checkout.prefix.clone();
        let known = self.checkouts.iter().position(|(known, _)| known.top == checkout.top);
        let at = known.unwrap_or(self.checkouts.len());
        if known.is_none() {
            self.checkouts.push((checkout, Vec::new()));
        }
        Ok(Side { checkout: at, prefix })
    }

    /// Where a file stands: below which folder, and where there.
    fn place(&self, file: &Path) -> Result<(Side, String), Gap> {
        let file = linked(absolute(file));
        let below =
            |(root, side): &(PathBuf, Result<Side, Gap>)| Some((side.clone(), joined(file.strip_prefix(root).ok()?)));
        if let Some((side, below)) = self.roots.iter().find_map(below) {
            return Ok((side?, below));
        }
        // A link may lead out of the folders that pages stand below.
        let below = |(root, side): &(PathBuf, Result<Side, Gap>)| {
            let side = side.as_ref().ok()?;
            let top = root.ancestors().nth(side.prefix.matches('/').count())?;
            Some((Side { prefix: String::new(), ..side.clone() }, joined(file.strip_prefix(top).ok()?)))
        };
        self.roots.iter().find_map(below).ok_or(Gap::NoCheckout)
    }

    fn tracked(&self, file: &Path) -> Result<Tracked<'_>, Gap> {
        let (side, below) = self.place(file)?;
        let (checkout, files) = &self.checkouts[side.checkout];
        Ok(Tracked { checkout, past: checkout.past(files), path: format!("{}{below}", side.prefix) })
    }
}

impl History {
    /// The history of `files`, English pages and translations, which stand below `folders`. `dates` says which commits date
    /// pages that say nothing of their English.
    pub(super) fn of(folders: &[&Path], files: &[&Path], dates: Option<Dating>) -> Self {
        let owned = |paths: &[&Path]| paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
        let beside: BTreeSet<PathBuf> = files.iter().map(|file| file.with_file_name(SIDECAR)).collect();
        let files = owned(files).into_iter().chain(beside.into_iter().filter(|file| file.is_file())).collect();
        Self { folders: owned(folders), files, dates, since: None, checkouts: OnceLock::new() }
    }

    fn checkouts(&self) -> &Checkouts {
        self.checkouts.get_or_init(|| Checkouts::find(&self.folders, &self.files))
    }

    fn tracked(&self, file: &Path) -> Result<Tracked<'_>, Gap> {
        self.checkouts().tracked(file)
    }

    /// What its answers depend on beside the files, in letters; `None` where git does not tell.
    pub(super) fn spelled(&self) -> Option<String> {
        let Checkouts { checkouts, roots } = self.checkouts();
        let states: Option<Vec<String>> = checkouts.iter().map(|(checkout, _)| checkout.spelled()).collect();
        Some(format!("{:?} {:?} {roots:?} {:?}", self.dates, self.since, states?))
    }

    /// Finds the English of a page that is not that of today by its hash. An older English is added to `older`, where it is
    /// not there already.
    pub(super) fn find_origin(&self, made: Made<'_>, older: &mut Vec<PageText>) -> Origin {
        let found = match (made.page.names_english(), &made.page.malformed) {
            (true, _) => self.find_english(made.page, made.english),
            (false, Some(_)) => Err(Gap::Malformed),
            (false, None) => match self.dates.as_ref().and_then(|dating| self.date(made, dating)) {
                Some(found) => found,
                None if self.since.is_some() => Err(Gap::NoPage),
                None => return Origin::Unsought,
            },
        };
        let found = match &self.since {
            Some(revision) => self.known(revision, made.english, found),
            None => found,
        };
        match found {
            Err(gap) => Origin::Unknown(gap),
            Ok((english, proof)) if same_lines(&english.text.content, made.today) => Origin::Today(proof),
            Ok((english, proof)) => Origin::Older(place(english, older), proof),
        }
    }

    /// Takes all pages to know the English of `revision`: one that was made from an older one counts as made from that.
    ///
    /// # Errors
    ///
    /// The history of the English page at `english` has no such revision.
    pub(super) fn since(&mut self, revision: &str, english: &Path) -> Result<(), Error> {
        let held = self.tracked(english).and_then(|tracked| tracked.checkout.holds(revision));
        let refused = |why: &str| Err(Error::Usage(format!("--since {revision}: {why}")));
        match held {
            Ok(Held::Yes) => self.since = Some(revision.to_owned()),
            Ok(Held::No) => return refused("the history of the English tree has no such revision"),
            Ok(Held::Several) => return refused("several commits begin with these digits"),
            Err(Gap::Refused(reason)) => return refused(&reason),
            Err(_) => return refused("the English tree is no git checkout to find it in"),
        }
        Ok(())
    }

    /// What was found, or the English of `revision`, whichever is the later.
    fn known(
        &self,
        revision: &str,
        file: &Path,
        found: Result<(PageText, Proof), Gap>,
    ) -> Result<(PageText, Proof), Gap> {
        let tracked = self.tracked(file)?;
        let Ok(known) = tracked.at((revision, None), |_| true)? else { return found };
        let age = |english: &PageText| tracked.position(&english.text.content).unwrap_or(usize::MAX);
        match found {
            Ok(found) if age(&found.0) < age(&known) => Ok(found),
            _ => Ok((known, Proof::Assumed)),
        }
    }

    /// The versions of the English page at `english` that came after `text`; `None` where the history does not hold that.
    pub(super) fn after(&self, english: &Path, text: &str) -> Option<After<'_>> {
        let tracked = self.tracked(english).ok()?;
        let count = tracked.position(text)?;
        Some(After { tracked, count })
    }

    /// The commit that made the English page at `english` what `text` says; the latest, where several did.
    pub(super) fn commit_of(&self, english: &Path, text: &str) -> Option<&str> {
        let tracked = self.tracked(english).ok()?;
        let version = tracked.past.versions(&tracked.path).get(tracked.position(text)?)?;
        Some(tracked.past.commit(version))
    }

    /// The English that the page was made from: the file at its commit, under its name of today or an earlier one. Where
    /// the page records a hash as well, the file must have it; else the version of the file that has the hash.
    fn find_english(&self, page: &Provenance, file: &Path) -> Result<(PageText, Proof), Gap> {
        let tracked = self.tracked(file)?;
        let Tracked { checkout, past, path } = &tracked;
        let is_proved = |text: &Text| page.hash.is_none() || Proofs::of(&text.content).proof(page).is_some();
        let mut gap = Gap::NoHash { shallow: checkout.shallow };
        if let Some(commit) = &page.commit {
            match tracked.at((commit, page.source_file.as_deref()), is_proved)? {
                Ok(english) => return Ok((english, Proof::Commit)),
                Err(why) => gap = why,
            }
        }
        // An id of git needs no look at contents.
        let is_blob = |version: &&Version| page.hash.as_ref().is_some_and(|hash| version.blob.starts_with(hash));
        for version in past.versions(path).iter().filter(is_blob) {
            if let Some(bytes) = checkout.file(&version.blob)? {
                return Ok((english(past.commit(version), &version.path, Text::decode(bytes)), Proof::Hash));
            }
        }
        if page.hash.is_some() || !page.sections.is_empty() {
            for version in past.versions(path) {
                let text = checkout.file(&version.blob)?.map(Text::decode);
                if let Some(text) = text.filter(|text| Proofs::of(&text.content).proof(page).is_some()) {
                    return Ok((english(past.commit(version), &version.path, text), Proof::Hash));
                }
            }
        }
        // Some call a commit a hash.
        let commit = page.hash.as_ref().filter(|_| page.commit.is_none());
        if let Some(commit) = commit.filter(|hash| matches!(checkout.holds(hash), Ok(Held::Yes))) {
            return tracked
                .at((commit, page.source_file.as_deref()), |_| true)?
                .map(|english| (english, Proof::Commit));
        }
        Err(gap)
    }
}

/// The versions of a page after one of them, counted from the oldest.
pub(super) struct After<'h> {
    tracked: Tracked<'h>,
    /// How many there are.
    pub(super) count: usize,
}

impl After<'_> {
    fn version(&self, at: usize) -> Option<&Version> {
        self.tracked.past.versions(&self.tracked.path).get(self.count.checked_sub(at + 1)?)
    }

    /// What the page said.
    pub(super) fn text(&self, at: usize) -> Option<String> {
        let bytes = self.tracked.checkout.file(&self.version(at)?.blob).ok()??;
        Some(Text::decode(bytes).content)
    }

    /// The commit, when it was made, in seconds since 1970, and the first line of its message.
    pub(super) fn commit(&self, at: usize) -> Option<(&str, i64, &str)> {
        let (past, version) = (self.tracked.past, self.version(at)?);
        Some((past.commit(version), past.time(version), past.subject(version)))
    }
}

impl Tracked<'_> {
    /// The latest version with this content, counted from the newest.
    fn position(&self, text: &str) -> Option<usize> {
        let blobs = [text.to_owned(), text.replace("\r\n", "\n")].map(|text| hash(Algorithm::GitBlob, &text));
        self.past.versions(&self.path).iter().position(|version| blobs.contains(&version.blob))
    }

    /// The file at `commit`, under its name of today, an earlier one or that which the page records, where `is_it` says so;
    /// else why there is none.
    fn at(
        &self,
        (commit, recorded): (&str, Option<&str>),
        is_it: impl Fn(&Text) -> bool,
    ) -> Result<Result<PageText, Gap>, Gap> {
        let at = |path: &str| -> Result<Option<PageText>, Gap> {
            let text = self.checkout.file(&format!("{commit}:{path}"))?.map(Text::decode).filter(&is_it);
            Ok(text.map(|text| english(commit, path, text)))
        };
        if let Some(english) = at(&self.path)? {
            return Ok(Ok(english));
        }
        let gap = self.why_not(commit)?;
        if matches!(gap, Gap::NoCommit { .. } | Gap::Ambiguous) {
            return Ok(Err(gap));
        }
        let folders = Path::new(&self.path).ancestors().skip(1);
        let below = folders.filter_map(|folder| Some(joined(&folder.join(recorded?))));
        for name in self.past.names(&self.path).iter().cloned().chain(below).chain(bundled(&self.path)) {
            if let Some(english) = at(&name)? {
                return Ok(Ok(english));
            }
        }
        Ok(Err(gap))
    }

    /// Why the file of the commit is not the English that was looked for.
    fn why_not(&self, commit: &str) -> Result<Gap, Gap> {
        let Self { checkout, path, .. } = self;
        let shallow = checkout.shallow;
        Ok(match checkout.holds(commit)? {
            Held::No => Gap::NoCommit { shallow },
            Held::Several => Gap::Ambiguous,
            Held::Yes if !checkout.lists(commit, path)? => Gap::NoPage,
            Held::Yes if checkout.file(&format!("{commit}:{path}"))?.is_none() => Gap::NotFetched,
            Held::Yes => Gap::NoHash { shallow },
        })
    }
}

/// What a page is called whose folder holds its pictures as well, and what it is called without one: a page that was rewritten
/// when it got a folder is no renamed one to git.
fn bundled(path: &str) -> Vec<String> {
    let Some((stem, extension)) = path.rsplit_once('.') else { return Vec::new() };
    const INDICES: [&str; 2] = ["index", "_index"];
    match INDICES.iter().find_map(|index| stem.strip_suffix(index)?.strip_suffix('/')) {
        Some(folder) => vec![format!("{folder}.{extension}")],
        None => INDICES.iter().map(|index| format!("{stem}/{index}.{extension}")).collect(),
    }
}

/// Where an English stands among older ones, to which it is added where it is not there already.
fn place(english: PageText, older: &mut Vec<PageText>) -> usize {
    let known = older.iter().position(|known| known.path == english.path);
    known.unwrap_or_else(|| {
        older.push(english);
        older.len() - 1
    })
}

/// The English page at `path` of `commit`, named as `git show` takes it.
fn english(commit: &str, path: &str, text: Text) -> PageText {
    let path = format!("{}:{path}", commit.get(..12).unwrap_or(commit));
    PageText {
        key: path.clone(),
        path,
        locale: Locale::parse("en"),
        text,
        too_large: None,
        pinned: None,
        recorded: Provenance::default(),
    }
}

/// The file that a link leads to, else the file itself: the history of a link is that of where it led.
pub(super) fn linked(file: PathBuf) -> PathBuf {
    let target = fs::read_link(&file).ok();
    let target = target.and_then(|target| Some(absolute(&file.parent()?.join(target))));
    target.filter(|target| target.is_file()).unwrap_or(file)
}

/// Whether two texts are equal but for their line ends: a checkout may have others than the history.
fn same_lines(one: &str, other: &str) -> bool {
    let bare = |text: &'_ str| text.replace("\r\n", "\n");
    one == other || bare(one) == bare(other)
}
