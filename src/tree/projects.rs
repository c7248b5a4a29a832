//! Which configuration rules which pages of a run: the nearest one above a page, as in a repository of several packages.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::configuration::{configuration_in, configuration_of, from_here};
use super::ignored::{Ignored, is_made};
use super::list::{joined, with_near_name};
use crate::config::{Config, FILE_NAMES, absolute};
use crate::error::Error;

/// The part of a run that one configuration rules.
///
/// ```no_run
/// let projects = docparity::tree::projects(&[".".into()])?;
/// let ruled = projects.iter().filter(|project| project.file.is_some());
/// for project in ruled {
///     println!("a page that the project calls `start.md` is `{}` in the run", project.key("start.md"));
/// }
/// # Ok::<(), docparity::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Project {
    /// The configuration, which leaves out the folders that have one of their own.
    pub config: Config,
    /// Its file; none where the pages have the default configuration.
    pub file: Option<PathBuf>,
    /// The paths of the run that it rules.
    pub paths: Vec<PathBuf>,
    /// Its folder, as seen from the current one and joined with `/`: what tells its pages from those of the same name that another
    /// configuration rules. Empty for that of the current folder, or above it, and for a run that one configuration rules.
    pub name: String,
}

impl Project {
    /// One configuration for all of `paths`, whichever stand beside the pages.
    #[doc(hidden)]
    #[must_use]
    pub fn of_all(config: Config, paths: &[PathBuf]) -> Self {
        Self { config, file: None, paths: paths.to_owned(), name: String::new() }
    }

    /// What a page is called in the run that is called `key` in the project.
    #[must_use]
    pub fn key(&self, key: &str) -> String {
        match &*self.name {
            "" => key.to_owned(),
            name => format!("{name}/{key}"),
        }
    }

    /// Whether other configurations rule folders below its paths.
    #[doc(hidden)]
    #[must_use]
    pub fn is_around(&self) -> bool {
        !self.config.apart.is_empty()
    }

    /// The folder of the file, as an absolute path.
    fn folder(&self) -> Option<PathBuf> {
        self.file.as_deref().and_then(|file| absolute(file).parent().map(Path::to_owned))
    }
}

/// The configurations that rule `paths` and the folders below them, each with its part of the run; the nearest one rules a page.
/// That of the first path stands first. Folders that no page is looked for in are not searched, and neither is what `exclude` names.
///
/// ```no_run
/// for project in docparity::tree::projects(&[".".into()])? {
///     let (outcome, unread) = docparity::tree::check(&project.paths, &project.config)?;
///     println!("{}: {} findings, {} files not read", project.name, outcome.findings.len(), unread.len());
/// }
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`super::configuration()`], for each of the configurations, or a path of several projects does not exist.
pub fn projects(paths: &[PathBuf]) -> Result<Vec<Project>, Error> {
    let mut projects: Vec<Project> = Vec::new();
    for path in paths {
        let file = configuration_of(std::slice::from_ref(path))?;
        // What no configuration rules goes with the first path, as the second of two trees of one project.
        let same = match &file {
            Some(_) => projects.iter_mut().find(|project| project.file == file),
            None => projects.first_mut(),
        };
        match same {
            Some(project) => project.paths.push(path.clone()),
            None => projects.push(read(file, path)?),
        }
    }
    let folders: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).flat_map(|path| configured(path)).collect();
    for folder in folders {
        let whole = absolute(&folder);
        let is_known = paths.iter().any(|path| absolute(path) == whole)
            || projects.iter().any(|project| project.paths.contains(&folder));
        // Those around it were read before.
        let is_around = |project: &&Project| {
            let mut paths = project.paths.iter().map(|path| absolute(path));
            paths.any(|path| path != whole && whole.starts_with(path))
        };
        let around = projects.iter().filter(is_around).max_by_key(|project| depth(project, &whole));
        let Some(file) = configuration_of(std::slice::from_ref(&folder))?.filter(|_| !is_known) else { continue };
        if !around.is_some_and(|project| project.config.exclude.name(&file)) {
            match projects.iter_mut().find(|project| project.file.as_ref() == Some(&file)) {
                Some(project) => project.paths.push(folder),
                None => projects.push(read(Some(file), &folder)?),
            }
        }
    }
    // A path that is not there is a slip of the pen, and no fault of the project that it would fall to.
    for path in paths.iter().filter(|_| projects.len() > 1) {
        path.metadata().map_err(|error| Error::io(path, with_near_name(path, error)))?;
    }
    part(&mut projects);
    name(&mut projects);
    Ok(projects)
}

