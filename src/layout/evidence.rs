//! What speaks for a layout, and for each place where its English may stand.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::group::Group;
use super::key::folded;
use super::settings::Settings;
use crate::locale::{Codes, Locale};

/// What a layout is held against: the tree around its pages.
pub(super) struct Around<'t> {
    /// The paths of all pages, sorted.
    pub(super) sorted: Vec<&'t str>,
    /// The same, in the form in which keys compare.
    pub(super) folded: HashSet<String>,
    pub(super) settings: Vec<Settings<'t>>,
    pub(super) codes: &'t Codes,
    /// The locale that pages are written in, where the user tells it.
    pub(super) source: Option<&'t Locale>,
}

/// What the name of a folder, or the ending of a file's name, is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// The locale that pages are written in.
    Source,
    /// A locale: the user or the configuration of a generator says so.
    Named,
    /// A locale by its form.
    Evident,
    /// Perhaps a locale, perhaps a word.
    Possible,
}

/// A place where the English may stand, with what speaks for it.
pub(super) struct Weighed<'p> {
    /// The name of the locale that the place is that of.
    pub(super) own: Option<&'p str>,
    /// The path of an English page before what the page is called, and behind it.
    pub(super) before: String,
    pub(super) after: String,
    /// The names of the locales, and the number of the pages of each.
    pub(super) names: BTreeMap<&'p str, usize>,
    /// The translated pages whose English page stands there, as indices of the paths.
    pub(super) paired: Vec<usize>,
    /// The folder that all of these pages stand in, empty or with `/` at its end.
    pub(super) folder: String,
}

/// So few pages of the same names say nothing of a tree of many.
const FEW: usize = 2;

/// How the pages of one locale pair with a place.
#[derive(Default)]
struct Tally {
    pages: usize,
    paired: Vec<usize>,
    /// Whether another page pairs than the first one of a folder, which nearly every folder has.
    solid: bool,
}

