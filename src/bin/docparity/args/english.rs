//! What pages are held against.

use std::path::PathBuf;

use clap::Args;
use docparity::config::Config;
use docparity::error::Error;

use super::Configuration;

#[derive(Debug, Args)]
struct Source {
    /// The English tree [default: `source` of docparity.yaml, or the one that the layout of the tree shows]
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
}

/// The English, and the configuration that says where else it may be.
#[derive(Debug, Args)]
pub(crate) struct English {
    #[command(flatten)]
    tree: Source,

    #[command(flatten)]
    configuration: Configuration,
}

impl English {
    /// The configuration for `paths`, with the English tree that the command line names.
    pub(crate) fn config(&self, paths: &[PathBuf]) -> Result<Config, Error> {
        let mut config = self.configuration.read(paths)?;
        config.source = self.tree.source.clone().or(config.source);
        Ok(config)
    }
}

/// The English, also of pages that do not say which one they were made from.
#[derive(Debug, Args)]
pub(crate) struct AnyEnglish {
    #[command(flatten)]
    tree: Source,

    /// Take pages that do not say which English they were made from to be made from the English of today
    #[arg(long)]
    assume_current: bool,

    #[command(flatten)]
    configuration: Configuration,
}

impl AnyEnglish {
    /// The configuration for `paths`, with what the command line says otherwise.
    pub(crate) fn config(&self, paths: &[PathBuf]) -> Result<Config, Error> {
        let mut config = self.configuration.read(paths)?;
        config.source = self.tree.source.clone().or(config.source);
        config.assume_current |= self.assume_current;
        Ok(config)
    }
}
