//! Where the pages of each locale stand, and where their English stands: told by the configuration, or by the tree.

use std::path::{Path, PathBuf};

use super::english::without;
use super::list::{File, Listing, joined, list, names};
use crate::config::{Config, FILE_NAME, absolute};
use crate::error::Error;
use crate::layout::{self, Found, Layout, Rooted, folded};
use crate::locale::Locale;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A page in a locale.
    Localized,
    /// A page of the English tree.
    English,
    /// A page that stands elsewhere than the layout says.
    Stray,
}

/// What the path of a file says.
#[derive(Debug)]
pub(super) struct Place {
    /// What the file is.
    pub(super) role: Role,
    /// The locale.
    pub(super) locale: Option<Locale>,
    /// What the page is called in every locale.
    pub(super) key: String,
}

/// Where the pages of a run stand.
#[derive(Debug)]
pub(super) struct Places {
    /// The given paths.
    roots: Vec<Root>,
    layout: Option<Rooted>,
    /// What people call the layout that was found.
    pub(super) layout_name: Option<&'static str>,
    /// The English tree as an absolute path, and as the user names it.
    source: Option<(PathBuf, PathBuf)>,
    /// What was found without being told.
    pub(super) note: Option<String>,
}

/// One of the given paths.
#[derive(Debug)]
struct Root {
    given: PathBuf,
    absolute: PathBuf,
    /// The absolute path in the form in which keys compare.
    folded: String,
    /// Whether it is a folder.
    is_folder: bool,
    /// The locale that the path names, and the beginning of the keys below it.
    own: (Option<Locale>, String),
}

impl Root {
    fn new(path: &Path) -> Self {
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
    fn translations(&self) -> &Path {
        let is_locale =
            self.absolute.file_name().is_some_and(|name| Locale::of_folder(&name.to_string_lossy()).is_some());
        self.absolute.parent().filter(|_| is_locale).unwrap_or(&self.absolute)
    }
}

impl Places {
    /// Tells where the pages below `paths` stand; `files` are those pages. The files of the English tree come second, where
    /// they had to be listed.
    ///
    /// # Errors
    ///
    /// The English tree cannot be read.
    pub(super) fn find(paths: &[PathBuf], files: &[File], config: &Config) -> Result<(Self, Option<Listing>), Error> {
        let mut places = Self {
            roots: paths.iter().map(|path| Root::new(path)).collect(),
            layout: config.layout.clone(),
            layout_name: None,
            source: config.source.as_ref().map(|source| (absolute(source), source.clone())),
            note: None,
        };
        if let Some(rooted) = &mut places.layout {
            let shown = rooted.root.clone();
            rooted.root = absolute(&rooted.root);
            let folders = rooted.layout.english_folders().into_iter().map(|folder| shown.join(folder));
            let found = folders.into_iter().find(|folder| folder.is_dir());
            places.source = places.source.or_else(|| found.map(|folder| (absolute(&folder), folder)));
            return Ok((places, None));
        }
        // Pages inside the English tree, as `translations/de` of the whole project: the project shows the layout.
        let around = places.source.as_ref().filter(|(source, _)| {
            places.roots.iter().any(|root| root.absolute != *source && root.absolute.starts_with(source))
        });
        if let Some((root, shown)) = around {
            let listing = list(std::slice::from_ref(shown), &config.exclude)?;
            let layout =
                detected(&listing.files, config).map(|found| Rooted { root: root.clone(), layout: found.layout });
            places.layout = layout;
            return Ok((places, Some(listing)));
        }
        places.look(files, config);
        Ok((places, None))
    }

    /// Looks for a layout in the tree below the only path.
    fn look(&mut self, files: &[File], config: &Config) {
        let [root] = &*self.roots else { return };
        // A folder that ends in `de-DE` holds one locale, whatever its folders are called; `k8s.io` may well be a project.
        let own = names(&root.given).last().and_then(|name| Locale::of_folder(name)).map(|(locale, _)| locale);
        if own.is_some_and(|locale| locale.as_str() != locale.language()) || !root.is_folder {
            return;
        }
        let Some(Found { name, layout, english, .. }) = detected(files, config) else { return };
        let Some(source) = english.into_iter().next().map(|place| place.folder) else { return };
        if self.source.is_none() {
            let folder = match &*source {
                "." => root.given.clone(),
                source if root.given == Path::new(".") => PathBuf::from(source),
                source => root.given.join(source),
            };
            let shown = joined(&folder);
            self.note = Some(format!("layout {layout}, English pages in {shown} ({FILE_NAME} can say otherwise)"));
            self.source = Some((absolute(&folder), folder));
        }
        self.layout = Some(Rooted { root: root.absolute.clone(), layout });
        self.layout_name = Some(name);
    }

