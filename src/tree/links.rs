//! Where links of pages lead: the files of the tree, and the places of the pages that fragments name.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::corpus::{Corpus, Instead};
use super::entry::Entry;
use crate::finding::{Finding, Reached};
use crate::group::Cut;
use crate::link::{Anchors, plain};
use crate::page::Page;
use crate::rules::ON_SOME_SITES;
use crate::text::Size;

/// The places of the pages of a tree. Each page is read when it is first asked for, and kept.
pub(super) struct Targets<'c> {
    corpus: &'c Corpus<'c>,
    /// The localized pages by their paths, each with its English page: found when the first is asked for.
    pages: OnceLock<HashMap<String, Vec<PageWithEnglish<'c>>>>,
    known: Mutex<HashMap<&'c str, Arc<Anchors>>>,
}

type PageWithEnglish<'c> = (&'c Entry, Option<&'c Entry>);

impl<'c> Targets<'c> {
    pub(super) fn new(corpus: &'c Corpus<'c>) -> Self {
        Self { corpus, pages: OnceLock::new(), known: Mutex::default() }
    }

    /// Takes out the findings about fragments that the pages they name have, and doubts those about fragments that some sites make. Some pages have other texts than their files.
    pub(super) fn resolve(&self, findings: &mut Vec<Finding>, instead: &Instead) {
        let awaited = findings.iter().filter_map(|finding| finding.awaited.as_ref());
        let wanted: BTreeSet<&str> = awaited.map(|awaited| &*awaited.page).collect();
        if wanted.is_empty() {
            return;
        }
        let pages = wanted.into_par_iter().flat_map_iter(|page| self.pages().get(page).into_iter().flatten());
        let pages = pages.flat_map_iter(|(page, english)| std::iter::once(*page).chain(*english));
        // What cannot be read was reported when it was checked.
        let anchors = pages.filter_map(|page| Some((plain(&page.shown), self.anchors(page, instead)?)));
        let anchors: BTreeMap<String, Arc<Anchors>> = anchors.collect();
        findings.retain_mut(|finding| {
            let Some(awaited) = &finding.awaited else { return true };
            match awaited.leads(&anchors) {
                Reached::Always => false,
                Reached::OnSomeSites => {
                    finding.doubt();
                    finding.message += ON_SOME_SITES;
                    true
                }
                Reached::LikeEnglish => {
                    finding.doubt();
                    true
                }
                Reached::Never => true,
            }
        });
    }

    fn pages(&self) -> &HashMap<String, Vec<PageWithEnglish<'c>>> {
        self.pages.get_or_init(|| {
            let mut pages: HashMap<String, Vec<PageWithEnglish<'_>>> = HashMap::new();
            for group in self.corpus.localized_groups() {
                let english = group.english.map(|at| &self.corpus.english_pages()[at]);
                for page in &group.pages {
                    pages.entry(plain(&page.shown)).or_default().push((page, english));
                }
            }
            pages
        })
    }

    fn anchors(&self, page: &'c Entry, instead: &Instead) -> Option<Arc<Anchors>> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let other = instead.get(&page.shown);
        if let Some(anchors) = known().get(&*page.shown).filter(|_| other.is_none()) {
            return Some(Arc::clone(anchors));
        }
        let text = page.read_up_to(Size(u64::MAX), other, None).ok()?;
        let cut = Cut::new(&text, &[]);
        let parsed = Page::parse(&cut.readings.localized.text, text.format());
        let anchors = Arc::new(Anchors::of(&parsed, self.corpus.files.slugs()));
        if other.is_none() {
            known().insert(&page.shown, Arc::clone(&anchors));
        }
        Some(anchors)
    }
}
