//! A repository of several packages: the nearest docparity.yaml rules a page, and pages of the same name never meet.

use serde_json::Value;

use crate::fix::german;
use crate::support::{Project, Run, docparity_in};

/// The pages of `site` are ruled from the top, those of `tea` and `jam` each by a configuration of their own, with another layout.
/// Each page is called `start`, and each has one fault: a number.
fn packages() -> Project {
    let project = Project::new();
    let files = [
        ("docparity.yaml", "source: site/en\nlayout: \"site/{locale}/{page}\"\nfail-on: never\n"),
        ("site/en/start.md", "# Start\n\nA kettle holds `12` cups of water.\n"),
        ("site/de/start.md", "# Start\n\nEin Kessel fasst `13` Tassen Wasser.\n"),
        ("packages/tea/docs/docparity.yaml", "layout: \"{page}.{locale}.md\"\nfail-on: never\n"),
        ("packages/tea/docs/start.md", "# Start\n\nA tea is drawn for `4` minutes.\n"),
        ("packages/tea/docs/start.es.md", "# Inicio\n\nUn té reposa `5` minutos.\n"),
        ("packages/jam/docparity.yaml", "source: book/en\nlayout: \"book/{locale}/{page}\"\n"),
        ("packages/jam/book/en/start.md", "# Start\n\nA jar keeps for `30` weeks.\n"),
        ("packages/jam/book/ja/start.md", "# はじめに\n\n一瓶は `31` 週間もちます。\n"),
    ];
    files.iter().for_each(|(path, text)| project.write(path, text));
    project
}

fn check(project: &Project, arguments: &[&str]) -> Run {
    docparity_in(project, &[&["check"], arguments].concat())
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {} {}", run.stdout, run.stderr))
}

/// Path, key and rule of what a run reports.
fn told(project: &Project, arguments: &[&str]) -> Vec<String> {
    let report = json(&check(project, &[arguments, &["--format", "json"]].concat()));
    let findings = report["findings"].as_array().expect("findings").iter();
    let part = |finding: &Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    findings.map(|it| format!("{} {} {}", part(it, "path"), part(it, "page"), part(it, "rule"))).collect()
}

const TOLD: [&str; 3] = [
    "packages/jam/book/ja/start.md packages/jam/start.md code-span",
    "packages/tea/docs/start.es.md packages/tea/docs/start.md code-span",
    "site/de/start.md start.md code-span",
];

#[test]
fn the_nearest_configuration_rules_a_page_and_pages_of_one_name_stay_apart() {
    let project = packages();
    assert_eq!(told(&project, &["."]), TOLD);
    assert_eq!(told(&project, &["packages"]), TOLD[..2]);
    // A package that is looked at alone calls its pages as ever.
    assert_eq!(told(&project, &["packages/tea/docs"]), ["packages/tea/docs/start.es.md start.md code-span"]);
    let several = ["packages/tea/docs/start.es.md", "packages/jam", "site"];
    assert_eq!(told(&project, &several), TOLD);
    let report = json(&check(&project, &["--format", "json"]));
    assert_eq!((&report["summary"]["groups"], &report["summary"]["files"]), (&3.into(), &3.into()));
    let mut prints: Vec<&Value> =
        report["findings"].as_array().expect("findings").iter().map(|it| &it["fingerprint"]).collect();
    prints.dedup();
    assert_eq!(prints.len(), 3, "{prints:?}");
}

#[test]
fn all_formats_tell_the_pages_apart() {
    let project = packages();
    for format in ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown", "azure"] {
        let run = check(&project, &["--format", format]);
        let has = |path: &str| run.stdout.contains(path);
        let paths = ["site/de/start.md", "packages/tea/docs/start.es.md", "packages/jam/book/ja/start.md"];
        assert!(paths.iter().all(|path| has(path)), "{format}: {} {}", run.stdout, run.stderr);
    }
}

#[test]
fn each_configuration_decides_what_its_pages_fail_on() {
    let project = packages();
    // That of `jam` fails on errors by default, and has an info; a warning fails it.
    assert_eq!(check(&project, &[]).status, 0);
    project.write("packages/jam/docparity.yaml", "source: book/en\nlayout: \"book/{locale}/{page}\"\nfail-on: info\n");
    assert_eq!(check(&project, &[]).status, 1);
    assert_eq!(check(&project, &["site", "packages/tea/docs"]).status, 0);
    assert_eq!(check(&project, &["--fail-on", "never"]).status, 0);
    // Rules are no more inherited than the rest.
    project.write("docparity.yaml", "source: site/en\nlayout: \"site/{locale}/{page}\"\nrules: {code-span: off}\n");
    assert_eq!(told(&project, &["."]), TOLD[..2]);
}

