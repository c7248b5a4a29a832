//! Where the English tree stands: beside the translations or around them, however its path is written.

use crate::support::{Project, command, run};

/// A project with the English pages at its root and two translations below `translations`.
fn project() -> Project {
    let project = Project::new();
    project.write("kettle.md", "# Kettle\n\n## Start\n\nPress the switch.\n");
    project.write("translations/de/kettle.md", "# Wasserkocher\n\n## Starten\n\nDrücken Sie den Schalter.\n");
    project.write("translations/fr/kettle.md", "# Bouilloire\n\n## Démarrer\n\nAppuyez sur le bouton.\n");
    project
}

/// The csv of `docparity freshness` run at the root of the project.
fn freshness(project: &Project, args: &[&str]) -> String {
    let mut command = command(&[&["freshness", "--format", "csv"], args].concat());
    command.current_dir(project.at(""));
    let run = run(command);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout.lines().skip(1).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_english_tree_may_hold_its_translations_however_its_path_is_written() {
    let project = project();
    let both = "de,1,0,0,0,1,0,0 fr,1,0,0,0,1,0,0";
    for source in [".", "./", &project.at("")] {
        assert_eq!(freshness(&project, &["translations", "--source", source]), both, "{source}");
    }
    assert_eq!(freshness(&project, &["translations/de", "--source", "."]), "de,1,0,0,0,1,0,0");
    project.write("docparity.yaml", "source: .\n");
    assert_eq!(freshness(&project, &["translations"]), both);
}

#[test]
fn a_tree_that_is_hardly_the_english_of_the_pages_is_doubted() {
    let project = Project::new();
    let doubt = |project: &Project| {
        let mut command = command(&["check", "de", "--source", "en", "--fail-on", "never"]);
        command.current_dir(project.at(""));
        run(command).stderr
    };
    for page in 0..12 {
        project.write(&format!("en/kettle-{page}.md"), "# Kettle\n\nPress the switch.\n");
        let record = "source_hash: 1f3870be274f6c49b3e31a0c6728957f";
        project.write(&format!("de/kettle-{page}.md"), format!("---\n{record}\n---\n# Kessel\n\nDrücken Sie ihn.\n"));
    }
    let other = "12 of 12 pages were made from another English than this one";
    assert!(doubt(&project).contains(other), "{}", doubt(&project));
    for page in 1..12 {
        std::fs::remove_file(project.at(&format!("en/kettle-{page}.md"))).expect("a file");
    }
    let lacking = "11 of 12 pages are without an English page: this English tree is probably the wrong one";
    assert!(doubt(&project).contains(lacking), "{}", doubt(&project));
}

#[test]
fn pages_whose_names_differ_in_a_sign_each_have_their_own_english() {
    let project = Project::new();
    for (name, code) in [("set-depth", "depth_of_well"), ("set_depth", "depth_of_lake")] {
        for locale in ["en", "de"] {
            let says = if locale == "en" { "It is" } else { "Sie ist" };
            project.write(&format!("docs/{locale}/{name}.md"), format!("# {says}\n\n{says} `{code}`.\n"));
        }
    }
    let run = run(command(&["check", &project.at("docs"), "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(0), "{}", run.stdout);
    assert_eq!(json["summary"]["coverage"]["compared"], 2);
}

#[test]
fn the_names_that_a_page_of_an_english_not_at_hand_lacks_are_told() {
    let project = Project::new();
    let mark = |hash: &str| {
        format!(
            "<!--\nCO_OP_TRANSLATOR_METADATA:\n{{\n  \"original_hash\": \"{hash}\",\n  \"source_file\": \"gauge.md\"\n}}\n-->\n"
        )
    };
    project.write("en/gauge.md", "# Gauge\n\nSet `GAUGE_HOST` and `GAUGE_PORT`.\n\nIt forgets both.\n");
    let text = "# Mittari\n\nAseta `GAUGE_HOST`.\n";
    project.write("fi/gauge.md", format!("{}{text}", mark("4b1d0c5e77a9f2e3d8c6b5a4f3e2d1c0")));
    let text = "# Pegel\n\nSetzen Sie `GAUGE_HOST` und `GAUGE_PORT`.\n";
    project.write("de/gauge.md", format!("{}{text}", mark("0a1b2c3d4e5f60718293a4b5c6d7e8f9")));
    let run = run({
        let mut command = command(&["check", "de", "fi", "--source", "en", "--select", "stale-contract,stale-prose"]);
        command.current_dir(project.at(""));
        command
    });
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("info[")).collect();
    assert_eq!(
        told,
        [
            "info[stale-prose]: made from an older English that is not at hand",
            "info[stale-contract]: made from an older English that is not at hand; of the English of today it lacks \
             `GAUGE_PORT`",
        ]
    );
}
