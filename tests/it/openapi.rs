//! `docparity openapi`: which differences are told, and in which forms.

use serde_json::Value;

use crate::support::{Project, Run, docparity_in};

const DESCRIPTION: &str = "openapi: 3.1.0\npaths:\n  /depots/{depot}:\n    get: {responses: {'200': {description: OK}}}\n\
    \x20 /depots/{depot}/cranes:\n    get: {responses: {}}\n  /boats:\n    get: {responses: {}}\n  /depotsOld:\n    get: {responses: {}}\n";

/// Two pages that promise what `api.yaml` lacks, and lack what it has.
fn harbor() -> Project {
    let project = Project::new();
    let page = |request: &str| format!("# Dock\n\n## HTTP request\n```http\nGET {request}\n```\n");
    project.write("en/depot.md", page("/depots/{id}"));
    project.write("en/quay.md", page("/quays"));
    project.write("api.yaml", DESCRIPTION);
    project
}

fn openapi(project: &Project, more: &[&str]) -> Run {
    docparity_in(project, &[&["openapi", "en", "--description", "api.yaml"], more].concat())
}

/// The operations that differ.
fn operations(project: &Project, more: &[&str]) -> Vec<String> {
    let run = openapi(project, &[&["--format", "json"], more].concat());
    let json: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let differences = json["differences"].as_array().expect("a list").iter();
    differences.map(|it| it["operation"].as_str().expect("a text").to_owned()).collect()
}

#[test]
fn one_side_and_some_paths_are_told_alone() {
    let project = harbor();
    let all = ["GET /boats", "GET /depots/{depot}/cranes", "GET /depotsOld", "GET /quays"];
    assert_eq!(operations(&project, &[]), all);
    assert_eq!(operations(&project, &["--side", "docs"]), all[3..]);
    assert_eq!(operations(&project, &["--side", "description"]), all[..3]);
    assert_eq!(operations(&project, &["--path", "/depots"]), all[1..2]);
    assert_eq!(operations(&project, &["--path", "/depots/{any}/", "--path", "quays"]), [all[1], all[3]]);
    assert_eq!(operations(&project, &["--path", "/"]), all);
    assert_eq!(openapi(&project, &["--path", "/depots", "--side", "docs"]).status, 0);
    let none = openapi(&project, &["--path", "/depot"]);
    assert_eq!((none.status, &*none.stderr), (2, "error: --path: no operation begins with `/depot`, here or there\n"));
}

#[test]
fn what_was_not_asked_for_is_counted() {
    let project = harbor();
    let last = |more: &[&str]| openapi(&project, more).stdout.lines().last().unwrap_or_default().to_owned();
    assert_eq!(last(&[]), "2 documented operations, 4 described: 4 differences");
    let clean = openapi(&project, &["--path", "/depots", "--side", "docs"]);
    let said = "1 documented operation, 2 described: 0 differences; left out: 3 operations by `--path`, 1 difference by `--side`";
    assert_eq!((clean.status, &*clean.stdout), (0, &*format!("{said}\n")));
    assert!(last(&["--side", "description"]).ends_with(": 3 differences; left out: 1 difference by `--side`"));
    assert_eq!(last(&["--path", "/"]), last(&[]));
    for format in ["sarif", "markdown"] {
        let run = openapi(&project, &["--path", "/depots", "--side", "docs", "--format", format]);
        assert!(run.stdout.contains(said), "{}", run.stdout);
    }
}

#[test]
fn what_an_earlier_run_told_is_known() {
    let project = harbor();
    let before = openapi(&project, &["--format", "json"]);
    project.write("known.json", &before.stdout);
    let known = openapi(&project, &["--baseline", "known.json"]);
    assert_eq!((known.status, &*known.stderr), (0, ""));
    assert_eq!(known.stdout, "2 documented operations, 4 described: 0 differences, 4 known\n");
    project.write("api.yaml", DESCRIPTION.replace("/boats", "/ships"));
    let changed = openapi(&project, &["--baseline", "known.json"]);
    assert_eq!((changed.status, &*changed.stderr), (1, "note: 1 difference of the baseline is gone\n"));
    assert!(changed.stdout.starts_with("`GET /ships` is described, and documented on no page\n"), "{}", changed.stdout);
    project.write("known.json", "{}");
    let wrong = openapi(&project, &["--baseline", "known.json"]);
    assert!(
        wrong.status == 2 && wrong.stderr.contains("known.json:1:2: not what `docparity openapi --format json` writes"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn differences_are_written_for_code_scanning_and_job_pages() {
    let project = harbor();
    let schema: Value = serde_json::from_str(include_str!("../schemas/sarif-2.1.0.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let sarif: Value = serde_json::from_str(&openapi(&project, &["--format", "sarif"]).stdout).expect("JSON");
    assert!(validator.is_valid(&sarif), "{:?}", validator.iter_errors(&sarif).next());
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let at = |result: &Value| {
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        (result["ruleId"].as_str().expect("an id").to_owned(), place.as_str().expect("a path").to_owned())
    };
    let places: Vec<(String, String)> = results.iter().map(at).collect();
    assert_eq!(places[0], ("openapi-undocumented".to_owned(), "api.yaml".to_owned()));
    assert_eq!(places[3], ("openapi-undescribed".to_owned(), "en/quay.md".to_owned()));
    let prints: std::collections::BTreeSet<String> =
        results.iter().map(|it| it["partialFingerprints"].to_string()).collect();
    assert_eq!(prints.len(), 4);
    project.write("api.yaml", DESCRIPTION.replace("/boats", "/boats@crew|x"));
    insta::assert_snapshot!(openapi(&project, &["--format", "markdown"]).stdout);
}
