//! The baselines of `docparity check` and `docparity fix`.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use docparity::baseline::{self, Baseline, Date, Pattern, Run, Whereabouts};
use docparity::check::Outcome;
use docparity::config::absolute;
use docparity::error::Error;
use docparity::rules;
use docparity::tree::{self, Project};

use crate::{counted, remark, warn};

/// No more patterns than this are listed in a note.
const LISTED: usize = 20;

/// The baselines that a run reads and writes.
pub(crate) struct Baselines {
    files: Vec<File>,
    /// Which of them holds for each project of the run.
    of: Vec<Option<usize>>,
    /// Whether new findings are written as well.
    all: bool,
    ratchet: bool,
    quiet: bool,
}

/// A baseline.
struct File {
    /// What is known stands here.
    known: Option<PathBuf>,
    /// The file to write.
    write: Option<PathBuf>,
    /// The names of the projects that share it, where it calls their pages as the report of the run does. That of one project calls
    /// pages as the project does alone.
    shared: Vec<String>,
    /// What no project has asked for yet.
    rest: Baseline,
    /// What the projects leave in it.
    left: Baseline,
    fixed: Vec<(Pattern, usize)>,
}

/// The files that the command line names.
#[derive(Clone, Copy)]
pub(crate) struct Named<'n> {
    /// `--baseline`.
    pub(crate) known: Option<&'n PathBuf>,
    /// `--write-baseline`.
    pub(crate) write: Option<&'n PathBuf>,
}

impl Baselines {
    /// Reads what is known: what the command line names, else the file that is to be written, where it exists, else `baseline` of
    /// each docparity.yaml. A file that one configuration of several names is that of its pages, also where the command line names it.
    pub(crate) fn read(named: Named<'_>, projects: &[Project], quiet: bool) -> Result<Self, Error> {
        let known = named.known.or(named.write.filter(|file| file.exists()));
        let mut baselines =
            Self { files: Vec::new(), of: Vec::new(), all: named.known.is_none(), ratchet: false, quiet };
        let owner = owner(named, projects)?;
        let is_shared = owner.is_none() && named.known.or(named.write).is_some();
        for (at, project) in projects.iter().enumerate() {
            let (known, write) = match is_shared || owner == Some(at) {
                true => (known, named.write),
                false => (project.config.baseline.as_ref(), None),
            };
            let is_read = is_shared && at > 0;
            if !is_read && known.or(write).is_some() {
                let shared = projects.iter().map(|project| project.name.clone());
                let shared = shared.take(if is_shared { projects.len() } else { 0 }).collect();
                baselines.files.push(File::read((known, write), shared, quiet)?);
            }
            baselines.of.push(known.or(write).map(|_| baselines.files.len() - 1));
        }
        Ok(baselines)
    }

    /// The same, for a run that fails where the baseline could be smaller.
    pub(crate) fn ratcheting(self) -> Result<Self, Error> {
        match self.files.iter().any(|file| file.known.is_some()) {
            true => Ok(Self { ratchet: true, ..self }),
            false => Err(Error::Usage("--ratchet needs a baseline: name it with --baseline FILE".to_owned())),
        }
    }

    /// Takes the known findings out of what was found in the project that stands at `at` in the run. What was not read would look
    /// fixed: a run that is not `complete` takes no new finding as known.
    pub(crate) fn apply(
        &mut self,
        (at, project): (usize, &Project),
        outcome: &mut Outcome,
        whereabouts: &dyn Fn(Option<&str>, &str) -> Whereabouts,
        complete: bool,
    ) {
        let all = self.all;
        let Some(file) = self.of.get(at).copied().flatten().and_then(|at| self.files.get_mut(at)) else { return };
        let covered = outcome.covered.clone();
        let rules = covered.rules.iter().map(String::as_str).collect();
        let run = Run { rules, whole: covered.is_whole(), whereabouts };
        let accept = file.write.is_some() && all && complete;
        let known = file.take(project);
        let applied = baseline::apply(&known, outcome, &run, today(), accept);
        let told = file.known.as_ref().or(file.write.as_ref());
        outcome.covered.baselines.extend(told.map(|file| file.display().to_string().replace('\\', "/")));
        if !self.quiet {
            applied.expired.iter().for_each(|expired| {
                remark(&format!(
                    "expired on {}, {} reported again: {}",
                    expired.until,
                    counted(expired.findings, "finding"),
                    expired.pattern
                ));
            });
        }
        file.put(if all { applied.renewed } else { applied.kept }, project);
        file.fixed.extend(applied.fixed);
    }

