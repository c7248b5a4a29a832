//! The rows of a sheet, whichever program saved it.

use std::collections::HashMap;
use std::io::{Cursor, Read, Seek};

use calamine::{Data, Ods, Reader, Xlsx};

/// A row of a sheet of issues.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where it stands: the sheet and the number of the row.
    pub place: String,
    cells: HashMap<String, String>,
}

impl Row {
    /// What stands below the head `name`; empty where there is no such column.
    #[must_use]
    pub fn cell(&self, name: &str) -> &str {
        self.cells.get(name).map_or("", String::as_str)
    }
}

/// Reads the rows of all sheets with issues from the content of a file: a workbook (`xlsx`, `ods`) or a table (`csv`).
///
/// # Errors
///
/// The content is no such file, or has no columns `status` and `fingerprint`. The message does not name the file.
pub fn read_sheet(extension: &str, content: &[u8]) -> Result<Vec<Row>, String> {
    read_rows(extension, content, &["status", "fingerprint"])
}

/// Reads the rows of all sheets that have columns with the heads `wanted`.
pub(super) fn read_rows(extension: &str, content: &[u8], wanted: &[&str]) -> Result<Vec<Row>, String> {
    let tables = match extension.to_lowercase().as_str() {
        "xlsx" => workbook(Xlsx::new(Cursor::new(content)).map_err(|error| format!("this is no workbook: {error}"))?)?,
        "ods" => workbook(Ods::new(Cursor::new(content)).map_err(|error| format!("this is no workbook: {error}"))?)?,
        "csv" => vec![("row".to_owned(), table(content)?)],
        _ => return Err("the name of a sheet to read ends in .xlsx, .ods or .csv".to_owned()),
    };
    let mut found = false;
    let mut rows = Vec::new();
    for (name, table) in tables {
        let mut lines = table.into_iter();
        let Some(heads) = lines.next().filter(|heads| wanted.iter().all(|it| heads.iter().any(|head| head == it)))
        else {
            continue;
        };
        found = true;
        rows.extend(lines.enumerate().map(|(at, cells)| Row {
            place: format!("{name} {}", at + 2),
            cells: heads.iter().cloned().zip(cells).collect(),
        }));
    }
    let columns = || wanted.iter().map(|head| format!("`{head}`")).collect::<Vec<_>>().join(", ");
    if found { Ok(rows) } else { Err(format!("no sheet of it has all of the columns {}", columns())) }
}

type Table = Vec<Vec<String>>;

fn workbook<'c, R>(mut book: R) -> Result<Vec<(String, Table)>, String>
where
    R: Reader<Cursor<&'c [u8]>>,
    Cursor<&'c [u8]>: Read + Seek,
    R::Error: std::fmt::Display,
{
    let text = |cell: &Data| match cell {
        // A number is written as it is shown: 7, not 7.0.
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        cell => cell.to_string(),
    };
    let names = book.sheet_names().clone();
    let sheet = |name: String| {
        let range =
            book.worksheet_range(&name).map_err(|error| format!("the sheet `{name}` cannot be read: {error}"))?;
        Ok((format!("{name}, row"), range.rows().map(|row| row.iter().map(text).collect()).collect()))
    };
    names.into_iter().map(sheet).collect()
}

/// Reads comma-separated values, or those that are separated as some spreadsheets do.
fn table(content: &[u8]) -> Result<Table, String> {
    let text =
        std::str::from_utf8(content).map_err(|_| "the file is not in UTF-8: save it as CSV in UTF-8".to_owned())?;
    let text = text.trim_start_matches('\u{feff}');
    let heads = text.lines().next().unwrap_or_default();
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|mark| heads.bytes().filter(|byte| byte == mark).count());
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter.unwrap_or(b','));
    let rows = reader.from_reader(text.as_bytes()).into_records();
    rows.map(|row| row.map(|row| row.iter().map(str::to_owned).collect()).map_err(|error| error.to_string())).collect()
}
