//! Looks for the layouts of a tree where nobody tells them.

use std::path::{Path, PathBuf};

use super::Places;
use crate::config::{Config, FILE_NAME, absolute};
use crate::layout::{Found, Rooted};
use crate::locale::Locale;
use crate::tree::evidence::{self, Evidence};
use crate::tree::list::{File, Search, joined, list, names};
use crate::tree::place::{Role, Set};
use crate::tree::root::above;

/// As many layouts of one tree are told; a project with a folder for each version has one for each.
const MOST_TOLD: usize = 3;
/// A layout has next to no pages where others are so many times more.
const FEW: usize = 4;

impl Places {
    /// Where nothing tells a layout, or one that has next to no pages, takes the English that stands in a folder among pages that are
    /// not in English.
    pub(super) fn look_within(&mut self, files: &[File], config: &Config) {
        let [root] = &*self.roots else { return };
        if self.source.is_some() {
            return;
        }
        let evidence = Evidence::of(&root.absolute, files, config);
        let Some((folder, locale, pairs)) = evidence.english_within() else { return };
        let is_localized =
            |file: &&File| self.place_at(&absolute(&file.path)).is_some_and(|place| place.role == Role::Localized);
        let placed = if self.sets.is_empty() { 0 } else { files.iter().filter(is_localized).count() };
        if placed * FEW > pairs {
            return;
        }
        self.sets.clear();
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
    pub(super) fn look_below_roots(&mut self, files: &mut Vec<File>, config: &Config) {
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
            let mut small = (Vec::new(), None);
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
                let named = named.filter(|file| !is_old(file)).count();
                // Where pages carry their English, nothing hangs on a layout.
                if named > placed.len() || named * 2 > placed.len() && evidence::is_bilingual(&below) {
                    let (sets, note) = (self.sets.split_off(before), self.note.take());
                    small = if placed.len() * FEW > named { (sets, note) } else { small };
                }
            }
            if self.sets.len() == before && self.source.is_none() && !evidence::is_bilingual(&below) {
                self.look_around((&folder, &given), files, config);
                // It is all that is known of the tree.
                if self.sets.len() == before {
                    self.sets.extend(small.0);
                    self.note = small.1.or(self.note.take());
                }
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
    pub(super) fn look(&mut self, folder: &Path, files: &[File], config: &Config) {
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
}
