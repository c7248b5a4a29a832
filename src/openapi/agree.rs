//! Holds the description of one locale against the English one: only what is written for people may differ.

mod counterparts;
mod names;
mod parts;
mod prose;
mod tags;
#[cfg(all(test, feature = "cli"))]
mod tests;
mod values;

use std::collections::{BTreeSet, HashSet, VecDeque};

use crate::data::{Node, Value};
use crate::link::{Address, Speech};
use crate::span::Span;
use counterparts::{Components, Entry};
use names::{Inside, inside, of_items};
use parts::{Met, Named, Parts};
use prose::{is_label, is_prose, same_sample};
use tags::{Tags, names as names_of_tags};
use values::{ends_in_locale, have_other_hosts_alone, is_implied, shown, unquoted};

/// What a description of a locale says otherwise than the English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What is wrong.
    pub kind: DisagreementKind,
    /// Where it stands, in the description of the locale; of what is missing, the key or item that lacks it.
    pub span: Span,
    /// Where the English stands, if it has it.
    pub english: Option<Span>,
    /// The keys that lead there.
    pub path: Vec<String>,
    /// What the English says.
    pub expected: Option<String>,
    /// What the locale says.
    pub found: Option<String>,
    /// Whether it stands in an example.
    pub is_example: bool,
    /// Whether it is what a description may well have of its own: the host of a server, a part that has another name everywhere, or
    /// one that nothing refers to.
    pub is_own: bool,
}

/// How a description disagrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DisagreementKind {
    /// Something is missing.
    Missing,
    /// The English lacks it.
    Added,
    /// Another name or value stands there.
    Changed,
}

/// Whether a text can be a description: what is no description says so when it is read.
#[must_use]
pub fn is_description(text: &str) -> bool {
    ["\"openapi\"", "\"swagger\"", "openapi:", "swagger:"]
        .iter()
        .any(|key| memchr::memmem::find(text.as_bytes(), key.as_bytes()).is_some())
}

/// What the description `own`, for readers of `locale`, says otherwise than `english`. Nothing where one of them is none.
#[must_use]
pub fn disagreements(own: &Node, english: &Node, locale: &Speech) -> Vec<Disagreement> {
    let is_root = |node: &Node| ["openapi", "swagger"].iter().any(|key| node.get(key).is_some());
    if !is_root(own) || !is_root(english) {
        return Vec::new();
    }
    let mut walk = Walk {
        speech: locale,
        tags: Tags::new(own, english),
        components: Components::new(own, english),
        own: Parts::new(own),
        english: Parts::new(english),
        named: Named::default(),
        met: Met::default(),
        later: VecDeque::new(),
        path: Vec::new(),
        found: Vec::new(),
    };
    walk.compare((own, own.span), (english, english.span), Inside::Object);
    let first = walk.found.len();
    while let Some((own, english, place, path)) = walk.later.pop_front() {
        walk.path = path;
        walk.compare(own, english, place);
    }
    let Walk { mut named, mut found, .. } = walk;
    named.refer(own, english);
    found.iter_mut().for_each(|it| it.is_own |= named.is_own(it));
    let mut told = HashSet::new();
    let mut at = 0;
    found.retain(|it| {
        at += 1;
        // Several ways may lead to the same difference.
        let is_new = told.insert((it.kind, it.span, it.expected.clone(), it.found.clone()));
        (is_new || at <= first) && !named.holds(it)
    });
    found
}

/// A node, and where the key stands that it is the value of.
type At<'n> = (&'n Node, Span);

/// What is compared when all else is: two parts, what they are, and the keys that lead to the English one.
type Later<'w> = (At<'w>, At<'w>, Inside, Vec<String>);

struct Walk<'w> {
    speech: &'w Speech,
    tags: Tags,
    components: Components,
    own: Parts<'w>,
    english: Parts<'w>,
    named: Named<'w>,
    met: Met,
    later: VecDeque<Later<'w>>,
    path: Vec<String>,
    found: Vec<Disagreement>,
}