    /// The English tree, as the user names it.
    pub(super) fn source(&self) -> Option<&Path> {
        self.source.as_ref().map(|(_, shown)| &**shown)
    }

    /// The layout.
    pub(super) fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref().map(|rooted| &rooted.layout)
    }

    /// Whether the English tree stands below one of the given paths.
    pub(super) fn hold_source(&self) -> bool {
        let source = self.source.as_ref();
        source.is_some_and(|(source, _)| self.roots.iter().any(|root| source.starts_with(&root.absolute)))
    }

    /// What the path of a page below one of the given paths says.
    pub(super) fn place(&self, file: &File) -> Place {
        let root = &self.roots[file.root];
        let path = if file.path == root.given { root.absolute.clone() } else { root.absolute.join(&file.relative) };
        self.place_at(&path, || locate(&root.given, &file.path, &file.relative), Some(root))
    }

    /// What the path of a page of the English tree says.
    pub(super) fn place_in_source(&self, file: &File) -> Place {
        let root = self.source.as_ref().map_or(Path::new(""), |(source, _)| source);
        self.place_at(&root.join(&file.relative), || (None, file.relative.clone()), None)
    }

    fn place_at(&self, path: &Path, named: impl Fn() -> (Option<Locale>, String), root: Option<&Root>) -> Place {
        let in_source = self.source.as_ref().and_then(|(source, _)| path.strip_prefix(source).ok());
        let located = self.layout.as_ref().and_then(|rooted| {
            let below = path.strip_prefix(&rooted.root).ok()?;
            rooted.layout.locate(&joined(below))
        });
        match (located, in_source) {
            (Some((locale, key)), in_source) if !(locale.is_english() && in_source.is_some()) => {
                Place { role: Role::Localized, locale: Some(locale), key }
            }
            (_, Some(below)) if self.layout.is_some() || !self.is_meant(path, root, &named) => {
                let key = joined(below);
                let key = self.layout().map_or_else(|| key.clone(), |layout| layout.english_key(&key));
                Place { role: Role::English, locale: Locale::parse("en"), key }
            }
            _ => {
                let (locale, key) = named();
                let role = if self.layout.is_some() { Role::Stray } else { Role::Localized };
                Place { role, locale, key }
            }
        }
    }

    /// Whether a page of a tree without a layout is a page in a locale, although it stands in the English tree: the user asks
    /// for a folder inside that tree, or for all of it and the page names another locale. Without the `root` it was found
    /// below, the page was found as one of the English tree.
    fn is_meant(&self, path: &Path, root: Option<&Root>, named: &impl Fn() -> (Option<Locale>, String)) -> bool {
        let Some((source, _)) = &self.source else { return false };
        let Some(root) = root else {
            let folders = self.roots.iter().map(Root::translations);
            return folders
                .filter(|folder| folder != source && folder.starts_with(source))
                .any(|folder| path.starts_with(folder));
        };
        if root.absolute == *source {
            return named().0.is_some_and(|locale| !locale.is_english());
        }
        root.absolute.starts_with(source)
    }

    /// Whether the page of `locale` that is called `key` would stand below one of the given paths. The keys of the
    /// English tree have `surplus` folders less than those of the localized pages.
    pub(super) fn reach(&self, locale: &Locale, key: &str, surplus: usize) -> bool {
        if let Some(Rooted { root, layout }) = &self.layout {
            if self.roots.iter().any(|given| root.starts_with(&given.absolute)) {
                return true;
            }
            // Folders of one locale may be spelled in several ways.
            let page = folded(&joined(&root.join(layout.path(locale.as_str(), key))));
            return self.roots.iter().any(|given| Path::new(&page).starts_with(&given.folded));
        }
        let key = folded(key);
        self.roots.iter().any(|root| {
            let (own, prefix) = &root.own;
            let prefix = folded(without(prefix, surplus).unwrap_or_default());
            let is_below = if root.is_folder { key.starts_with(&prefix) } else { key == prefix };
            own.as_ref().is_none_or(|own| own == locale) && is_below
        })
    }
}

/// The layout that explains most of the pages, if those are half of all.
fn detected(files: &[File], config: &Config) -> Option<Found> {
    let paths: Vec<&str> = files.iter().map(|file| &*file.relative).collect();
    let (codes, source) = (&config.codes, config.source_locale.as_ref());
    let found = layout::find(&layout::Tree { paths: &paths, settings: &[], codes, source }).into_iter().next()?;
    let english = found.english.first()?;
    ((english.translated + english.pages) * 2 >= paths.len()).then_some(found)
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
