//! The baseline of `docparity check` and `docparity fix`.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use docparity::baseline::{self, Baseline, Date, Pattern, Run, Whereabouts};
use docparity::check::Outcome;
use docparity::config::absolute;
use docparity::error::Error;
use docparity::rules;
use docparity::tree::{self, Project};

use crate::args::Subject;
use crate::{counted, remark, warn};

/// No more patterns than this are listed in a note.
const LISTED: usize = 20;

/// The baselines that a run reads and writes.
pub(crate) struct Baselines {
    files: Vec<File>,
    /// Which of them holds for each project.
    of: Vec<Option<usize>>,
    /// Whether new findings are written as well.
    all: bool,
    ratchet: bool,
    quiet: bool,
}

/// A baseline, for the projects that share it.
struct File {
    path: PathBuf,
    /// The file that was read, as reports tell it.
    told: String,
    /// What no project has asked for yet.
    rest: Baseline,
    /// What the projects leave in it.
    left: Baseline,
    /// Whether it is to be written.
    write: bool,
    /// How many projects it holds for.
    projects: usize,
    fixed: Vec<(Pattern, usize)>,
}

impl Baselines {
    /// Reads what is known: `--baseline`, else the file that is to be written, where it exists, else `baseline` of
    /// docparity.yaml.
    pub(crate) fn read(subject: &Subject, write: Option<&PathBuf>, projects: &[Project]) -> Result<Self, Error> {
        let renewed = write.filter(|file| file.exists());
        let mut baselines = Self { all: subject.baseline.is_none(), ..Self::new(subject.quiet) };
        for Project { config, file: configuration, .. } in projects {
            let named = subject.baseline.as_ref().or(renewed);
            let known = named.or(config.baseline.as_ref().filter(|_| write.is_none()));
            baselines.take((known, write), configuration.as_deref().filter(|_| named.is_none()))?;
        }
        Ok(baselines)
    }

    /// The same, for a run that fails where the baseline could be smaller.
    pub(crate) fn ratcheting(self) -> Result<Self, Error> {
        match self.files.is_empty() {
            false => Ok(Self { ratchet: true, ..self }),
            true => Err(Error::Usage("--ratchet needs a baseline: name it with --baseline FILE".to_owned())),
        }
    }

    /// Reads what is known for a run that writes no baseline: `--baseline`, else `baseline` of docparity.yaml.
    pub(crate) fn known(named: Option<&PathBuf>, projects: &[Project], quiet: bool) -> Result<Self, Error> {
        let mut baselines = Self::new(quiet);
        for Project { config, file, .. } in projects {
            let file = file.as_deref().filter(|_| named.is_none());
            baselines.take((named.or(config.baseline.as_ref()), None), file)?;
        }
        Ok(baselines)
    }

    fn new(quiet: bool) -> Self {
        Self { files: Vec::new(), of: Vec::new(), all: false, ratchet: false, quiet }
    }

    /// Takes the baseline of one more project: the one that is `known`, as `configuration` says, and the file to write.
    fn take(
        &mut self,
        (known, write): (Option<&PathBuf>, Option<&PathBuf>),
        configuration: Option<&Path>,
    ) -> Result<(), Error> {
        let Some(path) = write.or(known) else {
            self.of.push(None);
            return Ok(());
        };
        let same = self.files.iter_mut().position(|file| absolute(&file.path) == absolute(path));
        let at = match same {
            Some(at) => at,
            None => {
                let rest = known.map(|file| read(file, configuration, self.quiet)).transpose()?.unwrap_or_default();
                let told = known.unwrap_or(path).display().to_string().replace('\\', "/");
                let (path, write) = (path.clone(), write.is_some());
                let left = Baseline::default();
                self.files.push(File { path, told, rest, left, write, projects: 0, fixed: Vec::new() });
                self.files.len() - 1
            }
        };
        self.files[at].projects += 1;
        self.of.push(Some(at));
        Ok(())
    }

    /// Takes the known findings out of what was found in the project that stands at `at` in the run. What was not read would look
    /// fixed: a run that is not `complete` calls nothing fixed.
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
        let accept = file.write && all && complete;
        let (known, folder) = file.of(project);
        let applied = baseline::apply(&known, outcome, &run, today(), accept);
        outcome.covered.baselines.insert(file.told.clone());
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
        file.left.put_in(if all { applied.renewed } else { applied.kept }, folder);
        file.fixed.extend(applied.fixed);
    }

    /// Writes the baseline that is asked for, or tells what is fixed. Returns whether the run fails because a baseline could be
    /// smaller. A run that is not `complete` writes nothing.
    pub(crate) fn close(self, complete: bool) -> Result<bool, Error> {
        if !complete {
            return Ok(false);
        }
        let mut fails = false;
        for mut file in self.files {
            if !file.write {
                let is_smaller = self.ratchet && !file.fixed.is_empty();
                if is_smaller || !self.quiet {
                    file.tell_fixed();
                }
                fails |= is_smaller;
                continue;
            }
            file.left.put_in(file.rest, "");
            let (written, file) = (file.left, file.path);
            tree::write(&file, |out| write!(out, "{written}"))?;
            if !self.quiet {
                remark(&format!(
                    "{} of {} {} known in {}",
                    counted(written.findings(), "finding"),
                    counted(written.patterns(), "pattern"),
                    if written.findings() == 1 { "is" } else { "are" },
                    file.display()
                ));
            }
        }
        Ok(fails)
    }
}

impl File {
    /// What is known of the pages of a project, and the folder below which the file calls them. Projects that share a file may
    /// have pages of the same name, and one that did once is still called so when it is looked at alone.
    fn of<'p>(&mut self, project: &'p Project) -> (Baseline, &'p str) {
        let is_new = self.rest == Baseline::default() && self.left == Baseline::default();
        let is_shared = self.projects > 1
            || self.rest.has_below(&project.name)
            || is_new && project.is_below_folder_of(&self.path);
        let own = |key: &str| match is_shared {
            true => project.key(key).map(str::to_owned),
            false => Some(key.to_owned()),
        };
        (self.rest.take_out(&own), if is_shared { &project.name } else { "" })
    }

    fn tell_fixed(&self) {
        let fixed: usize = self.fixed.iter().map(|(_, number)| number).sum();
        let file = self.path.display();
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

/// Reads a baseline; `configuration` is the file that names it, where the command line does not.
fn read(file: &Path, configuration: Option<&Path>, quiet: bool) -> Result<Baseline, Error> {
    let known = tree::read_baseline(file).map_err(|error| match (configuration, &error) {
        (Some(configuration), Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            let (file, configuration) = (file.display(), configuration.display());
            Error::Usage(format!(
                "{configuration}: `baseline`: {file} is not there yet; `docparity check --write-baseline {file}` writes it"
            ))
        }
        _ => error,
    })?;
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
