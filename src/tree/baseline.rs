//! Reads baselines.

use std::path::Path;

use crate::baseline::Baseline;
use crate::error::Error;

/// Reads the baseline in a file.
///
/// # Errors
///
/// The file cannot be read, or is no baseline.
pub fn read_baseline(file: &Path) -> Result<Baseline, Error> {
    let text = std::fs::read_to_string(file).map_err(|error| Error::io(file, error))?;
    Baseline::read(file, &text)
}
