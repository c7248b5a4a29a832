//! `docparity report`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use docparity::baseline::whereabouts;
use docparity::check::{Gaps, Outcome};
use docparity::error::Error;
use docparity::finding::Owner;
use docparity::locale::Locale;
use docparity::outdated::Outdated;
use docparity::qa::{
    FORMATS, Format, Made, Qa, Row, Sample, Traffic, Verdict, View, read_history, read_review, with_run,
};
use docparity::report::{self, Report};
use docparity::rules;
use docparity::scope::Scope;
use docparity::tree::{self, Checked, OutdatedOptions, Project};

use crate::args::{self, SplitBy};
use crate::baseline::{Baselines, Named, today};
use crate::coverage;
use crate::outdated;
use crate::progress::Progress;
use crate::projects::{Seen, add_gaps, each, may_report, of};
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain, note, remark, warn};

pub(crate) fn run(args: &args::Report) -> Result<u8, Failure> {
    let outputs = outputs(&args.output)?;
    let view = view(args)?;
    let earlier = args.previous.as_ref().map(|file| report::known(file, open(file)?)).transpose()?;
    let mut projects = args.english.projects(&args.paths)?;
    for project in &mut projects {
        project.config = project.config.clone().choose(&args.select, &args.ignore)?;
    }
    let allowed = |(format, file): &(&Format, &Path)| may_report(file, format.extension == "md", &projects);
    outputs.iter().try_for_each(allowed)?;
    unheeded(args, &projects);
    let quality = projects.first().map(|project| project.config.quality.clone()).unwrap_or_default();
    let sample = args.sample.map(|pages| Sample { pages, seed: args.seed });
    if sample.is_some() && !outputs.iter().any(|(format, _)| format.extension == "xlsx") {
        return Err(
            Error::Usage("--sample: the sample is a sheet of the workbook; add `-o report.xlsx`".to_owned()).into()
        );
    }
    let review = args.review.as_ref().map(|file| filled_in(file)).transpose()?.unwrap_or_default();
    let traffic = args.traffic.as_ref().map(|file| in_file(file, Traffic::read)).transpose()?;
    let past = args.history.as_ref().filter(|file| file.exists());
    let history = past.map(|file| in_file(file, read_history)).transpose()?.unwrap_or_default();
    let commit = args.paths.first().filter(|_| args.from.is_empty()).and_then(|path| tree::head(path));
    let commit = args.commit.clone().or(commit);
    let made = Made { project: args.project.clone(), date: today().to_string(), commit };
    let is_shown = outputs.iter().any(|(format, _)| format.extension == "html");
    let (outcome, mut errors) =
        if args.from.is_empty() { check(args, &projects, is_shown)? } else { (merged(args, &projects)?, Vec::new()) };
    let outdated = match is_shown {
        true => work_list(args, &projects, &outcome)?,
        false => Err("the work list of translators was not asked for"),
    };
    let parts = match args.split_by {
        None if view.is_whole() => vec![(None, View::default(), outcome)],
        None => vec![(None, view.clone(), view.of(&outcome))],
        Some(by) => receivers(&outcome, by)
            .into_iter()
            .map(|(name, part)| (name, part.and(&view)))
            .map(|(name, part)| (Some(name), part.clone(), part.of(&outcome)))
            .collect(),
    };
    let mut verdict = None;
    for (receiver, part, outcome) in parts {
        let earlier = earlier.clone().map(|mut earlier| {
            part.narrow(&mut earlier);
            earlier
        });
        let report = Report::new(outcome);
        let weights = args.weights.unwrap_or_default();
        let (link, quality, traffic) = (args.link.clone(), quality.clone(), traffic.clone());
        let (history, made) = (history.clone(), made.clone());
        let (review, outdated) = (review.clone(), outdated.as_ref().map_err(|why| *why));
        let qa = Qa {
            link,
            quality,
            traffic,
            sample,
            review,
            history,
            made,
            outdated,
            ..Qa::new(&report, weights, earlier.as_ref())
        };
        if let Some(file) = args.history.as_ref().filter(|_| receiver.is_none()) {
            let lines = with_run(qa.history.clone(), qa.past());
            errors.extend(tree::write(file, |out| write!(out, "{lines}")).err());
        }
        verdict = verdict.max(qa.verdict());
        if !args.quiet {
            tell(&qa);
        }
        for (format, file) in &outputs {
            let file = receiver.as_ref().map_or(Cow::Borrowed(*file), |name| Cow::Owned(named(file, name)));
            let allowed = may_report(&file, format.extension == "md", &projects);
            match allowed.and_then(|()| tree::write(&file, |out| format.write(&qa, out))) {
                Ok(()) if args.quiet => {}
                Ok(()) => remark(&format!("{} is written", file.display())),
                Err(error) => errors.push(error),
            }
        }
    }
    errors.iter().for_each(|error| complain(error));
    Ok(match verdict {
        _ if !errors.is_empty() => FAILED,
        Some(Verdict::Fail | Verdict::Unknown) => FINDINGS,
        Some(Verdict::Pass) | None => CLEAN,
    })
}

