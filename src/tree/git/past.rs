//! The names and versions that files had before.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use super::command;
use crate::baseline::Date;
use crate::config::Percent;
use crate::group::Gone;
use crate::page::PageFormat;
use crate::text::holds;

/// How many commits are looked at, the newest first.
const MOST_COMMITS: usize = 10_000;
/// How many versions of a file are kept, the newest first.
const MOST_VERSIONS: usize = 500;
/// A commit that touches fewer files is never taken for the run of a formatter or an import.
const MASS: usize = 5;

/// What the files of today were before.
#[derive(Debug, Default)]
pub(crate) struct Past {
    /// By the path of today.
    files: HashMap<String, Life>,
    /// The pages of today in the folder that all of them stand in, whether they are among them or not.
    pages: HashSet<String>,
    /// The commits that touched one of the files, the newest first.
    commits: Vec<Commit>,
    /// The pages that do not exist any more, with the commit of their end, as an index, and what they were renamed to.
    gone: HashMap<String, (usize, Option<String>)>,
    /// Whether git could not tell all of it.
    pub(crate) is_broken: bool,
}

#[derive(Debug, Default)]
struct Life {
    /// The latest first.
    names: Vec<String>,
    versions: Vec<Version>,
}

#[derive(Debug)]
struct Commit {
    id: String,
    /// When it was made, in seconds since 1970.
    time: i64,
    /// When its author wrote it: long before, where somebody rebased it.
    written: i64,
    /// The commits it was made from, as indices of those that are known: none where it is the first one, or that at which a shallow
    /// clone ends.
    parents: Vec<usize>,
    /// How many of the files and of the other pages of their folder it touched.
    touched: usize,
    /// The first line of its message.
    subject: String,
}

/// Which commits date a page.
#[derive(Debug)]
pub(crate) struct Dating {
    /// Not those that touch more than this share of all files.
    pub(crate) mass: Percent,
    /// Nor those whose messages say one of these words, in lower case.
    pub(crate) ignored: Vec<String>,
}

/// A file as a commit left it.
#[derive(Debug)]
pub(crate) struct Version {
    /// The commit, as an index of those that are known.
    commit: usize,
    /// The id of the content.
    pub(crate) blob: String,
    /// The path in the commit.
    pub(crate) path: String,
    /// Whether the commit changed the content, and not the name alone.
    is_new: bool,
}

impl Past {
    /// Reads the past of `files`, paths of today, as far as git tells it: what cannot be read is not known.
    pub(super) fn read(folder: &Path, files: &[String]) -> Self {
        let past = Self::follow(folder, files, RENAMED);
        // To find a file that was renamed and changed at once takes its contents: a partial clone lacks them, and git gives up.
        if past.is_broken { Self::follow(folder, files, RENAMED_ALONE) } else { past }
    }

    /// The names that a file of today had before, the latest first.
    pub(crate) fn names(&self, path: &str) -> &[String] {
        self.files.get(path).map_or(&[], |life| &life.names)
    }

    /// The versions of a file of today, also under its earlier names, the latest first.
    pub(crate) fn versions(&self, path: &str) -> &[Version] {
        self.files.get(path).map_or(&[], |life| &life.versions)
    }

    /// What became of a page that does not exist any more. `None` where nobody knows: the history is `cut`.
    pub(crate) fn gone(&self, path: &str, cut: bool) -> Option<Gone> {
        let Some(mut end) = self.gone.get(path) else {
            let is_known = !cut && !self.is_broken && self.commits.len() < MOST_COMMITS;
            return is_known.then_some(Gone::Never);
        };
        // What it was renamed to may have ended later; what ended before came back so.
        while let (at, Some(to)) = end {
            match self.gone.get(to).filter(|(later, _)| later < at) {
                Some(next) => end = next,
                None => return Some(Gone::Renamed { to: to.clone() }),
            }
        }
        let commit = &self.commits[end.0];
        let day = Date::at(commit.time).map(|day| day.to_string());
        Some(Gone::Deleted { commit: commit.id.clone(), day })
    }

    /// The commit that made a version.
    pub(crate) fn commit(&self, version: &Version) -> &str {
        &self.commits[version.commit].id
    }

    /// When the commit that made a version was made, in seconds since 1970.
    pub(crate) fn time(&self, version: &Version) -> i64 {
        self.commits[version.commit].time
    }

    /// The first line of the message of the commit that made a version.
    pub(crate) fn subject(&self, version: &Version) -> &str {
        &self.commits[version.commit].subject
    }

    /// The versions from that on which somebody made who worked on this file, the oldest first: not one that was renamed, nor
    /// that of a commit that dates no page, nor, where there is another, one that `is_idle` beside the one before. Those behind it are of
    /// such commits. Where
    /// the history is `cut`, its first commit says nothing either.
    pub(crate) fn since_last_work(
        &self,
        path: &str,
        cut: bool,
        dating: &Dating,
        is_idle: impl Fn(&Version, &Version) -> bool,
    ) -> Vec<&Version> {
        let versions = self.versions(path);
        let mut works = (0..versions.len()).filter(|at| self.is_work(&versions[*at], cut, dating)).peekable();
        // Where none did more, what came after an idle one is all that is known to be new.
        let idle = works.peek().copied();
        let has_worked = |at: &usize| versions.get(at + 1).is_none_or(|before| !is_idle(before, &versions[*at]));
        let work = works.find(has_worked).or(idle);
        work.map_or_else(Vec::new, |work| versions[..=work].iter().rev().collect())
    }

