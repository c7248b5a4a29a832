//! `check --changed-since`: the findings of the whole run that stand on pages that changed. The tests make their repositories
//! themselves; without git they fail.

use std::fs;

use crate::support::git::{commit, git};
use crate::support::{Project, Run, command, run};
use serde_json::Value;

/// An English page with a request header.
fn english(title: &str) -> String {
    format!(
        "# {title}\n\n{title} a barge at a quay.\n\n## Request headers\n\n|Name|Description|\n|:---|:---|\n|Accept|application/json|\n"
    )
}

/// A German page whose header is written `header`, said to be made from the English of today.
fn german(title: &str, header: &str) -> String {
    format!(
        "# {title}\n\nMacht einen Kahn an einem Kai fest.\n\n## <a name=\"request-headers\"></a>Header\n\n|Name|Beschreibung|\n\
         |:---|:---|\n|{header}|application/json|\n"
    )
}

const PAGES: [&str; 4] = ["dock", "moor", "tow", "load"];

/// A repository with four English pages, and German and French ones with a translated header each; with its first commit.
fn project() -> (Project, String) {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"docs/{locale}/{page}\"\nassume-current: true\n");
    for page in PAGES {
        project.write(&format!("docs/en/api/{page}.md"), english(page));
        project.write(&format!("docs/de/api/{page}.md"), german(page, "Annehmen"));
        project.write(&format!("docs/fr/api/{page}.md"), german(page, "Accepter"));
    }
    git(&project, ".", &["init", "--quiet"]);
    let first = commit(&project, ".");
    (project, first)
}

fn check(project: &Project, folder: &str, arguments: &[&str]) -> Run {
    let mut command = command(&[&["check", "docs", "--format", "json", "--fail-on", "never"], arguments].concat());
    command.current_dir(project.at(folder));
    run(command)
}

fn findings(run: &Run) -> Vec<Value> {
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.lines().all(|line| line.starts_with("note: docs/")), "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    report["findings"].as_array().expect("findings").clone()
}

fn path(finding: &Value) -> &str {
    finding["path"].as_str().expect("a path")
}

/// The pages that a run since `revision` reports on. It must say of them what the whole run says.
#[track_caller]
fn changed(project: &Project, revision: &str) -> Vec<String> {
    let since = findings(&check(project, ".", &["--changed-since", revision]));
    let mut pages: Vec<String> = since.iter().map(|finding| path(finding).to_owned()).collect();
    let mut whole = findings(&check(project, ".", &[]));
    whole.retain(|finding| pages.iter().any(|page| page == path(finding)));
    assert_eq!(since, whole);
    pages.dedup();
    pages
}

#[test]
fn committed_staged_unstaged_and_untracked_pages_are_reported() {
    let (project, first) = project();
    assert_eq!(changed(&project, &first), [""; 0]);
    assert_eq!(changed(&project, "HEAD"), [""; 0]);
    project.write("docs/de/api/dock.md", german("dock", "Annahme"));
    commit(&project, ".");
    project.write("docs/de/api/moor.md", german("moor", "Annahme"));
    git(&project, ".", &["add", "--all"]);
    project.write("docs/de/api/tow.md", german("tow", "Annahme"));
    project.write("docs/de/api/new & näher.md", "# Neu\n\nEin Satz mit U+FFFD: \u{fffd}.\n");
    let names = ["dock", "moor", "new & näher", "tow"];
    assert_eq!(changed(&project, &first), names.map(|name| format!("docs/de/api/{name}.md")));
    assert_eq!(
        changed(&project, "HEAD"),
        names[1..].iter().map(|name| format!("docs/de/api/{name}.md")).collect::<Vec<_>>()
    );
    // Back as it was: not changed, whatever git thinks of its time.
    project.write("docs/de/api/tow.md", german("tow", "Annehmen"));
    assert!(!changed(&project, &first).contains(&"docs/de/api/tow.md".to_owned()));
}

#[test]
fn the_summary_counts_the_pages_that_changed() {
    let (project, first) = project();
    project.write("docs/de/api/dock.md", german("dock", "Annahme"));
    let report: Value = serde_json::from_str(&check(&project, ".", &["--changed-since", &first]).stdout).expect("JSON");
    let summary = &report["summary"];
    assert_eq!(
        (&summary["files"], &summary["groups"], &summary["locales"]),
        (&1.into(), &1.into(), &serde_json::json!(["de"]))
    );
}

