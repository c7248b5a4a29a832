//! Holds the description of one locale against the English one: only what is written for people may differ.

mod counterparts;
mod names;
mod prose;
mod tags;

use std::collections::BTreeSet;

use crate::data::{Node, Value};
use crate::link::{Address, Speech};
use crate::span::Span;
use counterparts::{Components, Entry};
use names::{Inside, inside, of_items};
use prose::{is_label, is_prose, same_sample};
use tags::{Tags, names as names_of_tags};

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
}

/// How a description disagrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    let (tags, components) = (Tags::new(own, english), Components::new(own, english));
    let mut walk = Walk {
        speech: locale,
        roots: (own, english),
        tags,
        components,
        met: BTreeSet::new(),
        path: Vec::new(),
        found: Vec::new(),
    };
    walk.compare((own, own.span), (english, english.span), Inside::Object);
    let Walk { met, mut found, .. } = walk;
    let met: BTreeSet<String> = met.into_iter().map(|(_, english)| english).collect();
    let is_met = |told: &Disagreement| {
        let address = |name: &String| format!("#/{}/{name}", told.path.join("/"));
        told.kind == DisagreementKind::Missing
            && told.expected.as_ref().map(address).is_some_and(|theirs| met.contains(&theirs))
    };
    found.retain(|told| !is_met(told));
    found
}

/// How many keys lead to what is looked up at most: parts may lead to themselves.
const DEEPEST: usize = 64;

/// A node, and where the key stands that it is the value of.
type At<'n> = (&'n Node, Span);

struct Walk<'w> {
    speech: &'w Speech,
    /// The description of the locale, and the English one.
    roots: (&'w Node, &'w Node),
    tags: Tags,
    components: Components,
    /// The parts of other names that were compared, as the `$ref`s that lead to them.
    met: BTreeSet<(String, String)>,
    path: Vec<String>,
    found: Vec<Disagreement>,
}

impl Walk<'_> {
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
        });
    }

    fn compare(&mut self, own: At<'_>, english: At<'_>, place: Inside) {
        let Some((own, english)) = self.meant(own, english) else { return };
        match (&own.0.value, &english.0.value) {
            _ if place == Inside::Text => {}
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

    /// What is compared where one of two parts, or both, only name a part below `components`; `None` where that is done.
    fn meant<'n>(&mut self, own: At<'n>, english: At<'n>) -> Option<(At<'n>, At<'n>)>
    where
        Self: 'n,
    {
        let name = |(node, _): At<'n>| node.get("$ref").and_then(Node::text);
        let (mine, theirs) = (name(own), name(english));
        let (is_own, is_english) = match (mine, theirs) {
            // Another part of the same description is another one; a name that it has not is a name alone.
            (Some(mine), Some(theirs)) => {
                let is_renamed = mine != self.components.own(theirs) && part(self.roots.0, theirs).is_none();
                if is_renamed && !self.met.insert((mine.to_owned(), theirs.to_owned())) {
                    return None;
                }
                (is_renamed, is_renamed)
            }
            (mine, theirs) => (mine.is_some(), theirs.is_some()),
        };
        if self.path.len() > DEEPEST {
            return None;
        }
        let own = if is_own { (part(self.roots.0, mine?).unwrap_or(own.0), own.1) } else { own };
        let english = if is_english { (part(self.roots.1, theirs?).unwrap_or(english.0), english.1) } else { english };
        Some((own, english))
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
            _ if self.path.last().is_some_and(|key| key == "$ref") => self.components.own(theirs) == mine,
            _ => unquoted(mine) == unquoted(theirs) && unquoted(theirs) != theirs,
        };
        if !is_same {
            // `"1"` is no number.
            let quoted =
                |node: &Node| if mine == theirs && node.text().is_some() { format!("\"{mine}\"") } else { shown(node) };
            let texts = (Some((quoted(english), english.span)), Some(quoted(own)));
            self.report(DisagreementKind::Changed, own.span, texts, place);
        }
    }

    fn maps(&mut self, (own, own_at): At<'_>, (english, _): At<'_>, place: Inside) {
        let name = |key: &Node| key.scalar().unwrap_or_default().to_owned();
        // What is written for people may be left out.
        let is_fact =
            |key: &Node, path: &[String]| place == Inside::Scopes || inside(place, path, &name(key)) != Inside::Text;
        let mine: Vec<&Entry> = own.entries().iter().filter(|(key, _)| is_fact(key, &self.path)).collect();
        let theirs: Vec<&Entry> = english.entries().iter().filter(|(key, _)| is_fact(key, &self.path)).collect();
        let counterparts = counterparts::of((place, &self.path), &mine, &theirs);
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

    fn lists(&mut self, (own, own_at): At<'_>, (english, english_at): At<'_>, place: Inside) {
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
    fn in_order(&mut self, (mine, own_at): (&[Node], Span), (theirs, english_at): (&[Node], Span), place: Inside) {
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

    fn item(&mut self, own: &Node, english: &Node, (at, place): (usize, Inside)) {
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

/// A value without the quotation marks that a generator left in it.
fn unquoted(value: &str) -> &str {
    value.trim_matches(['"', '\''])
}

/// The part of a description that a `$ref` inside it leads to.
fn part<'n>(root: &'n Node, address: &str) -> Option<&'n Node> {
    let keys = address.strip_prefix("#/")?.split('/').map(|key| key.replace("~1", "/").replace("~0", "~"));
    keys.into_iter().try_fold(root, |part, key| part.get(&key))
}

fn is_doubled(names: &[Option<String>]) -> bool {
    names.iter().collect::<BTreeSet<_>>().len() < names.len()
}

/// How an item is called in a message.
fn called(item: &Node) -> String {
    let name = ["name", "$ref", "url", "type"].iter().find_map(|key| item.get(key)?.scalar());
    name.map_or_else(|| shown(item), str::to_owned)
}

/// A value as it is told.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Text(text) | Value::Plain(text) => text.clone(),
        Value::List(items) => format!("a list of {}", items.len()),
        Value::Map(entries) => match entries.first() {
            Some((key, _)) => format!("an object with `{}`", key.scalar().unwrap_or_default()),
            None => "an empty object".to_owned(),
        },
    }
}

/// Whether an identifier ends in the name of the locale, as `listBoatsJa`: such ones keep two descriptions apart.
fn ends_in_locale(id: &str, speech: &Speech) -> bool {
    let start = id.rfind(|c: char| c.is_ascii_uppercase() || c == '_' || c == '-');
    start.is_some_and(|at| speech.is(id[at..].trim_start_matches(['_', '-'])))
}
