//! What a run looks at, and what it holds that against.

use std::path::{Path, PathBuf};

use clap::Args;
use docparity::config::{FailOn, Glob};
use docparity::error::Error;
use docparity::locale::Locale;
use docparity::scope::Scope;
use docparity::tree::Project;

use super::rules::RuleNames;
use super::{Configuration, fail_on, is_of_one, locale, path};

/// What the English tree is for where pages are held against it.
pub(super) const SOURCE: &str = "The English tree: pages are compared with the English of today [default: `source` of docparity.yaml, or the one that the layout of the tree shows]";

/// What is checked.
#[derive(Debug, Args)]
pub(crate) struct Subject {
    /// Files, and folders that are searched for pages
    #[arg(default_value = ".", value_parser = path())]
    pub(crate) paths: Vec<PathBuf>,

    #[arg(long, value_name = "DIR", value_parser = path(), help = SOURCE)]
    pub(crate) source: Option<PathBuf>,

    /// The pinned contracts that pages are held to: the folder that `docparity snapshot` wrote [default: `canonical` of docparity.yaml]
    #[arg(long, value_name = "DIR")]
    pub(crate) canonical: Option<PathBuf>,

    /// Take pages that do not say which English they were made from to be made from the English of today
    #[arg(long)]
    pub(crate) assume_current: bool,

    #[command(flatten)]
    pub(crate) configuration: Configuration,

    /// Report findings about this locale only; `pt` stands for `pt-BR` too. Can be given several times
    #[arg(help_heading = "Findings", long, value_name = "TAG", value_parser = locale)]
    pub(crate) locale: Vec<Locale>,

    /// Report findings about these pages only, by path or by their name in every locale. Can be given several times
    #[arg(help_heading = "Findings", long, value_name = "GLOB", value_parser = Glob::parse)]
    pub(crate) page: Vec<Glob>,

    /// Run only these rules or families (comma-separated; `all` for every rule)
    #[arg(help_heading = "Findings", long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    pub(crate) select: Vec<String>,

    /// Leave out these rules or families (comma-separated)
    #[arg(help_heading = "Findings", long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    pub(crate) ignore: Vec<String>,

    /// Exit with 1 for findings of this severity or worse [default: `fail-on` of docparity.yaml, or error; with --changed-since on translations that changed themselves alone]
    #[arg(help_heading = "Findings", long, value_name = "SEVERITY", value_parser = fail_on())]
    pub(crate) fail_on: Option<FailOn>,

    /// Do not report the findings that this file knows [default: `baseline` of docparity.yaml]
    #[arg(help_heading = "Findings", long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Report on the pages that differ from this git revision, or whose English page does; they are compared as ever
    #[arg(help_heading = "Findings", long, value_name = "REV")]
    pub(crate) changed_since: Option<String>,

    /// Show the findings alone: no summary, no progress
    #[arg(help_heading = "Output", short, long)]
    pub(crate) quiet: bool,
}

impl Subject {
    /// The configurations of the run, with what the command line says otherwise.
    pub(crate) fn projects(&self) -> Result<Vec<Project>, Error> {
        let projects = self.configuration.projects(&self.paths)?;
        let named = [("--source", &self.source), ("--canonical", &self.canonical)];
        let mut named = named.iter().filter(|(_, folder)| folder.is_some());
        named.try_for_each(|(option, _)| is_of_one(option, &projects))?;
        projects.into_iter().map(|project| self.chosen(project)).collect()
    }

    /// The configuration for the folder of a page.
    pub(crate) fn project(&self, folder: &Path) -> Result<Project, Error> {
        self.chosen(self.configuration.project(folder)?)
    }

    fn chosen(&self, mut project: Project) -> Result<Project, Error> {
        let mut config = project.config.choose(&self.select, &self.ignore)?;
        config.source = self.source.clone().or(config.source);
        config.canonical = self.canonical.clone().or(config.canonical);
        config.assume_current |= self.assume_current;
        config.fail_on = self.fail_on.unwrap_or(config.fail_on);
        project.config = config;
        Ok(project)
    }

    /// The pages and locales that are reported on.
    pub(crate) fn scope(&self) -> Scope {
        Scope { changed_since: self.changed_since.clone(), ..Scope::new(self.locale.clone(), &self.page) }
    }
}
