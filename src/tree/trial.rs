//! Page groups, checked again and again with other texts for their pages.

use super::corpus::{Corpus, Instead};
use super::entry::Group;
use super::links::Targets;
use crate::check::{Memory, check_some_pages, suggest};
use crate::finding::Finding;
use crate::fix::Pages;
use crate::group::{PageGroup, Renderings};
use crate::text::Text;

/// What is known beforehand of the tree that the groups stand in, and what is kept from one group to the next.
pub(super) struct Trial<'c> {
    corpus: &'c Corpus<'c>,
    renderings: &'c Renderings,
    targets: Targets<'c>,
    memory: &'c Memory,
}

impl<'c> Trial<'c> {
    /// `memory` is that of a run with the same configuration, or one without room.
    pub(super) fn new(corpus: &'c Corpus<'c>, renderings: &'c Renderings, memory: &'c Memory) -> Self {
        Self { corpus, renderings, targets: Targets::new(corpus), memory }
    }

    /// The findings of a page group in which some pages have the bytes of `pages`, and some others the texts of `instead`.
    pub(super) fn findings(&self, group: &Group, mut instead: Instead, pages: &Pages) -> Vec<Finding> {
        instead.extend(pages.iter().map(|(path, bytes)| (path.clone(), Text::decode(bytes.clone()))));
        let look =
            |group: &PageGroup<'_>| check_some_pages(group, (&self.corpus.config, self.memory), &|_| true).findings;
        let mut findings = self.corpus.look_again(group, &instead, look).seen.unwrap_or_default();
        suggest(&mut findings, self.renderings);
        self.targets.resolve(&mut findings, &instead);
        findings
    }
}
