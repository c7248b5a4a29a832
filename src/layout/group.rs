//! The pages of a tree that have the shape of one layout.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::convention::Convention;
use super::conventions::CONVENTIONS;
use super::shape::{Form, Match};

/// The pages that stand where one pattern says.
pub(super) struct Group<'p> {
    /// The pattern, from the root of the tree.
    pub(super) pattern: String,
    /// The convention that it is a shape of, and its place in the table.
    pub(super) convention: &'static Convention,
    pub(super) order: usize,
    /// The places where the English may stand, as patterns from the root of the tree; the likeliest first.
    pub(super) english: Vec<String>,
    /// What each page is called in every locale, by the name of its locale.
    pub(super) pages: Pages<'p>,
}

/// Whether by a pattern the name of each file holds the locale.
pub(super) fn names_files(pattern: &str) -> bool {
    pattern.find("{page}") < pattern.find("{locale}")
}

impl Group<'_> {
    /// Whether the name of each file holds the locale.
    pub(super) fn names_files(&self) -> bool {
        names_files(&self.pattern)
    }

    /// The paths of all pages, as indices.
    pub(super) fn paths(&self) -> impl Iterator<Item = usize> {
        self.pages.values().flatten().map(|page| page.path)
    }

    /// Leaves out the pages at these paths.
    pub(super) fn forget(&mut self, paths: &HashSet<usize>) {
        self.pages.values_mut().for_each(|pages| pages.retain(|page| !paths.contains(&page.path)));
        self.pages.retain(|_, pages| !pages.is_empty());
    }
}

/// The pages of a group, by the name of their locale.
pub(super) type Pages<'p> = BTreeMap<&'p str, Vec<Page<'p>>>;

/// A page of a group.
pub(super) struct Page<'p> {
    /// Its path, as an index.
    pub(super) path: usize,
    /// What `{page}` stands for.
    pub(super) page: &'p str,
}

/// Groups `paths` by the pattern that they fit. A path can fit several patterns. `is_code` tells whether a name may be that
/// of a locale.
pub(super) fn groups<'p>(paths: &[&'p str], is_code: &dyn Fn(&str) -> bool) -> Vec<Group<'p>> {
    let mut groups: BTreeMap<String, Group<'p>> = BTreeMap::new();
    let shapes = CONVENTIONS.iter().flat_map(|known| known.shapes.iter().map(move |shape| (known, shape)));
    for (order, (convention, shape)) in shapes.enumerate() {
        let form = Form::new(shape);
        let mut places: HashMap<(&str, Vec<&str>), Pages<'p>> = HashMap::new();
        for (path, text) in paths.iter().enumerate() {
            for Match { prefix, locale, page, stars } in form.matches(text, is_code) {
                let pages = places.entry((prefix, stars)).or_default();
                pages.entry(locale).or_default().push(Page { path, page });
            }
        }
        let mut places: Vec<_> = places.into_iter().collect();
        places.sort_by(|(one, _), (other, _)| one.cmp(other));
        for ((prefix, stars), pages) in places {
            let whole = |pattern: &str| below(prefix, &filled(pattern, &stars));
            let pattern = whole(shape.pattern).unwrap_or_default();
            let english = shape.english.iter().filter_map(|english| whole(english));
            let group = groups.entry(pattern.clone()).or_insert_with(|| Group {
                pattern,
                convention,
                order,
                english: Vec::new(),
                pages,
            });
            for english in english {
                if !group.english.contains(&english) {
                    group.english.push(english);
                }
            }
        }
    }
    groups.into_values().collect()
}

/// The pattern with each `*` replaced by what it stands for.
fn filled(pattern: &str, stars: &[&str]) -> String {
    let mut stars = stars.iter();
    let mut parts = pattern.split('*');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text += stars.next().unwrap_or(&"*");
        text += part;
    }
    text
}

/// The path below `prefix`, which may lead upwards first. `None` where that leads out of the tree.
fn below(prefix: &str, path: &str) -> Option<String> {
    let (mut prefix, mut path) = (prefix, path);
    while let Some(rest) = path.strip_prefix("../") {
        let above = prefix.strip_suffix('/')?;
        prefix = &above[..above.rfind('/').map_or(0, |at| at + 1)];
        path = rest;
    }
    Some(format!("{prefix}{path}"))
}
