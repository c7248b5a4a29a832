//! What a page makes of each fact that its English states, in the order of the page.

use std::collections::{HashMap, VecDeque};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::kind::{Fact, Kind};
use super::{Contract, KINDS};

/// A fact as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    /// What it is: `request`, `property`.
    pub(crate) kind: String,
    /// What it says.
    pub(crate) text: String,
    /// Where its line begins, in bytes of the file.
    pub(crate) line: usize,
}

/// How a page states a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Statement {
    /// As its English does.
    Same,
    /// In other words, which a translation may choose.
    InWords,
    /// As another fact.
    Other,
    /// Not at all.
    Missing,
    /// The English does not state it.
    Added,
}

/// What a page makes of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beside {
    /// Which one it is, in the order of [`Contract::stated`]; `None` where the English does not state it.
    pub(crate) fact: Option<usize>,
    /// How the page states it.
    pub(crate) how: Statement,
    /// What the page states; `None` where it is missing.
    pub(crate) own: Option<Stated>,
    /// Whether the English that the page was made from stated it, or left it out, in the same way.
    pub(crate) is_of_its_english: bool,
}

impl Contract {
    /// The facts in the order of the page.
    pub(crate) fn stated(&self) -> Vec<Stated> {
        in_order(&self.by_cell()).iter().map(Fact::stated).collect()
    }

    /// What `own` makes of each of these facts, and which it adds. It is the contract of a page that was made from `english`;
    /// facts that share a line with one of it stand for that where both are readings of one `bilingual` file.
    pub(crate) fn beside(&self, english: &Self, own: &Self, bilingual: bool) -> Vec<Beside> {
        let (canonical, english, own) = (self.by_cell(), english.by_cell(), own.by_cell());
        let (canonical, english, own) = (in_order(&canonical), in_order(&english), in_order(&own));
        let mut translated = vec![None; english.len()];
        if bilingual {
            by_line(&english, &own, &mut translated);
        }
        by_name(&english, &own, &mut translated);
        by_place(&english, &own, &mut translated);
        let mut kept = vec![None; canonical.len()];
        by_name(&canonical, &english, &mut kept);
        let mut stands: Vec<Option<usize>> = kept.iter().map(|kept| translated[(*kept)?]).collect();
        // An older page may say already what the English of today says.
        let is_lost = |at: &usize| kept[*at].is_none();
        let lost: Vec<usize> = (0..canonical.len()).filter(is_lost).collect();
        let is_free = |at: &usize| !stands.contains(&Some(*at));
        let free: Vec<usize> = (0..own.len()).filter(is_free).collect();
        let (lost_facts, free_facts) = (picked(&canonical, &lost), picked(&own, &free));
        let mut mended = vec![None; lost.len()];
        by_name(&lost_facts, &free_facts, &mut mended);
        for (at, mended) in lost.iter().zip(mended) {
            stands[*at] = mended.map(|own| free[own]);
        }
        let known = canonical.iter().enumerate().map(|(at, fact)| {
            let (was, is) = (kept[at].map(|at| &english[at]), stands[at].map(|at| &own[at]));
            Beside {
                fact: Some(at),
                how: is.map_or(Statement::Missing, |is| fact.said_by(is)),
                own: is.map(Fact::stated),
                is_of_its_english: match (was, is) {
                    (Some(was), Some(is)) => !was.is_same(fact) && was.is_same(is),
                    (None, None) => true,
                    _ => false,
                },
            }
        });
        let known: Vec<Beside> = known.collect();
        let is_added = |at: &usize| !stands.contains(&Some(*at));
        let added = (0..own.len()).filter(is_added).map(|at| Beside {
            fact: None,
            how: Statement::Added,
            own: Some(own[at].stated()),
            is_of_its_english: translated.contains(&Some(at)),
        });
        known.into_iter().chain(added).collect()
    }
}

