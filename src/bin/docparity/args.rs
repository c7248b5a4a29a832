//! The command line.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use docparity::finding::Severity;
use docparity::report::{FORMATS, Format};

/// Checks that every locale of an API reference documents the same API.
#[derive(Debug, Parser)]
#[command(name = "docparity", version = env!("DOCPARITY_VERSION"), max_term_width = 100)]
pub(crate) struct Cli {
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    /// Number of threads [default: one a core]
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compare the contracts of localized pages with the English
    Check(Check),
    /// Count how much of each locale was made from the English of today
    Freshness(Freshness),
    /// Print the contract of each page
    Extract(Extract),
    /// Write the localized and the English page of each bilingual file
    Split(Split),
    /// Look at a tree, say what was found, and write it to docparity.yaml
    Init(Init),
    /// List the rules, or explain one
    Rules(Rules),
    /// Print the JSON Schema of `check --format json`
    Schema,
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of docparity, or of one of its commands
    Man {
        /// The command
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the job could not be done.")]
pub(crate) struct Check {
    /// Files, and folders that are searched for *.md
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to write the findings to stdout [default: text]
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub(crate) format: Option<&'static Format>,

    /// Write the findings to a file as well, `-` for stdout; can be given several times
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output)]
    pub(crate) output: Vec<Output>,

    /// The English tree: pages are compared with the English of today [default: `source` of docparity.yaml, or the one that the layout of the tree shows]
    #[arg(long, value_name = "DIR")]
    pub(crate) source: Option<PathBuf>,

    /// Take pages that do not say which English they were made from to be made from the English of today
    #[arg(long)]
    pub(crate) assume_current: bool,

    /// Run only these rules or families (comma-separated; `all` for every rule)
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Leave out these rules or families (comma-separated)
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// Exit with 1 for findings of this severity or worse
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,

    /// Show every finding, also where one pattern repeats (text)
    #[arg(long)]
    pub(crate) no_fold: bool,

    /// Count the findings by pattern, rule and locale, and show no places (text)
    #[arg(long, conflicts_with_all = ["quiet", "no_fold"])]
    pub(crate) statistics: bool,

    /// Show the findings alone: no summary (text), no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// A format, and where it is written to.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    pub(crate) format: &'static Format,
    /// The file; stdout without one.
    pub(crate) file: Option<PathBuf>,
}

/// Reads the name of a format.
fn format() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.what));
    PossibleValuesParser::new(names).map(|name| Format::named(&name).expect("one of the possible values"))
}

/// Reads `FORMAT=PATH`.
fn output(text: &str) -> Result<Output, String> {
    let (name, path) = text.split_once('=').ok_or("a format and a path are needed, such as sarif=docparity.sarif")?;
    let format = Format::named(name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        format!("there is no format `{name}`; there are {}", names.join(", "))
    })?;
    match path {
        "" => Err(format!("the path behind `{name}=` is missing")),
        "-" => Ok(Output { format, file: None }),
        _ => Ok(Output { format, file: Some(path.into()) }),
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// The mildest severity that fails the run.
    pub(crate) fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Freshness {
    /// Files, and folders that are searched for *.md
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// The English tree [default: `source` of docparity.yaml, or the one that the layout of the tree shows]
    #[arg(long, value_name = "DIR")]
    pub(crate) source: Option<PathBuf>,

    /// How to write the table; `json` lists the pages as well
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: FreshnessFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FreshnessFormat {
    Text,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Files, and folders that are searched for *.md
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to write the contracts
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ExtractFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// One fact a line
    Text,
    /// One YAML document a page
    Yaml,
    /// A JSON array with one object a page
    Json,
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Args)]
pub(crate) struct Split {
    /// A file, or a folder that is searched for *.md
    pub(crate) path: PathBuf,

    /// The folder to write to: DIR/localized/… and DIR/source/…
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder of the project; docparity.yaml is written there
    #[arg(default_value = ".")]
    pub(crate) path: PathBuf,

    /// Overwrite a docparity.yaml that stands there
    #[arg(long)]
    pub(crate) force: bool,

    /// Print the file and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// The rule to explain
    pub(crate) rule: Option<String>,
    /// Write the whole reference as Markdown
    #[arg(long, conflicts_with = "rule")]
    pub(crate) markdown: bool,
}
