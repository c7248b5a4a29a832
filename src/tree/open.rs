//! Reads files that anybody may have put there: regular ones alone, and of a size that can be borne.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
#[cfg(unix)]
use std::sync::LazyLock;

use crate::config::{FILE_NAMES, absolute};
use crate::error::Error;
use crate::page::PageFormat;

/// No file of more bytes is read, whatever it is: 256 MiB.
const LARGEST: u64 = 256 << 20;

/// Where the system shows itself as files. What stands there is nobody's page.
const OF_THE_SYSTEM: [&str; 3] = ["/dev", "/proc", "/sys"];

/// Where tools keep the versions of a tree.
const RECORDS: [&str; 4] = [".git", ".hg", ".jj", ".svn"];

/// The bytes of a file.
///
/// # Errors
///
/// The file cannot be read, is a pipe, a device or a file of the system, or too large.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    bytes_up_to(path, u64::MAX).map(Result::unwrap_or_default)
}

/// The bytes of a file, or how many they are where these are more than `most`.
///
/// # Errors
///
/// Those of [`bytes`].
pub(super) fn bytes_up_to(path: &Path, most: u64) -> Result<Result<Vec<u8>, u64>, Error> {
    read(path, most).map_err(|error| Error::io(path, error))
}

/// The text of a file.
///
/// # Errors
///
/// Those of [`bytes`], or it is not UTF-8.
pub(super) fn text(path: &Path) -> Result<String, Error> {
    let is_no_text = |_| Error::io(path, io::Error::new(io::ErrorKind::InvalidData, "this is no UTF-8 text"));
    String::from_utf8(bytes(path)?).map_err(is_no_text)
}

fn read(path: &Path, most: u64) -> io::Result<Result<Vec<u8>, u64>> {
    // A pipe is not even opened: that would wait for somebody who writes to it.
    let meta = fs::metadata(path)?;
    is_regular(&meta)?;
    if meta.len() > most {
        return Ok(Err(meta.len()));
    }
    if !is_beside_root(&meta) {
        let real = fs::canonicalize(path)?;
        if OF_THE_SYSTEM.iter().any(|folder| real.starts_with(folder)) {
            return Err(io::Error::other(format!("{} is a file of the system, not of the docs", real.display())));
        }
    }
    let file = File::open(path)?;
    let known = file.metadata()?;
    is_regular(&known)?;
    let mut bytes = Vec::with_capacity(usize::try_from(known.len().min(LARGEST)).unwrap_or_default());
    // It may grow while it is read.
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(io::Error::other(format!("larger than {} MiB: no file of that size is read", LARGEST >> 20)));
    }
    Ok(Ok(bytes))
}

/// Whether a file stands on the device of the root folder, and none of [`OF_THE_SYSTEM`] does: then it is in none of them,
/// wherever links lead, and they need not be followed.
#[cfg(unix)]
fn is_beside_root(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    static ROOT: LazyLock<Option<u64>> = LazyLock::new(|| {
        let device = |folder: &str| fs::metadata(folder).ok().map(|meta| meta.dev());
        let root = device("/");
        root.filter(|_| OF_THE_SYSTEM.iter().all(|folder| device(folder) != root))
    });
    *ROOT == Some(meta.dev())
}

#[cfg(not(unix))]
fn is_beside_root(_: &fs::Metadata) -> bool {
    false
}

fn is_regular(meta: &fs::Metadata) -> io::Result<()> {
    match meta.is_file() {
        true => Ok(()),
        false if meta.is_dir() => Err(io::Error::other("this is a folder, not a file")),
        false => Err(io::Error::other("no regular file, but a pipe, a socket or a device: it is not read")),
    }
}

/// Folders that links may lead into.
#[derive(Debug)]
pub(super) struct Bounds(Vec<PathBuf>);

impl Bounds {
    /// The folders at these paths.
    pub(super) fn new<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Self {
        Self(paths.into_iter().filter_map(|path| fs::canonicalize(path).ok()).collect())
    }

    /// Whether the file or folder stands in one of the folders, wherever links lead on the way.
    pub(super) fn hold(&self, path: &Path) -> bool {
        self.below(path).is_some()
    }

    /// # Errors
    ///
    /// A link leads to nothing, out of the folders, or to what is hidden in them and is no page, as the records of git.
    pub(super) fn follow(&self, link: &Path) -> io::Result<()> {
        let real = fs::canonicalize(link)?;
        let is_hidden = |part: Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
        let is_record = |part: Component<'_>| RECORDS.iter().any(|folder| part.as_os_str() == *folder);
        let is_shown = |below: &Path| match below.components().next_back() {
            Some(name) if is_hidden(name) || below.components().any(is_record) => false,
            _ => PageFormat::stem(&real.to_string_lossy()).is_some() || !below.components().any(is_hidden),
        };
        match self.below(&real) {
            Some(below) if is_shown(&below) => Ok(()),
            _ => Err(io::Error::other(format!(
                "this link leads out of the folders that are looked at, to {}; --follow-links follows it",
                real.display()
            ))),
        }
    }

    /// The path from that of the folders in which the file or folder stands.
    fn below(&self, path: &Path) -> Option<PathBuf> {
        let real = fs::canonicalize(path).ok()?;
        self.0.iter().find_map(|root| real.strip_prefix(root).ok().map(Path::to_owned))
    }
}

/// What a link is refused with that would be read or written through.
pub(super) fn leads_elsewhere(link: &Path) -> io::Error {
    let (to, gone) = match (fs::canonicalize(link), fs::read_link(link)) {
        (Err(_), Ok(to)) => (to, ", which does not exist"),
        (to, _) => (to.unwrap_or_default(), ""),
    };
    io::Error::other(format!("{} is a link to {}{gone}, and not followed", link.display(), to.display()))
}

/// # Errors
///
/// The file or folder, which a configuration may name, is a link out of its project, or stands behind one. How the current
/// folder and the top of the project are reached is not asked.
pub(super) fn stays_in_project(path: &Path) -> Result<(), Error> {
    let (here, path) = (absolute(Path::new(".")), absolute(path));
    let reached = if path.starts_with(&here) { &here } else { path.parent().unwrap_or(&path) };
    let is_top = |folder: &&Path| {
        let mut marks = FILE_NAMES.into_iter().chain([".git"]);
        !folder.is_symlink() && marks.any(|mark| folder.join(mark).symlink_metadata().is_ok())
    };
    let project = reached.ancestors().find(is_top).unwrap_or(reached);
    let top = if reached == here { reached } else { project };
    let bounds = Bounds::new([project]);
    let below = path.ancestors().take_while(|folder| *folder != top);
    match below.filter(|folder| folder.is_symlink()).find(|link| !bounds.hold(link)) {
        Some(link) => Err(Error::io(&path, leads_elsewhere(link))),
        None => Ok(()),
    }
}
