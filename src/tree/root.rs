//! One of the given paths, and what the names of folders say of the pages below it.

use std::path::{Path, PathBuf};

use super::list::{joined, names};
use crate::config::absolute;
use crate::layout::folded;
use crate::locale::Locale;

/// One of the given paths.
#[derive(Debug, Clone)]
pub(super) struct Root {
    pub(super) given: PathBuf,
    pub(super) absolute: PathBuf,
    /// The absolute path in the form in which keys compare.
    pub(super) folded: String,
    /// Whether it is a folder.
    pub(super) is_folder: bool,
    /// The locale that the path names, and the beginning of the keys below it.
    pub(super) own: (Option<Locale>, String),
}

impl Root {
    pub(super) fn new(path: &Path) -> Self {
        let is_folder = path.is_dir();
        let own = if is_folder {
            let (locale, key) = locate(path, &path.join("-"), "-");
            (locale, key.trim_end_matches('-').to_owned())
        } else {
            locate(path, path, &names(path).pop().unwrap_or_default())
        };
        let absolute = absolute(path);
        Self { given: path.to_owned(), folded: folded(&joined(&absolute)), absolute, is_folder, own }
    }

    /// The folder of the translations, where this is one of them: `l10n` for `l10n/de`.
    pub(super) fn translations(&self) -> &Path {
        let is_locale =
            self.absolute.file_name().is_some_and(|name| Locale::of_folder(&name.to_string_lossy()).is_some());
        self.absolute.parent().filter(|_| is_locale).unwrap_or(&self.absolute)
    }
}

/// The folder around a path, as the user would name it.
pub(super) fn above(path: &Path) -> PathBuf {
    match path.parent() {
        _ if path == Path::new(".") || path.ends_with("..") => path.join(".."),
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_owned(),
        None => path.to_owned(),
    }
}

/// The locale of a page and what the page is called: from `root` itself if it names a locale, else from the first folder
/// below it that does, else from the last one above.
pub(super) fn locate(root: &Path, path: &Path, relative: &str) -> (Option<Locale>, String) {
    let above = names(if path == root { root.parent().unwrap_or(root) } else { root });
    let named =
        |folder: &String| Locale::of_folder(folder).map(|(locale, _)| locale).or_else(|| Locale::of_repository(folder));
    if let Some(locale) = above.last().and_then(named) {
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
        let (root, path) = (Path::new(root), Path::new(path));
        let below = path.strip_prefix(root).expect("a path below");
        let relative = if path == root { names(path).pop().unwrap_or_default() } else { joined(below) };
        let (locale, key) = locate(root, path, &relative);
        (locale.map(|locale| locale.to_string()), key)
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
