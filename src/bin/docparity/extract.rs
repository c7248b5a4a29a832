//! `docparity extract`.

use std::io::{self, Write};

use docparity::contract::Contract;
use docparity::safe::{Unarmed, line};
use docparity::tree::Extract;

use crate::args::{self, ExtractFormat};
use crate::openapi;
use crate::projects::extracts;
use crate::{CLEAN, FAILED, Failure, complain};

pub(crate) fn run(args: &args::Extract, out: &mut dyn Write) -> Result<u8, Failure> {
    let projects = args.english.projects(&args.paths)?;
    let (extracts, unread) = extracts(&projects, false)?;
    match args.format {
        ExtractFormat::Openapi => {
            let description = openapi::documented(&extracts).describe("Documented API", &openapi::servers(&projects));
            serde_json::to_writer_pretty(Unarmed::new(&mut *out), &description).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        ExtractFormat::Text => extracts.iter().try_for_each(|extract| text(extract, out))?,
        ExtractFormat::Yaml => {
            extracts.iter().try_for_each(|extract| docparity::report::write_yaml(extract, &mut *out))?;
        }
        ExtractFormat::Json => {
            serde_json::to_writer_pretty(Unarmed::new(&mut *out), &extracts).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        ExtractFormat::Jsonl => {
            for extract in &extracts {
                serde_json::to_writer(Unarmed::new(&mut *out), extract).map_err(io::Error::from)?;
                writeln!(out)?;
            }
        }
    }
    out.flush()?;
    unread.iter().for_each(|error| complain(error));
    Ok(if unread.is_empty() { CLEAN } else { FAILED })
}

fn text(extract: &Extract, out: &mut dyn Write) -> io::Result<()> {
    let locale = extract.locale.as_deref().unwrap_or("no locale");
    writeln!(out, "# {} ({locale})", line(&extract.path))?;
    facts(&extract.localized, out)?;
    if let Some(source) = extract.source.as_ref().filter(|source| source.to_string() != extract.localized.to_string()) {
        writeln!(out, "## English")?;
        facts(source, out)?;
    }
    writeln!(out)
}

fn facts(contract: &Contract, out: &mut dyn Write) -> io::Result<()> {
    contract.to_string().lines().try_for_each(|fact| writeln!(out, "{}", line(fact)))
}
