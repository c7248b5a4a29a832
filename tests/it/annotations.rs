//! What stands on a page can hold anything: each format gives it back as it was.

use std::sync::LazyLock;

use docparity::finding::Excerpt;
use docparity::report::{Format, Report, WriteOptions};
use docparity::rules;
use docparity::{
    Cause, Config, Edit, Finding, Fix, GroupText, Outcome, Owner, PageText, Related, Severity, check_group,
};
use serde_json::Value;

/// Names and messages with what ends a command, a property or a line somewhere.
const PLACES: [(&str, &str); 7] = [
    ("docs/a b.md", "100% of `%0A` and %25, %AZP25, %3A"),
    ("docs/100%,50:;[1].md", "two\r\nlines::error file=x::gone"),
    ("./docs/#1.md", "`a;b]c,d:e` ##vso[task.complete]"),
    ("日本/ページ.md", "ヘッダー名 `承諾`、［全角］；：，"),
    ("docs/ä=ö.md", "`=` and == and \"quotes\" <b>&amp;</b>"),
    ("docs/::warning.md", "::stop-commands::x"),
    ("docs/last.md", "\u{1b}[31m`esc`\u{0}\u{202e}"),
];

fn finding(index: usize, severity: Severity) -> Finding {
    let (path, message) = PLACES[index];
    let mut finding = ANY.clone();
    finding.rule = rules::named("header-name").expect("a rule");
    finding.severity = severity;
    finding.cause = Cause::Translation;
    finding.owner = Owner::Vendor;
    finding.locale = Some("ja-JP".into());
    finding.path = path.into();
    finding.page = "page.md".into();
    (finding.line, finding.column) = (10 + index, 3);
    (finding.end_line, finding.end_column) = (10 + index + index % 2, 9);
    (finding.offset, finding.length) = (100, 6);
    (finding.section, finding.segment, finding.translation, finding.text) = (None, None, None, None);
    finding.message = message.into();
    (finding.expected, finding.found) = (Some(index.to_string()), None);
    finding.fingerprint = index.to_string();
    finding.related = vec![Related { path: path.into(), line: 4, message: message.into() }];
    let edits = vec![Edit { offset: 101, length: 5, text: "a\"b\n日".into() }];
    finding.fix = Some(Fix { title: "restore it".into(), safe: true, edits });
    finding.excerpt = Excerpt::default();
    finding.line_starts = (80, 80);
    finding
}

/// A finding, whatever it says.
static ANY: LazyLock<Finding> = LazyLock::new(|| {
    let page = "# <span data-ttu-id=\"a-1\">`a`</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">`b`</span></span>\n";
    let group = GroupText::new("x", [PageText::new("x.md", "de", page)]);
    check_group(&group, &Config::default()).findings.remove(0)
});

/// The report of a run that found these.
fn report_of(findings: Vec<Finding>) -> Report {
    let mut outcome = Outcome::default();
    outcome.findings = findings;
    Report::new(outcome)
}

const SEVERITIES: [Severity; 3] = [Severity::Info, Severity::Error, Severity::Warning];

fn report() -> Report {
    let findings = (0..PLACES.len()).map(|index| finding(index, SEVERITIES[index % 3]));
    report_of(findings.collect())
}

