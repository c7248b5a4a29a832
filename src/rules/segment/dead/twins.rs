//! The links of the English that stand for those of a page.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::links::{Link, Links, name};
use crate::link::{Files, Leads};
use crate::page::PageFormat;
use crate::span::Span;

/// Links of the English that may stand for one of a page.
#[derive(Debug)]
pub(super) struct Twins<'e> {
    links: Vec<&'e Link<'e>>,
    leads: OnceCell<Where>,
}

/// Where all links lead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Where {
    /// Whether all lead to something.
    pub(super) there: bool,
    /// Whether all lead to pages.
    pub(super) pages: bool,
}

impl<'e> Twins<'e> {
    fn of(links: Vec<&'e Link<'e>>) -> Self {
        Self { links, leads: OnceCell::new() }
    }

    pub(super) fn first(&self) -> &'e Link<'e> {
        self.links[0]
    }

    /// Where they lead from the page at `path`. Many links of a page have the same twins, and many of these the same path.
    pub(super) fn leads(&self, path: &str, files: &Files) -> Where {
        *self.leads.get_or_init(|| {
            let mut seen = HashSet::new();
            let others = self.links.iter().filter(|(_, address)| seen.insert(address.path));
            let leads: Vec<Leads> = others.map(|(_, address)| files.follow(path, address)).collect();
            Where { there: leads.iter().all(is_there), pages: leads.iter().all(is_page) }
        })
    }
}

/// The images of a page and of its English of which the other names no file.
#[derive(Debug)]
struct Strangers<'e> {
    /// Their number by their place.
    own: HashMap<Span, usize>,
    /// Those of the English, each by itself.
    english: Vec<Twins<'e>>,
}

/// The links of the English by what those of a page are known by.
#[derive(Debug)]
pub(super) struct Index<'e> {
    paths: HashMap<(bool, &'e str), Twins<'e>>,
    names: HashMap<(bool, String), Twins<'e>>,
    /// `None` where the pages have not as many.
    strangers: Option<Strangers<'e>>,
}

impl<'e> Index<'e> {
    pub(super) fn of(own: &'e Links<'e>, english: &'e Links<'e>) -> Self {
        let (mut paths, mut names) = (HashMap::new(), HashMap::new());
        for link @ (written, address) in [false, true].into_iter().flat_map(|image| english.relative(image)) {
            paths.entry((written.image, address.path)).or_insert_with(Vec::new).push(link);
            names.entry((written.image, name(address))).or_insert_with(Vec::new).push(link);
        }
        let (mine, theirs) = (strangers(own, english), strangers(english, own));
        let number = |(at, (written, _)): (usize, &Link<'_>)| (written.span, at);
        let strangers = (mine.len() == theirs.len()).then(|| Strangers {
            // Of two at one place, the first counts.
            own: mine.into_iter().enumerate().rev().map(number).collect(),
            english: theirs.into_iter().map(|link| Twins::of(vec![link])).collect(),
        });
        let paths = paths.into_iter().map(|(key, links)| (key, Twins::of(links))).collect();
        let names = names.into_iter().map(|(key, links)| (key, Twins::of(links))).collect();
        Self { paths, names, strangers }
    }

    /// The links of the English that stand for one of a page: those with its path, else with the name of its file; of
    /// an image else, where both pages have as many that the other lacks, the one in its place.
    pub(super) fn twins<'s>(&'s self, (written, address): &Link<'s>) -> Option<&'s Twins<'e>> {
        if let Some(same) = self.paths.get(&(written.image, address.path)) {
            return Some(same);
        }
        let name = name(address);
        // Each folder has an index page: its name says nothing.
        let is_index = matches!(&*name.to_lowercase(), "readme" | "index" | "_index");
        if let Some(named) = self.names.get(&(written.image, name)).filter(|_| !is_index) {
            return Some(named);
        }
        // A link that was changed is told by its English; images are drawn anew and have other names.
        let strangers = self.strangers.as_ref().filter(|_| written.image)?;
        strangers.own.get(&written.span).map(|at| &strangers.english[*at])
    }
}

/// The images of a page that name a file which no image of the other page names.
fn strangers<'l, 'd>(links: &'l Links<'d>, other: &Links<'_>) -> Vec<&'l Link<'d>> {
    let known: HashSet<String> = other.relative(true).map(|(_, address)| name(address)).collect();
    links.relative(true).filter(|(_, address)| !known.contains(&name(address))).collect()
}

/// Whether an address leads to a page.
pub(super) fn is_page(leads: &Leads) -> bool {
    matches!(leads, Leads::To(path) if PageFormat::stem(path).is_some())
}

fn is_there(leads: &Leads) -> bool {
    matches!(leads, Leads::To(_) | Leads::Folder)
}
