//! The names and versions that files had before.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use super::command;

/// How many commits are looked at, the newest first.
const MOST_COMMITS: &str = "10000";
/// How many versions of a file are kept, the newest first.
const MOST_VERSIONS: usize = 500;

/// What the files of today were before.
#[derive(Debug, Default)]
pub(crate) struct Past {
    /// By the path of today, the newest first.
    files: HashMap<String, Life>,
}

#[derive(Debug, Default)]
struct Life {
    names: Vec<String>,
    versions: Vec<Version>,
}

/// A file as a commit left it.
#[derive(Debug)]
pub(crate) struct Version {
    /// The commit.
    pub(crate) commit: String,
    /// The id of the content.
    pub(crate) blob: String,
    /// The path in the commit.
    pub(crate) path: String,
}

impl Past {
    /// Reads the past of `files`, paths of today, as far as git tells it: what cannot be read is not known.
    pub(super) fn read(folder: &Path, files: impl Iterator<Item = String>) -> Self {
        let mut past = Self { files: files.map(|path| (path, Life::default())).collect() };
        // A history that breaks off, because a clone left something out, is good as far as it goes.
        let _ = past.follow(folder);
        past
    }

    /// The names that a file of today had before, the latest first.
    pub(crate) fn names(&self, path: &str) -> &[String] {
        self.files.get(path).map_or(&[], |life| &life.names)
    }

    /// The versions of a file of today, also under its earlier names, the latest first.
    pub(crate) fn versions(&self, path: &str) -> &[Version] {
        self.files.get(path).map_or(&[], |life| &life.versions)
    }

    fn follow(&mut self, folder: &Path) -> io::Result<()> {
        let list = ["rev-list", "--date-order", "--max-count", MOST_COMMITS, "HEAD"];
        let mut commits = command(folder).args(list).spawn()?;
        let diff = ["diff-tree", "--stdin", "-r", "--root", "-M", "-l1000", "--raw", "-z", "--no-abbrev"];
        let quiet = ["--no-ext-diff", "--no-textconv", "--ignore-submodules"];
        let mut changes = command(folder);
        changes.args(diff).args(quiet).stdin(commits.stdout.take().map_or_else(Stdio::null, Stdio::from));
        let mut changes = changes.spawn()?;
        let told = changes.stdout.take().map_or(Ok(()), |told| self.take(BufReader::new(told)));
        let _ = (commits.wait(), changes.wait());
        told
    }

    /// Takes what `diff-tree` tells, commit by commit from the newest: the id of the commit, then for each change
    /// `:MODE MODE OLD NEW STATUS`, the path, and the new path where the file was renamed; each ends with a NUL.
    fn take(&mut self, mut told: impl BufRead) -> io::Result<()> {
        let mut today: HashMap<String, String> = self.files.keys().map(|path| (path.clone(), path.clone())).collect();
        let mut commit = String::new();
        while let Some(field) = next(&mut told)? {
            let Some(change) = field.strip_prefix(':') else {
                commit = field.trim().to_owned();
                continue;
            };
            let mut words = change.split(' ').skip(3);
            let (blob, status) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let Some(mut path) = next(&mut told)? else { break };
            let renamed = status.starts_with('R');
            let mut before = None;
            if renamed || status.starts_with('C') {
                before = Some(path);
                path = next(&mut told)?.unwrap_or_default();
            }
            let Some(name) = today.get(&path).cloned() else { continue };
            let life = self.files.entry(name.clone()).or_default();
            if !blob.bytes().all(|digit| digit == b'0') && life.versions.len() < MOST_VERSIONS {
                life.versions.push(Version { commit: commit.clone(), blob: blob.to_owned(), path });
            }
            if let Some(before) = before.filter(|before| renamed && !today.contains_key(before)) {
                life.names.push(before.clone());
                today.insert(before, name);
            }
        }
        Ok(())
    }
}

/// The next field, without its NUL.
fn next(told: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut field = Vec::new();
    told.read_until(0, &mut field)?;
    if field.pop().is_none() {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&field).into_owned()))
}
