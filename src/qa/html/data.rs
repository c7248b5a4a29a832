//! What the script of the page shows: the patterns and their places, each text once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::{self, Write as _};

use serde::Serialize;
use serde_json::{Value, json};

use super::super::{Entry, Level, Qa, home, shown};
use super::contracts::contracts;
use super::outdated::outdated;
use super::position;
use super::texts::{Paths, Texts};
use crate::finding::Finding;
use crate::rule::{Family, Rule};
use crate::safe::in_html;

/// No pattern lists more places than these.
const PLACES: usize = 40_000;
/// No more entries of the translation memory are listed than these.
pub(super) const ENTRIES: usize = 5_000;
/// The data is no larger than this, in bytes, but for the contracts of the pages.
const LARGEST: usize = 20_000_000;

/// The data as it stands in the page.
pub(super) struct Embedded<'q> {
    data: Data<'q>,
    /// How many places a pattern lists at most.
    pub(super) cap: usize,
    /// How many places are not listed.
    pub(super) left_out: usize,
}

/// The data, with as many places of each pattern as there is room for.
pub(super) fn embedded<'q>(qa: &'q Qa<'_>) -> Embedded<'q> {
    let mut cap = PLACES;
    loop {
        let left_out = qa.patterns.iter().map(|pattern| pattern.findings.len().saturating_sub(cap)).sum();
        let mut embedded = Embedded { data: data(qa, cap), cap, left_out };
        let mut length = Length(0);
        // Counting cannot fail.
        let _ = write!(length, "{embedded}");
        if length.0 <= LARGEST || cap <= 1 {
            embedded.data.contracts = contracts(qa, embedded.data.pages.iter().map(|(page, ..)| &**page));
            return embedded;
        }
        cap /= 2;
    }
}

/// As JSON: it is written where it belongs, and never there as a whole.
impl fmt::Display for Embedded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        in_html(&self.data, f)
    }
}

/// How long a text is, in bytes.
struct Length(usize);

impl fmt::Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

#[derive(Serialize)]
struct Row {
    /// Rule, locale, level.
    k: (usize, usize, usize),
    owners: String,
    cause: &'static str,
    expected: i64,
    found: i64,
    message: i64,
    count: usize,
    pages: usize,
    points: u64,
    new: usize,
    todo: i64,
    /// Places, seven numbers each: path, line, segment, localized, English, message, whether it is new.
    places: Vec<i64>,
}

