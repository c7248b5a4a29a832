//! The summary that is pasted into an issue or a mail.

use std::io::{self, Write};

use super::locale::ages;
use super::{Change, LocaleRow, Qa, shown};
use crate::report::NO_PAGE;
use crate::report::format::markdown::row;
use crate::report::number::counted;
use crate::report::number::grouped;
use crate::safe::{code, prose};

/// The entries of the translation memory that are listed.
const ENTRIES: usize = 10;
/// The runs that are listed.
const RUNS: usize = 6;
/// The patterns that are listed.
const PATTERNS: usize = 25;
/// The patterns that are listed as worse than in the earlier run.
const WORSE: usize = 10;

/// Writes a table of the locales, what changed, and the patterns with the most points. Nothing that stands on a page can
/// add markup, links or mentions.
pub(super) fn write(qa: &Qa<'_>, out: &mut dyn Write) -> io::Result<()> {
    let total = qa.total();
    let project = qa.made.project.as_deref().map(|name| format!(": {}", prose(&shown(name)))).unwrap_or_default();
    let made =
        Some(qa.made.line()).filter(|line| !line.is_empty()).map(|line| prose(&line) + "\n\n").unwrap_or_default();
    let mut text = format!(
        "{NO_PAGE}\n\n## Localization QA{project}\n\n{made}{} in {} on {} of {}.\n",
        counted(total.issues.issues, "issue"),
        counted(qa.patterns.len(), "pattern"),
        grouped(total.issues.pages),
        counted(qa.report.summary.files, "page"),
    );
    text += &verdict(qa);
    if let Some(heaviest) = qa.heaviest() {
        text += &format!("\n{}\n", prose(&heaviest));
    }
    for line in qa.limits() {
        text += &format!("\n{}\n", prose(&line));
    }
    text += &locales(qa);
    text += &review(qa);
    if let Some(comparison) = &qa.comparison {
        text += "\n### Since the earlier run\n\n| locale | new | fixed | remaining | silenced | not looked at |\n|---|--:|--:|--:|--:|--:|\n";
        for (locale, change) in &comparison.locales {
            text += &changes(locale, change);
        }
        text += &worse(qa);
    }
    if !qa.history.is_empty() {
        text += &trend(qa);
    }
    if !qa.entries.is_empty() {
        text += &memory(qa);
    }
    if qa.traffic.is_some() {
        text += &first_pages(qa);
    }
    if !qa.patterns.is_empty() {
        text += &patterns(qa);
    }
    text += &format!(
        "\nPenalty points an issue: {}; issues of the English count for nothing. Issues are what docparity {} detected; an error is what a person has confirmed.\n",
        qa.weights, qa.report.tool.version
    );
    out.write_all(text.as_bytes())
}

fn locales(qa: &Qa<'_>) -> String {
    let mut text = "\n| locale | pages | issues | critical | major | minor | neutral | pages affected | contracts intact | points per 1,000 segments | words | points per 1,000 words | each entry once |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n".to_owned();
    for locale in &qa.locales {
        text += &locale_row(locale);
    }
    let known = qa.locales.iter().filter_map(|locale| Some((locale.locale, locale.census.freshness?)));
    for (at, (locale, known)) in known.enumerate() {
        let ages = ages(&known);
        if at == 0 {
            let names: Vec<String> = ages.iter().map(|(name, _)| (*name).to_owned()).collect();
            text += &format!("\n| locale | {} |\n|---|{}\n", names.join(" | "), "--:|".repeat(names.len()));
        }
        let counts = ages.iter().map(|(_, count)| grouped(*count));
        text += &row(&std::iter::once(code(locale)).chain(counts).collect::<Vec<_>>());
    }
    text
}

/// What people found on a sample.
fn review(qa: &Qa<'_>) -> String {
    let reviewed = qa.reviewed();
    if reviewed.is_empty() {
        return String::new();
    }
    let mut text = "\n### Human review\n\n| locale | pages drawn | reviewed | critical | major | minor | points | points by docparity |\n|---|--:|--:|--:|--:|--:|--:|--:|\n".to_owned();
    for of in reviewed {
        let [critical, major, minor] = of.errors;
        let counts = [of.drawn, of.reviewed, critical, major, minor].map(grouped);
        let points = [of.points, of.detected].map(|points| points.to_string());
        text += &row(&[&[code(&of.locale)][..], &counts, &points].concat());
    }
    text
}

fn changes(locale: &str, change: &Change) -> String {
    let seen = change.seen().map_or(["–"; 4].map(str::to_owned), |seen| seen.map(grouped));
    row(&[&[code(locale)][..], &seen, &[grouped(change.unseen)]].concat())
}

