//! Files, names and texts that strangers put into a tree: nothing stops, leaks or is written where it should not be.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::Command;

use crate::support::git::git;
use crate::support::{Project, Run, docparity};

const SECRET: &str = "harbour-key-8812";

/// A page of which the German says another header than its English.
const PAGE: &str = "# <a name=\"dock\"></a><span data-ttu-id=\"c0c0a-1\">Kai</span><span class=\"sxs-lookup\"><span data-stu-id=\"c0c0a-1\">Dock</span></span>\n\n\
    <span data-ttu-id=\"c0c0a-2\">Setzen Sie `Ankunft`.</span><span class=\"sxs-lookup\"><span data-stu-id=\"c0c0a-2\">Set `arrival`.</span></span>\n";

fn tree() -> Project {
    let project = Project::new();
    project.write("docs.de-DE/dock.md", PAGE);
    project
}

fn link(project: &Project, link: &str, to: &str) {
    symlink(to, project.at(link)).expect("a new link");
}

#[track_caller]
fn assert_page_beside_is_checked(run: &Run) {
    assert!(run.stdout.contains("code-span") && run.stdout.contains("dock.md"), "{} {}", run.stdout, run.stderr);
}

#[test]
fn a_page_that_is_a_link_out_of_the_tree_is_not_read() {
    let project = tree();
    project.write("secret.md", format!("# {SECRET}\n\n{SECRET}\u{1}\n"));
    project.write("docs.de-DE/.git/token.md", format!("# {SECRET}\u{1}\n"));
    project.write("docs.de-DE/.env", format!("{SECRET}\u{1}\n"));
    link(&project, "docs.de-DE/out.md", "../secret.md");
    link(&project, "docs.de-DE/hidden.md", ".git/token.md");
    link(&project, "docs.de-DE/env.md", ".env");
    link(&project, "docs.de-DE/process.md", "/proc/self/environ");
    link(&project, "docs.de-DE/terminal.md", "/dev/stdin");
    link(&project, "docs.de-DE/more", "..");
    let docs = project.at("docs.de-DE");
    for format in ["text", "json", "sarif", "github"] {
        let run = docparity(&["check", &docs, "--format", format]);
        assert_eq!(run.status, 2);
        assert!(!run.stdout.contains(SECRET) && !run.stderr.contains(SECRET), "{}", run.stdout);
        for name in ["out.md", "hidden.md", "env.md", "process.md", "terminal.md"] {
            assert!(run.stderr.contains(&format!("{name}: ")), "{name}: {}", run.stderr);
        }
        assert_page_beside_is_checked(&run);
    }
}

#[test]
fn links_are_followed_inside_the_tree_and_everywhere_on_request() {
    let project = tree();
    link(&project, "docs.de-DE/quay.md", "dock.md");
    project.write("docs.de-DE/.shared/shed.md", PAGE);
    link(&project, "docs.de-DE/shed.md", ".shared/shed.md");
    let run = docparity(&["check", &project.at("docs.de-DE"), "--format", "concise"]);
    assert_eq!((run.stdout.matches("quay.md").count(), &*run.stderr), (1, ""));
    assert_eq!(run.stdout.matches("/shed.md").count(), 1, "a page in a hidden folder of the tree: {}", run.stdout);
    let elsewhere = Project::new();
    elsewhere.write("docs.de-DE/x.md", "# X\n");
    link(&elsewhere, "docs.de-DE/dock.md", &project.at("docs.de-DE/dock.md"));
    let docs = elsewhere.at("docs.de-DE");
    assert_eq!(docparity(&["check", &docs]).status, 2);
    let run = docparity(&["check", &docs, "--follow-links", "--format", "concise"]);
    assert!(run.stdout.contains("code-span") && run.stderr.is_empty(), "{} {}", run.stdout, run.stderr);
}

#[test]
fn pictures_behind_a_link_are_no_pages_and_harm_nobody() {
    let project = tree();
    project.write("pictures/quay.png", "x");
    link(&project, "docs.de-DE/pictures", "../pictures");
    let run = docparity(&["check", &project.at("docs.de-DE")]);
    assert_eq!(run.stderr, "", "nothing is read there");
}

