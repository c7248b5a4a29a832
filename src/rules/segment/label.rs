//! What is clicked: the texts of links.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use super::proof::stem;
use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::Unit;
use crate::page::{Link, PageFormat};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "link-label",
    family: Family::Segment,
    severity: Severity::Warning,
    plain: Severity::Info,
    mqm: "design-and-markup/link-cross-reference",
    on: true,
    what: "The text of a link is empty, stands on another link or behind its own, was misspelled, or was a keyword, a command or the name of a resource and was translated.",
    why: "there is nothing to click, or it leads elsewhere than it says",
    passes: "Links around images, links without a text in English, and links in sentences. A keyword is a text that is the name \
            of the file it leads to, in a list or a cell of such links of which most stayed in English; a command has three \
            words or more and is the anchor it leads to. The name of a resource, `[gate](gate.md) object`, is worth an information.",
    fix: "Put the text back between the square brackets.",
    example: "-Siehe [](parcel.md).\n+Siehe [Paket](parcel.md).",
}
.by(Check::Unit(labels))];

fn labels(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.equal || !unit.signs.any(&['[']) {
        return;
    }
    empty(unit, sink);
    names(unit, sink);
    swapped(unit, sink);
    displaced(unit, sink);
    misspelt(unit, sink);
}

fn empty(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let text = unit.own.view.page.text;
    let says = |link: &Link<'_>| link.image || link.holds_image || link.span.of(text).contains("<img");
    for link in unit.own.links().iter().filter(|link| !says(link) && link.label.trim().is_empty()) {
        let is_twin = |twin: &&Link<'_>| twin.target == link.target && !twin.label.trim().is_empty();
        let Some(twin) = unit.english.links().iter().find(is_twin) else { continue };
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(link.span),
                message: format!("the text of the link to `{}` is empty", link.target),
                expected: Some(twin.label.to_string()),
                found: Some(String::new()),
                certain: true,
                ..Found::default()
            },
        );
    }
}

/// The links to each target, in their order.
fn by_target<'l, 'a>(links: &'l [Link<'a>], is: impl Fn(&Link<'_>) -> bool) -> HashMap<&'l str, Vec<&'l Link<'a>>> {
    let mut by_target: HashMap<&str, Vec<&Link<'_>>> = HashMap::new();
    for link in links.iter().filter(|link| is(link)) {
        by_target.entry(&*link.target).or_default().push(link);
    }
    by_target
}

/// Links that are called as what they lead to, and have another text. All of a kind are one finding.
fn names(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let plain = by_target(unit.english.links(), is_plain);
    if plain.is_empty() {
        return;
    }
    let lists = Lists { unit, is_kept: OnceCell::new(), sections: RefCell::default() };
    let own = unit.own.links().iter().filter(|link| !link.image && !link.label.trim().is_empty());
    let lost = own.filter_map(|link| {
        let mut twins = plain.get(&*link.target)?.iter();
        let (name, kind) = twins.find_map(|twin| Some((twin.label.trim(), kind(&lists, twin, &link.label)?)))?;
        (!link.label.to_lowercase().contains(name)).then_some((kind, name, link))
    });
    let lost: Vec<(Kind, &str, &Link<'_>)> = lost.collect();
    for kind in [Kind::Keyword, Kind::Command, Kind::Resource] {
        let mut of_kind = lost.iter().filter(|(other, ..)| *other == kind);
        let Some((_, name, link)) = of_kind.next() else { continue };
        let more: String = of_kind.map(|(_, name, _)| format!(", and so was `{name}`")).collect();
        let (noun, target) = (kind.say(), &link.target);
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(link.span),
                message: format!("the {noun} `{name}` was translated: it is what `{target}` is called{more}"),
                expected: Some((*name).to_owned()),
                found: Some(link.label.to_string()),
                lesser: kind == Kind::Resource,
                ..Found::default()
            },
        );
    }
}

/// What a link is called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word of a list of words that are files.
    Keyword,
    /// A command, which is the name of a place on its page.
    Command,
    /// What a request answers with: `a [gate](gate.md) object`.
    Resource,
}

impl Kind {
    fn say(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Command => "command",
            Self::Resource => "resource",
        }
    }
}

