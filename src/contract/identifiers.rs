//! Tables of properties, parameters, relationships and enumeration members.

use super::{Guide, Identifier, Subject, TableKind};

pub(super) fn extract(subject: &Subject<'_>, guide: &Guide) -> Vec<Identifier> {
    let mut identifiers = Vec::new();
    for table in &subject.page.tables {
        let Some(TableKind::Identifiers(kind)) = guide.kind(subject, table) else { continue };
        // A table of two columns has no type: the second says what the name means.
        let typed = table.head.cells.len() > 2;
        for row in &table.rows {
            let Some((name, cells)) = row.cells.split_first() else { continue };
            let type_cell = cells.first().filter(|_| typed);
            identifiers.push(Identifier {
                table: kind.clone(),
                name: name.text.to_string(),
                kind: type_cell.map(|cell| cell.text.to_string()),
                place: subject.place(name.span),
                kind_span: type_cell.map_or(name.span, |cell| cell.span),
            });
        }
    }
    identifiers
}
