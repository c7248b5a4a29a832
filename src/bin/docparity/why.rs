//! `docparity why`.

use std::io::Write;

use docparity::safe::{line, opening};
use docparity::tree;

use crate::args;
use crate::{CLEAN, Failure, counted};

/// No more pages than this are told one by one.
const TOLD: usize = 20;

pub(crate) fn run(args: &args::Why, out: &mut dyn Write) -> Result<u8, Failure> {
    let config = args.english.config(std::slice::from_ref(&args.path))?;
    let pages = tree::why(&args.path, &config)?;
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
    Ok(CLEAN)
}
