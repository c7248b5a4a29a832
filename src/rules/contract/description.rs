//! OpenAPI descriptions that stand in each locale.

use crate::checker::{Check, Checker, DataPlace, Found, Sink};
use crate::data::{DataFile, DataGroup};
use crate::finding::{Related, Severity};
use crate::link::Speech;
use crate::openapi::{Disagreement, DisagreementKind, disagreements};
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "openapi-missing",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/omission",
        on: true,
        what: "The OpenAPI description of a locale lacks what the English one has: an operation, a parameter, a property, a response, a \
            member of an enumeration, a scope. What an example lacks is a warning.",
        why: "a reader does not learn of it, or sends a request that is refused",
        passes: "Descriptions, summaries, titles, names of tags that all operations use alike, and extensions (`x-…`).",
        fix: "Add what the English description has.",
        example: " \"required\": [\n+  \"berth\",\n   \"boat\"",
    }
    .by(Check::Data(missing)),
    Rule {
        name: "openapi-added",
        family: Family::Contract,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "accuracy/addition",
        on: true,
        what: "The OpenAPI description of a locale has what the English one lacks. In an example it is an info.",
        why: "a reader sends or awaits what the API does not know",
        passes: "Descriptions, summaries, titles and extensions (`x-…`).",
        fix: "Take it out, or add it to the English description.",
        example: " \"enum\": [\n-  \"abgelegt\",\n   \"moored\"",
    }
    .by(Check::Data(added)),
    Rule {
        name: "openapi-value",
        family: Family::Contract,
        severity: Severity::Error,
        plain: Severity::Error,
        mqm: "accuracy/mistranslation",
        on: true,
        what: "The OpenAPI description of a locale gives another name or value than the English one: a path, a parameter, a key, a type, a \
            default, a limit, a member of an enumeration. In an example it is a warning, and so is another `operationId`.",
        why: "a reader sends what the API does not know, and a generator writes code that fails",
        passes: "Descriptions, summaries, titles, texts of several words in examples, an `operationId` that ends in the name of the \
            locale, addresses that differ in the locale alone, names of tags that all operations use alike, and extensions (`x-…`).",
        fix: "Restore the name or value as the English description has it.",
        example: "-\"name\": \"liegeplatz\",\n+\"name\": \"berth\",",
    }
    .by(Check::Data(changed)),
];

fn missing(group: &DataGroup<'_>, sink: &mut Sink) {
    each(group, DisagreementKind::Missing, sink);
}

fn added(group: &DataGroup<'_>, sink: &mut Sink) {
    each(group, DisagreementKind::Added, sink);
}

fn changed(group: &DataGroup<'_>, sink: &mut Sink) {
    each(group, DisagreementKind::Changed, sink);
}

fn each(group: &DataGroup<'_>, kind: DisagreementKind, sink: &mut Sink) {
    let Some((english, root)) = group.english.as_ref().and_then(|english| Some((english, english.read()?))) else {
        return;
    };
    for file in &group.files {
        let Some(own) = file.read() else { continue };
        let speech = file.locale.as_ref().map_or_else(Speech::any, Speech::of);
        let found = disagreements(own, root, &speech);
        for disagreement in found.into_iter().filter(|found| found.kind == kind) {
            report((file, english), disagreement, sink);
        }
    }
}

fn report((file, english): (&DataFile, &DataFile), told: Disagreement, sink: &mut Sink) {
    let Disagreement { span, path, expected, found, is_example, is_own, .. } = told;
    let place = whereabouts(&path);
    let message = match (&expected, &found) {
        (Some(expected), Some(found)) => format!("`{found}` should be `{expected}`{place}"),
        (Some(expected), None) => format!("`{expected}` is missing{place}"),
        (None, found) => format!("the English has no `{}`{place}", found.as_deref().unwrap_or_default()),
    };
    let related = told.english.map(|span| Related {
        path: english.path.clone(),
        line: english.position(span.start).0,
        message: "here is the English".to_owned(),
    });
    let is_id = path.last().is_some_and(|key| key == "operationId");
    let found = Found {
        span,
        message,
        expected,
        found,
        lesser: is_example || is_id,
        hint: is_own,
        related: related.into_iter().collect(),
        ..Found::default()
    };
    let section = (!path.is_empty()).then(|| path.join("/"));
    sink.report_data(DataPlace { file, locale: file.locale.as_ref(), section }, found);
}

/// Where in a description a path of keys leads, in a few words.
fn whereabouts(path: &[String]) -> String {
    let (place, rest) = match path {
        [first, address, method, rest @ ..] if first == "paths" => {
            (format!("`{} {address}`", method.to_uppercase()), rest)
        }
        [first, kind, name, rest @ ..] if first == "components" => (format!("`{kind}/{name}`"), rest),
        [first, rest @ ..] => (format!("`{first}`"), rest),
        [] => return String::new(),
    };
    match rest {
        [] => format!(", in {place}"),
        rest => format!(", in {place} at `{}`", rest.join(".")),
    }
}