/// The configuration that rules a folder, without the folders below it that have one of their own.
///
/// # Errors
///
/// Those of [`projects`].
pub fn project(folder: &Path) -> Result<Project, Error> {
    let mut projects = projects(&[folder.to_owned()])?;
    let mut project = projects.swap_remove(0);
    project.name = String::new();
    Ok(project)
}

fn read(file: Option<PathBuf>, path: &Path) -> Result<Project, Error> {
    let config = file.as_deref().map(configuration_in).transpose()?.unwrap_or_default();
    Ok(Project { config, file, paths: vec![path.to_owned()], name: String::new() })
}

/// How deep the folder of the path stands that a project has around `folder`.
fn depth(project: &Project, folder: &Path) -> usize {
    let paths = project.paths.iter().map(|path| absolute(path));
    paths.filter(|path| folder.starts_with(path)).map(|path| path.components().count()).max().unwrap_or_default()
}

/// Has each project leave out the folders of the others.
fn part(projects: &mut [Project]) {
    let folders: Vec<PathBuf> = projects.iter().filter_map(Project::folder).collect();
    for project in projects {
        let (own, paths) = (project.folder(), project.paths.iter().map(|path| absolute(path)).collect::<Vec<_>>());
        let is_below = |folder: &&PathBuf| paths.iter().any(|path| *folder != path && folder.starts_with(path));
        project.config.apart =
            folders.iter().filter(|folder| own.as_ref() != Some(*folder)).filter(is_below).cloned().collect();
    }
}

/// Gives the projects of a run their names.
fn name(projects: &mut [Project]) {
    if projects.len() < 2 {
        return;
    }
    let here = absolute(Path::new("."));
    for at in 0..projects.len() {
        let folder = projects[at].folder();
        let is_here = folder.as_ref().is_none_or(|folder| here.starts_with(folder));
        let is_free = projects[..at].iter().all(|other| !other.name.is_empty());
        projects[at].name = match folder {
            _ if is_here && is_free => String::new(),
            Some(folder) => shown(&projects[at], &folder),
            None => projects[at].paths.first().map(|path| joined(path)).unwrap_or_default(),
        };
    }
}

/// The folder of a project, as seen from the current one, or as the user names it.
fn shown(project: &Project, folder: &Path) -> String {
    let seen = from_here(folder);
    let mut named = project.paths.iter().flat_map(|path| path.ancestors());
    let named = named.find(|named| seen.is_absolute() && absolute(named) == folder);
    joined(named.unwrap_or(&seen))
}

/// The folders below `root` that have a configuration, in the order of their paths, as far as pages are looked for. No link is
/// followed: what stands behind one is ruled from where it stands, or as its link is.
fn configured(root: &Path) -> Vec<PathBuf> {
    let mut ignored = Ignored::new(root);
    let kept = |entry: &DirEntry| {
        let is_hidden = || entry.file_name().as_encoded_bytes().starts_with(b".");
        entry.depth() == 0
            || !entry.file_type().is_dir()
            || !(is_hidden() || is_made(entry.path()) || ignored.name(entry.path(), true))
    };
    let files = WalkDir::new(root).into_iter().filter_entry(kept).filter_map(Result::ok);
    let files = files.filter(|file| file.depth() > 1 && FILE_NAMES.iter().any(|name| file.file_name() == *name));
    let shown = |folder: &Path| match root == Path::new(".") {
        true => folder.strip_prefix(root).unwrap_or(folder).to_owned(),
        false => folder.to_owned(),
    };
    let mut folders: Vec<PathBuf> =
        files.filter(|file| file.path().is_file()).filter_map(|file| file.path().parent().map(shown)).collect();
    folders.sort();
    folders.dedup();
    folders
}
