//! What is clicked: the texts of links.

use super::proof::stem;
use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::Unit;
use crate::page::{Link, PageFormat};
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[Rule {
    name: "link-label",
    family: Family::Segment,
    severity: Severity::Warning,
    mqm: "design-and-markup/link-cross-reference",
    on: true,
    what: "The text of a link is empty, stands on another link, or was a keyword, a command or the name of a resource and was translated.",
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
}

fn empty(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = (unit.own.links(), unit.english.links());
    for link in own.iter().filter(|link| !link.image && !link.holds_image && link.label.trim().is_empty()) {
        let Some(twin) = english.iter().find(|twin| twin.target == link.target && !twin.label.trim().is_empty()) else {
            continue;
        };
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(link.span),
                message: format!("the text of the link to `{}` is empty", link.target),
                expected: Some(twin.label.to_string()),
                found: Some(String::new()),
                ..Found::default()
            },
        );
    }
}

/// Links that are called as what they lead to, and have another text. All of a kind are one finding.
fn names(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let own = unit.own.links().iter().filter(|link| !link.image && !link.label.trim().is_empty());
    let lost = own.filter_map(|link| {
        let twins = unit.english.links().iter().filter(|twin| twin.target == link.target);
        let (name, kind) = twins.filter_map(|twin| Some((twin.label.trim(), kind(unit, twin, &link.label)?))).next()?;
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

/// What the text of an English link is the name of; `found` stands in its place.
fn kind(unit: &Unit<'_, '_>, link: &Link<'_>, found: &str) -> Option<Kind> {
    let words: Vec<&str> = link.label.trim().split(' ').collect();
    if !words.iter().all(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return None;
    }
    if is_stem(link) && lists_keywords(unit, link) && keeps_keywords(unit, link.section) {
        return Some(Kind::Keyword);
    }
    // A translation that keeps most words of a command took it for one.
    let kept = words.iter().filter(|word| found.split(' ').any(|own| own == **word)).count();
    if words.len() > 2 && kept * 2 >= words.len() && link.target.ends_with(&words.join("-")) {
        return Some(Kind::Command);
    }
    let behind = unit.english.view.page.text[link.span.end..].trim_start();
    let is_resource = ["object", "resource", "entity"].iter().any(|noun| behind.starts_with(noun));
    (is_resource && stem(link).as_deref() == Some(&*link.label)).then_some(Kind::Resource)
}

/// Two links whose texts are the English ones, each on the other's target.
fn swapped(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let (own, english) = (unit.own.links(), unit.english.links());
    let says = |target: &str| english.iter().find(|twin| twin.target == target).map(|twin| &*twin.label);
    for (at, link) in own.iter().enumerate() {
        for other in &own[at + 1..] {
            let (Some(mine), Some(theirs)) = (says(&link.target), says(&other.target)) else { continue };
            if mine != theirs && link.label == theirs && other.label == mine {
                sink.report(
                    unit.doc,
                    Found {
                        span: unit.own.in_file(link.span),
                        message: format!(
                            "the texts of two links changed places: `{theirs}` leads to `{}`",
                            link.target
                        ),
                        expected: Some(mine.to_owned()),
                        found: Some(theirs.to_owned()),
                        ..Found::default()
                    },
                );
            }
        }
    }
}

/// Whether the text of a link is the name of the file it leads to: a keyword of its subject.
fn is_stem(link: &Link<'_>) -> bool {
    let file = link.target.rsplit('/').next().unwrap_or_default();
    PageFormat::stem(file) == Some(&*link.label) && link.label.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a text names a keyword where others stand: it says nothing but the link, or kept most of its other keywords. In
/// a sentence of its own `[message](message.md)` is a word like any other.
fn lists_keywords(unit: &Unit<'_, '_>, keyword: &Link<'_>) -> bool {
    let (own, english) = (unit.own.links(), unit.english.links());
    let around = unit.english.text().replacen(keyword.span.of(unit.english.view.page.text), "", 1);
    let around = around.trim_matches(|c: char| !c.is_alphanumeric());
    let keywords = english.iter().filter(|link| is_stem(link));
    let kept = keywords.map(|link| own.iter().any(|mine| mine.target == link.target && mine.label == link.label));
    let kept: Vec<bool> = kept.collect();
    matches!(around, "" | "collection")
        || kept.len() > 2 && kept.iter().filter(|kept| **kept).count() * 4 >= kept.len() * 3
}

/// Whether most links of a section that are called like their files kept their texts: then the section lists keywords.
fn keeps_keywords(unit: &Unit<'_, '_>, section: usize) -> bool {
    let own = &unit.own.view.page.links;
    let keywords = unit.english.view.page.links.iter().filter(|link| link.section == section && is_stem(link));
    let kept = keywords.map(|link| own.iter().any(|mine| mine.target == link.target && mine.label == link.label));
    let kept: Vec<bool> = kept.collect();
    kept.len() > 3 && kept.iter().filter(|kept| **kept).count() * 4 >= kept.len() * 3
}
