//! Comments that silence findings: whether they are valid, and whether they are needed.

use crate::checker::{Check, Checker, Findings, Found, Idle, Sink};
use crate::finding::{Cause, Severity};
use crate::group::{Doc, PageGroup};
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "invalid-ignore",
        family: Family::Page,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "other/non-conformance",
        on: true,
        what: "A `docparity-ignore` comment is malformed, gives no reason, or names a rule that does not exist.",
        why: "the comment silences nothing, or nobody knows any more why it does",
        passes: "Comments that are shown in code.",
        fix: "Write `<!-- docparity-ignore RULE, RULE: reason -->` before the block, or `<!-- docparity-ignore-file RULE: reason -->`.",
        example: "-<!-- docparity-ignore header-nam -->\n+<!-- docparity-ignore header-name: the gateway knows both names -->",
    }
    .by(Check::Doc(invalid)),
    Rule {
        name: "unused-ignore",
        family: Family::Page,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "other/non-conformance",
        on: true,
        what: "A `docparity-ignore` comment silences nothing of a rule or family that it names.",
        why: "the next defect there would be silenced unseen",
        passes: "Rules that did not run or had nothing to compare the page with, rules that look at the whole tree, and comments that the English page has as well.",
        fix: "Delete the comment, or the name.",
        example: "-<!-- docparity-ignore header-name: both names are known -->\n | Accept | application/json |",
    }
    .by(Check::Findings(unused)),
];

fn invalid(doc: &Doc<'_>, sink: &mut Sink) {
    for ignore in doc.ignores() {
        let found = |span, message| Found { span, message, cause: Some(Cause::Damage), ..Found::default() };
        match ignore {
            Err(invalid) => sink.report(doc, found(invalid.span, invalid.message)),
            Ok(ignore) => {
                for name in ignore.names.iter().filter(|name| super::meant(name).next().is_none()) {
                    sink.report(doc, found(ignore.span, super::unknown(name)));
                }
            }
        }
    }
}

fn unused(_: &PageGroup<'_>, findings: &Findings<'_, '_>, sink: &mut Sink) {
    for Idle { doc, ignore, name } in &findings.idle {
        let place = if ignore.block.is_some() { "the next block" } else { "the file" };
        let message = format!("nothing of `{name}` is found in {place}: the comment is not needed");
        let (found, cause) = (Some((*name).to_owned()), Some(Cause::Damage));
        sink.report(*doc, Found { span: ignore.span, message, found, cause, ..Found::default() });
    }
}
