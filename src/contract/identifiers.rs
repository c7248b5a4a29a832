//! Tables of properties, parameters, relationships and enumeration members.

use super::{Guide, Identifier, Place, Subject, TableKind};

impl Identifier {
    /// Whether the cell holds a name as a client sends it, and no prose.
    #[must_use]
    pub fn is_name(&self) -> bool {
        let body = self.name.strip_prefix(['$', '@']).unwrap_or(&self.name);
        body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && body.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '@' | '$' | '-' | '/'))
    }
}

pub(super) fn extract(subject: &Subject<'_>, guide: &Guide) -> Vec<Identifier> {
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
