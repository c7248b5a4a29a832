//! What pages are held against.

use std::path::{Path, PathBuf};

use clap::Args;
use docparity::config::Config;
use docparity::error::Error;
use docparity::tree::Project;

use super::{Configuration, is_of_one};

#[derive(Debug, Args)]
struct Source {
    /// The English tree [default: `source` of docparity.yaml, or the one that the layout of the tree shows]
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
}

impl Source {
    /// Has the pages of a run be held against the English tree that the command line names.
    fn take(&self, projects: &mut [Project]) -> Result<(), Error> {
        if let Some(source) = &self.source {
            is_of_one("--source", projects)?;
            projects.iter_mut().for_each(|project| project.config.source = Some(source.clone()));
        }
        Ok(())
    }
}

/// The English, and the configuration that says where else it may be.
#[derive(Debug, Args)]
pub(crate) struct English {
    #[command(flatten)]
    tree: Source,

    #[command(flatten)]
    configuration: Configuration,
}

impl English {
    /// One configuration for all of `paths`, with the English tree that the command line names.
    pub(crate) fn config(&self, paths: &[PathBuf]) -> Result<Config, Error> {
        let mut config = self.configuration.read(paths)?;
        config.source = self.tree.source.clone().or(config.source);
        Ok(config)
    }

    /// The configurations for `paths`, with the English tree that the command line names.
    pub(crate) fn projects(&self, paths: &[PathBuf]) -> Result<Vec<Project>, Error> {
        let mut projects = self.configuration.projects(paths)?;
        self.tree.take(&mut projects)?;
        Ok(projects)
    }
}

/// The English, also of pages that do not say which one they were made from.
#[derive(Debug, Args)]
pub(crate) struct AnyEnglish {
    #[command(flatten)]
    tree: Source,

    /// Take pages that do not say which English they were made from to be made from the English of today
    #[arg(long)]
    assume_current: bool,

    #[command(flatten)]
    configuration: Configuration,
}

impl AnyEnglish {
    /// The configurations for `paths`, with what the command line says otherwise.
    pub(crate) fn projects(&self, paths: &[PathBuf]) -> Result<Vec<Project>, Error> {
        let mut projects = self.configuration.projects(paths)?;
        self.tree.take(&mut projects)?;
        projects.iter_mut().for_each(|project| project.config.assume_current |= self.assume_current);
        Ok(projects)
    }

    /// The configuration for a folder, without those below it, with what the command line says otherwise.
    pub(crate) fn project(&self, folder: &Path) -> Result<Project, Error> {
        let mut project = self.configuration.project(folder)?;
        self.tree.take(std::slice::from_mut(&mut project))?;
        project.config.assume_current |= self.assume_current;
        Ok(project)
    }
}
