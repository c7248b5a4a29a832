//! Holds pages, configurations and reports that were changed at random to the laws that hold of any bytes.
//!
//!     cargo run --example laws [SECONDS [LAW]]
//!     cargo run --example laws LAW FILE
//!
//! What once broke a law stands in `examples/laws/broken/LAW` and is tried first. What breaks one now is written to
//! `target/laws`, and the run ends with 1.

mod laws;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use laws::{BETWEEN, LAWS, Law};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// What makes a page another one, more often than single letters do.
const WORDS: [&str; 32] = [
    "\n",
    "\n\n",
    "```",
    "`",
    "|",
    "---\n",
    "# ",
    "- ",
    "> ",
    "<!-- ",
    " -->",
    "[",
    "](",
    ")",
    "<",
    "/>",
    "{",
    "}",
    "&lt;",
    "**",
    "\\",
    "\u{feff}",
    "\u{3000}",
    "。",
    "𝒳",
    "é\u{301}",
    "\r\n",
    "\t",
    "</span>",
    "<span data-ttu-id=\"a-101\">",
    "<span class=\"sxs-lookup\"><span data-stu-id=\"a-101\">",
    "GET /a/{b}",
];

/// Numbers that look random, and are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    fn of<'t, T: ?Sized>(&mut self, all: &'t [impl AsRef<T>]) -> &'t T {
        all[self.below(all.len())].as_ref()
    }

    /// The bytes after a few changes, some of them taken from `others`.
    fn changed(&mut self, bytes: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(6) {
            let from = self.below(bytes.len() + 1);
            let to = (from + self.below(40)).min(bytes.len());
            match self.below(6) {
                0 => drop(bytes.drain(from..to)),
                1 => bytes.truncate(from),
                2 => {
                    let piece = bytes[from..to].to_vec();
                    let at = self.below(bytes.len() + 1);
                    bytes.splice(at..at, piece);
                }
                3 => {
                    let other: &[u8] = self.of(others);
                    let start = self.below(other.len() + 1);
                    let end = (start + self.below(200)).min(other.len());
                    bytes.splice(from..to, other[start..end].iter().copied());
                }
                4 if from < bytes.len() => bytes[from] = self.below(256).to_le_bytes()[0],
                _ => {
                    let word: &str = self.of(&WORDS);
                    drop(bytes.splice(from..from, word.bytes()));
                }
            }
        }
        bytes
    }
}

/// The files below a folder of the package with one of these extensions, smaller ones first.
fn files(folder: &str, extensions: &[&str]) -> Vec<Vec<u8>> {
    let entries = walkdir::WalkDir::new(Path::new(HERE).join(folder)).sort_by_file_name().into_iter();
    let paths = entries.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let is_wanted = |path: &PathBuf| path.extension().is_some_and(|end| extensions.iter().any(|one| end == *one));
    let read = paths.filter(is_wanted).filter_map(|path| std::fs::read(path).ok());
    read.filter(|bytes| bytes.len() < 20_000).collect()
}

/// What a law starts from.
fn seeds(law: &str) -> Vec<Vec<u8>> {
    match law {
        "config" => files("fixtures", &["yaml", "yml"]),
        "report" => vec![report()],
        _ => files("fixtures", &["md", "mdx"]),
    }
}

/// The report of a run with findings of all kinds.
fn report() -> Vec<u8> {
    let paths = [Path::new(HERE).join("fixtures/showcase/pages")];
    let config = docparity::Config::default();
    let (outcome, _) = docparity::tree::check(&paths, &config).expect("pages of the package");
    let mut out = Vec::new();
    docparity::report::Report::new(outcome).write_json(&mut out).expect("no I/O");
    out
}

/// Whether the law holds.
fn holds((_, law): Law, bytes: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| law(bytes))).is_ok()
}

/// Changes seeds until the time is over. Returns how many were tried, and the first that broke the law.
fn hold(law: Law, time: Duration, random: &mut Random) -> (usize, Option<Vec<u8>>) {
    for bytes in broken(law.0) {
        if !holds(law, &bytes) {
            return (0, Some(bytes));
        }
    }
    let (seeds, start, mut tried) = (seeds(law.0), Instant::now(), 0);
    let is_of_pairs = ["group", "fix", "stamp"].contains(&law.0);
    while start.elapsed() < time {
        let seed: &[u8] = random.of(&seeds);
        let mut bytes = random.changed(seed, &seeds);
        if is_of_pairs {
            bytes.retain(|&byte| byte != BETWEEN);
            bytes.push(BETWEEN);
            bytes.extend_from_slice(seed);
        }
        tried += 1;
        if !holds(law, &bytes) {
            return (tried, Some(bytes));
        }
    }
    (tried, None)
}

/// What once broke a law.
fn broken(law: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(HERE).join("examples/laws/broken").join(law);
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter_map(|entry| std::fs::read(entry.path()).ok()).collect()
}

fn seconds_of(argument: &str) -> Option<u64> {
    argument.parse().ok()
}

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named = |name: &str| LAWS.into_iter().find(|(law, _)| *law == name);
    if let [law, file] = &*arguments
        && seconds_of(law).is_none()
    {
        laws::hold(law, &std::fs::read(file)?);
        return Ok(ExitCode::SUCCESS);
    }
    let seconds = arguments.first().and_then(|seconds| seconds_of(seconds)).unwrap_or(60);
    let laws: Vec<Law> = match arguments.get(1).map(|name| named(name)) {
        Some(law) => law.into_iter().collect(),
        None => LAWS.to_vec(),
    };
    let time = Duration::from_secs(seconds) / u32::try_from(laws.len()).unwrap_or(1).max(1);
    let mut random = Random(arguments.get(2).and_then(|seed| seed.parse().ok()).unwrap_or(0x5eed_0fd0_c9a2_17e5));
    let mut status = ExitCode::SUCCESS;
    for law in laws {
        let (tried, broken) = hold(law, time, &mut random);
        let mut out = io::stdout().lock();
        writeln!(out, "{:14}{tried:9} tried", law.0)?;
        if let Some(bytes) = broken {
            let folder = Path::new(HERE).join("target/laws");
            std::fs::create_dir_all(&folder)?;
            let file = folder.join(format!("{}-{tried}", law.0));
            std::fs::write(&file, bytes)?;
            writeln!(out, "{} breaks the law", file.display())?;
            status = ExitCode::FAILURE;
        }
    }
    Ok(status)
}
