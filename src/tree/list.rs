//! Lists the files below the given paths.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::ignored::{Ignored, is_made};
use super::open::Bounds;
use super::unbuilt::Unbuilt;
use crate::config::{Config, Paths, absolute};
use crate::error::Error;
use crate::locale::Locale;
use crate::page::PageFormat;
use crate::report::NO_PAGE;
use crate::rules::nearest;

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
    /// How many pages their site does not build.
    pub(super) unbuilt: usize,
    /// The files that are pages of documentation in a format that is not read.
    pub(super) others: Vec<File>,
    /// The files of data, which stand among the names too.
    pub(super) data: Vec<File>,
    /// All other files, and the pages that are left out, as they are shown: links lead to them too.
    pub(super) names: Vec<String>,
}

/// The extensions of files of data.
const DATA: [&str; 3] = ["json", "yaml", "yml"];

/// The extensions of formats of documentation that are not read.
const OTHERS: [&str; 5] = ["adoc", "asciidoc", "ipynb", "org", "rst"];

/// How a search of pages goes about it.
pub(super) struct Search<'c> {
    /// The pages that are left out, unless they are among the given paths.
    exclude: &'c Paths,
    /// The folders whose pages are of another run.
    apart: &'c [PathBuf],
    /// Where links may lead; without, anywhere.
    bounds: Option<Bounds>,
}

impl<'c> Search<'c> {
    /// As the configuration says. `paths` are those of the run.
    pub(super) fn new(paths: &[PathBuf], config: &'c Config) -> Self {
        let given = paths.iter().chain(&config.source).map(PathBuf::as_path);
        let bounds = (!config.follow_links).then(|| Bounds::new(given));
        Self { exclude: &config.exclude, apart: &config.apart, bounds }
    }

    /// The folders below `root` whose pages are of another run. Who names such a folder means what stands in it.
    fn apart_below(&self, root: &Path) -> HashSet<&Path> {
        let folders = self.apart.iter().map(PathBuf::as_path);
        let top = if self.apart.is_empty() { PathBuf::new() } else { absolute(root) };
        folders.filter(|folder| *folder != top && folder.starts_with(&top)).collect()
    }
}

/// Lists the files below `paths`: files whatever their extension, and the pages of folders. What `exclude` names is left out,
/// and hidden folders, those that tools fill and what git ignores are, unless they are among `paths`. Links are followed as
/// far as they stay within the folders of the run.
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub(super) fn list(paths: &[PathBuf], search: &Search<'_>) -> Result<Listing, Error> {
    let found: Vec<Result<Listing, Error>> =
        paths.par_iter().enumerate().map(|(at, root)| below(at, root, search)).collect();
    let mut listing = Listing::default();
    for root in found {
        let mut root = root?;
        listing.files.append(&mut root.files);
        listing.unread.append(&mut root.unread);
        listing.others.append(&mut root.others);
        listing.names.append(&mut root.names);
        listing.data.append(&mut root.data);
        listing.excluded += root.excluded;
        listing.unbuilt += root.unbuilt;
    }
    if listing.files.is_empty() && listing.unread.is_empty() {
        return Err(Error::NothingToCheck(paths.to_vec()));
    }
    listing.files.sort_by(|a, b| a.shown.cmp(&b.shown));
    listing.files.dedup_by(|a, b| a.shown == b.shown);
    listing.data.sort_by(|a, b| a.shown.cmp(&b.shown));
    listing.data.dedup_by(|a, b| a.shown == b.shown);
    Ok(listing)
}

/// The files of one argument.
fn below(at: usize, root: &Path, search: &Search<'_>) -> Result<Listing, Error> {
    let meta = std::fs::metadata(root).map_err(|error| Error::io(root, with_near_name(root, error)))?;
    let mut listing = Listing::default();
    if !meta.is_dir() {
        listing.files.push(File::new(at, root, root));
        return Ok(listing);
    }
    let mut ignored = Ignored::new(root);
    let mut unbuilt = Unbuilt::around(root);
    let apart = search.apart_below(root);
    let is_apart = |path: &Path| !apart.is_empty() && absolute(path).ancestors().any(|folder| apart.contains(folder));
    let (mut refused, mut special) = (Vec::new(), HashSet::new());
    let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    let kept = |entry: &DirEntry| {
        let is_folder = entry.file_type().is_dir();
        if entry.depth() == 0 {
            return true;
        }
        if is_hidden(entry) || is_folder && is_made(entry.path()) || ignored.name(entry.path(), is_folder) {
            return false;
        }
        let bounds = search.bounds.as_ref().filter(|_| entry.path_is_symlink());
        let Some(Err(error)) = bounds.map(|bounds| bounds.follow(entry.path())) else { return true };
        refused.push((entry.path().to_owned(), is_folder, error));
        false
    };
    for entry in WalkDir::new(root).follow_links(true).into_iter().filter_entry(kept) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => unbuilt.enter(entry.path()),
            Ok(entry) if is_apart(entry.path()) => listing.names.push(File::new(at, root, entry.path()).shown),
            Ok(entry) if is_page(entry.path()) && unbuilt.name(entry.path()) => {
                listing.unbuilt += 1;
                listing.names.push(File::new(at, root, entry.path()).shown);
            }
            Ok(entry) if !entry.file_type().is_file() => {
                special.insert(entry.path().to_owned());
                listing.take((at, root), entry.path(), search.exclude);
            }
            Ok(entry) => listing.take((at, root), entry.path(), search.exclude),
            // The run that its pages are of tells it.
            Err(error) if error.path().is_some_and(&is_apart) => {}
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                // Behind a link that leads nowhere is no page, unless it is called as one, or as a folder of pages.
                if error.loop_ancestor().is_none() && path.is_symlink() && is_other_file(&path) {
                    continue;
                }
                let reason = match error.loop_ancestor() {
                    Some(ancestor) => std::io::Error::other(format!("this link leads back to {}", ancestor.display())),
                    None => error.into_io_error().unwrap_or_else(|| std::io::Error::other("unreadable")),
                };
                listing.unread.push(Error::io(&path, reason));
            }
        }
    }
    let is_told = |path: &Path| !search.exclude.name(path) && !is_apart(path);
    for (path, is_folder, error) in refused.into_iter().filter(|(path, ..)| is_told(path)) {
        listing.refuse((at, root), (&path, is_folder), error);
    }
    // A pipe is not opened: that would wait for somebody who writes to it.
    let is_report = |file: &File| !special.contains(&file.path) && is_report(&file.path);
    let (reports, files) = listing.files.into_par_iter().partition(is_report);
    listing.files = files;
    let reports: Vec<File> = reports;
    listing.names.extend(reports.into_iter().map(|file| file.shown));
    Ok(listing)
}

