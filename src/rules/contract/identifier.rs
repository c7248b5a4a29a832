//! Names of properties, parameters, relationships and enumeration members, and their types.

mod linked;

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Found, Repair, Sink, related};
use crate::contract::Identifier;
use crate::finding::{Related, Severity};
use crate::group::Pair;
use crate::page::PageFormat;
use crate::rule::{Family, Rule};
use crate::rules::token::{Change, holds, is_mistaken, mangled, times};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "identifier-name",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Info,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "The name of a property, a parameter, a relationship or an enumeration member was translated or lost.",
        why: "a reader sends this name as a JSON key, a parameter or a value, and the server does not know it",
        passes: "Names with a translation in parentheses, group headings, rows whose English name is prose, and names that only \
            a bilingual page has. A name that changed in case only, or that has other words beside it, is a warning.",
        fix: "Restore the name as the English page has it, and lock identifiers in the translation memory.",
        example: "-| Gewicht | Int32 | Gramm |\n+| weight | Int32 | Gramm |",
    }
    .by(Check::AnyPair(all)),
    Rule {
        name: "identifier-type",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "The name of a complex type was translated, broken or lost.",
        why: "a reader cannot find the type, or writes an `@odata.type` that does not exist",
        passes: "Translated primitive types (`String`, `Boolean`, `Int32`), which are the house style of several locales, words \
            around the type, and a capital at its beginning. A type that lost its capitals, or to which a word sticks, is a warning.",
        fix: "Restore the type name as the English page has it.",
        example: "-| route | Paketroute |\n+| route | parcelRoute |",
    }
    .by(Check::Pair(types)),
];

/// A type name that no language has for a word: camel case or dotted.
static TYPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)+|[A-Za-z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)\b")
        .expect("valid")
});

fn elsewhere(pair: &Pair<'_, '_>, other: &Identifier) -> Vec<Related> {
    if pair.is_bilingual() {
        return Vec::new();
    }
    let span = pair.reference.reading.in_file(other.place.span);
    vec![related(pair.reference_doc, span, format!("here the {} is `{}`", other.table, other.name))]
}

fn all(pair: &Pair<'_, '_>, sink: &mut Sink) {
    names(pair, sink);
    members(pair, sink);
}

/// The name in the place of what was found: with the signs that the English has around it where the translation has none. Where
/// it has others, both may be meant.
fn renamed(pair: &Pair<'_, '_>, (found, span): (&str, Span), other: &Identifier) -> Option<Repair> {
    let english = other.place.span.of(pair.reference.page.text).trim();
    let own = pair.doc.content().get(span.start..span.end).unwrap_or_default();
    let theirs = signs(english, &other.name).filter(|signs| *signs != ("", ""));
    match (signs(own, found), theirs) {
        (Some(("", "")), Some(_)) => Repair::of_token(pair.doc, english),
        (Some(mine), Some(theirs)) if mine != theirs => Repair::risky(&other.name),
        _ => Repair::of_token(pair.doc, &other.name),
    }
}

/// Whether the code of a page has what was `found`, and the name that the English has for it nowhere or with fewer capitals: then
/// the English is a slip.
fn is_of_code(pair: &Pair<'_, '_>, found: &str, name: &str) -> bool {
    let page = &pair.view.page;
    let is_sent = |name: &str| page.fences.iter().any(|fence| times(fence.content.of(page.text), name) > 0);
    let capitals = |name: &str| name.chars().skip(1).filter(char::is_ascii_uppercase).count();
    is_sent(found) && (!is_sent(name) || found.eq_ignore_ascii_case(name) && capitals(found) > capitals(name))
}

/// Whether a name was struck out, or has the sign of a footnote.
fn is_noted(found: &str) -> bool {
    found.contains(['¹', '²', '³', '†', '‡']) || found.contains("~~")
}

/// The signs of markup before and behind a name, where nothing else stands beside it.
fn signs<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let (before, behind) = text.trim().split_once(name)?;
    let is_sign = |c: char| matches!(c, '*' | '_' | '`');
    [before, behind].iter().all(|text| text.chars().all(is_sign)).then_some((before, behind))
}

