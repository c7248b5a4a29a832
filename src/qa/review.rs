//! A sample of pages for people to review, and what they found on it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use sha1::{Digest, Sha1};

use super::sheet::{Row, read_rows};
use super::{Level, Qa};
use crate::finding::Owner;
use crate::text::hex;

/// The heads of the sheet of a sample. People fill in those behind `issues`.
pub(super) const HEADS: [&str; 9] =
    ["locale", "page", "owner", "issues", "reviewer", "critical", "major", "minor", "remark"];

/// The levels that people count errors of.
pub(super) const COUNTED: [Level; 3] = [Level::Critical, Level::Major, Level::Minor];

/// How a sample is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// How many pages.
    pub pages: usize,
    /// Another seed draws other pages; the same one the same, as long as the pages stay.
    pub seed: u64,
}

/// A page of a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The locale, as a BCP 47 tag.
    pub locale: String,
    /// What the page is called in every locale.
    pub page: String,
    /// Who can repair the worst issue that was detected on it; `None` where nothing was.
    pub owner: Option<Owner>,
    /// How many issues were detected on it.
    pub issues: usize,
}

/// What people found on the pages of a locale that they reviewed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// The locale, as a BCP 47 tag.
    pub locale: String,
    /// How many pages the sample has of it.
    pub drawn: usize,
    /// How many of them name a reviewer or count errors.
    pub reviewed: usize,
    /// The errors that people found: critical, major, minor.
    pub errors: [usize; 3],
    /// Their penalty points.
    pub points: u64,
    /// The penalty points of the issues that were detected on the reviewed pages.
    pub detected: u64,
}

/// What was detected on a page.
#[derive(Clone, Copy, Default)]
struct Detected {
    worst: Option<(Level, Reverse<Owner>)>,
    issues: usize,
    points: u64,
}

impl Drawn {
    /// The part of the pages of its locale that it was drawn from.
    #[must_use]
    pub fn stratum(&self) -> &'static str {
        self.owner.map_or("no issue", Owner::name)
    }
}

impl Qa<'_> {
    /// The pages to review. They are drawn from each locale and from what each owner repairs there, and from the pages without an
    /// issue, in proportion to their number and at least one of each as far as the sample reaches.
    #[must_use]
    pub fn sample(&self) -> Vec<Drawn> {
        let Some(Sample { pages, seed }) = self.sample else { return Vec::new() };
        let detected = self.detected();
        let mut strata: BTreeMap<_, Vec<(String, Drawn)>> = BTreeMap::new();
        for (locale, keys) in &self.report.summary.scope.pages {
            for page in keys {
                let Detected { worst, issues, .. } = detected.get(&(&**locale, &**page)).copied().unwrap_or_default();
                let owner = worst.map(|(_, Reverse(owner))| owner);
                let lot = hex(&Sha1::digest(format!("{seed}:{locale}:{page}")));
                let drawn = Drawn { locale: locale.clone(), page: page.clone(), owner, issues };
                strata.entry((locale, owner)).or_default().push((lot, drawn));
            }
        }
        let all: usize = strata.values().map(Vec::len).sum();
        let mut queue: Vec<(f64, String, Drawn)> = Vec::new();
        for stratum in strata.into_values() {
            let mut lots = stratum;
            lots.sort_by(|a, b| a.0.cmp(&b.0));
            let size = share(lots.len());
            // The page at which a sample that grows reaches this one; the first of each stratum comes before all second ones.
            let turn = |at: usize| if at == 0 { 0.0 } else { (share(at) + 0.5) / size };
            queue.extend(lots.into_iter().enumerate().map(|(at, (lot, drawn))| (turn(at), lot, drawn)));
        }
        queue.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        let mut drawn: Vec<Drawn> = queue.into_iter().take(pages.min(all)).map(|(.., drawn)| drawn).collect();
        drawn.sort_by(|a, b| (&a.locale, &a.page).cmp(&(&b.locale, &b.page)));
        drawn
    }

    /// What people found, by locale.
    #[must_use]
    pub fn reviewed(&self) -> Vec<Reviewed> {
        let detected = self.detected();
        let mut locales: BTreeMap<&str, Reviewed> = BTreeMap::new();
        for row in &self.review {
            let of = locales.entry(row.cell("locale")).or_default();
            of.drawn += 1;
            // Who counted errors has reviewed the page, named or not.
            let mut filled_in = COUNTED.map(Level::name).into_iter().chain(["reviewer"]);
            if filled_in.all(|head| row.cell(head).trim().is_empty()) {
                continue;
            }
            of.reviewed += 1;
            let page = (row.cell("locale"), row.cell("page"));
            of.detected += detected.get(&page).map_or(0, |detected| detected.points);
            for (at, level) in COUNTED.into_iter().enumerate() {
                let count = errors(row, level).unwrap_or_default();
                of.errors[at] += count;
                of.points += u64::from(self.weights.of(level)) * u64::try_from(count).unwrap_or(u64::MAX);
            }
        }
        locales.into_iter().map(|(locale, of)| Reviewed { locale: locale.to_owned(), ..of }).collect()
    }

    /// What was detected on each page of each locale.
    fn detected(&self) -> HashMap<(&str, &str), Detected> {
        let mut pages: HashMap<(&str, &str), Detected> = HashMap::new();
        for finding in self.judged_findings() {
            let Some(locale) = finding.locale.as_deref() else { continue };
            let page = pages.entry((locale, &finding.page)).or_default();
            page.issues += 1;
            page.points += self.weights.points(finding);
            page.worst = page.worst.max(Some((Level::of(finding), Reverse(finding.owner))));
        }
        pages
    }
}

/// How many errors of a level a reviewer counted; nothing is none.
fn errors(row: &Row, level: Level) -> Option<usize> {
    match row.cell(level.name()).trim() {
        "" => Some(0),
        count => count.parse().ok(),
    }
}

/// Reads what people filled in of a sample, from the content of a file: a workbook (`xlsx`, `ods`) or a table (`csv`).
///
/// # Errors
///
/// The content is no such file, has no columns `locale`, `page` and `reviewer`, or a count is no number. The message does not
/// name the file.
pub fn read_review(extension: &str, content: &[u8]) -> Result<Vec<Row>, String> {
    let rows = read_rows(extension, content, &["locale", "page", "reviewer"])?;
    for row in &rows {
        for level in COUNTED {
            if errors(row, level).is_none() {
                let (name, count) = (level.name(), row.cell(level.name()));
                return Err(format!("{}: `{count}` is no number of {name} errors", row.place));
            }
        }
    }
    Ok(rows)
}

/// A number of pages, as a share of it is taken.
#[expect(clippy::cast_precision_loss)]
fn share(count: usize) -> f64 {
    // No tree has so many pages that this loses anything.
    count as f64
}
