//! JUnit XML, for the test pages of Jenkins, GitLab, Azure and others.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};

use super::Report;
use crate::finding::{Finding, Severity};

/// Writes a test suite for each file that has findings, and in it a test for each finding. Errors and warnings are tests
/// that failed; an info is a test that passed, with its message as output. Without findings, one test passed.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut suites = Suites::new(report.tool.name);
    for findings in report.findings.chunk_by(|a, b| a.path == b.path) {
        let mut suite = TestSuite::new(&*findings[0].path);
        suite.add_test_cases(findings.iter().map(case));
        suites.add_test_suite(suite);
    }
    if report.findings.is_empty() {
        let mut suite = TestSuite::new(report.tool.name);
        suite.add_test_case(TestCase::new("no findings", TestCaseStatus::success()));
        suites.add_test_suite(suite);
    }
    suites.serialize(&mut *out).map_err(io::Error::other)
}

fn case(finding: &Finding) -> TestCase {
    let name = format!("{} at {}:{}", finding.rule, finding.line, finding.column);
    let place = format!("{}:{}:{}: {}", finding.path, finding.line, finding.column, finding.message);
    let mut case = if finding.severity == Severity::Info {
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_system_out(place);
        case
    } else {
        let mut failed = TestCaseStatus::non_success(NonSuccessKind::Failure);
        failed.set_type(finding.severity.name()).set_message(&*finding.message).set_description(place);
        TestCase::new(name, failed)
    };
    case.set_classname(&*finding.path);
    case
}
