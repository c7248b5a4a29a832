//! The issues as comma-separated values (RFC 4180), one a row.

use std::io::{self, Write};

use super::Qa;
use super::issue::{HEADS, cells, decided};
use crate::safe::cell as neutral;

/// Writes the issues, then those that are known. A byte order mark tells spreadsheets that the text is UTF-8; an apostrophe before a cell that
/// begins like a formula keeps it from being run.
pub(super) fn write(qa: &Qa<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    // A table has no head for what holds of all its rows.
    let run = neutral(qa.about().join("; "));
    rows.write_record(HEADS.into_iter().chain(["run"]))?;
    for finding in &qa.report.findings {
        let cells = cells(qa, finding, qa.decision(finding)).map(neutral);
        rows.write_record(cells.iter().chain([&run]))?;
    }
    for silenced in qa.known() {
        let cells = cells(qa, &silenced.finding, Some(&decided(silenced))).map(neutral);
        rows.write_record(cells.iter().chain([&run]))?;
    }
    rows.flush()
}
