//! How one English contract became another.

use std::collections::BTreeSet;

use super::additions::{Fact, Stated, additions, shape};
use super::{Contract, Identifier, Request};
use crate::span::Span;

/// A fact that changed from an older to a newer English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What the fact is: `permission row`, `scope`, `header`, `response code`, `request`, `property` and so on.
    pub noun: String,
    /// The fact as it was, or as it is where it is new. Code is in backticks.
    pub fact: String,
    /// What became of it: `added`, `dropped`, `is now …`.
    pub fate: String,
    /// Where the older English states it.
    pub older: Option<Span>,
    /// Where the newer English states it.
    pub newer: Option<Span>,
}

/// What changed from `older` to `newer`, consent first. Prose, examples and the values of headers do not count.
#[must_use]
pub fn changes(older: &Contract, newer: &Contract) -> Vec<Change> {
    let (gained, lost) = (additions(older, newer), additions(newer, older));
    let was = twins(&lost, &gained, |old, new| likeness(old, new));
    let mut changes = Vec::with_capacity(gained.len() + lost.len());
    for (fact, was) in gained.iter().zip(&was) {
        match was {
            Some(old) => changes.push(became(&lost[*old], fact)),
            None => changes.extend(told(fact, true)),
        }
    }
    let gone = lost.iter().enumerate().filter(|(old, _)| !was.contains(&Some(*old)));
    changes.extend(gone.flat_map(|(_, fact)| told(fact, false)));
    let mut seen = BTreeSet::new();
    changes.retain(|change| seen.insert((change.noun.clone(), change.fact.clone(), change.fate.clone())));
    changes.sort_by_key(|change| ORDER.iter().position(|noun| *noun == change.noun).unwrap_or(ORDER.len()));
    changes
}

/// For each fact of `gained` the one of `lost` that became it: the likest first, and among equals the first of the page.
pub(super) fn twins<T>(lost: &[T], gained: &[T], likeness: impl Fn(&T, &T) -> Option<f64>) -> Vec<Option<usize>> {
    let alike = |(old, new): (usize, usize)| Some((likeness(&lost[old], &gained[new])?, old, new));
    let mut twins: Vec<(f64, usize, usize)> =
        (0..lost.len()).flat_map(|old| (0..gained.len()).map(move |new| (old, new))).filter_map(alike).collect();
    twins.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut was: Vec<Option<usize>> = vec![None; gained.len()];
    for (_, old, new) in twins {
        if was[new].is_none() && !was.contains(&Some(old)) {
            was[new] = Some(old);
        }
    }
    was
}

/// The nouns that come first; names of properties, parameters and so on follow.
const ORDER: [&str; 5] = ["permission row", "scope", "request", "header", "response code"];

/// How the requests of `today` differ from those of a page whose English is not at hand: they are what a translation
/// leaves alone. A page that documents none says nothing; and what is shown as an example, or `stands` on the page in
/// another form, is known.
#[must_use]
pub fn other_requests(page: &Contract, today: &Contract, stands: impl Fn(&Request) -> bool) -> Vec<Change> {
    if page.requests.is_empty() {
        return Vec::new();
    }
    let same = |one: &Request, method: &str, target: &str| one.method == method && shape(&one.path) == shape(target);
    let documented =
        |request: &Request, by: &Contract| by.requests.iter().any(|known| same(request, &known.method, &known.path));
    let shown = |request: &Request, by: &Contract| {
        by.example_requests.iter().any(|example| same(request, &example.method, &example.url))
    };
    let mut older = Contract { requests: page.requests.clone(), ..Contract::default() };
    let mut newer = Contract { requests: today.requests.clone(), ..Contract::default() };
    older.requests.retain(|request| documented(request, today) || !shown(request, today));
    newer.requests.retain(|request| documented(request, page) || !shown(request, page) && !stands(request));
    changes(&older, &newer)
}

/// How much `new` looks like what became of `old`, up to 1; `None` where it is another fact.
fn likeness(old: &Fact<'_>, new: &Fact<'_>) -> Option<f64> {
    let likeness = match (old.stated, new.stated) {
        (Stated::Row(_), Stated::Row(_)) if old.scopes == new.scopes && !old.scopes.is_empty() => 1.0,
        (Stated::Response(_), Stated::Response(_)) => 1.0,
        (Stated::Request(one), Stated::Request(other)) => request_likeness(one, other),
        (Stated::Identifier(one), Stated::Identifier(other)) => name_likeness(one, other),
        _ => 0.0,
    };
    (likeness >= 0.6).then_some(likeness)
}

pub(super) fn request_likeness(one: &Request, other: &Request) -> f64 {
    let likeness = strsim::normalized_levenshtein(&shape(&one.path), &shape(&other.path));
    match one.method == other.method {
        true => likeness,
        // Another method is another request, unless it is sent to the same place.
        false if likeness >= 1.0 => 0.6,
        false => 0.0,
    }
}

pub(super) fn name_likeness(one: &Identifier, other: &Identifier) -> f64 {
    let likeness = strsim::normalized_levenshtein(&one.name.to_lowercase(), &other.name.to_lowercase());
    if one.table == other.table && likeness >= 0.85 { likeness } else { 0.0 }
}

/// A fact, without the words that say what it is.
fn named(fact: &Fact<'_>) -> String {
    match fact.stated {
        Stated::Row(row) if fact.scopes.is_empty() => format!("`{}`", row.kind),
        Stated::Row(row) => {
            // A table with a column for each account kind names a scope once a column.
            let mut scopes = fact.scopes.clone();
            scopes.sort_unstable();
            scopes.dedup();
            format!("`{}` (`{}`)", row.kind, scopes.join("`, `"))
        }
        Stated::Scopes(row) => format!("`{}`", row.kind),
        Stated::Header(name) => format!("`{name}`"),
        Stated::Response(status) => status.to_string(),
        Stated::Request(request) => format!("`{} {}`", request.method, request.path),
        Stated::Identifier(name) => format!("`{}`", name.name),
    }
}

