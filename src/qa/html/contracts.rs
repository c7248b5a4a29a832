//! What the pages with issues state, as the script of the page shows it: each text once.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::super::{Qa, shown};
use super::texts::Texts;
use crate::check::{Departure, LocaleContract, PageContract, PageFact};
use crate::contract::Statement;

/// So many bytes of contracts have room. Those of the pages with the fewest points are left out.
const ROOM: usize = 6_000_000;
/// About as many bytes take a fact, and a line of a locale.
const NUMBERS: (usize, usize) = (14, 4);

/// The contracts by page, and what the kinds of their facts are called; `None` where the run did not take them.
pub(super) fn contracts<'p>(qa: &Qa<'_>, pages: impl Iterator<Item = &'p str>) -> Option<Value> {
    let mut by_page: HashMap<String, Vec<&PageContract>> = HashMap::new();
    for contract in qa.report.contracts.as_ref()? {
        by_page.entry(shown(&contract.page)).or_default().push(contract);
    }
    let locales: Vec<&str> = qa.locales.iter().map(|locale| locale.locale).collect();
    // Nobody looks for these texts: they would only make each search longer.
    let (mut texts, mut kinds, mut used) = (Texts::default(), Kinds::default(), 0);
    let mut rows: Vec<Value> = Vec::new();
    let mut left_out = 0;
    for (at, page) in pages.enumerate() {
        let Some(contracts) = by_page.get(page) else { continue };
        if used + texts.size > ROOM {
            left_out += 1;
            continue;
        }
        for contract in contracts {
            used += NUMBERS.0 * contract.facts.len();
            used += contract.locales.iter().map(|locale| NUMBERS.1 * locale.lines.len()).sum::<usize>();
            let facts: Vec<i64> = contract.facts.iter().flat_map(|fact| kinds.fact(fact, &mut texts)).collect();
            let own: Vec<Value> =
                contract.locales.iter().map(|own| locale(own, &locales, &mut kinds, &mut texts)).collect();
            rows.push(json!([at, texts.add(&contract.english), facts, own]));
        }
    }
    Some(json!({ "kinds": kinds.0, "pages": rows, "leftOut": left_out, "texts": texts.into_all() }))
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

/// A locale: its number, its file, why it was not compared, the line of each fact, and six numbers a departure: fact, how, kind,
/// text, line, and whether its older English said so.
fn locale<'q>(own: &'q LocaleContract, locales: &[&str], kinds: &mut Kinds<'q>, texts: &mut Texts) -> Value {
    let departures = own.departures.iter().flat_map(|Departure { fact, how, stated, stale }| {
        let how = match how {
            Statement::Same => 0,
            Statement::InWords => 1,
            Statement::Other => 2,
            Statement::Missing => 3,
            Statement::Added => 4,
        };
        let [kind, text, line] = stated.as_ref().map_or([-1, -1, 0], |stated| kinds.fact(stated, texts));
        [fact.map_or(-1, i64::from), how, kind, text, line, i64::from(*stale)]
    });
    let departures: Vec<i64> = departures.collect();
    json!([
        locales.iter().position(|known| **known == *own.locale),
        texts.add(&own.path),
        own.not_compared.map(|why| why.say()),
        own.lines,
        departures,
    ])
}
