//! Names that a page disproves by itself, without any English.

use std::sync::LazyLock;

use regex::Regex;

use crate::checker::{Check, Checker, Findings, Found, Sink};
use crate::contract::Identifier;
use crate::finding::{Cause, Finding, Severity};
use crate::group::{Doc, PageGroup};
use crate::page::Page;
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[
    Rule {
        name: "name-not-in-code",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A table names a property or parameter that stands in no code of the page, while its neighbours do and the code has a \
            name that the table lacks.",
        why: "a reader sends a name that the API does not know",
        passes: "Names of which a rule that compares with the English speaks, and tables of which the code shows only a part.",
        fix: "Restore the name as the code has it.",
        example: " { \"weight\": 3, \"height\": 5 }\n-| 重量 | height |\n+| weight | height |",
    }
    .by(Check::Findings(not_in_code)),
    Rule {
        name: "impossible-name",
        family: Family::Segment,
        severity: Severity::Warning,
        plain: Severity::Warning,
        mqm: "accuracy/do-not-translate",
        on: true,
        what: "A header, an option or an identifier holds letters that none can hold, or an option of a heading is not the one in its \
            anchor.",
        why: "a reader copies a name that no program accepts",
        passes: "Names of which a rule that compares with the English speaks, rows that are prose, and headings without options.",
        fix: "Restore the name as the English page has it.",
        example: "-| -отправить | schickt |\n+| -send | schickt |",
    }
    .by(Check::Findings(impossible)),
];

/// The pages that do not carry their English and are in another language.
fn plain<'g, 'a>(group: &'g PageGroup<'a>) -> impl Iterator<Item = &'g Doc<'a>> {
    let is_english = |doc: &Doc<'_>| doc.locale.as_ref().is_none_or(|locale| locale.is_english());
    group.docs.iter().filter(move |doc| doc.source.is_none() && !is_english(doc))
}

/// Reports what no rule that compares has said of this place.
fn report(doc: &Doc<'_>, (span, name): (Span, &str), message: String, known: &Findings<'_, '_>, sink: &mut Sink) {
    let span = doc.localized.reading.in_file(span);
    let is_said = |finding: &Finding| {
        let meets = finding.offset < span.end && span.start < finding.offset + finding.length;
        // A name that was lost is said once, also where it is worth an information.
        let counts = finding.severity >= Severity::Warning || finding.rule.name == "identifier";
        meets && finding.path == doc.file.path && counts
    };
    if known.all.iter().any(is_said) {
        return;
    }
    let found = Some(name.to_owned());
    sink.report(doc, Found { span, message, found, cause: Some(Cause::Translation), ..Found::default() });
}

fn not_in_code(group: &PageGroup<'_>, known: &Findings<'_, '_>, sink: &mut Sink) {
    for doc in plain(group) {
        let page = &doc.localized.page;
        let names: Vec<&Identifier> = doc.localized.contract.identifiers.iter().collect();
        let keys = keys(page);
        if keys.is_empty() {
            continue;
        }
        for table in names.chunk_by(|one, other| section(page, one) == section(page, other)) {
            let is_key = |name: &&&Identifier| keys.contains(&name.name.as_str());
            let strangers: Vec<&&Identifier> = table.iter().filter(|name| !is_key(name)).collect();
            let unclaimed =
                keys.iter().filter(|key| !names.iter().any(|name| name.name.eq_ignore_ascii_case(key))).count();
            // As many keys are left over as names: each was one of them.
            let neighbours = table.len() - strangers.len();
            if strangers.len() > unclaimed || neighbours < 2 || strangers.len() > neighbours {
                continue;
            }
            for name in
                strangers.into_iter().filter(|name| name.name.chars().any(|c| c.is_alphabetic() && !c.is_ascii()))
            {
                let message = format!("`{}` stands in no code of this page, the names beside it do", name.name);
                report(doc, (name.place.span, &name.name), message, known, sink);
            }
        }
    }
}

fn section(page: &Page<'_>, name: &Identifier) -> usize {
    page.section_at(name.place.span.start)
}

/// The keys of the JSON on a page.
fn keys<'p>(page: &Page<'p>) -> Vec<&'p str> {
    static KEY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#""([A-Za-z_@][\w@.-]*)"\s*:"#).expect("valid"));
    let mut keys: Vec<&str> = page
        .fences
        .iter()
        .flat_map(|fence| KEY.captures_iter(fence.content.of(page.text)).filter_map(|key| key.get(1)))
        .map(|key| key.as_str())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// An option: one or two hyphens and letters of any script.
static OPTION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:^|[\s|(,])(--?\p{L}[\p{L}\d-]*)").expect("valid"));

fn impossible(group: &PageGroup<'_>, known: &Findings<'_, '_>, sink: &mut Sink) {
    for doc in plain(group) {
        let page = &doc.localized.page;
        let foreign = |name: &str| {
            name.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) && !name.contains(char::is_whitespace)
        };
        for header in doc.localized.contract.headers.iter().filter(|header| foreign(&header.name)) {
            let message = format!("`{}` cannot be the name of a header: it is no token of RFC 9110", header.name);
            report(doc, (header.place.span, &header.name), message, known, sink);
        }
        let cells = page.tables.iter().flat_map(|table| &table.rows).filter_map(|row| row.cells.first());
        for cell in cells.filter(|cell| cell.text.starts_with('-')) {
            for option in OPTION.captures_iter(&cell.text).filter_map(|found| found.get(1)).map(|found| found.as_str())
            {
                if foreign(option) {
                    let message = format!("`{option}` cannot be an option: it holds letters outside ASCII");
                    report(doc, (cell.span, option), message, known, sink);
                }
            }
        }
        for section in page.sections.iter().filter(|section| section.named && section.anchor.starts_with('-')) {
            let options = OPTION.captures_iter(&section.title).filter_map(|found| found.get(1));
            for option in
                options.map(|found| found.as_str()).filter(|option| !section.anchor.contains(&option.to_lowercase()))
            {
                let message = format!("the option `{option}` is not the one in the anchor `{}`", section.anchor);
                report(doc, (section.span.trimmed(page.text), option), message, known, sink);
            }
        }
    }
}
