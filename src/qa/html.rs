//! The report as one file for the browser: nothing is loaded, and nothing that stands on a page becomes markup.

mod contracts;
mod data;
mod outdated;
mod texts;

use std::fmt::Write as _;
use std::io::{self, Write};

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use self::data::{ENTRIES, Embedded};
use super::locale::{ages, translations};
use super::outdated::Due;
use super::slice::{Slice, slices};
use super::{Change, Half, Level, LocaleRow, Qa, label, shown};
use crate::finding::Finding;
use crate::report::number::counted;
use crate::report::number::grouped;
use crate::rule::Family;
use crate::rules;
use crate::safe;

const STYLE: &str = include_str!("html/report.css");
const SCRIPT: &str = concat!(
    include_str!("html/page.js"),
    include_str!("html/place.js"),
    include_str!("html/table.js"),
    include_str!("html/search.js"),
    include_str!("html/filter.js"),
    include_str!("html/patterns.js"),
    include_str!("html/memory.js"),
    include_str!("html/contract.js"),
    include_str!("html/pages.js"),
    include_str!("html/outdated.js"),
);

/// The curves show so many runs.
const RUNS: usize = 26;
/// So many pages that a locale lacks are named.
const LACKING: usize = 500;
/// What people count errors of.
const HUMAN: [&str; 3] = ["Critical", "Major", "Minor"];
/// A message of a table is cut behind so many characters.
const LONGEST: usize = 160;

#[derive(Template)]
#[template(path = "qa/html/report.html", escape = "html")]
struct Page<'p> {
    qa: &'p Qa<'p>,
    style: &'static str,
    script: &'static str,
    /// The digest of the script, for the policy that lets no other run.
    digest: String,
    data: Embedded<'p>,
    total: LocaleRow<'p>,
    categories: Vec<(&'p str, [usize; 4], u64)>,
    owners: Vec<Slice<'p>>,
    rules: Vec<Slice<'p>>,
    left_out: Option<String>,
}

/// How a locale went from run to run.
struct Curve<'p> {
    locale: &'p str,
    bars: Vec<Bar>,
}

/// A run of a locale.
struct Bar {
    /// In percent of the most.
    height: String,
    points: String,
    run: String,
}

/// Writes the report.
pub(super) fn write(qa: &Qa<'_>, out: &mut dyn Write) -> io::Result<()> {
    let data = data::embedded(qa);
    let left_out = (data.left_out > 0).then(|| {
        format!(
            "{} are counted here, but not listed one by one: of each pattern the first {} are. The CSV and XLSX reports list all of them (docparity report … -o report.xlsx).",
            counted(data.left_out, "issue"),
            grouped(data.cap)
        )
    });
    let page = Page {
        qa,
        style: STYLE,
        script: SCRIPT,
        digest: STANDARD.encode(Sha256::digest(SCRIPT)),
        data,
        total: qa.total(),
        categories: categories(qa),
        owners: slices(qa, |finding| finding.owner.name()),
        rules: slices(qa, |finding| finding.rule.name),
        left_out,
    };
    page.write_into(out).map_err(io::Error::other)
}

/// The MQM categories with their issues by level and their points, the heaviest first.
fn categories<'p>(qa: &Qa<'p>) -> Vec<(&'p str, [usize; 4], u64)> {
    let mut categories: Vec<(&str, [usize; 4], u64)> = Vec::new();
    for finding in &qa.report.findings {
        let known = categories.iter().position(|(name, ..)| *name == finding.rule.mqm);
        let at = known.unwrap_or_else(|| {
            categories.push((finding.rule.mqm, [0; 4], 0));
            categories.len() - 1
        });
        categories[at].1[position(finding)] += 1;
        categories[at].2 += qa.weights.points(finding);
    }
    categories
        .sort_by_key(|(name, levels, points)| (std::cmp::Reverse((*points, levels.iter().sum::<usize>())), *name));
    categories
}

fn position(finding: &Finding) -> usize {
    let level = Level::of(finding);
    Level::ALL.iter().position(|known| *known == level).unwrap_or_default()
}

