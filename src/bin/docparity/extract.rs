//! `docparity extract`.

use std::io::{self, Write};

use docparity::contract::Contract;
use docparity::error::Error;
use docparity::safe::{Unarmed, line};
use docparity::tree::{self, Extract, Project};

use crate::args::{self, ExtractFormat};
use crate::openapi;
use crate::projects::{Seen, each};
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

/// What the pages of all projects of a run state, by path, and what could not be read.
pub(crate) fn extracts(projects: &[Project], quiet: bool) -> Result<(Vec<Extract>, Vec<Error>), Error> {
    let Seen { done, failed } = each(projects, quiet, |project| tree::extract(&project.paths, &project.config))?;
    let (mut extracts, mut unread) = (Vec::new(), failed);
    for (at, of_project) in done {
        for extract in of_project {
            match extract {
                Ok(mut extract) => {
                    extract.page = projects[at].key(&extract.page);
                    extracts.push(extract);
                }
                Err(error) => unread.push(error),
            }
        }
    }
    extracts.sort_by(|one: &Extract, other| one.path.cmp(&other.path));
    Ok((extracts, unread))
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
