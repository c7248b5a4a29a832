//! Tells the layouts of a tree from the paths of its pages, and from the configuration of its generator.

use std::collections::HashSet;

use super::evidence::{Around, Weighed};
use super::group::{Group, groups, names_files};
use super::key::folded;
use super::pattern::Layout;
use super::settings::Settings;
use crate::locale::{Codes, Locale};

/// A tree of pages, as far as paths tell.
#[derive(Debug, Clone, Copy)]
pub struct Tree<'t> {
    /// The paths of all pages: relative, with `/` between their parts.
    pub paths: &'t [&'t str],
    /// The configuration files of generators, each with its path and its text; others are left aside.
    pub settings: &'t [(&'t str, &'t str)],
    /// What the project calls its locales.
    pub codes: &'t Codes,
    /// The locale that pages are written in, where the user tells it; else the generator's, or English.
    pub source: Option<&'t Locale>,
}

/// A layout that a tree was found to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What people call it.
    pub name: &'static str,
    /// The layout, from the root of the tree. It knows the names of the locales.
    pub layout: Layout,
    /// The locales, in the order of their names. That of the English may be among them.
    pub locales: Vec<FoundLocale>,
    /// The places where the English may stand, the likeliest first; at least one. Hashes that pages record tell more than
    /// their order.
    pub english: Vec<EnglishPlace>,
}

/// A locale of a layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLocale {
    /// What the paths call it.
    pub name: String,
    /// The locale.
    pub locale: Locale,
    /// Whether its code is a registered one, or one of the project's own that the configuration explains.
    pub is_registered: bool,
    /// The number of its pages.
    pub pages: usize,
}

/// A place where the English of a layout may stand, and what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnglishPlace {
    /// The folder, from the root of the tree; `.` for the root.
    pub folder: String,
    /// The locale whose folder it is, or which its files name.
    pub locale: Option<Locale>,
    /// The number of translated pages whose English page stands there.
    pub paired: usize,
    /// The number of translated pages.
    pub translated: usize,
    /// The number of pages that stand there and are no translations of any layout found.
    pub pages: usize,
    /// Whether hardly any of these pages is translated: what no locale has is then hardly missing.
    pub is_sparse: bool,
    before: String,
    after: String,
    /// What keys end with that do not name their file's ending: `.md` for `{page}.{locale}.md`.
    ending: String,
}

impl EnglishPlace {
    /// What the English page at `path`, from the root of the tree, is called in every locale. `None` for a page that stands
    /// elsewhere. A page that a layout locates in another locale is no English page, wherever it stands.
    #[must_use]
    pub fn key(&self, path: &str) -> Option<String> {
        let page = path.strip_prefix(&*self.before)?.strip_suffix(&*self.after)?;
        (!page.is_empty()).then(|| format!("{page}{}", self.ending))
    }
}

