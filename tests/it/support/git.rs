//! Git repositories that tests make themselves.

use std::process::Command;

use super::Project;

/// Git in the folder of the project, whatever the user configured.
pub(crate) fn git(project: &Project, folder: &str, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Avery", "-c", "user.email=avery@example.com", "-c", "commit.gpgSign=false"])
        .args(["-c", "core.autocrlf=false", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .current_dir(project.at(folder))
        .output()
        .expect("git is installed");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
}

/// Commits everything in the folder and returns the commit.
pub(crate) fn commit(project: &Project, folder: &str) -> String {
    git(project, folder, &["add", "--all"]);
    git(project, folder, &["commit", "--quiet", "--message", "pages"]);
    git(project, folder, &["rev-parse", "HEAD"])
}
