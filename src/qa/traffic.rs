//! How often readers see a page, and so which pages to repair first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::{Level, Qa};
use crate::layout::folded;

/// The pages to repair first are so many.
const FIRST: usize = 20;

/// How often each page was viewed.
#[derive(Debug, Clone, Default)]
pub struct Traffic {
    /// By folded page, without the ending of its file.
    views: HashMap<String, u64>,
    /// How many pages it names.
    pub pages: usize,
}

/// A page with issues.
#[derive(Debug)]
pub struct PageRow<'r> {
    /// What it is called in every locale.
    pub page: &'r str,
    /// Its issues in all locales.
    pub issues: usize,
    /// The worst level among them.
    pub level: Level,
    /// Their penalty points.
    pub points: u64,
    /// How often it was viewed, where that is known.
    pub views: Option<u64>,
}

impl PageRow<'_> {
    /// The penalty points as often as readers met them; the points themselves where nothing is known of readers.
    #[must_use]
    pub fn weight(&self, has_traffic: bool) -> u64 {
        if has_traffic { self.points.saturating_mul(self.views.unwrap_or_default()) } else { self.points }
    }
}

impl Traffic {
    /// Reads a table of two columns, `page` and `views`, as comma-separated values; heads may stand above it.
    ///
    /// # Errors
    ///
    /// A line is no page and number. The message names it.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut traffic = Self::default();
        let mut reader = csv::ReaderBuilder::new();
        let mut rows =
            reader.has_headers(false).flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for (at, row) in rows.records().enumerate() {
            let row = row.map_err(|error| format!("line {}: {error}", at + 1))?;
            let views: Option<u64> = row.get(1).and_then(|views| views.trim().replace([',', ' '], "").parse().ok());
            match (row.get(0), views) {
                (Some(page), Some(views)) => {
                    *traffic.views.entry(plain(page)).or_default() += views;
                    traffic.pages += 1;
                }
                _ if at == 0 => {}
                _ => {
                    return Err(format!(
                        "line {}: a page and its number of views are wanted, such as `api/list.md,1200`",
                        at + 1
                    ));
                }
            }
        }
        Ok(traffic)
    }

    fn of(&self, page: &str) -> Option<u64> {
        self.views.get(&plain(page)).copied()
    }
}

/// A page as it is compared: however its path or address is written.
fn plain(page: &str) -> String {
    let page = folded(page.trim().trim_matches('/'));
    page.strip_suffix(".md").or_else(|| page.strip_suffix("/index")).map(str::to_owned).unwrap_or(page)
}

impl<'r> Qa<'r> {
    /// The pages with issues, those first that cost readers most.
    #[must_use]
    pub fn pages(&self) -> Vec<PageRow<'r>> {
        let mut pages: BTreeMap<&str, PageRow<'_>> = BTreeMap::new();
        for finding in &self.report.findings {
            let views = || self.traffic.as_ref().and_then(|traffic| traffic.of(&finding.page));
            let page = pages.entry(&finding.page).or_insert_with(|| PageRow {
                page: &finding.page,
                issues: 0,
                level: Level::Neutral,
                points: 0,
                views: views(),
            });
            page.issues += 1;
            page.points += self.weights.points(finding);
            page.level = page.level.max(Level::of(finding));
        }
        let mut pages: Vec<PageRow<'_>> = pages.into_values().collect();
        let has_traffic = self.traffic.is_some();
        pages.sort_by_key(|page| Reverse((page.weight(has_traffic), page.points, page.level, page.issues)));
        pages
    }

    /// The pages to repair first.
    #[must_use]
    pub fn first_pages(&self) -> Vec<PageRow<'r>> {
        let mut pages = self.pages();
        pages.truncate(FIRST);
        pages
    }
}

#[cfg(test)]
mod tests {
    use super::Traffic;

    #[test]
    fn pages_are_told_however_they_are_written() {
        let traffic =
            Traffic::read("page,views\n/api/List_Parcels,\"1,200\"\napi/list-parcels.md,3\nguide/index.md,7\n")
                .expect("a table");
        assert_eq!(
            (traffic.of("api/list-parcels.md"), traffic.of("guide/index.md"), traffic.of("other.md")),
            (Some(1203), Some(7), None)
        );
        let wrong = Traffic::read("api/a.md,1\napi/b.md,many\n").expect_err("no number");
        assert!(wrong.starts_with("line 2: a page"), "{wrong}");
    }
}
