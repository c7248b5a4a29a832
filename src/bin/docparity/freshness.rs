//! `docparity freshness`.

use std::io::{self, Write};

use docparity::error::Error;
use docparity::freshness::Freshness;
use docparity::safe::Unarmed;
use docparity::tree;

use crate::args::{self, FreshnessFormat};
use crate::projects::{Seen, each, of};
use crate::{CLEAN, FAILED, Failure, complain, note, remark};

const HEADS: [&str; 9] =
    ["locale", "pages", "current", "stale prose", "stale contract", "unknown", "missing", "orphaned", "stale code"];

pub(crate) fn run(args: &args::Freshness, out: &mut dyn Write) -> Result<u8, Failure> {
    let projects = args.english.projects(&args.paths)?;
    let Seen { done, failed } = each(&projects, false, |project| tree::freshness(&project.paths, &project.config))?;
    let (mut all, mut unread): (Option<Freshness>, Vec<Error>) = (None, failed);
    for (at, (freshness, mut errors)) in done {
        freshness.note.iter().for_each(|note| remark(&of((&projects, at), note)));
        unread.append(&mut errors);
        all = Some(match all {
            Some(all) => all.and(freshness),
            None => freshness,
        });
    }
    let freshness = all.unwrap_or_default();
    match args.format {
        FreshnessFormat::Text => text(&freshness, out)?,
        FreshnessFormat::Csv => csv(&freshness, out)?,
        FreshnessFormat::Json => {
            serde_json::to_writer_pretty(Unarmed::new(&mut *out), &freshness).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    note(&freshness.gaps);
    unread.iter().for_each(|error| complain(error));
    Ok(if unread.is_empty() { CLEAN } else { FAILED })
}

/// The heads of the table and its rows. That of pages whose English shows other code comes last, where there are any: it is
/// younger than what reads the table.
fn table(freshness: &Freshness) -> Vec<Vec<String>> {
    let has_code = freshness.locales.iter().any(|row| row.stale_code > 0);
    let columns = if has_code { HEADS.len() } else { HEADS.len() - 1 };
    let rows = freshness.locales.iter().map(|row| {
        let counts = [
            row.pages,
            row.current,
            row.stale_prose,
            row.stale_contract,
            row.unknown,
            row.missing,
            row.orphaned,
            row.stale_code,
        ];
        let cells = std::iter::once(row.locale.clone()).chain(counts.map(|count| count.to_string()));
        cells.take(columns).collect()
    });
    std::iter::once(HEADS[..columns].iter().map(|head| (*head).to_owned()).collect()).chain(rows).collect()
}

fn text(freshness: &Freshness, out: &mut dyn Write) -> io::Result<()> {
    let line = |cells: &[String]| {
        let cells = cells.iter().zip(HEADS).enumerate().map(|(at, (cell, head))| match at {
            0 => format!("{cell:8}"),
            _ => format!("  {cell:>width$}", width = head.len().max(7)),
        });
        cells.collect::<String>()
    };
    table(freshness).iter().try_for_each(|row| writeln!(out, "{}", line(row)))?;
    freshness.coverage.lines().iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn csv(freshness: &Freshness, out: &mut dyn Write) -> io::Result<()> {
    table(freshness).iter().try_for_each(|row| writeln!(out, "{}", row.join(",")))
}
