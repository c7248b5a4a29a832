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
mod beside;
mod cache;
mod changed;
mod check;
#[cfg(feature = "cli")]
mod check_data;
mod configuration;
mod corpus;
mod data;
mod translations;
#[cfg(feature = "cli")]
mod editing;
mod english;
mod entry;
mod evidence;
mod extract;
mod fix;
mod freshness;
mod git;
#[cfg(feature = "cli")]
mod head;
mod history;
mod idle;
#[cfg(feature = "cli")]
mod ignore;
mod ignored;
mod links;
mod list;
mod look;
mod news;
mod open;
mod original;
mod outdated;
#[cfg(feature = "cli")]
mod output;
mod overwrite;
mod pins;
mod place;
mod places;
mod projects;
mod reported;
mod root;
mod sample;
#[cfg(feature = "cli")]
mod segments;
mod sidecar;
mod snapshot;
mod split;
mod stamp;
mod store;
mod sum;
mod survey;
mod trial;
mod tried;
mod unbuilt;
#[cfg(feature = "cli")]
mod why;
mod workspace;
mod write;

use std::path::Path;

pub use check::check;
pub use configuration::{configuration, configuration_in};
pub use extract::{Extract, extract};
pub use projects::{Project, projects};
#[doc(hidden)]
pub use {
    baseline::read_baseline,
    check::{Checked, check_scope},
    configuration::configuration_of,
    fix::{Fixed, FixedPage, fix},
    freshness::freshness,
    outdated::{OutdatedOptions, outdated},
    projects::project,
    reported::Pages,
    snapshot::{Drift, SnapshotMode, SnapshotOptions, Snapshots, snapshot},
    split::split,
    stamp::{StampOptions, StampRun, Stamped, stamp},
    store::SnapshotFormat,
    survey::{configuration_file, survey, write_configuration},
    workspace::{CheckedPage, Texts, Workspace, root_of},
    write::write,
};

#[cfg(feature = "cli")]
#[doc(hidden)]
pub use {
    editing::Beside,
    head::head,
    ignore::{Ignored, ignore},
    output::may_report,
    segments::segments,
    why::{Why, why},
};

use crate::error::Error;
use crate::openapi::{self, Api};
use crate::text::Text;

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