/// Whether the text of a link is words in lower case.
fn is_plain(link: &Link<'_>) -> bool {
    link.label.trim().split(' ').all(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// What the text of an English link in plain words is the name of; `found` stands in its place.
fn kind(lists: &Lists<'_, '_, '_>, link: &Link<'_>, found: &str) -> Option<Kind> {
    let words: Vec<&str> = link.label.trim().split(' ').collect();
    if is_stem(link) && lists.hold(link) {
        return Some(Kind::Keyword);
    }
    // A translation that keeps most words of a command took it for one.
    let kept = words.iter().filter(|word| found.split(' ').any(|own| own == **word)).count();
    // A place of a plain page is called after its heading, whatever that is: one of a page about commands is called after both.
    let is_of_page = |(path, _): (&str, &str)| {
        let page = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        words.contains(&page.split('.').next().unwrap_or(page))
            && found.trim_end_matches('s') != link.label.trim_end_matches('s')
    };
    let is_page = lists.unit.is_bilingual() || link.target.split_once('#').is_none_or(is_of_page);
    if words.len() > 2 && kept * 2 >= words.len() && is_page && link.target.ends_with(&words.join("-")) {
        return Some(Kind::Command);
    }
    let english = &lists.unit.english;
    let behind = english.at(Span::new(link.span.end, english.span.end)).trim_start();
    let goes_on = |noun: &str| english.view.page.text[link.span.end..].trim_start().starts_with(noun);
    let is_called = |noun: &&str| behind.starts_with(noun) || noun.starts_with(behind) && goes_on(noun);
    let is_resource = || ["object", "resource", "entity"].iter().any(is_called);
    (stem(link).as_deref() == Some(&*link.label) && is_resource()).then_some(Kind::Resource)
}

/// Two links whose texts are the English ones, each on the other's target.
fn swapped(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.own.links().len() < 2 {
        return;
    }
    let says = by_target(unit.english.links(), |_| true);
    let says = |link: &Link<'_>| says.get(&*link.target)?.first().map(|twin| &*twin.label);
    let known = unit.own.links().iter().enumerate().filter_map(|(at, link)| Some((at, link, says(link)?)));
    let mut last: HashMap<(&str, &str), usize> = HashMap::new();
    known.clone().for_each(|(at, link, mine)| _ = last.insert((mine, &*link.label), at));
    for (at, link, mine) in known.filter(|(_, link, mine)| link.label != *mine) {
        let theirs = &*link.label;
        if last.get(&(theirs, mine)).is_none_or(|&other| other < at) {
            continue;
        }
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(link.span),
                message: format!("the texts of two links changed places: `{theirs}` leads to `{}`", link.target),
                expected: Some(mine.to_owned()),
                found: Some(theirs.to_owned()),
                ..Found::default()
            },
        );
    }
}

/// Links whose English text stands right behind them, while the words beside it are the link.
fn displaced(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let says = by_target(unit.english.links(), |twin| !twin.image && twin.label.trim().len() > 3);
    for link in unit.own.links().iter().filter(|link| !link.image && !link.label.trim().is_empty()) {
        let Some([twin]) = says.get(&*link.target).map(Vec::as_slice) else { continue };
        let label = twin.label.trim();
        // A link of a table that is broken may end behind its cell.
        let behind = unit.own.from(link.span.end).unwrap_or_default();
        let is_once = unit.english.from(twin.span.end).is_none_or(|rest| !rest.contains(label));
        if link.label.contains(label) || !behind.starts_with(label) || !is_once {
            continue;
        }
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(link.span),
                message: format!("the link stands on `{}`, and its text `{label}` behind it", link.label),
                expected: Some(label.to_owned()),
                found: Some(link.label.to_string()),
                ..Found::default()
            },
        );
    }
}