/// Finds the layouts of a tree: those that explain most pages first.
#[must_use]
pub fn find(tree: &Tree<'_>) -> Vec<Found> {
    let mut sorted = tree.paths.to_vec();
    sorted.sort_unstable();
    let settings: Vec<Settings<'_>> =
        tree.settings.iter().filter_map(|(path, text)| Settings::read(path, text)).collect();
    let folded = sorted.iter().map(|path| folded(path)).collect();
    let around = Around { sorted, folded, settings, codes: tree.codes, source: tree.source };
    let groups = groups(tree.paths, &|name| is_code(name) || around.codes.own(name).is_some());
    let weighed = groups.into_iter().filter(|group| !is_of_tests(&group.pattern)).map(|group| {
        let english = around.weigh(&group);
        (group, english)
    });
    let mut weighed: Vec<(Group<'_>, Vec<Weighed<'_>>)> = weighed.collect();
    let paired = |english: &[Weighed<'_>]| english.first().map_or(0, |place| place.paired.len());
    weighed.sort_by_key(|(group, english)| (std::cmp::Reverse(paired(english)), group.order));
    let mut taken = HashSet::new();
    let mut found: Vec<Found> = Vec::new();
    for (mut group, mut english) in weighed {
        // What is told already tells nothing of another layout; nor do the names of files among the English of one whose locales
        // are folders.
        let is_english = |path: &str| {
            let of_folders = found.iter().filter(|found| !names_files(&found.layout.to_string()));
            let mut places = of_folders.map(|found| &found.english[0]).filter(|place| place.folder != ".");
            group.names_files() && places.any(|place| place.key(path).is_some())
        };
        let told: HashSet<usize> =
            group.paths().filter(|at| taken.contains(at) || is_english(tree.paths[*at])).collect();
        if !told.is_empty() {
            group.forget(&told);
            english = around.weigh(&group);
        }
        let Some(best) = english.first() else { continue };
        let is_own = |name: &&str| best.names.contains_key(*name) || best.own == Some(*name);
        taken.extend(
            group.pages.iter().filter(|(name, _)| is_own(name)).flat_map(|(_, pages)| pages).map(|page| page.path),
        );
        found.extend(as_found(&group, &english, &around));
    }
    count(&mut found, tree.paths);
    found
}

/// Folders of sites that a program is tested with.
const TESTS: [&str; 7] = ["__fixtures__", "__tests__", "e2e", "fixtures", "test", "testdata", "tests"];

/// Whether the pages of a pattern are made for tests.
fn is_of_tests(pattern: &str) -> bool {
    let (before, _) = pattern.split_once('{').unwrap_or_default();
    before.split('/').any(|folder| TESTS.contains(&folder))
}

/// Whether a name has the form of a locale's code: two or three letters, perhaps with a script or a region.
fn is_code(name: &str) -> bool {
    // Nearly all names of folders are told by their length.
    let first = name.bytes().position(|byte| matches!(byte, b'-' | b'_')).unwrap_or(name.len());
    if !matches!(first, 2 | 3) {
        return false;
    }
    let mut parts = name.split(['-', '_']);
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.next().is_some_and(|language| matches!(language.len(), 2 | 3) && letters(language))
        && parts.all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn as_found(group: &Group<'_>, english: &[Weighed<'_>], around: &Around<'_>) -> Option<Found> {
    let generator = around.about(group).map(|settings| settings.convention.name).next();
    let name = generator.filter(|_| group.convention.general).unwrap_or(group.convention.name);
    let best = &english[0];
    // A pattern that begins with the page names no folder; the folder of all pages that pair is the nearest one.
    let folder = if group.pattern.starts_with("{page}") { &*best.folder } else { "" };
    let locales = best.names.iter().map(|(name, pages)| (*name, *pages));
    let own = best.own.map(|name| (name, group.pages.get(name).map_or(0, Vec::len)));
    let locales = locales.chain(own).filter_map(|(name, pages)| {
        let (locale, is_registered) = around.locale(name)?;
        Some(FoundLocale { name: name.to_owned(), locale, is_registered, pages })
    });
    let mut locales: Vec<FoundLocale> = locales.collect();
    locales.sort_by(|one, other| one.name.cmp(&other.name));
    let names = locales.iter().map(|found| (found.name.clone(), found.locale.clone()));
    let layout = Layout::parse(&format!("{folder}{}", group.pattern)).ok()?.with_names(names);
    let ending = layout.ending().to_owned();
    let place = |place: &Weighed<'_>| {
        let before = format!("{folder}{}", place.before);
        let stem = before.rfind('/').map_or(".", |at| &before[..at]);
        EnglishPlace {
            folder: stem.to_owned(),
            locale: place.own.and_then(|name| around.locale(name)).map(|(locale, _)| locale),
            paired: place.paired.len(),
            translated: place.names.values().sum(),
            pages: 0,
            is_sparse: false,
            after: place.after.clone(),
            ending: ending.clone(),
            before,
        }
    };
    Some(Found { name, english: english.iter().map(place).collect(), layout, locales })
}

/// Counts the pages of each English place.
fn count(found: &mut [Found], paths: &[&str]) {
    let layouts: Vec<Layout> = found.iter().map(|found| found.layout.clone()).collect();
    let located = |path: &str| layouts.iter().any(|layout| layout.locate(path).is_some());
    let rest: Vec<bool> = paths.iter().map(|path| located(path)).collect();
    for found in found {
        for place in &mut found.english {
            let others = found.locales.iter().filter(|locale| Some(&locale.locale) != place.locale.as_ref());
            let fullest = others.map(|locale| locale.pages).max().unwrap_or_default();
            let is_own = place.locale.is_some();
            let pages =
                paths.iter().zip(&rest).filter(|(path, located)| (is_own || !**located) && place.key(path).is_some());
            place.pages = pages.count();
            place.is_sparse = fullest * 10 < place.pages;
        }
    }
}