impl<'w> Walk<'w> {
    fn report(
        &mut self,
        kind: DisagreementKind,
        span: Span,
        texts: (Option<(String, Span)>, Option<String>),
        place: Inside,
    ) {
        let (expected, found) = texts;
        let english = expected.as_ref().map(|(_, span)| *span);
        let (path, expected) = (self.path.clone(), expected.map(|(text, _)| text));
        self.found.push(Disagreement {
            kind,
            span,
            english,
            path,
            expected,
            found,
            is_example: place == Inside::Example,
            is_own: false,
        });
    }

    fn compare(&mut self, own: At<'w>, english: At<'w>, place: Inside) {
        if place == Inside::Text || self.is_put_off(own, english, place) || !self.met.is_new(own.0, english.0, place) {
            return;
        }
        match (&own.0.value, &english.0.value) {
            (Value::List(_), Value::List(_)) if place == Inside::Tags => self.tags(own, english),
            (Value::Map(_), Value::Map(_)) => self.maps(own, english, place),
            (Value::List(_), Value::List(_)) => self.lists(own, english, place),
            (Value::Text(_) | Value::Plain(_), Value::Text(_) | Value::Plain(_)) => {
                self.scalars(own.0, english.0, place)
            }
            _ => {
                let texts = (Some((shown(english.0), english.1)), Some(shown(own.0)));
                self.report(DisagreementKind::Changed, own.1, texts, place);
            }
        }
    }

    /// Whether one of two parts, or both, only name what is compared in their stead.
    fn is_put_off(&mut self, own: At<'w>, english: At<'w>, place: Inside) -> bool {
        let (mine, theirs) = (parts::name(own.0), parts::name(english.0));
        if let (Some(mine), Some(theirs)) = (mine, theirs)
            && mine == self.components.own(theirs)
        {
            self.named.both.insert(theirs);
            return false;
        }
        let (own_part, english_part) = (self.own.named(own.0), self.english.named(english.0));
        match (own_part, english_part) {
            (Some(own), Some(english)) => {
                let (mine, theirs) = (own.address(), english.address());
                let is_same = mine == self.components.own(theirs);
                // Another part of the same description is another one; a name that it has not is a name alone.
                if !is_same && (self.own.at(theirs).is_some() || self.english.at(mine).is_some()) {
                    return false;
                }
                self.named.own.extend(own.addresses.iter().filter(|it| **it != mine));
                self.named.english.extend(english.addresses.iter().filter(|it| !is_same || **it != theirs));
                if !is_same {
                    self.named.renamed.insert(mine);
                    self.put_off(own.at, english.at, (place, parts::keys(theirs)));
                }
            }
            (Some(own), None) if theirs.is_none() => {
                self.named.own.extend(&own.addresses);
                self.put_off(own.at, english, (place, None));
            }
            (None, Some(part)) if mine.is_none() => {
                self.named.english.extend(&part.addresses);
                let keys = parts::keys(part.address());
                self.put_off(own, part.at, (place, keys));
            }
            _ => return false,
        }
        true
    }

    fn put_off(&mut self, own: At<'w>, english: At<'w>, (place, path): (Inside, Option<Vec<String>>)) {
        if self.met.is_news(own.0, english.0, place) {
            let path = path.unwrap_or_else(|| self.path.clone());
            self.later.push_back((own, english, place, path));
        }
    }

