//! Pages that a person says are current record which English they were made from, and nothing else of them changes.

use crate::support::git::{commit, git};
use crate::support::{Project, command, docparity_in as docparity};

const ENGLISH: &str =
    "---\ntitle: Ferry\n---\n\n# Ferry\n\nCrosses a river.\n\n## Board\n\nWalk.\n\n## Leave\n\nWalk again.\n";
const GERMAN: &str =
    "---\ntitle: Fähre\n---\n\n# Fähre\n\nQuert einen Fluss.\n\n## Einsteigen\n\nGehen.\n\n## Aussteigen\n\nGehen.\n";

/// A repository with `pages`, each in English and in German.
fn repository(pages: &[&str]) -> Project {
    let project = Project::new();
    for page in pages {
        project.write(&format!("en/{page}.md"), ENGLISH);
        project.write(&format!("de/{page}.md"), GERMAN);
    }
    git(&project, ".", &["init", "--quiet"]);
    commit(&project, ".");
    project
}

fn text(project: &Project, path: &str) -> String {
    String::from_utf8(project.read(path)).expect("UTF-8")
}

/// The state of each page.
fn states(project: &Project) -> String {
    let run = docparity(project, &["freshness", ".", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let pages = json["pages"].as_array().expect("pages").iter();
    let state = |page: &serde_json::Value| {
        format!("{} {}", page["path"].as_str().unwrap_or_default(), page["state"].as_str().unwrap_or_default())
    };
    pages.map(state).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_stamp_makes_a_page_current_and_twice_is_once() {
    let project = repository(&["ferry", "raft"]);
    // With CRLF line ends, a byte order mark, and a byte that is no UTF-8; and without front matter.
    let crlf = [b"\xef\xbb\xbf", GERMAN.replace('\n', "\r\n").as_bytes(), b"\xff"].concat();
    project.write("de/ferry.md", &crlf);
    project.write("de/raft.md", "# Floß\n\nGehen.\n");
    let check = docparity(&project, &["stamp", "--check"]);
    assert_eq!(check.status, 1, "{}", check.stderr);
    assert!(check.stdout.starts_with("de/ferry.md: no stamp\nde/raft.md: no stamp\n2 of 2 pages"), "{}", check.stdout);
    assert_eq!(project.read("de/ferry.md"), crlf, "--check writes nothing");

    assert_eq!(
        docparity(&project, &["stamp", "--all"]).stdout,
        "2 of 2 pages stamped (1 of them in .docparity.json)\n"
    );
    let stamped = project.read("de/ferry.md");
    let start = stamped.windows(10).position(|bytes| bytes == b"docparity:").expect("a stamp");
    let end = start + stamped[start..].iter().position(|byte| *byte == b'\n').expect("a line end") + 1;
    assert_eq!([&stamped[..start], &stamped[end..]].concat(), crlf);
    assert_eq!(&stamped[end - 2..end], b"\r\n");
    assert_eq!(text(&project, "de/raft.md"), "# Floß\n\nGehen.\n");
    assert_eq!(states(&project), "de/ferry.md current, de/raft.md current");

    let beside = project.read("de/.docparity.json");
    let again = docparity(&project, &["stamp", "--all"]);
    assert_eq!(again.stdout, "0 of 2 pages stamped, 2 with a stamp that stays\n");
    assert_eq!((project.read("de/ferry.md"), project.read("de/.docparity.json")), (stamped, beside));
    assert_eq!(docparity(&project, &["stamp", "--check"]).status, 0);
    assert!(project.files().iter().all(|file| !file.contains(".docparity-")), "nothing is left over");
}

#[test]
fn an_edited_section_ages_itself_alone() {
    // Without a history, the hashes of the sections tell all.
    let project = Project::new();
    for page in ["ferry", "raft"] {
        project.write(&format!("en/{page}.md"), ENGLISH);
        project.write(&format!("de/{page}.md"), GERMAN);
    }
    project.write("de/raft.md", "# Floß\n");
    assert_eq!(docparity(&project, &["stamp", "--all"]).status, 0);
    for page in ["ferry", "raft"] {
        project.write(&format!("en/{page}.md"), ENGLISH.replace("Walk again.", "Jump."));
    }
    let stale = docparity(&project, &["check", ".", "--select", "stale-prose", "--no-fold"]).stdout;
    assert_eq!(stale.matches("stale-prose]:").count(), 2, "{stale}");
    assert_eq!((stale.matches("`Leave`").count(), stale.matches("`Board`").count()), (2, 0), "{stale}");
    let check = docparity(&project, &["stamp", "--check"]);
    let told = "de/ferry.md: its stamp is not that of the English of today\n";
    assert!(check.status == 1 && check.stdout.starts_with(told), "{}", check.stdout);
}

#[test]
fn only_the_chosen_pages_are_stamped() {
    let project = repository(&["ferry", "raft", "barge"]);
    project.write("fr/raft.md", GERMAN);
    assert_eq!(
        docparity(&project, &["stamp", "--pages", "raft.md", "--locale", "fr"]).stdout,
        "1 of 1 pages stamped\n"
    );
    project.write("de/barge.md", GERMAN.replace("Gehen", "Laufen"));
    project.write("en/ferry.md", ENGLISH.replace("Walk", "Run"));
    let changed = docparity(&project, &["stamp", "--changed"]);
    assert_eq!(changed.stdout, "1 of 2 pages stamped, 1 with a stamp that stays\n", "{}", changed.stderr);
    let stamped: Vec<String> = ["de/barge.md", "de/ferry.md", "de/raft.md", "fr/raft.md"]
        .into_iter()
        .filter(|page| text(&project, page).contains("docparity:"))
        .map(str::to_owned)
        .collect();
    assert_eq!(stamped, ["de/barge.md", "fr/raft.md"]);
    let nothing = docparity(&project, &["stamp"]);
    assert!(nothing.status == 2 && nothing.stderr.contains("--all"), "{}", nothing.stderr);
}

#[test]
fn a_stamp_may_stand_beside_the_page() {
    let project = repository(&["ferry", "raft"]);
    assert_eq!(docparity(&project, &["stamp", "--pages", "de/ferry.md", "--sidecar"]).status, 0);
    assert_eq!(text(&project, "de/ferry.md"), GERMAN);
    // The first page keeps its place, and the second gets its own.
    project.write("en/ferry.md", ENGLISH.replace("Walk", "Run"));
    assert_eq!(
        docparity(&project, &["stamp", "--all"]).stdout,
        "2 of 2 pages stamped (1 of them in .docparity.json)\n"
    );
    assert_eq!(text(&project, "de/ferry.md"), GERMAN);
    assert!(text(&project, "de/raft.md").contains("docparity: {source: "));
    assert_eq!(states(&project), "de/ferry.md current, de/raft.md current");
    project.write("de/.docparity.json", "[]");
    project.write("en/ferry.md", ENGLISH);
    let broken = docparity(&project, &["stamp", "--all", "--sidecar"]);
    assert!(broken.status == 2 && broken.stderr.contains(".docparity.json"), "{}", broken.stderr);
    assert_eq!(text(&project, "de/.docparity.json"), "[]");
}

#[test]
fn the_mark_of_the_project_is_written() {
    let project = repository(&["ferry", "raft"]);
    let first = git(&project, ".", &["rev-parse", "HEAD"]);
    project.write("en/ferry.md", ENGLISH.replace("Walk", "Run"));
    let second = commit(&project, ".");
    let page = |commit: &str| GERMAN.replace("Fähre\n---", &format!("Fähre\ndefault_lang_commit: {commit}\n---"));
    project.write("de/ferry.md", page(&first));
    assert_eq!(docparity(&project, &["stamp", "--all"]).stdout, "2 of 2 pages stamped\n");
    assert_eq!(text(&project, "de/ferry.md"), page(&second));
    assert_eq!(text(&project, "de/raft.md"), page(&first), "the commit that made the English what it is");
    assert_eq!(states(&project), "de/ferry.md current, de/raft.md current");

    project.write("en/ferry.md", ENGLISH.replace("Walk", "Swim"));
    let run = docparity(&project, &["stamp", "--all"]);
    assert!(run.status == 2 && run.stderr.contains("no commit holds its English as it is today"), "{}", run.stderr);
    assert_eq!(text(&project, "de/ferry.md"), page(&second));
}

#[test]
fn a_hash_of_the_project_is_made_as_it_was() {
    let project = repository(&["ferry", "raft"]);
    let blob = |page: &str| git(&project, ".", &["hash-object", page]);
    let page = |hash: &str| GERMAN.replace("Fähre\n---", &format!("Fähre\nsource-blob: \"{}\"\n---", &hash[..12]));
    let (old, other) = (blob("en/ferry.md"), "0123456789abcdef");
    project.write("de/ferry.md", page(&old));
    project.write("de/raft.md", page(other));
    project.write("en/ferry.md", ENGLISH.replace("Walk", "Run"));
    commit(&project, ".");
    let new = blob("en/ferry.md");
    assert_eq!(docparity(&project, &["stamp", "--all"]).stdout, "2 of 2 pages stamped\n");
    assert_eq!(text(&project, "de/ferry.md"), page(&new));
    assert_eq!(text(&project, "de/raft.md"), page(&old), "made as the hash of the other page is");
}

#[test]
fn what_other_tools_write_is_left_alone() {
    let project = repository(&["ferry"]);
    let page = "# Fähre\n\n<!-- source-hash: 0123456789abcdef -->\n";
    project.write("de/ferry.md", page);
    let run = docparity(&project, &["stamp", "--all"]);
    let told = "error: de/ferry.md: not stamped: it carries the mark source hash, which its own tool writes\n";
    assert!(run.status == 2 && run.stderr.ends_with(told), "{}", run.stderr);
    project.write("de/ferry.md", GERMAN.replace("Fähre\n---", "Fähre\nbranch: main\ndefault_lang_commit: main\n---"));
    let run = docparity(&project, &["stamp", "--all"]);
    assert!(run.stderr.contains("with a value that is neither a hash nor a commit"), "{}", run.stderr);
    assert!(text(&project, "de/ferry.md").contains("branch: main\ndefault_lang_commit: main\n---"));
}

#[test]
fn pages_are_adopted_with_the_english_of_their_day() {
    let project = repository(&["ferry", "raft", "barge", "punt", "skiff"]);
    for page in ["ferry", "raft", "barge", "punt", "skiff"] {
        project.write(&format!("de/{page}.md"), GERMAN.replace("Gehen", "Laufen"));
        commit(&project, ".");
    }
    project.write("en/ferry.md", ENGLISH.replace("Walk", "Run"));
    commit(&project, ".");
    let adopted = docparity(&project, &["stamp", "--adopt"]);
    assert_eq!(adopted.stdout, "5 of 5 pages stamped\n", "{}", adopted.stderr);
    // The stamps stay true when one commit holds them all.
    commit(&project, ".");
    let others = "de/punt.md current, de/raft.md current, de/skiff.md current";
    assert_eq!(states(&project), format!("de/barge.md current, de/ferry.md staleProse, {others}"));
    let again = docparity(&project, &["stamp", "--adopt"]);
    assert_eq!(again.stdout, "0 of 5 pages stamped, 5 with a stamp that stays\n");
}

/// What is said of stamps that were raised alone.
fn suspicious(project: &Project) -> Vec<String> {
    let run = docparity(project, &["check", ".", "--select", "stamp-suspicious", "--no-fold", "--fail-on", "never"]);
    let told = run.stdout.lines().filter(|line| line.contains("[stamp-suspicious]")).map(str::to_owned);
    told.collect()
}

#[test]
fn a_stamp_that_is_raised_without_translating_is_told() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet"]);
    let code = |text: &str, command: &str| format!("{text}\n```sh\n{command}\n```\n");
    let page = |text: &str, commit: &str| text.replace("---\n\n#", &format!("source_commit: {commit}\n---\n\n#"));
    for name in ["ferry", "raft", "barge", "dinghy"] {
        project.write(&format!("en/{name}.md"), code(ENGLISH, "ferry cross --slow"));
    }
    let first = commit(&project, ".");
    for name in ["ferry", "raft", "barge", "dinghy"] {
        project.write(&format!("de/{name}.md"), code(&page(GERMAN, &first), "ferry cross --slow"));
    }
    commit(&project, ".");
    let newer = code(ENGLISH, "ferry cross --fast");
    project.write("en/ferry.md", &newer);
    project.write("en/raft.md", &newer);
    project.write("en/barge.md", code(&ENGLISH.replace("Walk again", "Walk back"), "ferry cross --slow"));
    let second = commit(&project, ".");
    // One stamp was raised alone, one with the code, and one where nothing but prose had changed.
    project.write("de/ferry.md", code(&page(GERMAN, &second), "ferry cross --slow"));
    project.write("de/raft.md", code(&page(GERMAN, &second), "ferry cross --fast"));
    project.write("de/barge.md", code(&page(GERMAN, &second), "ferry cross --slow"));
    assert_eq!(
        suspicious(&project),
        [
            "info[stamp-suspicious]: its stamp was raised and its text was not changed; changed in the English meanwhile: `--fast` \
          added; `--slow` dropped"
        ]
    );
    let raised = commit(&project, ".");
    let told = suspicious(&project);
    assert!(told.len() == 1 && told[0].contains(&format!("raised by commit `{}`", &raised[..12])), "{told:?}");
    // Whoever translates it afterwards has done the work.
    project.write("de/ferry.md", code(&page(GERMAN, &second), "ferry cross --fast"));
    assert_eq!(suspicious(&project), [""; 0]);
}

#[test]
fn a_stamp_beside_a_page_that_is_raised_without_translating_is_told() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet"]);
    let page = |title: &str, command: &str| format!("# {title}\n\n```sh\n{command}\n```\n");
    for (name, title) in [("ferry", "Ferry"), ("raft", "Raft")] {
        project.write(&format!("docs/en/{name}.md"), page(title, "cross --slow"));
        project.write(&format!("docs/de/{name}.md"), page("Fähre", "cross --slow"));
    }
    let run = docparity(&project, &["stamp", "--all"]);
    assert_eq!(run.stdout, "2 of 2 pages stamped in .docparity.json beside them\n");
    commit(&project, ".");
    project.write("docs/en/ferry.md", page("Ferry", "cross --fast"));
    commit(&project, ".");
    docparity(&project, &["stamp", "--all"]);
    let raised = "info[stamp-suspicious]: its stamp was raised and its text was not changed; changed in the English meanwhile: `--fast` \
        added; `--slow` dropped";
    assert_eq!(suspicious(&project), [raised]);
    let news = docparity(&project, &["check", "docs", "--changed-since", "HEAD"]);
    let told = "note: docs/de/ferry.md: its stamp says that it is current now, but its text did not change\n";
    assert!(news.stderr.ends_with(told), "{}", news.stderr);
    let by = commit(&project, ".");
    let told = suspicious(&project);
    assert!(told.len() == 1 && told[0].contains(&format!("raised by commit `{}`", &by[..12])), "{told:?}");
    project.write("docs/de/ferry.md", page("Fähre", "cross --fast"));
    assert_eq!(suspicious(&project), [""; 0]);
}

/// Runs that are killed at any moment leave each page and each file beside pages as it was or as it is to be.
#[cfg(unix)]
#[test]
fn no_page_is_ever_half_stamped() {
    use std::process::Stdio;
    use std::time::Duration;

    let names: Vec<String> = (0..20).map(|page| format!("ferry-{page}")).collect();
    let project = repository(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let pages: Vec<String> = names.iter().map(|name| format!("de/{name}.md")).collect();
    // Half of the stamps stand in the file beside the pages.
    let before =
        |page: usize| if page.is_multiple_of(2) { GERMAN.to_owned() } else { "# Fähre\n\nGehen.\n".to_owned() };
    let write = || pages.iter().enumerate().for_each(|(at, page)| project.write(page, before(at)));
    write();
    assert_eq!(docparity(&project, &["stamp", "--all"]).status, 0);
    let after: Vec<Vec<u8>> = pages.iter().map(|page| project.read(page)).collect();
    let beside = project.read("de/.docparity.json");
    for round in 0..6 {
        write();
        project.remove("de/.docparity.json");
        let mut command = command(&["stamp", "--all"]);
        command.current_dir(project.at(".")).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        std::thread::sleep(Duration::from_millis(25 * round));
        // One that has ended cannot be killed.
        let _ = child.kill();
        child.wait().expect("an end");
        for (at, page) in pages.iter().enumerate() {
            let bytes = project.read(page);
            assert!(bytes == after[at] || bytes == before(at).into_bytes(), "{page}");
        }
        if project.files().iter().any(|file| file == "de/.docparity.json") {
            assert_eq!(project.read("de/.docparity.json"), beside);
        }
        assert_eq!(docparity(&project, &["stamp", "--all"]).status, 0, "the next run does what is left");
        assert!(pages.iter().zip(&after).all(|(page, after)| project.read(page) == *after));
        assert_eq!(project.read("de/.docparity.json"), beside);
        assert!(project.files().iter().all(|file| !file.contains(".docparity-")), "{:?}", project.files());
    }
}