/// Members of enumerations that only their numbers tell from words.
fn members(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if !pair.is_bilingual() {
        return;
    }
    let stated: HashSet<Span> = pair.reference.contract.identifiers.iter().map(|name| name.place.span).collect();
    for (own, other) in pair.members.iter().filter_map(|(own, other)| own.zip(*other)) {
        let (name, found) = (&other.name, &own.name);
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && other.value.parse::<i64>().is_ok();
        let is_kept = found.eq_ignore_ascii_case(name) || holds(found, name);
        if !is_name || is_kept || found.is_empty() || stated.contains(&other.place.span) {
            continue;
        }
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(own.place.span),
                message: format!("the member name `{name}` was translated to `{found}`"),
                expected: Some(name.clone()),
                found: Some(found.clone()),
                repair: Repair::safe(name),
                ..Found::default()
            },
        );
    }
}

fn names(pair: &Pair<'_, '_>, sink: &mut Sink) {
    let uneven = pair.identifiers.iter().any(|(own, other)| own.is_none() || other.is_none());
    let lost = pair.identifiers.iter().filter(|(own, _)| own.is_none()).count();
    let mut last: Option<&Identifier> = None;
    for (own, other) in &pair.identifiers {
        last = own.or(last);
        let Some(other) = other.filter(|other| other.is_name()) else {
            if let (Some(own), None) = (own, other) {
                added(pair, own, sink);
            }
            continue;
        };
        let (kind, name) = (&other.table, &other.name);
        let (span, message, found, lesser) = match own {
            Some(own) if own.name == *name || unlocked(&own.name) == Some(name) => continue,
            Some(own) if holds(&own.name, name) => {
                let beside = own.name.replace(name.as_str(), "");
                let is_sign = beside.trim().chars().all(|c| c.is_ascii_punctuation() || c == '：');
                if is_sign || beside.contains(['(', '（', ',', '|', '`']) {
                    continue;
                }
                let message = format!("the {kind} name `{name}` has other words beside it: `{}`", own.name);
                (own.place.span, message, Some(&*own.name), true)
            }
            Some(own) if own.name.is_empty() => {
                (own.place.span, format!("the {kind} name `{name}` was lost"), Some(""), false)
            }
            Some(own) if own.name.eq_ignore_ascii_case(name) => {
                let message = format!("the {kind} name `{name}` was changed in case: `{}`", own.name);
                (own.place.span, message, Some(&*own.name), true)
            }
            Some(own) => {
                let message = format!("the {kind} name `{name}` was translated to `{}`", own.name);
                (own.place.span, message, Some(&*own.name), false)
            }
            // A table that breaks off is reported as such.
            None if pair.is_bilingual() || lost > 3 => continue,
            None => {
                let holder = if in_list(pair, other) { "item" } else { "row" };
                (other.place.span, format!("the {holder} of the {kind} `{name}` is missing"), None, false)
            }
        };
        let span = match own {
            Some(_) => pair.view.reading.in_file(span),
            None => pair.place_near(last.map(|own| own.place), other.place),
        };
        // What else stands in the cell may be right.
        let repair = match own.and(found) {
            Some(found) if found.contains(&**name) || is_noted(found) || is_of_code(pair, found, name) => {
                Repair::risky(name)
            }
            Some(found) => renamed(pair, (found, span), other),
            None => None,
        };
        sink.report(
            pair.doc,
            Found {
                span,
                message,
                expected: Some(name.clone()),
                found: found.map(str::to_owned),
                repair,
                lesser,
                certain: found
                    .filter(|_| !pair.is_bilingual())
                    .is_some_and(|found| is_mistaken((pair.view.page.text, found), (pair.reference.page.text, name))),
                hint: is_uncertain(pair, other, (*own, uneven)),
                related: elsewhere(pair, other),
                ..Found::default()
            },
        );
    }
}

