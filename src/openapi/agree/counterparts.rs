//! Which part of a description of a locale stands for which part of the English, where it has another name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::names::{Inside, inside};
use crate::data::{Node, Value};

/// A key with its value.
pub(super) type Entry = (Node, Node);

/// The parts below `components` that have another name in the description of the locale, by the addresses that lead there.
#[derive(Default)]
pub(super) struct Components {
    own: BTreeMap<String, String>,
}

impl Components {
    /// Finds the parts whose names differ in no more than what a generator puts before them: `tide.Gauge` and `v2_tide.Gauge`.
    pub(super) fn new(own: &Node, english: &Node) -> Self {
        let mut found = BTreeMap::new();
        let mut pair = |place: &str, mine: &[Entry], theirs: &[Entry]| {
            let (mine, theirs): (Vec<&Entry>, Vec<&Entry>) = (mine.iter().collect(), theirs.iter().collect());
            let address = |(name, _): &Entry| format!("#/{place}/{}", name.scalar().unwrap_or_default());
            found.extend(
                of_generators(&mine, &theirs)
                    .into_iter()
                    .map(|(at, other)| (address(theirs[at]), address(mine[other]))),
            );
        };
        for (kind, part) in english.get("components").into_iter().flat_map(Node::entries) {
            let Some(kind) = kind.scalar() else { continue };
            let mine = own.get("components").and_then(|own| own.get(kind)).map(Node::entries).unwrap_or_default();
            pair(&format!("components/{kind}"), mine, part.entries());
        }
        if let Some((mine, theirs)) = own.get("definitions").zip(english.get("definitions")) {
            pair("definitions", mine.entries(), theirs.entries());
        }
        Self { own: found }
    }

    /// Where the part is in the description of the locale that the English has at `address`.
    pub(super) fn own<'t>(&'t self, address: &'t str) -> &'t str {
        self.own.get(address).map_or(address, String::as_str)
    }

    /// The parts at `path` that have another name, as the places of the English ones and of those of the locale.
    fn renamed(&self, path: &[String], theirs: &[&Entry], known: &HashMap<Option<&str>, usize>) -> Vec<(usize, usize)> {
        let folder = format!("#/{}/", path.join("/"));
        let other = |(key, _): &&Entry| {
            let own = self.own.get(&format!("{folder}{}", key.scalar().unwrap_or_default()))?;
            known.get(&own.strip_prefix(&folder)).copied()
        };
        theirs.iter().enumerate().filter_map(|(at, entry)| Some((at, other(entry)?))).collect()
    }
}

/// The key of `mine` for each of `theirs`, if there is one.
pub(super) fn of(
    (place, path): (Inside, &[String]),
    mine: &[&Entry],
    theirs: &[&Entry],
    components: &Components,
) -> Vec<Option<usize>> {
    let known: HashMap<Option<&str>, usize> =
        mine.iter().enumerate().rev().map(|(at, (key, _))| (key.scalar(), at)).collect();
    let mut found: Vec<Option<usize>> = theirs.iter().map(|(key, _)| known.get(&key.scalar()).copied()).collect();
    let mut taken: HashSet<usize> = found.iter().flatten().copied().collect();
    let certain = match path {
        [first] if first == "paths" => of_operations(mine, theirs),
        [first] if first == "definitions" => components.renamed(path, theirs, &known),
        [first, _] if first == "components" => components.renamed(path, theirs, &known),
        _ => Vec::new(),
    };
    for (at, other) in certain {
        if found[at].is_none() && taken.insert(other) {
            found[at] = Some(other);
        }
    }
    let lost: Vec<usize> = (0..theirs.len()).filter(|at| found[*at].is_none()).collect();
    let added: Vec<usize> = (0..mine.len()).filter(|at| !taken.contains(at)).collect();
    // As many keys are missing as were added: each stands there under another name, if it says the same.
    if lost.len() == added.len() {
        for (at, other) in lost.into_iter().zip(added) {
            if is_alike(mine[other], theirs[at], (place, path)) {
                found[at] = Some(other);
            }
        }
    }
    found
}

/// The paths that have another name and an operation of the same id.
fn of_operations(mine: &[&Entry], theirs: &[&Entry]) -> Vec<(usize, usize)> {
    let mut all = BTreeMap::new();
    for (at, (_, item)) in mine.iter().enumerate() {
        for id in ids(item) {
            all.entry(id).or_insert(at);
        }
    }
    let by_id = |(_, item): &&Entry| ids(item).find_map(|id| all.get(id).copied());
    theirs.iter().enumerate().filter_map(|(at, entry)| Some((at, by_id(entry)?))).collect()
}

fn ids(item: &Node) -> impl Iterator<Item = &str> {
    item.entries().iter().filter_map(|(_, operation)| operation.get("operationId")?.text())
}

/// The parts whose names end alike behind what a generator put there, each at most once.
fn of_generators(mine: &[&Entry], theirs: &[&Entry]) -> Vec<(usize, usize)> {
    let ends = |all: &[&Entry], others: &[&Entry]| {
        let others: HashSet<Option<&str>> = others.iter().map(|(key, _)| key.scalar()).collect();
        let mut ends: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (key, _)) in all.iter().enumerate().filter(|(_, (key, _))| !others.contains(&key.scalar())) {
            ends.entry(end(key.scalar().unwrap_or_default()).to_owned()).or_default().push(at);
        }
        ends
    };
    let mine_by_end = ends(mine, theirs);
    let one = |all: &[usize]| if let [at] = all { Some(*at) } else { None };
    ends(theirs, mine)
        .iter()
        .filter_map(|(end, at)| one(at).zip(mine_by_end.get(end).and_then(|all| one(all))))
        .collect()
}

/// What a generator's name ends in: `Gauge` of `tide.Gauge`.
fn end(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether two parts of different names can stand for each other.
fn is_alike((own_key, own): &Entry, (key, english): &Entry, (place, path): (Inside, &[String])) -> bool {
    let segments = |key: &Node| key.scalar().unwrap_or_default().split('/').count();
    let is_path = matches!(path, [first] if first == "paths");
    if is_path && (segments(own_key) != segments(key) || have_ids(own) && have_ids(english)) {
        return false;
    }
    match (&own.value, &english.value) {
        (Value::Map(_), Value::Map(_)) if place == Inside::Example => true,
        (Value::Map(_), Value::Map(_)) => facts(own) == facts(english),
        (Value::List(_), Value::List(_)) => true,
        (Value::Text(_) | Value::Plain(_), Value::Text(_) | Value::Plain(_)) => true,
        _ => false,
    }
}

/// Whether an operation of a path says which one it is.
fn have_ids(item: &Node) -> bool {
    ids(item).next().is_some()
}

/// The key words of a part, without what is written for people, and its type.
fn facts(part: &Node) -> (Vec<&str>, Option<&str>) {
    let keys = part.entries().iter().filter_map(|(key, _)| key.scalar());
    let mut keys: Vec<&str> =
        keys.filter(|key| inside(Inside::Object, &[String::new()], key) != Inside::Text).collect();
    keys.sort_unstable();
    (keys, part.get("type").and_then(Node::scalar))
}
