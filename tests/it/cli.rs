//! The command line: exit status, streams, formats.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{Project, docparity, fixture};
use docparity::rules;
use serde::Deserialize;
use serde_json::Value;

const SHOWCASE: &str = "fixtures/showcase";
const GERMAN: &str = "showcase/pages/docs.de-DE/api/parcel-reroute.md";

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn array<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("no array `{key}` in {value}"))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no text `{key}` in {value}"))
}

fn number(value: &Value, key: &str) -> usize {
    let number = value[key].as_u64().unwrap_or_else(|| panic!("no number `{key}` in {value}"));
    usize::try_from(number).expect("a small number")
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// The findings of `check --format json` with these arguments.
fn findings(arguments: &[&str]) -> Vec<Value> {
    let run = docparity(&[&["check", "--format", "json", "--fail-on", "never"], arguments].concat());
    // The fixtures are many trees, each with its own layout.
    let is_silent = run.stderr.lines().all(|line| line.starts_with("warning: only "));
    assert!(run.status == 0 && is_silent, "{}: {}", run.status, run.stderr);
    array(&json(&run.stdout), "findings").clone()
}

/// Asserts that nothing was done, and returns what the program said about it.
#[track_caller]
pub(crate) fn refused(arguments: &[&str]) -> String {
    let run = docparity(arguments);
    assert_eq!((run.status, &*run.stdout), (2, ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    run.stderr
}

/// As many copies of one page, each with the same header that was translated.
pub(crate) fn copies(number: usize) -> Project {
    let (project, page) = (Project::new(), fixture(GERMAN));
    (0..number).for_each(|copy| project.write(&format!("docs.de-DE/api/copy-{copy:03}.md"), &page));
    project
}

#[test]
fn the_exit_status_is_0_without_findings_and_1_with() {
    assert_eq!(docparity(&["check", "fixtures/clean", "--isolated"]).status, 0);
    assert_eq!(docparity(&["check", SHOWCASE]).status, 1);
}

#[test]
fn the_exit_status_follows_fail_on() {
    let levels = ["error", "warning", "info", "never"];
    let statuses = |path| levels.map(|level| docparity(&["check", "--fail-on", level, path]).status);
    assert_eq!(statuses(SHOWCASE), [1, 1, 1, 0]);
    assert_eq!(statuses("fixtures/front-matter-key"), [0, 1, 1, 0]);
    assert_eq!(statuses("fixtures/source-half"), [0, 0, 1, 0]);
    assert_eq!(statuses("fixtures/clean/permission-matrix"), [0, 0, 0, 0]);
}

#[test]
fn an_unknown_rule_is_refused_with_the_near_name() {
    for option in ["--select", "--ignore"] {
        let message = refused(&["check", option, "header-nam", SHOWCASE]);
        assert!(message.contains("`header-nam`") && message.contains("did you mean `header-name`?"), "{message}");
    }
    assert!(refused(&["check", "--select", "", SHOWCASE]).contains("``"));
}

#[test]
fn a_selection_that_leaves_no_rule_is_refused() {
    refused(&["check", "--select", "header-name", "--ignore", "contract", SHOWCASE]);
}

#[test]
fn a_wrong_command_line_is_refused() {
    for arguments in [&[][..], &["chek"], &["check", "--bogus"], &["check", "--format", "xml"], &["split", "."]] {
        assert_eq!(docparity(arguments).status, 2, "{arguments:?}");
    }
}

#[test]
fn a_path_without_pages_is_refused() {
    let project = Project::new();
    project.write("empty/readme.txt", "");
    for path in [project.at("missing"), project.at("empty")] {
        assert!(refused(&["check", &path]).contains(&path));
    }
}

#[test]
fn findings_go_to_stdout_and_complaints_to_stderr() {
    let run = docparity(&["check", SHOWCASE]);
    assert!(run.stdout.contains("error[header-name]"));
    assert_eq!(run.stderr, "");
    assert!(refused(&["check", SHOWCASE, "missing"]).contains("missing"));
}

#[test]
fn json_obeys_the_schema() {
    let schema = json(&docparity(&["schema"]).stdout);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for path in [SHOWCASE, "fixtures/clean", "fixtures"] {
        let report = json(&docparity(&["check", "--format", "json", "--select", "all", "--isolated", path]).stdout);
        let errors: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
    let mut report = json(&docparity(&["check", "--format", "json", SHOWCASE]).stdout);
    report["findings"][0]["line"] = "thirty-six".into();
    assert!(!validator.is_valid(&report), "the schema lets everything pass");
}

#[test]
fn json_is_sorted_by_path_offset_and_rule() {
    let findings = findings(&["--select", "all", "fixtures", "--isolated"]);
    let key = |finding: &Value| {
        (text(finding, "path").to_owned(), number(finding, "offset"), text(finding, "rule").to_owned())
    };
    assert!(findings.len() > 100 && findings.is_sorted_by_key(key));
}

/// Line and column, both from 1, of a byte of a file. A byte that is not UTF-8 counts as a character.
fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = &bytes[..offset];
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let column: usize = line.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum();
    (before.iter().filter(|&&byte| byte == b'\n').count() + 1, column + 1)
}

#[test]
fn places_agree_with_the_file() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    for finding in findings(&["--select", "all", "fixtures", "--isolated"]) {
        let bytes = fs::read(package.join(text(&finding, "path"))).expect("the page");
        let (start, length) = (number(&finding, "offset"), number(&finding, "length"));
        let slice = bytes.get(start..start + length).unwrap_or_else(|| panic!("outside the file: {finding}"));
        let place = |line, column| (number(&finding, line), number(&finding, column));
        assert_eq!(place("line", "column"), position(&bytes, start), "{finding}");
        assert_eq!(place("endLine", "endColumn"), position(&bytes, start + length), "{finding}");
        let is_name = finding["rule"] == "header-name" && !finding["found"].is_null();
        let plain = !slice.iter().any(|byte| b"<>&`*_\\".contains(byte));
        assert!(!is_name || !plain || slice == text(&finding, "found").as_bytes(), "{finding}");
    }
}

#[test]
fn fingerprints_differ_and_survive_edits_elsewhere() {
    let (project, page) = (Project::new(), fixture(GERMAN));
    let prints = |bytes: &[u8]| {
        project.write("docs.de-DE/page.md", bytes);
        let findings = findings(&[&project.at("docs.de-DE")]);
        findings.iter().map(|finding| text(finding, "fingerprint").to_owned()).collect::<Vec<_>>()
    };
    let before = prints(&page);
    let distinct: BTreeSet<&String> = before.iter().collect();
    assert_eq!((before.len(), distinct.len()), (3, 3));
    let edited = String::from_utf8(page).expect("UTF-8").replacen("\n## ", "\nNew.\n\n## ", 1);
    assert_eq!(prints(edited.as_bytes()), before);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    for arguments in [
        ["check", "--format", "json", "fixtures"],
        ["check", "--no-fold", "--select=all", "fixtures"],
        ["check", "--format", "text", "fixtures"],
        ["extract", "--format", "jsonl", "fixtures"],
    ] {
        let with = |threads| docparity(&[&["--threads", threads], &arguments[..], &["--isolated"]].concat());
        assert!(with("1") == with("4"), "{arguments:?}");
    }
}

#[test]
fn select_and_ignore_take_rules_and_families() {
    // Whether an ignore is needed, and whether the English is fragile, depends on the rules that run.
    let all = findings(&["--select", "all", "--ignore", "unused-ignore,source-fragile", "fixtures", "--isolated"]);
    let only = |keep: &dyn Fn(&Value) -> bool| all.iter().filter(|finding| keep(finding)).cloned().collect::<Vec<_>>();
    assert_eq!(
        findings(&["--select", "page", "--ignore", "unused-ignore,source-fragile", "fixtures", "--isolated"]),
        only(&|finding| finding["family"] == "page")
    );
    assert_eq!(
        findings(&["--select", "header-name", "fixtures", "--isolated"]),
        only(&|finding| finding["rule"] == "header-name")
    );
    let rest = findings(&["--select", "all", "--ignore", "header-name,page,source-fragile", "fixtures", "--isolated"]);
    assert_eq!(rest, only(&|finding| finding["rule"] != "header-name" && finding["family"] != "page"));
}

#[test]
fn more_than_twenty_findings_fold_to_one_of_each_pattern() {
    let shown = |copies: &Project, more: &[&str]| {
        let run = docparity(&[&["check", "--select", "header-name", &copies.at(".")], more].concat());
        (run.stdout.matches("error[header-name]").count(), run.stdout)
    };
    let (twenty, many) = (copies(20), copies(21));
    assert_eq!(shown(&twenty, &[]).0, 20);
    let (number, folded) = shown(&many, &[]);
    assert_eq!(number, 1);
    assert!(folded.contains("copy-000.md:") && folded.contains("and 20 more on other pages"), "{folded}");
    let (number, whole) = shown(&many, &["--no-fold"]);
    assert_eq!((number, whole.contains(" more on ")), (21, false));
    assert_eq!(folded.lines().last(), whole.lines().last());
}

/// The lists of a contract, and the fields of what stands in them.
const CONTRACT: [(&str, &[&str]); 7] = [
    ("requests", &["method", "path"]),
    ("permissions", &["type", "scopes", "text"]),
    ("headers", &["name", "value"]),
    ("responses", &["status", "reason", "from"]),
    ("exampleRequests", &["method", "url"]),
    ("identifiers", &["table", "name", "type"]),
    ("members", &["name", "value"]),
];

#[track_caller]
fn assert_is_contract(contract: &Value) {
    assert_eq!(keys(contract), CONTRACT.map(|(list, _)| list));
    for (list, fields) in CONTRACT {
        for fact in array(contract, list) {
            let found: Vec<&str> = keys(fact).into_iter().filter(|key| *key != "columns").collect();
            assert_eq!(found, fields, "{list}");
        }
    }
}

#[test]
fn extract_writes_json_with_one_object_a_page() {
    let run = docparity(&["extract", "--format", "json", "fixtures", "--isolated"]);
    let pages = json(&run.stdout);
    let pages = pages.as_array().expect("an array");
    assert!(pages.is_sorted_by_key(|page| text(page, "path")));
    for page in pages {
        let fields = ["path", "locale", "page", "title", "frontMatter", "localized", "source", "segments"];
        assert_eq!(keys(page), fields);
        assert_is_contract(&page["localized"]);
        assert_eq!(page["source"].is_null(), number(page, "segments") == 0, "{}", page["path"]);
        if !page["source"].is_null() {
            assert_is_contract(&page["source"]);
        }
    }
}

#[test]
fn extract_states_both_readings() {
    let run = docparity(&["extract", "--format", "json", &format!("fixtures/{GERMAN}")]);
    let page = &json(&run.stdout)[0];
    assert_eq!((text(page, "locale"), text(page, "title"), number(page, "segments")), ("de-DE", "Paket umleiten", 29));
    assert_eq!(text(&page["frontMatter"], "ms.locfileid"), "35229611");
    let header = |reading: &str, row: usize| page[reading]["headers"][row]["name"].clone();
    assert_eq!([0, 1].map(|row| header("localized", row)), ["Authorization", "Annehmen"]);
    assert_eq!([0, 1].map(|row| header("source", row)), ["Authorization", "Accept"]);
    let expected = r#"[{"method":"POST","path":"/depots/{depotId}/parcels/{parcelId}/reroute"}]"#;
    assert_eq!(page["source"]["requests"].to_string(), expected);
}

#[test]
fn the_members_of_an_enumeration_are_found_by_the_english_head() {
    let pair = |id: usize, localized: &str, source: &str| {
        format!(
            "<span data-ttu-id=\"6e7f8-{id}\">{localized}</span><span class=\"sxs-lookup\"><span data-stu-id=\"6e7f8-{id}\">{source}</span></span>"
        )
    };
    let page = |heads: [&str; 2], rows: &str| format!("# tideLevel\n\n|{}|{}|\n|:-|:-|\n{rows}", heads[0], heads[1]);
    let project = Project::new();
    project.write("docparity.yaml", "source: source\n");
    project.write("source/tides.md", page(["Value", "#"], "|low|1|\n|high|3|\n"));
    project.write("de/tides.md", page(["Wert", "Nr."], "|niedrig|1|\n|high|4|\n"));
    project.write("de/winds.md", page(["Mitglied", "Wert"], "|no English head|1|\n"));
    let (member, value) = (pair(101, "Mitglied", "Member"), pair(102, "Wert", "Value"));
    let low = format!("|{}|{}|\n|high|4|\n|Sonstige||\n", pair(103, "niedrig", "low"), pair(104, "2", "1"));
    project.write("docs.es-ES/tides.md", page([&member, &value], &low));
    let extract = |locale: &str| -> Vec<[String; 2]> {
        let run = docparity(&["extract", "--format", "jsonl", &project.at(locale)]);
        let pages = run.stdout.lines().map(json);
        let members = |contract: &Value| contract["members"].to_string().replace(['"', '{', '}'], "");
        pages.map(|page| ["localized", "source"].map(|reading| members(&page[reading]))).collect()
    };
    let plain = "[name:niedrig,value:1,name:high,value:4]";
    assert_eq!(extract("de"), [[plain, "null"], ["[]", "null"]]);
    let both = ["[name:niedrig,value:2,name:high,value:4]", "[name:low,value:1,name:high,value:4]"];
    assert_eq!(extract("docs.es-ES"), [both]);
}

#[test]
fn extract_says_the_same_in_every_format() {
    let extract = |format| docparity(&["extract", "--format", format, SHOWCASE]).stdout;
    let pages = json(&extract("json"));
    let lines: Vec<Value> = extract("jsonl").lines().map(json).collect();
    assert_eq!(pages.as_array(), Some(&lines));
    let yaml = extract("yaml");
    let documents = serde_yaml::Deserializer::from_str(&yaml).map(|page| Value::deserialize(page).expect("YAML"));
    assert_eq!(documents.collect::<Vec<_>>(), lines);
    let plain = extract("text");
    for page in &lines {
        assert!(plain.contains(&format!("# {} ({})\n", text(page, "path"), text(page, "locale"))));
        array(&page["localized"], "headers").iter().for_each(|header| assert!(plain.contains(text(header, "name"))));
    }
}

/// A bilingual page, and its two readings, from the same parts.
fn bilingual(localized: &[u8], source: &[u8], end: &str) -> [Vec<u8>; 3] {
    let [open, close]: [&[u8]; 2] = [b"<span data-ttu-id=\"1a-101\">", b"</span></span>"];
    let between: &[u8] = b"</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a-101\">";
    let pair = [open, localized, between, source, close].concat();
    let rest = format!("{end}{end}`shared`{end}");
    [&*pair, localized, source].map(|inside| [b"# <a name=\"a\"></a>", inside, rest.as_bytes()].concat())
}

#[test]
fn split_writes_both_readings_byte_for_byte() {
    let project = Project::new();
    let pages = [
        ("de-DE/unix.md", bilingual("Über".as_bytes(), b"About", "\n")),
        ("de-DE/deep/windows.md", bilingual("Über".as_bytes(), b"About", "\r\n")),
        ("ja-JP/bytes.md", bilingual(b"\xdcber \xff\xfe", b"A\xe9out", "\r\n")),
    ];
    pages.iter().for_each(|(path, [page, ..])| project.write(&format!("in/{path}"), page));
    project.write("in/fr-FR/plain.md", "# Titre\r\n\n\r");
    let run = docparity(&["split", &project.at("in"), "-o", &project.at("out")]);
    assert_eq!((run.status, &*run.stdout), (0, ""));
    for (path, [_, localized, source]) in &pages {
        assert!(project.read(&format!("out/localized/{path}")) == *localized, "localized {path}");
        assert!(project.read(&format!("out/source/{path}")) == *source, "source {path}");
    }
    assert_eq!(project.read("out/localized/fr-FR/plain.md"), b"# Titre\r\n\n\r");
    assert_eq!(
        project.files().len(),
        4 + 7,
        "two files of a bilingual page, one of a plain page: {:?}",
        project.files()
    );
}

#[test]
fn split_takes_a_file_as_well() {
    let project = Project::new();
    let [page, localized, source] = bilingual(b"Titel", b"Title", "\n");
    project.write("in/page.txt", page);
    assert_eq!(docparity(&["split", &project.at("in/page.txt"), "--output", &project.at("out")]).status, 0);
    assert_eq!(project.files(), ["in/page.txt", "out/localized/page.txt", "out/source/page.txt"]);
    assert_eq!((project.read("out/localized/page.txt"), project.read("out/source/page.txt")), (localized, source));
}

#[test]
fn rules_lists_and_explains_every_rule() {
    let list = docparity(&["rules"]);
    assert_eq!((list.status, &*list.stderr), (0, ""));
    let listed = list.stdout.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let known = rules::all().map(|rule| rule.name);
    assert_eq!(listed.collect::<BTreeSet<_>>(), known.collect::<BTreeSet<_>>());
    for rule in rules::all() {
        let run = docparity(&["rules", rule.name]);
        for part in [rule.name, rule.what, rule.why, rule.mqm, rule.passes, rule.fix] {
            assert!(run.stdout.contains(part), "{}: {part}", rule.name);
        }
    }
    assert!(refused(&["rules", "header-nam"]).contains("did you mean `header-name`?"));
}
