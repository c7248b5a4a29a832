//! Where the pages of each locale stand, and where their English stands: told by the configuration, or by the tree.

mod search;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::list::{File, Search, joined, list};
use super::place::{Place, Role, Set};
use super::root::{Named, Root};
use crate::config::{Config, FILE_NAME, absolute};
use crate::error::Error;
use crate::layout::{Apart, Layout, Rooted, folded, without};
use crate::locale::Locale;

/// Where the pages of a run stand.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The given paths.
    roots: Vec<Root>,
    /// The layouts, those that explain most pages first. Without any, the names of folders tell the locales.
    pub(super) sets: Vec<Set>,
    /// The English tree that the user names: as an absolute path, and as it is shown.
    source: Option<(PathBuf, PathBuf)>,
    /// The locale that pages are written in.
    written: Option<Locale>,
    /// The locale of pages that name none.
    own: Option<Locale>,
    /// How many folders before the locale the keys of all pages have in common, where the names of folders tell the locales:
    /// they are left out, so that a page is called the same below whichever of them it is looked for.
    common: usize,
    /// The keys of the pages in a locale, with the layout of each, where there are several.
    keys: HashSet<(usize, String)>,
    /// What was found without being told.
    pub(super) note: Option<String>,
}

impl Places {
    /// Tells where the pages below `paths` stand; `files` are those pages. Files of an English tree that stand outside of
    /// them are added.
    ///
    /// # Errors
    ///
    /// The English tree cannot be read.
    pub(super) fn find(paths: &[PathBuf], files: &mut Vec<File>, config: &Config) -> Result<Self, Error> {
        let mut places = Self {
            roots: paths.iter().map(|path| Root::new(path)).collect(),
            sets: Vec::new(),
            source: config.source.as_ref().map(|source| (absolute(source), source.clone())),
            written: config.source_locale.clone(),
            own: config.locale.clone(),
            common: 0,
            keys: HashSet::new(),
            note: None,
        };
        places.common = places.common(files);
        if let Some(rooted) = &config.layout {
            places.take_layout(rooted, files, config);
        }
        if !places.sets.is_empty() {
            return Ok(places);
        }
        if let Some(around) = places.around() {
            // Pages inside the English tree, as `translations/de` of the whole project: the project shows the layout.
            let listing = list(std::slice::from_ref(&around), &Search::new(paths, config))?;
            places.look(&absolute(&around), &listing.files, config);
        } else {
            places.look_below_roots(files, config);
            places.look_within(files, config);
        }
        if places.sets.len() > 1 {
            let placed = files.iter().filter_map(|file| places.place_at(&absolute(&file.path)));
            let localized = placed.filter(|place| place.role == Role::Localized);
            places.keys = localized.map(|place| (place.set, folded(&place.key))).collect();
        }
        Ok(places)
    }

    /// How many folders before the locale all pages that name one have in common, by the names of folders; none where a page
    /// that names none stands there as well.
    fn common(&self, files: &[File]) -> usize {
        let named: Vec<Named> = files.iter().map(|file| self.roots[file.root].locate(&file.relative)).collect();
        let head = |named: &Named| {
            let end = named.key.match_indices('/').map(|(at, _)| at + 1).take(named.before).last().unwrap_or(0);
            named.key[..end].to_owned()
        };
        let (placed, others): (Vec<&Named>, Vec<&Named>) = named.iter().partition(|it| it.locale.is_some());
        let Some(first) = placed.first().map(|named| head(named)) else { return 0 };
        let is_shared = placed.iter().all(|named| head(named) == first);
        let is_free = !others.iter().any(|named| folded(&named.key).starts_with(&folded(&first)));
        if is_shared && is_free { placed[0].before } else { 0 }
    }

    /// The English tree that the user names, where one of the given paths stands inside it.
    fn around(&self) -> Option<PathBuf> {
        let (source, shown) = self.source.as_ref()?;
        let is_inside = |root: &Root| root.absolute != *source && root.absolute.starts_with(source);
        self.roots.iter().any(is_inside).then(|| shown.clone())
    }

    /// Takes the layout that the configuration tells.
    fn take_layout(&mut self, rooted: &Rooted, files: &[File], config: &Config) {
        let root = absolute(&rooted.root);
        let below: Vec<String> =
            files.iter().filter_map(|file| Some(joined(absolute(&file.path).strip_prefix(&root).ok()?))).collect();
        let layout = rooted.layout.clone().in_tree(below.iter().map(String::as_str), &config.codes);
        if !below.iter().any(|path| layout.locate(path).is_some()) {
            self.note = Some(format!("the layout {layout} of {FILE_NAME} matches no page, so the tree is looked at"));
            return;
        }
        if self.source.is_none() {
            let folders = layout.english_folders().into_iter().map(|folder| rooted.root.join(folder));
            let found = folders.into_iter().find(|folder| folder.is_dir());
            self.source = found.map(|folder| (absolute(&folder), folder));
        }
        // The folder of a locale that is named as the source says which locale the pages are written in.
        let source = self.source.as_ref().and_then(|(source, _)| source.strip_prefix(&root).ok()).map(joined);
        let named = source.and_then(|source| layout.locate(&format!("{source}/page.md"))).map(|(locale, _)| locale);
        self.written = self.written.take().or(named);
        self.sets.push(Set { name: None, rooted: Rooted { root, layout }, english: None });
    }