/// The findings in the order of annotations: the worst first.
fn expected() -> Vec<Finding> {
    let mut findings = report().findings;
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

fn written(report: &Report, format: &str) -> String {
    let mut out = Vec::new();
    let format = Format::named(format).expect("a format");
    format.write(report, WriteOptions::default(), &mut out).expect("no I/O");
    String::from_utf8(out).expect("UTF-8")
}

fn path(finding: &Finding) -> &str {
    finding.path.trim_start_matches("./")
}

/// A command of a runner, as the runner reads it.
struct Command {
    kind: String,
    properties: Vec<(String, String)>,
    message: String,
}

impl Command {
    fn get(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
    }
}

fn unescaped(text: &str, tokens: &[(&str, &str)]) -> String {
    tokens.iter().fold(text.to_owned(), |text, (token, character)| text.replace(token, character))
}

/// Reads a line as the runner of GitHub does: `::name key=value,key=value::message`.
fn github(line: &str) -> Command {
    let (head, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
    let (kind, properties) = head.split_once(' ').expect("properties");
    let message_tokens = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
    let tokens = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    let property = |property: &str| {
        let (key, value) = property.split_once('=').expect("a value");
        (key.to_owned(), unescaped(value, &tokens))
    };
    Command {
        kind: kind.to_owned(),
        properties: properties.split(',').map(property).collect(),
        message: unescaped(message, &message_tokens),
    }
}

/// Reads a line as the agent of Azure does: `##vso[area.event key=value;key=value]message`.
fn azure(line: &str) -> Command {
    let (head, message) = line.strip_prefix("##vso[").and_then(|rest| rest.split_once(']')).expect("a command");
    let (event, properties) = head.split_once(' ').expect("properties");
    assert_eq!(event, "task.logissue");
    let message_tokens = [("%0D", "\r"), ("%0A", "\n"), ("%AZP25", "%")];
    let tokens = [("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%")];
    let property = |property: &str| {
        let (key, value) = property.split_once('=').expect("a value");
        (key.to_owned(), unescaped(value, &tokens))
    };
    let properties: Vec<_> = properties.split(';').map(property).collect();
    let kind = properties[0].1.clone();
    Command { kind, properties, message: unescaped(message, &message_tokens) }
}

/// A message as a log shows it: without commands of its own, and without what a terminal acts on.
fn harmless(message: &str) -> String {
    message.replace("##vso[", "## vso[").replace(['\u{1b}', '\0', '\u{202e}'], "\u{fffd}")
}

#[test]
fn github_reads_back_every_finding() {
    let text = written(&report(), "github");
    let mut lines = text.lines().map(github);
    let summary = lines.next().expect("a summary");
    assert_eq!((&*summary.kind, summary.get("title")), ("notice", Some("docparity")));
    assert!(summary.message.ends_with("2 errors, 2 warnings, 3 infos in 7 patterns"), "{}", summary.message);
    let commands: Vec<Command> = lines.collect();
    assert_eq!(commands.len(), PLACES.len());
    for (command, finding) in commands.iter().zip(expected()) {
        let kind = ["notice", "warning", "error"][finding.severity as usize];
        assert_eq!((&*command.kind, &*command.message), (kind, &*harmless(&finding.message)));
        assert_eq!(command.get("file"), Some(path(&finding)));
        assert_eq!(command.get("line"), Some(&*finding.line.to_string()));
        assert_eq!(command.get("endLine"), Some(&*finding.end_line.to_string()));
        let columns = if finding.line == finding.end_line { [Some("3"), Some("9")] } else { [None, None] };
        assert_eq!(["col", "endColumn"].map(|name| command.get(name)), columns);
        assert_eq!(command.get("title"), Some("header-name (ja-JP)"));
    }
}

#[test]
fn azure_reads_back_every_finding() {
    let text = written(&report(), "azure");
    let commands: Vec<Command> = text.lines().map(azure).collect();
    assert_eq!(commands.len(), PLACES.len());
    for (command, finding) in commands.iter().zip(expected()) {
        let kind = if finding.severity == Severity::Error { "error" } else { "warning" };
        assert_eq!((&*command.kind, &*command.message), (kind, &*harmless(&finding.message)));
        assert_eq!(command.get("sourcepath"), Some(path(&finding)));
        assert_eq!(command.get("linenumber"), Some(&*finding.line.to_string()));
        assert_eq!((command.get("columnnumber"), command.get("code")), (Some("3"), Some("header-name")));
    }
}

#[test]
fn one_annotation_stands_for_a_pattern_and_the_most_frequent_is_first() {
    let mut findings: Vec<Finding> = (0..3000).map(|_| finding(1, Severity::Error)).collect();
    findings.iter_mut().enumerate().for_each(|(at, finding)| finding.path = format!("page-{at:04}.md"));
    findings[7].severity = Severity::Warning;
    findings.insert(0, finding(3, Severity::Error));
    let report = report_of(findings);
    let text = written(&report, "azure");
    let commands: Vec<Command> = text.lines().map(azure).collect();
    assert_eq!(
        commands.iter().map(|command| command.get("sourcepath")).collect::<Vec<_>>(),
        [Some("page-0000.md"), Some("日本/ページ.md")]
    );
    assert!(commands[0].message.ends_with(" (and 2,999 more on other pages)"), "{}", commands[0].message);
    assert_eq!(written(&report, "github").lines().count(), 1 + 2);
}

fn json(report: &Report, format: &str) -> Value {
    serde_json::from_str(&written(report, format)).expect("JSON")
}

#[test]
fn sarif_encodes_paths_and_carries_repairs() {
    let report = report();
    let sarif = json(&report, "sarif");
    let uris = [
        "docs/a%20b.md",
        "docs/100%25%2C50%3A%3B%5B1%5D.md",
        "docs/%231.md",
        "%E6%97%A5%E6%9C%AC/%E3%83%9A%E3%83%BC%E3%82%B8.md",
        "docs/%C3%A4%3D%C3%B6.md",
        "docs/%3A%3Awarning.md",
        "docs/last.md",
    ];
    for (index, uri) in uris.into_iter().enumerate() {
        let result = &sarif["runs"][0]["results"][index];
        let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!((&artifact["uri"], &artifact["uriBaseId"]), (&uri.into(), &"%SRCROOT%".into()));
        assert_eq!(result["message"]["text"], PLACES[index].1);
        assert_eq!(result["relatedLocations"][0]["message"]["text"], PLACES[index].1);
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["artifactLocation"], *artifact);
        let replacement = &change["replacements"][0];
        assert_eq!(replacement["deletedRegion"].to_string(), r#"{"byteOffset":101,"byteLength":5}"#);
        assert_eq!(replacement["insertedContent"]["text"], "a\"b\n日");
    }
}

/// Code scanning refuses a file with more than 25,000 results.
#[test]
fn sarif_folds_what_is_too_much_for_code_scanning() {
    let sarif = json(&report_of((0..25_001).map(|at| finding(at % 2, SEVERITIES[at % 2])).collect()), "sarif");
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("results");
    let texts: Vec<&str> = results.iter().map(|it| it["message"]["text"].as_str().expect("a text")).collect();
    let expected = |at: usize, more: &str| format!("{} (and {more} more on this page)", PLACES[at].1);
    assert_eq!(texts, [expected(1, "12,499"), expected(0, "12,500")]);
    let told = run["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(told.contains("25,001 findings are more than code scanning takes: 2 of them stand for all"), "{told}");
}

#[test]
fn rdjson_suggests_repairs_inside_one_line() {
    let report = report();
    let rdjson = json(&report, "rdjson");
    for (index, finding) in report.findings.iter().enumerate() {
        let diagnostic = &rdjson["diagnostics"][index];
        assert_eq!(
            (&diagnostic["message"], &diagnostic["location"]["path"]),
            (&finding.message.clone().into(), &path(finding).into())
        );
        assert_eq!(diagnostic["location"]["range"]["start"]["column"], 21);
        let line = finding.line;
        let range = format!(r#"{{"start":{{"line":{line},"column":22}},"end":{{"line":{line},"column":27}}}}"#);
        let suggested = (line == finding.end_line).then_some(range);
        assert_eq!(diagnostic.pointer("/suggestions/0/range").map(ToString::to_string), suggested);
    }
}

#[test]
fn one_line_stays_one_line() {
    let report = report();
    let lines = written(&report, "concise");
    assert_eq!(lines.lines().count(), PLACES.len());
    assert!(!lines.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{lines:?}");
    assert!(lines.contains("docs/100%,50:;[1].md:11:3: error[header-name] two\u{fffd}\u{fffd}lines::error"));
    let text = written(&report, "text");
    assert!(!text.contains(['\u{1b}', '\u{0}', '\u{202e}', '\r']), "{text:?}");
}

#[test]
fn junit_holds_no_character_that_xml_forbids() {
    let text = written(&report(), "junit");
    assert!(!text.contains(['\u{1b}', '\u{0}']));
    assert!(text.contains("ヘッダー名 `承諾`"));
    assert!(uppsala::parse(&text).is_ok());
}

#[test]
fn markdown_says_what_it_leaves_out() {
    let many = |mut finding: Finding, at: usize| {
        finding.expected = Some(at.to_string());
        finding
    };
    let findings: Vec<Finding> = (0..20_000).map(|at| many(finding(at % 7, Severity::Error), at)).collect();
    let report = report_of(findings);
    let text = written(&report, "markdown");
    assert!((50_000..65_536).contains(&text.len()), "{}", text.len());
    let rows = text.lines().filter(|line| line.starts_with("| 1 | `header-name` |")).count();
    let left = text.lines().last().and_then(|line| line.split_once(" patterns with ")).expect("what is left out");
    let left: usize = left.0.replace(',', "").parse().expect("a number");
    assert_eq!(rows + left, 20_000);
    assert!(!written(&self::report(), "markdown").contains("left out"));
}

#[test]
fn markdown_lists_many_locales_in_rows() {
    let locales = ["bg", "de", "fr", "ja", "kn", "pt-BR", "sk", "zh-CN", "zh-TW"];
    let report = |number: usize| {
        let locale = |locale: &&str| {
            let mut finding = finding(3, Severity::Error);
            finding.locale = Some((*locale).into());
            finding
        };
        report_of(locales[..number].iter().map(locale).collect())
    };
    assert!(
        written(&report(8), "markdown").contains("| `header-name` | error | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 8 |\n")
    );
    let many = written(&report(9), "markdown");
    assert!(many.contains("| `header-name` | error | 9 |\n") && many.contains("| `zh-TW` | 1 |\n"), "{many}");
}
