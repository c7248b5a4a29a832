//! Pages of one revision that state different facts.

use super::{Doc, PageGroup, Revision, View};
use crate::contract::{Contract, ExampleRequest, ResponseFrom};
use crate::page::entity_in;

/// A page that states other facts than a page of the same revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disagreement {
    /// The page that is more likely wrong, as an index of the group's docs.
    pub doc: usize,
    /// A page it disagrees with.
    pub peer: usize,
    /// Whether a majority decides which of them is wrong.
    pub decided: bool,
}

pub(super) fn disagreements(group: &PageGroup<'_>) -> Vec<Disagreement> {
    group.revisions.iter().flat_map(|revision| within(group, revision)).collect()
}

fn within(group: &PageGroup<'_>, revision: &Revision) -> Vec<Disagreement> {
    // Pages without a hash were put here for their contract; that they were made from the same text is not proved.
    let proved = |&doc: &usize| group.docs[doc].source.is_some() && group.docs[doc].provenance.hash.is_some();
    let bilingual: Vec<usize> = revision.docs.iter().copied().filter(proved).collect();
    let mut camps: Vec<Vec<usize>> = Vec::new();
    for &doc in &bilingual {
        match camps.iter_mut().find(|camp| agree(&group.docs[camp[0]], &group.docs[doc])) {
            Some(camp) => camp.push(doc),
            None => camps.push(vec![doc]),
        }
    }
    if camps.len() < 2 {
        return Vec::new();
    }
    // The largest camp is right, unless a pipeline put entities into its code; among equals the one whose facts hold together
    // and are most.
    let damaged = |camp: &Vec<usize>| has_entities(&group.docs[camp[0]]);
    camps.sort_by_key(|camp| (damaged(camp), std::cmp::Reverse(camp.len()), credit(group, camp[0]), camp[0]));
    let decided = camps[0].len() > camps[1].len() || damaged(&camps[1]) && !damaged(&camps[0]);
    let peer = camps[0][0];
    camps[1..].iter().flatten().map(|&doc| Disagreement { doc, peer, decided }).collect()
}

/// Whether the English of both pages states the same, code included.
fn agree(one: &Doc<'_>, other: &Doc<'_>) -> bool {
    let (Some(one), Some(other)) = (&one.source, &other.source) else { return true };
    if one.page.body() == other.page.body() {
        return true;
    }
    one.contract.states_the_same(&other.contract) && code(one) == code(other)
}

/// Whether the code of a page holds character entities that its languages do not have.
fn has_entities(doc: &Doc<'_>) -> bool {
    let page = &doc.localized.page;
    let mut fences = page.fences.iter().filter(|fence| fence.is_free_of_entities());
    fences.any(|fence| entity_in(fence.content.of(page.text)).next().is_some())
}

/// The lines of all fences, with their white space folded.
fn code(view: &View<'_>) -> Vec<String> {
    let lines = view.page.fences.iter().flat_map(|fence| fence.lines(view.page.text));
    lines.map(|(_, line)| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// How little a page is to be believed: its contradictions, then the facts that no page of another revision shares,
/// then how few its facts are.
fn credit(group: &PageGroup<'_>, doc: usize) -> (usize, usize, usize) {
    let facts = |doc: &Doc<'_>| -> Vec<String> {
        doc.source
            .as_ref()
            .map_or_else(String::new, |view| view.contract.to_string())
            .lines()
            .map(str::to_owned)
            .collect()
    };
    let own = facts(&group.docs[doc]);
    let hash = &group.docs[doc].provenance.hash;
    let others: Vec<String> =
        group.docs.iter().filter(|other| other.provenance.hash != *hash).flat_map(facts).collect();
    let alone = own.iter().filter(|fact| !others.contains(fact)).count();
    let contradictions = group.docs[doc].source.as_ref().map_or(0, |view| contradictions(&view.contract));
    (contradictions, if others.is_empty() { 0 } else { alone }, usize::MAX - own.len())
}

/// Examples that fit no documented request, and success codes that prose and examples do not share.
fn contradictions(contract: &Contract) -> usize {
    let documented =
        |example: &&ExampleRequest| contract.requests.iter().any(|request| example.is_instance_of(request));
    let strange = contract.example_requests.iter().filter(|example| !documented(example)).count();
    let in_prose = |status: u16| {
        contract.responses.iter().any(|response| response.from == ResponseFrom::Prose && response.status == status)
    };
    let examples = contract.responses.iter().filter(|response| response.from == ResponseFrom::Example);
    strange + examples.filter(|response| !in_prose(response.status)).count()
}