#[test]
fn what_is_no_regular_file_is_refused() {
    let project = tree();
    let made = Command::new("mkfifo").arg(project.at("docs.de-DE/pipe.md")).status().expect("mkfifo");
    assert!(made.success());
    let run = docparity(&["check", &project.at("docs.de-DE")]);
    assert!(run.status == 2 && run.stderr.contains("pipe.md: no regular file"), "{}", run.stderr);
    assert_page_beside_is_checked(&run);
    for baseline in ["docs.de-DE/pipe.md", "docs.de-DE"] {
        let run = docparity(&["check", &project.at("docs.de-DE/dock.md"), "--baseline", &project.at(baseline)]);
        assert_eq!(run.status, 2, "{}", run.stderr);
    }
}

#[test]
fn a_configuration_and_a_contract_that_are_links_elsewhere_are_not_quoted() {
    let project = tree();
    project.write("secret", format!("{SECRET}: x\n"));
    project.write("pages/docs.de-DE/dock.md", PAGE);
    link(&project, "pages/docparity.yaml", "../secret");
    let run = docparity(&["check", &project.at("pages/docs.de-DE")]);
    assert!(run.status == 2 && !run.stderr.contains(SECRET), "{}", run.stderr);
    fs::create_dir(project.at("contracts")).expect("a new folder");
    link(&project, "contracts/dock.contract", "../secret");
    let run = docparity(&["check", &project.at("docs.de-DE"), "--canonical", &project.at("contracts")]);
    assert!(run.status == 2 && !run.stderr.contains(SECRET), "{}", run.stderr);
}

#[test]
fn no_name_of_a_file_begins_a_line_of_the_log() {
    let project = tree();
    project.write("docs.de-DE/::error::a.md", PAGE);
    link(&project, "docs.de-DE/b\n::error title=x::c.md", "nowhere");
    link(&project, "docs.de-DE/##vso[task.complete]d.md", "nowhere");
    let docs = project.at("docs.de-DE");
    let mut concise = crate::support::command(&["check", ".", "--format", "concise"]);
    concise.current_dir(&docs);
    for run in [docparity(&["check", &docs]), crate::support::run(concise)] {
        let all = run.stdout + &run.stderr;
        assert!(all.contains("a.md") && all.contains("c.md") && all.contains("d.md"), "{all}");
        assert!(!all.lines().any(|line| line.trim_start().starts_with("::")), "{all}");
        assert!(!all.contains("##vso["), "{all}");
    }
}

#[test]
fn no_format_holds_a_command_of_a_page() {
    let project = Project::new();
    project.write("docs.de-DE/dock.md", PAGE.replace("`Ankunft`", "`##vso[task.complete]\u{1b}[31m ##[x]`"));
    for format in docparity::report::FORMATS {
        let run = docparity(&["check", &project.at("docs.de-DE"), "--format", format.name]);
        let text = run.stdout.replace("##vso[task.logissue ", "");
        assert!(text.contains("task.complete"), "{text}");
        assert!(
            !text.contains("##vso[") && !text.contains("##[") && !text.contains('\u{1b}'),
            "{}: {text}",
            format.name
        );
    }
}

