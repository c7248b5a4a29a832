//! The GitHub Action installs what a release holds, and nothing whose checksum is another. Its steps run here as they stand.

use std::process::Command;

use crate::support::Project;
use serde_json::Value;

const RELEASE: &str = "owner/docparity/releases/download/v0.1.0";
const ARCHIVE: &str = "docparity-x86_64-unknown-linux-musl.tar.gz";

/// A folder that is served like a release, and one that the action installs into.
fn release() -> Project {
    let project = Project::new();
    project.write("docparity", "#!/bin/sh\necho installed\n");
    project.write(&format!("{RELEASE}/SHA256SUMS"), "");
    shell(
        &project,
        &format!("tar -czf {RELEASE}/{ARCHIVE} docparity && cd {RELEASE} && sha256sum {ARCHIVE} > SHA256SUMS"),
    );
    project
}

fn shell(project: &Project, script: &str) {
    let status = Command::new("bash").args(["-ec", script]).current_dir(project.at("")).status();
    assert!(status.expect("a shell").success(), "{script}");
}

/// Runs the first step of the action. Returns its exit status and what it printed.
fn install(project: &Project) -> (Option<i32>, String) {
    let action = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/action.yml")).expect("action.yml");
    let action: Value = serde_yaml::from_str(&action).expect("YAML");
    let script = action["runs"]["steps"][0]["run"].as_str().expect("a script");
    let output = Command::new("bash")
        .args(["-c", script])
        .env("VERSION", "v0.1.0")
        .env("ACTION", env!("CARGO_MANIFEST_DIR"))
        .env("REPOSITORY", "owner/docparity")
        .env("SERVER", format!("file://{}", project.at("")))
        .env("SYSTEM", "Linux-X64")
        .env("FOLDER", project.at("installed"))
        .output()
        .expect("a shell");
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn a_release_is_installed_when_its_checksum_is_the_known_one() {
    let project = release();
    assert_eq!(install(&project), (Some(0), String::new()));
    assert_eq!(project.read("installed/bin/docparity"), project.read("docparity"));
}

#[test]
fn an_archive_with_another_checksum_is_refused() {
    for sums in [&*format!("{}  {ARCHIVE}\n", "0".repeat(64)), "", &*format!("{}  other.tar.gz\n", "0".repeat(64))] {
        let project = release();
        project.write(&format!("{RELEASE}/SHA256SUMS"), sums);
        let (status, told) = install(&project);
        assert!(status == Some(2) && told.contains(ARCHIVE) && told.contains("the checksum"), "{status:?} {told}");
        assert!(!project.files().contains(&"installed/bin/docparity".to_owned()), "nothing is unpacked");
    }
}

#[test]
fn a_release_without_checksums_is_refused() {
    let project = release();
    std::fs::remove_file(project.at(&format!("{RELEASE}/SHA256SUMS"))).expect("a file");
    assert_ne!(install(&project).0, Some(0));
    assert!(!project.files().contains(&"installed/bin/docparity".to_owned()));
}
