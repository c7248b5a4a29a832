//! Names of properties, parameters, relationships and enumeration members, and their types.

use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Found, Repair, Sink, related};
use crate::contract::Identifier;
use crate::finding::{Related, Severity};
use crate::group::Pair;
use crate::rule::{Family, Rule};
use crate::rules::token::holds;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "identifier-name",
        family: Family::Contract,
        severity: Severity::Error,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "The name of a property, a parameter, a relationship or an enumeration member was translated or lost.",
        why: "a reader sends this name as a JSON key, a parameter or a value, and the server does not know it",
        passes: "Names with a translation in parentheses, group headings, rows whose English name is prose, and names that only \
            a bilingual page has. A name that changed in case only, or that has other words beside it, is a warning.",
        fix: "Restore the name as the English page has it, and lock identifiers in the translation memory.",
        example: "-| Gewicht | Int32 | Gramm |\n+| weight | Int32 | Gramm |",
    }
    .by(Check::AnyPair(names)),
    Rule {
        name: "identifier-type",
        family: Family::Contract,
        severity: Severity::Error,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "The name of a complex type was translated or lost.",
        why: "a reader cannot find the type, or writes an `@odata.type` that does not exist",
        passes: "Translated primitive types (`String`, `Boolean`, `Int32`), which are the house style of several locales, words \
            around the type, and case.",
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

fn names(pair: &Pair<'_, '_>, sink: &mut Sink) {
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
            Some(own) if own.name == *name => continue,
            Some(own) if holds(&own.name, name) => {
                let beside = own.name.replace(name.as_str(), "");
                if beside.trim().is_empty() || beside.contains(['(', '（', ',', '|', '`']) {
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
            Some(found) if found.contains(&**name) => Repair::risky(name),
            Some(_) => Repair::safe(name),
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
                related: elsewhere(pair, other),
                ..Found::default()
            },
        );
    }
}

/// Whether the reference names `other` in a list.
fn in_list(pair: &Pair<'_, '_>, other: &Identifier) -> bool {
    let place = other.place.span;
    pair.reference.page.items.iter().any(|(_, item)| item.start <= place.start && place.end <= item.end)
}

/// A name that only the page states. A bilingual page is judged by its own English.
fn added(pair: &Pair<'_, '_>, own: &Identifier, sink: &mut Sink) {
    if pair.doc.source.is_some() || !own.is_name() {
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
        let lower = own_type.to_lowercase();
        for name in TYPE.find_iter(other_type).map(|found| found.as_str()) {
            let short = name.rsplit('.').next().unwrap_or(name);
            if !lower.contains(&short.to_lowercase()) {
                sink.report(
                    pair.doc,
                    Found {
                        span: pair.view.reading.in_file(own.kind_span),
                        message: format!("the type `{name}` of `{}` was changed to `{own_type}`", other.name),
                        expected: Some(name.to_owned()),
                        found: Some(own_type.clone()),
                        repair: type_repair(other_type, name),
                        related: elsewhere(pair, other),
                        ..Found::default()
                    },
                );
            }
        }
    }
}

/// The type as the English has it, where it says nothing else; the words around it are a translator's.
fn type_repair(english: &str, name: &str) -> Option<Repair> {
    let alone = english == name || english == format!("Collection({name})");
    if alone { Repair::safe(english) } else { None }
}
