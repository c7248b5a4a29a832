//! Git repositories that tests make themselves.

use std::process::Command;

use super::Project;

/// Git in the folder of the project, whatever the user configured.
pub(crate) fn git(project: &Project, folder: &str, arguments: &[&str]) -> String {
    done(Command::new("git"), project, folder, arguments)
}

fn done(mut git: Command, project: &Project, folder: &str, arguments: &[&str]) -> String {
    let output = git
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

/// Commits everything in the folder on a day of January 2024.
pub(crate) fn commit_on(day: u8, project: &Project, folder: &str) {
    commit_written_on(day, day, project, folder);
}

/// Commits everything in the folder on a day of January 2024, written on another: as a rebase leaves it.
pub(crate) fn commit_written_on(written: u8, day: u8, project: &Project, folder: &str) {
    git(project, folder, &["add", "--all"]);
    let mut command = Command::new("git");
    let noon = |day: u8| format!("2024-01-{day:02}T12:00:00Z");
    command.env("GIT_COMMITTER_DATE", noon(day)).env("GIT_AUTHOR_DATE", noon(written));
    done(command, project, folder, &["commit", "--quiet", "--message", "pages"]);
}
