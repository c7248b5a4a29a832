//! Where the pages of each locale stand, and where their English stands: told by the configuration, or by the tree.

use std::path::{Path, PathBuf};

use super::evidence::{self, Evidence};
use super::list::{File, Search, joined, list, names};
use super::place::{Place, Role, Set};
use super::root::{Named, Root, above};
use crate::config::{Config, FILE_NAME, absolute};
use crate::error::Error;
use crate::layout::{Apart, Found, Layout, Rooted, folded, without};
use crate::locale::Locale;

/// As many layouts of one tree are told; a project with a folder for each version has one for each.
const MOST_TOLD: usize = 3;

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

    /// Where nothing tells a layout, takes the English that stands in a folder among pages that are not in English.
    fn look_within(&mut self, files: &[File], config: &Config) {
        let [root] = &*self.roots else { return };
        if self.source.is_some() || !self.sets.is_empty() {
            return;
        }
        let evidence = Evidence::of(&root.absolute, files, config);
        let Some((folder, locale)) = evidence.english_within() else { return };
        self.own = self.own.take().or(locale);
        let below = folder.strip_prefix(&root.absolute).unwrap_or(&folder);
        let shown = joined(below);
        self.note = Some(format!(
            "English pages in {} beside those in another language ({FILE_NAME} can say otherwise)",
            evidence.shown(&shown)
        ));
        self.source = Some((folder.clone(), root.given.join(below)));
    }

    /// Looks for layouts below each of the given paths; where one shows none, as `translations/de`, in the folders around it.
    fn look_below_roots(&mut self, files: &mut Vec<File>, config: &Config) {
        for at in 0..self.roots.len() {
            let root = &self.roots[at];
            // Another of the paths showed the layout of this one.
            let told = files.iter().filter(|file| file.root == at).map(|file| self.place_at(&absolute(&file.path)));
            let told: Vec<Option<Role>> = told.map(|place| place.map(|place| place.role)).collect();
            if told.contains(&Some(Role::Localized)) && !told.contains(&None) {
                continue;
            }
            // A folder that ends in `de-DE` holds one locale, whatever its folders are called; `k8s.io` may well be a project.
            let own = names(&root.absolute).last().and_then(|name| Locale::of_folder(name)).map(|(locale, _)| locale);
            let is_locale = own.is_some_and(|locale| locale.as_str() != locale.language());
            let below: Vec<File> = files.iter().filter(|file| file.root == at).cloned().collect();
            let (folder, given) = (root.absolute.clone(), root.given.clone());
            let before = self.sets.len();
            if root.is_folder && !is_locale {
                self.look(&folder, &below, config);
                // A layout of a few pages says nothing of a tree in which other folders name the locales. Old versions of a
                // site, whose English is gone, stand in the folders that it knows.
                let is_placed = |file: &&File| self.place_at(&absolute(&file.path)).is_some();
                let (placed, others): (Vec<&File>, Vec<&File>) = below.iter().partition(is_placed);
                let is_old = |file: &&&File| {
                    let path = absolute(&file.path);
                    path.strip_prefix(&folder).is_ok_and(|below| {
                        let below = joined(below);
                        self.sets[before..].iter().any(|set| set.rooted.layout.holds(&below))
                    })
                };
                let named = others.iter().filter(|file| self.roots[at].locate(&file.relative).locale.is_some());
                if named.filter(|file| !is_old(file)).count() > placed.len() {
                    self.sets.truncate(before);
                    self.note = None;
                }
            }
            if self.sets.len() == before && self.source.is_none() && !evidence::is_bilingual(&below) {
                self.look_around((&folder, &given), files, config);
            }
        }
    }

    /// Looks for a layout in the folders around a given path, and takes the English pages that stand there.
    fn look_around(&mut self, (folder, given): (&Path, &Path), files: &mut Vec<File>, config: &Config) {
        let Some(top) = evidence::project(folder) else { return };
        let mut shown = given.to_owned();
        for around in folder.ancestors().skip(1).take_while(|around| around.starts_with(&top)) {
            shown = above(&shown);
            let given = std::slice::from_ref(&shown);
            let Ok(listing) = list(given, &Search::new(given, config)) else { continue };
            let before = self.sets.len();
            let is_beside = |file: &&File| absolute(&file.path).parent() == Some(around);
            let beside: Vec<File> = listing.files.iter().filter(is_beside).cloned().collect();
            // What stands beside a file tells more of it than the whole project.
            let trees = [&beside, &listing.files].into_iter().skip(usize::from(folder.parent() != Some(around)));
            let mut found = &listing.files;
            for tree in trees {
                found = tree;
                let note = self.note.clone();
                self.look(around, tree, config);
                let is_about = |set: &Set| {
                    let below = |file: &File| absolute(&file.path).starts_with(folder);
                    let is_placed = |file: &File| set.place(0, &absolute(&file.path)).is_some();
                    tree.iter().any(|file| below(file) && is_placed(file))
                };
                if self.sets[before..].iter().any(is_about) {
                    break;
                }
                self.sets.truncate(before);
                self.note = note;
            }
            if self.sets.len() > before {
                let known: Vec<PathBuf> = files.iter().map(|file| absolute(&file.path)).collect();
                let english = |file: &File| {
                    let path = absolute(&file.path);
                    self.place_at(&path).is_some_and(|it| it.role == Role::English) && !known.contains(&path)
                };
                files.extend(found.iter().filter(|file| english(file)).cloned());
                return;
            }
        }
    }

    /// Looks for layouts in the tree of `files` below `folder`.
    fn look(&mut self, folder: &Path, files: &[File], config: &Config) {
        let evidence = Evidence::of(folder, files, config);
        let mut seen = Vec::new();
        for Found { name, layout, english, .. } in evidence.layouts() {
            let rooted = Rooted { root: folder.to_owned(), layout };
            let english = if self.source.is_none() { evidence.choose(&rooted.layout, english) } else { None };
            if let Some(english) = &english {
                let shown = evidence.shown(&english.folder);
                seen.push(format!("{name}: {}, English pages in {shown}", rooted.layout));
            }
            self.sets.push(Set { name: Some(name), rooted, english });
        }
        if !seen.is_empty() {
            let more = seen.len().saturating_sub(MOST_TOLD);
            seen.truncate(MOST_TOLD);
            let more = if more > 0 { format!("; and {more} more like these") } else { String::new() };
            let before = self.note.take().map_or_else(String::new, |note| format!("{note}; "));
            self.note = Some(format!("{before}{}{more} ({FILE_NAME} can say otherwise)", seen.join("; ")));
        }
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
        // Of two English trees, one inside the other, a page belongs to the inner one.
        let english = sets().filter_map(|(at, set)| set.place_english(at, path, self.written.as_ref()));
        english.min_by_key(|place| place.key.len())
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
