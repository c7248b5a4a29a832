//! The English texts that the pages of a group were made from.

use super::Doc;

/// An English text, and the pages made from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The pages, as indices of the group's docs.
    pub docs: Vec<usize>,
    /// The latest day on which one of them was handed off, as year, month and day.
    pub handoff: Option<(u16, u8, u8)>,
    hash: Option<String>,
}

impl Revision {
    /// Whether this English text is known to be older than `other`.
    #[must_use]
    pub fn is_older_than(&self, other: &Self) -> bool {
        other.handoff.is_some() && self.handoff < other.handoff
    }
}

/// Puts pages made from the same English text together: by the hash of the English file, and pages without one by the
/// contract of their source reading. The newest revision comes first; pages without a date are older than all others.
pub(super) fn cluster(docs: &[Doc<'_>]) -> Vec<Revision> {
    let mut revisions: Vec<Revision> = Vec::new();
    let known = |doc: &Doc<'_>| doc.provenance.hash.is_some();
    for (index, doc) in docs.iter().enumerate().filter(|(_, doc)| known(doc)) {
        let hash = &doc.provenance.hash;
        match revisions.iter_mut().find(|revision| revision.hash == *hash) {
            Some(revision) => revision.docs.push(index),
            None => revisions.push(Revision { docs: vec![index], handoff: None, hash: hash.clone() }),
        }
    }
    let stated = |index: usize| {
        let view = docs[index].source.as_ref().unwrap_or(&docs[index].localized);
        view.contract.to_string()
    };
    for (index, _) in docs.iter().enumerate().filter(|(_, doc)| !known(doc) && doc.source.is_some()) {
        let contract = stated(index);
        let same = |revision: &&mut Revision| {
            revision.docs.first().is_some_and(|&doc| docs[doc].source.is_some() && stated(doc) == contract)
        };
        match revisions.iter_mut().find(same) {
            Some(revision) => revision.docs.push(index),
            None => revisions.push(Revision { docs: vec![index], handoff: None, hash: None }),
        }
    }
    for revision in &mut revisions {
        revision.docs.sort_unstable();
        revision.handoff = revision.docs.iter().filter_map(|&doc| docs[doc].provenance.handoff).max();
    }
    revisions.sort_by(|a, b| (b.handoff, &a.docs).cmp(&(a.handoff, &b.docs)));
    revisions
}
