//! `docparity check` of a text that is being written: on stdin, and whenever a file changes.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use docparity::Finding;
use docparity::tree::{self, Texts, Workspace};

use crate::support::{Project, Run, command, fixture, run};

const PAGE: &str = "docs.de-DE/api/parcel-reroute.md";

/// The showcase, where the German page has a translated header name in line 39.
fn showcase() -> Project {
    let project = Project::new();
    for locale in ["de-DE", "es-ES", "ja-JP"] {
        let path = format!("docs.{locale}/api/parcel-reroute.md");
        project.write(&path, fixture(&format!("showcase/pages/{path}")));
    }
    project
}

fn repaired(project: &Project) -> String {
    String::from_utf8(project.read(PAGE)).expect("UTF-8").replace("Annehmen", "Accept")
}

fn check(project: &Project, arguments: &[&str], text: &str) -> Run {
    let mut stdin = tempfile::tempfile().expect("a file");
    stdin.write_all(text.as_bytes()).and_then(|()| stdin.seek(SeekFrom::Start(0))).expect("a text");
    let mut command = command(&[&["check", "--format", "concise"], arguments].concat());
    command.current_dir(project.at(".")).stdin(stdin);
    run(command)
}

#[test]
fn a_text_on_stdin_is_checked_as_the_page_it_belongs_to() {
    let project = showcase();
    let on_disk = check(&project, &["docs.de-DE"], "").stdout;
    assert!(on_disk.contains(&format!("{PAGE}:39:32: error[header-name]")), "{on_disk}");
    let stdin = |text: &str| check(&project, &["-", "--stdin-path", PAGE], text);
    assert_eq!(stdin(&String::from_utf8(project.read(PAGE)).expect("UTF-8")).stdout, on_disk);
    let better = stdin(&repaired(&project));
    let others: Vec<&str> = on_disk.lines().filter(|line| !line.contains("header-name")).collect();
    assert_eq!((better.status, better.stdout.lines().collect::<Vec<_>>()), (1, others));
    // The other locales prove what the page itself cannot: a row that it lost with its English.
    let text = repaired(&project);
    let lost: Vec<&str> = text.split_inclusive('\n').filter(|line| !line.contains(">Accept<")).collect();
    assert!(stdin(&lost.concat()).stdout.contains("[header-missing]"), "{}", stdin(&lost.concat()).stdout);
    assert_eq!(project.read(PAGE), fixture(&format!("showcase/pages/{PAGE}")));
}

#[test]
fn a_text_on_stdin_needs_a_page() {
    let project = showcase();
    for (arguments, told) in [
        (&["-"][..], "`-` needs --stdin-path PATH"),
        (&[".", "--stdin-path", PAGE], "--stdin-path goes with `-`"),
        (&["-", "--stdin-path", "docs.de-DE/api/none.md"], "is no page that is compared"),
    ] {
        let refused = check(&project, arguments, "# A\n");
        assert_eq!((refused.status, &*refused.stdout), (2, ""), "{arguments:?}");
        assert!(refused.stderr.contains(told), "{}", refused.stderr);
    }
}

/// What is found on a page does not depend on whether the others are asked for; what only the whole tree, or
/// the defects of all locales together show, is left out.
#[test]
fn one_page_is_checked_as_a_whole_run_checks_it() {
    const OF_THE_TREE: [&str; 4] = ["inconsistent-translation", "page-missing", "page-orphaned", "source-fragile"];
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let configurations = walkdir::WalkDir::new(fixtures).max_depth(3).sort_by_file_name().into_iter();
    let cases = configurations.map(|entry| entry.expect("an entry").into_path());
    let mut compared = 0;
    for case in cases.filter(|path| path.ends_with("docparity.yaml")) {
        let paths = [case.parent().expect("a folder").to_owned()];
        let config = tree::configuration(&paths).expect("a configuration");
        let Ok(checked) = tree::check_scope(&paths, &config, &Default::default(), &|_, _| ()) else { continue };
        let workspace = Workspace::find(&paths[0], &config).expect("a tree");
        let told = |findings: &[Finding], path: &str| {
            let own =
                findings.iter().filter(|finding| finding.path == path && !OF_THE_TREE.contains(&finding.rule.name));
            own.map(|finding| (finding.rule.name, finding.line, finding.fingerprint.clone())).collect::<Vec<_>>()
        };
        let pages: BTreeSet<&str> = checked.outcome.findings.iter().map(|finding| &*finding.path).collect();
        for page in pages {
            let Some(one) = workspace.check(Path::new(page), &Texts::default()) else { continue };
            assert_eq!(told(&one.outcome.findings, page), told(&checked.outcome.findings, page), "{page}");
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared}");
}

/// Waits until the file says `text` so many times.
fn wait_for(file: &Path, text: &str, times: usize) -> String {
    let start = Instant::now();
    loop {
        let told = fs::read_to_string(file).expect("what was told");
        if told.matches(text).count() >= times {
            return told;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{told}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_tree_is_checked_again_when_a_file_changes() {
    let project = showcase();
    project.write("docparity.yaml", "rules:\n  header-value: off\n");
    let told = tempfile::NamedTempFile::new().expect("a file");
    let out = || Stdio::from(File::options().append(true).open(told.path()).expect("a handle"));
    let mut command = command(&["check", "docs.de-DE", "--watch", "--format", "concise"]);
    command.current_dir(project.at(".")).stdout(out()).stderr(out());
    let mut watching = command.spawn().expect("the program starts");
    let waiting = "waiting for files to change";
    let first = wait_for(told.path(), waiting, 1);
    assert_eq!((first.matches("[header-name]").count(), first.matches("[header-value]").count()), (1, 0), "{first}");
    project.write("docs.de-DE/api/.parcel-reroute.md.swp", "a file of an editor");
    project.write(PAGE, repaired(&project));
    let second = wait_for(told.path(), waiting, 2);
    assert!(second.contains("parcel-reroute.md changed: checking again"), "{second}");
    assert_eq!(second.matches("[header-name]").count(), 1, "{second}");
    // The configuration is read again, also when it was wrong in between.
    project.write("docparity.yaml", "rules: [");
    wait_for(told.path(), waiting, 3);
    project.write("docparity.yaml", "");
    let last = wait_for(told.path(), "[header-value]", 1);
    watching.kill().expect("a process to end");
    watching.wait().expect("an end");
    assert!(last.contains("error: docparity.yaml:1:"), "{last}");
}
