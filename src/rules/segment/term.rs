//! Terms that stay as they are in every language.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Found, Sink};
use crate::finding::Severity;
use crate::group::{Terms, Unit};
use crate::rule::{Family, Rule};

pub(super) const RULES: &[Checker] = &[Rule {
    name: "do-not-translate",
    family: Family::Segment,
    severity: Severity::Warning,
    plain: Severity::Warning,
    mqm: "accuracy/do-not-translate",
    on: true,
    what: "A term that stays as it is in every language was translated or lost: one of `do-not-translate` in docparity.yaml, or \
        of `no-loc` in the front matter of the English page.",
    why: "a reader looks for a product, a button or a name that is called otherwise",
    passes: "Endings of the reader's language, terms in code and in link targets, and facts of the contract: they have rules of \
        their own. Without a list nothing is reported.",
    fix: "Restore the term, upper and lower case as listed.",
    example: "-Kontoso-Paket liefert morgen.\n+Contoso Parcel liefert morgen.",
}
.by(Check::Unit(terms))];

/// A term marked in the text: `:::no-loc text="Contoso":::`.
static MARKED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#":::\s*no-loc\s+text="([^"]*)"\s*:::"#).expect("valid"));

fn terms(unit: &Unit<'_, '_>, sink: &mut Sink) {
    let terms = unit.terms();
    if terms.is_empty() || unit.equal || unit.own.text().trim().is_empty() || unit.stated().is_some() {
        return;
    }
    let own = unmarked(unit.own.text());
    let english = unit.english.text();
    let mut lost: Vec<&str> = Vec::new();
    for (term, span) in terms.find(english) {
        let is_prose = !unit.english.is_literal(span.shifted(unit.english.span.start).start);
        if is_prose && !lost.contains(&term) && !Terms::stands_in(term, &own) {
            lost.push(term);
        }
    }
    for term in lost {
        sink.report(
            unit.doc,
            Found {
                span: unit.own.in_file(unit.own.span),
                message: format!("the term `{term}` stays as it is in every language, and is missing here"),
                expected: Some(term.to_owned()),
                ..Found::default()
            },
        );
    }
}

/// The text with marked terms in the place of their marks.
fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains(":::") { MARKED.replace_all(text, "$1") } else { Cow::Borrowed(text) }
}