impl Fact<'_> {
    fn stated(&self) -> Stated {
        let between = if self.kind.is_number { " " } else { ": " };
        let value = self.value.as_deref().filter(|value| !value.is_empty());
        let text = value.map_or_else(|| self.key.to_string(), |value| format!("{}{between}{value}", self.key));
        Stated { kind: self.noun.to_owned(), text, line: self.place.line }
    }

    /// How `own` states this fact.
    fn said_by(&self, own: &Self) -> Statement {
        let is_one = self.id == own.id && self.scopes == own.scopes;
        // Translations name account kinds in their own words.
        let is_consent = !self.scopes.is_empty() && self.value == own.value;
        let value = |fact: &Self| fact.value.clone().unwrap_or_default();
        let is_value = !self.kind.is_whole || !(self.kind.value.1)(&value(self), &value(own)).1;
        match is_consent || is_one && is_value {
            _ if self.is_same(own) => Statement::Same,
            true => Statement::InWords,
            false => Statement::Other,
        }
    }
}

fn in_order(contract: &Contract) -> Vec<Fact<'_>> {
    let mut facts: Vec<Fact<'_>> = KINDS.iter().flat_map(|kind| (kind.facts)(contract)).collect();
    facts.sort_by_key(|fact| (fact.place.line, fact.place.span.start));
    facts
}

fn picked<'c>(facts: &[Fact<'c>], places: &[usize]) -> Vec<Fact<'c>> {
    places.iter().map(|at| facts[*at].clone()).collect()
}

/// What sets facts of a kind and noun apart from all others.
type Sort<'f> = (*const Kind, &'f str);

fn sort<'f>(fact: &'f Fact<'_>) -> Sort<'f> {
    (std::ptr::from_ref(fact.kind), fact.noun)
}

/// Those of `own` that no fact has a twin in yet.
fn free(own: usize, twins: &[Option<usize>]) -> impl Iterator<Item = usize> {
    let mut is_taken = vec![false; own];
    twins.iter().flatten().for_each(|at| is_taken[*at] = true);
    (0..own).filter(move |at| !is_taken[*at])
}

/// Gives each fact without a twin the first of `own` for which `key` says the same.
fn by_key<'f, K: std::hash::Hash + Eq>(
    (english, own): (&'f [Fact<'_>], &'f [Fact<'_>]),
    twins: &mut [Option<usize>],
    key: impl Fn(&'f Fact<'_>) -> K,
) {
    let mut known: HashMap<K, VecDeque<usize>> = HashMap::new();
    free(own.len(), twins).for_each(|at| known.entry(key(&own[at])).or_default().push_back(at));
    for (fact, twin) in english.iter().zip(twins).filter(|(_, twin)| twin.is_none()) {
        *twin = known.get_mut(&key(fact)).and_then(VecDeque::pop_front);
    }
}

/// The facts of one line of a bilingual file, one by one.
fn by_line(english: &[Fact<'_>], own: &[Fact<'_>], twins: &mut [Option<usize>]) {
    by_key((english, own), twins, |fact| (std::ptr::from_ref(fact.kind), fact.place.line));
}

/// The same facts, with the same value where there are several.
fn by_name(english: &[Fact<'_>], own: &[Fact<'_>], twins: &mut [Option<usize>]) {
    by_key((english, own), twins, |fact| (sort(fact), &fact.id, &fact.value));
    by_key((english, own), twins, |fact| (sort(fact), &fact.id));
    // What a page shows as an example is stated all the same.
    by_key((english, own), twins, |fact| (&fact.id, &fact.value));
}

