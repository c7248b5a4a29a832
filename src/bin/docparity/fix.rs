//! `docparity fix`.

mod summary;

use std::io::{self, Write};
use std::path::PathBuf;

use docparity::error::Error;
use docparity::finding::Finding;
use docparity::report::Report;
use docparity::scope::Scope;
use docparity::tree::{self, Checked, Fixed, FixedPage};
use similar::TextDiff;

use crate::args;
use crate::baseline::Files;
use crate::progress::Progress;
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain, note, remark, shown};
use summary::Summary;

pub(crate) fn run(args: &args::Fix, out: &mut dyn Write) -> Result<u8, Failure> {
    let subject = &args.subject;
    let config = subject.config()?;
    let baseline = Files::known(subject, &config)?;
    let progress = Progress::new(subject.quiet);
    let watch = |done, all| progress.show(done, all);
    let scope = Scope { untried: true, ..subject.scope() };
    let mut checked = tree::check_scope(&subject.paths, &config, &scope, &watch)?;
    progress.clear();
    let Checked { outcome, unread, pages, .. } = &mut checked;
    if !subject.quiet {
        outcome.note.iter().for_each(|told| remark(told));
        note(&std::mem::take(&mut outcome.gaps));
    }
    let mut errors = std::mem::take(unread);
    let whereabouts = |locale: Option<&str>, key: &str| pages.whereabouts(locale, key);
    baseline.apply(outcome, &whereabouts, errors.is_empty())?;

    let wanted = |finding: &Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe || args.unsafe_too);
    let Fixed { pages, errors: more } = tree::fix((&subject.paths, &config), &checked, &wanted, !args.diff)?;
    errors.extend(more);
    if args.diff {
        shown::write(out, |out| pages.iter().try_for_each(|page| diff(page, out)))?;
    }
    let report = Report::new(checked.outcome);
    let summary = Summary::new(&report.findings, &pages);
    if !subject.quiet {
        match args.diff {
            true => summary.write(&mut io::stderr(), "would be repaired")?,
            false => summary.write(out, "repaired")?,
        }
    }
    out.flush()?;
    if let Some(file) = &args.write_baseline {
        errors.extend(accept(args, file, errors.is_empty())?);
    }
    errors.iter().for_each(|error| complain(error));
    // What a diff shows is still there.
    let worst = if args.diff { report.worst() } else { summary.worst_left() };
    Ok(match (errors.is_empty(), config.fail_on.threshold(), worst) {
        (false, ..) => FAILED,
        _ if args.write_baseline.is_some() => CLEAN,
        (true, Some(threshold), Some(worst)) if worst >= threshold => FINDINGS,
        _ => CLEAN,
    })
}

/// Writes what is left after a repair into a baseline; returns why it was not written.
fn accept(args: &args::Fix, file: &PathBuf, complete: bool) -> Result<Option<Error>, Failure> {
    let subject = &args.subject;
    let config = subject.config()?;
    let baseline = Files::read(subject, Some(file), &config)?;
    let checked = tree::check_scope(&subject.paths, &config, &subject.scope(), &|_, _| ())?;
    let Checked { mut outcome, unread, pages, .. } = checked;
    let complete = complete && unread.is_empty();
    baseline.apply(&mut outcome, &|locale, key| pages.whereabouts(locale, key), complete)?;
    let unwritten = format!("{} was not written: not all pages could be read and written", file.display());
    Ok((!complete).then_some(Error::Usage(unwritten)))
}

fn diff(page: &FixedPage, out: &mut dyn Write) -> io::Result<()> {
    let Some((before, after)) = &page.texts else { return Ok(()) };
    let [old, new] = ["a", "b"].map(|side| quoted(format!("{side}/{}", page.path.trim_start_matches('/'))));
    write!(out, "{}", TextDiff::from_lines(before, after).unified_diff().header(&old, &new))
}

/// A name as git writes it in a patch: in quotes, where it would end its line or hide something.
fn quoted(name: String) -> String {
    if !name.contains(|c: char| c.is_ascii_control() || matches!(c, '"' | '\\')) {
        return name;
    }
    let escaped = name.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_ascii_control() => format!("\\{:03o}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}
