//! Contracts that are pinned in files.

use crate::checker::{Check, Checker, Findings, Found, Sink};
use crate::contract::{Contract, Difference, compare};
use crate::finding::{Cause, Finding, Related, Severity};
use crate::group::{Doc, PageGroup, Pinned, View};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "contract-changed",
    family: Family::Contract,
    severity: Severity::Error,
    plain: Severity::Error,
    mqm: "other/non-conformance",
    on: true,
    what: "A page states another contract than the one that is pinned for it.",
    why: "a client that was written by the pinned contract may fail, or nobody decided that the API is to change",
    passes: "Runs without pinned contracts (`--canonical`, or `canonical` in docparity.yaml). Of a bilingual page one reading has \
        to state the pinned contract. A page without a snapshot is held to that of its English page; there a translation \
        is compared in what stays the same in every language: requests, scopes, header names, response codes. What no \
        client notices, such as a new request or other words for a value, is a warning.",
    fix: "Restore the fact; or, if the change is meant, take it into the snapshot with `docparity snapshot --accept`.",
    example: "",
}
.by(Check::Findings(changed))];

fn changed(group: &PageGroup<'_>, known: &Findings<'_, '_>, sink: &mut Sink) {
    for doc in group.docs.iter().chain(&group.english) {
        let Some(pinned) = doc.file.pinned.as_deref() else { continue };
        // Where the English page is at hand, translations are held to that, and what it has lost is said there.
        let is_held = pinned.own || group.english.as_ref().is_none_or(|english| std::ptr::eq(english, doc));
        let Some(contract) = &pinned.contract else {
            if is_held && !doc.localized.contract.is_empty() {
                unpinned(doc, pinned, cause(doc, group), sink);
            }
            continue;
        };
        if !is_held {
            continue;
        }
        let (view, differences) = differences(doc, contract, pinned.own);
        for difference in differences {
            let span = view.reading.in_file(difference.newer.unwrap_or_else(|| title(view)));
            let echoes = |finding: &Finding| {
                let end = finding.offset + finding.length;
                finding.path == doc.file.path && finding.offset < span.end && span.start < end
            };
            if difference.newer.is_some() && known.all.iter().any(echoes) {
                continue;
            }
            let related =
                vec![Related { path: pinned.snapshot.clone(), line: 1, message: "the pinned contract".to_owned() }];
            sink.report(
                doc,
                Found {
                    span,
                    message: format!("not as pinned: {difference}"),
                    found: Some(difference.what),
                    cause: Some(cause(doc, group)),
                    lesser: !difference.breaking,
                    related,
                    ..Found::default()
                },
            );
        }
    }
}

/// How a page differs from what is pinned, in the reading that is nearer to it: nobody says whether that is the localized or the
/// English one.
fn differences<'d, 'a>(doc: &'d Doc<'a>, pinned: &Contract, own: bool) -> (&'d View<'a>, Vec<Difference>) {
    let english = doc.english();
    if own {
        let readings = [&doc.localized, english].map(|view| (view, compare(pinned, &view.contract)));
        let [localized, english] = readings;
        return if english.1.len() < localized.1.len() { english } else { localized };
    }
    let is_english = doc.source.is_some() || doc.locale.as_ref().is_some_and(|locale| locale.is_english());
    let differences = match is_english {
        true => compare(pinned, &english.contract),
        false => compare(&pinned.in_any_language(), &english.contract.in_any_language()),
    };
    (english, differences)
}

/// The author has to see to the English page, an editor to its translations: the pinned contract is right.
fn cause(doc: &Doc<'_>, group: &PageGroup<'_>) -> Cause {
    let is_english = group.english.as_ref().is_some_and(|english| std::ptr::eq(english, doc));
    if is_english { Cause::Source } else { Cause::Damage }
}

fn title(view: &View<'_>) -> Span {
    view.page.title().map_or_else(Span::default, |title| title.span.trimmed(view.page.text))
}

fn unpinned(doc: &Doc<'_>, pinned: &Pinned, cause: Cause, sink: &mut Sink) {
    let view = &doc.localized;
    sink.report(
        doc,
        Found {
            span: view.reading.in_file(title(view)),
            message: format!("the contract of this page is not pinned: there is no {}", pinned.snapshot),
            cause: Some(cause),
            lesser: true,
            ..Found::default()
        },
    );
}
