//! What code scanning is told of findings that are known, and where they stand.

use std::fs;
use std::path::Path;

use crate::support::{Project, Run, command, fixture, run};
use serde_json::Value;

const GERMAN: &str = "showcase/pages/docs.de-DE/api/parcel-reroute.md";

fn check(project: &Project, folder: &str, arguments: &[&str]) -> Run {
    let mut command = command(&[&["check"], arguments].concat());
    command.current_dir(project.at(folder));
    run(command)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn results(sarif: &Value) -> &Vec<Value> {
    sarif["runs"][0]["results"].as_array().expect("results")
}

/// A page whose two defects are known, and one that is new since.
fn known() -> Project {
    let project = Project::new();
    let page = String::from_utf8(fixture(GERMAN)).expect("UTF-8");
    project.write("docs.de-DE/send.md", &page);
    assert_eq!(check(&project, "", &["--write-baseline", "known.txt"]).status, 0);
    let known = String::from_utf8(project.read("known.txt")).expect("UTF-8");
    project.write("known.txt", known.replace("\"Annehmen\"", "\"Annehmen\" reason: the vendor has it"));
    project.write("docs.de-DE/send.md", page.replacen("126\">application/json<", "126\">Anwendung/json<", 1));
    project
}

#[test]
fn what_is_known_is_left_out_unless_it_is_asked_for() {
    let project = known();
    let sarif = |more: &[&str]| {
        let sarif = check(&project, "", &[&["--baseline", "known.txt", "--format", "sarif"], more].concat()).stdout;
        json(&sarif)
    };
    let unasked = sarif(&[]);
    assert_eq!((results(&unasked).len(), &results(&unasked)[0]["baselineState"]), (1, &"new".into()));
    let asked = sarif(&["--suppressed"]);
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0.json"));
    let schema = json(&schema.expect("a schema"));
    jsonschema::draft7::new(&schema).expect("a schema").validate(&asked).expect("valid SARIF");
    let states: Vec<&Value> = results(&asked).iter().map(|result| &result["baselineState"]).collect();
    assert_eq!(states, ["new", "unchanged", "unchanged", "unchanged"]);
    let why = |result: &Value| result["suppressions"][0].clone();
    assert!(why(&results(&asked)[0]).is_null());
    assert!(results(&asked)[1..].iter().all(|result| why(result)["kind"] == "external"));
    let reason = |result: &&Value| why(result)["justification"] == "the vendor has it";
    assert_eq!(results(&asked).iter().filter(reason).count(), 1);
    assert!(check(&project, "", &["--suppressed"]).stderr.contains("--suppressed is for the sarif format"));
    // Without a baseline there is no state to speak of.
    let sarif = check(&project, "", &["--format", "sarif", "--suppressed"]).stdout;
    assert!(!sarif.contains("baselineState") && !sarif.contains("\"suppressions\""));
}

/// A report goes to another machine: what lies below the current folder is named from there, however PATH is spelled.
#[test]
fn paths_below_the_current_folder_are_relative() {
    let project = Project::new();
    project.write(
        "site/docs/en/log.md",
        "# Log\n\n## Stern\n\nThe `stern` is the back of the ship.\n\n## Bow\n\nThe front.\n",
    );
    project.write("site/docs/de/log.md", "# Logbuch\n\n## Heck\n\nDas `heck` ist der hintere Teil des Schiffs.\n");
    let absolute = project.at("site");
    for path in [".", &*absolute, "../site", &*project.at("site/docs")] {
        let sarif = json(&check(&project, "site", &["--assume-current", "--format", "sarif", path]).stdout);
        assert!(!results(&sarif).is_empty(), "{path}");
        for result in results(&sarif) {
            let related = result["relatedLocations"].as_array().into_iter().flatten();
            for place in result["locations"].as_array().into_iter().flatten().chain(related) {
                let uri = place["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a URI");
                assert!(uri.starts_with("docs/"), "{path}: {uri}");
            }
        }
    }
}
