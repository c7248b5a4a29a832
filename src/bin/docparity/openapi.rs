//! `docparity openapi`, and the description that `docparity extract --format openapi` writes.

use std::collections::HashSet;
use std::io::{self, Write};

use docparity::openapi::{Api, Gap, compare};
use docparity::safe::{Unarmed, line};
use docparity::tree::{self, Extract, Project};
use serde_json::json;

use crate::args::{Openapi, OpenapiFormat};
use crate::projects::extracts;
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain};

/// What the pages promise.
pub(crate) fn documented(extracts: &[Extract]) -> Api {
    let mut api = Api::default();
    for extract in extracts {
        api.add(&extract.path, extract.english_title.as_deref().unwrap_or(&extract.title), extract.promised());
    }
    api
}

/// The URLs of the API: its hosts by the profile.
pub(crate) fn servers(projects: &[Project]) -> Vec<String> {
    let hosts = projects.iter().flat_map(|project| &project.config.profile.hosts);
    let mut hosts: Vec<String> = hosts.map(|host| format!("https://{host}")).collect();
    let mut known = HashSet::new();
    hosts.retain(|host| known.insert(host.clone()));
    if hosts.is_empty() { vec!["/".to_owned()] } else { hosts }
}

/// Compares what the pages promise with a description.
pub(crate) fn run(args: &Openapi, out: &mut dyn Write) -> Result<u8, Failure> {
    let described = tree::description(&args.description)?;
    let (extracts, unread) = extracts(&args.english.projects(&args.paths)?, args.quiet)?;
    unread.iter().for_each(|error| complain(error));
    let documented = documented(&extracts);
    let gaps = compare(&documented, &described);
    match args.format {
        OpenapiFormat::Json => {
            let (documented, described) = (documented.operations().count(), described.operations().count());
            let report = json!({ "version": 1, "documented": documented, "described": described, "differences": gaps });
            serde_json::to_writer_pretty(Unarmed::new(&mut *out), &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        OpenapiFormat::Text => text(&gaps, (&documented, &described), args.quiet, out)?,
    }
    Ok(match (!unread.is_empty(), gaps.is_empty()) {
        (true, _) => FAILED,
        (false, true) => CLEAN,
        (false, false) => FINDINGS,
    })
}

/// Writes the differences, each with its pages, and a summary unless `quiet`.
fn text(gaps: &[Gap], (documented, described): (&Api, &Api), quiet: bool, out: &mut dyn Write) -> io::Result<()> {
    for gap in gaps {
        writeln!(out, "{}", line(&gap.to_string()))?;
        gap.pages.iter().take(MOST_PAGES).try_for_each(|page| writeln!(out, "  --> {}", line(page)))?;
        if gap.pages.len() > MOST_PAGES {
            writeln!(out, "  --> {} more", gap.pages.len() - MOST_PAGES)?;
        }
    }
    if quiet {
        return Ok(());
    }
    let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let own = plural(documented.operations().count(), "documented operation");
    writeln!(out, "{own}, {} described: {}", described.operations().count(), plural(gaps.len(), "difference"))
}

/// How many pages of one difference are named.
const MOST_PAGES: usize = 3;
