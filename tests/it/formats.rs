//! The formats of `check`: each obeys its schema, and says what the JSON says. `DOCPARITY_PAGES=DIR` tests them on the pages
//! below that folder as well.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::support::{Project, command};
use docparity::report::FORMATS;
use docparity::rules;
use serde_json::Value;
use uppsala::XsdValidator;

/// What a run wrote, by format.
type Reports = BTreeMap<&'static str, String>;

/// Runs the tool once on each tree, and hands over what it wrote in every format.
fn on_each_tree(test: impl Fn(&Reports)) {
    static REPORTS: OnceLock<Vec<Reports>> = OnceLock::new();
    let pages = std::env::var("DOCPARITY_PAGES").ok();
    let trees = ["fixtures", "fixtures/clean", "./fixtures/showcase"].into_iter().chain(pages.as_deref());
    REPORTS.get_or_init(|| trees.map(reports).collect()).iter().for_each(test);
}

fn reports(tree: &str) -> Reports {
    let project = Project::new();
    let outputs: Vec<String> = FORMATS.iter().map(|it| format!("{0}={1}", it.name, project.at(it.name))).collect();
    let mut arguments =
        vec!["check", "--quiet", "--fail-on=never", "--select=all", "--format=concise", "--isolated", tree];
    outputs.iter().for_each(|output| arguments.extend(["--output", output]));
    // Without the time limit of other tests: a real tree takes a slow machine a minute.
    let run = command(&arguments).output().expect("the program runs");
    assert_eq!((run.status.code(), &*run.stderr), (Some(0), &b""[..]), "{tree}");
    assert_eq!(project.files().len(), FORMATS.len(), "nothing else is left: {:?}", project.files());
    let read = |name| String::from_utf8(project.read(name)).expect("UTF-8");
    let reports: Reports = FORMATS.iter().map(|format| (format.name, read(format.name))).collect();
    assert_eq!(reports["concise"].as_bytes(), run.stdout);
    reports
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {pointer}"))
}

fn findings(reports: &Reports) -> Vec<Value> {
    list(&json(&reports["json"]), "/findings").to_vec()
}

fn schema(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas").join(name);
    fs::read_to_string(path).expect("a schema")
}

