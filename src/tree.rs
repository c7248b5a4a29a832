//! The only door to the file system: finds pages, reads them, and writes what is asked for.

mod check;
mod coverage;
mod discover;
mod english;
mod extract;
mod freshness;
mod git;
mod history;
mod list;
mod places;
mod segments;
mod sidecar;
mod split;
mod survey;
mod write;

use std::path::{Path, PathBuf};

pub use check::{check, check_watched};
pub use extract::{Extract, extract};
pub use freshness::freshness;
pub use segments::segments;
pub use split::split;
pub use survey::{configuration_file, survey, write_configuration};
pub use write::write;

use crate::config::{Config, FILE_NAME};
use crate::error::Error;
use crate::text::Text;

/// Reads the `docparity.yaml` that rules `paths`: the nearest one in the folder of the first path or above it. Without
/// one, the default configuration.
///
/// # Errors
///
/// The file cannot be read, or is no valid configuration.
pub fn configuration(paths: &[PathBuf]) -> Result<Config, Error> {
    let Some(first) = paths.first() else { return Ok(Config::default()) };
    let absolute = std::path::absolute(first).map_err(|error| Error::io(first, error))?;
    let files = absolute.ancestors().map(|folder| folder.join(FILE_NAME));
    let Some(file) = files.into_iter().find(|file| file.is_file()) else { return Ok(Config::default()) };
    let text = std::fs::read_to_string(&file).map_err(|error| Error::io(&file, error))?;
    Config::read(&file, &text)
}

fn read(path: &Path) -> Result<Text, Error> {
    std::fs::read(path).map(Text::decode).map_err(|error| Error::io(path, error))
}
