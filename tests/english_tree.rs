//! Where the English tree stands: beside the translations or around them, however its path is written.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A project with the English pages at its root and two translations below `translations`.
fn project(root: &Path) {
    let write = |path: &str, text: &str| {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
        fs::write(file, text).expect("writable");
    };
    write("kettle.md", "# Kettle\n\n## Start\n\nPress the switch.\n");
    write("translations/de/kettle.md", "# Wasserkocher\n\n## Starten\n\nDrücken Sie den Schalter.\n");
    write("translations/fr/kettle.md", "# Bouilloire\n\n## Démarrer\n\nAppuyez sur le bouton.\n");
}

/// The csv of `docparity freshness` run in `root`.
fn freshness(root: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_docparity"))
        .args(["freshness", "--format", "csv"])
        .args(args)
        .current_dir(root)
        .output()
        .expect("the tool runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").lines().skip(1).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_english_tree_may_hold_its_translations_however_its_path_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    project(root);
    let both = "de,1,0,0,0,1,0,0 fr,1,0,0,0,1,0,0";
    let whole = root.to_string_lossy();
    for source in [".", "./", &*whole] {
        assert_eq!(freshness(root, &["translations", "--source", source]), both, "{source}");
    }
    assert_eq!(freshness(root, &["translations/de", "--source", "."]), "de,1,0,0,0,1,0,0");
    fs::write(root.join("docparity.yaml"), "source: .\n").expect("writable");
    assert_eq!(freshness(root, &["translations"]), both);
}
