//! The command line of `docparity openapi`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{English, TELLS_TABLES};

#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 the docs and the description promise the same, 1 they differ, 2 the job could not be done.",
    mut_arg("source", |source| source.help(TELLS_TABLES))
)]
pub(crate) struct Openapi {
    /// Files, and folders that are searched for *.md
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// The OpenAPI 3 description, in JSON or YAML
    #[arg(short, long, value_name = "FILE")]
    pub(crate) description: PathBuf,

    /// How to write the differences
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: OpenapiFormat,

    #[command(flatten)]
    pub(crate) english: English,

    /// Show the differences alone: no summary (text)
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OpenapiFormat {
    /// A sentence a difference, with its pages
    Text,
    /// One JSON object
    Json,
}