/// Whether a row of a plain page may stand for another one of the English: only what was translated or misspelt is certain,
/// and a row whose name stands nowhere.
fn is_uncertain(pair: &Pair<'_, '_>, other: &Identifier, (own, uneven): (Option<&Identifier>, bool)) -> bool {
    let is_known = |name: &str| {
        pair.reference.contract.identifiers.iter().any(|known| known.name == name)
            || name.len() > 3 && holds(pair.reference.page.text, name)
    };
    !pair.is_bilingual()
        && pair.doc.source.is_none()
        && match own {
            Some(own) => {
                let near = strsim::damerau_levenshtein(&own.name, &other.name) <= 2;
                // A name by its form: `loafSize`, `spec.size`.
                let is_name = other.name.chars().skip(1).any(|c| c.is_ascii_uppercase() || matches!(c, '.' | '_'));
                let part =
                    |name: &str| name.split('.').next().filter(|part| part.len() < name.len()).map(str::to_owned);
                let shares = part(&own.name).is_some_and(|own| Some(own) == part(&other.name));
                let is_translated = !uneven && (is_name || !own.name.is_ascii())
                    || shares && !own.name.is_ascii()
                    || near
                    || holds(&own.name, &other.name);
                is_known(&own.name) || !is_translated || is_label(pair, &other.name) && !near
            }
            None => pair.is_loose() || holds(pair.view.page.text, &other.name),
        }
}

/// Whether a name of the English may be a label of a form: a word with a capital that no code of its page uses.
fn is_label(pair: &Pair<'_, '_>, name: &str) -> bool {
    let page = &pair.reference.page;
    let in_code = || {
        page.fences.iter().any(|fence| holds(fence.content.of(page.text), name))
            || page.code_spans.iter().any(|code| holds(&code.text, name))
    };
    let is_word = |word: &str| word.chars().skip(1).all(|c| c.is_ascii_lowercase());
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.split(' ').all(is_word) && !in_code()
}

/// The name that a cell locks against translation: `:::no-loc text="weight":::`.
fn unlocked(cell: &str) -> Option<&str> {
    let mark = cell.strip_prefix(":::")?.strip_suffix(":::")?;
    mark.trim().strip_prefix("no-loc")?.trim().strip_prefix("text=\"")?.strip_suffix('"')
}

/// Whether the reference names `other` in a list.
fn in_list(pair: &Pair<'_, '_>, other: &Identifier) -> bool {
    let place = other.place.span;
    pair.reference.page.items.iter().any(|(_, item)| item.start <= place.start && place.end <= item.end)
}

/// A name that only the page states. A bilingual page is judged by its own English.
fn added(pair: &Pair<'_, '_>, own: &Identifier, sink: &mut Sink) {
    // The English may have it in another table.
    if pair.doc.source.is_some() || !own.is_name() || holds(pair.reference.page.text, &own.name) {
        return;
    }
    sink.report(
        pair.doc,
        Found {
            span: pair.view.reading.in_file(own.place.span),
            message: format!("the {} `{}` is not documented in English", own.table, own.name),
            found: Some(own.name.clone()),
            ..Found::default()
        },
    );
}

fn types(pair: &Pair<'_, '_>, sink: &mut Sink) {
    for (own, other) in pair.identifiers.iter().filter_map(|(own, other)| own.zip(*other)) {
        let (Some(own_type), Some(other_type)) = (&own.kind, &other.kind) else { continue };
        if own_type == other_type {
            continue;
        }
        // A reference that no link is made of any more is told as that.
        let word = linked_word(pair, other).filter(|word| !own_type.contains("][") && !has_word(own_type, word));
        let names = TYPE.find_iter(other_type).map(|found| found.as_str());
        for name in names.chain(word) {
            let Some((found, how)) = changed(name, own_type) else { continue };
            let message = match how {
                How::Gone => format!("the type `{name}` of `{}` was changed to `{own_type}`", other.name),
                How::Broken(change) => format!("the type `{name}` of `{}` {}: `{found}`", other.name, change.says()),
                How::Stuck => format!("a word sticks to the type `{name}` of `{}`: `{found}`", other.name),
            };
            sink.report(
                pair.doc,
                Found {
                    span: pair.view.reading.in_file(own.kind_span),
                    message,
                    expected: Some(name.to_owned()),
                    found: Some(found.to_owned()),
                    repair: match how {
                        // Words beside it that the English has not may be what is left of it.
                        How::Broken(_) if other_type == name && found != own_type => Repair::risky(name),
                        How::Broken(Change::Case) if is_of_code(pair, found, name) => Repair::risky(name),
                        How::Broken(_) => Repair::of_token(pair.doc, name),
                        How::Gone | How::Stuck => {
                            linked::repair(pair, (own, other), name).or_else(|| linked::whole(pair, other, name))
                        }
                    },
                    lesser: matches!(how, How::Stuck | How::Broken(Change::Case)),
                    // Two pages that are written side by side may call a type each in its way.
                    hint: pair.doc.source.is_none()
                        && own_type.is_ascii()
                        && matches!(how, How::Gone | How::Broken(Change::Case)),
                    related: elsewhere(pair, other),
                    ..Found::default()
                },
            );
        }
    }
}