/// The patterns that got worse.
fn worse(qa: &Qa<'_>) -> String {
    let worse = qa.worse();
    if worse.is_empty() {
        return String::new();
    }
    let mut text = "\n| new issues | locale | rule | what got worse |\n|--:|---|---|---|\n".to_owned();
    for (pattern, new) in worse.iter().take(WORSE) {
        let (locale, rule) = (code(pattern.home()), code(pattern.worst.rule.name));
        text += &row(&[grouped(*new), locale, rule, prose(&shown(&pattern.message()))]);
    }
    text
}

/// Whether the locales are good enough, where limits say so.
fn verdict(qa: &Qa<'_>) -> String {
    let Some(verdict) = qa.verdict() else { return String::new() };
    let mut text = format!("\n**{}**\n\n| locale | verdict | why |\n|---|---|---|\n", verdict.name());
    for judged in qa.judged() {
        text += &row(&[code(judged.locale), judged.verdict.name().to_owned(), prose(&judged.why.join("; "))]);
    }
    text
}

/// The points for 1,000 words of each locale in the runs before this one and in it.
fn trend(qa: &Qa<'_>) -> String {
    let trend = qa.trend(RUNS);
    let heads: Vec<String> = trend.runs.iter().map(|run| prose(run)).collect();
    let mut text = "\n### Points per 1,000 words over time\n\n".to_owned();
    text += &row(&[&["locale".to_owned()][..], &heads].concat());
    text += &format!("|---|{}\n", "--:|".repeat(heads.len()));
    for (locale, points) in trend.locales {
        let points = points.iter().map(|points| points.map_or("–".to_owned(), |points| format!("{points:.2}")));
        text += &row(&std::iter::once(code(locale)).chain(points).collect::<Vec<_>>());
    }
    text
}

/// The pages to repair first.
fn first_pages(qa: &Qa<'_>) -> String {
    let mut text =
        "\n### Which pages to repair first\n\n| page | views | issues | severity | points | points × views |\n|---|--:|--:|---|--:|--:|\n".to_owned();
    for page in qa.first_pages() {
        text += &row(&[
            code(&shown(page.page)),
            page.views.map_or("–".to_owned(), grouped),
            grouped(page.issues),
            page.level.name().to_owned(),
            grouped(page.points),
            grouped(page.weight(true)),
        ]);
    }
    text
}

/// The entries of the translation memory that carry the most points.
fn memory(qa: &Qa<'_>) -> String {
    let mut text = "\n### What to repair in the translation memory\n\n| points | issues | pages | locale | English | translation | proposal |\n|--:|--:|--:|---|---|---|---|\n".to_owned();
    for entry in qa.entries.iter().take(ENTRIES) {
        let [source, target] = [entry.source, entry.target].map(|text| code(&shown(text)));
        text += &row(&[
            grouped(entry.points),
            grouped(entry.findings.len()),
            grouped(entry.pages),
            code(entry.locale),
            source,
            target,
            entry.proposal.as_deref().map(|text| code(&shown(text))).unwrap_or_default(),
        ]);
    }
    text
}

fn locale_row(locale: &LocaleRow<'_>) -> String {
    let percent = |share: f64| format!("{share:.1} %");
    let pages = if locale.census.pages > 0 { grouped(locale.census.pages) } else { "–".to_owned() };
    let mut cells = vec![code(locale.locale), pages, grouped(locale.issues.issues)];
    cells.extend(locale.levels.iter().map(|count| grouped(*count)));
    cells.push(grouped(locale.issues.pages));
    cells.push(locale.intact().map_or("–".to_owned(), percent));
    cells.push(locale.score().map_or("–".to_owned(), |score| format!("{score:.1}")));
    let dash = || "–".to_owned();
    cells.push(if locale.census.words > 0 { grouped(locale.census.words) } else { dash() });
    for points in [locale.per_words(), locale.per_words_once()] {
        cells.push(points.map_or_else(dash, |points| format!("{points:.2}")));
    }
    row(&cells)
}

fn patterns(qa: &Qa<'_>) -> String {
    let mut text = "\n### What to repair first\n\n| issues | pages | severity | locale | rule | expected | found | owner |\n|--:|--:|---|---|---|---|---|---|\n".to_owned();
    for pattern in qa.patterns.iter().take(PATTERNS) {
        let fact = pattern.worst;
        let (expected, found) = pattern.texts();
        let [expected, found] =
            [expected, found.as_deref()].map(|text| text.map(|text| code(&shown(text))).unwrap_or_default());
        let expected =
            if expected.is_empty() && found.is_empty() { prose(&shown(&pattern.message())) } else { expected };
        text += &row(&[
            grouped(pattern.findings.len()),
            grouped(pattern.pages),
            pattern.level.name().to_owned(),
            code(pattern.home()),
            code(fact.rule.name),
            expected,
            found,
            pattern.owners(),
        ]);
    }
    let left = qa.patterns.len().saturating_sub(PATTERNS);
    if left > 0 {
        text += &format!("\n{} more are in the HTML and XLSX reports.\n", counted(left, "pattern"));
    }
    text
}