#[test]
fn nothing_is_written_through_a_link() {
    let project = Project::new();
    project.write("en/dock.md", "# Dock\n\n## HTTP request\n\n```http\nGET /docks/{id}\n```\n");
    project.write("victim", "request GET /victim\n");
    fs::create_dir_all(project.at("contracts")).expect("a new folder");
    let run = |arguments: &[&str]| {
        let mut command = crate::support::command(arguments);
        command.current_dir(project.at("."));
        crate::support::run(command)
    };
    assert_eq!(run(&["snapshot", "en"]).status, 0);
    fs::remove_file(project.at("contracts/en/dock.contract")).expect("a contract");
    link(&project, "contracts/en/dock.contract", "../../victim");
    let accepted = run(&["snapshot", "en", "--accept"]);
    assert!(accepted.status == 2 && accepted.stderr.contains("dock.contract"), "{}", accepted.stderr);
    fs::create_dir(project.at("elsewhere")).expect("a new folder");
    fs::create_dir(project.at("out")).expect("a new folder");
    link(&project, "out/report.json", "../victim");
    assert_eq!(run(&["check", "en", "--output", "json=out/report.json"]).status, 2);
    link(&project, "out/localized", "../elsewhere");
    assert_eq!(run(&["split", "en", "-o", "out"]).status, 2);
    assert_eq!(project.read("victim"), b"request GET /victim\n");
    assert!(fs::read_dir(project.at("elsewhere")).expect("a folder").next().is_none());
}

#[test]
fn no_contract_is_read_written_or_deleted_behind_a_folder_that_is_a_link_elsewhere() {
    let project = Project::new();
    project.write("victim/en/old.contract", "request GET /kept\n");
    project.write("victim/en/torn.contract", format!("{SECRET}\n"));
    project.write("victim/all.contract", format!("{SECRET}\n"));
    project.write("project/en/dock.md", "# Dock\n\n## HTTP request\n\n```http\nGET /docks/{id}\n```\n");
    fs::create_dir(project.at("project/pins")).expect("a new folder");
    link(&project, "project/contracts", "../victim");
    link(&project, "project/pins/en", "../../victim/en");
    let before = project.files();
    let run = |arguments: &[&str]| {
        let mut command = crate::support::command(arguments);
        command.current_dir(project.at("project"));
        crate::support::run(command)
    };
    let (absolute, below) = (project.at("project/contracts"), project.at("project/contracts/en"));
    for linked in ["contracts", "contracts/en", "contracts/all.contract", "./pins/en", &absolute, &below] {
        for arguments in [
            ["snapshot", "en", "--accept", "-o", linked],
            ["snapshot", "en", "--check", "-o", linked],
            ["check", "en", "--assume-current", "--canonical", linked],
        ] {
            let run = run(&arguments);
            assert!(
                run.status == 2 && run.stderr.contains("is a link to"),
                "{arguments:?}: {}{}",
                run.stdout,
                run.stderr
            );
            assert!(!run.stderr.contains(SECRET) && !run.stdout.contains("old"), "{arguments:?}: {run:?}");
        }
    }
    let accepted = run(&["snapshot", "en", "--accept", "-o", "pins"]);
    assert!(accepted.status == 2 && !accepted.stdout.contains("old"), "{accepted:?}");
    assert_eq!((project.files(), &*project.read("victim/en/old.contract")), (before, &b"request GET /kept\n"[..]));
    fs::create_dir(project.at("project/kept")).expect("a new folder");
    link(&project, "project/inside", "kept");
    assert_eq!(run(&["snapshot", "en", "--accept", "-o", "inside"]).status, 0);
    assert!(project.files().contains(&"project/kept/en/dock.contract".to_owned()));
}

#[test]
fn a_link_that_is_refused_is_told_with_where_it_leads() {
    let project = tree();
    link(&project, "report.json", "gone/there");
    let run =
        docparity(&["check", &project.at("docs.de-DE"), "--output", &format!("json={}", project.at("report.json"))]);
    assert!(run.status == 2 && run.stderr.contains("is a link to gone/there, which does not exist"), "{}", run.stderr);
}

#[test]
fn no_format_lets_a_name_begin_a_line() {
    let project = Project::new();
    project.write("docs.de-DE/a\n::error title=x::b.md", PAGE);
    for format in docparity::report::FORMATS {
        let run = docparity(&["check", &project.at("docs.de-DE"), "--format", format.name]);
        let begins = |line: &str| line.trim_start().starts_with("::error title=x::b");
        assert!(!run.stdout.lines().any(begins), "{}: {}", format.name, run.stdout);
    }
}