impl Around<'_> {
    /// The locale that the pages of a group are held against: English, where it is among them, else that which they were written in.
    fn source(&self, group: &Group<'_>) -> Locale {
        let told = || self.about(group).filter_map(|settings| settings.source.clone()).next();
        // Where a project is not written in English, its translations are held against its English all the same.
        let is_english = |name: &str| self.locale(name).is_some_and(|(locale, _)| locale.is_english());
        let has = |english: bool| group.pages.keys().any(|name| is_english(name) == english);
        let english = || Locale::parse("en").filter(|_| has(true) && (has(false) || group.convention.general));
        self.source.cloned().or_else(english).or_else(told).or_else(|| Locale::parse("en")).expect("English has a tag")
    }

    /// The configuration files about the pages of a group, the nearest first.
    pub(super) fn about(&self, group: &Group<'_>) -> impl Iterator<Item = &Settings<'_>> {
        let (folder, _) = group.pattern.split_once('{').unwrap_or_default();
        let is_about = |settings: &&Settings<'_>| settings.is_about(folder, |name| group.pages.contains_key(name));
        let mut about: Vec<&Settings<'_>> = self.settings.iter().filter(is_about).collect();
        about.sort_by_key(|settings| std::cmp::Reverse(settings.nearness()));
        about.into_iter()
    }

    /// The locale that `name` is called after, and whether its code is registered.
    pub(super) fn locale(&self, name: &str) -> Option<(Locale, bool)> {
        let known = self.codes.read(name).map(|locale| (locale, true));
        known.or_else(|| Locale::unregistered(name).map(|locale| (locale, false)))
    }

    fn standing(&self, name: &str, group: &Group<'_>, source: &Locale) -> Option<Standing> {
        let (locale, registered) = self.locale(name)?;
        Some(if locale.is_in(source) || source.is_in(&locale) {
            Standing::Source
        } else if self.codes.own(name).is_some() || self.about(group).any(|settings| settings.names(name)) {
            Standing::Named
        } else if registered && locale.is_evident() {
            Standing::Evident
        } else {
            Standing::Possible
        })
    }

    /// Whether at least half of the folders beside those of the locales are folders of locales as well. `None` where no
    /// folder of its own holds a locale.
    fn is_among_locales(&self, group: &Group<'_>, source: &Locale) -> Option<bool> {
        let (before, after) = group.pattern.split_once("{locale}")?;
        if !after.starts_with('/') || !(before.is_empty() || before.ends_with('/')) {
            return None;
        }
        let from = self.sorted.partition_point(|path| *path < before);
        let below = self.sorted[from..].iter().map_while(|path| path.strip_prefix(before));
        let folders: BTreeSet<&str> = below.filter_map(|path| path.split_once('/')).map(|(folder, _)| folder).collect();
        let is_locale =
            |name: &&&str| self.standing(name, group, source).is_some_and(|standing| standing != Standing::Possible);
        Some(folders.iter().filter(is_locale).count() * 2 >= folders.len())
    }

    /// Whether the names of these locales are words at the end of names of files, as those behind most of the same names are:
    /// `rope-is.md` beside `rope-length.md` and `rope-weight.md`.
    fn are_words(&self, group: &Group<'_>, names: &[&str]) -> bool {
        let Some((before, after)) = group.pattern.split_once("{page}") else { return false };
        let Some((joint, end)) = after.split_once("{locale}").filter(|(joint, _)| ["-", "_"].contains(joint)) else {
            return false;
        };
        let pages = names.iter().filter_map(|name| group.pages.get(name)).flatten();
        let stems: BTreeSet<String> = pages.map(|page| format!("{before}{}{joint}", page.page)).collect();
        let endings = stems.iter().flat_map(|stem| {
            let from = self.sorted.partition_point(|path| *path < stem.as_str());
            self.sorted[from..].iter().map_while(move |path| path.strip_prefix(stem.as_str()))
        });
        let endings: Vec<&str> = endings.filter_map(|rest| rest.strip_suffix(end)).collect();
        endings.iter().filter(|ending| names.contains(ending)).count() * 2 < endings.len()
    }

    /// The places where the English of a group stands, the likeliest first; none where nothing speaks for the layout.
    ///
    /// A folder that is called `id` or `no` need not be a locale. So a place counts only if at least half of the translated
    /// pages have an English page there, and not only pages such as `index.md` in folders among many others.
    pub(super) fn weigh<'p>(&self, group: &Group<'p>) -> Vec<Weighed<'p>> {
        let source = self.source(group);
        let names = group.pages.keys().filter_map(|name| Some((*name, self.standing(name, group, &source)?)));
        let standing: BTreeMap<&'p str, Standing> = names.collect();
        if standing.values().all(|standing| *standing == Standing::Source) {
            return Vec::new();
        }
        let among = OnceCell::new();
        let among_locales = || *among.get_or_init(|| self.is_among_locales(group, &source));
        let sources = || standing.iter().filter(|(_, standing)| **standing == Standing::Source).map(|(name, _)| *name);
        let mut found: Vec<Weighed<'p>> = Vec::new();
        for place in &group.english {
            let own: Vec<Option<&str>> =
                if place.contains("{locale}") { sources().map(Some).collect() } else { vec![None] };
            for own in own {
                let place = place.replace("{locale}", own.unwrap_or_default());
                let Some((before, after)) = place.split_once("{page}") else { continue };
                let tallies = self.tallies(group, own, (before, after));
                let known = own.is_some() || !group.convention.general;
                let may_be = |name: &str| !is_page_folder(group, name);
                let accepted = accepted((&tallies, &standing), known, &|| among_locales().unwrap_or(false), &may_be);
                let chosen = || accepted.iter().filter_map(|name| tallies.get(name));
                let paired: Vec<usize> = chosen().flat_map(|tally| tally.paired.iter().copied()).collect();
                let is_chance = || !chosen().any(|tally| tally.solid) && among_locales() == Some(false);
                // What the configuration calls a locale may have more pages than the English has today.
                let is_told = accepted.iter().all(|name| standing.get(name) == Some(&Standing::Named));
                // Where the English stands in a folder called so, a locale may have pages of its own, beyond more than a few of both.
                let english = own.filter(|_| paired.len() > FEW).map_or(usize::MAX, |own| group.pages[own].len());
                let shared: usize = chosen().map(|tally| tally.pages.min(english)).sum();
                let is_rare = paired.len() * 2 < shared && !is_told;
                let is_word = || !is_told && self.are_words(group, &accepted);
                if paired.is_empty() || is_rare || own.is_none() && is_chance() || is_word() {
                    continue;
                }
                let names = accepted.iter().map(|name| (*name, tallies[name].pages)).collect();
                let folder = common_folder(group, &paired);
                found.push(Weighed { own, before: before.to_owned(), after: after.to_owned(), names, paired, folder });
            }
        }
        // The first of those that nearly all pages pair with; those of the source pair with any place but their own.
        let of_source = |place: &Weighed<'_>| {
            let names = sources().filter(|name| place.own.is_none() && place.names.contains_key(name));
            names.map(|name| group.pages[name].len()).sum::<usize>()
        };
        let own = |place: &Weighed<'_>| place.paired.len().saturating_sub(of_source(place));
        let most = found.iter().map(own).max().unwrap_or_default();
        let rank = |place: &Weighed<'_>| if own(place) * 10 >= most * 9 { most } else { own(place) };
        found.sort_by_key(|place| std::cmp::Reverse(rank(place)));
        found
    }

    /// How the pages of each locale but `own` pair with the pages between `before` and `after`.
    fn tallies<'p>(
        &self,
        group: &Group<'p>,
        own: Option<&str>,
        (before, after): (&str, &str),
    ) -> BTreeMap<&'p str, Tally> {
        let others = group.pages.iter().filter(|(name, _)| Some(**name) != own);
        let tally = |(name, pages): (&&'p str, &Vec<super::group::Page<'p>>)| {
            let mut tally = Tally { pages: pages.len(), ..Tally::default() };
            for page in pages {
                if self.folded.contains(&folded(&format!("{before}{}{after}", page.page))) {
                    tally.paired.push(page.path);
                    tally.solid |= !is_first_page(page.page);
                }
            }
            (*name, tally)
        };
        others.map(tally).collect()
    }
}

