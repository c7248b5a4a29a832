//! The command line of `docparity check`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use docparity::Severity;
use docparity::config::Percent;
use docparity::report::{FORMATS, Format};
use docparity::scope::Shard;

use super::Subject;

const AFTER: &str = "Examples:
  docparity check                                           all pages below this folder
  docparity check docs.de-DE --source docs                  against the English tree of today
  docparity check docs --select contract                    one family of rules
  docparity check docs --write-baseline parity.baseline     what is known today
  docparity check docs --format github --output sarif=docparity.sarif

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the job could not be done.";

/// The folder of a cache that no other is named for.
const CACHE: &str = ".docparity_cache";

#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) subject: Subject,

    /// The file that the text on stdin is to be checked as, where PATH is `-`: against its English and its other locales there
    #[arg(long, value_name = "PATH", conflicts_with_all = ["write_baseline", "ratchet", "shard", "changed_since", "page", "locale"])]
    pub(crate) stdin_path: Option<PathBuf>,

    /// Check again whenever a file changes, until somebody ends it
    #[arg(long, conflicts_with_all = ["stdin_path", "write_baseline"])]
    pub(crate) watch: bool,

    /// Keep what is found, so that the next run judges changed pages alone: in `.docparity_cache` of the current folder
    #[arg(long, conflicts_with_all = ["stdin_path", "cache_dir"])]
    pub(crate) cache: bool,

    /// Keep it in this folder, which is made where it is not there
    #[arg(long, value_name = "DIR", conflicts_with = "stdin_path")]
    pub(crate) cache_dir: Option<PathBuf>,

    /// How to write the findings to stdout [default: text]
    #[arg(help_heading = "Output", long, value_name = "FORMAT", value_parser = format())]
    pub(crate) format: Option<&'static Format>,

    /// Write the findings to a file as well, `-` for stdout; can be given several times
    #[arg(help_heading = "Output", long, value_name = "FORMAT=PATH", value_parser = output)]
    pub(crate) output: Vec<Output>,

    /// Tell only of findings of this severity or worse; milder ones are counted as hidden, and fail no run
    #[arg(help_heading = "Findings", long, value_name = "SEVERITY", value_parser = severity())]
    pub(crate) min_severity: Option<Severity>,

    /// Fail when less than this share of all pages can be compared with an English [default: `coverage` of docparity.yaml]
    #[arg(help_heading = "Findings", long, value_name = "PERCENT")]
    pub(crate) min_coverage: Option<Percent>,

    /// Write all findings to this file as known, and keep its reasons and dates; with --baseline, only those that are known already
    #[arg(help_heading = "Findings", long, value_name = "FILE")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// Exit with 1 when the baseline knows findings that are gone
    #[arg(help_heading = "Findings", long, conflicts_with = "write_baseline")]
    pub(crate) ratchet: bool,

    /// Report on one part of N: all parts together are the whole run
    #[arg(help_heading = "Findings", long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,

    /// Write what each page with findings states as well, fact by fact beside its English, for the report (json)
    #[arg(help_heading = "Output", long, conflicts_with = "stdin_path")]
    pub(crate) contracts: bool,

    /// Show every finding, also where one pattern repeats (text)
    #[arg(help_heading = "Output", long)]
    pub(crate) no_fold: bool,

    /// Write what comments and the baseline silence as well, marked so (sarif)
    #[arg(help_heading = "Output", long)]
    pub(crate) suppressed: bool,

    /// Count the findings by pattern, rule and locale, and show no places (text)
    #[arg(help_heading = "Output", long, conflicts_with_all = ["quiet", "no_fold"])]
    pub(crate) statistics: bool,
}

impl Check {
    /// The folder in which findings are kept for the next run.
    pub(crate) fn cache(&self) -> Option<PathBuf> {
        self.cache_dir.clone().or_else(|| self.cache.then(|| PathBuf::from(CACHE)))
    }
}

/// A format, and where it is written to.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    pub(crate) format: &'static Format,
    /// The file; stdout without one.
    pub(crate) file: Option<PathBuf>,
}

/// Reads the name of a severity.
fn severity() -> impl TypedValueParser<Value = Severity> {
    let named = |name: String| Severity::ALL.into_iter().find(|severity| severity.name() == name);
    PossibleValuesParser::new(Severity::ALL.map(Severity::name))
        .map(move |name| named(name).expect("one of the possible values"))
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
