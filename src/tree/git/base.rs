//! The files of an older revision, to tell which files of today differ.
//!
//! Only objects are read: the index and the working tree are not asked, because git would run the filters that the repository
//! configures to compare them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use sha1::{Digest, Sha1};

use super::{Checkout, command};
use crate::error::Error;
use crate::provenance::Gap;
use crate::text::hex;

/// The mode of a symbolic link, whose blob is the path that it leads to.
const LINK: &str = "120000";

/// The files of a revision.
pub(in crate::tree) struct Base {
    /// The folder of the whole checkout.
    pub(in crate::tree) top: PathBuf,
    checkout: Checkout,
    /// The revision, as the user named it.
    revision: String,
    /// The id of each file, by its path below `top`.
    files: BTreeMap<String, String>,
}

impl Base {
    /// Finds the checkout that `path` stands in, and the files of the last revision that `revision` and HEAD have in common;
    /// those of `revision` itself where they have none, or where the history is cut before it.
    ///
    /// # Errors
    ///
    /// The path stands in no checkout, or its history does not hold the revision.
    pub(in crate::tree) fn find(path: &Path, revision: &str) -> Result<Self, Error> {
        let refused = |what: &dyn Display| Error::Usage(format!("--changed-since {revision}: {what}"));
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let checkout = Checkout::find(folder).map_err(|gap| refused(&why(&gap, folder)))?;
        let ask = |arguments: &[&str]| -> Result<Option<Vec<u8>>, Error> {
            let output = command(folder).args(arguments).output().map_err(|error| refused(&error))?;
            Ok(output.status.success().then_some(output.stdout))
        };
        let line = |answer: Option<Vec<u8>>| {
            let text = String::from_utf8(answer?).ok()?;
            text.lines().next().map(str::to_owned)
        };
        let name = format!("{revision}^{{commit}}");
        let Some(commit) = line(ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?) else {
            let cure = if checkout.shallow {
                "; it is a shallow clone: fetch the revision first, for example with `git fetch --unshallow` (in GitHub \
                 Actions, `fetch-depth: 0`)"
            } else {
                ""
            };
            return Err(refused(&format!("the checkout at {} has no such revision{cure}", folder.display())));
        };
        let top = line(ask(&["rev-parse", "--show-toplevel"])?);
        let top = top.ok_or_else(|| refused(&format!("git names no folder for {}", folder.display())))?;
        let top = std::fs::canonicalize(&top).map_err(|error| Error::io(Path::new(&top), error))?;
        let common = line(ask(&["merge-base", &commit, "HEAD"])?).unwrap_or(commit);
        let listed = ask(&["ls-tree", "-r", "-z", "--full-tree", &common])?;
        let listed = listed.ok_or_else(|| refused(&"git does not list the files of the revision"))?;
        let files = String::from_utf8_lossy(&listed).split('\0').filter_map(file).collect();
        Ok(Self { top, checkout, revision: revision.to_owned(), files })
    }

    /// The paths of its files.
    pub(in crate::tree) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.files.keys().map(|path| self.top.join(path))
    }

    /// What the file at `path` below the checkout held in the revision.
    pub(in crate::tree) fn content(&self, path: &str) -> Option<Vec<u8>> {
        self.checkout.file(self.files.get(path)?).ok()?
    }

    /// Whether the file at `path` below the checkout, with this content, differs from that of the revision, or is new. Line
    /// ends do not count: a checkout may have others than the history.
    ///
    /// # Errors
    ///
    /// The file of the revision cannot be read.
    pub(in crate::tree) fn differs(&self, path: &str, content: &[u8]) -> Result<bool, Error> {
        let Some(id) = self.files.get(path) else { return Ok(true) };
        let bare = without_carriage_returns(content);
        if id.len() == 40 {
            return Ok(*id != blob(content) && (bare.len() == content.len() || *id != blob(&bare)));
        }
        // A repository of another hash is asked for the content.
        let refused = |gap: Gap| Error::Usage(format!("--changed-since {}: {}", self.revision, why(&gap, &self.top)));
        let known = self.checkout.file(id).map_err(refused)?;
        Ok(known.is_none_or(|known| without_carriage_returns(&known) != bare))
    }
}

/// The path and the id of a file, from `MODE TYPE ID TAB PATH`. Links and submodules are no files.
fn file(entry: &str) -> Option<(String, String)> {
    let (head, path) = entry.split_once('\t')?;
    let mut words = head.split(' ');
    let (mode, kind, id) = (words.next()?, words.next()?, words.next()?);
    (kind == "blob" && mode != LINK).then(|| (path.to_owned(), id.to_owned()))
}

/// The id that git gives a file with this content.
fn blob(content: &[u8]) -> String {
    let mut digest = Sha1::new_with_prefix(format!("blob {}\0", content.len()));
    digest.update(content);
    hex(&digest.finalize())
}

fn without_carriage_returns(content: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(content, b"\r\n").is_none() {
        return Cow::Borrowed(content);
    }
    let kept = content.iter().enumerate().filter(|(at, byte)| **byte != b'\r' || content.get(at + 1) != Some(&b'\n'));
    Cow::Owned(kept.map(|(_, byte)| *byte).collect())
}

fn why(gap: &Gap, folder: &Path) -> String {
    let folder = folder.display();
    match gap {
        Gap::NoGit => "there is no git to ask".to_owned(),
        Gap::Refused(reason) => format!("git does not read {folder}: {reason}"),
        _ => format!("{folder} is in no git checkout"),
    }
}