    fn scalars(&mut self, own: &Node, english: &Node, place: Inside) {
        let (mine, theirs) = (own.scalar().unwrap_or_default(), english.scalar().unwrap_or_default());
        let is_same = match place {
            _ if own.value == english.value => true,
            Inside::Example => {
                let is_text = is_prose(theirs) || self.path.last().is_some_and(|key| is_label(key, theirs));
                is_text && same_sample(mine, theirs) && own.text().is_some()
            }
            Inside::Tag => self.tags.own(theirs) == Some(mine),
            Inside::Address => Address::parse(mine)
                .zip(Address::parse(theirs))
                .is_some_and(|(mine, theirs)| Address::same((&mine, self.speech), (&theirs, &Speech::english()))),
            Inside::Id => ends_in_locale(mine, self.speech),
            Inside::Fact if self.is_own_language(mine, theirs) => true,
            _ if self.path.last().is_some_and(|key| key == "$ref") => self.components.own(theirs) == mine,
            _ => unquoted(mine) == unquoted(theirs) && unquoted(theirs) != theirs,
        };
        if !is_same {
            // `"1"` is no number.
            let quoted =
                |node: &Node| if mine == theirs && node.text().is_some() { format!("\"{mine}\"") } else { shown(node) };
            let texts = (Some((quoted(english), english.span)), Some(quoted(own)));
            let is_host = place == Inside::Address && self.path.iter().any(|key| key == "servers");
            self.report(DisagreementKind::Changed, own.span, texts, place);
            let last = self.found.last_mut().filter(|_| is_host && have_other_hosts_alone(mine, theirs));
            last.into_iter().for_each(|told| told.is_own = true);
        }
    }

    /// Whether two defaults are the languages of the readers.
    fn is_own_language(&self, own: &str, english: &str) -> bool {
        let is_default = self.path.last().is_some_and(|key| key == "default");
        is_default && self.speech.is(own) && Speech::english().is(english)
    }

    fn maps(&mut self, (own, own_at): At<'w>, (english, _): At<'w>, place: Inside) {
        let name = |key: &Node| key.scalar().unwrap_or_default().to_owned();
        // What is written for people may be left out.
        let path = &self.path;
        let is_fact = |key: &Node| place == Inside::Scopes || inside(place, path, &name(key)) != Inside::Text;
        let facts = |part: &'w Node| -> Vec<&'w Entry> {
            let is_told = |(key, value): &&Entry| is_fact(key) && !is_implied(place, key, value);
            part.entries().iter().filter(is_told).collect()
        };
        let (mine, theirs) = (facts(own), facts(english));
        let counterparts = counterparts::of((place, &self.path), &mine, &theirs, &self.components);
        for ((key, value), at) in theirs.iter().zip(&counterparts) {
            let Some((own_key, own_value)) = at.map(|at| mine[at]) else {
                // The list of the tags tells only readers more of them.
                if !(self.path.is_empty() && name(key) == "tags") {
                    let told = self.told(place, &name(key));
                    self.report(DisagreementKind::Missing, own_at, (Some((name(key), key.span)), None), told);
                }
                continue;
            };
            if own_key.scalar() != key.scalar() && !self.is_same_component(&name(own_key), &name(key)) {
                let texts = (Some((name(key), key.span)), Some(name(own_key)));
                self.report(DisagreementKind::Changed, own_key.span, texts, place);
            }
            let next = inside(place, &self.path, &name(key));
            self.path.push(name(key));
            self.compare((own_value, own_key.span), (value, key.span), next);
            self.path.pop();
        }
        let known: BTreeSet<usize> = counterparts.into_iter().flatten().collect();
        let added = (0..mine.len()).filter(|at| !known.contains(at));
        for (key, _) in added.map(|at| mine[at]) {
            let told = self.told(place, &name(key));
            self.report(DisagreementKind::Added, key.span, (None, Some(name(key))), told);
        }
    }

    /// Whether a part below `components` has only another name.
    fn is_same_component(&self, own: &str, english: &str) -> bool {
        let address = |name: &str| format!("#/{}/{name}", self.path.join("/"));
        self.components.own(&address(english)) == address(own)
    }

    /// What a key that one side lacks belongs to: all examples of a part are as little as one of them.
    fn told(&self, place: Inside, key: &str) -> Inside {
        match inside(place, &self.path, key) {
            Inside::Example | Inside::Examples => Inside::Example,
            _ => place,
        }
    }

