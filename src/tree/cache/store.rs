//! The file of a cache: what an earlier run kept, and what this one keeps for the next.
//!
//! Behind its first line, each line is a key, a checksum, and what is kept under the key, in JSON. What was cut off, what was
//! changed and what others wrote has another checksum, or is no such line: it is as if it were not there.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::key::{Key, Parts};
use crate::error::Error;
use crate::tree::beside::{Beside, sweep};
use crate::tree::open::{self, leads_elsewhere};

/// How the file begins.
const HEAD: &[u8] = b"docparity cache 1\n";

/// As many bytes are kept: a larger file is not read.
const MOST: usize = 240 << 20;

/// Marks a folder as one that backups leave out: <https://bford.info/cachedir/>.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# What docparity keeps from one run to the next. It may be deleted.\n",
);

/// Keeps a folder out of the repository that it stands in.
const IGNORED: (&str, &str) = (".gitignore", "*\n");

/// The file of a cache.
pub(super) struct Store {
    path: PathBuf,
    bytes: Vec<u8>,
    lines: HashMap<Key, Line>,
    fresh: Mutex<Fresh>,
}

/// What an earlier run kept.
struct Line {
    range: Range<usize>,
    is_used: AtomicBool,
}

/// What this run keeps.
#[derive(Default)]
struct Fresh {
    /// The file that takes the place of the other at the end: there is none before there is something to keep.
    beside: Option<Beside>,
    size: usize,
    error: Option<io::Error>,
}

impl Store {
    /// Opens the file that is called `name` in `folder`, which is made where it is not there.
    ///
    /// # Errors
    ///
    /// The folder cannot be made or read, is a link, or holds something else.
    pub(super) fn open(folder: &Path, name: &str) -> Result<Self, Error> {
        prepare(folder).map_err(|error| Error::io(folder, error))?;
        let path = folder.join(name);
        let bytes = if fs::symlink_metadata(&path).is_ok() { open::bytes(&path)? } else { Vec::new() };
        let lines = lines(&bytes);
        Ok(Self { path, bytes, lines, fresh: Mutex::default() })
    }

    /// What is kept under a key.
    pub(super) fn recall(&self, key: &Key) -> Option<&[u8]> {
        let line = self.lines.get(key)?;
        let kept = self.bytes.get(line.range.clone())?.get(DIGITS + 1..)?;
        let (sum, kept) = kept.split_at_checked(DIGITS)?;
        let kept = kept.strip_prefix(b" ")?.strip_suffix(b"\n")?;
        if Key::read(sum) != Some(checksum(key, kept)) {
            return None;
        }
        line.is_used.store(true, Ordering::Relaxed);
        Some(kept)
    }

    /// Keeps JSON, which is one line, under a key.
    pub(super) fn keep(&self, key: &Key, json: &[u8]) {
        let sum = checksum(key, json).digits();
        let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        if fresh.error.is_some() || fresh.size + json.len() > MOST {
            return;
        }
        let written = self.add(&mut fresh, |out| {
            write!(out, "{} {sum} ", key.digits())?;
            out.write_all(json)?;
            out.write_all(b"\n")
        });
        match written {
            Ok(()) => fresh.size += json.len() + 2 * DIGITS + 3,
            Err(error) => *fresh = Fresh { error: Some(error), ..Fresh::default() },
        }
    }

    fn add(&self, fresh: &mut Fresh, line: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if fresh.beside.is_none() {
            let folder = self.path.parent().unwrap_or(Path::new("."));
            sweep(folder);
            let beside = Beside::new(folder)?;
            beside.fill(|out| out.write_all(HEAD))?;
            fresh.beside = Some(beside);
        }
        fresh.beside.as_ref().map_or(Ok(()), |beside| beside.fill(line))
    }

    /// Puts what was kept, and what of the earlier run was used again, in the place of the file. Nothing is written where nothing
    /// is new.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub(super) fn close(self) -> Result<(), Error> {
        let Fresh { beside, mut size, error } = self.fresh.into_inner().unwrap_or_else(PoisonError::into_inner);
        let failed = |error| Error::io(&self.path, error);
        if let Some(error) = error {
            return Err(failed(error));
        }
        let Some(beside) = beside else { return Ok(()) };
        let used = self.lines.into_values().filter(|line| line.is_used.load(Ordering::Relaxed));
        let mut used: Vec<Range<usize>> = used.map(|line| line.range).collect();
        used.sort_unstable_by_key(|range| range.start);
        used.retain(|range| {
            size += range.len();
            size <= MOST
        });
        let written = beside.fill(|out| used.iter().try_for_each(|range| out.write_all(&self.bytes[range.clone()])));
        written.and_then(|()| beside.replace(&self.path)).map_err(failed)
    }
}

/// How many digits a key has.
const DIGITS: usize = 64;

/// The places of the lines of a file, with their ends, by their keys.
fn lines(bytes: &[u8]) -> HashMap<Key, Line> {
    let mut lines = HashMap::new();
    if !bytes.starts_with(HEAD) {
        return lines;
    }
    let mut start = HEAD.len();
    for end in memchr::memchr_iter(b'\n', &bytes[start..]).map(|at| HEAD.len() + at + 1) {
        // What is new stands before what it takes the place of.
        if let Some(key) = bytes[start..end].get(..DIGITS).and_then(Key::read) {
            lines.entry(key).or_insert_with(|| Line { range: start..end, is_used: AtomicBool::new(false) });
        }
        start = end;
    }
    lines
}

fn checksum(key: &Key, kept: &[u8]) -> Key {
    Parts::of("kept").key(key).bytes(kept).end()
}

/// Makes the folder of a cache, or finds that it is one.
fn prepare(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(meta) if meta.is_symlink() => return Err(leads_elsewhere(folder)),
        Ok(meta) if !meta.is_dir() => return Err(io::Error::other("this is no folder")),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder)?,
        Err(error) => return Err(error),
    }
    if folder.join(TAG.0).is_file() {
        return Ok(());
    }
    // What is kept out of the repository here may be somebody's pages.
    if fs::read_dir(folder)?.next().is_some() {
        let message =
            format!("this folder is no cache: it holds other files, and no {}; name one that is new or empty", TAG.0);
        return Err(io::Error::other(message));
    }
    for (name, text) in [TAG, IGNORED] {
        match File::options().write(true).create_new(true).open(folder.join(name)) {
            Ok(mut file) => file.write_all(text.as_bytes())?,
            // Another run has just made it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
