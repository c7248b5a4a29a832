//! SARIF 2.1.0, for code scanning.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. Messages stand as they are: the standard would have
//! braces doubled, but code scanning and editors show what is written.

pub(super) mod log;
mod uri;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use log::{
    Artifact, ArtifactChange, ArtifactContent, BaseIds, Configuration, Descriptor, Fingerprints, Fix, Location, Log,
    MOST, Message, Multiformat, Notification, Physical, Properties, Region, Replacement, Result, RuleProperties,
    Suppression,
};

use super::Report;
use super::number::grouped;
use super::pattern::{Pattern, worst_first};
use crate::check::{Suppressed, Suppressor};
use crate::finding::{self, Finding, Related, Severity};
use crate::rule::Rule;
use crate::rules;

impl Report {
    /// Writes the report as SARIF 2.1.0, for code scanning: one run with all rules and their documentation, and a result for
    /// each finding that is reported. Of more than 25,000, which is what code scanning takes, each pattern has one result.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write_sarif(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_sarif_with(false, out)
    }

    /// The same, with what comments and a baseline silence where `suppressed` asks for it.
    pub(super) fn write_sarif_with(&self, suppressed: bool, out: &mut dyn Write) -> io::Result<()> {
        let suppressed = if suppressed { &*self.suppressed } else { &[] };
        let indices: HashMap<&str, usize> = rules::all().enumerate().map(|(index, rule)| (rule.name, index)).collect();
        let (results, told) = results(self, suppressed, &indices);
        Log::new(rules::all().map(descriptor).collect(), told_of(self, told), results).write(out)
    }
}

/// What the run looked at, and what is told of its results.
fn told_of(report: &Report, told: Option<String>) -> Vec<Notification> {
    let coverage = &report.summary.coverage;
    let level = if coverage.compared < coverage.pages { "warning" } else { "note" };
    let said = coverage.lines().into_iter().map(|text| Notification { level, message: Message { text } });
    let hidden = report.hidden().into_iter().map(|text| Notification { level: "note", message: Message { text } });
    let told = told.into_iter().map(|text| Notification { level: "warning", message: Message { text } });
    said.chain(hidden).chain(told).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(rule: &'static Rule) -> Descriptor {
    let Rule { what, why, passes, fix, .. } = rule;
    Descriptor {
        id: rule.name,
        name: pascal(rule.name),
        short_description: Message { text: what.to_string() },
        full_description: Some(Message { text: format!("{what} Why it matters: {why}.") }),
        help: Some(Multiformat {
            text: format!("{what}\n\nWhy it matters: {why}.\n\nWhat it lets pass: {passes}\n\nHow to fix it: {fix}"),
            markdown: format!(
                "{what}\n\n**Why it matters:** {why}.\n\n**What it lets pass:** {passes}\n\n**How to fix it:** {fix}"
            ),
        }),
        default_configuration: Configuration { level: level(rule.severity), enabled: rule.on },
        properties: Some(RuleProperties {
            family: rule.family.name(),
            mqm: rule.mqm,
            tags: [rule.family.name()],
            problem_severity: match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
        }),
    }
}

/// `header-name` as `HeaderName`: a name must differ from its id.
fn pascal(name: &str) -> String {
    let words = name.split('-').map(|word| word.split_at(word.len().min(1)));
    words.map(|(initial, rest)| initial.to_ascii_uppercase() + rest).collect()
}

/// The findings that are reported, then the `suppressed` ones; where they are too many, a finding for each pattern, and what is
/// told of that.
fn results<'r>(
    report: &'r Report,
    suppressed: &'r [Suppressed],
    indices: &HashMap<&str, usize>,
) -> (Vec<Result<'r>>, Option<String>) {
    let state = |state: &'static str| report.has_baseline.then_some(state);
    let new = |finding| Result { baseline_state: state("new"), ..result(finding, None, indices) };
    let silenced = suppressed.iter().map(|silenced| {
        let known = if silenced.by == Suppressor::Baseline { "unchanged" } else { "new" };
        Result { baseline_state: state(known), ..result(&silenced.finding, Some(silenced), indices) }
    });
    let all = report.findings.len() + suppressed.len();
    if all <= MOST {
        return (report.findings.iter().map(new).chain(silenced).collect(), None);
    }
    let patterns = worst_first(report);
    let one =
        |pattern: &Pattern<'r>| Result { message: Message { text: pattern.message().into() }, ..new(pattern.worst) };
    let results: Vec<Result<'r>> = patterns.iter().map(one).chain(silenced).take(MOST).collect();
    let (all, shown) = (grouped(all), grouped(results.len()));
    let told =
        format!("{all} findings are more than code scanning takes: {shown} of them stand for all with their texts");
    (results, Some(told))
}

