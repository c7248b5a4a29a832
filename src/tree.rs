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
mod history;
mod ignored;
mod links;
mod list;
mod open;
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
    segments::segments,
    why::{Why, why},
};

use open::{Bounds, leads_elsewhere};

use crate::config::{Config, FILE_NAMES};
use crate::error::Error;
use crate::openapi::{self, Api};
use crate::text::Text;

/// Reads the `docparity.yaml` that rules `paths`: the nearest one in the folder of the first path or above it; it may be
/// called `docparity.yml` as well. Without one, the default configuration.
///
/// ```no_run
/// let config = docparity::tree::configuration(&["docs".into()])?;
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// The file cannot be read, is a link out of its folder, or is no valid configuration; or there are two in the folder.
pub fn configuration(paths: &[PathBuf]) -> Result<Config, Error> {
    let Some(first) = paths.first() else { return Ok(Config::default()) };
    let absolute = std::path::absolute(first).map_err(|error| Error::io(first, error))?;
    for folder in absolute.ancestors() {
        let found = FILE_NAMES.map(|name| folder.join(name));
        let mut files = found.iter().filter(|file| file.is_file());
        let Some(file) = files.next() else { continue };
        if let Some(other) = files.next() {
            let (file, other) = (file.display(), other.display());
            return Err(Error::Usage(format!("{file} and {other} stand side by side; keep one of the two")));
        }
        // Nobody named it: it is found, and may lead anywhere.
        return match Bounds::new([folder]).hold(file) {
            true => configuration_in(file),
            false => Err(Error::io(file, leads_elsewhere(file))),
        };
    }
    Ok(Config::default())
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
    Config::read(file, &open::text(file)?)
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
    open::bytes(path).map(Text::decode)
}
