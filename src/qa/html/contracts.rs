//! What the pages with issues state, as the script of the page shows it: each text once.

use std::collections::HashMap;

use serde::Serialize;

use super::super::{Qa, shown};
use super::texts::Texts;
use crate::check::{Departure, LocaleContract, PageContract, PageFact};
use crate::contract::Statement;

/// So many bytes of contracts have room: those of the first pages.
const ROOM: usize = 4_500_000;
/// About so many bytes take a fact, a line of a locale, and a departure.
const NUMBERS: (usize, usize, usize) = (13, 4, 13);

/// What the script reads.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data<'q> {
    /// What the kinds of facts are called.
    kinds: Vec<&'q str>,
    pages: Vec<Row<'q>>,
    /// How many pages had no room.
    left_out: usize,
    texts: Vec<String>,
}

/// A page: its number, the English file, three numbers a fact — kind, text and line —, and its locales.
type Row<'q> = (usize, i64, Vec<i64>, Vec<Own<'q>>);

/// A locale: its number, its file, why it was not compared, the line of each fact, three numbers a fact that it states in another
/// way — fact, how and text —, and four a fact that it adds: kind, text, line, and whether its older English said so.
type Own<'q> = (Option<usize>, i64, Option<&'static str>, &'q [u32], Vec<i64>, Vec<i64>);

/// The contracts of `pages`; `None` where the run did not take them.
pub(super) fn contracts<'q, 'p>(qa: &'q Qa<'_>, pages: impl Iterator<Item = &'p str>) -> Option<Data<'q>> {
    let mut by_page: HashMap<String, Vec<&PageContract>> = HashMap::new();
    for contract in qa.report.contracts.as_ref()? {
        by_page.entry(shown(&contract.page)).or_default().push(contract);
    }
    let locales: Vec<&str> = qa.locales.iter().map(|locale| locale.locale).collect();
    // Nobody looks for these texts: they would only make each search longer.
    let (mut texts, mut kinds, mut used) = (Texts::default(), Kinds::default(), 0);
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for (at, page) in pages.enumerate() {
        let Some(contracts) = by_page.get(page) else { continue };
        if used + texts.size > ROOM {
            left_out += 1;
            continue;
        }
        for contract in contracts {
            used += NUMBERS.0 * contract.facts.len();
            let numbers = |own: &LocaleContract| NUMBERS.1 * own.lines.len() + NUMBERS.2 * own.departures.len();
            used += contract.locales.iter().map(numbers).sum::<usize>();
            let facts = contract.facts.iter().flat_map(|fact| kinds.fact(fact, &mut texts)).collect();
            let own = contract.locales.iter().map(|own| locale(own, &locales, &mut kinds, &mut texts)).collect();
            rows.push((at, texts.add(&contract.english), facts, own));
        }
    }
    Some(Data { kinds: kinds.0, pages: rows, left_out, texts: texts.into_all() })
}

/// What the kinds of facts are called.
#[derive(Default)]
struct Kinds<'q>(Vec<&'q str>);

impl<'q> Kinds<'q> {
    /// Kind, text and line.
    fn fact(&mut self, fact: &'q PageFact, texts: &mut Texts) -> [i64; 3] {
        let known = self.0.iter().position(|kind| **kind == *fact.kind);
        let kind = known.unwrap_or_else(|| {
            self.0.push(&fact.kind);
            self.0.len() - 1
        });
        [i64::try_from(kind).unwrap_or(-1), texts.add(&fact.text), i64::from(fact.line)]
    }
}

fn locale<'q>(own: &'q LocaleContract, locales: &[&str], kinds: &mut Kinds<'q>, texts: &mut Texts) -> Own<'q> {
    let (mut other, mut added) = (Vec::new(), Vec::new());
    for Departure { fact, how, stated, stale } in &own.departures {
        let [kind, text, line] = stated.as_ref().map_or([-1, -1, 0], |stated| kinds.fact(stated, texts));
        match fact {
            Some(fact) => other.extend([i64::from(*fact), code(*how, *stale), text]),
            None => added.extend([kind, text, line, i64::from(*stale)]),
        }
    }
    let at = locales.iter().position(|known| **known == *own.locale);
    (at, texts.add(&own.path), own.not_compared.map(|why| why.say()), &own.lines, other, added)
}

/// How a fact is stated, as a number: one that the older English stated so, too, is 4 more.
fn code(how: Statement, stale: bool) -> i64 {
    let how = match how {
        Statement::Same | Statement::Added => 0,
        Statement::InWords => 1,
        Statement::Other => 2,
        Statement::Missing => 3,
    };
    if stale { how + 4 } else { how }
}
