//! `docparity fix`.

mod summary;

use std::io::{self, Write};
use std::path::PathBuf;

use docparity::check::Gaps;
use docparity::error::Error;
use docparity::finding::Finding;
use docparity::report::{Report, join};
use docparity::scope::Scope;
use docparity::tree::{self, Checked, Fixed, FixedPage};
use similar::TextDiff;

use crate::args;
use crate::baseline::{Baselines, Named};
use crate::progress::Progress;
use crate::projects::{Seen, add_gaps, each, of};
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain, note, remark, shown};
use summary::Summary;

pub(crate) fn run(args: &args::Fix, out: &mut dyn Write) -> Result<u8, Failure> {
    let subject = &args.subject;
    let projects = subject.projects()?;
    let named = Named { known: subject.baseline.as_ref(), write: None };
    let mut baselines = Baselines::read(named, &projects, true)?;
    let Seen { mut done, failed } = each(&projects, subject.quiet, |project| {
        let progress = Progress::new(subject.quiet);
        let watch = |done, all| progress.show(done, all);
        let scope = Scope { untried: true, ..subject.scope() };
        let checked = tree::check_scope(&project.paths, &project.config, &scope, &watch);
        progress.clear();
        checked
    })?;
    let mut errors = failed;
    let mut gaps = Gaps::new();
    for (at, Checked { outcome, .. }) in &mut done {
        add_gaps(&mut gaps, std::mem::take(&mut outcome.gaps));
        outcome.note.iter().filter(|_| !subject.quiet).for_each(|told| remark(&of((&projects, *at), told)));
    }
    if !subject.quiet {
        note(&gaps);
    }
    let (mut pages, mut outcomes, mut fails) = (Vec::new(), Vec::new(), false);
    for (at, mut checked) in done {
        let project = &projects[at];
        let Checked { outcome, unread, pages: seen, .. } = &mut checked;
        let whereabouts = |locale: Option<&str>, key: &str| seen.whereabouts(locale, key);
        baselines.apply((at, project), outcome, &whereabouts, unread.is_empty());
        errors.append(unread);
        let wanted = |finding: &Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe || args.unsafe_too);
        let Fixed { pages: fixed, errors: more } =
            tree::fix((&project.paths, &project.config), &checked, &wanted, !args.diff)?;
        // What a diff shows is still there.
        let left = match args.diff {
            true => checked.outcome.findings.iter().map(|finding| finding.severity).max(),
            false => Summary::new(&checked.outcome.findings, &fixed).worst_left(),
        };
        let threshold = project.config.fail_on.threshold();
        fails |= threshold.zip(left).is_some_and(|(threshold, left)| left >= threshold);
        pages.extend(fixed);
        errors.extend(more);
        outcomes.push(checked.outcome.below(&project.name));
    }
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    if args.diff {
        shown::write(out, |out| pages.iter().try_for_each(|page| diff(page, out)))?;
    }
    let report = Report::new(join(outcomes));
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
    Ok(match (errors.is_empty(), args.write_baseline.is_some()) {
        (false, _) => FAILED,
        (true, false) if fails => FINDINGS,
        _ => CLEAN,
    })
}

/// Writes what is left after a repair into a baseline; returns why it was not written.
fn accept(args: &args::Fix, file: &PathBuf, complete: bool) -> Result<Option<Error>, Failure> {
    let subject = &args.subject;
    let projects = subject.projects()?;
    let named = Named { known: subject.baseline.as_ref(), write: Some(file) };
    let mut baselines = Baselines::read(named, &projects, subject.quiet)?;
    let Seen { done, failed } = each(&projects, true, |project| {
        tree::check_scope(&project.paths, &project.config, &subject.scope(), &|_, _| ())
    })?;
    let complete = complete && failed.is_empty() && done.iter().all(|(_, checked)| checked.unread.is_empty());
    for (at, Checked { mut outcome, pages, .. }) in done {
        let whereabouts = |locale: Option<&str>, key: &str| pages.whereabouts(locale, key);
        baselines.apply((at, &projects[at]), &mut outcome, &whereabouts, complete);
    }
    baselines.close(complete)?;
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
