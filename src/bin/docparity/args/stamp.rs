//! The command line of `docparity stamp`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};
use docparity::config::Glob;
use docparity::locale::Locale;

use super::{English, locale};

#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("chosen").args(["page", "changed", "changed_since", "all", "adopt", "check"]).multiple(true).required(true),
    after_help = "Exit status: 0 the pages are stamped, 1 with --check, a stamp is missing or out of date, 2 the job could not be done."
)]
pub(crate) struct Stamp {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// These pages are current, by path or by their name in every locale. Can be given several times
    #[arg(long = "pages", value_name = "GLOB", value_parser = Glob::parse)]
    pub(crate) page: Vec<Glob>,

    /// The pages are current that differ from the last commit: the same as --changed-since HEAD
    #[arg(long, conflicts_with = "changed_since")]
    pub(crate) changed: bool,

    /// The pages are current that differ from this git revision themselves
    #[arg(long, value_name = "REV")]
    pub(crate) changed_since: Option<String>,

    /// All pages are current
    #[arg(long, conflicts_with_all = ["page", "changed", "changed_since", "adopt"])]
    pub(crate) all: bool,

    /// Stamp pages that record nothing with the English of the day when somebody last worked on them, by the git history
    #[arg(long, conflicts_with_all = ["changed", "changed_since"])]
    pub(crate) adopt: bool,

    /// Write nothing: say which stamps are missing or out of date, and exit with 1
    #[arg(long, conflicts_with = "adopt")]
    pub(crate) check: bool,

    /// Only pages of this locale; `pt` stands for `pt-BR` too. Can be given several times
    #[arg(long, value_name = "TAG", value_parser = locale)]
    pub(crate) locale: Vec<Locale>,

    /// Write new stamps to `.docparity.json` beside the pages, and not into their front matter
    #[arg(long)]
    pub(crate) sidecar: bool,

    #[command(flatten)]
    pub(crate) english: English,
}
