//! `docparity report`.

use std::path::{Path, PathBuf};

use docparity::baseline::whereabouts;
use docparity::check::Outcome;
use docparity::config::Config;
use docparity::error::Error;
use docparity::qa::{FORMATS, Format, Qa};
use docparity::report::{self, Report};
use docparity::scope::Scope;
use docparity::tree::{self, Checked};

use crate::args;
use crate::baseline::Files;
use crate::coverage;
use crate::progress::Progress;
use crate::{CLEAN, FAILED, Failure, complain, note, remark};

pub(crate) fn run(args: &args::Report) -> Result<u8, Failure> {
    let outputs = outputs(&args.output)?;
    let earlier = args.previous.as_ref().map(|file| report::known(file, &text(file)?)).transpose()?;
    let (outcome, mut errors) = if args.from.is_empty() { check(args)? } else { (merged(args)?, Vec::new()) };
    let report = Report::new(outcome);
    let qa = Qa { link: args.link.clone(), ..Qa::new(&report, args.weights.unwrap_or_default(), earlier.as_ref()) };
    for (format, file) in outputs {
        errors.extend(tree::write(file, |out| format.write(&qa, out)).err());
    }
    errors.iter().for_each(|error| complain(error));
    Ok(if errors.is_empty() { CLEAN } else { FAILED })
}

fn check(args: &args::Report) -> Result<(Outcome, Vec<Error>), Failure> {
    let mut config = args.configuration.read(&args.paths)?.choose(&args.select, &args.ignore)?;
    config.source = args.source.clone().or(config.source);
    config.assume_current |= args.assume_current;
    let progress = Progress::new(args.quiet);
    let watch = |done, all| progress.show(done, all);
    let baseline = Files::of_report(args.baseline.as_ref(), &config, args.quiet)?;
    let Checked { mut outcome, mut unread, pages } =
        tree::check_scope(&args.paths, &config, &Scope::default(), &watch)?;
    progress.clear();
    if !args.quiet {
        outcome.note.iter().for_each(|told| remark(told));
        note(&std::mem::take(&mut outcome.gaps));
    }
    let whereabouts = |locale: Option<&str>, key: &str| pages.whereabouts(locale, key);
    baseline.apply(&mut outcome, &whereabouts, false)?;
    unread.extend(coverage::judge(&outcome.coverage, &config, args.quiet));
    Ok((outcome, unread))
}

/// What came of several runs, each over its own pages.
fn merged(args: &args::Report) -> Result<Outcome, Error> {
    let outcomes = args.from.iter().map(|file| report::read(file, &text(file)?)).collect::<Result<Vec<_>, _>>()?;
    let mut outcome = report::merge(outcomes)?;
    let baseline = Files::of_report(args.baseline.as_ref(), &Config::default(), args.quiet)?;
    let whereabouts = whereabouts(&outcome.covered);
    baseline.apply(&mut outcome, &whereabouts, false)?;
    Ok(outcome)
}

fn text(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|source| Error::Io { path: file.to_owned(), source })
}

/// What is written where; the extension of a file names its format.
fn outputs(files: &[PathBuf]) -> Result<Vec<(&'static Format, &Path)>, Error> {
    let refused = |message: String| Err(Error::Usage(message));
    let mut outputs: Vec<(&Format, &Path)> = Vec::new();
    for file in files {
        let extension = file.extension().unwrap_or_default().to_string_lossy();
        let Some(format) = Format::named(&extension) else {
            let known: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
            return refused(format!("{}: the name of a report ends in {}", file.display(), known.join(", ")));
        };
        if outputs.iter().any(|(_, other)| *other == file) {
            return refused(format!("{} is named twice", file.display()));
        }
        outputs.push((format, file));
    }
    Ok(outputs)
}
