//! Permission tables: two columns, sub-rows, or one column an account kind.

use super::{Guide, Permission, PermissionColumn, Place, Subject, TableKind, joined};
use crate::profile::Profile;

pub(super) fn extract(subject: &Subject<'_>, guide: &Guide, profile: &Profile) -> Vec<Permission> {
    let mut permissions = Vec::new();
    for table in &subject.page.tables {
        if guide.kind(subject, table) != Some(&TableKind::Permissions) {
            continue;
        }
        for row in &table.rows {
            let Some((label, cells)) = row.cells.split_first() else { continue };
            let cells = match profile.scope_column {
                Some(column) => row.cells.get(column - 1..column).unwrap_or_default(),
                None => cells,
            };
            let (text, span) = joined(cells, row.span);
            let scopes = |text: &str| profile.scopes(text).map(str::to_owned).collect::<Vec<_>>();
            let columns = if cells.len() > 1 {
                let heads = table.head.cells.iter().skip(1);
                heads
                    .zip(cells)
                    .map(|(head, cell)| PermissionColumn {
                        kind: head.text.to_string(),
                        scopes: scopes(&cell.text),
                        text: cell.text.to_string(),
                        span: cell.span,
                    })
                    .collect()
            } else {
                Vec::new()
            };
            permissions.push(Permission {
                kind: guide.label(subject, row).unwrap_or(label.text.trim()).to_owned(),
                scopes: scopes(&text),
                text,
                columns,
                place: Place { span, line: subject.line(row.span.start) },
            });
        }
    }
    permissions
}