#[test]
fn a_page_changes_with_its_english() {
    let (project, first) = project();
    project.write("docs/en/api/tow.md", english("tow").replace("a barge", "one barge"));
    assert_eq!(changed(&project, &first), ["docs/de/api/tow.md", "docs/fr/api/tow.md"]);
    // Also when the English is gone: the translations are orphans now.
    fs::remove_file(project.at("docs/en/api/tow.md")).expect("a file to delete");
    assert_eq!(changed(&project, &first), ["docs/de/api/tow.md", "docs/fr/api/tow.md"]);
}

#[test]
fn a_page_that_is_gone_is_missed() {
    let (project, first) = project();
    fs::remove_file(project.at("docs/de/api/tow.md")).expect("a file to delete");
    assert_eq!(changed(&project, &first), ["docs/en/api/tow.md"]);
    commit(&project, ".");
    assert_eq!(changed(&project, "HEAD"), [""; 0]);
}

#[test]
fn a_renamed_page_is_reported_under_its_new_name() {
    let (project, first) = project();
    git(&project, ".", &["mv", "docs/de/api/tow.md", "docs/de/api/tug.md"]);
    commit(&project, ".");
    let pages = changed(&project, &first);
    assert_eq!(pages, ["docs/de/api/tug.md", "docs/en/api/tow.md"]);
}

#[test]
fn line_ends_are_no_change() {
    let (project, first) = project();
    project.write("docs/de/api/dock.md", german("dock", "Annehmen").replace('\n', "\r\n"));
    assert_eq!(changed(&project, &first), [""; 0]);
}

#[test]
fn what_others_changed_since_is_not_reported() {
    let (project, _) = project();
    git(&project, ".", &["branch", "topic"]);
    project.write("docs/de/api/dock.md", german("dock", "Annahme"));
    commit(&project, ".");
    git(&project, ".", &["switch", "--quiet", "topic"]);
    project.write("docs/de/api/tow.md", german("tow", "Annahme"));
    commit(&project, ".");
    assert_eq!(changed(&project, "main"), ["docs/de/api/tow.md"]);
}

#[test]
fn nothing_that_the_repository_configures_is_run() {
    let (project, first) = project();
    let trap = format!("touch '{}'; cat", project.at("trapped"));
    project.write(".gitattributes", "*.md filter=trap diff=trap\n");
    for key in [
        "filter.trap.clean",
        "filter.trap.smudge",
        "diff.trap.textconv",
        "diff.external",
        "core.fsmonitor",
        "core.pager",
    ] {
        git(&project, ".", &["config", key, &trap]);
    }
    project.write("docs/de/api/tow.md", german("tow", "Annahme"));
    assert_eq!(changed(&project, &first), ["docs/de/api/tow.md"]);
    assert!(!project.files().contains(&"trapped".to_owned()));
}

#[track_caller]
fn refused(run: &Run, message: &str) {
    assert_eq!((run.status, &*run.stdout), (2, ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("error: --changed-since ") && run.stderr.contains(message), "{}", run.stderr);
}

#[test]
fn an_unknown_revision_is_refused() {
    let (project, first) = project();
    for revision in ["no-such-branch", "--output=x", "", &first.replace(|c: char| c.is_ascii_hexdigit(), "1"), "HEAD~9"]
    {
        refused(&check(&project, ".", &[&*format!("--changed-since={revision}")]), "has no such revision");
    }
    let blob = git(&project, ".", &["rev-parse", "HEAD:docs/de/api/tow.md"]);
    refused(&check(&project, ".", &["--changed-since", &blob]), "has no such revision");
}

#[test]
fn a_shallow_clone_without_the_revision_is_refused() {
    let (project, first) = project();
    project.write("docs/de/api/tow.md", german("tow", "Annahme"));
    commit(&project, ".");
    let url = format!("file://{}", project.at("."));
    git(&project, ".", &["clone", "--quiet", "--depth", "1", &url, &project.at("clone")]);
    let run = check(&project, "clone", &["--changed-since", &first]);
    refused(&run, "it is a shallow clone: fetch the revision first");
    git(&project, "clone", &["fetch", "--quiet", "--depth", "2"]);
    let since = findings(&check(&project, "clone", &["--changed-since", &first]));
    assert_eq!(since.iter().map(path).collect::<Vec<_>>(), ["docs/de/api/tow.md"]);
}

#[test]
fn a_tree_outside_of_git_is_refused() {
    let project = Project::new();
    project.write("docs/de/a.md", german("a", "Annehmen"));
    refused(&check(&project, ".", &["--changed-since", "HEAD"]), "is in no git checkout");
}

#[test]
fn a_baseline_goes_with_it() {
    let (project, first) = project();
    check(&project, ".", &["--quiet", "--write-baseline", "known.txt"]);
    project.write("docs/de/api/tow.md", german("tow", "Annahme"));
    let arguments = ["--changed-since", &first, "--baseline", "known.txt", "--quiet"];
    let since = findings(&check(&project, ".", &arguments));
    assert_eq!(since.iter().map(path).collect::<Vec<_>>(), ["docs/de/api/tow.md"]);
}

/// A repository whose German and French pages record the commit of their English, and have an error each; with that commit.
fn stamped() -> (Project, String) {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"docs/{locale}/{page}\"\n");
    project.write("docs/en/api/dock.md", english("Dock"));
    git(&project, ".", &["init", "--quiet"]);
    let first = commit(&project, ".");
    for locale in ["de", "fr"] {
        project.write(&format!("docs/{locale}/api/dock.md"), recorded(&first, "Annehmen"));
    }
    let second = commit(&project, ".");
    (project, second)
}