/// Says which locales are not good enough, and which could not be judged.
fn tell(qa: &Qa<'_>) {
    for judged in qa.judged().iter().filter(|judged| judged.verdict != Verdict::Pass) {
        remark(&format!("{}: {}: {}", judged.locale, judged.verdict.name(), judged.why.join("; ")));
    }
}

/// What of the run the report tells of.
fn view(args: &args::Report) -> Result<View, Error> {
    let rule = |name: &String| {
        let rule = rules::named(name).map(|rule| rule.name);
        rule.ok_or_else(|| Error::Usage(format!("--rule: no rule is named `{name}`")))
    };
    // A run over pages has looked at the locales and pages that are asked for, and at no others.
    let scope = if args.from.is_empty() { Scope::default() } else { Scope::new(args.locale.clone(), &args.page) };
    Ok(View {
        scope,
        rules: args.rule.iter().map(rule).collect::<Result<_, _>>()?,
        owners: args.owner.iter().copied().collect(),
        levels: args.level.iter().copied().collect(),
    })
}

/// Who gets a report of their own, and what it tells of.
fn receivers(outcome: &Outcome, by: SplitBy) -> Vec<(String, View)> {
    match by {
        SplitBy::Locale => {
            let locales = outcome.locales.iter().filter_map(|tag| Locale::parse(tag));
            let view = |locale| View { scope: Scope { locales: vec![locale], ..Scope::default() }, ..View::default() };
            locales.map(|locale| (locale.to_string(), view(locale))).collect()
        }
        SplitBy::Owner => {
            let owners: BTreeSet<Owner> = outcome.findings.iter().map(|finding| finding.owner).collect();
            let view = |owner| View { owners: BTreeSet::from([owner]), ..View::default() };
            owners.into_iter().map(|owner| (owner.name().to_owned(), view(owner))).collect()
        }
    }
}

/// The file for a receiver: `report.de-DE.html`.
fn named(file: &Path, receiver: &str) -> PathBuf {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    file.with_extension(format!("{receiver}.{extension}"))
}

/// What translators have to do, or why that is not known.
fn work_list(
    args: &args::Report,
    projects: &[Project],
    outcome: &Outcome,
) -> Result<Result<Outdated, &'static str>, Failure> {
    if let Some(file) = &args.outdated {
        return Ok(Ok(report::written_by("outdated --format json", file, open(file)?)?));
    }
    if outcome.census.values().all(|census| census.freshness.is_none()) {
        return Ok(Err(
            "no English tree is at hand to hold the pages against: `--source DIR` names it, or `source` in docparity.yaml",
        ));
    }
    if !args.from.is_empty() {
        return Ok(Err("`check --format json` does not hold it; `docparity outdated --format json -o outdated.json` \
            writes it, and `docparity report --outdated outdated.json` shows it here"));
    }
    let scope = Scope::new(args.locale.clone(), &args.page);
    // What cannot be read was told when the pages were checked.
    let options = OutdatedOptions { scope, ..OutdatedOptions::default() };
    let (outdated, _) = outdated::work_list(projects, &options, true)?;
    Ok(Ok(outdated))
}

