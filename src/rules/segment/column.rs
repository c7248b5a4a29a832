//! The columns and rows of tables.

use crate::group::Slice;
use crate::page::{Row, Table};

/// The texts of the column of a cell, its head first.
pub(super) fn column<'d>(cell: &Slice<'d, '_>) -> Option<Vec<&'d str>> {
    let place = cell.trimmed();
    let lines = |table: &'d Table<'_>| std::iter::once(&table.head).chain(&table.rows);
    let at = |row: &Row<'_>| row.cells.iter().position(|one| one.span == place);
    let of_table = |table: &'d Table<'_>| {
        let column = lines(table).find_map(at)?;
        Some(lines(table).filter_map(|row| Some(&*row.cells.get(column)?.text)).collect())
    };
    cell.view.get().page.tables.iter().find_map(of_table)
}

/// What the row of a cell begins with, if that is anything.
pub(super) fn row_name<'d>(cell: &Slice<'d, '_>) -> Option<&'d str> {
    let place = cell.trimmed();
    let tables = &cell.view.get().page.tables;
    let mut rows = tables.iter().flat_map(|table| std::iter::once(&table.head).chain(&table.rows));
    let row = rows.find(|row| row.cells.iter().any(|one| one.span == place))?;
    row.cells.first().map(|first| &*first.text).filter(|name| !name.trim().is_empty())
}
