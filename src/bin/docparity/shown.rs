//! Where stdout leads.

use std::fs::File;
use std::io::{self, IsTerminal, Write};

use docparity::safe::Shown;

/// The variables that runners of CI set, which read commands in what a step writes.
const RUNNERS: [&str; 3] = ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"];

/// Writes to stdout what may be taken in by a program, byte by byte. At a terminal, and where the log of a CI job may get it,
/// nothing in it acts on who shows it; a file gets it as it is, and a pipe elsewhere.
pub(crate) fn write(out: &mut dyn Write, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let is_run = RUNNERS.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if io::stdout().is_terminal() || is_run && !is_file() {
        let mut shown = Shown::new(&mut *out);
        content(&mut shown)?;
        shown.finish()?;
    } else {
        content(out)?;
    }
    out.flush()
}

/// Whether stdout is a file on the disk.
fn is_file() -> bool {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned();
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned();
    own.and_then(|own| File::from(own).metadata()).is_ok_and(|meta| meta.is_file())
}
