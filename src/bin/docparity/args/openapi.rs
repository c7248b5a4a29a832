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

    /// Compare only operations whose path begins so, such as `/parcels` or `/parcels/{id}`. Can be given several times
    #[arg(help_heading = "Differences", long = "path", value_name = "PREFIX")]
    pub(crate) prefixes: Vec<String>,

    /// Tell only what this side says and the other one lacks
    #[arg(help_heading = "Differences", long, value_name = "SIDE")]
    pub(crate) side: Option<OpenapiSide>,

    /// Do not tell the differences that this file knows: what an earlier run wrote with `--format json`
    #[arg(help_heading = "Differences", long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Show the differences alone: no summary (text), no notes
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OpenapiFormat {
    /// A sentence a difference, with its pages
    Text,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// A table for a job page or a pull request
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OpenapiSide {
    /// What the docs promise
    Docs,
    /// What the description has
    Description,
}
