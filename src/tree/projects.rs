//! Which configuration rules which pages of a run: the nearest one above a page, as in a repository of several packages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::configuration::{configuration_in, configuration_of};
use super::ignored::{Ignored, is_made};
use super::list::{File, joined};
use crate::config::{Config, FILE_NAMES, absolute};
use crate::error::Error;

/// The part of a run that one configuration rules.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Project {
    /// The configuration, which leaves out the folders that have one of their own.
    pub config: Config,
    /// Its file; none where the pages have the default configuration.
    pub file: Option<PathBuf>,
    /// The paths of the run that it rules.
    pub paths: Vec<PathBuf>,
    /// Its folder, from the top of the repository, joined with `/`: what tells its pages from those of the same name that another
    /// configuration rules. Empty for that of the top, and where there is none.
    pub name: String,
    /// Whether other configurations of the run rule folders below its paths.
    pub is_around: bool,
    /// The folder of the file, as an absolute path.
    folder: Option<PathBuf>,
}

impl Project {
    /// One configuration for all of `paths`, whichever stand beside the pages.
    #[must_use]
    pub fn of_all(config: Config, paths: &[PathBuf]) -> Self {
        let paths = paths.to_owned();
        Self { config, file: None, paths, name: String::new(), is_around: false, folder: None }
    }

    /// What a page is called within the project that is called `key` from the top of the repository; nothing, where another
    /// project has it.
    #[must_use]
    pub fn key<'k>(&self, key: &'k str) -> Option<&'k str> {
        let below = match &*self.name {
            "" => key,
            name => key.strip_prefix(name)?.strip_prefix('/')?,
        };
        let folders = || below.match_indices('/').map(|(at, _)| &below[..at]);
        let is_others = |folder: &Path| folders().any(|below| has_configuration(&folder.join(below)));
        (!self.folder.as_deref().is_some_and(is_others)).then_some(below)
    }

    /// Whether the project stands in a folder below the one that the file at `path` stands in.
    #[must_use]
    pub fn is_below_folder_of(&self, path: &Path) -> bool {
        let path = absolute(path);
        let above = path.parent();
        self.folder.as_deref().zip(above).is_some_and(|(folder, above)| folder != above && folder.starts_with(above))
    }
}

/// The configurations that rule `paths` and the folders below them, each with its part of the run; the nearest one rules a page.
/// Those of the given paths stand first.
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
/// A configuration cannot be read, or two stand in one folder.
pub fn projects(paths: &[PathBuf]) -> Result<Vec<Project>, Error> {
    let parts = parts(paths)?;
    let folders = folders(&parts);
    let projects = parts.into_iter().map(|part| part.read(&folders)).collect::<Result<Vec<_>, _>>()?;
    Ok(named(projects))
}

/// The configuration that rules a folder, without the folders below it that have one of their own.
///
/// # Errors
///
/// Those of [`projects`], but that the configurations of other folders are not read.
pub fn project(folder: &Path) -> Result<Project, Error> {
    let mut parts = parts(&[folder.to_owned()])?;
    let folders = folders(&parts);
    parts.swap_remove(0).read(&folders)
}

/// A configuration, and the paths that it rules.
struct Part {
    file: Option<PathBuf>,
    paths: Vec<PathBuf>,
}

impl Part {
    fn read(self, folders: &[PathBuf]) -> Result<Project, Error> {
        let Self { file, paths } = self;
        let folder = file.as_deref().and_then(folder_of);
        let mut config = match &file {
            Some(file) => configuration_in(file)?,
            None => Config::default(),
        };
        let given: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect();
        let is_inside = |other: &&PathBuf| {
            let is_below = |path: &PathBuf| other.starts_with(path) && *other != path;
            given.iter().any(is_below) && folder.as_ref() != Some(*other)
        };
        config.apart = folders.iter().filter(is_inside).cloned().collect();
        let is_around = !config.apart.is_empty();
        Ok(Project { config, file, paths, name: String::new(), is_around, folder })
    }
}

fn parts(paths: &[PathBuf]) -> Result<Vec<Part>, Error> {
    let mut parts: Vec<Part> = Vec::new();
    let mut take = |file: Option<PathBuf>, path: PathBuf| match parts.iter_mut().find(|part| part.file == file) {
        Some(part) => part.paths.push(path),
        None => parts.push(Part { file, paths: vec![path] }),
    };
    for path in paths {
        take(configuration_of(std::slice::from_ref(path))?, path.clone());
    }
    let given: BTreeSet<PathBuf> = paths.iter().map(|path| absolute(path)).collect();
    let mut known: BTreeSet<PathBuf> = BTreeSet::new();
    for path in paths.iter().filter(|path| path.is_dir()) {
        for folder in configured(path) {
            let whole = absolute(&folder);
            if !given.contains(&whole) && known.insert(whole) {
                take(configuration_of(std::slice::from_ref(&folder))?, folder);
            }
        }
    }
    Ok(parts)
}

fn folders(parts: &[Part]) -> Vec<PathBuf> {
    parts.iter().filter_map(|part| folder_of(part.file.as_deref()?)).collect()
}

fn folder_of(file: &Path) -> Option<PathBuf> {
    absolute(file).parent().map(Path::to_owned)
}

fn has_configuration(folder: &Path) -> bool {
    FILE_NAMES.iter().any(|name| folder.join(name).is_file())
}

/// The folders below `root` that have a configuration, in the order of their paths, as far as pages are looked for.
fn configured(root: &Path) -> Vec<PathBuf> {
    let mut ignored = Ignored::new(root);
    let kept = |entry: &DirEntry| {
        let is_folder = entry.file_type().is_dir();
        let is_hidden = || entry.file_name().as_encoded_bytes().starts_with(b".");
        entry.depth() == 0
            || !is_folder
            || !(is_hidden() || is_made(entry.path()) || ignored.name(entry.path(), is_folder))
    };
    let files = WalkDir::new(root).into_iter().filter_entry(kept).filter_map(Result::ok);
    let files = files.filter(|file| file.depth() > 1 && FILE_NAMES.iter().any(|name| file.file_name() == *name));
    let mut folders: Vec<PathBuf> = files
        .filter(|file| file.path().is_file())
        .filter_map(|file| file.path().parent().map(|folder| File::shown_below(root, folder)))
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

/// Gives the projects of a run their names.
fn named(mut projects: Vec<Project>) -> Vec<Project> {
    let name = |folder: &Path| joined(folder.strip_prefix(top(folder)).unwrap_or(folder));
    let mut names: Vec<String> =
        projects.iter().map(|project| project.folder.as_deref().map(name).unwrap_or_default()).collect();
    let is_twice = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    if names.iter().any(is_twice) {
        // They stand in several repositories.
        let shown = |project: &Project| project.file.as_deref().and_then(Path::parent).map(joined).unwrap_or_default();
        names = projects.iter().map(shown).collect();
    }
    projects.iter_mut().zip(names).for_each(|(project, name)| project.name = name);
    projects
}

/// The top of the repository that a folder with a configuration stands in; where nothing shows one, the outermost folder that
/// has a configuration, or the current one.
fn top(folder: &Path) -> PathBuf {
    let is_top = |folder: &&Path| folder.join(".git").exists();
    let here = absolute(Path::new("."));
    let outermost = || folder.ancestors().filter(|above| **above == here || has_configuration(above)).last();
    folder.ancestors().find(is_top).or_else(outermost).unwrap_or(folder).to_owned()
}
