//! Files of data that no program can read.

use crate::checker::{Check, Checker, DataPlace, Found, Sink};
use crate::data::DataGroup;
use crate::finding::{Cause, Severity};
use crate::rule::{Family, Rule};
use crate::span::Span;

pub(super) const RULES: &[Checker] = &[Rule {
    name: "data-syntax",
    family: Family::Page,
    severity: Severity::Error,
    plain: Severity::Error,
    mqm: "design-and-markup/markup-tag",
    on: true,
    what: "A table of contents or an OpenAPI description is no JSON or YAML.",
    why: "the site does not build, or shows nothing of it",
    passes: "Other files of data. An info where the file cannot be read in any language, English included: the site may read it in a \
        way of its own.",
    fix: "Repair the line: mostly a quotation mark, a comma or a blank of the indentation was lost.",
    example: "-\"summary\": \"Boot \"Möwe\" holen\",\n+\"summary\": \"Boot „Möwe“ holen\",",
}
.by(Check::Data(syntax))];

fn syntax(group: &DataGroup<'_>, sink: &mut Sink) {
    let is_as_written = group
        .english
        .as_ref()
        .is_some_and(|english| english.root.is_err() && group.files.iter().all(|file| file.root.is_err()));
    for file in group.english.iter().chain(&group.files) {
        let Err(wrong) = &file.root else { continue };
        let is_english = group.english.as_ref().is_some_and(|english| std::ptr::eq(english, file));
        let end = file.content[wrong.at..].find('\n').map_or(file.content.len(), |end| wrong.at + end);
        let place = DataPlace { file, locale: file.locale.as_ref(), section: None };
        let found = Found {
            span: Span::new(wrong.at, end),
            message: format!("the file cannot be read: {}", wrong.message),
            cause: is_english.then_some(Cause::Source),
            // What is written so in each language is read by a program of its own.
            hint: is_as_written,
            ..Found::default()
        };
        sink.report_data(place, found);
    }
}
