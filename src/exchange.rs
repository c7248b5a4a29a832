//! The bilingual segments as files that translation tools take in.

mod csv;
mod jsonl;
mod marked;
mod po;
mod tmx;
mod xliff;
mod xliff12;

use std::io::{self, Write};

use serde::Serialize;

use crate::bilingual::Segment;
use crate::finding::{Finding, Owner, repaired, wrong_part};
use crate::group::PageGroup;
use crate::level::Level;
use crate::rule::Family;
use crate::span::Span;

pub(crate) use csv::said;
pub(crate) use xliff::write as xliff;
pub(crate) use xliff12::write as xliff12;

/// The English of bilingual pages, as a BCP 47 tag.
pub(crate) const ENGLISH: &str = "en-US";

/// A translation unit: a segment and what is wrong with its translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unit {
    /// The file, as the user named it, joined with `/`.
    pub path: String,
    /// The number of the segment. Damaged pages repeat some.
    pub segment: String,
    /// The line where it begins, from 1.
    pub line: usize,
    /// The locale, as a BCP 47 tag.
    pub locale: String,
    /// The English text.
    pub source: String,
    /// The localized text.
    pub target: String,
    /// What is wrong with it.
    pub issues: Vec<Issue>,
    /// The target with the repairs of the rules, where one can be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// What changed in the English since the target was made; `None` where nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub news: Option<News>,
}

/// What changed in an English text since it was translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    /// What changed, in a sentence.
    pub told: String,
    /// The English that was translated; `None` where the text is new.
    pub older: Option<String>,
}

/// What is wrong with a translation unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Issue {
    /// The name of the rule.
    pub rule: String,
    /// The MQM category, `dimension/type`.
    pub category: String,
    /// The severity as MQM calls it.
    pub severity: String,
    /// The severity as ITS 2.0 counts it, from 0 to 100.
    #[serde(skip)]
    pub its: u8,
    /// What is wrong, in a sentence.
    pub message: String,
    /// The part of the target that is wrong, where it is known.
    #[serde(skip)]
    pub part: Option<Span>,
}

/// The units of a page group. Of its `findings`, those count that a new translation of the segment would repair.
#[must_use]
pub fn units(group: &PageGroup<'_>, findings: &[Finding]) -> Vec<Unit> {
    let mut units = Vec::new();
    for doc in &group.docs {
        let own: Vec<&Finding> = findings.iter().filter(|finding| finding.path == doc.file.path).collect();
        let locale = doc.locale.as_ref().map_or_else(|| "und".to_owned(), ToString::to_string);
        for segment in &doc.readings.segments {
            let issues: Vec<&Finding> = own.iter().copied().filter(|finding| is_about(finding, segment)).collect();
            let target = segment.localized.of(doc.content());
            units.push(Unit {
                path: doc.file.path.clone(),
                segment: segment.id.to_owned(),
                line: doc.position(segment.localized.start).0,
                locale: locale.clone(),
                source: segment.source.of(doc.content()).to_owned(),
                target: target.to_owned(),
                proposal: repaired(target, &issues),
                issues: issues.iter().map(|finding| Issue::of(finding, wrong_part(target, finding))).collect(),
                news: None,
            });
        }
    }
    units
}

fn is_about(finding: &Finding, segment: &Segment<'_>) -> bool {
    let inside = (segment.localized.start..=segment.source.end).contains(&finding.offset);
    inside && finding.segment.is_some() && finding.owner != Owner::Author && finding.rule.family != Family::Freshness
}

impl Issue {
    /// The issue of a finding, which is about this part of the target.
    #[must_use]
    pub fn of(finding: &Finding, part: Option<Span>) -> Self {
        let level = Level::of(finding);
        Self {
            rule: finding.rule.name.to_owned(),
            category: finding.rule.mqm.to_owned(),
            severity: level.name().to_owned(),
            its: level.its(),
            message: finding.message.clone(),
            part,
        }
    }

    /// The issue type of ITS 2.0 that is nearest to the MQM category.
    fn its_type(&self) -> &'static str {
        match self.category.as_str() {
            "accuracy/do-not-translate" => "non-conformance",
            "accuracy/omission" => "omission",
            "accuracy/mistranslation" => "mistranslation",
            "accuracy/untranslated" => "untranslated",
            "linguistic-conventions/character-encoding" => "characters",
            "other/inconsistency" => "inconsistency",
            category if category.starts_with("design-and-markup/") => "markup",
            _ => "other",
        }
    }
}

/// A format for translation units.
#[derive(Debug)]
pub struct Format {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub what: &'static str,
    /// Whether a file of it holds one locale only.
    pub one_locale: bool,
    write: fn(&[Unit], &mut dyn Write) -> io::Result<()>,
}

/// All formats for translation units.
pub const FORMATS: &[Format] = &[
    Format { name: "tmx", what: "TMX 1.4b, for translation memories", one_locale: false, write: tmx::write },
    Format {
        name: "xliff",
        what: "XLIFF 2.1, with ITS quality issues on defective units",
        one_locale: true,
        write: |units, out| xliff::write(units, &[], out),
    },
    Format {
        name: "xliff-1.2",
        what: "XLIFF 1.2, for tools that read no newer one",
        one_locale: false,
        write: |units, out| xliff12::write(units, &[], out),
    },
    Format { name: "po", what: "gettext PO; units without English are left out", one_locale: true, write: po::write },
    Format { name: "csv", what: "One unit a row", one_locale: false, write: csv::write },
    Format { name: "jsonl", what: "One JSON object a line and unit", one_locale: false, write: jsonl::write },
];

impl Format {
    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes the units, which stand in the order of their paths.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write(&self, units: &[Unit], out: &mut dyn Write) -> io::Result<()> {
        (self.write)(units, out)
    }
}
