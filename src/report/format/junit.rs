//! JUnit XML, for the test pages of Jenkins, GitLab, Azure and others. It is written event by event: the crates for it add
//! attributes that the schema of Jenkins refuses.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Report;
use crate::finding::{Finding, Severity};
use crate::safe::xml_legal as legal;

type Xml<'w> = Writer<&'w mut dyn Write>;

/// Writes a test suite for each file that has findings, and in it a test for each finding. Errors and warnings are tests
/// that failed; an info is a test that passed, with its message as output. Without findings, one test passed.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut xml: Xml<'_> = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let name = report.tool.name;
    let [tests, failures] = totals(&report.findings);
    let suites = [("name", name), ("tests", &tests), ("failures", &failures), ("errors", "0")];
    xml.create_element("testsuites").with_attributes(suites).write_inner_content(|xml| {
        if report.findings.is_empty() {
            return suite((name, report.summary.hidden), &report.findings, xml);
        }
        // What holds for all suites stands in the first.
        let hidden = std::iter::once(report.summary.hidden).chain(std::iter::repeat(0));
        let mut files = report.findings.chunk_by(|a, b| a.path == b.path).zip(hidden);
        files.try_for_each(|(findings, hidden)| suite((&findings[0].path, hidden), findings, xml))
    })?;
    writeln!(xml.into_inner())
}

fn has_failed(finding: &Finding) -> bool {
    finding.severity > Severity::Info
}

/// The number of tests, and of those that failed.
fn totals(findings: &[Finding]) -> [String; 2] {
    let failures = findings.iter().filter(|finding| has_failed(finding)).count();
    [findings.len().max(1), failures].map(|count| count.to_string())
}

fn suite((name, hidden): (&str, usize), findings: &[Finding], xml: &mut Xml<'_>) -> io::Result<()> {
    let (name, [tests, failures]) = (legal(name), totals(findings));
    let attributes = [("name", &*name), ("tests", &tests), ("failures", &failures), ("errors", "0")];
    xml.create_element("testsuite").with_attributes(attributes).write_inner_content(|xml| {
        if hidden > 0 {
            let property = [("name", "hidden findings"), ("value", &*hidden.to_string())];
            xml.create_element("properties").write_inner_content(|xml| {
                xml.create_element("property").with_attributes(property).write_empty().map(drop)
            })?;
        }
        if findings.is_empty() {
            xml.create_element("testcase").with_attribute(("name", "no findings")).write_empty()?;
        }
        findings.iter().try_for_each(|finding| case(finding, xml))
    })?;
    Ok(())
}

fn case(finding: &Finding, xml: &mut Xml<'_>) -> io::Result<()> {
    let (path, message) = (legal(&finding.path), legal(&finding.message));
    let name = format!("{} at {}:{}", finding.rule.name, finding.line, finding.column);
    let place = format!("{path}:{}:{}: {message}", finding.line, finding.column);
    let test = xml.create_element("testcase").with_attributes([("name", &*name), ("classname", &path)]);
    test.write_inner_content(|xml| {
        let element = if has_failed(finding) {
            let attributes = [("type", finding.severity.name()), ("message", &message)];
            xml.create_element("failure").with_attributes(attributes)
        } else {
            xml.create_element("system-out")
        };
        element.write_text_content(BytesText::from_escaped(on_one_line(&place))).map(drop)
    })?;
    Ok(())
}

/// The text of an element, without line ends as they stand: a runner of CI reads the lines of a log, whatever format they are in.
fn on_one_line(text: &str) -> String {
    escape(text).replace('\n', "&#10;").replace('\r', "&#13;")
}
