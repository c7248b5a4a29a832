//! The command line.

mod check;
mod english;
mod exchange;
mod fix;
mod ignore;
mod lsp;
mod openapi;
mod outdated;
mod report;
mod rules;
mod stamp;
mod subject;

use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, PossibleValuesParser, RangedU64ValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use docparity::config::{Config, FILE_NAME, FailOn, SNAPSHOTS, absolute};
use docparity::error::Error;
use docparity::locale::Locale;
use docparity::tree::{self, Project};

pub(crate) use check::{Check, Output};
pub(crate) use english::{AnyEnglish, English};
pub(crate) use exchange::{Glossary, Segments};
pub(crate) use fix::Fix;
pub(crate) use ignore::{Ignore, Place};
pub(crate) use lsp::Lsp;
pub(crate) use openapi::{Openapi, OpenapiFormat, OpenapiSide};
pub(crate) use outdated::{Outdated, OutdatedFormat};
pub(crate) use report::{Report, SplitBy, Triage};
pub(crate) use stamp::Stamp;
pub(crate) use subject::Subject;

use crate::{remark, warn};

/// Checks that every locale of an API reference documents the same API.
#[derive(Debug, Parser)]
#[command(name = "docparity", version = env!("DOCPARITY_VERSION"), max_term_width = 100)]
pub(crate) struct Cli {
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    /// Number of threads, at most 256 [default: one a core]
    #[arg(long, global = true, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=256))]
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
    /// Repair what can be repaired without reading: restore what a translation mangled
    Fix(Fix),
    /// Write the comment that silences a finding which is no defect
    Ignore(Ignore),
    /// Serve an editor: findings while somebody writes, the English beside them, repairs
    Lsp(Lsp),
    /// Write a report for localization QA: HTML, XLSX, CSV or Markdown
    Report(Report),
    /// Write what people decided in a sheet of the report into a baseline
    Triage(Triage),
    /// Count how much of each locale was made from the English of today
    Freshness(Freshness),
    /// List for translators what changed in the English since each page was made from it
    Outdated(Outdated),
    /// Record of pages that a person says are current which English they were made from
    Stamp(Stamp),
    /// Tell which locale and English a page gets, by what evidence, and whether it is compared
    Why(Why),
    /// Print the contract of each page
    Extract(Extract),
    /// Compare what the docs promise with an OpenAPI description
    Openapi(Openapi),
    /// Write the bilingual segments for translation tools
    Segments(Segments),
    /// Write the terms of the contracts that nobody may translate
    Glossary(Glossary),
    /// Pin the contract of each page in a file, or check that none changed
    Snapshot(Snapshot),
    /// Write the localized and the English page of each bilingual file
    Split(Split),
    /// Look at a tree, say what was found, and write it to docparity.yaml
    Init(Init),
    /// List the rules, or explain one
    Rules(Rules),
    /// Print the JSON Schema of `check --format json`, or of docparity.yaml
    Schema {
        /// What the schema is of
        #[arg(default_value = "report")]
        of: SchemaOf,
    },
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

/// Reads a path. What lies below the current folder is called as it is from there: reports go to other machines.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|path| {
        let is_spelled_around = path.is_absolute() || path.starts_with("..");
        let below = absolute(&path).strip_prefix(absolute(Path::new("."))).map(Path::to_owned);
        match below {
            Ok(below) if is_spelled_around && below.as_os_str().is_empty() => PathBuf::from("."),
            Ok(below) if is_spelled_around => below,
            _ => path,
        }
    })
}

/// What the English tree is for where pages are not held against it.
const TELLS_TABLES: &str = "The English tree: it tells what the sections and tables of plain pages are [default: `source` of docparity.yaml, or the one that the layout of the tree shows]";

/// Which configuration counts.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Configuration {
    /// The configuration file for all pages [default: for each the nearest docparity.yaml in the folders above it]
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long)]
    isolated: bool,

    /// Follow links also where they lead out of the folders that are searched
    #[arg(long)]
    follow_links: bool,
}

impl Configuration {
    /// The configurations that rule `paths`, each with its part of the run: one, where the command line names it.
    pub(crate) fn projects(&self, paths: &[PathBuf]) -> Result<Vec<Project>, Error> {
        let mut projects = match self.named()? {
            Some(config) => vec![Project::of_all(config, paths)],
            None => tree::projects(paths)?,
        };
        for project in &mut projects {
            project.config.follow_links = self.follow_links;
            told(project);
        }
        Ok(projects)
    }

    /// The configuration that rules a folder, without those below it.
    pub(crate) fn project(&self, folder: &Path) -> Result<Project, Error> {
        let mut project = match self.named()? {
            Some(config) => Project::of_all(config, &[folder.to_owned()]),
            None => tree::project(folder)?,
        };
        project.config.follow_links = self.follow_links;
        told(&project);
        Ok(project)
    }

