//! Every folder `fixtures/<rule>/<case>` is a project that `docparity check` can be run on. What it prints stands beside it
//! in `expected.snap`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::report::{self, Report, WriteOptions};
use docparity::{Config, Finding, Rule, Severity, rules, tree};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The configuration of a case. When its files were committed to the repository of docparity says nothing about them.
fn configured(paths: &[PathBuf]) -> Config {
    let mut config = tree::configuration(paths).expect("a valid configuration");
    config.git_dates = false;
    config
}

/// Checks a case with its own configuration; paths are shown from the case's folder.
fn check(case: &Path) -> Report {
    let paths = [case.to_owned()];
    let config = configured(&paths);
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
    report::write_text(report, WriteOptions { unfolded: true, ..WriteOptions::default() }, &mut text).expect("no I/O");
    String::from_utf8(text).expect("UTF-8")
}

#[test]
fn each_case_prints_what_stands_beside_it() {
    insta::glob!("../../fixtures", "*/*/docparity.yaml", |configuration| {
        let case = configuration.parent().expect("a folder");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        let text = text(&check(case));
        let here = env!("CARGO_MANIFEST_DIR");
        assert!(!text.contains(here), "{} is told with the folder that it lies in", case.display());
        settings.bind(|| insta::assert_snapshot!("expected", text));
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

/// The folders that are not named for a rule: pages on which nothing must be found, the layouts that are recognised, what
/// readers reported, and the pages of the README.
const OTHERS: [&str; 4] = ["clean", "layouts", "reported", "showcase"];

/// The rules that a git history tells: `tests/it/stamp.rs` has their cases.
const OF_HISTORY: [&str; 1] = ["stamp-suspicious"];

fn with_cases() -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| !OF_HISTORY.contains(&rule.name))
}

#[test]
fn every_rule_has_a_folder_and_every_folder_a_rule() {
    let folders: BTreeSet<String> = folders(&root()).iter().map(|path| name(path)).collect();
    let expected: BTreeSet<String> = with_cases().map(|rule| rule.name).chain(OTHERS).map(str::to_owned).collect();
    assert_eq!(folders, expected);
}

#[test]
fn every_rule_fires_in_its_folder() {
    for rule in with_cases() {
        let cases = folders(&root().join(rule.name));
        let fires = |case: &PathBuf| check(case).findings.iter().any(|finding| finding.rule == rule);
        assert!(cases.iter().any(fires), "{} fires in none of its cases", rule.name);
    }
}

/// The findings of a rule on a case whose docparity.yaml gives it this level.
fn at_level(case: &Path, rule: &Rule, level: Severity) -> Vec<Finding> {
    let file = case.join("docparity.yaml");
    let mut configuration: Value = serde_yaml::from_slice(&fs::read(&file).expect("a file")).expect("YAML");
    configuration["rules"][rule.name] = level.name().into();
    configuration["git-dates"] = false.into();
    let config = Config::read(&file, &configuration.to_string()).expect("valid");
    let (outcome, _) = tree::check(&[case.to_owned()], &config).expect("pages");
    outcome.findings.into_iter().filter(|finding| finding.rule == rule).collect()
}

#[test]
fn a_level_of_the_configuration_is_that_of_all_findings_but_the_lesser_ones() {
    let mut lesser = BTreeSet::new();
    for rule in with_cases() {
        for case in folders(&root().join(rule.name)) {
            let own = at_level(&case, rule, rule.severity);
            for level in Severity::ALL {
                let found = at_level(&case, rule, level);
                assert_eq!(found.len(), own.len(), "{}", case.display());
                for (own, found) in own.iter().zip(found) {
                    if own.severity == rule.severity {
                        assert_eq!(found.severity, level, "{}", case.display());
                    } else {
                        // A rule that is lowered to where its lesser findings are takes them no further.
                        let raised = level.max(rule.severity);
                        let steps =
                            Severity::ALL.iter().filter(|step| own.severity < **step && **step <= rule.severity);
                        let below = Severity::ALL.into_iter().filter(|other| *other < raised);
                        let below = below.take(steps.count()).last();
                        assert_eq!(Some(found.severity), below.map(|below| below.min(level)), "{}", case.display());
                        lesser.insert(rule.name);
                    }
                }
            }
        }
    }
    let expected = ["code-block", "contract-changed", "header-value", "identifier-name", "response-status"];
    assert!(expected.iter().all(|rule| lesser.contains(rule)), "{lesser:?}");
}

#[test]
fn nothing_is_found_on_clean_pages() {
    for case in folders(&root().join("clean")) {
        let config = configured(std::slice::from_ref(&case));
        let is_off = |rule: &&Rule| rule.on && !config.rules.iter().any(|known| known.rule == **rule);
        let off: Vec<String> = with_cases().filter(is_off).map(|rule| rule.name.to_owned()).collect();
        let config = config.choose(&["all".to_owned()], &off).expect("all");
        let (outcome, _) = tree::check(std::slice::from_ref(&case), &config).expect("pages");
        // These tell what a translator did rightly.
        let told = ["mixed-revisions", "sample-text", "text-added"];
        let found: Vec<&Finding> =
            outcome.findings.iter().filter(|finding| !told.contains(&finding.rule.name)).collect();
        assert!(found.is_empty(), "{}: {found:#?}", name(&case));
    }
}

/// A line of `reports.txt`, `path:line what` or `path:first-last what`: what a reader lost, and in which lines it stands.
fn report_of(line: &str) -> (&str, std::ops::RangeInclusive<usize>) {
    let (place, _) = line.split_once(' ').expect("a place and what it is");
    let (path, lines) = place.rsplit_once(':').expect("a path and a line");
    let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
    let number = |line: &str| line.parse().expect("the number of a line");
    (path, number(first)..=number(last))
}

/// Each case stands for a class of what readers of localized docs reported: its `reports.txt` says where.
#[test]
fn what_readers_reported_is_found_at_its_place_and_nothing_else() {
    let (mut told, mut missed) = (0, 0);
    for case in folders(&root().join("reported")) {
        let found = check(&case).findings;
        let reports = fs::read_to_string(case.join("reports.txt")).expect("a list of reports");
        let is_at = |finding: &Finding, line: &str| {
            let (path, lines) = report_of(line.trim_start_matches("not found: "));
            finding.path == path && lines.contains(&finding.line)
        };
        for line in reports.lines() {
            let is_found = found.iter().any(|finding| is_at(finding, line));
            assert_eq!(is_found, !line.starts_with("not found: "), "{}: {line}", name(&case));
            *(if is_found { &mut told } else { &mut missed }) += 1;
        }
        for finding in &found {
            let is_reported = reports.lines().any(|line| is_at(finding, line));
            assert!(is_reported, "{}: {}:{} {}", name(&case), finding.path, finding.line, finding.message);
        }
    }
    assert!(told + missed >= 60 && told * 10 >= (told + missed) * 9, "{told} found, {missed} not");
}
