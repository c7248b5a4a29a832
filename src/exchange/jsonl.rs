//! One JSON object a line and unit.

use std::io::{self, Write};

use super::Unit;

pub(super) fn write(units: &[Unit], out: &mut dyn Write) -> io::Result<()> {
    for unit in units {
        serde_json::to_writer(&mut *out, unit)?;
        writeln!(out)?;
    }
    Ok(())
}
