//! The links of a page and of its English, counted once for all that is asked about each of them.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::group::Pair;
use crate::link::{Anchors, Slugs};
use crate::page::{Link, Page};
use crate::rules::segment::resolve::Sight;

/// How often a page leads where.
#[derive(Debug, Default)]
struct Counts<'p> {
    /// By section and target, of links and of images.
    placed: HashMap<(usize, bool, &'p str), usize>,
    /// The same in all sections.
    all: HashMap<(bool, &'p str), usize>,
}

/// The links of a page.
#[derive(Debug)]
pub(super) struct Linked<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    counts: OnceCell<Counts<'p>>,
    anchors: OnceCell<Anchors>,
}

impl<'p, 'a> Linked<'p, 'a> {
    fn of(page: &'p Page<'a>) -> Self {
        Self { page, counts: OnceCell::new(), anchors: OnceCell::new() }
    }

    fn counts(&self) -> &Counts<'p> {
        self.counts.get_or_init(|| {
            let mut counts = Counts::default();
            for link in &self.page.links {
                let section = self.page.section_at(link.span.start);
                *counts.placed.entry((section, link.image, &*link.target)).or_default() += 1;
                *counts.all.entry((link.image, &*link.target)).or_default() += 1;
            }
            counts
        })
    }

    /// How many links of a section, or images where that is one, lead where `link` does.
    pub(super) fn placed(&self, section: usize, link: &Link<'_>) -> usize {
        self.counts().placed.get(&(section, link.image, &*link.target)).copied().unwrap_or_default()
    }

    /// How many links or images lead to `target`.
    pub(super) fn times(&self, image: bool, target: &str) -> usize {
        self.counts().all.get(&(image, target)).copied().unwrap_or_default()
    }

    /// The links of a section.
    pub(super) fn links_of(&self, section: usize) -> &'p [Link<'a>] {
        let links = &self.page.links;
        let extent = self.page.extent(section);
        let start = links.partition_point(|link| link.span.start < extent.start);
        let count = links[start..].partition_point(|link| link.span.start < extent.end);
        &links[start..start + count]
    }

    /// The places of the page.
    pub(super) fn anchors(&self) -> &Anchors {
        self.anchors.get_or_init(|| Anchors::of(self.page, Slugs::Any))
    }
}

/// A page beside its English.
#[derive(Debug)]
pub(super) struct Beside<'p, 'a> {
    pub(super) own: Linked<'p, 'a>,
    pub(super) english: Linked<'p, 'a>,
    pub(super) sight: Sight<'p>,
}

impl<'p, 'a> Beside<'p, 'a> {
    pub(super) fn of(pair: &Pair<'p, 'a>) -> Self {
        let (own, english) = (Linked::of(&pair.view.page), Linked::of(&pair.reference.page));
        Self { own, english, sight: Sight::of(pair.doc, pair.reference_doc) }
    }

    /// Whether a link of the page leads where `target` of the English does.
    pub(super) fn has(&self, target: &str) -> bool {
        let is_same = |link: &Link<'_>| self.sight.same(&link.target, target);
        [false, true].iter().any(|image| self.own.times(*image, target) > 0)
            || !self.sight.is_spent() && self.own.page.links.iter().any(is_same)
    }
}
