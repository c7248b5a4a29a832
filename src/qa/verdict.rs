//! Whether the locales are good enough: the penalty points of MQM for the words of the English, held against limits.

use std::collections::BTreeMap;

use super::locale::per_thousand;
use super::{LocaleRow, Qa, home};
use crate::config::{Limits, Quality};

/// Whether a locale, or all of them, are good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Within all limits.
    Pass,
    /// Not all of it was looked at, and what was is within the limits.
    Unknown,
    /// Beyond a limit.
    Fail,
}

impl Verdict {
    /// The verdict in a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::Fail => "FAIL",
            Self::Unknown => "no verdict",
        }
    }
}

/// The verdict on a locale.
#[derive(Debug)]
pub struct Judged<'r> {
    /// The locale.
    pub locale: &'r str,
    /// Whether it is good enough.
    pub verdict: Verdict,
    /// What it exceeds, or why nothing can be said: each in a sentence.
    pub why: Vec<String>,
}

impl Qa<'_> {
    /// The verdict on each locale; none where no limits are set.
    #[must_use]
    pub fn judged(&self) -> Vec<Judged<'_>> {
        let quality = &self.quality;
        if !quality.is_asked() {
            return Vec::new();
        }
        let mut categories: BTreeMap<(&str, &str), (u64, usize)> = BTreeMap::new();
        for finding in self.judged_findings() {
            let (points, critical) = categories.entry((home(finding), finding.rule.mqm)).or_default();
            *points += self.weights.points(finding);
            *critical += usize::from(super::Level::of(finding) == super::Level::Critical);
        }
        let locales = self.locales.iter().filter(|row| row.census.pages > 0);
        locales.map(|row| judge(row, quality, &categories)).collect()
    }

    /// The verdict on all locales: the worst of theirs. `None` where no limits are set.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        let judged = self.judged();
        let has = |verdict: Verdict| judged.iter().any(|it| it.verdict == verdict);
        self.quality.is_asked().then(|| match () {
            () if has(Verdict::Fail) => Verdict::Fail,
            () if has(Verdict::Unknown) || judged.is_empty() => Verdict::Unknown,
            () => Verdict::Pass,
        })
    }
}

fn judge<'r>(row: &LocaleRow<'r>, quality: &Quality, categories: &BTreeMap<(&str, &str), (u64, usize)>) -> Judged<'r> {
    let mut why = Vec::new();
    let all = quality.of(row.locale);
    why.extend(exceeded(all, (row.points(), row.critical()), row.census.words, ""));
    for (category, limits) in &quality.categories {
        let own = categories.get(&(row.locale, category.as_str())).copied().unwrap_or_default();
        why.extend(exceeded(*limits, own, row.census.words, &format!(" of {category}")));
    }
    let verdict = match () {
        () if !why.is_empty() => Verdict::Fail,
        () if row.census.words == 0 => {
            why.push("no page of it was compared with its English".to_owned());
            Verdict::Unknown
        }
        () if !row.is_whole() => {
            why.push("rules, owners or levels were left out".to_owned());
            Verdict::Unknown
        }
        () => Verdict::Pass,
    };
    Judged { locale: row.locale, verdict, why }
}

/// What is beyond the limits, in sentences.
fn exceeded(limits: Limits, (points, critical): (u64, usize), words: usize, what: &str) -> Vec<String> {
    let mut why = Vec::new();
    if let Some((most, is)) = limits.points.zip(per_thousand(points, words)).filter(|(most, is)| is > most) {
        why.push(format!("{is:.2} points{what} for 1,000 words (limit {most})"));
    }
    if let Some(most) = limits.critical.filter(|most| critical > *most) {
        why.push(format!("{critical} critical issues{what} (limit {most})"));
    }
    why
}