/// What is left, in order, from one fact that has a twin to the next.
fn by_place(english: &[Fact<'_>], own: &[Fact<'_>], twins: &mut [Option<usize>]) {
    let mut sorts: HashMap<Sort<'_>, (Vec<usize>, Vec<usize>)> = HashMap::new();
    (0..english.len()).for_each(|at| sorts.entry(sort(&english[at])).or_default().0.push(at));
    (0..own.len()).for_each(|at| sorts.entry(sort(&own[at])).or_default().1.push(at));
    let mut of = vec![None; own.len()];
    twins.iter().enumerate().for_each(|(at, twin)| twin.iter().for_each(|own| of[*own] = Some(at)));
    for (english, own) in sorts.into_values() {
        let mut next = 0;
        for at in own {
            match of[at] {
                Some(twin) => next = english.partition_point(|at| *at <= twin),
                None => {
                    if let Some(gap) = english.get(next).filter(|gap| twins[**gap].is_none()) {
                        twins[*gap] = Some(at);
                        next += 1;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A contract whose facts stand one a line.
    fn contract(lines: &[&str]) -> Contract {
        let mut contract = Contract::default();
        for (at, line) in lines.iter().enumerate() {
            let place = super::super::Place { line: at, ..Default::default() };
            contract.read(line, place).expect("a fact");
        }
        contract
    }

    fn told(canonical: &[&str], english: &[&str], own: &[&str], bilingual: bool) -> Vec<String> {
        let (canonical, english, own) = (contract(canonical), contract(english), contract(own));
        let facts = canonical.stated();
        let row = |row: Beside| {
            let fact = row.fact.map_or("", |at| &facts[at].text);
            let own = row.own.map(|own| own.text).unwrap_or_default();
            let stale = if row.is_of_its_english { " as its English" } else { "" };
            format!("{fact} | {own} | {:?}{stale}", row.how)
        };
        canonical.beside(&english, &own, bilingual).into_iter().map(row).collect()
    }

    #[test]
    fn facts_stand_in_the_order_of_the_page_and_a_translated_name_beside_its_own() {
        let english = ["request GET /parcels", "header Accept: application/json", "header If-Match: {etag}"];
        let own = ["request GET /parcels", "header Annehmen: application/json", "header If-Match: {etag}"];
        assert_eq!(
            told(&english, &english, &own, false),
            [
                "GET /parcels | GET /parcels | Same",
                "Accept: application/json | Annehmen: application/json | Other",
                "If-Match: {etag} | If-Match: {etag} | Same",
            ]
        );
    }

    #[test]
    fn a_lost_row_is_missing_and_shifts_no_other() {
        let english = ["property id: String", "property name: String", "property size: Int32"];
        assert_eq!(
            told(&english, &english, &["property id: Zeichenfolge", "property size: Int32"], false),
            [
                "id: String | id: Zeichenfolge | InWords",
                "name: String |  | Missing",
                "size: Int32 | size: Int32 | Same",
            ]
        );
    }

    #[test]
    fn in_a_bilingual_file_the_line_tells_what_stands_for_what() {
        let english = ["header Accept: a", "header Prefer: b"];
        assert_eq!(
            told(&english, &english, &["header Prefer: a", "header Bevorzugen: b"], true),
            ["Accept: a | Prefer: a | Other", "Prefer: b | Bevorzugen: b | Other",]
        );
    }

    #[test]
    fn what_an_older_english_said_is_told_apart_from_damage() {
        let (today, older) = (["property id: String", "response 201"], ["property code: String", "response 200"]);
        assert_eq!(
            told(&today, &older, &older, false),
            [
                "id: String |  | Missing as its English",
                "201 |  | Missing as its English",
                " | code: String | Added as its English",
                " | 200 | Added as its English",
            ]
        );
        assert_eq!(
            told(&today, &older, &["property id: String", "response 200"], false)[0],
            "id: String | id: String | Same"
        );
    }

    #[test]
    fn a_request_that_is_an_example_here_is_no_lost_one() {
        let english = ["request GET /parcels", "request PUT /parcels"];
        assert_eq!(
            told(&english, &english, &["example request GET /parcels"], false),
            ["GET /parcels | GET /parcels | InWords", "PUT /parcels |  | Missing",]
        );
    }

    #[test]
    fn consent_is_the_same_under_a_translated_kind_of_account() {
        let english = ["permission Application: A.Read, B.Read"];
        assert_eq!(
            told(&english, &english, &["permission Anwendung: A.Read, B.Read"], false),
            ["Application: A.Read, B.Read | Anwendung: A.Read, B.Read | InWords",]
        );
        assert_eq!(
            told(&english, &english, &["permission Application: A.Read"], false),
            ["Application: A.Read, B.Read | Application: A.Read | Other",]
        );
    }
}
