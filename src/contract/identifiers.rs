//! Tables and lists of properties, parameters, relationships and enumeration members.

use std::sync::LazyLock;

use regex::Regex;

use super::{Guide, Identifier, Place, Subject, TableKind, lines};
use crate::profile::Profile;
use crate::span::Span;

impl Identifier {
    /// Whether the cell holds a name as a client sends it, and no prose.
    #[doc(hidden)]
    #[must_use]
    pub fn is_name(&self) -> bool {
        let body = self.name.strip_prefix(['$', '@']).unwrap_or(&self.name);
        body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && body.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '@' | '$' | '-' | '/'))
    }
}

pub(super) fn extract(subject: &Subject<'_>, guide: &Guide, profile: &Profile) -> Vec<Identifier> {
    let mut identifiers = in_tables(subject, guide);
    if !profile.lists.is_empty() {
        identifiers.extend(in_lists(subject, profile));
        identifiers.sort_by_key(|identifier| identifier.place.span);
    }
    identifiers
}

/// HTML tags, also those with a template's call inside: `<a href="{{< ref "x" >}}">`.
static TAG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"</?[A-Za-z](?:\{\{.*?\}\}|[^<>])*>").expect("a valid expression"));

fn in_lists(subject: &Subject<'_>, profile: &Profile) -> Vec<Identifier> {
    let page = subject.page;
    let items = page.items.iter().filter_map(|&(section, span)| {
        let (line, text) = lines::of_span(&page.prose, span).next()?;
        let (mark, text) = lines::without_mark(&text);
        let anchor = page.sections[section].key();
        let lists = profile.lists.iter().filter(|list| list.stands_in(anchor));
        let (list, found) = lists.filter_map(|list| Some((list, list.item.captures(text)?))).next()?;
        let place = |part: regex::Match<'_>| Span::from(part.range()).shifted(line.start + mark);
        let name = found.name("name")?;
        let kind = found.name("type").filter(|kind| !kind.is_empty());
        Some(Identifier {
            table: list.kind.clone(),
            name: name.as_str().trim().to_owned(),
            kind: kind.map(|kind| TAG.replace_all(kind.as_str(), "").trim().to_owned()),
            place: subject.place(place(name)),
            kind_span: place(kind.unwrap_or(name)),
        })
    });
    items.collect()
}

fn in_tables(subject: &Subject<'_>, guide: &Guide) -> Vec<Identifier> {
    let mut identifiers = Vec::new();
    for table in &subject.page.tables {
        let Some(TableKind::Identifiers(kind)) = guide.kind(subject, table) else { continue };
        // A table of two columns has no type: the second says what the name means.
        let typed = table.head.cells.len() > 2;
        for row in &table.rows {
            let Some((name, cells)) = row.cells.split_first() else { continue };
            // A row with nothing but its first cell is a heading for the rows below it.
            if !cells.is_empty() && cells.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            let type_cell = cells.first().filter(|_| typed);
            identifiers.push(Identifier {
                table: kind.clone(),
                name: name.text.to_string(),
                kind: type_cell.map(|cell| cell.text.to_string()),
                place: Place { span: name.span, line: subject.line(row.span.start) },
                kind_span: type_cell.map_or(name.span, |cell| cell.span),
            });
        }
    }
    identifiers
}
