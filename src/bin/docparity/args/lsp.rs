//! The command line of `docparity lsp`.

use std::path::{Path, PathBuf};

use clap::Args;
use docparity::config::Config;
use docparity::error::Error;

use super::Configuration;

#[derive(Debug, Args)]
#[command(
    after_help = "An editor starts it and speaks with it over stdin and stdout; docs/editors.md has the settings of some."
)]
pub(crate) struct Lsp {
    /// The English tree [default: `source` of docparity.yaml, or the one that the layout of the tree shows]
    #[arg(long, value_name = "DIR")]
    pub(crate) source: Option<PathBuf>,

    /// Take pages that do not say which English they were made from to be made from the English of today
    #[arg(long)]
    pub(crate) assume_current: bool,

    #[command(flatten)]
    pub(crate) configuration: Configuration,

    /// Taken for granted: editors name it to servers that know other ways to speak
    #[arg(long, hide = true)]
    stdio: bool,
}

impl Lsp {
    /// The configuration of the tree at `root`.
    pub(crate) fn config(&self, root: &Path) -> Result<Config, Error> {
        let mut config = self.configuration.read(&[root.to_owned()])?;
        config.source = self.source.clone().or(config.source);
        config.assume_current |= self.assume_current;
        Ok(config)
    }
}
