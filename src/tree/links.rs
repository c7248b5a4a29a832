//! Where links of pages lead: the files of the tree, and the places of the pages that fragments name.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::corpus::Corpus;
use super::entry::{Entry, Group};
use crate::finding::Finding;
use crate::group::Cut;
use crate::link::{Anchors, plain};
use crate::page::Page;

/// Takes out the findings about fragments that the pages they name have.
pub(super) fn resolve(findings: &mut Vec<Finding>, corpus: &Corpus<'_>) {
    let awaited = findings.iter().filter_map(|finding| finding.awaited.as_ref());
    let wanted: BTreeSet<&str> = awaited.map(|awaited| &*awaited.page).collect();
    if wanted.is_empty() {
        return;
    }
    let groups: Vec<&Group> = corpus.localized_groups().collect();
    let pages = groups.into_par_iter().flat_map_iter(|group| {
        let own: Vec<&Entry> = group.pages.iter().filter(|page| wanted.contains(&*plain(&page.shown))).collect();
        let english = group.english.filter(|_| !own.is_empty()).map(|at| &corpus.english_pages()[at]);
        // What cannot be read was reported when it was checked.
        own.into_iter().chain(english).filter_map(anchors)
    });
    let pages: BTreeMap<String, Anchors> = pages.collect();
    findings.retain(|finding| finding.awaited.as_ref().is_none_or(|awaited| awaited.is_dead(&pages)));
}

/// The places of a page, beside its path.
fn anchors(page: &Entry) -> Option<(String, Anchors)> {
    let text = page.read().ok()?;
    let cut = Cut::new(&text, &[]);
    let anchors = Anchors::of(&Page::parse(&cut.readings.localized.text, text.format()));
    Some((plain(&page.shown), anchors))
}
