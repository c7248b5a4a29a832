//! What differs between two contracts, and what it means to a client.

use std::fmt;

use serde::Serialize;

use super::additions::shape;
use super::changes::{name_likeness, request_likeness, twins};
use super::{Contract, Header, Identifier, Permission, Request, Response, ResponseFrom};
use crate::span::Span;

/// A difference between two contracts. It shows as a sentence: what changed, and what that means to a client.
///
/// ```
/// use docparity::{Contract, compare};
///
/// let older: Contract = "request GET /parcels/{id}".parse()?;
/// let difference = &compare(&older, &Contract::default())[0];
/// assert_eq!(difference.what, "request `GET /parcels/{id}` removed");
/// assert_eq!(difference.meaning, "clients that send it may fail");
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// What changed. Code is in backticks.
    pub what: String,
    /// What it means to a client that was written by the older contract.
    pub meaning: &'static str,
    /// Whether such a client may fail.
    pub breaking: bool,
    /// Where the newer contract states it; `None` where it does not.
    #[doc(hidden)]
    #[serde(skip)]
    pub place: Option<Span>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.meaning)
    }
}

/// A fact of the older contract and what became of it; one of both is there.
type Fate<'c, T> = (Option<&'c T>, Option<&'c T>);

/// All differences between two contracts, wherever their facts stand: requests, consent, headers, response codes, names,
/// and examples last. Nothing is left out that the text of a contract shows.
///
/// ```
/// use docparity::{Contract, compare};
///
/// let older: Contract = "permission Application: Mail.Read, Mail.Send\n".parse()?;
/// let newer: Contract = "permission Application: Mail.Send\n".parse()?;
/// let differences = compare(&older, &newer);
/// assert_eq!(differences[0].to_string(), "scope `Mail.Read` removed from `Application`: clients lose consent");
/// assert!(differences[0].breaking);
/// # Ok::<(), docparity::InvalidContract>(())
/// ```
#[must_use]
pub fn compare(older: &Contract, newer: &Contract) -> Vec<Difference> {
    let (older, newer) = (&older.as_read(), &newer.as_read());
    let mut found = Vec::new();
    let same = |one: &Request, other: &Request| (&one.method, &one.path) == (&other.method, &other.path);
    let like = |one: &Request, other: &Request| Some(request_likeness(one, other)).filter(|likeness| *likeness >= 0.6);
    found.extend(fates(&older.requests, &newer.requests, same, like).into_iter().filter_map(request));

    let same = |one: &Permission, other: &Permission| one.kind == other.kind && scopes(one) == scopes(other);
    let mut rows = fates(&older.permissions, &newer.permissions, same, row_likeness);
    found.extend(swaps(&mut rows));
    found.extend(rows.into_iter().flat_map(consent));

    let same = |one: &Header, other: &Header| (&one.name, &one.value) == (&other.name, &other.value);
    found.extend(fates(&older.headers, &newer.headers, same, header_likeness).into_iter().flat_map(header));

    found.extend(responses(older, newer, ResponseFrom::Prose));

    let same = |one: &Identifier, other: &Identifier| {
        (&one.table, &one.name, &one.kind) == (&other.table, &other.name, &other.kind)
    };
    let alone = |table: &str| {
        let count = |own: &Contract, other: &Contract| {
            let is_new =
                |name: &&Identifier| name.table == table && !other.identifiers.iter().any(|it| it.name == name.name);
            own.identifiers.iter().filter(is_new).count()
        };
        count(older, newer) == 1 && count(newer, older) == 1
    };
    let like = |one: &Identifier, other: &Identifier| match one.table == other.table {
        true if one.name == other.name => Some(1.0),
        true if name_likeness(one, other) > 0.0 => Some(0.9),
        true if one.kind == other.kind && alone(&one.table) => Some(0.6),
        _ => None,
    };
    found.extend(fates(&older.identifiers, &newer.identifiers, same, like).into_iter().filter_map(identifier));

    found.extend(responses(older, newer, ResponseFrom::Example));
    let request = |contract: &Contract| -> Vec<Request> {
        let examples = contract.example_requests.iter();
        examples.map(|it| Request { method: it.method.clone(), path: it.url.clone(), place: it.place }).collect()
    };
    let (old, new) = (request(older), request(newer));
    let same = |one: &Request, other: &Request| (&one.method, &one.path) == (&other.method, &other.path);
    let like = |one: &Request, other: &Request| Some(request_likeness(one, other)).filter(|likeness| *likeness >= 0.6);
    found.extend(fates(&old, &new, same, like).into_iter().filter_map(|fate| {
        let name = |it: &Request| (format!("`{} {}`", it.method, it.path), it.place.span);
        told(
            "example request",
            fate,
            name,
            [false; 3],
            ["readers copy another request", "no example shows it now", "a new example"],
        )
    }));
    found
}

