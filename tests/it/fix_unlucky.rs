//! Pages that `docparity fix` cannot write, and runs that do not come to their end: a clear word, and nothing is lost.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use docparity::{Finding, tree};

use crate::fix::{fix, german, page, project};
use crate::support::{Project, command};

/// A fix that cannot write its page: it says why, in these words, and the page stays.
fn refused(project: &Project, why: &str) {
    let before = page(project);
    let run = fix(project, &["--follow-links"]);
    assert_eq!((run.status, page(project)), (2, before));
    assert!(run.stderr.contains(why), "{}", run.stderr);
    assert!(run.stdout.contains("the file could not be written"), "{}", run.stdout);
    assert!(project.files().iter().all(|file| !file.contains(".docparity-")), "{:?}", project.files());
    assert_ne!(project.read("docs.de-DE/api/take.md"), german().into_bytes(), "the other page is repaired");
}

#[test]
fn a_read_only_page_stays() {
    let project = project();
    let file = project.at("docs.de-DE/api/send.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("a mode");
    refused(&project, "send.md: it is read-only");
}

#[test]
fn a_page_with_two_names_stays() {
    let project = project();
    fs::hard_link(project.at("docs.de-DE/api/send.md"), project.at("send.md")).expect("a second name");
    refused(&project, "send.md: it has another name, a hard link");
    assert_eq!(fs::metadata(project.at("send.md")).expect("a file").nlink(), 2);
}

#[test]
fn a_link_out_of_the_tree_is_not_written_through() {
    let project = project();
    fs::rename(project.at("docs.de-DE/api/send.md"), project.at("elsewhere.md")).expect("a move");
    symlink(project.at("elsewhere.md"), project.at("docs.de-DE/api/send.md")).expect("a link");
    refused(&project, "send.md: it is a link to a file outside of the given paths");
}

#[test]
fn a_link_within_the_tree_stays_a_link() {
    let project = Project::new();
    project.write("docs.de-DE/texts/reroute.txt", german());
    fs::create_dir_all(project.at("docs.de-DE/api")).expect("a folder");
    symlink("../texts/reroute.txt", project.at("docs.de-DE/api/send.md")).expect("a link");
    fix(&project, &[]);
    assert!(fs::symlink_metadata(project.at("docs.de-DE/api/send.md")).expect("a link").is_symlink());
    assert!(page(&project).contains(">Accept<"));
}

#[test]
fn the_mode_of_a_page_stays() {
    let project = project();
    let file = project.at("docs.de-DE/api/send.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("a mode");
    fix(&project, &[]);
    assert!(page(&project).contains(">Accept<"));
    assert_eq!(fs::metadata(&file).expect("a file").mode() & 0o7777, 0o640);
}

/// A page that is written anew after it was checked is left, and one that is gone is told; the others are repaired.
#[test]
fn pages_that_change_or_vanish_after_they_were_checked_are_told() {
    let project = project();
    project.write("docs.de-DE/api/gone.md", german());
    let paths = [PathBuf::from(project.at("docs.de-DE"))];
    let config = docparity::Config::default();
    let checked = tree::check_scope(&paths, &config, &Default::default(), &|_, _| ()).expect("pages");
    let mine = german().replace("Annehmen", "Nimm an");
    project.write("docs.de-DE/api/send.md", &mine);
    let is_header = |finding: &Finding| finding.rule.name == "header-name" && finding.fix.is_some();
    let gone = project.at("docs.de-DE/api/gone.md");
    let wanted = |finding: &Finding| {
        // It goes away while others are repaired.
        let _ = fs::remove_file(&gone);
        is_header(finding)
    };
    let fixed = tree::fix((&paths, &config), &checked, &wanted, true).expect("pages");
    assert_eq!(page(&project), mine);
    let left: Vec<_> = fixed.pages.iter().flat_map(|page| &page.left).map(|left| left.reason.to_string()).collect();
    assert_eq!(left, ["the page has changed since it was checked"]);
    assert_eq!(fixed.pages.iter().map(|page| page.made.len()).sum::<usize>(), 1, "{:?}", fixed.pages);
    assert!(project.read("docs.de-DE/api/take.md").windows(6).any(|bytes| bytes == b"Accept"));
}

/// Where the disk is full, the page stays, and so does nothing else.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let project = project();
    // A disk of its own with room for the pages alone, where the system lets one be made.
    let script = r#"
        mount -t tmpfs -o size=24k full full || exit 77
        cp -r docs.de-DE full/ && head -c 1000000 /dev/zero > full/rest 2> /dev/null
        "$0" fix full/docs.de-DE; status=$?
        cmp full/docs.de-DE/api/send.md docs.de-DE/api/send.md && cmp full/docs.de-DE/api/take.md docs.de-DE/api/take.md || exit 78
        ls -A full/docs.de-DE/api
        exit $status"#;
    fs::create_dir(project.at("full")).expect("a folder");
    let mut command = std::process::Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_docparity")]);
    command.current_dir(project.at(".")).stdin(Stdio::null());
    let Ok(ran) = command.output() else { return };
    let (out, told) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    let is_allowed = !told.starts_with("unshare:") && ran.status.code() != Some(77);
    if is_allowed {
        assert_eq!(ran.status.code(), Some(2), "{out}{told}");
        assert!(told.contains("send.md: No space left on device"), "{told}");
        assert!(out.ends_with("send.md\ntake.md\n"), "{out}");
    }
}

#[test]
fn what_a_killed_run_left_is_deleted_by_the_next() {
    let project = project();
    project.write("docs.de-DE/api/.docparity-1-0", "half a page");
    project.write("docs.de-DE/api/.docparity-notes", "mine");
    let writing = fs::File::create(project.at("docs.de-DE/api/.docparity-2-0")).expect("a file");
    writing.lock().expect("the lock of a run that writes");
    fix(&project, &[]);
    let left = ["docs.de-DE/api/.docparity-2-0", "docs.de-DE/api/.docparity-notes"];
    assert_eq!(project.files()[..2], left);
}

/// Runs that are killed at any moment, and two at once, leave each page as it was or as it is to be.
#[test]
fn no_page_is_ever_half_written() {
    let pages = 20;
    let project = Project::new();
    let name = |page: usize| format!("docs.de-DE/api/send-{page}.md");
    let repaired = {
        let one = crate::fix::project();
        fix(&one, &[]);
        page(&one).into_bytes()
    };
    let started = || {
        let mut command = command(&["fix", "docs.de-DE", "--quiet"]);
        command.current_dir(project.at(".")).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program starts")
    };
    for round in 0..6 {
        (0..pages).for_each(|page| project.write(&name(page), german()));
        let (mut one, mut other) = (started(), started());
        std::thread::sleep(Duration::from_millis(60 * round));
        // One that has ended cannot be killed.
        let _ = one.kill();
        one.wait().expect("an end");
        other.wait().expect("an end");
        for page in 0..pages {
            let bytes = project.read(&name(page));
            assert!(bytes == repaired || bytes == german().into_bytes(), "{}", name(page));
        }
        started().wait().expect("an end");
        assert!((0..pages).all(|page| project.read(&name(page)) == repaired), "a last run repairs what is left");
        assert_eq!(project.files().len(), pages, "{:?}", project.files());
    }
}
