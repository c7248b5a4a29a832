//! GitLab Code Quality.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;
use sha1::{Digest, Sha1};

use super::{Report, relative};
use crate::finding::{Finding, Severity};
use crate::safe::Unarmed;
use crate::text::hex;

#[derive(Serialize)]
struct Issue<'r> {
    description: &'r str,
    check_name: &'r str,
    fingerprint: Cow<'r, str>,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes an array with one object a finding. GitLab compares the fingerprints of two branches to tell what is new, and shows one of
/// those that are the same: two versions of a site may have the same page with the same finding.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut known = HashSet::new();
    let issues: Vec<Issue<'_>> = report.findings.iter().map(|finding| issue(finding, &mut known)).collect();
    serde_json::to_writer(Unarmed::new(&mut *out), &issues)?;
    writeln!(out)
}

fn issue<'r>(finding: &'r Finding, known: &mut HashSet<&'r str>) -> Issue<'r> {
    let fingerprint = match known.insert(&finding.fingerprint) {
        true => Cow::Borrowed(&*finding.fingerprint),
        false => Cow::Owned(hex(&Sha1::digest(format!("{}{}", finding.fingerprint, relative(&finding.path))))),
    };
    Issue {
        description: &finding.message,
        check_name: finding.rule.name,
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: relative(&finding.path),
            lines: Lines { begin: finding.line, end: finding.end_line },
        },
    }
}
