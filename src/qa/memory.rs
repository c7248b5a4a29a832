//! The issues by entry of the translation memory: the unit that a vendor repairs.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Write};

use super::{Level, Qa, Weights};
use crate::exchange::{self, Issue, Unit};
use crate::finding::{Finding, Owner, repaired, wrong_part};
use crate::report::Report;
use crate::safe::xml;

/// The first sentence speaks of so many entries.
const HEAVIEST: usize = 10;

/// An entry of a translation memory that has issues: a source text and its translation in a locale, wherever it was used.
#[derive(Debug)]
pub struct Entry<'r> {
    /// The locale, as a BCP 47 tag.
    pub locale: &'r str,
    /// The English text.
    pub source: &'r str,
    /// Its translation.
    pub target: &'r str,
    /// The issues, in the order of the report.
    pub findings: Vec<&'r Finding>,
    /// The number of files that it was used in.
    pub pages: usize,
    /// The worst level among its issues.
    pub level: Level,
    /// Their penalty points.
    pub points: u64,
    /// The translation with the repairs of the rules, where one can be made.
    pub proposal: Option<String>,
}

impl Entry<'_> {
    /// What is wrong with it: each sentence once.
    #[must_use]
    pub fn facts(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.findings.iter().map(|finding| &*finding.message).filter(|message| seen.insert(*message)).collect()
    }

    /// The rules that it breaks.
    #[must_use]
    pub fn rules(&self) -> BTreeSet<&'static str> {
        self.findings.iter().map(|finding| finding.rule.name).collect()
    }

    /// Who can repair it.
    #[must_use]
    pub fn owners(&self) -> String {
        let owners: BTreeSet<Owner> = self.findings.iter().map(|finding| finding.owner).collect();
        owners.iter().map(|owner| owner.name()).collect::<Vec<_>>().join(", ")
    }
}

/// The entries: those with the most points first, then those with the most issues.
pub(super) fn entries(report: &Report, weights: Weights) -> Vec<Entry<'_>> {
    let mut entries: Vec<(Entry<'_>, HashSet<&str>)> = Vec::new();
    let mut known = HashMap::new();
    for finding in &report.findings {
        let (Some(locale), Some(quote)) = (&finding.locale, &finding.text) else { continue };
        let Some(source) = &quote.source else { continue };
        let at = *known.entry((locale, source, &quote.localized)).or_insert_with(|| {
            let (level, target) = (Level::of(finding), &quote.localized);
            let (findings, proposal) = (Vec::new(), None);
            entries.push((
                Entry { locale, source, target, findings, pages: 0, level, points: 0, proposal },
                HashSet::new(),
            ));
            entries.len() - 1
        });
        let (entry, pages) = &mut entries[at];
        entry.findings.push(finding);
        entry.points += weights.points(finding);
        entry.level = entry.level.max(Level::of(finding));
        pages.insert(&finding.path);
    }
    let counted = entries.into_iter().map(|(entry, pages)| {
        let proposal = repaired(entry.target, &entry.findings);
        Entry { pages: pages.len(), proposal, ..entry }
    });
    let mut entries: Vec<Entry<'_>> = counted.collect();
    entries.sort_by_key(|entry| Reverse((entry.points, entry.level, entry.findings.len())));
    entries
}

impl Qa<'_> {
    /// How few repairs do how much, in a sentence; `None` where there is nothing to repair.
    #[must_use]
    pub fn heaviest(&self) -> Option<String> {
        let all: u64 = self.patterns.iter().map(|pattern| pattern.points).sum();
        let (what, points): (&str, Vec<u64>) = if self.entries.is_empty() {
            ("pattern", self.patterns.iter().map(|pattern| pattern.points).collect())
        } else {
            ("entry", self.entries.iter().map(|entry| entry.points).collect())
        };
        let heavy: Vec<u64> = points.into_iter().take(HEAVIEST).filter(|points| *points > 0).collect();
        let share = (heavy.iter().sum::<u64>() * 100).checked_div(all)?;
        let what = match (what, heavy.len()) {
            ("entry", 1) => "1 entry of the translation memory carries".to_owned(),
            ("entry", count) => format!("{count} entries of the translation memory carry"),
            (_, 1) => "1 pattern carries".to_owned(),
            (_, count) => format!("{count} patterns carry"),
        };
        Some(format!("{what} {share} % of the points."))
    }
}