#[test]
fn a_configuration_that_is_named_rules_all_pages() {
    let project = packages();
    let all = check(&project, &["--config", "docparity.yaml", "--format", "json"]);
    assert_eq!(json(&all)["findings"].as_array().map(Vec::len), Some(1), "{}", all.stdout);
    assert!(!all.stderr.contains("takes no effect"), "{}", all.stderr);
    // What it does not rule is not read either.
    project.write("packages/jam/docparity.yaml", "sauce: book/en\n");
    assert_eq!(check(&project, &["--config", "docparity.yaml"]).status, all.status);
    assert_eq!(check(&project, &["--isolated", "packages/tea"]).status, 0);
}

#[test]
fn a_wrong_configuration_of_a_package_is_told_with_its_place() {
    let project = packages();
    project.write("packages/jam/docparity.yaml", "source: book/en\nlayuot: \"book/{locale}/{page}\"\n");
    let stderr = "error: packages/jam/docparity.yaml:2:1: no key is called `layuot`; did you mean `layout`?\n";
    let commands = "check, fix, freshness, outdated, extract, segments --format po, glossary --format csv, why ., snapshot, stamp --check";
    for command in commands.split(", ") {
        let run = docparity_in(&project, &command.split(' ').collect::<Vec<_>>());
        assert_eq!((run.status, &*run.stderr, &*run.stdout), (2, stderr, ""), "{command}");
    }
    // Who looks at other pages is not kept from it.
    assert_eq!(told(&project, &["packages/tea"]), TOLD[1..2]);
}

#[test]
fn configurations_in_folders_without_pages_are_not_read() {
    let project = packages();
    project.write(".git/HEAD", "ref: refs/heads/main\n");
    project.write(".gitignore", "/made/\n");
    for folder in ["node_modules/cups", "made", ".hidden", "packages/tea/node_modules/spoon"] {
        project.write(&format!("{folder}/docparity.yaml"), "no such: key\n");
    }
    assert_eq!(told(&project, &["."]), TOLD);
    // Neither are those that the configuration around them leaves out.
    project.write("packages/old/docparity.yaml", "no such: key\n");
    project.write("packages/old/x.de.md", "# Alt\n");
    let top = "source: site/en\nlayout: \"site/{locale}/{page}\"\nexclude: [packages/old]\n";
    project.write("docparity.yaml", top);
    assert_eq!(told(&project, &["."]), TOLD);
}

