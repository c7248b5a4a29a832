//! Finds the pages below the given paths and puts the locales of a page together, before anything is read.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{read, sidecar};
use crate::bilingual;
use crate::error::Error;
use crate::group::PageText;
use crate::locale::Locale;
use crate::page::Page;
use crate::text::Text;

/// A page that was found.
#[derive(Debug)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// The file, as the user named it, joined with `/`.
    pub shown: String,
    /// The path from the argument it was found below, joined with `/`.
    pub relative: String,
    /// The locale that the path names.
    pub locale: Option<Locale>,
    /// What the page is called in every locale.
    pub key: String,
    /// The hash of its English that a file beside the page records.
    pub(super) recorded_hash: Option<String>,
    /// The content, where it had to be read to find the key.
    content: Option<Text>,
}

impl Entry {
    /// Reads the page.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn read(self) -> Result<PageText, Error> {
        let text = match self.content {
            Some(text) => text,
            None => read(&self.path)?,
        };
        Ok(PageText { path: self.shown, locale: self.locale, key: self.key, text, recorded_hash: self.recorded_hash })
    }
}

/// The pages below the given paths.
#[derive(Debug, Default)]
pub struct Tree {
    /// Pages that are each other's locales, in the order of their keys.
    pub groups: Vec<Vec<Entry>>,
    /// What could not be read on the way.
    pub unread: Vec<Error>,
}

/// Finds the pages below `paths`: files whatever their extension, and the `.md` files of folders. Hidden folders are
/// left out; links are followed.
///
/// # Errors
///
/// A path does not exist, or no page is below any of them.
pub fn discover(paths: &[PathBuf]) -> Result<Tree, Error> {
    let mut tree = Tree::default();
    let mut entries = Vec::new();
    let found: Vec<Result<_, Error>> = paths.par_iter().map(|root| below(root)).collect();
    for root in found {
        let (mut pages, mut unread) = root?;
        entries.append(&mut pages);
        tree.unread.append(&mut unread);
    }
    if entries.is_empty() && tree.unread.is_empty() {
        return Err(Error::NothingToCheck(paths.to_vec()));
    }
    entries.sort_by(|a, b| a.shown.cmp(&b.shown));
    entries.dedup_by(|a, b| a.shown == b.shown);
    for entry in entries.iter_mut().filter(|entry| entry.locale.is_none() && paths.contains(&entry.path)) {
        if let Err(error) = entry.name_by_title() {
            tree.unread.push(error);
        }
    }
    tree.unread.extend(sidecar::record(&mut entries));
    let mut groups: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        groups.entry(folded(&entry.key)).or_default().push(entry);
    }
    tree.groups = groups.into_values().collect();
    Ok(tree)
}

/// The form in which keys compare: file names changed over the years in case and from `_` to `-`.
pub(super) fn folded(key: &str) -> String {
    key.to_lowercase().replace('_', "-")
}

/// The pages of one argument, and what could not be read on the way.
fn below(root: &Path) -> Result<(Vec<Entry>, Vec<Error>), Error> {
    let meta = std::fs::metadata(root).map_err(|error| Error::io(root, error))?;
    if !meta.is_dir() {
        return Ok((vec![Entry::new(root, root)], Vec::new()));
    }
    let (mut entries, mut unread) = (Vec::new(), Vec::new());
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(root).follow_links(true).into_iter().filter_entry(|entry| !hidden(entry)) {
        match entry {
            Ok(entry) => {
                let is_page = entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
                if is_page && !entry.file_type().is_dir() {
                    entries.push(Entry::new(root, entry.path()));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let reason = match error.loop_ancestor() {
                    Some(ancestor) => std::io::Error::other(format!("this link leads back to {}", ancestor.display())),
                    None => error.into_io_error().unwrap_or_else(|| std::io::Error::other("unreadable")),
                };
                unread.push(Error::io(&path, reason));
            }
        }
    }
    Ok((entries, unread))
}

impl Entry {
    fn new(root: &Path, path: &Path) -> Self {
        let below = path.strip_prefix(root).unwrap_or(path);
        let relative = if below.as_os_str().is_empty() {
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        } else {
            names(below).join("/")
        };
        let shown = if root == Path::new(".") { relative.clone() } else { joined(path) };
        let (locale, key) = locate(root, path, &relative);
        Self { path: path.to_owned(), shown, relative, locale, key, recorded_hash: None, content: None }
    }

    /// A loose file is called by the anchor of its English h1.
    fn name_by_title(&mut self) -> Result<(), Error> {
        let text = read(&self.path)?;
        let readings = bilingual::split(&text.content);
        let page = Page::parse(&readings.source.as_ref().unwrap_or(&readings.localized).text);
        if let Some(title) = page.title().filter(|title| !title.anchor.is_empty()) {
            self.key = title.anchor.to_string();
        }
        drop(page);
        drop(readings);
        self.content = Some(text);
        Ok(())
    }
}

fn names(path: &Path) -> Vec<String> {
    path.components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect()
}

/// The path as given, joined with `/`.
fn joined(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// The locale of a page and what the page is called: from `root` itself if it names a locale, else from the first folder
/// below it that does, else from the last one above.
fn locate(root: &Path, path: &Path, relative: &str) -> (Option<Locale>, String) {
    let above = names(if path == root { root.parent().unwrap_or(root) } else { root });
    if let Some((locale, _)) = above.last().and_then(|folder| Locale::of_folder(folder)) {
        return (Some(locale), relative.to_owned());
    }
    let parts: Vec<&str> = relative.split('/').collect();
    let (file, folders) = parts.split_last().unwrap_or((&"", &[]));
    let mut below = folders.iter().enumerate();
    if let Some((at, (locale, stem))) = below.find_map(|(at, folder)| Some((at, Locale::of_folder(folder)?))) {
        let before = folders[..at].iter().copied().chain((!stem.is_empty()).then_some(stem));
        let key: Vec<&str> = before.chain(folders[at + 1..].iter().copied()).chain([*file]).collect();
        return (Some(locale), key.join("/"));
    }
    let mut above_names = above.iter().enumerate().rev();
    match above_names.find_map(|(at, folder)| Some((at, Locale::of_folder(folder)?))) {
        Some((at, (locale, _))) => {
            let key: Vec<&str> = above[at + 1..].iter().map(String::as_str).chain(parts.iter().copied()).collect();
            (Some(locale), key.join("/"))
        }
        None => (None, relative.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(root: &str, path: &str) -> (Option<String>, String) {
        let entry = Entry::new(Path::new(root), Path::new(path));
        (entry.locale.map(|locale| locale.to_string()), entry.key)
    }

    #[test]
    fn the_folder_that_ends_in_a_tag_is_the_locale() {
        let german = Some("de-DE".to_owned());
        assert_eq!(located(".", "./docs.de-DE/api/a.md"), (german.clone(), "docs/api/a.md".into()));
        assert_eq!(located("docs.de-DE", "docs.de-DE/api/a.md"), (german.clone(), "api/a.md".into()));
        assert_eq!(located("docs.de-DE/api", "docs.de-DE/api/a.md"), (german.clone(), "api/a.md".into()));
        assert_eq!(located("docs.de-DE", "docs.de-DE/sdk/ja/a.md"), (german.clone(), "sdk/ja/a.md".into()));
        assert_eq!(located("x/de-de/a.md", "x/de-de/a.md"), (german, "a.md".into()));
        assert_eq!(located("seeds/1.txt", "seeds/1.txt"), (None, "1.txt".into()));
    }
}
