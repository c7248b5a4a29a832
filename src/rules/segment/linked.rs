//! Links that are called as what they lead to.

use super::proof::stem;
use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::Unit;
use crate::page::Link;
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "linked-name",
    family: Family::Segment,
    severity: Severity::Warning,
    mqm: "accuracy/do-not-translate",
    on: true,
    what: "A link whose text is the name of the page it leads to, or a command of that page, has another text.",
    why: "a reader types the text as it stands, and looks for a name that does not exist",
    passes: "Texts of several words that are no command by their target, and links to headings of the same page. The name of a \
        page that is a plain word is worth an information only.",
    fix: "Restore the text, and put it between backticks in English.",
    example: "-[parcel senden](cli.md#parcel-send)\n+[parcel send](cli.md#parcel-send)",
}
.by(Check::Unit(names))];

fn names(unit: &Unit<'_, '_>, sink: &mut Sink) {
    if unit.equal || !unit.signs.any(&['[']) {
        return;
    }
    let lost = unit.english.links().iter().filter(|link| !link.image && !link.target.starts_with('#'));
    let lost = lost.filter_map(|link| {
        let mine = unit.own.links().iter().find(|own| own.target == link.target && !own.label.trim().is_empty())?;
        let (name, found) = (link.label.trim(), mine.label.trim());
        let kind = kind(link, found).filter(|_| !found.to_lowercase().contains(name))?;
        Some((kind, name, found, mine.span))
    });
    let lost: Vec<(Kind, &str, &str, Span)> = lost.collect();
    for kind in [Kind::Page, Kind::Command] {
        let mut of_kind = lost.iter().filter(|(other, ..)| *other == kind);
        let Some((_, name, found, place)) = of_kind.next() else { continue };
        let more: String = of_kind.map(|(_, name, found, _)| format!(", `{name}` to `{found}`")).collect();
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(*place),
                message: format!("the {} `{name}` was changed to `{found}`{more} in the text of a link", kind.say()),
                expected: Some((*name).to_owned()),
                found: Some((*found).to_owned()),
                lesser: kind == Kind::Page,
                ..Found::default()
            },
        );
    }
}

/// What a link is called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The page it leads to.
    Page,
    /// A command, which is the name of a place on that page.
    Command,
}

impl Kind {
    fn say(self) -> &'static str {
        match self {
            Self::Page => "name",
            Self::Command => "command",
        }
    }
}

/// What the text of an English link is the name of; `found` stands in its place.
fn kind(link: &Link<'_>, found: &str) -> Option<Kind> {
    let words: Vec<&str> = link.label.trim().split(' ').collect();
    if !words.iter().all(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return None;
    }
    // A translation that keeps most words of a command took it for one.
    let kept = words.iter().filter(|word| found.split(' ').any(|own| own == **word)).count();
    let is_command = words.len() > 2 && kept * 2 >= words.len() && link.target.ends_with(&words.join("-"));
    match words[..] {
        [word] if stem(link).as_deref() == Some(word) => Some(Kind::Page),
        _ => is_command.then_some(Kind::Command),
    }
}
