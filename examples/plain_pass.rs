//! The yardstick: reads the same files as `docparity check` and runs pulldown-cmark once over their raw text, on all
//! cores. What docparity takes longer than this is the price of its verdicts.
//!
//! ```text
//! cargo run --release --example plain_pass -- DIR...
//! ```

use std::io::Write as _;
use std::path::PathBuf;

use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;
use walkdir::WalkDir;

/// Reads the `.md` files below `paths` and counts their bytes and Markdown events.
pub fn plain_pass(paths: &[PathBuf]) -> (usize, usize, usize) {
    let files: Vec<PathBuf> = paths
        .iter()
        .flat_map(|path| WalkDir::new(path).follow_links(true))
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    let counts = files.par_iter().map(|file| {
        let text = String::from_utf8(std::fs::read(file).unwrap_or_default()).unwrap_or_default();
        let events = Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter().count();
        (1, text.len(), events)
    });
    counts.reduce(|| (0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2))
}

#[allow(dead_code)] // the benchmark includes this file for `plain_pass` alone
fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (files, bytes, events) = plain_pass(&paths);
    let _ = writeln!(std::io::stdout(), "{files} files, {bytes} bytes, {events} events");
}