#[track_caller]
fn assert_obeys(schema_name: &str, value: &Value) {
    let validator = jsonschema::validator_for(&json(&schema(schema_name))).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(value).take(5).map(|error| format!("{error:#?}")).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn xml_errors(text: &str) -> Vec<String> {
    let schema = schema("junit-10.xsd");
    let schema = uppsala::parse(&schema).expect("XML");
    let validator = XsdValidator::from_schema(&schema).expect("a schema");
    validator.validate(&uppsala::parse(text).expect("XML")).iter().map(ToString::to_string).collect()
}

#[test]
fn sarif_obeys_the_schema_of_the_standard() {
    on_each_tree(|reports| assert_obeys("sarif-2.1.0.json", &json(&reports["sarif"])));
}

#[test]
fn gitlab_obeys_its_schema_and_no_fingerprint_repeats() {
    on_each_tree(|reports| {
        let issues = json(&reports["gitlab"]);
        assert_obeys("gitlab-code-quality.json", &issues);
        let issues = list(&issues, "");
        let prints: BTreeSet<_> = issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
        assert_eq!((issues.len(), prints.len()), (findings(reports).len(), issues.len()));
    });
}

#[test]
fn junit_obeys_its_schema_and_holds_every_finding() {
    on_each_tree(|reports| {
        let text = &reports["junit"];
        assert_eq!(xml_errors(text), Vec::<String>::new());
        let findings = findings(reports);
        let infos = findings.iter().filter(|finding| finding["severity"] == "info").count();
        assert_eq!(text.matches("<testcase ").count(), findings.len().max(1));
        assert_eq!(text.matches("<failure ").count(), findings.len() - infos);
    });
}

#[test]
fn rdjson_obeys_its_schema() {
    on_each_tree(|reports| assert_obeys("rdjson.json", &json(&reports["rdjson"])));
}

#[test]
fn the_schemas_do_not_let_everything_pass() {
    on_each_tree(|reports| {
        for (name, format, pointer) in [
            ("sarif-2.1.0.json", "sarif", "/runs/0/results/0/level"),
            ("gitlab-code-quality.json", "gitlab", "/0/severity"),
            ("rdjson.json", "rdjson", "/diagnostics/0/severity"),
        ] {
            let mut report = json(&reports[format]);
            let Some(place) = report.pointer_mut(pointer) else { continue };
            *place = "dreadful".into();
            let validator = jsonschema::validator_for(&json(&schema(name))).expect("a schema");
            assert!(!validator.is_valid(&report), "{name}");
        }
        let damaged = reports["junit"].replacen("<testcase name=", "<testcase title=", 1);
        assert_ne!(xml_errors(&damaged), Vec::<String>::new());
    });
}

#[test]
fn sarif_says_what_json_says() {
    on_each_tree(|reports| {
        let sarif = json(&reports["sarif"]);
        let rules = list(&sarif, "/runs/0/tool/driver/rules");
        assert_eq!(rules.len(), rules::all().count());
        let results = list(&sarif, "/runs/0/results");
        let findings = findings(reports);
        assert_eq!(results.len(), findings.len());
        for (result, finding) in results.iter().zip(&findings) {
            assert!(result.get("suppressions").is_none());
            let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
            assert_eq!((&rules[index]["id"], &result["ruleId"]), (&finding["rule"], &finding["rule"]));
            assert_eq!(result["message"]["text"], finding["message"]);
            assert_eq!(result["partialFingerprints"]["docparity/v1"], finding["fingerprint"]);
            let level = if finding["severity"] == "info" { "note".into() } else { finding["severity"].clone() };
            assert_eq!(result["level"], level);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            for (theirs, ours) in [
                ("startLine", "line"),
                ("startColumn", "column"),
                ("endLine", "endLine"),
                ("endColumn", "endColumn"),
                ("byteOffset", "offset"),
                ("byteLength", "length"),
            ] {
                assert_eq!(region[theirs], finding[ours], "{ours} of {finding}");
            }
            let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
            assert_eq!(related, list(finding, "/related").len());
        }
    });
}

#[test]
fn rdjson_counts_columns_in_bytes() {
    on_each_tree(|reports| {
        let diagnostics = json(&reports["rdjson"]);
        let mut pages: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (diagnostic, finding) in list(&diagnostics, "/diagnostics").iter().zip(findings(reports)) {
            let path = finding["path"].as_str().expect("a path");
            let page = pages
                .entry(path.to_owned())
                .or_insert_with(|| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the page"));
            let offset = |position: &Value| {
                let number = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("a number");
                let lines = page.split_inclusive(|&byte| byte == b'\n').take(number("line") - 1);
                lines.map(<[u8]>::len).sum::<usize>() + number("column") - 1
            };
            let range = &diagnostic["location"]["range"];
            let (start, end) = (offset(&range["start"]), offset(&range["end"]));
            assert_eq!(
                (Value::from(start), Value::from(end - start)),
                (finding["offset"].clone(), finding["length"].clone())
            );
        }
    });
}

#[test]
fn json_lines_are_the_findings_of_json() {
    on_each_tree(|reports| {
        let lines: Vec<Value> = reports["jsonl"].lines().map(json).collect();
        assert_eq!(lines, findings(reports));
    });
}

#[test]
fn concise_is_one_line_a_finding() {
    on_each_tree(|reports| {
        let findings = findings(reports);
        assert_eq!(reports["concise"].lines().count(), findings.len());
        for (line, finding) in reports["concise"].lines().zip(&findings) {
            let text = |key: &str| finding[key].as_str().expect("a text").to_owned();
            let place = format!("{}:{}:{}: ", text("path"), finding["line"], finding["column"]);
            let rest = line.strip_prefix(&place).unwrap_or_else(|| panic!("{place} is not before {line}"));
            let name = format!("{}[{}] ", text("severity"), text("rule"));
            assert_eq!(rest.strip_prefix(&name).map(|message| message.contains('\n')), Some(false), "{line}");
        }
    });
}

#[test]
fn annotations_are_one_a_pattern_and_count_every_finding() {
    on_each_tree(|reports| {
        let patterns = json(&reports["json"])["summary"]["patterns"].as_u64().expect("a number");
        let total = |report: &str| -> usize {
            let more = |line: &str| {
                if let Some((_, locales)) = line.rsplit_once("(the same in ") {
                    return Some(locales.split(", ").count());
                }
                let (_, count) = line.rsplit_once("(and ")?;
                count.split_once(" more on ")?.0.replace(',', "").parse::<usize>().ok()
            };
            report.lines().map(|line| 1 + more(line).unwrap_or_default()).sum()
        };
        let findings = findings(reports).len();
        let (summary, annotations) = reports["github"].split_once('\n').expect("a summary");
        assert!(summary.starts_with("::notice title=docparity::"), "{summary}");
        for report in [annotations, &reports["azure"]] {
            assert_eq!((report.lines().count() as u64, total(report)), (patterns, findings));
        }
    });
}

#[test]
fn markdown_fits_into_a_comment() {
    on_each_tree(|reports| assert!(reports["markdown"].len() < 65_536));
}
