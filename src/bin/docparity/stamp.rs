//! `docparity stamp`.

use std::io::Write;

use docparity::provenance::SIDECAR;
use docparity::safe::opening;
use docparity::scope::Scope;
use docparity::tree::{self, Project, StampOptions, StampRun, Stamped};

use crate::args;
use crate::projects::{Seen, each, of};
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain, remark};

pub(crate) fn run(args: &args::Stamp, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut projects = args.english.projects(&args.paths)?;
    for Project { config, .. } in &mut projects {
        // What is taken for granted is not proved, and nothing is adopted without dates.
        config.assume_current = false;
        config.git_dates = args.adopt;
    }
    let changed_since = args.changed_since.clone().or(args.changed.then(|| "HEAD".to_owned()));
    let scope = Scope { changed_since, ..Scope::new(args.locale.clone(), &args.page) };
    let options = StampOptions { scope, adopt: args.adopt, beside: args.sidecar, check: args.check };
    let Seen { done, failed } =
        each(&projects, false, |project| tree::stamp(&project.paths, &project.config, &options))?;
    let mut run = StampRun { failed, ..StampRun::default() };
    for (at, stamped) in done {
        stamped.note.iter().for_each(|note| remark(&of((&projects, at), note)));
        run = run.and(stamped);
    }
    let count = |state: Stamped| run.pages.iter().filter(|(_, known)| *known == state).count();
    let due = count(Stamped::Missing) + count(Stamped::Outdated);
    for (page, state) in run.pages.iter().filter(|_| args.check) {
        let told = match state {
            Stamped::Missing => "no stamp",
            Stamped::Outdated => "its stamp is not that of the English of today",
            _ => continue,
        };
        writeln!(out, "{}: {told}", opening(page))?;
    }
    let (stamped, what) = if args.check { (due, "to be stamped") } else { (run.written, "stamped") };
    let others = [
        (Stamped::Current, "with a stamp that stays"),
        (Stamped::Undated, "that the git history does not date"),
        (Stamped::Bilingual, "with the English beside each segment"),
        (Stamped::Orphaned, "without an English page"),
    ];
    let others = others.map(|(state, what)| (count(state), what)).into_iter().filter(|(count, _)| *count > 0);
    let others: String = others.map(|(count, what)| format!(", {count} {what}")).collect();
    let beside = match run.beside {
        0 => String::new(),
        count if count == stamped => format!(" in {SIDECAR} beside them"),
        count => format!(" ({count} of them in {SIDECAR})"),
    };
    writeln!(out, "{stamped} of {} pages {what}{beside}{others}", run.pages.len())?;
    out.flush()?;
    for (why, pages) in &run.refused {
        let more = if pages.len() > 1 { format!(" and {} more pages", pages.len() - 1) } else { String::new() };
        complain(&format!("{}{more}: not stamped: {why}", pages[0]));
    }
    run.failed.iter().for_each(|error| complain(error));
    Ok(match (run.failed.is_empty() && run.refused.is_empty(), args.check && due > 0) {
        (false, _) => FAILED,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    })
}
