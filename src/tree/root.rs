//! One of the given paths, and what the names of folders say of the pages below it.

use std::path::{Path, PathBuf};

use super::list::{joined, names};
use crate::config::{FILE_NAME, absolute};
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
    /// The names of the folders that it stands in, and its own where it is a folder, as far as they belong to the project.
    names: Vec<String>,
    /// The locale that the path names, and the beginning of the keys below it.
    pub(super) own: (Option<Locale>, String),
}

/// What the names of folders say of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) locale: Option<Locale>,
    /// What the page is called in every locale.
    pub(super) key: String,
    /// How many folders of the key stand before the locale.
    pub(super) before: usize,
}

impl Root {
    pub(super) fn new(path: &Path) -> Self {
        let (is_folder, absolute) = (path.is_dir(), absolute(path));
        let names = if is_folder { own_names(path, &absolute) } else { above_names(path, &absolute) };
        let relative = if is_folder { "-".to_owned() } else { file_name(path) };
        let Named { locale, key, .. } = locate(&names, &relative);
        let own = (locale, if is_folder { key.trim_end_matches('-').to_owned() } else { key });
        Self { given: path.to_owned(), folded: folded(&joined(&absolute)), absolute, is_folder, names, own }
    }

    /// What the names of folders say of the page at `relative` below this path.
    pub(super) fn locate(&self, relative: &str) -> Named {
        locate(&self.names, relative)
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

fn file_name(path: &Path) -> String {
    names(path).pop().unwrap_or_default()
}

fn above_names(path: &Path, absolute: &Path) -> Vec<String> {
    match absolute.parent() {
        Some(folder) => own_names(path.parent().unwrap_or(path), folder),
        None => Vec::new(),
    }
}

/// The names of the folders that count for the pages of the folder `given`, whichever way it is spelled: from the top of its
/// project on. Where nothing shows that top, those that the user writes, or the name of the current folder.
fn own_names(given: &Path, absolute: &Path) -> Vec<String> {
    let written = names(given);
    let is_top = |folder: &&Path| [".git", FILE_NAME].iter().any(|mark| folder.join(mark).exists());
    if let Some(below) = absolute.ancestors().find(is_top).and_then(|top| absolute.strip_prefix(top.parent()?).ok()) {
        let mut names = names(below);
        // What a checkout is called is up to whoever made it: unwritten, it counts where it can hardly be anything else.
        let is_meant = |name: &String| is_locale(name) || written.contains(name);
        if names.first().is_some_and(|name| !is_meant(name)) {
            names.remove(0);
        }
        return names;
    }
    // Seen from inside the folder of a locale, its name is not written.
    let around = absolute.ancestors().nth(written.len()).and_then(|folder| names(folder).pop());
    around.into_iter().filter(|name| is_locale(name)).chain(written).collect()
}

/// Whether a name can hardly be anything but that of a locale, or of a repository for one.
fn is_locale(name: &str) -> bool {
    let own = Locale::of_folder(name).is_some_and(|(locale, _)| locale.as_str().contains('-'));
    own || Locale::of_repository(name).is_some()
}

/// The locale of a page and what the page is called: from the folder above it if that names a locale, else from the first
/// folder of `relative` that does, else from the last one above.
fn locate(above: &[String], relative: &str) -> Named {
    let named =
        |folder: &String| Locale::of_folder(folder).map(|(locale, _)| locale).or_else(|| Locale::of_repository(folder));
    if let Some(locale) = above.last().and_then(named) {
        return Named { locale: Some(locale), key: relative.to_owned(), before: 0 };
    }
    let parts: Vec<&str> = relative.split('/').collect();
    let (file, folders) = parts.split_last().unwrap_or((&"", &[]));
    let mut below = folders.iter().enumerate();
    if let Some((at, (locale, stem))) = below.find_map(|(at, folder)| Some((at, Locale::of_folder(folder)?))) {
        let before = folders[..at].iter().copied().chain((!stem.is_empty()).then_some(stem));
        let key: Vec<&str> = before.chain(folders[at + 1..].iter().copied()).chain([*file]).collect();
        let before = at + usize::from(!stem.is_empty());
        return Named { locale: Some(locale), key: key.join("/"), before };
    }
    let mut above_names = above.iter().enumerate().rev();
    match above_names.find_map(|(at, folder)| Some((at, Locale::of_folder(folder)?))) {
        Some((at, (locale, _))) => {
            let key: Vec<&str> = above[at + 1..].iter().map(String::as_str).chain(parts.iter().copied()).collect();
            Named { locale: Some(locale), key: key.join("/"), before: 0 }
        }
        None => Named { locale: None, key: relative.to_owned(), before: 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(root: &str, path: &str) -> (Option<String>, String) {
        let (root, path) = (Path::new(root), Path::new(path));
        let below = path.strip_prefix(root).expect("a path below");
        let (above, relative) = match path == root {
            true => (root.parent().unwrap_or(root), file_name(path)),
            false => (root, joined(below)),
        };
        let Named { locale, key, .. } = locate(&names(above), &relative);
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
