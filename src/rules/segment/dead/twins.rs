//! The links of the English that stand for those of a page.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::links::{Link, Links, name};
use crate::link::{Address, Files, Leads};
use crate::page::{PageFormat, Written};
use crate::span::Span;

/// How many letters a slip changes.
const SLIP: usize = 2;
/// Among how many names of files one that was misspelt is looked for.
const MOST_NAMES: usize = 200;

/// Links of the English that may stand for one of a page.
#[derive(Debug)]
pub(super) struct Twins<'e> {
    links: Vec<&'e Link<'e>>,
    /// Whether nothing but its place says that it stands for the link.
    pub(super) placed: bool,
    /// Whether it is the only one of which that is so.
    alone: bool,
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
        Self { links, placed: false, alone: false, leads: OnceCell::new() }
    }

    pub(super) fn first(&self) -> &'e Written<'e> {
        &self.links[0].0
    }

    /// Whether the name of a file differs by a slip of the hand from that of `own`.
    pub(super) fn is_slip_of(&self, own: &Address<'_>) -> bool {
        strsim::levenshtein(&name(own), &name(&self.links[0].1)) <= SLIP
    }

    /// The target that stands for `own`: the one to the same place of its page. `None` where it may as well be another: of several
    /// links that nothing but their order pairs.
    pub(super) fn expected(&self, written: &Written<'_>, own: &Address<'_>) -> Option<String> {
        if self.placed && !self.alone && !written.image && !self.is_slip_of(own) {
            return None;
        }
        let same = self.links.iter().find(|(_, address)| address.fragment == own.fragment);
        Some(match (same, own.fragment) {
            (Some((written, _)), _) => written.target.to_owned(),
            (None, Some(fragment)) => format!("{}#{fragment}", self.links[0].1.path),
            (None, None) => self.links[0].1.path.to_owned(),
        })
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

/// The links, or the images, of a page and of its English of which the other names no file.
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
    /// The links and the images; `None` where the pages have not as many.
    strangers: [Option<Strangers<'e>>; 2],
}

impl<'e> Index<'e> {
    pub(super) fn of(own: &'e Links<'e>, english: &'e Links<'e>) -> Self {
        let (mut paths, mut names) = (HashMap::new(), HashMap::new());
        for link @ (written, address) in [false, true].into_iter().flat_map(|image| english.relative(image)) {
            paths.entry((written.image, address.path)).or_insert_with(Vec::new).push(link);
            names.entry((written.image, name(address))).or_insert_with(Vec::new).push(link);
        }
        let strangers = [false, true].map(|image| Strangers::of(own, english, image));
        let paths = paths.into_iter().map(|(key, links)| (key, Twins::of(links))).collect();
        let names = names.into_iter().map(|(key, links)| (key, Twins::of(links))).collect();
        Self { paths, names, strangers }
    }

    /// The links of the English whose name differs by a slip of the hand, where the page has not all too many.
    fn slip(&self, written: &Written<'_>, address: &Address<'_>) -> Option<&Twins<'e>> {
        let own = name(address);
        let is_slip = |known: &str| own.len() > 2 * SLIP && strsim::levenshtein(&own, known) <= SLIP;
        let names = self.names.iter().filter(|_| self.names.len() <= MOST_NAMES);
        let mut alike = names.filter(|((image, known), _)| *image == written.image && is_slip(known));
        let (_, twins) = alike.next()?;
        alike.next().is_none().then_some(twins)
    }

    /// The links of the English that stand for one of a page: those with its path, else with the name of its file; else,
    /// where both pages have as many that the other lacks, the one in its place.
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
        let strangers = self.strangers[usize::from(written.image)].as_ref();
        let placed = strangers.and_then(|it| it.own.get(&written.span).map(|at| &it.english[*at]));
        placed.or_else(|| self.slip(written, address))
    }
}

impl<'e> Strangers<'e> {
    fn of(own: &'e Links<'e>, english: &'e Links<'e>, image: bool) -> Option<Self> {
        let (mine, theirs) = (strangers(own, english, image), strangers(english, own, image));
        let number = |(at, (written, _)): (usize, &Link<'_>)| (written.span, at);
        let alone = theirs.len() == 1;
        (mine.len() == theirs.len()).then(|| Self {
            // Of two at one place, the first counts.
            own: mine.into_iter().enumerate().rev().map(number).collect(),
            english: theirs.iter().map(|link| Twins { placed: true, alone, ..Twins::of(vec![link]) }).collect(),
        })
    }
}

/// The links, or the images, of a page that name a file which none of the other page names.
fn strangers<'l, 'd>(links: &'l Links<'d>, other: &Links<'_>, image: bool) -> Vec<&'l Link<'d>> {
    let known: HashSet<String> = other.relative(image).map(|(_, address)| name(address)).collect();
    links.relative(image).filter(|(_, address)| !known.contains(&name(address))).collect()
}

/// Whether an address leads to a page.
pub(super) fn is_page(leads: &Leads) -> bool {
    matches!(leads, Leads::To(path) if PageFormat::stem(path).is_some())
}

fn is_there(leads: &Leads) -> bool {
    matches!(leads, Leads::To(_) | Leads::Folder)
}