    /// One configuration for all of `paths`. That others take no effect is told.
    pub(crate) fn read(&self, paths: &[PathBuf]) -> Result<Config, Error> {
        let mut projects = self.projects(paths)?.into_iter();
        let Some(Project { mut config, file, .. }) = projects.next() else { return Ok(Config::default()) };
        config.apart.clear();
        let rules = file.map_or_else(|| "the default one".to_owned(), |file| file.display().to_string());
        for other in projects.filter_map(|project| project.file) {
            warn(&format!("{} takes no effect: {rules} rules this run", other.display()));
        }
        Ok(config)
    }

    /// The configuration that the command line names.
    fn named(&self) -> Result<Option<Config>, Error> {
        match &self.config {
            _ if self.isolated => Ok(Some(Config::default())),
            Some(file) => tree::configuration_in(file).map(Some),
            None => Ok(None),
        }
    }

    /// The files of the configurations for `paths` themselves, where they can be found.
    pub(crate) fn files(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let found = || paths.iter().filter_map(|path| tree::configuration_of(std::slice::from_ref(path)).ok()?);
        match &self.config {
            _ if self.isolated => Vec::new(),
            Some(file) => vec![file.clone()],
            None => found().collect(),
        }
    }
}

/// Tells of a configuration that is called otherwise than usual.
fn told(project: &Project) {
    let others = project.file.iter().filter(|file| !file.ends_with(FILE_NAME));
    others.for_each(|file| remark(&format!("{} is read as {FILE_NAME}", file.display())));
}

/// Refuses an option that names what belongs to one configuration where several rule a run.
fn is_of_one(option: &str, projects: &[Project]) -> Result<(), Error> {
    let files: Vec<String> =
        projects.iter().filter_map(|project| Some(project.file.as_ref()?.display().to_string())).collect();
    match projects.len() {
        0 | 1 => Ok(()),
        _ => Err(Error::Usage(format!(
            "{option} is for the pages of one configuration, and {} rule this run: check them apart, or name one of them with \
             --config",
            files.join(", ")
        ))),
    }
}

/// Reads a language tag, or the code that a project has in its place.
fn locale(tag: &str) -> Result<Locale, String> {
    let locale = Locale::parse(tag).or_else(|| Locale::unregistered(tag));
    locale.ok_or_else(|| format!("`{tag}` is no language tag, such as de-DE"))
}

/// Reads what makes a run fail.
fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::NAMES).map(|name| FailOn::named(&name).expect("one of the possible values"))
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SchemaOf {
    /// What `check --format json` prints
    Report,
    /// The file docparity.yaml
    Config,
}

#[derive(Debug, Args)]
pub(crate) struct Freshness {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) english: English,

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
pub(crate) struct Why {
    /// A page, or a folder of pages
    pub(crate) path: PathBuf,

    #[command(flatten)]
    pub(crate) english: English,
}

#[derive(Debug, Args)]
#[command(mut_arg("source", |source| source.help("The English tree, which tells what the tables of plain pages are [default: `source` of docparity.yaml]")))]
pub(crate) struct Extract {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) english: English,

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
    /// An OpenAPI 3.1 description of what the English of all pages promises
    Openapi,
}

#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 all contracts are the pinned ones, 1 one is not, 2 the job could not be done.")]
#[command(mut_arg("source", |source| source.help(TELLS_TABLES)))]
pub(crate) struct Snapshot {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    /// The folder of the snapshots, which mirrors the pages; or one file for all, .contract or .yaml
    #[arg(short, long, value_name = "PATH", default_value = SNAPSHOTS)]
    pub(crate) output: PathBuf,

    /// How snapshots are written in a folder
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: SnapshotFormat,

    /// Write nothing: print what changed and what that means, and exit with 1
    #[arg(long, conflicts_with = "accept")]
    pub(crate) check: bool,

    /// Write what changed, and delete the snapshots of pages that are gone
    #[arg(long)]
    pub(crate) accept: bool,

    /// Pin the English of bilingual pages, not what readers of the locale see
    #[arg(long)]
    pub(crate) english: bool,

    #[command(flatten)]
    pub(crate) source: English,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SnapshotFormat {
    /// One fact a line: PAGE.contract
    Text,
    /// YAML: PAGE.contract.yaml
    Yaml,
}

#[derive(Debug, Args)]
pub(crate) struct Split {
    /// A file, or a folder that is searched for pages
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

    /// The English tree, which is written down as `source` [default: the one that the tree shows]
    #[arg(long, value_name = "DIR", value_parser = path())]
    pub(crate) source: Option<PathBuf>,

    /// The locale of pages that stand in no locale's place, which is written down as `locale`
    #[arg(long, value_name = "TAG", value_parser = locale)]
    pub(crate) locale: Option<Locale>,

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