/// A suppression in the source is a comment of the page; an external one stands in a baseline.
fn suppression(silenced: &Suppressed) -> Suppression<'_> {
    let kind = match silenced.by {
        Suppressor::Comment => "inSource",
        Suppressor::Baseline => "external",
    };
    Suppression { kind, justification: silenced.reason.as_deref() }
}

fn result<'r>(finding: &'r Finding, silenced: Option<&'r Suppressed>, indices: &HashMap<&str, usize>) -> Result<'r> {
    let region = Region {
        start_line: Some(finding.line),
        start_column: Some(finding.column),
        end_line: Some(finding.end_line),
        end_column: Some(finding.end_column),
        ..Region::bytes(finding.offset, finding.length)
    };
    Result {
        rule_id: finding.rule.name,
        rule_index: indices.get(finding.rule.name).copied(),
        level: level(finding.severity),
        message: Message { text: Cow::Borrowed(&finding.message) },
        locations: [location(&finding.path, region)],
        related_locations: finding.related.iter().enumerate().map(related).collect(),
        baseline_state: None,
        partial_fingerprints: Fingerprints { own: Cow::Borrowed(&finding.fingerprint) },
        fixes: finding.fix.iter().map(|own| fix(&finding.path, own)).collect(),
        suppressions: silenced.map(|silenced| [suppression(silenced)]),
        properties: Some(Properties {
            family: finding.rule.family.name(),
            mqm: finding.rule.mqm,
            locale: finding.locale.as_deref(),
            cause: finding.cause,
            owner: finding.owner,
            page: &finding.page,
            section: finding.section.as_deref(),
            segment: finding.segment.as_deref(),
            expected: finding.expected.as_deref(),
            found: finding.found.as_deref(),
        }),
    }
}

pub(super) fn location(path: &str, region: Region) -> Location<'_> {
    Location { id: None, physical_location: Physical { artifact_location: artifact(path), region }, message: None }
}

fn related((index, related): (usize, &Related)) -> Location<'_> {
    let region = Region { start_line: Some(related.line), ..Region::default() };
    Location {
        id: Some(index + 1),
        message: Some(Message { text: &related.message }),
        ..location(&related.path, region)
    }
}

fn artifact(path: &str) -> Artifact {
    let (uri, relative) = uri::of(path);
    Artifact { uri, uri_base_id: relative.then_some(BaseIds::ROOT) }
}

fn fix<'r>(path: &str, fix: &'r finding::Fix) -> Fix<'r> {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: Region::bytes(edit.offset, edit.length),
        inserted_content: ArtifactContent { text: &edit.text },
    });
    Fix {
        description: Message { text: &fix.title },
        artifact_changes: [ArtifactChange { artifact_location: artifact(path), replacements: replacements.collect() }],
    }
}

#[cfg(test)]
mod tests {
    use super::pascal;

    #[test]
    fn a_name_is_its_id_in_pascal_case() {
        assert_eq!(["anchor", "header-name", ""].map(pascal), ["Anchor", "HeaderName", ""]);
    }
}
