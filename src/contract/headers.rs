//! Request-header tables.

use super::{Guide, Header, Subject, TableKind, joined};

pub(super) fn extract(subject: &Subject<'_>, guide: &Guide) -> Vec<Header> {
    let tables = subject.page.tables.iter();
    let rows = tables
        .filter(|table| guide.kind(subject, table) == Some(&TableKind::Headers))
        .flat_map(|table| &table.rows);
    rows.filter_map(|row| {
        let (name, cells) = row.cells.split_first()?;
        let (value, value_span) = joined(cells, row.span);
        Some(Header { name: name.text.to_string(), value, place: subject.place(name.span), value_span })
    })
    .collect()
}