/// The type of a bilingual page that only the page tells which its link leads to: `[Gate](../resources/gate.md)`.
fn linked_word<'p>(pair: &'p Pair<'_, '_>, other: &Identifier) -> Option<&'p str> {
    let page = &pair.reference.page;
    let cell = other.kind_span;
    let mut links = page.links.iter().filter(|link| cell.start <= link.span.start && link.span.end <= cell.end);
    let link = links.next().filter(|link| !link.image && pair.is_bilingual())?;
    let file = link.target.split(['#', '?']).next()?.rsplit('/').next()?;
    let is_word = link.label.bytes().all(|byte| byte.is_ascii_alphabetic()) && !TYPE.is_match(&link.label);
    let is_it = PageFormat::stem(file).is_some_and(|stem| stem.eq_ignore_ascii_case(&link.label));
    (is_word && is_it && links.next().is_none()).then_some(&*link.label)
}

/// Whether a cell has a word in any case and with any ending.
fn has_word(cell: &str, word: &str) -> bool {
    cell.to_lowercase().contains(&word.to_lowercase())
}

/// What became of the name of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Gone,
    Broken(Change),
    Stuck,
}

/// What stands for the type `name` in a cell, and what became of it; `None` where it stands as it should.
fn changed<'t>(name: &str, cell: &'t str) -> Option<(&'t str, How)> {
    let latin = |c: char| c.is_alphabetic() && u32::from(c) < 0x250;
    if let Some(at) = cell.find(name) {
        let rest = &cell[at + name.len()..];
        // Plurals are built so, and `Collection` belongs to the type.
        let stuck = rest.find(|c: char| !latin(c)).unwrap_or(rest.len());
        let before = cell[..at].trim_end_matches(latin);
        let is_stuck = stuck > 3 && rest.starts_with(char::is_lowercase) || at > before.len() + 1;
        return is_stuck.then(|| (&cell[before.len()..at + name.len() + stuck], How::Stuck));
    }
    let is_same_inside = |found: &str| found.get(1..) == name.get(1..);
    if let Some((span, change)) = mangled(name, cell) {
        let found = span.of(cell);
        return (!is_same_inside(found)).then_some((found, How::Broken(change)));
    }
    let short = name.rsplit('.').next().unwrap_or(name).to_lowercase();
    let lower = cell.to_lowercase();
    let stands =
        lower.match_indices(&short).any(|(at, _)| short.len() == name.len() || !lower[..at].trim_end().ends_with('.'));
    (!stands).then_some((cell, How::Gone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_stands_with_words_beside_it() {
        for cell in
            ["harborGate", "HarborGate-Objekte", "Sammlung (HarborGate)", "harborGates", "harborGateのコレクション"]
        {
            assert_eq!(changed("harborGate", cell), None, "{cell}");
        }
        assert_eq!(changed("pier.graph.harborGate", "harborGate"), None);
    }

    #[test]
    fn a_type_is_told_from_what_is_left_of_it() {
        let how = |name, cell| changed(name, cell).map(|(_, how)| how);
        assert_eq!(how("pier.graph.gateType", "Pier. Graph. gateType"), Some(How::Broken(Change::Space)));
        assert_eq!(how("pier.graph.gateType", "pier.Diagramm.gateType"), Some(How::Gone));
        assert_eq!(how("harborGate", "Harborgate-Sammlung"), Some(How::Broken(Change::Case)));
        assert_eq!(how("harborGate", "harborGatesammlung"), Some(How::Stuck));
        assert_eq!(how("harborGate", "TypharborGate"), Some(How::Stuck));
        assert_eq!(how("harborGate", "Hafentor"), Some(How::Gone));
    }
}
