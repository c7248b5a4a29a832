//! What came of a page group, as it is kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::check::{Censuses, Coverage, Outcome, Suppressed, Suppressor};
use crate::finding::{Awaited, Cause, Excerpt, Finding, Fix, Owner, Quote, Related};
use crate::group::{PageText, Renderings, Signature};
use crate::locale::Locale;
use crate::provenance::{Gap, Translation};
use crate::rule::{Rule, Severity};
use crate::rules;
use crate::scope::Covered;
use crate::tree::corpus::Read;
use crate::tree::sum::Sum;

/// What came of a page group.
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Kept>,
    /// What comments silence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    silenced: Vec<Silenced>,
    locales: BTreeSet<String>,
    files: usize,
    groups: usize,
    segments: usize,
    census: Censuses,
    coverage: Coverage,
    pages: BTreeMap<String, BTreeSet<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gaps: Vec<(Gap, usize)>,
    met: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    signatures: Vec<(String, Signature)>,
    renderings: Renderings,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    asks_originals: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Kept(#[serde(with = "Form")] Finding);

#[derive(Serialize, Deserialize)]
struct Silenced {
    finding: Kept,
    by: Suppressor,
    reason: Option<String>,
}

/// A finding with all that reports do not show.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Finding")]
struct Form {
    #[serde(serialize_with = "name", deserialize_with = "named")]
    rule: &'static Rule,
    severity: Severity,
    usual: Severity,
    below: usize,
    cause: Cause,
    owner: Owner,
    locale: Option<String>,
    locales: Vec<String>,
    path: String,
    page: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    offset: usize,
    length: usize,
    section: Option<String>,
    segment: Option<String>,
    translation: Option<Translation>,
    text: Option<Quote>,
    message: String,
    expected: Option<String>,
    found: Option<String>,
    fingerprint: String,
    related: Vec<Related>,
    fix: Option<Fix>,
    untranslated: bool,
    awaited: Option<Box<Awaited>>,
    excerpt: Excerpt,
    line_starts: (usize, usize),
}

fn name<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.name)
}

fn named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Rule, D::Error> {
    let name = String::deserialize(deserializer)?;
    rules::named(&name).ok_or_else(|| serde::de::Error::custom("no rule is called so"))
}

impl Record {
    /// Takes what came of a page group; whether it was asked which locales' pages were written before their English is part of it.
    pub(super) fn of(sum: Sum, asks_originals: bool) -> Self {
        // Whoever adds a field is stopped here: what of it has to be kept? What is left out comes later, or of runs that keep nothing.
        let Sum { outcome, findings: _, unread: _, met, signatures, renderings, news: _ } = sum;
        let Outcome {
            findings,
            suppressed,
            has_baseline: _,
            hidden: _,
            locales,
            files,
            groups,
            segments,
            census,
            coverage,
            covered,
            decisions: _,
            contracts: _,
            note: _,
            gaps,
        } = outcome;
        let silenced = suppressed.into_iter().map(|Suppressed { finding, by, reason, .. }| Silenced {
            finding: Kept(finding),
            by,
            reason,
        });
        Self {
            findings: findings.into_iter().map(Kept).collect(),
            silenced: silenced.collect(),
            locales,
            files,
            groups,
            segments,
            census,
            coverage,
            pages: covered.pages,
            gaps: gaps.into_iter().collect(),
            met: met.iter().map(ToString::to_string).collect(),
            signatures,
            renderings,
            asks_originals,
        }
    }

    /// Reads what came of a page group whose pages were read. `None` where it is not what it says it is.
    pub(super) fn read(json: &[u8], read: &Read) -> Option<Self> {
        let record: Self = serde_json::from_slice(json).ok()?;
        let texts: Vec<&PageText> = read.files.iter().chain(&read.english).collect();
        let findings = record.findings.iter().chain(record.silenced.iter().map(|silenced| &silenced.finding));
        findings.into_iter().all(|Kept(finding)| stands(finding, &texts)).then_some(record)
    }

    /// What came of the page group in an earlier run, and whether it was asked which locales' pages were written before their English.
    pub(super) fn known(self) -> Option<(Sum, bool)> {
        let met: Option<BTreeSet<Locale>> = self.met.iter().map(|tag| Locale::parse(tag)).collect();
        let asks_originals = self.asks_originals;
        Some((self.into_sum(met?), asks_originals))
    }

    /// What came of the page group, in which these locales were met.
    pub(super) fn into_sum(self, met: BTreeSet<Locale>) -> Sum {
        let silenced = self.silenced.into_iter().map(|Silenced { finding, by, reason }| Suppressed {
            finding: finding.0,
            by,
            reason,
            decision: None,
        });
        let outcome = Outcome {
            findings: self.findings.into_iter().map(|kept| kept.0).collect(),
            suppressed: silenced.collect(),
            locales: self.locales,
            files: self.files,
            groups: self.groups,
            segments: self.segments,
            census: self.census,
            coverage: self.coverage,
            covered: Covered { pages: self.pages, ..Covered::default() },
            gaps: self.gaps.into_iter().collect(),
            ..Outcome::default()
        };
        Sum { outcome, met, signatures: self.signatures, renderings: self.renderings, ..Sum::default() }
    }
}

/// Whether the places of a finding are such of its page: a forged one must not make anything stop that cuts texts there.
fn stands(finding: &Finding, texts: &[&PageText]) -> bool {
    let is_in = |text: &str, start: usize, length: usize| {
        start.checked_add(length).is_some_and(|end| text.is_char_boundary(start) && text.is_char_boundary(end))
    };
    let Excerpt { text, start, end } = &finding.excerpt;
    let is_shown = end.checked_sub(*start).is_some_and(|length| is_in(text, *start, length));
    let (first, last) = finding.line_starts;
    let is_behind =
        first <= finding.offset && finding.offset.checked_add(finding.length).is_some_and(|end| last <= end);
    let page = texts.iter().find(|text| text.path == finding.path && text.too_large.is_none());
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    let mut spans = edits.map(|edit| (edit.offset, edit.length)).chain([(finding.offset, finding.length)]);
    let is_on_page = page.is_none_or(|page| spans.all(|(offset, length)| is_in(&page.text.content, offset, length)));
    is_shown && is_behind && is_on_page
}