/// The error of a path that does not exist, with the name beside it that it is a slip of the pen for.
pub(super) fn with_near_name(path: &Path, error: std::io::Error) -> std::io::Error {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let beside: Vec<String> = beside.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match nearest(&name, beside.iter().map(String::as_str)).filter(|_| error.kind() == std::io::ErrorKind::NotFound) {
        Some(near) => {
            let near = joined(&path.with_file_name(near));
            std::io::Error::new(error.kind(), format!("{error}; did you mean `{near}`?"))
        }
        None => error,
    }
}

pub(super) fn is_page(path: &Path) -> bool {
    PageFormat::stem(&path.to_string_lossy()).is_some()
}

/// What sites call the folders of their pictures, styles and scripts.
const ASSETS: [&str; 8] = ["assets", "css", "fonts", "images", "img", "media", "public", "static"];

/// What projects call folders of pages whose names say no locale.
const OF_PAGES: [&str; 8] = ["content", "guide", "guides", "i18n", "locales", "pages", "translations", "wiki"];

/// Whether a path is called as a file that is no page, or as a folder that need not have pages: the parts of another repository that
/// was not brought along.
fn is_other_file(path: &Path) -> bool {
    let is_ending = |it: &std::ffi::OsStr| it.as_encoded_bytes().iter().all(u8::is_ascii_alphabetic);
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_asset = || ASSETS.contains(&&*name);
    let has_pages = || name.contains("doc") || OF_PAGES.contains(&&*name) || Locale::of_folder(&name).is_some();
    !is_page(path) && (path.extension().is_some_and(is_ending) || is_asset() || !has_pages())
}

fn is_data(path: &Path) -> bool {
    path.extension().is_some_and(|it| DATA.iter().any(|known| it.eq_ignore_ascii_case(known)))
}

/// Whether docparity wrote the regular file at `path`: a report in a tree is no page of it.
pub(super) fn is_report(path: &Path) -> bool {
    let mut start = [0; NO_PAGE.len()];
    let mut read = || std::fs::File::open(path)?.read_exact(&mut start);
    is_page(path) && read().is_ok() && start == *NO_PAGE.as_bytes()
}

impl Listing {
    /// All that was found, as it is shown.
    pub(super) fn shown(&self) -> Vec<String> {
        let files = self.files.iter().chain(&self.others).map(|file| &file.shown);
        files.chain(&self.names).cloned().collect()
    }

    /// Takes a file that was found below a folder.
    fn take(&mut self, (at, root): (usize, &Path), path: &Path, exclude: &Paths) {
        let is_page = is_page(path);
        let is_other = || path.extension().is_some_and(|it| OTHERS.iter().any(|known| it.eq_ignore_ascii_case(known)));
        match (is_page, path != root && exclude.name(path)) {
            (true, true) => {
                self.excluded += 1;
                self.names.push(File::new(at, root, path).shown);
            }
            (true, false) => self.files.push(File::new(at, root, path)),
            (false, false) if is_other() => self.others.push(File::new(at, root, path)),
            (false, is_excluded) => {
                let file = File::new(at, root, path);
                self.names.push(file.shown.clone());
                if is_data(path) && !is_excluded {
                    self.data.push(file);
                }
            }
        }
    }

    /// Refuses a link that leads out of the folders of the run, where a page would be read through it. Other files are looked
    /// for by their names alone: pages link to them.
    fn refuse(&mut self, (at, root): (usize, &Path), (link, is_folder): (&Path, bool), error: std::io::Error) {
        let is_refused = match is_folder {
            true => {
                let files = WalkDir::new(link).into_iter().filter_map(Result::ok).take(MOST_BEHIND_A_LINK);
                let files: Vec<PathBuf> = files.map(DirEntry::into_path).collect();
                self.names.extend(files.iter().map(|file| File::new(at, root, file).shown));
                files.len() == MOST_BEHIND_A_LINK || files.iter().any(|file| is_page(file))
            }
            false => is_page(link),
        };
        match is_refused {
            true => self.unread.push(Error::io(link, error)),
            false => self.names.push(File::new(at, root, link).shown),
        }
    }
}

/// No more files than these are looked for behind a link that is not followed.
const MOST_BEHIND_A_LINK: usize = 20_000;

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
