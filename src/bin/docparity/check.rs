//! `docparity check`.

use std::io::Write;

use docparity::error::Error;
use docparity::report::{Extent, FORMATS, Report, WriteOptions};
use docparity::scope::Scope;
use docparity::tree::{self, Checked};

use crate::args::{Check, Color, Output};
use crate::baseline::Files;
use crate::coverage;
use crate::progress::Progress;
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain, is_coloured, note, remark};

pub(crate) fn run(args: &Check, color: Color, out: &mut dyn Write) -> Result<u8, Failure> {
    let outputs = outputs(args)?;
    let mut config = args.subject.config()?;
    config.coverage = args.min_coverage.or(config.coverage);
    let baseline = Files::read(args, &config)?;
    let scope = Scope { shard: args.shard, ..args.subject.scope() };
    let (paths, quiet) = (&args.subject.paths, args.subject.quiet);
    let progress = Progress::new(quiet);
    let watch = |done, all| progress.show(done, all);
    let Checked { mut outcome, unread: mut errors, pages, .. } = tree::check_scope(paths, &config, &scope, &watch)?;
    progress.clear();
    let lacking = coverage::judge(&outcome, &config, quiet);
    if !quiet {
        outcome.note.iter().for_each(|told| remark(told));
        note(&std::mem::take(&mut outcome.gaps));
    }
    let whereabouts = |locale: Option<&str>, key: &str| pages.whereabouts(locale, key);
    let could_shrink = baseline.apply(&mut outcome, &whereabouts, errors.is_empty())?;
    if let Some(file) = args.write_baseline.as_ref().filter(|_| !errors.is_empty()) {
        errors.push(Error::Usage(format!("{} was not written: not all pages could be read", file.display())));
    }
    let report = Report::new(outcome);

    let extent = match (args.statistics, quiet) {
        (true, _) => Extent::Statistics,
        (_, true) => Extent::Findings,
        _ => Extent::Whole,
    };
    let options = |colour| WriteOptions { colour, unfolded: args.no_fold, extent, suppressed: args.suppressed };
    // Files first: a closed pipe must not keep them from being written.
    for (format, file) in outputs.iter().filter_map(|output| Some((output.format, output.file.as_ref()?))) {
        let written = tree::write(file, |out| format.write(&report, options(color == Color::Always), out));
        errors.extend(written.err());
    }
    for output in outputs.iter().filter(|output| output.file.is_none()) {
        output.format.write(&report, options(is_coloured(color)), out)?;
    }
    out.flush()?;
    errors.extend(lacking);
    errors.iter().for_each(|error| complain(error));
    Ok(match (errors.is_empty(), config.fail_on.threshold(), report.worst()) {
        (false, ..) => FAILED,
        (true, ..) if could_shrink => FINDINGS,
        (true, Some(threshold), Some(worst)) if worst >= threshold => FINDINGS,
        _ => CLEAN,
    })
}

/// What is written where. Text goes to stdout when nothing else does.
fn outputs(args: &Check) -> Result<Vec<Output>, Error> {
    let refused = |message: String| Err(Error::Usage(message));
    let mut outputs = args.output.clone();
    let to_stdout = outputs.iter().filter(|output| output.file.is_none()).count() + usize::from(args.format.is_some());
    match to_stdout {
        0 => outputs.push(Output { format: &FORMATS[0], file: None }),
        1 => outputs.extend(args.format.map(|format| Output { format, file: None })),
        _ => {
            return refused("only one format can go to stdout; give the others a file, as --output FORMAT=PATH".into());
        }
    }
    for (at, output) in outputs.iter().enumerate() {
        let Some(file) = &output.file else { continue };
        if outputs[..at].iter().any(|other| other.file.as_ref() == Some(file)) {
            return refused(format!("--output: two formats would be written to {}", file.display()));
        }
    }
    if args.statistics && outputs.iter().all(|output| output.format.name != "text") {
        return refused("--statistics is for the text format, and no text is written".into());
    }
    if args.suppressed && outputs.iter().all(|output| output.format.name != "sarif") {
        return refused("--suppressed is for the sarif format, and no SARIF is written".into());
    }
    Ok(outputs)
}
