//! `docparity triage`.

use std::fs::File;
use std::io::Write;

use docparity::baseline::Baseline;
use docparity::error::Error;
use docparity::finding::Finding;
use docparity::qa::{read_sheet, triage};
use docparity::{report, tree};

use crate::args::Triage;
use crate::baseline::today;
use crate::{CLEAN, FINDINGS, Failure, remark};

pub(crate) fn run(args: &Triage, out: &mut dyn Write) -> Result<u8, Failure> {
    let unreadable = |source| Error::Io { path: args.file.clone(), source };
    let extension = args.file.extension().unwrap_or_default().to_string_lossy();
    let content = std::fs::read(&args.file).map_err(unreadable)?;
    let rows =
        read_sheet(&extension, &content).map_err(|wrong| Error::Usage(format!("{}: {wrong}", args.file.display())))?;
    let mut baseline = match args.baseline.exists() {
        true => tree::read_baseline(&args.baseline)?,
        false => Baseline::default(),
    };
    let read = |file: &std::path::PathBuf| {
        report::read(file, File::open(file).map_err(|source| Error::Io { path: file.clone(), source })?)
    };
    let outcome = report::merge(args.from.iter().map(read).collect::<Result<_, Error>>()?)?;
    let silenced = outcome.suppressed.iter().map(|silenced| &silenced.finding);
    let mut findings: Vec<&Finding> = outcome.findings.iter().chain(silenced).collect();
    findings.sort_by(|a, b| (&a.path, a.offset, a.rule.name).cmp(&(&b.path, b.offset, b.rule.name)));
    let triaged = triage(&rows, &findings, &mut baseline, today());
    tree::write(&args.baseline, |out| write!(out, "{baseline}"))?;
    let decided: Vec<String> =
        triaged.decided.iter().map(|(status, rows)| format!("{rows} {}", status.name())).collect();
    let number = triaged.decided.values().sum::<usize>();
    writeln!(
        out,
        "{number} of {} rows are decided in {}{}",
        rows.len(),
        args.baseline.display(),
        if decided.is_empty() { String::new() } else { format!(": {}", decided.join(", ")) }
    )?;
    for left in &triaged.left {
        remark(&format!("not taken: {left}"));
    }
    Ok(if triaged.left.is_empty() { CLEAN } else { FINDINGS })
}
