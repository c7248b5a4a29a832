//! `docparity check`.

use std::collections::HashSet;
use std::io::{self, Read, Write};
use std::path::Path;

use docparity::Finding;
use docparity::baseline::Whereabouts;
use docparity::check::{Gaps, Outcome};
use docparity::config::Config;
use docparity::error::Error;
use docparity::report::{Extent, FORMATS, Report, WriteOptions, join};
use docparity::scope::Scope;
use docparity::text::Text;
use docparity::tree::{self, Checked, CheckedPage, Pages, Project, Texts, Workspace};

use crate::args::{Check, Color, Output};
use crate::baseline::{Baselines, Named};
use crate::coverage;
use crate::progress::Progress;
use crate::projects::{Seen, add_gaps, each, may_report, of};
use crate::watch;
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain, is_coloured, note, remark, warn};

/// The path that stands for the text on stdin.
const STDIN: &str = "-";

pub(crate) fn run(args: &Check, color: Color, out: &mut dyn Write) -> Result<u8, Failure> {
    match args.watch {
        true => watch::whenever_changed(args, &mut || once(args, color, out)),
        false => once(args, color, out),
    }
}

fn once(args: &Check, color: Color, out: &mut dyn Write) -> Result<u8, Failure> {
    let outputs = outputs(args)?;
    let quiet = args.subject.quiet;
    let page = page_of_stdin(args)?;
    let projects = match page {
        Some(page) => vec![args.subject.project(&tree::root_of(page)?)?],
        None => args.subject.projects()?,
    };
    for (format, file) in outputs.iter().filter_map(|output| Some((output.format, output.file.as_ref()?))) {
        may_report(file, format.name == "markdown", &projects)?;
    }
    let named = Named { known: args.subject.baseline.as_ref(), write: args.write_baseline.as_ref() };
    let mut baselines = Baselines::read(named, &projects, quiet)?;
    if args.ratchet {
        baselines = baselines.ratcheting()?;
    }
    let tells_safe = outputs.iter().any(|output| output.format.tells_safe);
    let Seen { mut done, failed } = each(&projects, quiet, |project| match page {
        Some(page) => checked_text(page, &project.config),
        None => checked(args, project, tells_safe),
    })?;
    let mut errors = failed;
    let (mut gaps, mut news, mut lacking) = (Gaps::new(), Vec::new(), Vec::new());
    for (at, Looked { outcome, errors: unread, news: told, idle, .. }) in &mut done {
        errors.append(unread);
        news.append(told);
        lacking.extend(coverage::judge(outcome, (&projects, *at), args.min_coverage, quiet));
        add_gaps(&mut gaps, std::mem::take(&mut outcome.gaps));
        idle.iter().filter(|_| !quiet).for_each(|told| warn(&of((&projects, *at), told)));
        outcome.note.iter().filter(|_| !quiet).for_each(|told| remark(&of((&projects, *at), told)));
    }
    if !quiet {
        note(&gaps);
        news.iter().for_each(|told| remark(told));
    }
    let is_complete = errors.is_empty();
    let (mut outcomes, mut fails) = (Vec::new(), false);
    for (at, Looked { mut outcome, pages, own, .. }) in done {
        let project = &projects[at];
        let whereabouts = |locale: Option<&str>, key: &str| {
            pages.as_ref().map_or(Whereabouts::Elsewhere, |pages| pages.whereabouts(locale, key))
        };
        baselines.apply((at, project), &mut outcome, &whereabouts, is_complete);
        args.min_severity.iter().for_each(|least| outcome.hide_below(*least));
        // What a change of the English does to other pages fails no run that nobody asked to fail.
        let own = own.filter(|_| args.subject.fail_on.is_none());
        let is_own = |finding: &&Finding| own.as_ref().is_none_or(|own| own.contains(&finding.path));
        let worst = outcome.findings.iter().filter(is_own).map(|finding| finding.severity).max();
        let threshold = project.config.fail_on.threshold();
        fails |= threshold.zip(worst).is_some_and(|(threshold, worst)| worst >= threshold);
        outcomes.push(outcome.below(&project.name));
    }
    fails |= baselines.close(is_complete)?;
    if let Some(file) = args.write_baseline.as_ref().filter(|_| !is_complete) {
        errors.push(Error::Usage(format!("{} was not written: not all pages could be read", file.display())));
    }
    let outcome = join(outcomes);
    if projects.len() > 1 {
        lacking.extend(args.min_coverage.and_then(|least| coverage::lacks(&outcome.coverage, least)).map(Error::Usage));
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
    let untold = outputs.iter().find_map(|output| output.format.untold(&report));
    untold.iter().filter(|_| !quiet).for_each(|told| remark(told));
    errors.extend(lacking);
    errors.iter().for_each(|error| complain(error));
    Ok(match (errors.is_empty(), fails) {
        (false, _) => FAILED,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    })
}

/// What is found on the pages of a project.
fn checked(args: &Check, project: &Project, tells_safe: bool) -> Result<Looked, Error> {
    let scope = Scope {
        shard: args.shard,
        contracts: args.contracts,
        untried: !tells_safe,
        cache: args.cache(),
        ..args.subject.scope()
    };
    let progress = Progress::new(args.subject.quiet);
    let watch = |done, all| progress.show(done, all);
    let checked = tree::check_scope(&project.paths, &project.config, &scope, &watch);
    progress.clear();
    let Checked { outcome, unread, pages, news, own, idle, uncached, .. } = checked?;
    if let Some(error) = uncached {
        warn(&format!("{error}; nothing is kept for the next run"));
    }
    Ok(Looked { outcome, errors: unread, pages: Some(pages), news, own, idle })
}

/// The file that the text on stdin is checked as.
fn page_of_stdin(args: &Check) -> Result<Option<&Path>, Error> {
    let is_named = args.subject.paths.iter().any(|path| path == Path::new(STDIN));
    match &args.stdin_path {
        Some(page) if is_named && args.subject.paths.len() == 1 => Ok(Some(page)),
        Some(_) => Err(Error::Usage("--stdin-path goes with `-` as the only PATH".to_owned())),
        None if is_named => {
            Err(Error::Usage("`-` needs --stdin-path PATH: the page that the text belongs to".to_owned()))
        }
        None => Ok(None),
    }
}

/// What came of a run, over a tree or the text on stdin.
struct Looked {
    outcome: Outcome,
    errors: Vec<Error>,
    /// The pages of the tree.
    pages: Option<Pages>,
    /// What a change means for other pages, in sentences.
    news: Vec<String>,
    /// What of the configuration takes no effect, in sentences.
    idle: Vec<String>,
    /// The files that changed themselves, where only changes are looked at.
    own: Option<HashSet<String>>,
}

/// What is found in the text on stdin as that of a page.
fn checked_text(page: &Path, config: &Config) -> Result<Looked, Error> {
    let unread = |source| Error::Io { path: STDIN.into(), source };
    let mut text = Vec::new();
    io::stdin().lock().read_to_end(&mut text).map_err(unread)?;
    let workspace = Workspace::find(&tree::root_of(page)?, config)?;
    let mut texts = Texts::default();
    texts.set(page, Text::decode(text).content);
    let CheckedPage { outcome, unread, .. } = workspace.check(page, &texts).ok_or_else(|| {
        Error::Usage(format!("{} is no page that is compared; `docparity why` tells more", page.display()))
    })?;
    Ok(Looked { outcome, errors: unread, pages: None, news: Vec::new(), own: None, idle: Vec::new() })
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
    if args.contracts && outputs.iter().all(|output| output.format.name != "json") {
        return refused("--contracts is for the json format, and no JSON is written".into());
    }
    if args.suppressed && outputs.iter().all(|output| output.format.name != "sarif") {
        return refused("--suppressed is for the sarif format, and no SARIF is written".into());
    }
    Ok(outputs)
}