/// What is not on both sides: each fact beside the one it became.
fn fates<'c, T>(
    older: &'c [T],
    newer: &'c [T],
    same: impl Fn(&T, &T) -> bool,
    likeness: impl Fn(&T, &T) -> Option<f64>,
) -> Vec<Fate<'c, T>> {
    let mut gained: Vec<&T> = newer.iter().collect();
    let mut lost: Vec<&T> = Vec::new();
    for fact in older {
        match gained.iter().position(|known| same(fact, known)) {
            Some(at) => _ = gained.remove(at),
            None => lost.push(fact),
        }
    }
    let was = twins(&lost, &gained, |old, new| likeness(old, new));
    let gone = (0..lost.len()).filter(|old| !was.contains(&Some(*old))).map(|old| (Some(lost[old]), None));
    let gone: Vec<Fate<'_, T>> = gone.collect();
    let mut fates: Vec<Fate<'_, T>> =
        was.iter().zip(&gained).map(|(was, new)| (was.map(|old| lost[old]), Some(*new))).collect();
    fates.extend(gone);
    fates
}

/// A fact that became another, was removed, or was added; `breaking` and `meanings` stand in this order. `name` tells what
/// a fact is called and where it stands.
fn told<T>(
    noun: &str,
    fate: Fate<'_, T>,
    name: impl Fn(&T) -> (String, Span),
    breaking: [bool; 3],
    meanings: [&'static str; 3],
) -> Option<Difference> {
    let (what, at, place) = match (fate.0.map(&name), fate.1.map(&name)) {
        (Some((old, _)), Some((new, place))) => (format!("{noun} {old} is now {new}"), 0, Some(place)),
        (Some((old, _)), None) => (format!("{noun} {old} removed"), 1, None),
        (None, Some((new, place))) => (format!("{noun} {new} added"), 2, Some(place)),
        (None, None) => return None,
    };
    Some(Difference { what, meaning: meanings[at], breaking: breaking[at], place })
}

fn request(fate: Fate<'_, Request>) -> Option<Difference> {
    let name = |it: &Request| (format!("`{} {}`", it.method, it.path), it.place.span);
    let renamed =
        matches!(fate, (Some(old), Some(new)) if old.method == new.method && shape(&old.path) == shape(&new.path));
    let changed = if renamed { "the same request, written in another way" } else { "clients send another request" };
    told(
        "request",
        fate,
        name,
        [!renamed, true, false],
        [changed, "clients that send it may fail", "clients may send it"],
    )
}

fn scopes(row: &Permission) -> Vec<&str> {
    let mut scopes: Vec<&str> = row.scopes.iter().map(String::as_str).collect();
    scopes.sort_unstable();
    scopes
}

fn row_likeness(one: &Permission, other: &Permission) -> Option<f64> {
    if one.kind == other.kind {
        return Some(1.0);
    }
    (!one.scopes.is_empty() && scopes(one) == scopes(other)).then_some(0.9)
}

const CONSENT: &str = "clients lose consent";

fn consent(fate: Fate<'_, Permission>) -> Vec<Difference> {
    let row = |it: &Permission| (format!("`{}`", it.kind), it.place.span);
    let (old, new) = match fate {
        (Some(old), Some(new)) if old.kind == new.kind => (old, new),
        _ => {
            let loses = fate.0.is_some_and(|old| !old.scopes.is_empty());
            let gone = if loses { CONSENT } else { "it named no scope" };
            let meanings =
                ["clients ask consent for another kind of account", gone, "another kind of account may call"];
            return told("permission row", fate, row, [true, loses, false], meanings).into_iter().collect();
        }
    };
    let without = |own: &Permission, other: &Permission| -> Vec<String> {
        let mut missing: Vec<String> = own.scopes.iter().filter(|it| !other.scopes.contains(it)).cloned().collect();
        missing.sort();
        missing.dedup();
        missing
    };
    let kind = if new.kind.is_empty() { "a row without a name".to_owned() } else { row(new).0 };
    let scope = |scope: &str, fate: &str, meaning, breaking| Difference {
        what: format!("scope `{scope}` {fate} {kind}"),
        meaning,
        breaking,
        place: Some(new.place.span),
    };
    let (lost, gained) = (without(old, new), without(new, old));
    let was = twins(&lost, &gained, |old, new| is_mangled(old, new).then_some(1.0));
    let gone = (0..lost.len()).filter(|old| !was.contains(&Some(*old)));
    let mut found: Vec<Difference> = gone.map(|old| scope(&lost[old], "removed from", CONSENT, true)).collect();
    found.extend(gained.iter().zip(&was).map(|(new, was)| match was {
        Some(old) => scope(&lost[*old], &format!("is now `{new}` in"), CONSENT, true),
        None => scope(new, "added to", "clients may ask for it", false),
    }));
    if found.is_empty() {
        let what = format!("a scope of {kind} is named another number of times");
        found.push(Difference { what, meaning: "the same consent", breaking: false, place: Some(new.place.span) });
    }
    found
}

/// Whether `new` is a scope with a slip of the pen in it, or what is left of one that was broken.
fn is_mangled(old: &str, new: &str) -> bool {
    strsim::damerau_levenshtein(old, new) <= 1 || old.ends_with(new)
}

/// Rows that have each other's scopes are told as such, once; the others stay.
fn swaps(rows: &mut Vec<Fate<'_, Permission>>) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let crossed = |one: Fate<'_, Permission>, other: Fate<'_, Permission>| match (one, other) {
            ((Some(a), Some(b)), (Some(c), Some(d))) => {
                a.kind == b.kind && c.kind == d.kind && scopes(a) == scopes(d) && scopes(b) == scopes(c)
            }
            _ => false,
        };
        let one = rows[at];
        match (at + 1..rows.len()).find(|other| crossed(one, rows[*other])) {
            Some(other) => {
                let name = |fate: Fate<'_, Permission>| fate.0.map_or("", |row| &row.kind).to_owned();
                let what = format!("the scopes of `{}` and `{}` are swapped", name(one), name(rows[other]));
                let place = one.1.map(|row| row.place.span);
                found.push(Difference { what, meaning: CONSENT, breaking: true, place });
                rows.remove(other);
                rows.remove(at);
            }
            None => at += 1,
        }
    }
    found
}

