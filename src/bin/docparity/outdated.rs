//! `docparity outdated`.

use std::io::{self, Write};

use docparity::exchange::Format;
use docparity::outdated::{Outdated, markdown, text, units};
use docparity::safe::Unarmed;
use docparity::scope::Scope;
use docparity::tree::{self, OutdatedOptions};

use crate::args::{self, OutdatedFormat};
use crate::exchange::{has_one_locale, write};
use crate::{CLEAN, FAILED, Failure, complain, note, remark};

pub(crate) fn run(args: &args::Outdated, out: &mut dyn Write) -> Result<u8, Failure> {
    let config = args.english.config(&args.paths)?;
    if let Some(file) = &args.output {
        tree::may_report(file, matches!(args.format, OutdatedFormat::Markdown), (&args.paths, &config))?;
    }
    let scope = Scope::new(args.locale.clone(), &args.page);
    let options = OutdatedOptions { scope, since: args.since.clone(), all: args.all };
    let (outdated, mut errors) = tree::outdated(&args.paths, &config, &options)?;
    outdated.note.iter().for_each(|note| remark(note));
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

fn json(outdated: &Outdated, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Unarmed::new(&mut *out), outdated).map_err(io::Error::from)?;
    writeln!(out)
}
