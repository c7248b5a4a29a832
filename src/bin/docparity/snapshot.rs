//! `docparity snapshot`.

use std::collections::BTreeSet;
use std::io::{self, Write};

use docparity::contract::{Contract, Difference, compare};
use docparity::safe::{line, opening};
use docparity::tree::{self, Drift, SnapshotFormat, SnapshotMode, SnapshotOptions, Snapshots};

use crate::args;
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain, counted};

pub(crate) fn run(args: &args::Snapshot, out: &mut dyn Write) -> Result<u8, Failure> {
    let mode = match (args.check, args.accept) {
        (true, _) => SnapshotMode::Check,
        (_, true) => SnapshotMode::Accept,
        _ => SnapshotMode::New,
    };
    let format = match args.format {
        args::SnapshotFormat::Text => SnapshotFormat::Text,
        args::SnapshotFormat::Yaml => SnapshotFormat::Yaml,
    };
    let config = args.source.config(&args.paths)?;
    let options = SnapshotOptions { folder: args.output.clone(), format, mode, english: args.english };
    let snapshots = tree::snapshot(&args.paths, &config, &options)?;
    let open = print(&snapshots, mode, out)?;
    out.flush()?;
    snapshots.failed.iter().for_each(|error| complain(error));
    Ok(match (snapshots.failed.is_empty(), open) {
        (false, _) => FAILED,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    })
}

/// Tells what differs. Returns whether something is left for the user to decide.
fn print(snapshots: &Snapshots, mode: SnapshotMode, out: &mut dyn Write) -> io::Result<bool> {
    let (mut new, mut changed, mut orphaned, mut breaking, mut other) = (0, 0, 0, 0, 0);
    for drift in &snapshots.drifts {
        match (&drift.page, &drift.pinned, &drift.stated) {
            (Some(page), Some(pinned), Some(stated)) => {
                changed += 1;
                let differences = compare(pinned, stated);
                breaking += differences.iter().filter(|difference| difference.breaking).count();
                other += differences.iter().filter(|difference| !difference.breaking).count();
                writeln!(out, "{} differs from {}", opening(page), line(&drift.snapshot))?;
                lines(pinned, stated, out)?;
                differences.iter().try_for_each(|difference| tell(difference, out))?;
                writeln!(out)?;
            }
            (Some(_), ..) => {
                new += 1;
                told_new(drift, mode, out)?;
            }
            (None, ..) => {
                orphaned += 1;
                let fate = if mode == SnapshotMode::Accept { ": deleted" } else { "" };
                writeln!(out, "{} is of no page{fate}\n", opening(&drift.snapshot))?;
            }
        }
    }
    let pages = snapshots.pages;
    let written = if mode == SnapshotMode::Check { "without a snapshot" } else { "new" };
    let accepted = if mode == SnapshotMode::Accept { " (accepted)" } else { "" };
    writeln!(
        out,
        "{} with a contract: {new} {written}, {changed} changed{accepted}, {}; {}, {other} other",
        counted(pages, "page"),
        counted(orphaned, "orphaned snapshot"),
        counted(breaking, "breaking change"),
    )?;
    if snapshots.without + snapshots.left_out.pages > 0 {
        let without = counted(snapshots.without, "page");
        writeln!(
            out,
            "{without} without one{}",
            snapshots.left_out.why().map_or(String::new(), |why| format!(", {why}"))
        )?;
    }
    let open = match mode {
        SnapshotMode::Accept => 0,
        SnapshotMode::New => changed + orphaned,
        SnapshotMode::Check => new + changed + orphaned,
    };
    if open > 0 {
        writeln!(out, "`docparity snapshot --accept` takes the contracts as they are now")?;
    }
    Ok(open > 0)
}

/// A page without a snapshot is worth a line where that is an offence.
fn told_new(drift: &Drift, mode: SnapshotMode, out: &mut dyn Write) -> io::Result<()> {
    match (&drift.page, mode) {
        (Some(page), SnapshotMode::Check) => {
            writeln!(out, "{} has no snapshot {}\n", opening(page), line(&drift.snapshot))
        }
        _ => Ok(()),
    }
}

/// The facts that only one side states, in the order of the texts.
fn lines(pinned: &Contract, stated: &Contract, out: &mut dyn Write) -> io::Result<()> {
    let (pinned, stated) = (pinned.to_string(), stated.to_string());
    let (mut gone, mut come) = (Vec::new(), stated.lines().collect::<Vec<_>>());
    for line in pinned.lines() {
        match come.iter().position(|known| *known == line) {
            Some(at) => _ = come.remove(at),
            None => gone.push(line),
        }
    }
    // Both signs of a fact stand together: a minus before a plus, by what the lines say.
    let all: BTreeSet<(&str, bool, usize)> =
        gone.iter().enumerate().map(|(at, line)| (noun(line), false, at)).collect();
    let all: BTreeSet<_> =
        all.into_iter().chain(come.iter().enumerate().map(|(at, line)| (noun(line), true, at))).collect();
    all.into_iter().try_for_each(|(_, is_new, at)| match is_new {
        true => writeln!(out, "  + {}", line(come[at])),
        false => writeln!(out, "  - {}", line(gone[at])),
    })
}

fn noun(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

fn tell(difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let label = if difference.breaking { "breaking: " } else { "" };
    writeln!(out, "  = {label}{}", line(&difference.to_string()))
}