/// The names that are locales, as far as pages pair. `known` says that the place is one of locales: that of the English is
/// among them, or one tool only has such folders. Where it is not, none is a locale where no page of an evident one pairs.
fn accepted<'p>(
    (tallies, standing): (&BTreeMap<&'p str, Tally>, &BTreeMap<&'p str, Standing>),
    known: bool,
    among_locales: &dyn Fn() -> bool,
    may_be: &dyn Fn(&str) -> bool,
) -> Vec<&'p str> {
    // Nothing is so evident that it needs no page: `to-do` is Tongan as it is spoken on Dominica.
    let is_locale = |name: &str, tally: &Tally| match standing.get(name) {
        Some(Standing::Named) => true,
        Some(Standing::Source | Standing::Evident) => {
            !tally.paired.is_empty() && tally.paired.len() * 10 >= tally.pages
        }
        Some(Standing::Possible) | None => false,
    };
    let sure: Vec<&str> =
        tallies.iter().filter(|(name, tally)| is_locale(name, tally)).map(|(name, _)| *name).collect();
    let proved = |name: &&str| standing[name] != Standing::Source && !tallies[name].paired.is_empty();
    if !known && !sure.iter().any(proved) {
        return Vec::new();
    }
    let possible = tallies.iter().filter(|(name, tally)| {
        let half = !tally.paired.is_empty() && tally.paired.len() * 2 >= tally.pages;
        standing.get(*name) == Some(&Standing::Possible) && half && (tally.solid || among_locales()) && may_be(name)
    });
    let possible: Vec<&str> = possible.map(|(name, _)| *name).collect();
    sure.into_iter().chain(possible).collect()
}

/// Whether a folder of that name holds pages of a locale: then the one beside the locales holds pages of the English.
fn is_page_folder(group: &Group<'_>, name: &str) -> bool {
    let is_below = |page: &str| page.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
    group.pages.iter().any(|(other, pages)| *other != name && pages.iter().any(|page| is_below(page.page)))
}

/// Whether a page is the first one of its folder, by its name.
fn is_first_page(page: &str) -> bool {
    let name = page.rsplit('/').next().unwrap_or(page);
    let stem = name.split('.').next().unwrap_or(name);
    ["index", "_index", "readme"].iter().any(|first| stem.eq_ignore_ascii_case(first))
}

/// The folder that all of these pages of a group stand in, empty or with `/` at its end.
fn common_folder(group: &Group<'_>, paths: &[usize]) -> String {
    let paths: HashSet<usize> = paths.iter().copied().collect();
    let pages = group.pages.values().flatten().filter(|page| paths.contains(&page.path));
    let mut folders = pages.map(|page| &page.page[..page.page.rfind('/').map_or(0, |at| at + 1)]);
    let first = folders.next().unwrap_or_default();
    let shared = folders.fold(first, |shared, folder| {
        let same = shared.split_inclusive('/').zip(folder.split_inclusive('/')).take_while(|(one, other)| one == other);
        &shared[..same.map(|(part, _)| part.len()).sum::<usize>()]
    });
    shared.to_owned()
}