fn noun<'c>(fact: &Fact<'c>) -> &'c str {
    match fact.stated {
        Stated::Row(_) => "permission row",
        Stated::Scopes(_) => "scope",
        Stated::Header(_) => "header",
        Stated::Response(_) => "response code",
        Stated::Request(_) => "request",
        Stated::Identifier(name) => &name.table,
    }
}

/// A fact that changed its wording.
fn became(old: &Fact<'_>, new: &Fact<'_>) -> Change {
    let label = |fact: &Fact<'_>| match fact.stated {
        Stated::Row(row) => format!("`{}`", row.kind),
        _ => named(fact),
    };
    let (noun, fact, fate) = (noun(new).to_owned(), label(old), format!("is now {}", label(new)));
    Change { noun, fact, fate, older: Some(old.span), newer: Some(new.span) }
}

/// A fact that only one of the texts states: the newer one if it was `added`.
fn told(fact: &Fact<'_>, added: bool) -> Vec<Change> {
    let (older, newer) = if added { (None, Some(fact.span)) } else { (Some(fact.span), None) };
    let change = |name: String, fate: String| Change { noun: noun(fact).to_owned(), fact: name, fate, older, newer };
    let verb = if added { "added" } else { "dropped" };
    match fact.stated {
        Stated::Scopes(row) => {
            let fate = format!("{verb} {} row `{}`", if added { "to" } else { "from" }, row.kind);
            fact.scopes.iter().map(|scope| change(format!("`{scope}`"), fate.clone())).collect()
        }
        _ => vec![change(named(fact), verb.to_owned())],
    }
}

/// How many facts of one fate are named in a sentence.
const MOST_NAMED: usize = 12;

/// The changes in a sentence, those of one fate together.
#[must_use]
pub fn summary(changes: &[Change]) -> String {
    let parts = changes.chunk_by(|one, other| one.noun == other.noun && one.fate == other.fate).map(|alike| {
        let Change { noun, fate, .. } = &alike[0];
        let mut facts: Vec<String> = alike.iter().take(MOST_NAMED).map(|change| change.fact.clone()).collect();
        if alike.len() > MOST_NAMED {
            facts.push(format!("{} more", alike.len() - MOST_NAMED));
        }
        match facts.split_last() {
            Some((last, [])) => format!("{noun} {last} {fate}"),
            Some((last, facts)) => format!("{} {} and {last} {fate}", plural(noun), facts.join(", ")),
            None => String::new(),
        }
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Header, Permission, Place, Response, ResponseFrom};

    fn request(line: &str) -> Request {
        let (method, path) = line.split_once(' ').expect("a method and a target");
        Request { method: method.to_owned(), path: path.to_owned(), place: Place::default() }
    }

    fn row(kind: &str, scopes: &[&str]) -> Permission {
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let text = scopes.join(", ");
        Permission { kind: kind.to_owned(), scopes, text, columns: Vec::new(), place: Place::default() }
    }

    fn header(name: &str) -> Header {
        let (name, value, place) = (name.to_owned(), String::new(), Place::default());
        Header { name, value, place, value_span: Span::default() }
    }

    fn answer(status: u16) -> Response {
        let (reason, from, place) = (String::new(), ResponseFrom::Prose, Place::default());
        Response { status, reason, from, has_body: false, place }
    }

    fn name(name: &str) -> Identifier {
        let (table, place) = ("property".to_owned(), Place::default());
        Identifier { table, name: name.to_owned(), kind: None, place, kind_span: Span::default() }
    }

    #[test]
    fn each_fact_is_told_with_what_became_of_it() {
        let older = Contract {
            requests: vec![request("GET /users/{id}/x"), request("DELETE /a")],
            permissions: vec![row("Application", &["A.Read", "B.Read"]), row("Personal", &["C.Read"])],
            headers: vec![header("Prefer"), header("Accept")],
            responses: vec![answer(200)],
            identifiers: vec![name("Id"), name("kind")],
            ..Contract::default()
        };
        let newer = Contract {
            requests: vec![request("GET /users/{user-id}/y"), request("DELETE /a")],
            permissions: vec![row("Application", &["B.Read", "D.Read", "E.Read"]), row("Delegated", &["F.Read"])],
            headers: vec![header("accept")],
            responses: vec![answer(204)],
            identifiers: vec![name("id"), name("kind"), name("size"), name("weight")],
            ..Contract::default()
        };
        insta::assert_snapshot!(summary(&changes(&older, &newer)).replace("; ", "\n"), @r"
        permission row `Delegated` (`F.Read`) added
        permission row `Personal` (`C.Read`) dropped
        scopes `D.Read` and `E.Read` added to row `Application`
        scope `A.Read` dropped from row `Application`
        request `GET /users/{id}/x` is now `GET /users/{user-id}/y`
        header `Prefer` dropped
        response code 200 is now 204
        property `Id` is now `id`
        properties `size` and `weight` added
        ");
    }

    #[test]
    fn texts_that_state_the_same_did_not_change() {
        let older = Contract { requests: vec![request("GET /users/{id}")], ..Contract::default() };
        let newer = Contract { requests: vec![request("GET /v1.0/users/{user-id}")], ..Contract::default() };
        assert_eq!(changes(&older, &newer), []);
    }
}
