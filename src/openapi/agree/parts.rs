//! Where a `$ref` leads, and which parts were held against each other.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::names::Inside;
use super::{At, Disagreement, DisagreementKind};
use crate::data::{Node, Value};
use crate::span::Span;

/// How many `$ref`s lead from one to the next at most: a longer way leads nowhere.
const MOST_STEPS: usize = 64;

/// A part that a `$ref` leads to.
pub(super) struct Part<'n> {
    pub(super) at: At<'n>,
    /// The addresses on the way there; the last one is its own.
    pub(super) addresses: Vec<&'n str>,
}

impl<'n> Part<'n> {
    /// The address of the part.
    pub(super) fn address(&self) -> &'n str {
        self.addresses.last().copied().unwrap_or_default()
    }
}

/// The parts of a description, by the addresses that lead there.
pub(super) struct Parts<'n> {
    root: &'n Node,
    known: HashMap<&'n str, Option<At<'n>>>,
}

impl<'n> Parts<'n> {
    pub(super) fn new(root: &'n Node) -> Self {
        Self { root, known: HashMap::new() }
    }

    /// The part at an address inside the description, and where its key stands.
    pub(super) fn at(&mut self, address: &'n str) -> Option<At<'n>> {
        let root = self.root;
        *self.known.entry(address).or_insert_with(|| {
            keys(address)?.iter().try_fold((root, root.span), |(part, _): (&'n Node, Span), key| {
                let (key, value) = part.entries().iter().find(|(known, _)| known.scalar() == Some(key))?;
                Some((value, key.span))
            })
        })
    }

    /// The part that a node only names, be it by way of others.
    pub(super) fn named(&mut self, node: &'n Node) -> Option<Part<'n>> {
        let mut part = Part { at: (node, node.span), addresses: Vec::new() };
        while let Some(address) = name(part.at.0) {
            if part.addresses.contains(&address) || part.addresses.len() == MOST_STEPS {
                return None;
            }
            part.addresses.push(address);
            part.at = self.at(address)?;
        }
        (!part.addresses.is_empty()).then_some(part)
    }
}

/// The address of the part that a node names.
pub(super) fn name(node: &Node) -> Option<&str> {
    node.get("$ref").and_then(Node::text)
}

/// The keys that lead to an address inside a description.
pub(super) fn keys(address: &str) -> Option<Vec<String>> {
    let keys = address.strip_prefix("#/")?.split('/');
    Some(keys.map(|key| key.replace("~1", "/").replace("~0", "~")).collect())
}

/// The address that keys lead to.
pub(super) fn address<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    keys.fold("#".to_owned(), |address, key| address + "/" + &key.replace('~', "~0").replace('/', "~1"))
}

/// The parts that a `$ref` leads to, by their addresses.
#[derive(Default)]
pub(super) struct Named<'w> {
    /// Those of the English that both descriptions name alike.
    pub(super) both: HashSet<&'w str>,
    /// Those of the English that were compared with a part of another name, or of none.
    pub(super) english: HashSet<&'w str>,
    /// Those of the locale that were compared with what has no name in the English.
    pub(super) own: HashSet<&'w str>,
    /// Those of the locale that were compared with one of another name.
    pub(super) renamed: HashSet<&'w str>,
    /// What the locale and the English refer to at all.
    referred: [HashSet<&'w str>; 2],
}

impl<'w> Named<'w> {
    /// Takes all that two descriptions refer to.
    pub(super) fn refer(&mut self, own: &'w Node, english: &'w Node) {
        for (root, referred) in [own, english].into_iter().zip(&mut self.referred) {
            let mut open = vec![root];
            while let Some(node) = open.pop() {
                referred.extend(name(node));
                open.extend(node.entries().iter().map(|(_, value)| value).chain(node.items()));
            }
        }
    }

    /// Whether a part below `components` that the other side lacks has only another name there, or is one that nothing refers to.
    pub(super) fn is_own(&self, told: &Disagreement) -> bool {
        let is_part = match &told.path[..] {
            [first] => first == "definitions",
            [first, kind] => first == "components" && kind != "securitySchemes",
            _ => false,
        };
        let at = |name: &Option<String>| address(told.path.iter().chain(name).map(String::as_str));
        let is_idle = |side: usize, name| !self.referred[side].contains(&*at(name));
        // Nothing refers to any part of a kind.
        let is_idle_kind = || {
            let of_kind = at(&told.expected) + "/";
            told.path == ["components"]
                && told.kind == DisagreementKind::Missing
                && told.expected.as_deref() != Some("securitySchemes")
                && !self.referred[1].iter().any(|address| address.starts_with(&of_kind))
        };
        is_idle_kind()
            || is_part
                && match told.kind {
                    DisagreementKind::Missing => is_idle(1, &told.expected),
                    DisagreementKind::Added => is_idle(0, &told.found) || self.renamed.contains(&*at(&told.found)),
                    DisagreementKind::Changed => self.renamed.contains(&*at(&told.found)),
                }
    }

    /// Whether what one side lacks is a part by its name alone: what it says was compared.
    pub(super) fn holds(&self, told: &Disagreement) -> bool {
        let (named, name) = match told.kind {
            DisagreementKind::Missing => (&self.english, &told.expected),
            DisagreementKind::Added => (&self.own, &told.found),
            DisagreementKind::Changed => return false,
        };
        let keys = told.path.iter().chain(name).map(String::as_str);
        let address = &*address(keys);
        named.contains(address) && !(told.kind == DisagreementKind::Missing && self.both.contains(address))
    }
}

/// What was held against each other.
#[derive(Default)]
pub(super) struct Met {
    pairs: HashSet<(*const Node, *const Node, Inside)>,
    /// Each part leads to another one that it agreed with but for what was told.
    classes: HashMap<(*const Node, Inside), (*const Node, Inside)>,
}

impl Met {
    /// Whether two lists or maps meet for the first time.
    pub(super) fn is_new(&mut self, own: &Node, english: &Node, place: Inside) -> bool {
        let holds = |node: &Node| matches!(node.value, Value::List(_) | Value::Map(_));
        !holds(own) || !holds(english) || self.pairs.insert((own, english, place))
    }

    /// Whether two parts meet that did not meet by way of others either. So there are no more such pairs than parts, however
    /// they lead to each other.
    pub(super) fn is_news(&mut self, own: &Node, english: &Node, place: Inside) -> bool {
        let classes = &mut self.classes;
        let (own, english) = (last(classes, (own, place)), last(classes, (english, place)));
        own != english && classes.insert(own, english).is_none()
    }
}

/// Where a way ends. It is shorter the next time.
fn last<K: Copy + Eq + Hash>(ways: &mut HashMap<K, K>, mut from: K) -> K {
    while let Some(&next) = ways.get(&from) {
        if let Some(&over) = ways.get(&next) {
            ways.insert(from, over);
        }
        from = next;
    }
    from
}
