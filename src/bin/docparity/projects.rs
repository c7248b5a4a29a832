//! Does the job of a command for each configuration of a run.

use std::fmt::Display;
use std::path::Path;

use docparity::check::Gaps;
use docparity::error::Error;
use docparity::tree::{self, Extract, Project};

use crate::{complain, remark};

/// What came of the projects of a run.
pub(crate) struct Seen<T> {
    /// What came of each that the job could be done for, with its place in the run.
    pub(crate) done: Vec<(usize, T)>,
    /// Why it could not be done for others.
    pub(crate) failed: Vec<Error>,
}

/// Does `job` for each project. What keeps one of several from it does not keep the others; that one has nothing which the job is
/// for is told, and no error.
///
/// # Errors
///
/// The job could be done for none.
pub(crate) fn each<T>(
    projects: &[Project],
    quiet: bool,
    mut job: impl FnMut(&Project) -> Result<T, Error>,
) -> Result<Seen<T>, Error> {
    if let [project] = projects {
        return Ok(Seen { done: vec![(0, job(project)?)], failed: Vec::new() });
    }
    let (mut done, mut empty, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    for (at, project) in projects.iter().enumerate() {
        match job(project) {
            Ok(seen) => done.push((at, seen)),
            Err(error) if is_empty(&error) => empty.push((project, error)),
            Err(error) => failed.push(Error::Usage(named(project, &error))),
        }
    }
    if done.is_empty() {
        // The last one ends the run.
        failed.extend(empty.into_iter().map(|(_, error)| error).take(usize::from(failed.is_empty())));
        let last = failed.pop();
        failed.iter().for_each(|error| complain(error));
        return last.map_or(Ok(Seen { done, failed: Vec::new() }), Err);
    }
    empty.iter().filter(|(project, error)| !quiet && is_told(project, error)).for_each(|(project, error)| {
        remark(&named(project, error));
    });
    Ok(Seen { done, failed })
}

fn is_empty(error: &Error) -> bool {
    matches!(error, Error::NothingToCheck(_) | Error::NothingLeft(_) | Error::OnlyEnglish(_) | Error::NotThere(_))
}

/// That a page is asked for which another project has is as it should be, and so is that all pages stand in packages.
fn is_told(project: &Project, error: &Error) -> bool {
    match error {
        Error::NotThere(_) => false,
        Error::NothingToCheck(_) => !project.is_around(),
        _ => true,
    }
}

/// A message about the project at a place in the run; where there are several, it says of which.
pub(crate) fn of((projects, at): (&[Project], usize), message: &dyn Display) -> String {
    match projects.get(at).filter(|_| projects.len() > 1) {
        Some(project) => named(project, message),
        None => message.to_string(),
    }
}

/// Adds the counts of `more` to `gaps`.
pub(crate) fn add_gaps(gaps: &mut Gaps, more: Gaps) {
    for (gap, pages) in more {
        *gaps.entry(gap).or_default() += pages;
    }
}

fn named(project: &Project, message: &dyn Display) -> String {
    match &project.file {
        Some(file) => format!("{}: {message}", file.display()),
        None => format!("pages without a configuration: {message}"),
    }
}

/// Whether a report may be written to `file` in a run over all projects: see [`tree::may_report`].
pub(crate) fn may_report(file: &Path, is_marked: bool, projects: &[Project]) -> Result<(), Error> {
    projects.iter().try_for_each(|project| tree::may_report(file, is_marked, (&project.paths, &project.config)))
}

/// What the pages of all projects of a run state, by path, and what could not be read.
pub(crate) fn extracts(projects: &[Project], quiet: bool) -> Result<(Vec<Extract>, Vec<Error>), Error> {
    let Seen { done, failed } = each(projects, quiet, |project| tree::extract(&project.paths, &project.config))?;
    let (mut extracts, mut unread) = (Vec::new(), failed);
    for (at, of_project) in done {
        for extract in of_project {
            match extract {
                Ok(mut extract) => {
                    extract.page = projects[at].key(&extract.page);
                    extracts.push(extract);
                }
                Err(error) => unread.push(error),
            }
        }
    }
    extracts.sort_by(|one: &Extract, other| one.path.cmp(&other.path));
    Ok((extracts, unread))
}
