//! One line a run, and what they show of each locale over time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Qa;

/// When and of what a report was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Made {
    /// The project, where somebody named it.
    pub project: Option<String>,
    /// The day, as `2027-01-31`.
    pub date: String,
    /// The commit of the pages, where they stand in a checkout.
    pub commit: Option<String>,
}

impl Made {
    /// All of it in a line.
    #[must_use]
    pub fn line(&self) -> String {
        let commit = self.commit.as_deref().map(|commit| format!("commit {}", commit.get(..12).unwrap_or(commit)));
        let parts = [Some(self.date.clone()).filter(|date| !date.is_empty()), commit];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A run in a line of the history.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Past {
    /// When and of what.
    #[serde(flatten)]
    pub made: Made,
    /// What the run was limited to: runs of other limits do not compare.
    #[serde(default)]
    pub selection: Vec<String>,
    /// Each locale in numbers.
    pub locales: BTreeMap<String, PastLocale>,
}

/// A locale in a line of the history.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PastLocale {
    /// Its issues.
    pub issues: usize,
    /// Those that are critical.
    pub critical: usize,
    /// Its penalty points, known issues included.
    pub points: u64,
    /// The words of the English.
    pub words: usize,
    /// The share of contracts without an issue, in percent.
    pub intact: Option<f64>,
}

impl PastLocale {
    /// Penalty points for 1,000 words.
    #[must_use]
    pub fn per_words(&self) -> Option<f64> {
        super::locale::per_thousand(self.points, self.words)
    }
}

/// How the locales went from run to run.
#[derive(Debug)]
pub struct Trend<'r> {
    /// When and of what each run was, the last one last.
    pub runs: Vec<String>,
    /// Each locale with its penalty points for 1,000 words in each of the runs.
    pub locales: Vec<(&'r str, Vec<Option<f64>>)>,
}

impl Qa<'_> {
    /// The line of this run.
    #[must_use]
    pub fn past(&self) -> Past {
        let scope = &self.report.summary.scope;
        let sets = [
            &scope.left_out,
            &scope.locales,
            &scope.asked,
            &scope.changed_since,
            &scope.shards,
            &scope.owners,
            &scope.levels,
        ];
        let locales = self.locales.iter().filter(|row| row.census.pages > 0).map(|row| {
            let numbers = PastLocale {
                issues: row.issues.issues,
                critical: row.critical(),
                points: row.points(),
                words: row.census.words,
                intact: row.intact(),
            };
            (row.locale.to_owned(), numbers)
        });
        Past {
            made: self.made.clone(),
            selection: sets.into_iter().flatten().cloned().collect(),
            locales: locales.collect(),
        }
    }

    /// The last `most` runs of the history that compare with this one, with this one last.
    #[must_use]
    pub fn trend(&self, most: usize) -> Trend<'_> {
        let now = self.past();
        let runs: Vec<&Past> =
            self.history.iter().filter(|past| past.selection == now.selection).chain([&now]).collect();
        let runs = &runs[runs.len().saturating_sub(most)..];
        let points = |locale: &str| runs.iter().map(|run| run.locales.get(locale)?.per_words()).collect();
        let rows = self.locales.iter().filter(|row| row.census.pages > 0).map(|row| (row.locale, points(row.locale)));
        let locales = rows.collect();
        Trend { runs: runs.iter().map(|run| run.made.line()).collect(), locales }
    }
}

/// The runs of a history: one JSON object a line.
///
/// # Errors
///
/// A line is no run. The message names it.
pub fn read_history(text: &str) -> Result<Vec<Past>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))).collect()
}

/// The history with this run: another one of the same day, commit, project and limits gives way to it.
#[must_use]
pub fn with_run(mut history: Vec<Past>, run: Past) -> String {
    history.retain(|past| past.made != run.made || past.selection != run.selection);
    history.push(run);
    let line = |past: &Past| serde_json::to_string(past).map(|line| line + "\n").unwrap_or_default();
    history.iter().map(line).collect()
}