#[test]
fn no_argument_begins_a_line_of_the_log() {
    let run = docparity(&["check", ".", "--locale", "x\n::error::y\u{1b}[31m ##vso[task.complete]"]);
    assert!(run.status == 2 && run.stderr.contains("error::y"), "{}", run.stderr);
    assert!(!run.stderr.lines().any(|line| line.trim_start().starts_with("::")), "{}", run.stderr);
    assert!(!run.stderr.contains(['\u{1b}']) && !run.stderr.contains("##vso["), "{}", run.stderr);
}

/// What a log, a pipe and a file get of a run.
fn to_log_pipe_and_file(arguments: &[&str]) -> [String; 3] {
    let command = |is_ci: bool| {
        let mut command = crate::support::command(arguments);
        command.env_remove("GITHUB_ACTIONS").env_remove("TF_BUILD");
        is_ci.then(|| command.env("GITHUB_ACTIONS", "true"));
        command
    };
    let piped = |is_ci| String::from_utf8(command(is_ci).output().expect("an end").stdout).expect("UTF-8");
    [piped(true), piped(false), crate::support::run(command(true)).stdout]
}

#[test]
fn a_diff_is_a_patch_in_a_file_and_holds_no_command_in_a_log() {
    let project = Project::new();
    let hostile = "::error title=x::y\r\n##vso[task.complete]\u{1b}[31m\tz\r\n\r\n";
    project.write(
        "docs.de-DE/dock.md",
        PAGE.replace("\n\n", "\r\n\r\n").replacen("\r\n\r\n", &format!("\r\n\r\n{hostile}"), 1),
    );
    let [log, pipe, file] = to_log_pipe_and_file(&["fix", &project.at("docs.de-DE"), "--diff", "--unsafe"]);
    for patch in [&pipe, &file] {
        assert!(patch.contains("\n ::error title=x::y\r\n ##vso[task.complete]\u{1b}[31m\tz\r\n"), "{patch}");
    }
    assert!(log.contains("\n : :error title=x::y\r\n ## vso[task.complete]\u{fffd}[31m\tz\r\n"), "{log}");
}

#[test]
fn segments_hold_no_command_in_a_log_and_control_nothing() {
    let project = Project::new();
    project.write("docs.de-DE/dock.md", PAGE.replace("Setzen", "Setzen\n::error::x ##vso[task.complete]\u{1b}[31m"));
    for format in docparity::exchange::FORMATS {
        let [log, pipe, _] = to_log_pipe_and_file(&["segments", &project.at("docs.de-DE"), "--format", format.name]);
        assert!(!log.lines().any(|line| line.trim_start().starts_with("::")), "{}: {log}", format.name);
        assert!(!log.contains("##vso[") && log.contains("task.complete"), "{}: {log}", format.name);
        assert!(!pipe.contains('\u{1b}'), "{}: {pipe}", format.name);
    }
}

#[test]
fn split_writes_over_no_page_that_it_reads_and_splits_nothing_twice() {
    let project = Project::new();
    project.write("docs/localized/dock.md", PAGE);
    let run = docparity(&["split", &project.at("docs/localized"), "-o", &project.at("docs")]);
    assert!(run.status == 2 && run.stderr.contains("would write over"), "{}", run.stderr);
    assert_eq!(project.read("docs/localized/dock.md"), PAGE.as_bytes());
    let project = tree();
    let (all, out) = (project.at("."), project.at("out"));
    let first = docparity(&["split", &all, "-o", &out]);
    let files = project.files();
    assert_eq!((first.status, files.len()), (0, 3), "{files:?}");
    assert_eq!((docparity(&["split", &all, "-o", &out]).status, project.files()), (0, files));
}

