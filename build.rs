//! Puts the commit into the version that release builds from a checkout print.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Other builds leave it out: each commit would compile everything again.
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = if is_release { commit() } else { None };
    let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
    println!("cargo::rustc-env=DOCPARITY_VERSION={}{commit}", env!("CARGO_PKG_VERSION"));
}

/// The commit that is checked out here; nothing in an unpacked archive, also where that lies in a checkout of something else.
fn commit() -> Option<String> {
    if !Path::new(".git").exists() {
        return None;
    }
    for name in ["HEAD", "logs/HEAD"] {
        // A file that is not there would run this script on every build.
        let file = git(&["rev-parse", "--git-path", name]).filter(|file| Path::new(file).exists());
        file.iter().for_each(|file| println!("cargo::rerun-if-changed={file}"));
    }
    git(&["rev-parse", "--short=9", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
