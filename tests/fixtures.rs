//! Every folder `fixtures/<rule>/<case>` is a project that `docparity check` can be run on. What it prints stands beside it
//! in `expected.snap`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::finding::Finding;
use docparity::report::{self, Report, TextOptions};
use docparity::{rules, tree};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Checks a case with its own configuration; paths are shown from the case's folder.
fn check(case: &Path) -> Report {
    let paths = [case.to_owned()];
    let config = tree::configuration(&paths).expect("a valid configuration");
    let (mut outcome, unread) = tree::check(&paths, &config).expect("pages");
    assert!(unread.is_empty(), "{unread:?}");
    let prefix = format!("{}/", case.display());
    for finding in &mut outcome.findings {
        finding.path = finding.path.replace(&prefix, "");
        finding.related.iter_mut().for_each(|related| related.path = related.path.replace(&prefix, ""));
    }
    Report::new(outcome)
}

fn text(report: &Report) -> String {
    let mut text = Vec::new();
    report::write_text(report, TextOptions { unfolded: true, ..TextOptions::default() }, &mut text).expect("no I/O");
    String::from_utf8(text).expect("UTF-8")
}

#[test]
fn each_case_prints_what_stands_beside_it() {
    insta::glob!("../fixtures", "*/*/docparity.yaml", |configuration| {
        let case = configuration.parent().expect("a folder");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!("expected", text(&check(case))));
    });
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// The folders that are not named for a rule: pages on which nothing must be found, the layouts that are recognised, and the
/// pages of the README.
const OTHERS: [&str; 3] = ["clean", "layouts", "showcase"];

#[test]
fn every_rule_has_a_folder_and_every_folder_a_rule() {
    let folders: BTreeSet<String> = folders(&root()).iter().map(|path| name(path)).collect();
    let expected: BTreeSet<String> = rules::all().map(|rule| rule.name).chain(OTHERS).map(str::to_owned).collect();
    assert_eq!(folders, expected);
}

#[test]
fn every_rule_fires_in_its_folder() {
    for rule in rules::all() {
        let cases = folders(&root().join(rule.name));
        let fires = |case: &PathBuf| check(case).findings.iter().any(|finding| finding.rule == rule.name);
        assert!(cases.iter().any(fires), "{} fires in none of its cases", rule.name);
    }
}

#[test]
fn nothing_is_found_on_clean_pages() {
    for case in folders(&root().join("clean")) {
        let config = tree::configuration(std::slice::from_ref(&case)).expect("a valid configuration");
        let is_off =
            |rule: &&docparity::rule::Rule| rule.on && !config.rules.iter().any(|known| known.name == rule.name);
        let off: Vec<String> = rules::all().filter(is_off).map(|rule| rule.name.to_owned()).collect();
        let config = config.choose(&["all".to_owned()], &off).expect("all");
        let (outcome, _) = tree::check(std::slice::from_ref(&case), &config).expect("pages");
        let found: Vec<&Finding> =
            outcome.findings.iter().filter(|finding| finding.rule != "mixed-revisions").collect();
        assert!(found.is_empty(), "{}: {found:#?}", name(&case));
    }
}
