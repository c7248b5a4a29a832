//! The baseline of `docparity check` and `docparity fix`.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use docparity::baseline::{self, Applied, Baseline, Date, Run, Whereabouts};
use docparity::check::Outcome;
use docparity::config::Config;
use docparity::error::Error;
use docparity::rules;
use docparity::tree;

use crate::args::Subject;
use crate::{counted, remark, warn};

/// No more patterns than this are listed in a note.
const LISTED: usize = 20;

/// The baselines that a run reads and writes.
pub(crate) struct Files {
    /// What is known, with its file.
    known: Option<(PathBuf, Baseline)>,
    /// The file to write.
    write: Option<PathBuf>,
    /// Whether new findings are written as well.
    all: bool,
    ratchet: bool,
    quiet: bool,
}

impl Files {
    /// Reads what is known: `--baseline`, else the file that is to be written, where it exists, else `baseline` of
    /// docparity.yaml.
    pub(crate) fn read(subject: &Subject, write: Option<&PathBuf>, config: &Config) -> Result<Self, Error> {
        let renewed = write.filter(|file| file.exists());
        let configured = config.baseline.as_ref().filter(|_| write.is_none());
        let known = read(subject.baseline.as_ref().or(renewed).or(configured), subject.quiet)?;
        let all = subject.baseline.is_none();
        Ok(Self { known, write: write.cloned(), all, ratchet: false, quiet: subject.quiet })
    }

    /// The same, for a run that fails where the baseline could be smaller.
    pub(crate) fn ratcheting(self) -> Result<Self, Error> {
        match self.known {
            Some(_) => Ok(Self { ratchet: true, ..self }),
            None => Err(Error::Usage("--ratchet needs a baseline: name it with --baseline FILE".to_owned())),
        }
    }

    /// Reads what is known for a run that writes no baseline, and says nothing of it.
    pub(crate) fn known(args: &Subject, config: &Config) -> Result<Self, Error> {
        let file = args.baseline.as_ref().or(config.baseline.as_ref());
        let known = file.map(|file| Ok((file.clone(), tree::read_baseline(file)?))).transpose()?;
        Ok(Self { known, write: None, all: false, ratchet: false, quiet: true })
    }

    /// Reads what is known for a run that writes no baseline: `--baseline`, else `baseline` of docparity.yaml.
    pub(crate) fn of_report(named: Option<&PathBuf>, config: &Config, quiet: bool) -> Result<Self, Error> {
        let known = read(named.or(config.baseline.as_ref()), quiet)?;
        Ok(Self { known, write: None, all: false, ratchet: false, quiet })
    }

    /// Takes the known findings out of `outcome` and writes the baseline that is asked for. Returns whether the run fails
    /// because the baseline could be smaller. What was not read would look fixed: a run that is not `complete` writes nothing
    /// and calls nothing fixed.
    pub(crate) fn apply(
        &self,
        outcome: &mut Outcome,
        whereabouts: &dyn Fn(Option<&str>, &str) -> Whereabouts,
        complete: bool,
    ) -> Result<bool, Error> {
        let empty = Baseline::default();
        let known = match (&self.known, &self.write) {
            (None, None) => return Ok(false),
            (known, _) => known.as_ref().map_or(&empty, |(_, known)| known),
        };
        let covered = outcome.covered.clone();
        let rules = covered.rules.iter().map(String::as_str).collect();
        let run = Run { rules, whole: covered.is_whole(), whereabouts };
        let accept = self.write.is_some() && self.all && complete;
        let applied = baseline::apply(known, outcome, &run, today(), accept);
        let file = self.known.as_ref().map(|(file, _)| file).or(self.write.as_ref());
        outcome.covered.baselines.extend(file.map(|file| file.display().to_string().replace('\\', "/")));
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
        if !complete {
            return Ok(false);
        }
        if let Some(file) = &self.write {
            let written = if self.all { &applied.renewed } else { &applied.kept };
            tree::write(file, |out| write!(out, "{written}"))?;
            if !self.quiet {
                remark(&format!(
                    "{} of {} {} known in {}",
                    counted(written.findings(), "finding"),
                    counted(written.patterns(), "pattern"),
                    if written.findings() == 1 { "is" } else { "are" },
                    file.display()
                ));
            }
            return Ok(false);
        }
        let fails = self.ratchet && !applied.fixed.is_empty();
        if fails || !self.quiet {
            self.tell_fixed(&applied);
        }
        Ok(fails)
    }

    fn tell_fixed(&self, applied: &Applied) {
        let fixed: usize = applied.fixed.iter().map(|(_, number)| number).sum();
        let file = self.known.as_ref().map_or(Path::new("FILE"), |(file, _)| file).display();
        if fixed == 0 {
            return;
        }
        remark(&format!(
            "fixed since the baseline: {fixed}; run with --baseline {file} --write-baseline {file} to shrink it"
        ));
        for (pattern, number) in applied.fixed.iter().take(LISTED) {
            remark(&format!("{number:>6} {pattern}"));
        }
        if applied.fixed.len() > LISTED {
            remark(&format!("… and {} more", counted(applied.fixed.len() - LISTED, "pattern")));
        }
    }
}

fn read(file: Option<&PathBuf>, quiet: bool) -> Result<Option<(PathBuf, Baseline)>, Error> {
    let Some(file) = file else { return Ok(None) };
    let known = tree::read_baseline(file)?;
    for rule in known.unknown_rules().into_iter().filter(|_| !quiet) {
        warn(&format!("{}: {}", file.display(), rules::unknown(rule)));
    }
    Ok(Some((file.clone(), known)))
}

/// The day it is, in UTC.
pub(crate) fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(seconds).ok().and_then(Date::at).unwrap_or(Date::MAX)
}
