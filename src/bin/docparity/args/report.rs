//! The command line of `docparity report` and `docparity triage`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use docparity::config::Glob;
use docparity::finding::Owner;
use docparity::locale::Locale;
use docparity::qa::{Level, Link, Weights};

use super::rules::RuleNames;
use super::subject::SOURCE;
use super::{AnyEnglish, locale};

#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 the report is written, 1 it is written and `quality` of docparity.yaml fails a locale or cannot be judged, 2 the job could not be done.",
    mut_arg("source", |source| source.help(SOURCE))
)]
pub(crate) struct Report {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// The report: a .html, .xlsx, .csv, .tmx or .md file; can be given several times
    #[arg(short, long, value_name = "FILE", required = true)]
    pub(crate) output: Vec<PathBuf>,

    /// Tell of this locale only, judged with all others; `pt` stands for `pt-BR` too. Can be given several times
    #[arg(long, value_name = "TAG", value_parser = locale)]
    pub(crate) locale: Vec<Locale>,

    /// Tell of these pages only, by path or by their name in every locale. Can be given several times
    #[arg(long, value_name = "GLOB", value_parser = Glob::parse)]
    pub(crate) page: Vec<Glob>,

    /// Tell of these rules only (comma-separated), of all that ran
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    pub(crate) rule: Vec<String>,

    /// Tell only of what this owner repairs: vendor, editor or author. Can be given several times
    #[arg(long, value_name = "OWNER", value_parser = owner())]
    pub(crate) owner: Vec<Owner>,

    /// Tell only of issues of this level: critical, major, minor or neutral. Can be given several times
    #[arg(long, value_name = "LEVEL", value_parser = level())]
    pub(crate) level: Vec<Level>,

    /// Write one file a locale or owner: report.html becomes report.de-DE.html
    #[arg(long, value_name = "WHAT")]
    pub(crate) split_by: Option<SplitBy>,

    /// Make the report from what `check --format json` wrote, each file for other pages, and read no pages; `check --contracts` writes what pages state, too
    #[arg(long, value_name = "JSON", num_args = 1.., conflicts_with_all = ["paths", "source", "assume_current", "select", "ignore"])]
    pub(crate) from: Vec<PathBuf>,

    /// Show what translators have to do (html): what `outdated --format json` wrote [default with PATH: found in the pages]
    #[arg(long, value_name = "JSON", requires = "from")]
    pub(crate) outdated: Option<PathBuf>,

    /// Say what is new, fixed and remaining since the run whose `check --format json` this is
    #[arg(long, value_name = "JSON")]
    pub(crate) previous: Option<PathBuf>,

    /// Leave out the issues that this baseline knows, and tell how many [default: `baseline` of docparity.yaml]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Penalty points of a neutral, minor, major and critical issue [default: 0,1,5,25]
    #[arg(long, value_name = "POINTS")]
    pub(crate) weights: Option<Weights>,

    /// How often pages are viewed: a table (CSV) of page and views, which decides what to repair first
    #[arg(long, value_name = "CSV")]
    pub(crate) traffic: Option<PathBuf>,

    /// Draw so many pages for people to review, from each locale and from pages with and without issues: the sheet “Review” of the .xlsx
    #[arg(long, value_name = "PAGES")]
    pub(crate) sample: Option<usize>,

    /// Which pages are drawn: the same number draws the same pages
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "sample")]
    pub(crate) seed: u64,

    /// Tell what people found: the sheet of an earlier sample (.xlsx, .ods or .csv), filled in
    #[arg(long, value_name = "SHEET")]
    pub(crate) review: Option<PathBuf>,

    /// Keep a line of this run in FILE, and show how each locale went from run to run
    #[arg(long, value_name = "FILE")]
    pub(crate) history: Option<PathBuf>,

    /// The commit of the pages, for the head of the report [default: the one that is checked out where PATH stands]
    #[arg(long, value_name = "HASH")]
    pub(crate) commit: Option<String>,

    /// The name of the project, for the head of the report
    #[arg(long, value_name = "NAME")]
    pub(crate) project: Option<String>,

    /// The web address of a place, with {path} and {line}: places become links (html, xlsx)
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) link: Option<Link>,

    #[command(flatten)]
    pub(crate) english: AnyEnglish,

    /// Run only these rules or families (comma-separated; `all` for every rule)
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    pub(crate) select: Vec<String>,

    /// Leave out these rules or families (comma-separated)
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    pub(crate) ignore: Vec<String>,

    /// Show no progress and no notes
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SplitBy {
    /// One file for each locale
    Locale,
    /// One file for each owner
    Owner,
}

fn owner() -> impl TypedValueParser<Value = Owner> {
    let names = Owner::ALL.map(Owner::name);
    PossibleValuesParser::new(names).map(|name| Owner::named(&name).expect("one of the possible values"))
}

fn level() -> impl TypedValueParser<Value = Level> {
    let named = |name: &str| Level::ALL.into_iter().find(|level| level.name() == name);
    PossibleValuesParser::new(Level::ALL.map(Level::name))
        .map(move |name| named(&name).expect("one of the possible values"))
}

#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 all rows are taken, 1 some are not, 2 the job could not be done.")]
pub(crate) struct Triage {
    /// The sheet: the .xlsx or .csv of `docparity report`, or an .ods made from it, with the column `status` filled in
    pub(crate) file: PathBuf,

    /// The baseline to write the decisions to; what it knows already stays
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: PathBuf,

    /// What `check --format json` wrote for the report, for rows whose texts a spreadsheet changed
    #[arg(long, value_name = "JSON", num_args = 1..)]
    pub(crate) from: Vec<PathBuf>,
}
