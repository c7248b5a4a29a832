//! `docparity outdated`.

use std::io::{self, Write};

use docparity::error::Error;
use docparity::exchange::Format;
use docparity::outdated::{Outdated, markdown, text, units};
use docparity::safe::Unarmed;
use docparity::scope::Scope;
use docparity::tree::{self, OutdatedOptions, Project};

use crate::args::{self, OutdatedFormat};
use crate::exchange::{has_one_locale, write};
use crate::projects::{Seen, each, may_report, of};
use crate::{CLEAN, FAILED, Failure, complain, note, remark};

pub(crate) fn run(args: &args::Outdated, out: &mut dyn Write) -> Result<u8, Failure> {
    let projects = args.english.projects(&args.paths)?;
    if let Some(file) = &args.output {
        may_report(file, matches!(args.format, OutdatedFormat::Markdown), &projects)?;
    }
    let scope = Scope::new(args.locale.clone(), &args.page);
    let options = OutdatedOptions { scope, since: args.since.clone(), all: args.all };
    let (outdated, mut errors) = work_list(&projects, &options, false)?;
    let exchange = args.format.exchange().and_then(Format::named);
    if let Some(format) = exchange {
        has_one_locale(format, outdated.pages.iter().map(|page| &*page.locale))?;
        remark(&outdated.sentence());
    }
    write(args.output.as_deref(), &mut errors, out, |out| match (args.format, exchange) {
        (_, Some(format)) => format.write(&units(&outdated), out),
        (OutdatedFormat::Json, _) => json(&outdated, out),
        (OutdatedFormat::Markdown, _) => out.write_all(markdown(&outdated).as_bytes()),
        _ => out.write_all(text(&outdated).as_bytes()),
    })?;
    note(&outdated.gaps);
    errors.iter().for_each(|error| complain(error));
    Ok(if errors.is_empty() { CLEAN } else { FAILED })
}

/// What there is to do in all projects of a run, and what could not be read. How their trees were read is told, unless `quiet`.
pub(crate) fn work_list(
    projects: &[Project],
    options: &OutdatedOptions,
    quiet: bool,
) -> Result<(Outdated, Vec<Error>), Error> {
    let Seen { done, failed } =
        each(projects, quiet, |project| tree::outdated(&project.paths, &project.config, options))?;
    let (mut all, mut errors): (Option<Outdated>, Vec<Error>) = (None, failed);
    for (at, (mut outdated, mut unread)) in done {
        outdated.note.iter().filter(|_| !quiet).for_each(|note| remark(&of((projects, at), note)));
        outdated.pages.iter_mut().for_each(|page| page.page = projects[at].key(&page.page));
        errors.append(&mut unread);
        all = Some(match all {
            Some(all) => all.and(outdated),
            None => outdated,
        });
    }
    Ok((all.unwrap_or_default(), errors))
}

fn json(outdated: &Outdated, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Unarmed::new(&mut *out), outdated).map_err(io::Error::from)?;
    writeln!(out)
}
