//! The command `docparity`.

mod args;
mod extract;
mod freshness;
mod init;
mod rules;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use args::{Check, CheckFormat, Cli, Color, Command, Split};
use clap::Parser;
use docparity::check::Gaps;
use docparity::error::Error;
use docparity::report::{self, Report, TextOptions};
use docparity::tree;

/// Nothing at or above `--fail-on`.
const CLEAN: u8 = 0;
/// Findings.
const FINDINGS: u8 = 1;
/// The job could not be done.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let status = run(&cli, &mut out).and_then(|status| {
        out.flush()?;
        Ok(status)
    });
    match status {
        Ok(status) => ExitCode::from(status),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(CLEAN),
        Err(Failure::Output(error)) => fail(&error),
        Err(Failure::Job(error)) => fail(&error),
    }
}

/// What ends a run early.
enum Failure {
    Job(Error),
    /// The output could not be written.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Job(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    complain(error);
    ExitCode::from(FAILED)
}

fn complain(error: &dyn std::fmt::Display) {
    // There is nobody left to tell if stderr is closed.
    let _ = writeln!(io::stderr(), "error: {error}");
}

fn remark(note: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "note: {note}");
}

/// Tells which pages were judged without their English, a line a reason.
fn note(gaps: &Gaps) {
    gaps.iter().for_each(|(gap, pages)| remark(&gap.note(*pages)));
}

fn run(cli: &Cli, out: &mut dyn Write) -> Result<u8, Failure> {
    if let Some(threads) = cli.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        pool.map_err(|error| Error::Usage(format!("--threads {threads}: {error}")))?;
    }
    match &cli.command {
        Command::Check(args) => check(args, cli.color, out),
        Command::Freshness(args) => freshness::run(args, out),
        Command::Extract(args) => extract::run(args, out),
        Command::Split(args) => split(args),
        Command::Init(args) => init::run(args, out),
        Command::Rules(args) => rules::run(args, out),
        Command::Schema => {
            serde_json::to_writer_pretty(&mut *out, &report::schema()).map_err(io::Error::from)?;
            writeln!(out)?;
            Ok(CLEAN)
        }
    }
}

fn check(args: &Check, color: Color, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut config = tree::configuration(&args.paths)?.choose(&args.select, &args.ignore)?;
    config.source = args.source.clone().or(config.source);
    config.assume_current |= args.assume_current;
    let (mut outcome, unread) = tree::check(&args.paths, &config)?;
    outcome.note.iter().for_each(|note| remark(note));
    let gaps = std::mem::take(&mut outcome.gaps);
    let report = Report::new(outcome);
    match args.format {
        CheckFormat::Text => {
            let options = TextOptions { colour: is_coloured(color), unfolded: args.no_fold };
            report::write_text(&report, options, out)?;
        }
        CheckFormat::Json => report::write_json(&report, out)?,
    }
    out.flush()?;
    note(&gaps);
    unread.iter().for_each(|error| complain(error));
    Ok(match (unread.is_empty(), args.fail_on.threshold(), report.worst()) {
        (false, ..) => FAILED,
        (true, Some(threshold), Some(worst)) if worst >= threshold => FINDINGS,
        _ => CLEAN,
    })
}

/// `--color` first, then `NO_COLOR`, then whether stdout is a terminal.
fn is_coloured(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let asked_not_to = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !asked_not_to && io::stdout().is_terminal()
        }
    }
}

fn split(args: &Split) -> Result<u8, Failure> {
    let pages = tree::split(&args.path, &args.output)?;
    let _ = writeln!(io::stderr(), "{pages} pages split into {}", args.output.display());
    Ok(CLEAN)
}
