//! Finds and reads the configuration file.

use std::path::{Path, PathBuf};

use super::list::{joined, with_near_name};
use super::open::{self, Bounds, leads_elsewhere};
use crate::config::{Config, FILE_NAMES, absolute};
use crate::error::Error;

/// Reads the `docparity.yaml` that rules `paths`: see [`configuration_of`]. Without one, the default configuration.
///
/// ```no_run
/// let config = docparity::tree::configuration(&["docs".into()])?;
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// The file cannot be read, is a link out of its folder, or is no valid configuration; or there are two in the folder.
pub fn configuration(paths: &[PathBuf]) -> Result<Config, Error> {
    match configuration_of(paths)? {
        Some(file) => configuration_in(&file),
        None => Ok(Config::default()),
    }
}

/// The `docparity.yaml` that rules `paths`, seen from the current folder: the nearest one in the folder of the first path or
/// above it; it may be called `docparity.yml` as well.
///
/// ```no_run
/// let file = docparity::tree::configuration_of(&["docs".into()])?;
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// There are two in the folder, or the file is a link out of it.
pub fn configuration_of(paths: &[PathBuf]) -> Result<Option<PathBuf>, Error> {
    let Some(first) = paths.first() else { return Ok(None) };
    for folder in absolute(first).ancestors() {
        let found = FILE_NAMES.map(|name| folder.join(name));
        let mut files = found.iter().filter(|file| file.is_file());
        let Some(file) = files.next() else { continue };
        if let Some(other) = files.next() {
            let (file, other) = (from_here(file), from_here(other));
            let both = format!("{} and {} stand side by side; keep one of the two", file.display(), other.display());
            return Err(Error::Usage(both));
        }
        // Nobody named it: it is found, and may lead anywhere.
        return match Bounds::new([folder]).hold(file) {
            true => Ok(Some(from_here(file))),
            false => Err(Error::io(file, leads_elsewhere(file))),
        };
    }
    Ok(None)
}

/// Reads a configuration file.
///
/// ```no_run
/// let config = docparity::tree::configuration_in("ci/docparity.yaml".as_ref())?;
/// # Ok::<(), docparity::Error>(())
/// ```
///
/// # Errors
///
/// The file cannot be read, is no valid configuration, or names a folder that does not exist.
pub fn configuration_in(file: &Path) -> Result<Config, Error> {
    let text = open::text(file)?;
    let config = Config::read(file, &text)?;
    for (key, path) in [("source", &config.source), ("canonical", &config.canonical)] {
        let Some(Err(error)) = path.as_ref().map(|path| path.metadata().map_err(|error| with_near_name(path, error)))
        else {
            continue;
        };
        let is_key = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
        let line = text.lines().position(is_key).map_or(1, |at| at + 1);
        let path = joined(path.as_deref().unwrap_or(file));
        return Err(Error::invalid(file, (line, 1), format!("`{key}`: {path}: {error}")));
    }
    Ok(config)
}

/// The path from the current folder, where the file stands below it or above it.
pub(super) fn from_here(file: &Path) -> PathBuf {
    let here = absolute(Path::new("."));
    let up = here.ancestors().enumerate().find_map(|(up, folder)| Some((up, file.strip_prefix(folder).ok()?)));
    match up {
        Some((up, below)) if up == 0 || file.parent().is_some_and(|folder| here.starts_with(folder)) => {
            std::iter::repeat_n(Path::new(".."), up).collect::<PathBuf>().join(below)
        }
        _ => file.to_owned(),
    }
}
