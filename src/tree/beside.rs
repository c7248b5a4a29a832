//! Files that are filled beside those whose place they take, so that no half-written file is ever seen.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// How the names of such files begin.
const BEGINNING: &str = ".docparity-";

/// The numbers of this run's files. None is given twice: two threads would hold one name, where another run swept the first
/// file away.
static NUMBERS: AtomicU32 = AtomicU32::new(0);

/// A new file; it is gone when it took no place.
#[derive(Debug)]
pub(super) struct Beside {
    file: File,
    path: PathBuf,
    /// Whether it took a place: its name is free, and another thread may have taken that.
    is_placed: bool,
}

impl Beside {
    /// A file in `folder`, with a name that no other file and no other run has. It is locked, so that the file of a run that
    /// was killed can be told from that of one that writes.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        loop {
            let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{BEGINNING}{}-{number}", std::process::id()));
            match File::options().write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(file) => {
                    // Where files cannot be locked, what a killed run leaves has to be deleted by hand. Another run may have
                    // swept the file away before it was locked.
                    let is_swept = matches!(file.try_lock(), Err(TryLockError::WouldBlock)) || !path.exists();
                    if !is_swept {
                        return Ok(Self { file, path, is_placed: false });
                    }
                }
            }
        }
    }

    /// Writes what `content` writes.
    pub(super) fn fill(&self, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        fill(&self.file, content)
    }

    /// Gives the file the mode of another. Its owner is kept where that is allowed: whether it was is returned.
    pub(super) fn be_like(&self, known: &Metadata) -> io::Result<bool> {
        let is_owned = own(&self.file, known)?;
        self.file.set_permissions(known.permissions())?;
        Ok(is_owned)
    }

    /// Takes the place at `path`. What stood there is lost: the new text is on the disk before.
    pub(super) fn take_place_of(mut self, path: &Path) -> io::Result<()> {
        let is_lost = path.exists();
        if is_lost {
            self.file.sync_all()?;
        }
        fs::rename(&self.path, path)?;
        self.is_placed = true;
        if is_lost { sync(folder_of(path)) } else { Ok(()) }
    }

    /// Takes the place at `path`, of what can be made again: it need not be on the disk before.
    pub(super) fn replace(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.is_placed = true;
        Ok(())
    }

    /// Copies the text into the file at `path`, which stays the same file under all of its names.
    pub(super) fn copy_to(self, path: &Path) -> io::Result<()> {
        fs::copy(&self.path, path).map(drop)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.is_placed {
            // Why a file was not written is told; that its beginning stayed would be told of the wrong file.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Deletes the files in `folder` that were to take the place of others when a run was killed.
pub(super) fn sweep(folder: &Path) {
    // What cannot be looked at or deleted harms nobody.
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let ours = files.filter(|file| is_beside(&file.file_name()) && file.file_type().is_ok_and(|kind| kind.is_file()));
    for path in ours.map(|file| file.path()) {
        let Ok(file) = File::open(&path) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
}

fn is_beside(name: &OsStr) -> bool {
    let numbers = name.to_str().and_then(|name| name.strip_prefix(BEGINNING)).and_then(|rest| rest.split_once('-'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(run, number)| is_number(run) && is_number(number))
}

/// Writes what `content` writes to an open file.
pub(super) fn fill(file: &File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    content(&mut out)?;
    out.flush()
}

/// The folder that a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
pub(super) fn has_other_names(known: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(known) > 1
}

#[cfg(not(unix))]
pub(super) fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Only an administrator may give a file away; others own what they write.
#[cfg(unix)]
fn own(file: &File, like: &Metadata) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = file.metadata()?;
    let is_so = (new.uid(), new.gid()) == (like.uid(), like.gid());
    Ok(is_so || fchown(file, Some(like.uid()), Some(like.gid())).is_ok())
}

#[cfg(not(unix))]
fn own(_: &File, _: &Metadata) -> io::Result<bool> {
    Ok(true)
}

/// Writes through to the disk that a file of the folder took the place of another.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}
