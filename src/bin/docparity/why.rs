//! `docparity why`.

use std::io::Write;

use docparity::safe::{line, opening};
use docparity::tree::{self, Why};

use crate::args;
use crate::projects::{Seen, each};
use crate::{CLEAN, FAILED, Failure, complain, counted};

/// No more pages than this are told one by one.
const TOLD: usize = 20;

pub(crate) fn run(args: &args::Why, out: &mut dyn Write) -> Result<u8, Failure> {
    let projects = args.english.projects(std::slice::from_ref(&args.path))?;
    let Seen { done, failed } = each(&projects, false, |project| {
        let pages = project.paths.iter().map(|path| tree::why(path, &project.config));
        Ok(pages.collect::<Result<Vec<_>, _>>()?.concat())
    })?;
    let mut pages: Vec<Why> = done.into_iter().flat_map(|(_, pages)| pages).collect();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    for page in pages.iter().take(TOLD) {
        writeln!(out, "{}", opening(&page.path))?;
        for (name, decision) in &page.decided {
            writeln!(out, "  {name:10}  {}", line(decision))?;
        }
        writeln!(out)?;
    }
    let compared = pages.iter().filter(|page| page.compared.is_ok()).count();
    let more = pages.len().saturating_sub(TOLD);
    if more > 0 {
        writeln!(out, "… and {} more", counted(more, "page"))?;
    }
    let verb = if compared == 1 { "is" } else { "are" };
    writeln!(out, "{compared} of {} {verb} compared", counted(pages.len(), "page"))?;
    out.flush()?;
    failed.iter().for_each(|error| complain(error));
    Ok(if failed.is_empty() { CLEAN } else { FAILED })
}
