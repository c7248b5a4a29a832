//! The only door to the file system: finds pages, reads them, and writes what is asked for.
//!
//! ```no_run
//! use docparity::tree;
//!
//! let paths = ["docs".into()];
//! let config = tree::configuration(&paths)?;
//! let (outcome, unread) = tree::check(&paths, &config)?;
//! assert!(unread.is_empty() && outcome.findings.is_empty());
//! # Ok::<(), docparity::Error>(())
//! ```

mod baseline;
mod changed;
mod check;
mod corpus;
mod translations;
mod english;
mod entry;
mod evidence;
mod extract;
mod freshness;
mod git;
#[cfg(feature = "cli")]
mod head;
mod history;
mod links;
mod list;
mod pins;
mod places;
mod reported;
mod root;
mod sample;
#[cfg(feature = "cli")]
mod segments;
mod sidecar;
mod snapshot;
mod split;
mod store;
mod survey;
#[cfg(feature = "cli")]
mod why;
mod write;

use std::path::{Path, PathBuf};

pub use check::check;
pub use extract::{Extract, extract};
#[doc(hidden)]
pub use {
    baseline::read_baseline,
    check::{Checked, check_scope},
    freshness::freshness,
    reported::Pages,
    snapshot::{Drift, SnapshotMode, SnapshotOptions, Snapshots, snapshot},
    split::split,
    store::SnapshotFormat,
    survey::{configuration_file, survey, write_configuration},
    write::write,
};

#[cfg(feature = "cli")]
#[doc(hidden)]
pub use {
    head::head,
    segments::segments,
    why::{Why, why},
};

use crate::config::{Config, FILE_NAME};
use crate::error::Error;
use crate::openapi::{self, Api};
use crate::text::Text;

/// Reads the `docparity.yaml` that rules `paths`: the nearest one in the folder of the first path or above it. Without
/// one, the default configuration.
///
/// ```no_run
/// let config = docparity::tree::configuration(&["docs".into()])?;
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// The file cannot be read, or is no valid configuration.
pub fn configuration(paths: &[PathBuf]) -> Result<Config, Error> {
    let Some(first) = paths.first() else { return Ok(Config::default()) };
    let absolute = std::path::absolute(first).map_err(|error| Error::io(first, error))?;
    let files = absolute.ancestors().map(|folder| folder.join(FILE_NAME));
    match files.into_iter().find(|file| file.is_file()) {
        Some(file) => configuration_in(&file),
        None => Ok(Config::default()),
    }
}

/// Reads a configuration file.
///
/// ```no_run
/// let config = docparity::tree::configuration_in("ci/docparity.yaml".as_ref())?;
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// The file cannot be read, or is no valid configuration.
pub fn configuration_in(file: &Path) -> Result<Config, Error> {
    let text = std::fs::read_to_string(file).map_err(|error| Error::io(file, error))?;
    Config::read(file, &text)
}

/// Reads an OpenAPI description, in JSON or YAML.
///
/// ```no_run
/// let api = docparity::tree::description("api.yaml".as_ref())?;
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// The file cannot be read, or is no OpenAPI 3 description.
pub fn description(file: &Path) -> Result<Api, Error> {
    let text = read(file)?.content;
    openapi::read(&text).map_err(|error| Error::invalid(file, (error.line, error.column), error.message))
}

fn read(path: &Path) -> Result<Text, Error> {
    std::fs::read(path).map(Text::decode).map_err(|error| Error::io(path, error))
}
