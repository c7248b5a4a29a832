//! What git tells of English pages that do not exist, or were not always English.

use crate::support::git::{commit, git};
use crate::support::{Project, command, run};

fn page(project: &Project, path: &str, text: &str) {
    project.write(&format!("repository/docs/{path}"), text);
}

/// The path, level and message of each finding of a rule.
fn told(project: &Project, rule: &str) -> Vec<(String, String, String)> {
    let mut command = command(&["check", "docs", "--format", "json", "--fail-on", "never"]);
    command.current_dir(project.at("repository"));
    let json: serde_json::Value = serde_json::from_str(&run(command).stdout).expect("JSON");
    let findings = json["findings"].as_array().expect("findings").iter().filter(|finding| finding["rule"] == rule);
    let word = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    findings.map(|finding| (word(finding, "path"), word(finding, "severity"), word(finding, "message"))).collect()
}

#[test]
fn a_page_without_english_is_told_what_became_of_it() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet", "repository"]);
    for name in ["boat", "oar", "sail", "rope", "deck", "keel", "mast", "stern"] {
        page(&project, &format!("en/{name}.md"), &format!("# The {name}\n\nAll that is known of a {name}.\n"));
        page(&project, &format!("de/{name}.md"), &format!("# Ein {name}\n\nAlles, was man von {name} weiß.\n"));
    }
    commit(&project, "repository");
    git(&project, "repository", &["mv", "docs/en/oar.md", "docs/en/paddle.md"]);
    page(&project, "en/hull/keel.md", "# The backbone\n\nHow a hull is built from below.\n");
    commit(&project, "repository");
    git(&project, "repository", &["mv", "docs/en/paddle.md", "docs/en/scull.md"]);
    git(&project, "repository", &["rm", "--quiet", "docs/en/sail.md"]);
    git(&project, "repository", &["rm", "--quiet", "docs/en/keel.md"]);
    page(&project, "de/segel-setzen.md", "# Segel setzen\n\nWie man ein Segel setzt.\n");
    let last = commit(&project, "repository");
    let told = told(&project, "page-orphaned");
    let by = |name: &str| told.iter().find(|(path, ..)| path.ends_with(name)).expect("a finding");
    let (_, level, message) = by("de/oar.md");
    assert_eq!((&**level, message.contains("it was renamed to `docs/en/scull.md`")), ("info", true), "{message}");
    let (_, level, message) = by("de/sail.md");
    assert_eq!((&**level, message.contains(&format!("(commit {})", &last[..12]))), ("info", true), "{message}");
    let (_, level, message) = by("de/segel-setzen.md");
    assert_eq!((&**level, message.ends_with("and git knows none at its path")), ("info", true), "{message}");
    let (_, _, message) = by("de/keel.md");
    assert!(message.contains("of this name in this folder: it was deleted"), "{message}");
    assert!(message.ends_with("/en/hull/keel.md` has the same name"), "{message}");
    assert_eq!(told.len(), 4, "{told:?}");
}

#[test]
fn a_shallow_clone_does_not_know_whether_a_page_ever_was() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet", "origin"]);
    for path in ["en/boat.md", "de/boat.md", "de/segel-setzen.md"] {
        project.write(&format!("origin/docs/{path}"), "# Segel setzen\n\nAlles, was man von Segeln weiß.\n");
    }
    commit(&project, "origin");
    project.write("origin/docs/en/boat.md", "# Boat\n\nAll that is known of boats.\n");
    commit(&project, "origin");
    let origin = format!("file://{}", project.at("origin"));
    git(&project, ".", &["clone", "--quiet", "--depth=1", &origin, "repository"]);
    let told = told(&project, "page-orphaned");
    assert!(told[0].2.ends_with("has no page of this name"), "{told:?}");
}

#[test]
fn a_page_is_no_older_than_the_first_english_in_english() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet", "repository"]);
    let chinese = "# 渡船\n\n渡船每小时过河一次，`ferry_rate` 决定速度。\n\n乘客在岸边等待。\n";
    page(&project, "en/ferry.md", chinese);
    page(&project, "en/bank.md", "# Bank\n\nWords of the bank.\n");
    page(&project, "zh/bank.md", "# 河岸\n\n河岸的话。\n");
    commit(&project, "repository");
    page(&project, "zh/ferry.md", chinese);
    commit(&project, "repository");
    let english = "# The ferry\n\nThe ferry crosses the river each hour, `ferry_rate` says how fast.\n\nPassengers of \
        `POST /ferries` wait on the bank.\n";
    page(&project, "en/ferry.md", english);
    commit(&project, "repository");
    for rule in ["stale-contract", "stale-code", "stale-prose"] {
        assert_eq!(told(&project, rule), [], "{rule}");
    }
}
