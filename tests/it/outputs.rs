//! Where `check` writes to, what text leaves out on request, and what the command line says of itself.

use std::fs;

use crate::support::{Project, docparity, docparity_in};
use docparity::report::FORMATS;
use serde_json::Value;

const SHOWCASE: &str = "fixtures/showcase";

/// Asserts that nothing was done, and returns what the program said about it.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let run = docparity(arguments);
    assert_eq!((run.status, &*run.stdout), (2, ""), "{}", run.stderr);
    run.stderr
}

fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(bytes).is_ok()
}

#[test]
fn several_formats_are_written_at_once() {
    let project = Project::new();
    let (sarif, lines) = (project.at("new/folder/a.sarif"), project.at("b=c.jsonl"));
    let outputs = [format!("sarif={sarif}"), format!("jsonl={lines}")];
    let run = docparity(&["check", SHOWCASE, "--output", &outputs[0], "--output", &outputs[1]]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, docparity(&["check", SHOWCASE]).stdout, "text still goes to stdout");
    assert_eq!(project.files(), ["b=c.jsonl", "new/folder/a.sarif"]);
    let run = docparity(&["check", SHOWCASE, "--format", "sarif"]);
    assert_eq!(project.read("new/folder/a.sarif"), run.stdout.as_bytes());
}

#[test]
fn a_dash_is_stdout() {
    let json = docparity(&["check", SHOWCASE, "--format", "json"]);
    assert_eq!(docparity(&["check", SHOWCASE, "--output", "json=-"]), json);
}

#[test]
fn only_one_format_goes_to_stdout() {
    for more in [["--format", "json"], ["--output", "json=-"]] {
        let message = refused(&["check", SHOWCASE, "--output", "sarif=-", more[0], more[1]]);
        assert!(message.contains("only one format can go to stdout"), "{message}");
    }
}

