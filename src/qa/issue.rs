//! An issue as a row of a sheet.

use super::{Level, Qa, advice, label, shown};
use crate::check::{Decision, Status, Suppressed};
use crate::finding::{Finding, repaired};

/// The heads of the columns.
pub(super) const HEADS: [&str; 21] = [
    "file",
    "line",
    "severity",
    "rule",
    "comment",
    "expected",
    "found",
    "suggestion",
    "locale",
    "segment",
    "source",
    "target",
    "suggested target",
    "category",
    "owner",
    "since",
    "status",
    "assignee",
    "remark",
    "page",
    "fingerprint",
];

/// How wide each column is, in characters.
pub(super) const WIDTHS: [f64; 21] = [
    44.0, 7.0, 10.0, 18.0, 60.0, 26.0, 26.0, 34.0, 8.0, 9.0, 44.0, 44.0, 44.0, 28.0, 9.0, 10.0, 14.0, 16.0, 30.0, 30.0,
    14.0,
];

/// The column of the line, which is a number.
pub(super) const LINE: usize = 1;

/// The last of the columns that are printed: where, what, and what to do.
pub(super) const PRINTED: u16 = 7;

/// The columns that a person fills in.
pub(super) const STATUS: u16 = 16;

/// The cells of an issue, as the heads name them, with what a person decided about it.
pub(super) fn cells(qa: &Qa<'_>, finding: &Finding, decision: Option<&Decision>) -> [String; 21] {
    let quote = finding.text.as_ref();
    let since = match (&qa.comparison, qa.is_new(&finding.fingerprint)) {
        (Some(_), true) => "new",
        (Some(_), false) => "remaining",
        (None, _) => "",
    };
    let noted = |text: fn(&Decision) -> &Option<String>| {
        decision.and_then(|decision| text(decision).as_deref()).map(shown).unwrap_or_default()
    };
    let source = quote.and_then(|quote| quote.source.as_deref()).unwrap_or_default();
    let optional = |text: &Option<String>| shown(text.as_deref().unwrap_or_default());
    [
        shown(&finding.path),
        finding.line.to_string(),
        Level::of(finding).name().to_owned(),
        finding.rule.name.to_owned(),
        shown(&finding.message),
        optional(&finding.expected),
        optional(&finding.found),
        shown(&advice(finding)),
        label(finding.locale.as_deref()).to_owned(),
        optional(&finding.segment),
        shown(source),
        shown(quote.map_or("", |quote| &quote.localized)),
        shown(&suggested(finding).unwrap_or_default()),
        finding.rule.mqm.to_owned(),
        finding.owner.name().to_owned(),
        since.to_owned(),
        decision.map_or(Status::Open, |decision| decision.status).name().to_owned(),
        noted(|decision| &decision.assignee),
        noted(|decision| &decision.remark),
        shown(&finding.page),
        finding.fingerprint.clone(),
    ]
}

/// What was decided about a finding that a baseline knows; it is accepted where nobody said more.
pub(super) fn decided(silenced: &Suppressed) -> Decision {
    let remark = silenced.reason.clone();
    let accepted = || Decision { status: Status::Accepted, decided: None, assignee: None, remark };
    silenced.decision.clone().unwrap_or_else(accepted)
}

/// The localized segment with what the rule repairs about this issue.
fn suggested(finding: &Finding) -> Option<String> {
    let quote = finding.text.as_ref()?;
    quote.source.as_ref()?;
    repaired(&quote.localized, &[finding])
}
