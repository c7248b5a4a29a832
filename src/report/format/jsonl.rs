//! One JSON object a line.

use std::io::{self, Write};

use super::Report;
use crate::safe::Unarmed;

/// Writes each finding as it stands in the JSON format, one a line. Every line has the same shape: there is no summary.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| {
        serde_json::to_writer(Unarmed::new(&mut *out), finding)?;
        writeln!(out)
    })
}