    /// The English tree that the user names, or that stands where users of the layout keep it.
    pub(super) fn source(&self) -> Option<&Path> {
        self.source.as_ref().map(|(_, shown)| &**shown)
    }

    /// Whether there is an English tree.
    pub(super) fn has_english(&self) -> bool {
        self.source.is_some() || self.sets.iter().any(|set| set.english.is_some())
    }

    /// Whether the English tree that the user names stands below one of the given paths.
    pub(super) fn hold_source(&self) -> bool {
        let source = self.source.as_ref();
        source.is_none_or(|(source, _)| self.roots.iter().any(|root| source.starts_with(&root.absolute)))
    }

    /// What the path of a page below one of the given paths says.
    pub(super) fn place(&self, file: &File) -> Place {
        let root = &self.roots[file.root];
        if self.source.is_none() && !self.sets.is_empty() {
            return self.place_at(&absolute(&file.path)).unwrap_or_else(|| {
                let Named { locale, key, .. } = root.locate(&file.relative);
                // A file that the user names is meant, whatever it is called.
                let is_apart = root.is_folder && Apart::of(&file.relative).is_some();
                Place { role: if is_apart { Role::Apart } else { Role::Stray }, set: 0, locale, key }
            });
        }
        let path = if file.path == root.given { root.absolute.clone() } else { root.absolute.join(&file.relative) };
        let named = || {
            let Named { locale, key, before } = root.locate(&file.relative);
            let key = without(&key, self.common.min(before)).map_or(key.clone(), str::to_owned);
            (locale.or_else(|| self.own.clone()), key)
        };
        self.place_beside_source(&path, named, Some(root))
    }

    /// What a path says by the layouts that were found.
    fn place_at(&self, path: &Path) -> Option<Place> {
        let sets = || self.sets.iter().enumerate();
        let located = sets().find_map(|(at, set)| set.place(at, path));
        if let Some(place) = located {
            let is_copy = |locale: &Locale| match &self.written {
                Some(written) => locale == written,
                None => locale.is_english(),
            };
            // The English among its translations is a copy, where the English was found elsewhere.
            let has_english = self.sets[place.set].english.is_some();
            let is_copied = place.role == Role::Localized && has_english && place.locale.as_ref().is_some_and(is_copy);
            return Some(if is_copied { Place { role: Role::Apart, ..place } } else { place });
        }
        // Of two English trees, one inside the other, a page belongs to that in which it has translations, else to the inner one.
        let english = sets().filter_map(|(at, set)| set.place_english(at, path, self.written.as_ref()));
        let is_alone = |place: &Place| !self.keys.contains(&(place.set, folded(&place.key)));
        english.min_by_key(|place| (is_alone(place), place.key.len()))
    }

    /// What the path of a page of the English tree says.
    pub(super) fn place_in_source(&self, file: &File) -> Place {
        let root = self.source.as_ref().map_or(Path::new(""), |(source, _)| source);
        self.place_beside_source(&root.join(&file.relative), || (None, file.relative.clone()), None)
    }

    fn place_beside_source(
        &self,
        path: &Path,
        named: impl Fn() -> (Option<Locale>, String),
        root: Option<&Root>,
    ) -> Place {
        let layout = self.sets.first();
        let in_source = self.source.as_ref().and_then(|(source, _)| path.strip_prefix(source).ok());
        let located = layout.and_then(|set| set.place(0, path));
        let is_written = |locale: &Locale| match &self.written {
            Some(written) => locale == written,
            None => locale.is_english(),
        };
        match (located, in_source) {
            (Some(place), in_source) if !(place.locale.as_ref().is_some_and(is_written) && in_source.is_some()) => {
                place
            }
            (_, Some(below)) if layout.is_some() || !self.is_meant(path, root, &named) => {
                let key = joined(below);
                let key = layout.map_or_else(|| key.clone(), |set| set.rooted.layout.english_key(&key));
                let locale = self.written.clone().or_else(|| Locale::parse("en"));
                Place { role: Role::English, set: 0, locale, key }
            }
            _ => {
                let (locale, key) = named();
                let role = if layout.is_some() { Role::Stray } else { Role::Localized };
                Place { role, set: 0, locale, key }
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
    pub(super) fn reach(&self, locale: &Locale, (set, key): (usize, &str), surplus: usize) -> bool {
        if let Some(Set { rooted: Rooted { root, layout }, .. }) = self.sets.get(set) {
            if self.roots.iter().any(|given| root.starts_with(&given.absolute)) {
                // A layout knows which locales it has: others are not missing there.
                return layout.names().next().is_none() || layout.names().any(|(_, known)| known == locale);
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

    /// The folders that the layouts start at.
    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.sets.iter().map(|set| &*set.rooted.root)
    }

    /// The layout that explains most pages.
    pub(super) fn layout(&self) -> Option<&Layout> {
        self.sets.first().map(|set| &set.rooted.layout)
    }
}
