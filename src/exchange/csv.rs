//! Comma-separated values (RFC 4180), one unit a row.

use std::io::{self, Write};

use super::Unit;
use crate::safe::cell as neutral;

const HEADS: [&str; 9] = ["file", "segment", "line", "locale", "source", "target", "severity", "issues", "comment"];

/// Writes the units. An apostrophe before a cell that begins like a formula keeps it from being run.
pub(super) fn write(units: &[Unit], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    rows.write_record(HEADS).map_err(said)?;
    for unit in units {
        let joined = |of: fn(&super::Issue) -> &str| unit.issues.iter().map(of).collect::<Vec<_>>().join("; ");
        let worst = unit.issues.iter().max_by_key(|issue| issue.its);
        let cells = [
            unit.path.clone(),
            unit.segment.clone(),
            unit.line.to_string(),
            unit.locale.clone(),
            unit.source.clone(),
            unit.target.clone(),
            worst.map(|issue| issue.severity.clone()).unwrap_or_default(),
            joined(|issue| &issue.rule),
            joined(|issue| &issue.message),
        ];
        rows.write_record(cells.map(neutral)).map_err(said)?;
    }
    rows.flush()
}

/// What the writer below said: that of rows hides its kind, by which a closed pipe is known.
pub(crate) fn said(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
