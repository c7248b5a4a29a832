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
