//! Puts the commit into the version that release builds from a checkout print.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=DOCPARITY_BUILD={:016x}", build());
    // Other builds leave it out: each commit would compile everything again.
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = if is_release { commit() } else { None };
    let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
    println!("cargo::rustc-env=DOCPARITY_VERSION={}{commit}", env!("CARGO_PKG_VERSION"));
}

/// A number for all that the program is made from: what one build keeps for later runs is of no use to another.
fn build() -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut names = vec![PathBuf::from("src"), PathBuf::from("Cargo.toml"), PathBuf::from("Cargo.lock")];
    names.iter().filter(|name| name.exists()).for_each(|name| println!("cargo::rerun-if-changed={}", name.display()));
    let mut files = Vec::new();
    while let Some(name) = names.pop() {
        match fs::read_dir(&name) {
            Ok(entries) => names.extend(entries.filter_map(Result::ok).map(|entry| entry.path())),
            Err(_) => files.push(name),
        }
    }
    files.sort();
    files.iter().map(|file| (file, fs::read(file).ok())).for_each(|file| file.hash(&mut hasher));
    let said = |name: &String| name.starts_with("CARGO_FEATURE_") || ["PROFILE", "TARGET"].contains(&&**name);
    let mut settings: Vec<(String, String)> = env::vars().filter(|(name, _)| said(name)).collect();
    settings.sort();
    settings.hash(&mut hasher);
    hasher.finish()
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