    /// The versions that somebody made who worked on this file, the latest first.
    pub(crate) fn works<'p>(&'p self, path: &str, cut: bool, dating: &'p Dating) -> impl Iterator<Item = &'p Version> {
        self.versions(path).iter().filter(move |version| self.is_work(version, cut, dating))
    }

    fn is_work(&self, version: &Version, cut: bool, dating: &Dating) -> bool {
        let most = self.pages.len().max(self.files.len()) * usize::from(dating.mass.0);
        let commit = &self.commits[version.commit];
        let is_mass = commit.touched >= MASS && commit.touched * 100 > most;
        let is_none = is_mass || self.is_ignored(version, dating) || cut && commit.parents.is_empty();
        version.is_new && !is_none
    }

    /// The version that a page made from `version` knows as well: the last one behind it, as far as none but commits that date no
    /// page made those between.
    pub(crate) fn up_to_work<'p>(&'p self, path: &str, version: &'p Version, dating: &Dating) -> &'p Version {
        let versions = self.versions(path);
        let at = versions.iter().position(|known| std::ptr::eq(known, version)).unwrap_or_default();
        let ignored = versions[..at].iter().rev().take_while(|later| self.is_ignored(later, dating));
        ignored.last().unwrap_or(version)
    }

    fn is_ignored(&self, version: &Version, dating: &Dating) -> bool {
        let says = |subject: &str| dating.ignored.iter().any(|word| holds(subject, word));
        !dating.ignored.is_empty() && says(&self.commits[version.commit].subject.to_lowercase())
    }

    /// The version of a file of today when `other`, a version that `theirs` knows, was made. In one history it is the one that `other`
    /// was made upon, and not one of a branch that was merged later; two have nothing but their times.
    pub(crate) fn version_at(&self, path: &str, theirs: &Self, other: &Version) -> Option<&Version> {
        let is_one = std::ptr::eq(self, theirs);
        let is_known = |version: &&Version| match is_one {
            true => version.commit >= other.commit,
            false => self.time(version) <= theirs.time(other),
        };
        let mut known = self.versions(path).iter().filter(is_known);
        let first = known.clone().next();
        known.find(|version| !is_one || self.leads_to(version.commit, other.commit)).or(first)
    }

    /// Whether a commit was made upon an older one. Each stands before those that it was made from.
    fn leads_to(&self, older: usize, newer: usize) -> bool {
        let (mut seen, mut open) = (HashSet::new(), vec![newer]);
        while let Some(at) = open.pop() {
            if at == older {
                return true;
            }
            let parents = self.commits[at].parents.iter().copied();
            open.extend(parents.filter(|parent| *parent <= older && seen.insert(*parent)));
        }
        false
    }

    /// The version of a file of today when the author of `other`, a version that `theirs` knows, wrote it.
    pub(crate) fn version_as_written(&self, path: &str, theirs: &Self, other: &Version) -> Option<&Version> {
        let written = theirs.commits[other.commit].written;
        self.versions(path).iter().find(|version| self.time(version) <= written)
    }

    /// The version of a file of today at the end of a day.
    pub(crate) fn version_of(&self, path: &str, (year, month, day): (u16, u8, u8)) -> Option<&Version> {
        let day = Date::parse(&format!("{year:04}-{month:02}-{day:02}"));
        self.versions(path).iter().find(|version| day.is_some() && Date::at(self.time(version)) <= day)
    }

    fn follow(folder: &Path, files: &[String], renames: &[&str]) -> Self {
        let pages = pages(folder, &common_folder(files));
        let files = files.iter().map(|path| (path.clone(), Life::default())).collect();
        let mut past = Self { files, pages, ..Self::default() };
        // A history that breaks off, because a clone left something out, is good as far as it goes.
        past.is_broken = !past.ask(folder, renames).unwrap_or(false);
        past
    }

    /// Asks git; whether it told all it was asked.
    fn ask(&mut self, folder: &Path, renames: &[&str]) -> io::Result<bool> {
        let most = MOST_COMMITS.to_string();
        let list = ["rev-list", "--date-order", "--max-count", &most, "HEAD"];
        let mut commits = command(folder).args(list).spawn()?;
        let listed = commits.stdout.take().map_or_else(Stdio::null, Stdio::from);
        let diff = [
            "diff-tree",
            "--stdin",
            "--always",
            "-r",
            "--root",
            "--raw",
            "-z",
            "--no-abbrev",
            "--format=%H %ct %at %P%x09%s",
        ];
        let quiet = ["--no-ext-diff", "--no-textconv", "--ignore-submodules"];
        // The value that started it holds the other end of the pipe: it must not outlive this line, or `rev-list` waits for
        // ever on a reader that is gone.
        let changes = command(folder).args(diff).args(renames).args(quiet).stdin(listed).spawn();
        let told = changes.and_then(|mut changes| {
            let told = changes.stdout.take().map_or(Ok(()), |told| self.take(BufReader::new(told)));
            // Nobody reads on after an error.
            let _ = told.as_ref().map_err(|_| changes.kill());
            let status = changes.wait()?;
            told.map(|()| status.success())
        });
        let _ = told.as_ref().map_err(|_| commits.kill());
        let listed = commits.wait()?;
        Ok(told? && listed.success())
    }

