//! The command `docparity`.

mod args;
mod baseline;
mod check;
mod coverage;
mod exchange;
mod extract;
mod fix;
mod freshness;
mod ignore;
mod init;
mod lsp;
mod manual;
mod openapi;
mod outdated;
mod progress;
mod projects;
mod report;
mod rules;
mod shown;
mod snapshot;
mod stamp;
mod threads;
mod triage;
mod watch;
mod why;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use args::{Cli, Color, Command, SchemaOf, Split};
use clap::Parser;
use docparity::check::Gaps;
use docparity::error::Error;
use docparity::safe::line;
use docparity::{config, tree};

/// Pages are parsed and dropped on all threads at once: with the allocator of glibc a run takes about a tenth longer, and that
/// of musl, which the static binaries would have, makes threads wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Nothing at or above `--fail-on`.
const CLEAN: u8 = 0;
/// Findings.
const FINDINGS: u8 = 1;
/// The job could not be done.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| harmless(error).exit());
    let mut out = BufWriter::new(io::stdout());
    let status = run(&cli, &mut out).and_then(|status| {
        out.flush()?;
        Ok(status)
    });
    match status {
        Ok(status) => ExitCode::from(status),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(CLEAN),
        Err(Failure::Output(error)) => fail(&error),
        Err(Failure::Job(Error::Several(errors))) => {
            errors.iter().for_each(|error| complain(error));
            ExitCode::from(FAILED)
        }
        Err(Failure::Job(error)) => fail(&error),
    }
}

/// What is wrong with the arguments, said of them without what acts on a terminal or a log.
fn harmless(error: clap::Error) -> clap::Error {
    let arguments = std::env::args_os().map(|argument| line(&argument.to_string_lossy()));
    Cli::try_parse_from(arguments).err().unwrap_or(error)
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
    say("error", error);
}

fn warn(warning: &dyn std::fmt::Display) {
    say("warning", warning);
}

fn remark(note: &dyn std::fmt::Display) {
    say("note", note);
}

/// A line on stderr. There is nobody left to tell if it is closed.
fn say(kind: &str, message: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{kind}: {}", line(&message.to_string()));
}

/// Tells which pages were judged without their English, a line a reason.
fn note(gaps: &Gaps) {
    gaps.iter().for_each(|(gap, pages)| remark(&gap.note(*pages)));
}

fn run(cli: &Cli, out: &mut dyn Write) -> Result<u8, Failure> {
    threads::start(cli.threads)?;
    match &cli.command {
        Command::Check(args) => check::run(args, cli.color, out),
        Command::Fix(args) => fix::run(args, out),
        Command::Ignore(args) => ignore::run(args, out),
        Command::Lsp(args) => lsp::run(args),
        Command::Report(args) => report::run(args),
        Command::Triage(args) => triage::run(args, out),
        Command::Freshness(args) => freshness::run(args, out),
        Command::Outdated(args) => outdated::run(args, out),
        Command::Stamp(args) => stamp::run(args, out),
        Command::Why(args) => why::run(args, out),
        Command::Extract(args) => extract::run(args, out),
        Command::Openapi(args) => openapi::run(args, out),
        Command::Segments(args) => exchange::segments(args, out),
        Command::Glossary(args) => exchange::glossary(args, out),
        Command::Snapshot(args) => snapshot::run(args, out),
        Command::Split(args) => split(args),
        Command::Init(args) => init::run(args, out),
        Command::Rules(args) => rules::run(args, out),
        Command::Schema { of } => {
            let schema = match of {
                SchemaOf::Report => docparity::report::schema(),
                SchemaOf::Config => config::schema(),
            };
            serde_json::to_writer_pretty(&mut *out, &schema).map_err(io::Error::from)?;
            writeln!(out)?;
            Ok(CLEAN)
        }
        Command::Completions { shell } => manual::completions(*shell, out),
        Command::Man { command } => manual::page(command.as_deref(), out),
    }
}

/// `--color` first, then `NO_COLOR` and `FORCE_COLOR`, then whether stdout is a terminal that can show colours.
fn is_coloured(color: Color) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if is_set("NO_COLOR") => false,
        Color::Auto if is_set("FORCE_COLOR") => true,
        Color::Auto => io::stdout().is_terminal() && !is_dumb(),
    }
}

/// Whether the terminal shows letters only.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn split(args: &Split) -> Result<u8, Failure> {
    let pages = tree::split(&args.path, &args.output)?;
    remark(&format!("{} split into {}", counted(pages, "page"), args.output.display()));
    Ok(CLEAN)
}