fn header_likeness(one: &Header, other: &Header) -> Option<f64> {
    match one.name.eq_ignore_ascii_case(&other.name) {
        true if one.value == other.value => Some(1.0),
        true => Some(0.9),
        false => (one.value == other.value).then_some(0.7),
    }
}

fn header(fate: Fate<'_, Header>) -> Vec<Difference> {
    let name = |it: &Header| format!("`{}`", it.name);
    let (Some(old), Some(new)) = fate else { return Vec::from_iter(other_header(fate)) };
    if !old.name.eq_ignore_ascii_case(&new.name) {
        return Vec::from_iter(other_header(fate));
    }
    let (mut found, place) = (Vec::new(), Some(new.place.span));
    if old.name != new.name {
        let what = format!("header {} is now written {}", name(old), name(new));
        found.push(Difference { what, meaning: "the case of a header does not count", breaking: false, place });
    }
    if old.value != new.value {
        let breaking = tokens(&old.value) != tokens(&new.value);
        let meaning = if breaking { "clients send another value" } else { "other words, the same value" };
        let what = format!("value of header {} is now `{}`, was `{}`", name(new), new.value, old.value);
        found.push(Difference { what, meaning, breaking, place });
    }
    found
}

/// A header that is on one side alone, or that has another name.
fn other_header(fate: Fate<'_, Header>) -> Option<Difference> {
    let required = fate.1.is_some_and(|new| is_required(&new.value));
    let added = if required { "clients that do not send it fail" } else { "clients may send it" };
    let renamed = "clients send a header that the server does not know";
    let noun = if required && fate.0.is_none() { "required header" } else { "header" };
    let meanings = [renamed, "clients send the request without it", added];
    told(noun, fate, |it| (format!("`{}`", it.name), it.place.span), [true, true, required], meanings)
}