#[test]
fn a_wrong_output_is_refused() {
    let project = Project::new();
    let file = project.at("file");
    let (a, b) = (format!("json={file}"), format!("sarif={file}"));
    assert!(refused(&["check", SHOWCASE, "--output", &a, "--output", &b]).contains(&file));
    assert!(refused(&["check", SHOWCASE, "--output", "xml=x"]).contains("there is no format `xml`"));
    for wrong in ["json", "json=", "=x"] {
        refused(&["check", SHOWCASE, "--output", wrong]);
    }
    assert_eq!(project.files(), Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let project = Project::new();
    project.write("folder/file", "kept");
    for place in ["folder", "folder/file/below"] {
        let output = format!("json={}", project.at(place));
        let other = format!("sarif={}", project.at("sarif"));
        let run = docparity(&["check", SHOWCASE, "--output", &output, "--output", &other]);
        assert_eq!(run.status, 2, "{place}");
        assert!(run.stderr.starts_with(&format!("error: {}: ", project.at(place))), "{}", run.stderr);
        assert!(run.stdout.contains("error[header-name]"), "what can be written is written");
        assert!(is_json(&project.read("sarif")));
    }
    assert_eq!(
        (project.files(), project.read("folder/file")),
        (vec!["folder/file".into(), "sarif".into()], b"kept".into())
    );
}

#[test]
fn a_file_is_replaced_whole() {
    let project = Project::new();
    project.write("report.json", "x".repeat(1_000_000));
    let output = format!("json={}", project.at("report.json"));
    assert_eq!(docparity(&["check", SHOWCASE, "--output", &output]).status, 1);
    assert!(is_json(&project.read("report.json")));
    assert_eq!(project.files(), ["report.json"]);
    // Nothing to check: the report of the run before stays.
    assert_eq!(docparity(&["check", &project.at("."), "--output", &output]).status, 2);
    assert!(is_json(&project.read("report.json")));
}

#[cfg(unix)]
#[test]
fn a_link_and_a_pipe_stay_what_they_are() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    use std::process::{Command, Stdio};

    let project = Project::new();
    project.write("target.json", "old");
    std::os::unix::fs::symlink(project.at("target.json"), project.at("link.json")).expect("a link");
    assert_eq!(docparity(&["check", SHOWCASE, "--output", &format!("json={}", project.at("link.json"))]).status, 1);
    assert!(fs::symlink_metadata(project.at("link.json")).expect("a link").is_symlink());
    assert!(is_json(&project.read("target.json")));
    let mode = fs::metadata(project.at("target.json")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o400, 0o400);

    let pipe = project.at("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().expect("cat");
    assert_eq!(docparity(&["check", SHOWCASE, "--output", &format!("json={pipe}")]).status, 1);
    assert!(fs::metadata(&pipe).expect("a pipe").file_type().is_fifo());
    assert!(is_json(&reader.wait_with_output().expect("cat").stdout));
}

#[test]
fn text_in_a_file_has_no_colours_unless_asked_for() {
    let project = Project::new();
    let output = format!("text={}", project.at("report.txt"));
    docparity(&["check", SHOWCASE, "--output", &output, "--format", "json"]);
    assert_eq!(project.read("report.txt"), docparity(&["check", SHOWCASE]).stdout.as_bytes());
    docparity(&["check", SHOWCASE, "--output", &output, "--format", "json", "--color", "always"]);
    assert!(project.read("report.txt").contains(&0x1b));
}

#[test]
fn quiet_leaves_out_the_summary() {
    let whole = docparity(&["check", SHOWCASE]).stdout;
    for option in ["-q", "--quiet"] {
        let run = docparity(&["check", SHOWCASE, option]);
        assert_eq!((run.status, &*run.stderr), (1, ""));
        let summary = whole.strip_prefix(&run.stdout).expect("the findings come first");
        assert!(summary.trim_start().starts_with("de-DE") && run.stdout.ends_with("(translation memory)\n\n"));
    }
    assert_eq!(docparity(&["check", "fixtures/clean/permission-matrix", "-q"]).stdout, "");
}

#[test]
fn statistics_count_and_name_no_place() {
    let run = docparity(&["check", SHOWCASE, "--statistics"]);
    assert_eq!((run.status, &*run.stderr), (1, ""));
    assert!(
        run.stdout.contains("        1  error[header-name]           de-DE    `Accept` → `Annehmen`\n"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains(".md"), "{}", run.stdout);
    let count = |line: &str| line.split_whitespace().next()?.replace(',', "").parse::<usize>().ok();
    let (patterns, summary) = run.stdout.split_once("\n\n").expect("a summary");
    assert_eq!(patterns.lines().filter_map(count).sum::<usize>(), 13);
    assert!(docparity(&["check", SHOWCASE]).stdout.ends_with(summary));
    assert_eq!(docparity(&["check", "fixtures/clean/permission-matrix", "--statistics"]).stdout.lines().count(), 3);
}

#[test]
fn statistics_are_refused_where_no_text_is_written() {
    let message = refused(&["check", SHOWCASE, "--statistics", "--format", "json"]);
    assert!(message.contains("--statistics"), "{message}");
    refused(&["check", SHOWCASE, "--statistics", "--quiet"]);
}

#[test]
fn the_number_of_threads_changes_no_byte_of_any_format() {
    for format in FORMATS {
        let with = |threads| {
            docparity(&[
                "check",
                "--isolated",
                "--select=all",
                "fixtures",
                "--format",
                format.name,
                "--threads",
                threads,
            ])
        };
        assert!(with("1") == with("4"), "{}", format.name);
    }
}

#[test]
fn the_help_lists_every_format() {
    let help = docparity(&["check", "--help"]).stdout;
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for format in FORMATS {
        assert!(words.contains(&format!("- {}: {}", format.name, format.what)), "{}: {help}", format.name);
    }
}

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = docparity(&["completions", shell]);
        assert_eq!((run.status, &*run.stderr), (0, ""), "{shell}");
        for word in ["docparity", "freshness", "statistics"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
        // The scripts for elvish and PowerShell complete no values.
        let has_values = !matches!(shell, "elvish" | "powershell");
        for value in ["rdjson", "header-name"] {
            assert_eq!(run.stdout.contains(value), has_values, "{shell}: {value}");
        }
    }
    refused(&["completions", "cmd"]);
}

#[test]
fn every_command_has_a_manual_page() {
    let main = docparity(&["man"]);
    assert_eq!((main.status, &*main.stderr), (0, ""));
    assert!(main.stdout.contains(".TH docparity 1") && main.stdout.contains("docparity\\-check(1)"), "{}", main.stdout);
    for command in ["check", "freshness", "stamp", "extract", "split", "rules", "schema", "completions", "man"] {
        let page = docparity(&["man", command]).stdout;
        assert!(page.contains(&format!(".TH docparity-{command} 1")), "{page}");
        assert!(page.contains(&format!("\\fBdocparity {command}\\fR")), "{page}");
    }
    assert!(docparity(&["man", "check"]).stdout.contains("GitLab Code Quality"));
    assert!(refused(&["man", "chek"]).contains("there is no command `chek`"));
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = docparity(&["--version"]).stdout;
    let rest = version.strip_prefix(concat!("docparity ", env!("CARGO_PKG_VERSION"))).expect("the version");
    let commit = rest.trim_end().strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    let is_commit = |commit: &str| commit.len() >= 7 && commit.chars().all(|c| c.is_ascii_hexdigit());
    assert!(rest == "\n" || commit.is_some_and(is_commit), "{version}");
}

/// A German page and its English.
fn two_pages() -> Project {
    let project = Project::new();
    project.write("docs/en/dock.md", "# Dock\n\nSet `arrival`.\n");
    project.write("docs/de/dock.md", "# Kai\n\nSetzen Sie `Ankunft`.\n");
    project
}

#[test]
fn no_output_takes_the_place_of_a_page_or_becomes_one() {
    let project = two_pages();
    let before = project.files();
    for name in ["docs/de/dock.md", "docs/de/new.md", "docs/de/NEW.Markdown", "docs/de/new.mdx"] {
        let [json, markdown] = ["json", "markdown"].map(|format| format!("{format}={name}"));
        let is_new = !name.contains("dock");
        for arguments in [
            &["check", "docs", "--output", &json][..],
            &["segments", "docs", "--format", "csv", "-o", name],
            &["glossary", "docs", "--format", "csv", "-o", name],
            &["outdated", "docs", "--format", "text", "-o", name],
            &["check", "docs", "--output", &markdown],
            &["report", "docs", "-o", name],
            &["outdated", "docs", "--format", "markdown", "-o", name],
        ] {
            let is_marked =
                arguments.contains(&"markdown") || arguments.contains(&&*markdown) || arguments[0] == "report";
            if is_new && is_marked || arguments[0] == "report" && !name.ends_with(".md") {
                continue;
            }
            let run = docparity_in(&project, arguments);
            let told = format!("error: {name}: ");
            assert!(run.status == 2 && run.stderr.contains(&told), "{arguments:?}: {}", run.stderr);
            assert_eq!(project.files(), before, "{arguments:?}");
        }
    }
    assert_eq!(project.read("docs/de/dock.md"), "# Kai\n\nSetzen Sie `Ankunft`.\n".as_bytes());
}

#[test]
fn what_docparity_wrote_is_written_again_and_no_page() {
    let project = two_pages();
    let pages = || docparity_in(&project, &["check", "docs", "--fail-on", "never", "-q", "--format", "json"]).stdout;
    let before = pages();
    for _ in 0..2 {
        for arguments in [
            &["check", "docs", "--fail-on", "never", "--output", "markdown=docs/de/check.md"][..],
            &["check", "docs", "--fail-on", "never", "--output", "markdown=docs/de/check.MD"],
            &["report", "docs", "-o", "docs/de/report.md"],
            &["outdated", "docs", "--format", "markdown", "-o", "docs/de/outdated.markdown"],
        ] {
            let run = docparity_in(&project, arguments);
            assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
            assert_eq!(pages(), before, "{arguments:?}");
        }
    }
    assert_eq!(docparity_in(&project, &["check", "docs", "--fail-on", "never", "--output", "json=notes.md"]).status, 0);
}

#[test]
fn pages_are_not_split_into_their_own_folder() {
    let project = two_pages();
    let before = project.files();
    let docs = project.at("docs");
    for arguments in [["split", "docs", "-o", "docs"], ["split", ".", "-o", "."], ["split", "docs", "-o", &docs]] {
        let run = docparity_in(&project, &arguments);
        assert!(run.status == 2 && run.stderr.contains("name another folder"), "{arguments:?}: {}", run.stderr);
        assert_eq!(project.files(), before);
    }
    let run = docparity_in(&project, &["split", "docs/de", "-o", "out"]);
    assert_eq!(&*run.stderr, "note: 1 page split into out\n");
}

#[test]
fn one_is_told_in_the_singular() {
    let project = two_pages();
    project.write("docs/de/dock.md", "# Kai\n\nSetzen Sie `Ankunft`.\n\n## Noch\n");
    let run = docparity_in(&project, &["check", "docs/de", "--source", "docs/en", "--write-baseline", "b.txt"]);
    assert!(
        run.stderr.contains("of 1 pattern are known") || run.stderr.contains("of 1 pattern is known"),
        "{}",
        run.stderr
    );
    let run = docparity_in(&project, &["why", "docs/de/dock.md"]);
    assert!(!run.stdout.contains("1 pages"), "{}", run.stdout);
}