    /// Takes what `diff-tree` tells, commit by commit from the newest: a line `ID TIME WRITTEN PARENTS`, a tab and the message's first line, then for each change
    /// `:MODE MODE OLD NEW STATUS`, the path, and the new path where the file was renamed; each ends with a NUL.
    fn take(&mut self, mut told: impl BufRead) -> io::Result<()> {
        let mut today: HashMap<String, String> = self.files.keys().map(|path| (path.clone(), path.clone())).collect();
        let mut parents = Vec::new();
        while let Some(field) = next(&mut told)? {
            let field = field.trim_start_matches('\n');
            let Some(change) = field.strip_prefix(':') else {
                if let Some((commit, ids)) = Commit::read(field) {
                    self.commits.push(commit);
                    parents.push(ids);
                }
                continue;
            };
            let mut words = change.split(' ').skip(2);
            let mut word = || words.next().unwrap_or_default();
            let (old, blob, status) = (word(), word(), word());
            let Some(mut path) = next(&mut told)? else { break };
            let renamed = status.starts_with('R');
            let mut before = None;
            if renamed || status.starts_with('C') {
                before = Some(path);
                path = next(&mut told)?.unwrap_or_default();
            }
            let Some(at) = self.commits.len().checked_sub(1) else { continue };
            let ended = if renamed { before.clone() } else { Some(path.clone()).filter(|_| status == "D") };
            if let Some(ended) = ended.filter(|ended| PageFormat::stem(ended).is_some() && !today.contains_key(ended)) {
                self.gone.entry(ended).or_insert_with(|| (at, renamed.then(|| path.clone())));
            }
            let name = today.get(&path).cloned();
            self.commits[at].touched += usize::from(name.is_some() || self.pages.contains(&path));
            let Some(name) = name else { continue };
            let life = self.files.entry(name.clone()).or_default();
            if !blob.bytes().all(|digit| digit == b'0') && life.versions.len() < MOST_VERSIONS {
                life.versions.push(Version { commit: at, blob: blob.to_owned(), path, is_new: old != blob });
            }
            if let Some(before) = before.filter(|before| renamed && !today.contains_key(before)) {
                life.names.push(before.clone());
                today.insert(before, name);
            }
        }
        let known: HashMap<String, usize> =
            self.commits.iter().enumerate().map(|(at, commit)| (commit.id.clone(), at)).collect();
        for (commit, ids) in self.commits.iter_mut().zip(parents) {
            commit.parents = ids.iter().filter_map(|id: &String| known.get(id).copied()).collect();
        }
        Ok(())
    }
}

/// The folder that all files stand in: empty, or ending in `/`.
fn common_folder(files: &[String]) -> String {
    let Some((first, others)) = files.split_first() else { return String::new() };
    let mut folder = &first[..first.rfind('/').map_or(0, |at| at + 1)];
    while !others.iter().all(|path| path.starts_with(folder)) {
        let parent = folder.trim_end_matches('/').rfind('/');
        folder = &folder[..parent.map_or(0, |at| at + 1)];
    }
    folder.to_owned()
}

/// The pages of a repository that stand in a folder of it; none where git does not tell.
fn pages(checkout: &Path, folder: &str) -> HashSet<String> {
    let tree = format!("HEAD:{folder}");
    let listed = command(checkout).args(["ls-tree", "-r", "-z", "--name-only", "--full-tree", &tree]).output();
    let listed = listed.map(|output| output.stdout).unwrap_or_default();
    let names = listed.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    names.filter(|name| PageFormat::stem(name).is_some()).map(|name| format!("{folder}{name}")).collect()
}

/// How git finds the files that were renamed: by likeness, or where nothing but the name changed.
const RENAMED: &[&str] = &["-M", "-l1000"];
const RENAMED_ALONE: &[&str] = &["-M100%"];

impl Commit {
    /// Reads a line `ID TIME WRITTEN PARENTS`, a tab and the first line of the message.
    fn read(line: &str) -> Option<(Self, Vec<String>)> {
        let (line, subject) = line.split_once('\t').unwrap_or((line, ""));
        let mut words = line.split(' ');
        let (id, time, written) = (words.next()?.to_owned(), words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let parents = words.filter(|id| !id.is_empty()).map(str::to_owned).collect();
        let commit = Self { id, time, written, parents: Vec::new(), touched: 0, subject: subject.to_owned() };
        Some((commit, parents))
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