#[test]
fn a_file_that_is_replaced_keeps_its_mode_and_its_other_names() {
    let project = tree();
    project.write("report.json", "old");
    project.write("twin.json", "old");
    fs::hard_link(project.at("twin.json"), project.at("other.json")).expect("a second name");
    fs::set_permissions(project.at("report.json"), fs::Permissions::from_mode(0o604)).expect("a mode");
    project.write(".docparity-1-0", "left over");
    let writing = fs::File::create(project.at(".docparity-2-0")).expect("a file");
    writing.lock().expect("the lock of a run that goes on");
    for name in ["report.json", "twin.json"] {
        docparity(&["check", &project.at("docs.de-DE"), "--output", &format!("json={}", project.at(name))]);
    }
    let meta = |name: &str| fs::metadata(project.at(name)).expect("a file");
    assert_eq!(meta("report.json").permissions().mode() & 0o777, 0o604);
    assert_eq!(
        (meta("twin.json").ino(), project.read("twin.json")),
        (meta("other.json").ino(), project.read("other.json"))
    );
    assert!(project.read("twin.json").starts_with(b"{"));
    let left: Vec<String> = project.files().into_iter().filter(|name| name.starts_with(".docparity")).collect();
    assert_eq!(left, [".docparity-2-0"]);
}

#[test]
fn a_report_in_the_tree_is_no_page_of_it() {
    let project = tree();
    let (all, output) = (project.at("."), format!("markdown={}", project.at("docs.de-DE/summary.md")));
    assert_eq!(docparity(&["check", &all, "--output", &output, "--fail-on", "never"]).status, 0);
    assert_eq!(docparity(&["report", &all, "-o", &project.at("report.md")]).status, 0);
    let run = docparity(&["check", &all, "--format", "json"]);
    assert!(run.stdout.contains("\"files\": 1,"), "{}", run.stdout);
}

#[test]
fn what_git_ignores_and_tools_make_is_not_searched() {
    let project = tree();
    for made in ["node_modules/x/docs.de-DE/a.md", "docs.de-DE/drafts/b.md", "docs.de-DE/c.md", "site/docs.de-DE/d.md"]
    {
        project.write(made, PAGE);
    }
    project.write("pump/vendor/valve/docs.de-DE/d.md", PAGE);
    project.write("pump/go.mod", "module pump\n");
    project.write("docs.de-DE/drafts/kept.md", PAGE);
    fs::create_dir(project.at(".git")).expect("a new folder");
    project.write("mkdocs.yml", "site_name: Docks\n");
    project.write(".gitignore", "**/drafts/*\n!**/drafts/kept.md\n");
    project.write("docs.de-DE/.gitignore", "/c.md\n");
    let found = |path: &str| {
        let run = docparity(&["check", &project.at(path), "--format", "concise"]);
        ["dock.md", "a.md", "b.md", "/c.md", "d.md", "kept.md"].map(|name| run.stdout.contains(name))
    };
    assert_eq!(found("."), [true, false, false, false, false, true]);
    assert_eq!(found("docs.de-DE/drafts"), [false, false, false, false, false, true]);
    assert_eq!(found("site"), [false, false, false, false, true, false], "what is asked for is looked at");
}

#[test]
fn what_git_keeps_although_its_name_is_ignored_is_searched() {
    let project = tree();
    project.write(".gitignore", "docs.de-DE/made/\n");
    for made in ["kept", "new"] {
        project.write(&format!("docs.de-DE/made/{made}.md"), PAGE);
    }
    git(&project, ".", &["init", "--quiet"]);
    git(&project, ".", &["add", "--force", "docs.de-DE/made/kept.md"]);
    let run = docparity(&["check", &project.at("."), "--format", "concise"]);
    assert_eq!(["kept.md", "new.md"].map(|name| run.stdout.contains(name)), [true, false], "{run:?}");
}

#[test]
fn what_is_encrypted_is_no_page() {
    let project = tree();
    project.write("docs.de-DE/vault.md", b"\0GITCRYPT\0\x8a\xff\x01");
    project.write("docs.de-DE/keys.md", "$ANSIBLE_VAULT;1.1;AES256\n3834\n");
    let run = docparity(&["check", &project.at("docs.de-DE")]);
    assert!(!run.stdout.contains("vault.md") && !run.stdout.contains("keys.md"), "{}", run.stdout);
    assert!(run.stdout.contains("2 encrypted"), "{}", run.stdout);
}