/// A German page that records its English.
fn recorded(english: &str, header: &str) -> String {
    format!("---\nsource_commit: {english}\n---\n{}", german("dock", header))
}

/// The status of a run that nobody asked to fail, and what it tells of the changes.
fn told(project: &Project, arguments: &[&str]) -> (i32, Vec<String>) {
    let mut command = command(&[&["check", "docs", "--changed-since", "HEAD"], arguments].concat());
    command.current_dir(project.at("."));
    let run = run(command);
    (run.status, run.stderr.lines().map(str::to_owned).collect())
}

#[test]
fn a_change_of_the_english_says_which_translations_it_makes_stale_and_fails_nothing() {
    let (project, _) = stamped();
    project.write("docs/en/api/dock.md", english("Dock").replace("a barge", "a barge or boat"));
    let news = "note: docs/en/api/dock.md: its change makes stale: de, fr";
    assert_eq!(told(&project, &[]), (0, vec![news.to_owned()]));
    assert_eq!(told(&project, &["--fail-on", "error"]).0, 1, "whoever asks for it gets it");
    commit(&project, ".");
    project.write("docs/en/api/dock.md", english("Dock").replace("a barge", "a boat or barge"));
    assert_eq!(told(&project, &[]).1, ["note: docs/en/api/dock.md: stale before it: de, fr"]);
    project.write("docs/en/api/dock.md", english("Dock").replace("a barge", "A BARGE OR BOAT"));
    assert_eq!(told(&project, &[]).1, [""; 0], "no reader sees another thing");
}

#[test]
fn a_translation_that_changed_is_current_or_its_stamp_was_forgotten() {
    let (project, _) = stamped();
    project.write("docs/en/api/dock.md", english("Dock").replace("a barge", "a barge or boat"));
    let today = commit(&project, ".");
    let first = git(&project, ".", &["rev-parse", "HEAD~2"]);
    project.write("docs/de/api/dock.md", recorded(&first, "Accept"));
    let forgotten = "note: docs/de/api/dock.md: it changed, but its stamp still names an older English (stale prose); if it is current, \
        `docparity stamp --pages docs/de/api/dock.md` records that";
    assert_eq!(told(&project, &[]), (0, vec![forgotten.to_owned()]));
    project.write("docs/de/api/dock.md", recorded(&today, "Accept"));
    assert_eq!(told(&project, &[]), (0, vec!["note: docs/de/api/dock.md: it is current now".to_owned()]));
    project.write("docs/de/api/dock.md", recorded(&today, "Annahme"));
    assert_eq!(told(&project, &[]).0, 1, "its own errors fail it");
}

#[test]
fn a_stamp_beside_a_page_is_forgotten_or_a_change_of_the_page() {
    let (project, _) = stamped();
    let stamp = |arguments: &[&str]| {
        let mut command = command(&[&["stamp", "docs"], arguments].concat());
        command.current_dir(project.at("."));
        run(command).stdout
    };
    project.write("docs/de/api/dock.md", german("dock", "Annehmen"));
    stamp(&["--pages", "docs/de/api/dock.md", "--sidecar"]);
    project.write("docs/en/api/dock.md", english("Dock").replace("a barge", "a barge or boat"));
    commit(&project, ".");
    project.write("docs/de/api/dock.md", german("dock", "Annahme"));
    let forgotten = "note: docs/de/api/dock.md: it changed, but its stamp still names an older English (stale prose); if it is current, \
        `docparity stamp --pages docs/de/api/dock.md` records that";
    assert_eq!(told(&project, &[]).1, [forgotten]);
    commit(&project, ".");
    stamp(&["--pages", "docs/de/api/dock.md"]);
    assert_eq!(told(&project, &[]).1, ["note: docs/de/api/dock.md: it is current now"]);
}
