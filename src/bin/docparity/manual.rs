//! `docparity completions` and `docparity man`: the command line, for shells and for readers.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::{Generator, Shell};
use clap_mangen::Man;
use docparity::error::Error;

use crate::args::Cli;
use crate::{CLEAN, Failure};

pub(crate) fn completions(shell: Shell, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut command = Cli::command();
    command.set_bin_name("docparity");
    command.build();
    shell.try_generate(&command, out)?;
    Ok(CLEAN)
}

/// Writes the manual page of `docparity`, or of one of its commands.
pub(crate) fn page(name: Option<&str>, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut command = Cli::command();
    command.build();
    let page = match name {
        None => command,
        Some(name) => subcommand(&command, name)?,
    };
    Man::new(page).source(concat!("docparity ", env!("CARGO_PKG_VERSION"))).render(out)?;
    Ok(CLEAN)
}

fn subcommand(command: &clap::Command, name: &str) -> Result<clap::Command, Error> {
    let unknown = || {
        let names = command.get_subcommands().map(clap::Command::get_name);
        Error::Usage(format!("there is no command `{name}`; there are {}", names.collect::<Vec<_>>().join(", ")))
    };
    let found = command.find_subcommand(name).ok_or_else(unknown)?.clone();
    // The title and the synopsis name the whole command.
    Ok(found.bin_name(format!("docparity {name}")).display_name(format!("docparity-{name}")))
}
