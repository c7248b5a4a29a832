//! What a repair made and left, in numbers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use docparity::Severity;
use docparity::finding::Finding;
use docparity::fix::Left;
use docparity::safe;
use docparity::tree::FixedPage;

/// No more patterns than this are listed one by one.
const LISTED: usize = 30;

/// The findings of a run, and what became of them.
pub(crate) struct Summary<'f> {
    /// How many findings of a rule and a locale are gone, of how many.
    counts: BTreeMap<(&'f str, &'f str), (usize, usize)>,
    made: Vec<&'f Finding>,
    left: Vec<&'f Left>,
    /// The findings that stay.
    stay: Vec<&'f Finding>,
    pages: usize,
}

impl<'f> Summary<'f> {
    /// Counts what is gone of `findings`.
    pub(crate) fn new(findings: &'f [Finding], pages: &'f [FixedPage]) -> Self {
        let mut gone: BTreeMap<_, usize> = BTreeMap::new();
        for finding in pages.iter().flat_map(|page| &page.gone) {
            *gone.entry((&*finding.path, finding.pattern())).or_default() += 1;
        }
        let mut summary = Self {
            counts: BTreeMap::new(),
            made: pages.iter().flat_map(|page| &page.made).collect(),
            left: pages.iter().flat_map(|page| &page.left).collect(),
            stay: Vec::new(),
            pages: pages.iter().filter(|page| !page.made.is_empty()).count(),
        };
        for finding in findings {
            let locale = finding.locale.as_deref().unwrap_or("?");
            let (made, all) = summary.counts.entry((finding.rule.name, locale)).or_default();
            *all += 1;
            match gone.get_mut(&(&*finding.path, finding.pattern())).filter(|left| **left > 0) {
                Some(left) => {
                    *left -= 1;
                    *made += 1;
                }
                None => summary.stay.push(finding),
            }
        }
        summary
    }

    /// The worst severity among the findings that stay.
    pub(crate) fn worst_left(&self) -> Option<Severity> {
        self.stay.iter().map(|finding| finding.severity).max()
    }

    /// Writes what was `done` to the findings: the patterns, those that are left although they have an edit, and a table.
    pub(crate) fn write(&self, out: &mut dyn Write, done: &str) -> io::Result<()> {
        let made = self.made.iter().map(|finding| line(finding, None));
        list(out, done, made.collect())?;
        let left = self.left.iter().map(|left| line(&left.finding, Some(&left.reason.to_string())));
        list(out, "left, although an edit is known", left.collect())?;
        self.table(out)?;
        let (gone, all) = self.counts.values().fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1));
        let files = if self.pages == 1 { "1 file".to_owned() } else { format!("{} files", self.pages) };
        writeln!(out, "{gone} of {all} findings {done} in {files}, {} left", all - gone)
    }

    /// The number of findings that are gone of all, a row a rule and a column a locale.
    fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        let rules: BTreeSet<&str> = self.counts.keys().map(|(rule, _)| *rule).collect();
        let locales: BTreeSet<&str> = self.counts.keys().map(|(_, locale)| *locale).collect();
        if rules.is_empty() {
            return Ok(());
        }
        let rows = rules.iter().map(|rule| (*rule, locales.iter().map(|locale| self.cell(rule, locale)).collect()));
        let heads = ("", locales.iter().map(|locale| (*locale).to_owned()).collect());
        let rows: Vec<(&str, Vec<String>)> = std::iter::once(heads).chain(rows).collect();
        let first = rules.iter().map(|rule| rule.len()).max().unwrap_or_default();
        let width = |column: usize| rows.iter().map(|(_, cells)| cells[column].len()).max().unwrap_or_default();
        for (rule, cells) in &rows {
            let cells = cells.iter().enumerate().map(|(at, cell)| format!("  {cell:>width$}", width = width(at)));
            writeln!(out, "{}", format!("{rule:first$}{}", cells.collect::<String>()).trim_end())?;
        }
        writeln!(out)
    }

    fn cell(&self, rule: &str, locale: &str) -> String {
        self.counts.get(&(rule, locale)).map_or(String::new(), |(made, all)| format!("{made}/{all}"))
    }
}

/// A finding as its pattern is told.
fn line(finding: &Finding, why: Option<&str>) -> String {
    let locale = finding.locale.as_deref().unwrap_or("?");
    let marked = if finding.fix.as_ref().is_some_and(|fix| fix.safe) { "" } else { " (unsafe)" };
    let edit = finding.fix.as_ref().and_then(|fix| fix.edits.first());
    let (text, length) = edit.map_or(("", 0), |edit| (&*edit.text, edit.length));
    let text = short(text.trim_matches('`'));
    let change = match finding.found.as_deref().filter(|found| !found.is_empty()) {
        Some(found) if found.len() == length => format!("`{}` → `{text}`", short(found)),
        Some(found) => format!("`{}`: restore `{text}`", short(found)),
        None => format!("restore `{text}`"),
    };
    let why = why.map_or(String::new(), |why| format!(": {why}"));
    safe::line(&format!("{}  {locale}  {change}{marked}{why}", finding.rule.name))
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Writes each line once, with how often it stands there, the most frequent ones first.
fn list(out: &mut dyn Write, title: &str, lines: Vec<String>) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines {
        *counts.entry(line).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    writeln!(out, "{title}:")?;
    for (line, count) in counts.iter().take(LISTED) {
        writeln!(out, "{count:>6}  {line}")?;
    }
    if counts.len() > LISTED {
        writeln!(out, "     …  and {} more patterns", counts.len() - LISTED)?;
    }
    writeln!(out)
}
