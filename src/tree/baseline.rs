//! Reads baselines.

use std::path::Path;

use super::open;
use crate::baseline::Baseline;
use crate::error::Error;

/// Reads the baseline in a file.
///
/// # Errors
///
/// The file cannot be read, or is no baseline.
pub fn read_baseline(file: &Path) -> Result<Baseline, Error> {
    let text = open::text(file)?;
    Baseline::read(file, &text)
}
