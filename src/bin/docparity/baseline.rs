//! The baseline of `docparity check`.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use docparity::baseline::{self, Applied, Baseline, Date, Run};
use docparity::check::Outcome;
use docparity::config::Config;
use docparity::error::Error;
use docparity::rules;
use docparity::tree::{self, Pages};

use crate::args::{Check, Subject};
use crate::{remark, warn};

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
    pub(crate) fn read(args: &Check, config: &Config) -> Result<Self, Error> {
        let renewed = args.write_baseline.as_ref().filter(|file| file.exists());
        let configured = config.baseline.as_ref().filter(|_| args.write_baseline.is_none());
        let file = args.subject.baseline.as_ref().or(renewed).or(configured);
        let known: Option<(PathBuf, Baseline)> =
            file.map(|file| Ok::<_, Error>((file.clone(), tree::read_baseline(file)?))).transpose()?;
        for (file, known) in known.iter().filter(|_| !args.subject.quiet) {
            for rule in known.unknown_rules() {
                warn(&format!("{}: {}", file.display(), rules::unknown(rule)));
            }
        }
        if args.ratchet && known.is_none() {
            return Err(Error::Usage("--ratchet needs a baseline: name it with --baseline FILE".to_owned()));
        }
        let (write, all) = (args.write_baseline.clone(), args.subject.baseline.is_none());
        Ok(Self { known, write, all, ratchet: args.ratchet, quiet: args.subject.quiet })
    }

    /// Reads what is known for a run that writes no baseline, and says nothing of it.
    pub(crate) fn known(args: &Subject, config: &Config) -> Result<Self, Error> {
        let file = args.baseline.as_ref().or(config.baseline.as_ref());
        let known = file.map(|file| Ok((file.clone(), tree::read_baseline(file)?))).transpose()?;
        Ok(Self { known, write: None, all: false, ratchet: false, quiet: true })
    }

    /// Takes the known findings out of `outcome` and writes the baseline that is asked for. Returns whether the run fails
    /// because the baseline could be smaller. What was not read would look fixed: a run that is not `complete` writes nothing
    /// and calls nothing fixed.
    pub(crate) fn apply(
        &self,
        outcome: &mut Outcome,
        pages: &Pages,
        config: &Config,
        complete: bool,
    ) -> Result<bool, Error> {
        let empty = Baseline::default();
        let known = match (&self.known, &self.write) {
            (None, None) => return Ok(false),
            (known, _) => known.as_ref().map_or(&empty, |(_, known)| known),
        };
        let whereabouts = |locale: Option<&str>, key: &str| pages.whereabouts(locale, key);
        let rules = config.rules.iter().map(|checker| checker.rule.name).collect();
        let run = Run { rules, whole: pages.is_whole(), whereabouts: &whereabouts };
        let accept = self.write.is_some() && self.all && complete;
        let applied = baseline::apply(known, outcome, &run, today(), accept);
        if !self.quiet {
            applied.expired.iter().for_each(|expired| {
                remark(&format!(
                    "expired on {}, {} reported again: {}",
                    expired.until,
                    counted(expired.findings),
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
                    "{} of {} patterns are known in {}",
                    counted(written.findings()),
                    written.patterns(),
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
            remark(&format!("… and {} more patterns", applied.fixed.len() - LISTED));
        }
    }
}

fn counted(findings: usize) -> String {
    if findings == 1 { "1 finding".to_owned() } else { format!("{findings} findings") }
}

/// The day it is, in UTC.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i32::try_from(seconds / 86_400).unwrap_or(i32::MAX);
    let day = time::Date::from_julian_day(UNIX_EPOCH_DAY.saturating_add(days)).ok();
    day.and_then(|day| Date::parse(&day.to_string())).unwrap_or(Date::MAX)
}

/// The Julian day of 1970-01-01.
const UNIX_EPOCH_DAY: i32 = 2_440_588;
