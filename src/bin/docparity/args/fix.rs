//! The command line of `docparity fix`.

use std::path::PathBuf;

use clap::Args;

use super::Subject;

#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 nothing at or above --fail-on is left, 1 findings are left, 2 the job could not be done."
)]
pub(crate) struct Fix {
    #[command(flatten)]
    pub(crate) subject: Subject,

    /// Print what would change as a unified diff, and change nothing
    #[arg(long)]
    pub(crate) diff: bool,

    /// Make the repairs too that somebody has to read
    #[arg(long = "unsafe")]
    pub(crate) unsafe_too: bool,

    /// Write what is left to this file as known, and keep its reasons and dates: the next run reports what is new
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub(crate) write_baseline: Option<PathBuf>,
}
