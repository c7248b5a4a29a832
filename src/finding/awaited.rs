//! Links to places of other pages, which are known when those pages have been read.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::link::Anchors;

/// A fragment of another page: a finding says that the page has no such place.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    /// The path of the page.
    pub page: String,
    /// The fragment.
    pub fragment: String,
    /// The English pages that stand for it, with the fragments of them that the English links to.
    pub english: Arc<[(String, String)]>,
    /// Whether the link surely leads to the page, and not to one of those.
    pub is_of_locale: bool,
}

impl Awaited {
    /// Whether a reader who clicks the link gets to the place, where the English has what its own link leads to.
    pub(crate) fn leads(&self, pages: &BTreeMap<String, Arc<Anchors>>) -> Reached {
        let has = |page: &str, fragment: &str| pages.get(page).map(|anchors| anchors.has(fragment));
        let is_there = |page: &str| has(page, &self.fragment) == Some(true);
        if !self.is_of_locale && self.english.iter().any(|(page, _)| is_there(page)) {
            return Reached::Always;
        }
        // What is not spelled as the site spells it works on some sites alone.
        let is_in_english = |spelled: bool| {
            let works = |(page, fragment): &(String, String)| {
                let has = |anchors: &Arc<Anchors>| anchors.has(fragment) && anchors.is_sure(fragment);
                pages.get(page).map(|anchors| has(anchors) && (!spelled || anchors.spells(fragment)))
            };
            let mut same = self.english.iter().filter(|(_, fragment)| *fragment == self.fragment);
            self.english.iter().any(|english| works(english) == Some(true))
                && same.all(|english| works(english) != Some(false))
        };
        let is_sure = || pages.get(&self.page).is_none_or(|anchors| anchors.is_sure(&self.fragment));
        match has(&self.page, &self.fragment) {
            Some(false) if is_in_english(true) => Reached::Never,
            Some(false) if is_in_english(false) => Reached::LikeEnglish,
            Some(true) if is_in_english(true) && !is_sure() => Reached::OnSomeSites,
            _ => Reached::Always,
        }
    }
}

/// Whether a link leads to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reached {
    /// It does, as far as anybody knows.
    Always,
    /// It does where a site leaves out what other sites keep of a heading.
    OnSomeSites,
    /// It does not, and nor does the link of the English on some sites.
    LikeEnglish,
    /// It does not.
    Never,
}