#[test]
fn what_keeps_one_package_from_being_checked_does_not_keep_the_others() {
    let project = packages();
    // A locale beside no English.
    project.remove("packages/tea/docs/start.md");
    project.write("packages/tea/docs/docparity.yaml", "rules: {page-orphaned: off}\n");
    let run = check(&project, &["--format", "concise"]);
    assert_eq!((run.status, run.stdout.lines().count()), (2, 2), "{} {}", run.stdout, run.stderr);
    assert!(run.stderr.contains("error: packages/tea/docs/docparity.yaml: "), "{}", run.stderr);
    // A path that is not there ends the run, as ever.
    let missing = check(&project, &["site", "packages", "pakages"]);
    assert_eq!((missing.status, &*missing.stdout), (2, ""), "{}", missing.stderr);
    assert!(
        missing.stderr.starts_with("error: pakages: ") && missing.stderr.contains("`packages`"),
        "{}",
        missing.stderr
    );
    let run = docparity_in(&project, &["freshness"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stdout.contains("\nde ") && run.stdout.contains("\nja "), "{}", run.stdout);
    let message = "error: packages/tea/docs/docparity.yaml: no English tree was found: name it with --source DIR, or with `source` \
                   in docparity.yaml\n";
    assert!(run.stderr.ends_with(message), "{}", run.stderr);
}

#[test]
fn pages_and_locales_that_are_asked_for_need_not_be_in_all_packages() {
    let project = packages();
    assert_eq!(told(&project, &[".", "--locale", "ja"]), TOLD[..1]);
    assert_eq!(told(&project, &[".", "--page", "packages/tea/**"]), TOLD[1..2]);
    let run = check(&project, &[".", "--locale", "ko"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("there is no page of the locale ko"), "{}", run.stderr);
    // The English of one is not that of the others.
    let run = check(&project, &[".", "--source", "site/en"]);
    assert_eq!(
        (run.status, &*run.stderr),
        (
            2,
            "error: --source is for the pages of one configuration, and docparity.yaml, packages/jam/docparity.yaml, \
             packages/tea/docs/docparity.yaml rule this run: check them apart, or name one of them with --config\n"
        )
    );
}

#[test]
fn so_many_pages_are_compared_of_all_packages_together() {
    let project = packages();
    // One of two pages of `tea`, and three of four of all.
    project.write("packages/tea/docs/more.es.md", "# Más\n\nEsta página está sola.\n");
    assert_eq!(check(&project, &["packages/tea/docs", "--min-coverage", "75"]).status, 2);
    assert_eq!(check(&project, &["--min-coverage", "75"]).status, 0);
    let run = check(&project, &["--min-coverage", "76"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("error: only 3 of 4 pages were compared"), "{}", run.stderr);
    // What a configuration asks for is asked of its pages.
    project.write("packages/tea/docs/docparity.yaml", "layout: \"{page}.{locale}.md\"\ncoverage: 75\n");
    let run = check(&project, &[]);
    assert!(
        run.stderr.contains("error: packages/tea/docs/docparity.yaml: only 1 of 2 pages were compared"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_baseline_that_a_package_names_is_that_of_its_pages() {
    let project = packages();
    let tea = "layout: \"{page}.{locale}.md\"\nbaseline: known.txt\n";
    project.write("packages/tea/docs/docparity.yaml", tea);
    // From the top or from the package, the file is the same.
    let file = "packages/tea/docs/known.txt";
    let run = check(&project, &["--write-baseline", file]);
    assert!(
        run.stderr.ends_with("note: 1 finding of 1 pattern is known in packages/tea/docs/known.txt\n"),
        "{}",
        run.stderr
    );
    let written = project.read(file);
    assert!(String::from_utf8_lossy(&written).contains("start.md"));
    assert!(!String::from_utf8_lossy(&written).contains("packages"));
    assert_eq!(check(&project, &["packages/tea/docs", "--write-baseline", file]).status, 0);
    assert_eq!(project.read(file), written);
    let others = [TOLD[0], TOLD[2]];
    assert_eq!(told(&project, &["."]), others);
    assert_eq!(told(&project, &["packages/tea/docs"]), [""; 0]);
    // What is fixed in it is told, and the pages of others are not taken for those that are gone.
    project.write("packages/tea/docs/start.es.md", "# Inicio\n\nUn té reposa `4` minutos.\n");
    let run = check(&project, &["--ratchet", "--format", "concise"]);
    assert_eq!((run.status, run.stdout.lines().count()), (1, 2), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("fixed since the baseline: 1; run with --baseline {file}")), "{}", run.stderr);
    let run = check(&project, &["--baseline", file, "--write-baseline", file]);
    assert!(
        run.stderr.ends_with("note: 0 findings of 0 patterns are known in packages/tea/docs/known.txt\n"),
        "{}",
        run.stderr
    );
    assert_eq!(told(&project, &["."]), others);
}

#[test]
fn a_baseline_that_the_command_line_names_is_that_of_the_run() {
    let project = packages();
    let run = check(&project, &["--write-baseline", "known.txt"]);
    assert!(run.stderr.ends_with("note: 3 findings of 3 patterns are known in known.txt\n"), "{}", run.stderr);
    let known = String::from_utf8(project.read("known.txt")).expect("UTF-8");
    for folder in ["\npackages/jam/\n", "\npackages/tea/docs/\n", "\n./\n"] {
        assert!(known.contains(&format!("{folder}  start.md ")), "{folder} in {known}");
    }
    assert_eq!(told(&project, &[".", "--baseline", "known.txt"]), [""; 0]);
    // What is fixed leaves the file, and what the others have stays.
    project.write("packages/jam/book/ja/start.md", "# はじめに\n\n一瓶は `30` 週間もちます。\n");
    let run = check(&project, &["--baseline", "known.txt", "--write-baseline", "known.txt"]);
    assert!(run.stderr.ends_with("note: 2 findings of 2 patterns are known in known.txt\n"), "{}", run.stderr);
    // What is known of a page is not known of one of the same name.
    for file in ["docparity.yaml", "start.md", "start.es.md"] {
        project.write(&format!("packages/oat/{file}"), project.read(&format!("packages/tea/docs/{file}")));
    }
    let oat = ["packages/oat/start.es.md packages/oat/start.md code-span"];
    assert_eq!(told(&project, &[".", "--baseline", "known.txt"]), oat);
    // One file cannot be both.
    project
        .write("packages/jam/docparity.yaml", "source: book/en\nlayout: \"book/{locale}/{page}\"\nbaseline: own.txt\n");
    let run = check(&project, &["--baseline", "known.txt", "--write-baseline", "packages/jam/own.txt"]);
    assert_eq!(
        (run.status, &*run.stderr),
        (
            2,
            "error: packages/jam/own.txt is the baseline of the pages of packages/jam/docparity.yaml, and known.txt is not: check \
             them apart\n"
        )
    );
}

#[test]
fn all_packages_are_repaired_each_as_its_configuration_says() {
    let project = Project::new();
    project.write("tea/docparity.yaml", "rules: {header-name: off}\nbaseline: known.txt\n");
    project.write("jam/docparity.yaml", "fail-on: never\n");
    for package in ["tea", "jam", "oat"] {
        project.write(&format!("{package}/docs.de-DE/api/send.md"), german());
    }
    // One of the two faults that are looked for in `tea` is known.
    project.write("tea/docs.de-DE/api/send.md", german());
    assert_eq!(
        check(&project, &["tea", "--select", "permission-scope", "--write-baseline", "tea/known.txt"]).status,
        0
    );
    let run = docparity_in(&project, &["fix", "--diff"]);
    assert_eq!(run.stdout.matches("\n+++ b/").count(), 3, "{} {}", run.stdout, run.stderr);
    let run = docparity_in(&project, &["fix"]);
    let left = |package: &str| told(&project, &[&format!("{package}/docs.de-DE"), "--isolated"]).len();
    assert_eq!([left("tea"), left("jam"), left("oat")], [2, 0, 0], "{} {}", run.stdout, run.stderr);
    // What is left is known where the run is asked to know it.
    assert_eq!(docparity_in(&project, &["fix", "--write-baseline", "left.txt"]).status, 0);
    let known = String::from_utf8(project.read("left.txt")).expect("UTF-8");
    assert!(known.contains("tea/api/") && !known.contains("jam/"), "{known}");
    assert_eq!(check(&project, &["--baseline", "left.txt"]).status, 0);
}

#[test]
fn lists_of_pages_are_those_of_all_packages() {
    let project = packages();
    let lines = |arguments: &[&str]| docparity_in(&project, arguments).stdout;
    let freshness = lines(&["freshness", "--format", "json"]);
    let outdated = docparity_in(&project, &["outdated"]);
    assert!(outdated.stdout.contains("3 pages"), "{} {}", outdated.stdout, outdated.stderr);
    let why = lines(&["why", "."]);
    for path in ["site/de/start.md", "packages/tea/docs/start.es.md", "packages/jam/book/ja/start.md"] {
        assert!(freshness.contains(path), "{freshness}");
        assert!(why.contains(path), "{why}");
    }
    assert!(why.ends_with("3 of 3 pages are compared\n"), "{why}");
    let extract: Vec<Value> = lines(&["extract", "--format", "jsonl"])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let keys: Vec<&str> = extract.iter().filter_map(|it| it["page"].as_str()).collect();
    assert!(keys.contains(&"packages/tea/docs/start.md") && keys.contains(&"start.md"), "{keys:?}");
}

#[test]
fn a_command_that_follows_one_configuration_tells_which_it_does_not_read() {
    let project = packages();
    let run = docparity_in(&project, &["snapshot", "--check"]);
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("takes no effect")).collect();
    assert_eq!(
        told,
        [
            "warning: packages/jam/docparity.yaml takes no effect: docparity.yaml rules this run",
            "warning: packages/tea/docs/docparity.yaml takes no effect: docparity.yaml rules this run",
        ]
    );
}