/// What of a header's value is sent: the scheme, media types, and placeholders.
fn tokens(value: &str) -> Vec<&str> {
    let words = value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '。' | '、'));
    let words = words.map(|word| word.trim_matches(['.', ':', '`', '"', '(', ')']));
    let sent = |word: &&str| {
        let is_type = |(kind, rest): (&str, &str)| !kind.is_empty() && !rest.is_empty();
        SCHEMES.iter().any(|scheme| word.starts_with(scheme))
            || word.contains(['{', '<', '=', '['])
            || word.split_once('/').is_some_and(is_type)
    };
    words.filter(sent).collect()
}

/// The authorization schemes of RFC 6750, RFC 7617 and RFC 7616.
const SCHEMES: [&str; 3] = ["Bearer", "Basic", "Digest"];

/// Words for `required`, as header tables of several languages write it.
const REQUIRED: [&str; 14] = [
    "required",
    "erforderlich",
    "obligatori",
    "requerid",
    "necesari",
    "obligatoire",
    "requis",
    "必須",
    "必需",
    "필수",
    "обязател",
    "требуется",
    "verplicht",
    "wymagan",
];

fn is_required(value: &str) -> bool {
    let value = value.to_lowercase();
    REQUIRED.iter().any(|word| value.contains(word)) && !value.contains("not required")
}

fn responses(older: &Contract, newer: &Contract, from: ResponseFrom) -> Vec<Difference> {
    let of = |contract: &Contract| -> Vec<Response> {
        contract.responses.iter().filter(|response| response.from == from).cloned().collect()
    };
    let (old, new) = (of(older), of(newer));
    let same = |one: &Response, other: &Response| (one.status, &one.reason) == (other.status, &other.reason);
    let like = |one: &Response, other: &Response| Some(if one.status == other.status { 1.0 } else { 0.7 });
    let promised = from == ResponseFrom::Prose;
    let noun = if promised { "response code" } else { "example response" };
    let tell = |fate: Fate<'_, Response>| match fate {
        (Some(one), Some(other)) if one.status == other.status => {
            let what = format!("reason of {noun} {} is now `{}`, was `{}`", one.status, other.reason, one.reason);
            Some(Difference { what, meaning: "the code is the same", breaking: false, place: Some(other.place.span) })
        }
        _ => {
            let meanings = match promised {
                true => ["clients meet another code", "clients that wait for it may fail", "clients may meet it"],
                false => ["the example shows another code", "no example shows it now", "a new example"],
            };
            told(noun, fate, |it| (it.status.to_string(), it.place.span), [promised, promised, false], meanings)
        }
    };
    fates(&old, &new, same, like).into_iter().filter_map(tell).collect()
}

fn identifier(fate: Fate<'_, Identifier>) -> Option<Difference> {
    if let (Some(old), Some(new)) = fate
        && old.name == new.name
    {
        let kind = |it: &Identifier| format!("`{}`", it.kind.as_deref().unwrap_or_default());
        let what = format!("type of {} `{}` is now {}, was {}", new.table, new.name, kind(new), kind(old));
        return Some(Difference {
            what,
            meaning: "clients read or send another type",
            breaking: true,
            place: Some(new.place.span),
        });
    }
    let noun = fate.0.or(fate.1)?.table.clone();
    let meanings =
        ["clients use a name that the server does not know", "clients that use it may fail", "clients may use it"];
    told(&noun, fate, |it| (format!("`{}`", it.name), it.place.span), [true, true, false], meanings)
}

#[cfg(test)]
mod tests;
