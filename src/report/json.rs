//! The JSON format, and its schema.

use std::io::{self, Write};

use super::Report;
use crate::safe::Unarmed;

impl Report {
    /// Writes the report as JSON, as `docparity check --format json` does; `docparity schema` describes it.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(Unarmed::new(&mut *out), self)?;
        writeln!(out)
    }
}

/// The JSON Schema of what the JSON format holds.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Report).to_value()
}

/// Writes a value as a YAML document.
///
/// # Errors
///
/// The writer failed.
pub fn write_yaml<T: serde::Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let yaml = serde_yaml::to_string(value).map_err(io::Error::other)?;
    write!(out, "---\n{yaml}")
}
