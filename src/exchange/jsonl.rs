//! One JSON object a line and unit.

use std::io::{self, Write};

use super::Unit;
use crate::safe::Unarmed;

pub(super) fn write(units: &[Unit], out: &mut dyn Write) -> io::Result<()> {
    for unit in units {
        serde_json::to_writer(Unarmed::new(&mut *out), unit)?;
        writeln!(out)?;
    }
    Ok(())
}
