//! `docparity openapi`, and the description that `docparity extract --format openapi` writes.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use docparity::error::Error;
use docparity::openapi::{Api, Gap, Side, compare};
use docparity::report::{Differences, written_by};
use docparity::safe::{Unarmed, line};
use docparity::tree::{self, Extract, Project};
use serde::Deserialize;
use serde_json::json;

use crate::args::{Openapi, OpenapiFormat, OpenapiSide};
use crate::projects::extracts;
use crate::{CLEAN, FAILED, FINDINGS, Failure, complain, counted, remark};

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
    let mut described = tree::description(&args.description)?;
    let (known, mut gone) = (args.baseline.as_deref().map(known).transpose()?.unwrap_or_default(), 0);
    let (extracts, unread) = extracts(&args.english.projects(&args.paths)?, args.quiet)?;
    unread.iter().for_each(|error| complain(error));
    let mut documented = documented(&extracts);
    let everything = documented.operations().count() + described.operations().count();
    if !args.prefixes.is_empty() {
        (documented, described) = (documented.below(&args.prefixes), described.below(&args.prefixes));
        if documented.operations().next().is_none() && described.operations().next().is_none() {
            let prefixes = args.prefixes.join("`, `");
            return Err(Error::Usage(format!("--path: no operation begins with `{prefixes}`, here or there")).into());
        }
    }
    let mut gaps = compare(&documented, &described);
    if args.prefixes.is_empty() && unread.is_empty() {
        let here: HashSet<(&str, &str)> = gaps.iter().map(|gap| (&*gap.operation, &*gap.what)).collect();
        gone = known.iter().filter(|(operation, what)| !here.contains(&(operation, what))).count();
    }
    let side = args.side.map(|side| if side == OpenapiSide::Docs { Side::Docs } else { Side::Description });
    let of_both = gaps.len();
    gaps.retain(|gap| side.is_none_or(|side| gap.side == side));
    let all = gaps.len();
    gaps.retain(|gap| !known.contains(&(gap.operation.clone(), gap.what.clone())));
    let known = all - gaps.len();
    let counts = (documented.operations().count(), described.operations().count(), known);
    let left = left_out((everything - counts.0 - counts.1, of_both - all));
    let sentence = sentence(&gaps, counts) + &left;
    let description = args.description.to_string_lossy().replace('\\', "/");
    let differences = Differences { description: &description, sentence: &sentence, gaps: &gaps };
    match args.format {
        OpenapiFormat::Json => {
            let (documented, described, known) = counts;
            let report = json!({
                "version": 1, "documented": documented, "described": described, "known": known, "differences": gaps
            });
            serde_json::to_writer_pretty(Unarmed::new(&mut *out), &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        OpenapiFormat::Text => text(&gaps, (!args.quiet).then_some(&sentence), out)?,
        OpenapiFormat::Sarif => differences.write_sarif(out)?,
        OpenapiFormat::Markdown => differences.write_markdown(out)?,
    }
    if gone > 0 && !args.quiet {
        remark(&format!(
            "{} of the baseline {} gone",
            counted(gone, "difference"),
            if gone == 1 { "is" } else { "are" }
        ));
    }
    Ok(match (!unread.is_empty(), gaps.is_empty()) {
        (true, _) => FAILED,
        (false, true) => CLEAN,
        (false, false) => FINDINGS,
    })
}

/// What an earlier run told: operations, and what differs in them.
fn known(file: &Path) -> Result<HashSet<(String, String)>, Error> {
    #[derive(Deserialize)]
    struct Run {
        differences: Vec<Difference>,
    }
    #[derive(Deserialize)]
    struct Difference {
        operation: String,
        what: String,
    }
    let json = File::open(file).map_err(|source| Error::Io { path: file.to_owned(), source })?;
    let run: Run = written_by("openapi --format json", file, json)?;
    Ok(run.differences.into_iter().map(|it| (it.operation, it.what)).collect())
}

fn sentence(gaps: &[Gap], (documented, described, known): (usize, usize, usize)) -> String {
    let known = if known == 0 { String::new() } else { format!(", {known} known") };
    let own = counted(documented, "documented operation");
    format!("{own}, {described} described: {}{known}", counted(gaps.len(), "difference"))
}

/// What `--path` and `--side` leave out: operations of both sides, and differences.
fn left_out((operations, differences): (usize, usize)) -> String {
    let left = [(operations, "operation", "`--path`"), (differences, "difference", "`--side`")];
    let told = left.into_iter().filter(|(count, ..)| *count > 0);
    let told: Vec<String> = told.map(|(count, noun, by)| format!("{} by {by}", counted(count, noun))).collect();
    if told.is_empty() { String::new() } else { format!("; left out: {}", told.join(", ")) }
}

/// Writes the differences, each with its pages, and what they are in a sentence.
fn text(gaps: &[Gap], sentence: Option<&String>, out: &mut dyn Write) -> io::Result<()> {
    for gap in gaps {
        writeln!(out, "{}", line(&gap.to_string()))?;
        gap.pages.iter().take(MOST_PAGES).try_for_each(|page| writeln!(out, "  --> {}", line(page)))?;
        if gap.pages.len() > MOST_PAGES {
            writeln!(out, "  --> {} more", gap.pages.len() - MOST_PAGES)?;
        }
    }
    sentence.map_or(Ok(()), |sentence| writeln!(out, "{sentence}"))
}

/// How many pages of one difference are named.
const MOST_PAGES: usize = 3;