/// What the script of the page reads.
#[derive(Serialize)]
struct Data<'q> {
    rules: Vec<Value>,
    locales: Vec<&'q str>,
    levels: [&'static str; 4],
    families: [&'static str; Family::ALL.len()],
    compared: bool,
    link: Option<&'q str>,
    patterns: Vec<Row>,
    pages: Vec<(String, u64, Vec<usize>)>,
    memory: Vec<Value>,
    outdated: Option<super::outdated::Data<'q>>,
    contracts: Option<super::contracts::Data<'q>>,
    paths: Vec<(String, String, String)>,
    texts: Vec<String>,
}

fn data<'q>(qa: &'q Qa<'_>, cap: usize) -> Data<'q> {
    let mut texts = Texts::default();
    let mut rules: Vec<&Rule> = Vec::new();
    let locales: Vec<&str> = qa.locales.iter().map(|locale| locale.locale).collect();
    let mut paths = Paths::default();
    let rows: Vec<Row> = qa
        .patterns
        .iter()
        .map(|pattern| {
            let fact = pattern.worst;
            let rule = rules.iter().position(|rule| *rule == fact.rule).unwrap_or_else(|| {
                rules.push(fact.rule);
                rules.len() - 1
            });
            let message = texts.add(&pattern.message());
            let (expected, found) = pattern.texts();
            let places = pattern.findings.iter().take(cap);
            Row {
                k: (rule, number(&locales, fact), position(fact)),
                owners: pattern.owners(),
                cause: fact.cause.name(),
                expected: texts.maybe(expected),
                found: texts.maybe(found.as_deref()),
                message,
                count: pattern.findings.len(),
                pages: pattern.pages,
                points: pattern.points,
                new: pattern.findings.iter().filter(|finding| qa.is_new(&finding.fingerprint)).count(),
                todo: texts.add(&pattern.suggestion()),
                places: places.flat_map(|finding| place(qa, finding, &mut texts, &mut paths)).collect(),
            }
        })
        .collect();
    let rules: Vec<Value> = rules
        .iter()
        .map(|rule| json!([rule.name, rule.family.name(), rule.mqm, rule.what, rule.why, rule.fix]))
        .collect();
    let pages = pages(qa, &locales);
    let memory = memory(qa, &locales, &mut texts);
    let outdated = outdated(qa, &mut texts, &mut paths);
    Data {
        rules,
        levels: Level::ALL.map(Level::name),
        families: Family::ALL.map(Family::name),
        compared: qa.comparison.is_some(),
        link: qa.link.as_ref().map(|link| link.template()),
        patterns: rows,
        pages,
        memory,
        outdated,
        contracts: None,
        paths: paths.all,
        texts: texts.into_all(),
        locales,
    }
}

fn place(qa: &Qa<'_>, finding: &Finding, texts: &mut Texts, paths: &mut Paths) -> [i64; 7] {
    let int = |number: usize| i64::try_from(number).unwrap_or(-1);
    let quote = finding.text.as_ref();
    [
        int(paths.add(&finding.path, &finding.page, finding.locale.as_deref().unwrap_or_default())),
        int(finding.line),
        texts.maybe(finding.segment.as_deref()),
        texts.maybe(quote.map(|quote| &*quote.localized)),
        texts.maybe(quote.and_then(|quote| quote.source.as_deref())),
        texts.add(&finding.message),
        i64::from(qa.is_new(&finding.fingerprint)),
    ]
}

/// The entries of the translation memory: locale, English, translation, proposal, level, issues, pages, points, owners, patterns.
fn memory(qa: &Qa<'_>, locales: &[&str], texts: &mut Texts) -> Vec<Value> {
    let patterns: HashMap<_, usize> =
        (0..).zip(&qa.patterns).map(|(at, pattern)| ((pattern.worst.fold(), pattern.home()), at)).collect();
    let row = |entry: &Entry<'_>| {
        let own: BTreeSet<usize> = entry
            .findings
            .iter()
            .filter_map(|finding| patterns.get(&(finding.fold(), home(finding))).copied())
            .collect();
        let proposal = texts.maybe(entry.proposal.as_deref());
        json!([
            locales.iter().position(|known| *known == entry.locale),
            texts.add(entry.source),
            texts.add(entry.target),
            proposal,
            Level::ALL.iter().position(|level| *level == entry.level),
            entry.findings.len(),
            entry.pages,
            entry.points,
            entry.owners(),
            own,
        ])
    };
    qa.entries.iter().take(ENTRIES).map(row).collect()
}

fn number(locales: &[&str], finding: &Finding) -> usize {
    let locale = home(finding);
    locales.iter().position(|known| *known == locale).unwrap_or_default()
}

/// A page with issues.
#[derive(Default)]
struct Page {
    points: u64,
    /// The issues of each locale that has some, and the worst level among them.
    cells: BTreeMap<usize, (usize, usize)>,
}

/// The pages with issues, those with the most points first: page, points, and for each locale that has issues its
/// number, the issues and the worst level.
fn pages(qa: &Qa<'_>, locales: &[&str]) -> Vec<(String, u64, Vec<usize>)> {
    let mut pages: BTreeMap<&str, Page> = BTreeMap::new();
    for finding in &qa.report.findings {
        let page = pages.entry(&finding.page).or_default();
        page.points += qa.weights.points(finding);
        let (issues, worst) = page.cells.entry(number(locales, finding)).or_insert((0, usize::MAX));
        *issues += 1;
        *worst = position(finding).min(*worst);
    }
    let row = |(name, page): (&str, Page)| {
        let cells = page.cells.into_iter().flat_map(|(locale, (issues, level))| [locale, issues, level]);
        (shown(name), page.points, cells.collect())
    };
    let mut rows: Vec<(String, u64, Vec<usize>)> = pages.into_iter().map(row).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows
}
