//! `--min-severity`: what is milder is counted, and nothing else is told of it.

use serde_json::Value;

use crate::support::{Project, Run, docparity_in};

/// A page with an error, the path of a request, and a warning, a control character.
fn crane() -> Project {
    let project = Project::new();
    let page = |path: &str, text: &str| format!("# Crane\n\n## HTTP request\n```http\nGET {path}\n```\n\n{text}\n");
    project.write("en/crane.md", page("/cranes", "Lift it."));
    project.write("fi/crane.md", page("/nosturit", "Nosta\u{7} se."));
    project
}

fn check(project: &Project, more: &[&str]) -> Run {
    docparity_in(project, &[&["check", ".", "--assume-current"], more].concat())
}

fn summary(run: &Run) -> &str {
    run.stdout.lines().find(|line| line.contains(" segments: ")).unwrap_or_default()
}

#[test]
fn milder_findings_are_hidden_and_counted() {
    let project = crane();
    let all = check(&project, &[]);
    assert!(all.stdout.contains("warning[") && all.stdout.contains("error["), "{}", all.stdout);
    let run = check(&project, &["--min-severity", "error"]);
    assert!(!run.stdout.contains("warning[") && run.stdout.contains("error["), "{}", run.stdout);
    assert!(summary(&run).ends_with(": 1 error, 0 warnings, 0 infos in 1 pattern, 1 hidden"), "{}", run.stdout);
    assert_eq!(summary(&check(&project, &["--min-severity", "info"])), summary(&all));
    let wrong = check(&project, &["--min-severity", "worse"]);
    assert!(wrong.status == 2 && wrong.stderr.contains("error, warning, info"), "{}", wrong.stderr);
}

#[test]
fn what_is_hidden_fails_no_run_and_is_not_called_fixed() {
    let project = crane();
    project.write("fi/crane.md", String::from_utf8_lossy(&project.read("fi/crane.md")).replace("/nosturit", "/cranes"));
    assert_eq!(check(&project, &["--fail-on", "warning"]).status, 1);
    let hidden = check(&project, &["--fail-on", "warning", "--min-severity", "error"]);
    assert!(hidden.status == 0 && summary(&hidden).ends_with(": no findings, 1 hidden"), "{}", hidden.stdout);
    check(&project, &["--write-baseline", "known.txt", "--min-severity", "error"]);
    let known = check(&project, &["--baseline", "known.txt", "--ratchet", "--min-severity", "error"]);
    assert_eq!(known.status, 0, "{}", known.stderr);
    assert!(
        summary(&known).ends_with(": no findings, 1 known"),
        "the baseline holds what was hidden: {}",
        known.stdout
    );
}

#[test]
fn the_json_says_which_severities_it_holds() {
    let project = crane();
    let levels = |more: &[&str]| {
        let run = check(&project, &[&["--format", "json", "--isolated"], more].concat());
        let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
        json["summary"]["scope"]["levels"].clone()
    };
    assert_eq!(levels(&["--min-severity", "warning"]), serde_json::json!(["error", "warning"]));
    assert_eq!(levels(&["--min-severity", "info"]), levels(&[]));
}

#[test]
fn each_format_says_that_findings_are_hidden_or_the_run_does() {
    let project = crane();
    let said = "1 finding is hidden, as milder than what is told";
    let run = |format: &str, least: &str| check(&project, &["--format", format, "--min-severity", least]);
    let json: Value = serde_json::from_str(&run("json", "error").stdout).expect("JSON");
    assert_eq!(json["summary"]["hidden"], 1);
    let json: Value = serde_json::from_str(&run("json", "info").stdout).expect("JSON");
    assert_eq!(json["summary"]["hidden"], Value::Null);
    let sarif: Value = serde_json::from_str(&run("sarif", "error").stdout).expect("JSON");
    let told = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().expect("a list");
    assert!(told.iter().any(|it| it["message"]["text"] == said && it["level"] == "note"), "{told:?}");
    let junit = run("junit", "error").stdout;
    assert!(junit.contains("<property name=\"hidden findings\" value=\"1\"/>"), "{junit}");
    assert!(!run("junit", "info").stdout.contains("propert"));
    for format in ["gitlab", "rdjson", "azure", "concise", "jsonl"] {
        assert!(run(format, "error").stderr.contains(said), "{format}");
        assert!(!run(format, "info").stderr.contains("hidden"), "{format}");
    }
    for format in ["text", "json", "sarif", "junit", "github", "markdown"] {
        assert!(!run(format, "error").stderr.contains("hidden"), "{format}");
    }
}