fn check(args: &args::Report, projects: &[Project], contracts: bool) -> Result<(Outcome, Vec<Error>), Failure> {
    let scope = Scope { contracts, ..Scope::new(args.locale.clone(), &args.page) };
    let named = Named { known: args.baseline.as_ref(), write: None };
    let mut baselines = Baselines::read(named, projects, args.quiet)?;
    let Seen { mut done, failed: mut unread } = each(projects, args.quiet, |project| {
        let progress = Progress::new(args.quiet);
        let watch = |done, all| progress.show(done, all);
        let checked = tree::check_scope(&project.paths, &project.config, &scope, &watch);
        progress.clear();
        checked
    })?;
    let (mut outcomes, mut gaps) = (Vec::new(), Gaps::new());
    for (at, Checked { outcome, .. }) in &mut done {
        add_gaps(&mut gaps, std::mem::take(&mut outcome.gaps));
        outcome.note.iter().filter(|_| !args.quiet).for_each(|told| remark(&of((projects, *at), told)));
    }
    if !args.quiet {
        note(&gaps);
    }
    for (at, Checked { mut outcome, unread: mut errors, pages, .. }) in done {
        let whereabouts = |locale: Option<&str>, key: &str| pages.whereabouts(locale, key);
        baselines.apply((at, &projects[at]), &mut outcome, &whereabouts, false);
        unread.append(&mut errors);
        unread.extend(coverage::judge(&outcome, (projects, at), None, args.quiet));
        outcomes.push(outcome.below(&projects[at].name));
    }
    Ok((report::join(outcomes), unread))
}

/// What came of several runs, each over its own pages.
fn merged(args: &args::Report, projects: &[Project]) -> Result<Outcome, Error> {
    let outcomes = args.from.iter().map(|file| report::read(file, open(file)?)).collect::<Result<Vec<_>, _>>()?;
    let mut outcome = report::merge(outcomes)?;
    let named = Named { known: args.baseline.as_ref(), write: None };
    let projects = &projects[..projects.len().min(1)];
    let mut baselines = Baselines::read(named, projects, args.quiet)?;
    let whereabouts = whereabouts(&outcome.covered);
    for project in projects {
        baselines.apply((0, project), &mut outcome, &whereabouts, false);
    }
    Ok(outcome)
}

/// Tells of what the configurations of some of the pages say that does not hold for a report of all.
fn unheeded(args: &args::Report, projects: &[Project]) {
    for Project { config, file, .. } in projects.iter().skip(1) {
        let is_known = config.baseline.is_some() && !args.from.is_empty() && args.baseline.is_none();
        let keys = [("quality", config.quality.is_asked()), ("baseline", is_known)];
        for (key, _) in keys.iter().filter(|(_, is_said)| *is_said) {
            let file = file.as_deref().unwrap_or(Path::new("")).display();
            warn(&format!("{file}: `{key}` takes no effect: the report tells of other pages as well"));
        }
    }
}

/// What people filled in of a sample.
fn filled_in(file: &Path) -> Result<Vec<Row>, Error> {
    let content = std::fs::read(file).map_err(|source| Error::Io { path: file.to_owned(), source })?;
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    read_review(&extension, &content).map_err(|wrong| Error::Usage(format!("{}: {wrong}", file.display())))
}

/// What stands in a file, as `read` takes it.
fn in_file<T>(file: &Path, read: impl FnOnce(&str) -> Result<T, String>) -> Result<T, Error> {
    read(&text(file)?).map_err(|wrong| Error::Usage(format!("{}: {wrong}", file.display())))
}

fn open(file: &Path) -> Result<File, Error> {
    File::open(file).map_err(|source| Error::Io { path: file.to_owned(), source })
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