    fn tags(&mut self, (own, own_at): At<'_>, (english, english_at): At<'_>) {
        let mine = names_of_tags(own);
        for tag in names_of_tags(english) {
            let name = self.tags.own(&tag).unwrap_or(&tag).to_owned();
            if !mine.contains(&name) {
                self.report(DisagreementKind::Missing, own_at, (Some((name, english_at)), None), Inside::Tags);
            }
        }
    }

    fn lists(&mut self, (own, own_at): At<'w>, (english, english_at): At<'w>, place: Inside) {
        let (mine, theirs, place) = (own.items(), english.items(), of_items(place));
        let my_names: Vec<Option<String>> = mine.iter().map(identity).collect();
        let their_names: Vec<Option<String>> =
            theirs.iter().map(|item| Some(self.components.own(&identity(item)?).to_owned())).collect();
        let is_named = place != Inside::Tag
            && place != Inside::Example
            && my_names.iter().chain(&their_names).all(Option::is_some);
        if !is_named || is_doubled(&my_names) || is_doubled(&their_names) {
            self.in_order((mine, own_at), (theirs, english_at), place);
            return;
        }
        let lost: Vec<usize> = (0..theirs.len()).filter(|&at| !my_names.contains(&their_names[at])).collect();
        let added: Vec<usize> = (0..mine.len()).filter(|&at| !their_names.contains(&my_names[at])).collect();
        let is_renamed = lost.len() == added.len();
        for (at, item) in theirs.iter().enumerate() {
            let same = my_names.iter().position(|name| *name == their_names[at]);
            let other = lost.iter().position(|lost| *lost == at).filter(|_| is_renamed).map(|at| added[at]);
            match same.or(other) {
                Some(mine_at) => self.item(&mine[mine_at], item, (at, place)),
                None => self.report(DisagreementKind::Missing, own_at, (Some((called(item), item.span)), None), place),
            }
        }
        for at in added.into_iter().filter(|_| !is_renamed) {
            self.report(DisagreementKind::Added, mine[at].span, (None, Some(called(&mine[at]))), place);
        }
    }

    /// Compares items by their order.
    fn in_order(
        &mut self,
        (mine, own_at): (&'w [Node], Span),
        (theirs, english_at): (&'w [Node], Span),
        place: Inside,
    ) {
        for (at, (own, english)) in mine.iter().zip(theirs).enumerate() {
            self.item(own, english, (at, place));
        }
        for item in theirs.iter().skip(mine.len()) {
            self.report(DisagreementKind::Missing, own_at, (Some((called(item), english_at)), None), place);
        }
        for item in mine.iter().skip(theirs.len()) {
            self.report(DisagreementKind::Added, item.span, (None, Some(called(item))), place);
        }
    }

    fn item(&mut self, own: &'w Node, english: &'w Node, (at, place): (usize, Inside)) {
        let name = english.get("name").and_then(Node::text).map_or_else(|| at.to_string(), str::to_owned);
        self.path.push(name);
        self.compare((own, own.span), (english, english.span), place);
        self.path.pop();
    }
}

/// What tells an item of a list from the others, wherever it stands.
fn identity(item: &Node) -> Option<String> {
    if let Some(value) = item.scalar() {
        return Some(unquoted(value).to_owned());
    }
    let part = |key: &str| item.get(key).and_then(Node::text);
    let named = part("name").map(|name| format!("{} {name}", part("in").unwrap_or_default()));
    named.or_else(|| part("$ref").map(str::to_owned))
}

fn is_doubled(names: &[Option<String>]) -> bool {
    names.iter().collect::<BTreeSet<_>>().len() < names.len()
}

/// How an item is called in a message.
fn called(item: &Node) -> String {
    let name = ["name", "$ref", "url", "type"].iter().find_map(|key| item.get(key)?.scalar());
    name.map_or_else(|| shown(item), str::to_owned)
}