/// Names in the texts of links that their targets prove, and that a text in another script has with a letter more or less.
fn misspelt(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.own.text().chars().all(|c| !c.is_alphabetic() || u32::from(c) < 0x250) {
        return;
    }
    let says = by_target(unit.english.links(), |twin| !twin.image);
    let words = |label: &str| -> Vec<String> {
        let words = label
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.len() > 5 && !word.contains(char::is_numeric));
        words.map(str::to_ascii_lowercase).collect()
    };
    let is_slip = |found: &str, name: &str| {
        let is_plural = found.trim_end_matches('s') == name.trim_end_matches('s');
        strsim::damerau_levenshtein(found, name) == 1 && !is_plural
    };
    let mut told: HashSet<String> = HashSet::new();
    for link in unit.own.links().iter().filter(|link| !link.image) {
        let Some(twin) = says.get(&*link.target).and_then(|twins| twins.first()) else { continue };
        let parts: Vec<&str> = link.target.split(['/', '#', '?', '.']).collect();
        let names = words(&twin.label).into_iter().filter(|name| parts.contains(&&**name));
        let own = words(&link.label);
        let found = |name: String| Some((own.iter().find(|found| is_slip(found, &name))?, name));
        let slips = names.filter(|name| !own.contains(name)).filter_map(found);
        let english = || unit.english.view.page.text.to_ascii_lowercase();
        let strange = slips.filter(|(found, _)| !english().contains(&**found));
        for (found, name) in strange.filter(|(found, _)| told.insert((*found).clone())) {
            sink.report(
                unit.doc,
                Found {
                    span: unit.own.in_file(link.span),
                    message: format!("the name `{name}` in the text of the link was misspelled: `{found}`"),
                    expected: Some(name),
                    found: Some(found.clone()),
                    ..Found::default()
                },
            );
        }
    }
}

/// Whether the text of a link is the name of the file it leads to: a keyword of its subject.
fn is_stem(link: &Link<'_>) -> bool {
    let file = link.target.rsplit('/').next().unwrap_or_default();
    PageFormat::stem(file) == Some(&*link.label) && link.label.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Where a text lists keywords, each a link to the file that is called like it.
struct Lists<'u, 'v, 'a> {
    unit: &'u Unit<'v, 'a>,
    /// Whether the text kept most of its keywords.
    is_kept: OnceCell<bool>,
    /// The same of the sections that were asked for.
    sections: RefCell<HashMap<usize, bool>>,
}

impl Lists<'_, '_, '_> {
    /// Whether a keyword of the English stands among others.
    fn hold(&self, keyword: &Link<'_>) -> bool {
        let (own, english) = (&self.unit.own, &self.unit.english);
        let is_kept = || *self.is_kept.get_or_init(|| keeps(own.links(), english.links(), 2));
        (stands_alone(self.unit, keyword) || is_kept()) && self.keeps_section(keyword.section)
    }

    /// Whether most links of a section that are called like their files kept their texts: then the section lists keywords.
    fn keeps_section(&self, section: usize) -> bool {
        let keywords = || self.unit.english.view.page.links.iter().filter(|link| link.section == section);
        let kept = || keeps(&self.unit.own.view.page.links, keywords(), 3);
        *self.sections.borrow_mut().entry(section).or_insert_with(kept)
    }
}

/// Whether a text says nothing but a keyword. In a sentence of its own `[message](message.md)` is a word like any other,
/// unless the sentence kept most of its other keywords.
fn stands_alone(unit: &Unit<'_, '_>, keyword: &Link<'_>) -> bool {
    let (english, place) = (&unit.english, keyword.span);
    let before = english.at(Span::new(english.span.start, place.start));
    let behind = english.at(Span::new(place.end, english.span.end));
    let bare = |text: &'_ str| text.trim_matches(|c: char| !c.is_alphanumeric()).len();
    let (first, last) = (bare(before), bare(behind));
    let said = if first == 0 { behind } else { before };
    first == 0 && last == 0
        || (first == 0 || last == 0) && said.trim_matches(|c: char| !c.is_alphanumeric()) == "collection"
}

/// Whether more than `some` links are called like their files in English, and most of them kept their texts.
fn keeps<'l, 'a: 'l>(own: &[Link<'_>], english: impl IntoIterator<Item = &'l Link<'a>>, some: usize) -> bool {
    let mine: HashSet<(&str, &str)> = own.iter().map(|link| (&*link.target, &*link.label)).collect();
    let keywords: Vec<&Link<'_>> = english.into_iter().filter(|link| is_stem(link)).collect();
    let kept = keywords.iter().filter(|link| mine.contains(&(&*link.target, &*link.label))).count();
    keywords.len() > some && kept * 4 >= keywords.len() * 3
}