/// Writes the entries as XLIFF 1.2.
pub(super) fn write_xliff12(qa: &Qa<'_>, out: &mut dyn Write) -> io::Result<()> {
    exchange::xliff12(&units(qa), &qa.about(), out)
}

/// Writes the entries as XLIFF 2.1.
pub(super) fn write_xliff(qa: &Qa<'_>, out: &mut dyn Write) -> io::Result<()> {
    let units = units(qa);
    match units.iter().find(|unit| unit.locale != units[0].locale) {
        Some(_) => Err(io::Error::other(
            "XLIFF 2.1 holds one locale: add `--split-by locale` or `--locale TAG`, or write an .xlf file (XLIFF 1.2)",
        )),
        None => exchange::xliff(&units, &qa.about(), out),
    }
}

/// The entries as translation units, each with the file where it stands first.
fn units(qa: &Qa<'_>) -> Vec<Unit> {
    let unit = |entry: &Entry<'_>| {
        let first = entry.findings[0];
        let mut seen = HashSet::new();
        let own = entry.findings.iter().filter(|finding| seen.insert((finding.rule.name, &finding.message)));
        Unit {
            path: first.path.clone(),
            segment: first.segment.clone().unwrap_or_default(),
            line: first.line,
            locale: entry.locale.to_owned(),
            source: entry.source.to_owned(),
            target: entry.target.to_owned(),
            issues: own.map(|finding| Issue::of(finding, wrong_part(entry.target, finding))).collect(),
            proposal: entry.proposal.clone(),
            news: None,
        }
    };
    let mut units: Vec<Unit> = qa.entries.iter().map(unit).collect();
    units.sort_by(|a, b| (&a.locale, &a.path).cmp(&(&b.locale, &b.path)));
    units
}

/// Writes the entries as a translation memory: one unit an entry, as it is, so that it can be found and purged, with what to put
/// in its place.
pub(super) fn write_tmx(qa: &Qa<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">")?;
    writeln!(
        out,
        "<header creationtool=\"docparity\" creationtoolversion=\"{}\" segtype=\"block\" o-tmf=\"docparity\" adminlang=\"en\" srclang=\"en-US\" datatype=\"plaintext\">",
        env!("CARGO_PKG_VERSION")
    )?;
    qa.about().iter().try_for_each(|line| writeln!(out, "<note>{}</note>", xml(line)))?;
    writeln!(out, "</header>\n<body>")?;
    for (at, entry) in (1..).zip(&qa.entries) {
        writeln!(out, "<tu tuid=\"{at}\" usagecount=\"{}\">", entry.pages)?;
        for fact in entry.facts() {
            writeln!(out, "<note>{}</note>", xml(fact))?;
        }
        let rules: Vec<&str> = entry.rules().into_iter().collect();
        let (issues, points) = (entry.findings.len().to_string(), entry.points.to_string());
        for (name, value) in [
            ("x-severity", entry.level.name()),
            ("x-issues", &issues),
            ("x-points", &points),
            ("x-rules", &rules.join(", ")),
            ("x-owner", &entry.owners()),
        ] {
            writeln!(out, "<prop type=\"{name}\">{}</prop>", xml(value))?;
        }
        if let Some(proposal) = &entry.proposal {
            writeln!(out, "<prop type=\"x-proposal\">{}</prop>", xml(proposal))?;
        }
        for (locale, text) in [("en-US", entry.source), (entry.locale, entry.target)] {
            writeln!(out, "<tuv xml:lang=\"{}\"><seg>{}</seg></tuv>", xml(locale), xml(text))?;
        }
        writeln!(out, "</tu>")?;
    }
    writeln!(out, "</body>\n</tmx>")
}