impl Page<'_> {
    /// What was checked.
    fn extent(&self) -> String {
        let summary = &self.qa.report.summary;
        let (pages, locales) = (counted(summary.files, "page"), counted(summary.locales.len(), "locale"));
        format!("{pages} in {locales}, {}", counted(summary.segments, "segment"))
    }

    fn families(&self) -> Vec<&'static str> {
        Family::ALL.iter().map(|family| family.name()).collect()
    }

    /// The issues of a locale by family, each with its share in the largest of the table, in steps of ten, for the tint.
    fn heats(&self, row: &LocaleRow<'_>) -> Vec<(Option<usize>, usize)> {
        let largest = self.qa.locales.iter().flat_map(|locale| locale.families).max().unwrap_or(1).max(1);
        let heat = |count: usize| if count == 0 { 0 } else { (count * 9 / largest) + 1 };
        Family::ALL.iter().map(|family| row.of(*family)).map(|count| (count, count.map_or(0, heat))).collect()
    }

    fn changes(&self, change: &Change) -> Vec<String> {
        let seen = change.seen().map_or([None; 4], |seen| seen.map(Some));
        seen.into_iter().chain([Some(change.unseen)]).map(maybe).collect()
    }

    /// The bars of a locale: level, count, and width in a thousandth of the widest locale's.
    fn bars(&self, levels: &[usize; 4]) -> Vec<(&'static str, usize, String)> {
        let widest = self.qa.locales.iter().map(|locale| locale.issues.issues).max().unwrap_or(1).max(1);
        let bars = Level::ALL.iter().zip(levels).filter(|(_, count)| **count > 0);
        bars.map(|(level, count)| (level.name(), *count, permille(*count, widest))).collect()
    }

    /// The bars of a locale's ages: name, count, and width.
    fn ages(&self, locale: &LocaleRow<'_>) -> Vec<(&'static str, usize, String)> {
        let Some(known) = locale.census.freshness else { return Vec::new() };
        let ages = ages(&known);
        let all = ages.iter().map(|(_, count)| count).sum::<usize>().max(1);
        let some = ages.into_iter().filter(|(_, count)| *count > 0);
        some.map(|(name, count)| (name, count, permille(count, all))).collect()
    }

    fn has_freshness(&self) -> bool {
        self.qa.locales.iter().any(|locale| locale.census.freshness.is_some())
    }

    fn has_translations(&self) -> bool {
        self.qa.locales.iter().any(|locale| locale.census.machine.pages + locale.census.human.pages > 0)
    }

    fn translations(&self, locale: &LocaleRow<'_>) -> Vec<(&'static str, usize, usize, Half, String)> {
        let both = translations(locale).into_iter().filter(|(_, share, _)| share.pages > 0);
        let row = |(name, share, half): (_, crate::check::Share, Half)| {
            (name, share.pages, share.segments, half, tenth(half.score(share.segments)))
        };
        both.map(row).collect()
    }

    /// How the locales went, as bars.
    fn curves(&self) -> Vec<Curve<'_>> {
        let trend = self.qa.trend(RUNS);
        let all = trend.locales.iter().flat_map(|(_, points)| points).flatten();
        let most = all.fold(f64::MIN_POSITIVE, |most, points| most.max(*points));
        let curve = |(locale, points): (_, Vec<Option<f64>>)| {
            let bar = |(points, run): (&Option<f64>, &String)| Bar {
                height: format!("{:.1}%", points.unwrap_or_default() * 100.0 / most),
                points: hundredth(*points),
                run: run.clone(),
            };
            Curve { locale, bars: points.iter().zip(&trend.runs).map(bar).collect() }
        };
        trend.locales.into_iter().map(curve).collect()
    }

    fn change(&self) -> Change {
        self.qa.comparison.as_ref().map(super::Comparison::total).unwrap_or_default()
    }
}

fn locale(tag: &Option<String>) -> &str {
    label(tag.as_deref())
}

/// A count, or a dash for what did not run.
fn maybe(count: Option<usize>) -> String {
    count.map_or_else(|| "–".to_owned(), grouped)
}

/// What the defect does to a reader.
fn why(rule: &str) -> &'static str {
    rules::named(rule).map_or("", |rule| rule.why)
}

fn hundredth(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

/// How many pages are outdated, and how much that is to do.
fn due(due: &Due) -> String {
    let unknown = match due.unknown {
        0 => String::new(),
        count => {
            format!(" Of {} nobody knows: nothing tells which English they were made from.", counted(count, "page"))
        }
    };
    let all = counted(due.of, "page");
    match due.pages {
        0 => format!("None of {all} with an English page is outdated.{unknown}"),
        pages => format!(
            "Outdated are {} of {all} with an English page: {} of the English, {} to translate or read.{unknown}",
            grouped(pages),
            counted(due.changes, "change"),
            counted(due.words, "word")
        ),
    }
}

/// A share as a width.
fn permille(count: usize, all: usize) -> String {
    let permille = count * 1000 / all;
    let mut width = String::new();
    // Writing to a string cannot fail.
    let _ = write!(width, "{}.{}%", permille / 10, permille % 10);
    width
}

fn tenth(value: Option<f64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    let text = format!("{value:.1}");
    let (whole, tenth) = text.split_once('.').unwrap_or((&text, "0"));
    format!("{}.{tenth}", grouped(whole))
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1} %"))
}

fn n(count: impl std::fmt::Display) -> String {
    grouped(count)
}

/// The beginning of a message, in pieces; those that stood in backticks are code.
fn pieces(message: &str) -> Vec<(bool, String)> {
    whole(&safe::cut(&shown(message), LONGEST))
}

/// A message in pieces; those that stood in backticks are code.
fn whole(message: &str) -> Vec<(bool, String)> {
    let is_paired = message.matches('`').count().is_multiple_of(2);
    let pieces: Vec<&str> = if is_paired { message.split('`').collect() } else { vec![message] };
    pieces.into_iter().enumerate().map(|(at, piece)| (at % 2 == 1, piece.to_owned())).collect()
}

/// A name as a class.
fn class(name: &str) -> String {
    name.replace(' ', "-")
}
