//! Lists the files below the given paths.

use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::config::Paths;
use crate::error::Error;
use crate::page::PageFormat;

/// A file that was found.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// The file.
    pub(super) path: PathBuf,
    /// The file, as the user named it, joined with `/`.
    pub(super) shown: String,
    /// The path from the argument it was found below, joined with `/`.
    pub(super) relative: String,
    /// The argument it was found below, as an index.
    pub(super) root: usize,
}

/// The files below the given paths.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The files, in the order of their paths, each once.
    pub(super) files: Vec<File>,
    /// What could not be read on the way.
    pub(super) unread: Vec<Error>,
    /// How many pages `exclude` leaves out.
    pub(super) excluded: usize,
    /// The files that are pages of documentation in a format that is not read.
    pub(super) others: Vec<File>,
    /// All other files, and the pages that `exclude` leaves out, as they are shown: links lead to them too.
    pub(super) names: Vec<String>,
}

/// The extensions of formats of documentation that are not read.
const OTHERS: [&str; 5] = ["adoc", "asciidoc", "ipynb", "org", "rst"];

/// Lists the files below `paths`: files whatever their extension, and the pages of folders. Hidden folders and what
/// `exclude` names are left out, unless they are among `paths`; links are followed.
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub(super) fn list(paths: &[PathBuf], exclude: &Paths) -> Result<Listing, Error> {
    let found: Vec<Result<Listing, Error>> =
        paths.par_iter().enumerate().map(|(at, root)| below(at, root, exclude)).collect();
    let mut listing = Listing::default();
    for root in found {
        let mut root = root?;
        listing.files.append(&mut root.files);
        listing.unread.append(&mut root.unread);
        listing.others.append(&mut root.others);
        listing.names.append(&mut root.names);
        listing.excluded += root.excluded;
    }
    if listing.files.is_empty() && listing.unread.is_empty() {
        return Err(Error::NothingToCheck(paths.to_vec()));
    }
    listing.files.sort_by(|a, b| a.shown.cmp(&b.shown));
    listing.files.dedup_by(|a, b| a.shown == b.shown);
    Ok(listing)
}

/// The files of one argument.
fn below(at: usize, root: &Path, exclude: &Paths) -> Result<Listing, Error> {
    let meta = std::fs::metadata(root).map_err(|error| Error::io(root, error))?;
    let mut listing = Listing::default();
    if !meta.is_dir() {
        listing.files.push(File::new(at, root, root));
        return Ok(listing);
    }
    let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    let kept = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry);
    for entry in WalkDir::new(root).follow_links(true).into_iter().filter_entry(kept) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => listing.take(at, root, entry.path(), exclude),
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let reason = match error.loop_ancestor() {
                    Some(ancestor) => std::io::Error::other(format!("this link leads back to {}", ancestor.display())),
                    None => error.into_io_error().unwrap_or_else(|| std::io::Error::other("unreadable")),
                };
                listing.unread.push(Error::io(&path, reason));
            }
        }
    }
    Ok(listing)
}

impl Listing {
    /// All that was found, as it is shown.
    pub(super) fn shown(&self) -> Vec<String> {
        let files = self.files.iter().chain(&self.others).map(|file| &file.shown);
        files.chain(&self.names).cloned().collect()
    }

    /// Takes a file that was found below a folder.
    fn take(&mut self, at: usize, root: &Path, path: &Path, exclude: &Paths) {
        let is_page = PageFormat::stem(&path.to_string_lossy()).is_some();
        let is_other = || path.extension().is_some_and(|it| OTHERS.iter().any(|known| it.eq_ignore_ascii_case(known)));
        match (is_page, path != root && exclude.name(path)) {
            (true, true) => {
                self.excluded += 1;
                self.names.push(File::new(at, root, path).shown);
            }
            (true, false) => self.files.push(File::new(at, root, path)),
            (false, false) if is_other() => self.others.push(File::new(at, root, path)),
            (false, _) => self.names.push(File::new(at, root, path).shown),
        }
    }
}

impl File {
    fn new(at: usize, root: &Path, path: &Path) -> Self {
        let below = path.strip_prefix(root).unwrap_or(path);
        let relative = if below.as_os_str().is_empty() {
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        } else {
            names(below).join("/")
        };
        let shown = if root == Path::new(".") { relative.clone() } else { joined(path) };
        Self { path: path.to_owned(), shown, relative, root: at }
    }
}

/// The names of the folders of a path, and of its file.
pub(super) fn names(path: &Path) -> Vec<String> {
    path.components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect()
}

/// The path as given, joined with `/`.
pub(super) fn joined(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}
