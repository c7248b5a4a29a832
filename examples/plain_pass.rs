//! The yardstick: a plain program that reads the same files as `docparity check`, one after the other, and runs
//! pulldown-cmark once over their raw text. With `--parallel` first, it does so on all cores.
//!
//! ```text
//! cargo run --release --example plain_pass -- [--parallel] DIR...
//! ```

use std::io::Write as _;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;
use walkdir::WalkDir;

/// The `.md` files below `paths`.
pub(crate) fn pages(paths: &[PathBuf]) -> Vec<PathBuf> {
    let entries = paths.iter().flat_map(|path| WalkDir::new(path).follow_links(true)).filter_map(Result::ok);
    let files = entries.map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// Reads a file and counts its Markdown events.
pub(crate) fn events(file: &Path) -> usize {
    let text = String::from_utf8(std::fs::read(file).unwrap_or_default()).unwrap_or_default();
    Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter().count()
}

#[allow(dead_code)] // the benchmark includes this file for its functions
fn main() {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let parallel = paths.first().is_some_and(|first| first == Path::new("--parallel"));
    if parallel {
        paths.remove(0);
    }
    let files = pages(&paths);
    let count: usize = match parallel {
        true => files.par_iter().map(|file| events(file)).sum(),
        false => files.iter().map(|file| events(file)).sum(),
    };
    let _ = writeln!(std::io::stdout(), "{} files, {count} events", files.len());
}