    /// Writes the baseline that is asked for, or tells what is fixed. Returns whether the run fails because a baseline could be
    /// smaller. A run that is not `complete` writes nothing, and calls nothing fixed.
    pub(crate) fn close(self, complete: bool) -> Result<bool, Error> {
        let mut fails = false;
        for file in self.files.into_iter().filter(|_| complete) {
            if file.write.is_some() {
                file.write(self.quiet)?;
                continue;
            }
            let is_smaller = self.ratchet && !file.fixed.is_empty();
            if is_smaller || !self.quiet {
                file.tell_fixed();
            }
            fails |= is_smaller;
        }
        Ok(fails)
    }
}

/// The one of several projects whose configuration names the files that the command line names.
///
/// # Errors
///
/// Such a file is that of several, or the other file is not.
fn owner(named: Named<'_>, projects: &[Project]) -> Result<Option<usize>, Error> {
    let files: Vec<&PathBuf> = [named.known, named.write].into_iter().flatten().collect();
    let is_own = |project: &Project, file: &Path| {
        project.config.baseline.as_ref().is_some_and(|own| absolute(own) == absolute(file))
    };
    let mut owners = projects.iter().enumerate().filter(|(_, project)| files.iter().any(|file| is_own(project, file)));
    let Some((at, owner)) = owners.next().filter(|_| projects.len() > 1) else { return Ok(None) };
    let configuration = |project: &Project| project.file.as_deref().unwrap_or(Path::new("")).display().to_string();
    let file = files.iter().find(|file| is_own(owner, file)).map_or(Path::new(""), |file| file);
    let refused = |why: String| {
        let (file, owner) = (file.display(), configuration(owner));
        Err(Error::Usage(format!("{file} is the baseline of the pages of {owner}, {why}: check them apart")))
    };
    if let Some((_, other)) = owners.next() {
        return refused(format!("and of those of {}", configuration(other)));
    }
    match files.iter().find(|file| !is_own(owner, file)) {
        Some(other) => refused(format!("and {} is not", other.display())),
        None => Ok(Some(at)),
    }
}

impl File {
    fn read(
        (known, write): (Option<&PathBuf>, Option<&PathBuf>),
        shared: Vec<String>,
        quiet: bool,
    ) -> Result<Self, Error> {
        let rest = known.map(|file| read(file, quiet)).transpose()?.unwrap_or_default();
        let (left, fixed) = (Baseline::default(), Vec::new());
        Ok(Self { known: known.cloned(), write: write.cloned(), shared, rest, left, fixed })
    }

    /// Takes out what is known of the pages of a project, called as the project calls them.
    fn take(&mut self, project: &Project) -> Baseline {
        if self.shared.len() < 2 {
            return std::mem::take(&mut self.rest);
        }
        let name = &project.name;
        let within = |name: &str, key: &str| match name {
            "" => Some(key.to_owned()),
            name => key.strip_prefix(name)?.strip_prefix('/').map(str::to_owned),
        };
        let is_others = |key: &str| {
            let mut inner = self.shared.iter().filter(|other| other.len() > name.len());
            inner.any(|other| within(other, key).is_some())
        };
        self.rest.take_out(&|key| within(name, key).filter(|_| !is_others(key)))
    }

    /// Puts back what is left of it.
    fn put(&mut self, left: Baseline, project: &Project) {
        match self.shared.len() < 2 {
            true => self.left = left,
            false => self.left.put_in(left, &project.name),
        }
    }

    fn write(self, quiet: bool) -> Result<(), Error> {
        let Self { write: Some(file), left: mut written, rest, .. } = self else { return Ok(()) };
        written.put_in(rest, "");
        tree::write(&file, |out| write!(out, "{written}"))?;
        if !quiet {
            remark(&format!(
                "{} of {} {} known in {}",
                counted(written.findings(), "finding"),
                counted(written.patterns(), "pattern"),
                if written.findings() == 1 { "is" } else { "are" },
                file.display()
            ));
        }
        Ok(())
    }

    fn tell_fixed(&self) {
        let fixed: usize = self.fixed.iter().map(|(_, number)| number).sum();
        let file = self.known.as_deref().unwrap_or(Path::new("FILE")).display();
        if fixed == 0 {
            return;
        }
        remark(&format!(
            "fixed since the baseline: {fixed}; run with --baseline {file} --write-baseline {file} to shrink it"
        ));
        for (pattern, number) in self.fixed.iter().take(LISTED) {
            remark(&format!("{number:>6} {pattern}"));
        }
        if self.fixed.len() > LISTED {
            remark(&format!("… and {} more", counted(self.fixed.len() - LISTED, "pattern")));
        }
    }
}

fn read(file: &Path, quiet: bool) -> Result<Baseline, Error> {
    let known = tree::read_baseline(file)?;
    for rule in known.unknown_rules().into_iter().filter(|_| !quiet) {
        warn(&format!("{}: {}", file.display(), rules::unknown(rule)));
    }
    Ok(known)
}

/// The day it is, in UTC.
pub(crate) fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(seconds).ok().and_then(Date::at).unwrap_or(Date::MAX)
}
