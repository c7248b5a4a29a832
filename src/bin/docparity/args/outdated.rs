//! The command line of `docparity outdated`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use docparity::config::Glob;
use docparity::locale::Locale;

use super::{English, locale};

#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 the list is written, 2 the job could not be done.")]
pub(crate) struct Outdated {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// Only what changed since this git revision of the English; pages that tell nothing count as made from it
    #[arg(long, value_name = "REV")]
    pub(crate) since: Option<String>,

    /// Only pages of this locale; `pt` stands for `pt-BR` too. Can be given several times
    #[arg(long, value_name = "TAG", value_parser = locale)]
    pub(crate) locale: Vec<Locale>,

    /// Only these pages, by path or by their name in every locale. Can be given several times
    #[arg(long, value_name = "GLOB", value_parser = Glob::parse)]
    pub(crate) page: Vec<Glob>,

    /// Also pages where nothing but case, punctuation or the targets of links changed
    #[arg(long)]
    pub(crate) all: bool,

    #[command(flatten)]
    pub(crate) english: English,

    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: OutdatedFormat,

    /// Write to a file [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OutdatedFormat {
    Text,
    /// A list of boxes to tick, for an issue
    Markdown,
    Json,
    /// XLIFF 2.1: the changed blocks of one locale, with the old translation as a proposal
    Xliff,
    /// XLIFF 1.2: the same, for tools that read no newer one
    #[value(name = "xliff-1.2")]
    Xliff12,
    /// gettext PO: the same, with the old translation as fuzzy
    Po,
}

impl OutdatedFormat {
    /// The format for translation units that it is.
    pub(crate) const fn exchange(self) -> Option<&'static str> {
        match self {
            Self::Xliff => Some("xliff"),
            Self::Xliff12 => Some("xliff-1.2"),
            Self::Po => Some("po"),
            Self::Text | Self::Markdown | Self::Json => None,
        }
    }
}
