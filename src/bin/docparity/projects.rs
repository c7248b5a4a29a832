//! Does the job of a command for each configuration of a run.

use docparity::error::Error;
use docparity::tree::Project;

use crate::remark;

/// Does `job` for each project. Of several, one may have nothing that the job is for: that is told, and the others are done.
///
/// # Errors
///
/// The job could not be done for one, or there is nothing for it in any.
pub(crate) fn each<T>(
    projects: Vec<Project>,
    quiet: bool,
    mut job: impl FnMut(&Project) -> Result<T, Error>,
) -> Result<Vec<(Project, T)>, Error> {
    let is_alone = projects.len() == 1;
    let (mut done, mut empty) = (Vec::new(), Vec::new());
    for project in projects {
        match job(&project) {
            Ok(seen) => done.push((project, seen)),
            Err(error) if !is_alone && is_empty(&error) => empty.push((project, error)),
            Err(error) => return Err(error),
        }
    }
    // That all pages stand in packages is as it should be.
    let is_told = |(project, error): &&(Project, Error)| {
        !quiet && !(project.is_around && matches!(error, Error::NothingToCheck(_)))
    };
    if !done.is_empty() {
        empty.iter().filter(is_told).for_each(|(project, error)| remark(&of(project, true, error)));
        return Ok(done);
    }
    match empty.into_iter().next() {
        Some((_, error)) => Err(error),
        None => Ok(done),
    }
}

fn is_empty(error: &Error) -> bool {
    matches!(error, Error::NothingToCheck(_) | Error::NothingLeft(_) | Error::OnlyEnglish(_) | Error::NotThere(_))
}

/// A message about a project; of `several`, it says which.
pub(crate) fn of(project: &Project, several: bool, message: &dyn std::fmt::Display) -> String {
    match &project.file {
        Some(file) if several => format!("{}: {message}", file.display()),
        None if several => format!("pages without a configuration: {message}"),
        _ => message.to_string(),
    }
}
