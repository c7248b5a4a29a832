//! `docparity check --watch`: checks again whenever a file changes.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf, absolute};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use docparity::error::Error;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::args::Check;
use crate::{Failure, complain, remark};

/// Editors and checkouts write many files at once: that is one change, which ends when nothing was written for so long.
const QUIET: Duration = Duration::from_millis(150);

/// Runs `check` now and after each change of a file below the paths, in the English tree, or of the configuration.
///
/// # Errors
///
/// The files cannot be watched, or the output cannot be written. What keeps one run from its job is told.
pub(crate) fn whenever_changed(args: &Check, check: &mut dyn FnMut() -> Result<u8, Failure>) -> Result<u8, Failure> {
    let (send, events) = channel();
    let watcher = notify::recommended_watcher(send).map_err(unwatched)?;
    let mut changes = Changes { watcher, events, watched: Vec::new(), written: written(args) };
    loop {
        changes.watch(args)?;
        match check() {
            Err(Failure::Job(error)) => complain(&error),
            Err(failure) => return Err(failure),
            Ok(_) => {}
        }
        remark(&"waiting for files to change; Ctrl-C ends it");
        let changed = changes.next().ok_or_else(|| Error::Usage("the files are watched no longer".to_owned()))?;
        let more = if changed.len() > 1 { format!(" and {} more", changed.len() - 1) } else { String::new() };
        let first = changed.first().map(|path| path.display().to_string()).unwrap_or_default();
        remark(&format!("{first}{more} changed: checking again"));
    }
}

fn unwatched(error: notify::Error) -> Failure {
    Error::Usage(format!("the files cannot be watched: {error}")).into()
}

/// The files that a run writes, and the folder of its cache: they are no reason for the next.
fn written(args: &Check) -> Vec<PathBuf> {
    let files = args.output.iter().filter_map(|output| output.file.clone()).chain(args.cache());
    files.filter_map(|file| absolute(file).ok()).collect()
}

/// What changes in the files that a run reads.
struct Changes {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// The folders and files, as absolute paths.
    watched: Vec<PathBuf>,
    written: Vec<PathBuf>,
}

impl Changes {
    /// Watches what a run reads as far as it is not watched already: the configuration may name another English tree than before.
    fn watch(&mut self, args: &Check) -> Result<(), Failure> {
        let subject = &args.subject;
        let mut places: Vec<(PathBuf, RecursiveMode)> = Vec::new();
        for file in subject.configuration.files(&subject.paths) {
            // A file that is written anew is another file: its folder shows both.
            let folder = absolute(&file).ok().and_then(|file| file.parent().map(Path::to_owned));
            places.extend(folder.map(|folder| (folder, RecursiveMode::NonRecursive)));
        }
        // What is wrong with the configuration is told by the run.
        let projects = subject.projects().unwrap_or_default();
        let sources = projects.iter().filter_map(|project| project.config.source.as_ref());
        let paths = subject.paths.iter().chain(sources).filter_map(|path| absolute(path).ok());
        places.extend(paths.map(|path| (path, RecursiveMode::Recursive)));
        for (place, mode) in places {
            if !self.watched.contains(&place) || mode == RecursiveMode::Recursive {
                self.watcher.watch(&place, mode).map_err(unwatched)?;
                self.watched.push(place);
            }
        }
        self.watched.sort();
        self.watched.dedup();
        Ok(())
    }

    /// Waits for changes that a run would see, and for their end; `None` where no more will come.
    fn next(&self) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        loop {
            let event = match changed.is_empty() {
                true => self.events.recv().ok()?,
                false => match self.events.recv_timeout(QUIET) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => return Some(changed),
                    Err(RecvTimeoutError::Disconnected) => return None,
                },
            };
            // What cannot be told of one change is seen with the next.
            let Ok(event) = event else { continue };
            if matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)) {
                changed.extend(event.paths.iter().filter_map(|path| self.read(path)));
            }
        }
    }

    /// The path below what is watched, where a run reads the file: not what it writes itself, and not what git and editors keep in
    /// hidden files.
    fn read(&self, path: &Path) -> Option<PathBuf> {
        let path = absolute(path).ok()?;
        let below = self.watched.iter().find_map(|watched| path.strip_prefix(watched).ok())?;
        let is_hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".") && name != ".docparity.json";
        let is_read = !below.iter().any(is_hidden) && !self.written.iter().any(|written| path.starts_with(written));
        is_read.then(|| if below.as_os_str().is_empty() { path.clone() } else { below.to_owned() })
    }
}
