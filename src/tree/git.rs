//! The git checkout that a tree stands in, read with the installed git.
//!
//! Only plumbing that reads is run: `rev-parse`, `merge-base`, `cat-file --batch`, `ls-tree`, `rev-list`, `diff-tree --raw`
//! and `ls-files`. None of it looks at the files of the working tree but `.gitignore`, so that no hook, filter, text
//! conversion, external diff, signature check, pager or file system monitor that the repository configures is started; and
//! nothing is fetched.

mod base;
mod objects;
mod past;
mod state;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock};

use crate::provenance::Gap;
pub(super) use base::Base;
pub(super) use objects::Held;
use objects::Objects;
pub(super) use past::{Dating, Past, Version};

/// A checkout.
pub(super) struct Checkout {
    /// The folder inside it that git is run in.
    folder: PathBuf,
    /// The folder at its top, without links.
    pub(super) top: PathBuf,
    /// Where the folder stands in the repository: empty, or ending in `/`.
    pub(super) prefix: String,
    /// Whether older commits were left out when it was cloned.
    pub(super) shallow: bool,
    /// Readers of objects that nobody uses now: one a thread at most.
    idle: Mutex<Vec<Objects>>,
    past: OnceLock<Past>,
}

impl Checkout {
    /// Finds the checkout that `folder` stands in.
    pub(super) fn find(folder: &Path) -> Result<Self, Gap> {
        let asked = ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix"];
        let output = command(folder).args(asked).stderr(Stdio::piped()).output().map_err(|_| Gap::NoGit)?;
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            return Err(match said.lines().find_map(|line| line.strip_prefix("fatal: ")) {
                Some(reason) if reason.starts_with("not a git repository") => Gap::NoCheckout,
                Some(reason) => Gap::Refused(reason.trim_end_matches(':').to_owned()),
                None => Gap::Refused(output.status.to_string()),
            });
        }
        let output = String::from_utf8_lossy(&output.stdout);
        let mut lines = output.splitn(3, '\n');
        let mut says = || lines.next().unwrap_or_default() == "true";
        let (inside, shallow) = (says(), says());
        if !inside {
            return Err(Gap::NoCheckout);
        }
        let prefix = lines.next().unwrap_or_default().trim_end_matches('\n').to_owned();
        let real = std::fs::canonicalize(folder).map_err(|error| Gap::Refused(error.to_string()))?;
        let top = real.ancestors().nth(prefix.matches('/').count()).unwrap_or(&real).to_owned();
        let (idle, past) = (Mutex::default(), OnceLock::new());
        Ok(Self { folder: folder.to_owned(), top, prefix, shallow, idle, past })
    }

    /// The commit that is checked out.
    #[cfg(feature = "cli")]
    pub(super) fn head(&self) -> Option<String> {
        let output = command(&self.folder).args(["rev-parse", "--verify", "--quiet", "HEAD"]).output().ok()?;
        let commit = String::from_utf8(output.stdout).ok()?;
        Some(commit.trim().to_owned()).filter(|commit| !commit.is_empty())
    }

    /// The content of the file that `name` stands for: `COMMIT:PATH`, or the id of a blob. `None` where there is none.
    pub(super) fn file(&self, name: &str) -> Result<Option<Vec<u8>>, Gap> {
        self.ask(|objects| objects.file(name))
    }

    /// Whether the history holds the commit, which may be named by its first digits.
    pub(super) fn holds(&self, commit: &str) -> Result<Held, Gap> {
        self.ask(|objects| objects.held(commit))
    }

    /// Whether the file is listed in the commit. Its content may be missing all the same: a partial clone fetches it later.
    pub(super) fn lists(&self, commit: &str, path: &str) -> Result<bool, Gap> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let entry = format!(" {name}\0");
        let tree = self.ask(|objects| objects.tree(&format!("{commit}:{folder}")))?;
        Ok(tree.is_some_and(|tree| memchr::memmem::find(&tree, entry.as_bytes()).is_some()))
    }

    /// The earlier names and versions of `files`, paths of the repository. They are read once.
    pub(super) fn past(&self, files: &[String]) -> &Past {
        self.past.get_or_init(|| Past::read(&self.folder, files))
    }

    fn ask<T>(&self, question: impl FnOnce(&mut Objects) -> io::Result<T>) -> Result<T, Gap> {
        let idle = || self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let free = idle().pop();
        let refused = |error: io::Error| Gap::Refused(error.to_string());
        let mut objects = free.map_or_else(|| Objects::open(&self.folder), Ok).map_err(refused)?;
        // One that failed is not asked again.
        let answer = question(&mut objects).map_err(refused)?;
        idle().push(objects);
        Ok(answer)
    }
}

/// The files below `folder` that are in its repository although their names are ignored, as paths from there.
#[cfg(feature = "cli")]
pub(super) fn kept(folder: &Path) -> Vec<PathBuf> {
    let output = command(folder).args(["ls-files", "-z", "--cached", "--ignored", "--exclude-standard"]).output();
    let listed = output.map(|output| output.stdout).unwrap_or_default();
    let names = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| PathBuf::from(&*String::from_utf8_lossy(name))).collect()
}

/// Git in `folder`, told to run nothing and fetch nothing.
fn command(folder: &Path) -> Command {
    let mut git = Command::new("git");
    // Variables that a hook sets lead to another repository. Where the user's own configuration stands may be said: it
    // holds `safe.directory`.
    let leads_astray = |name: &str| name.starts_with("GIT_") && !name.starts_with("GIT_CONFIG");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(leads_astray) {
            git.env_remove(name);
        }
    }
    git.env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        // A git that does not know the first of these fetches nothing either: no transport is allowed.
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("LC_ALL", "C")
        .args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C"])
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    git
}
