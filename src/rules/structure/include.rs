//! Included files: text that stands in a file of its own and is shown on many pages.

use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Found, Sink, related};
use crate::finding::Severity;
use crate::group::{Pair, View};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "include",
    family: Family::Structure,
    severity: Severity::Warning,
    plain: Severity::Warning,
    mqm: "accuracy/omission",
    on: true,
    what: "A page does not include a file that its English includes.",
    why: "readers of this locale miss a notice or a step that stands in the included file",
    passes: "The text of the directive, the folder of the locale, order, and pages that are not proved to be made from the English of \
        today.",
    fix: "Restore the line `[!INCLUDE [text](path)]` as the English has it.",
    example: "+[!INCLUDE [weights](../includes/weights.md)]",
}
.by(Check::Pair(includes))];

/// The directive of DocFX and of Microsoft Learn: <https://learn.microsoft.com/contribute/content/includes-best-practices>.
static DIRECTIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\[!include\s*-?\s*\[[^\]\n]*\]\(([^)\s]+)\)\s*\]").expect("valid"));

/// The included files, by their names and the folders next to them, with the places of the directives.
fn included(view: &View<'_>) -> Vec<(String, Span)> {
    let text = view.page.text;
    if !text.contains("[!") {
        return Vec::new();
    }
    let found = DIRECTIVE.captures_iter(text).filter_map(|directive| Some((directive.get(0)?, directive.get(1)?)));
    let name = |path: &str| path.rsplit(['/', '\\']).take(2).collect::<Vec<_>>().join("/").to_lowercase();
    found.map(|(directive, path)| (name(path.as_str()), directive.range().into())).collect()
}

fn includes(pair: &Pair<'_, '_>, sink: &mut Sink) {
    if pair.is_bilingual() {
        return;
    }
    let mut own = included(pair.view);
    for (name, there) in included(pair.reference) {
        if let Some(at) = own.iter().position(|(known, _)| *known == name) {
            own.remove(at);
            continue;
        }
        let directive = there.of(pair.reference.page.text);
        let title = pair.view.page.title().map_or(Span::default(), |title| title.span.trimmed(pair.view.page.text));
        let there = pair.reference.reading.in_file(there);
        sink.report(
            pair.doc,
            Found {
                span: pair.view.reading.in_file(title),
                message: format!("the page does not include what its English does: `{directive}`"),
                expected: Some(directive.to_owned()),
                related: vec![related(pair.reference_doc, there, "here it stands".to_owned())],
                ..Found::default()
            },
        );
    }
}
