//! The English that a page was made from is read from the git history of the English tree. The tests make their
//! repositories themselves; without git they fail.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::git::{commit, git};
use crate::support::{Project, Run, command, run};
use md5::Md5;
use sha1::{Digest, Sha1};

/// An English page that documents `request` and asks for `scope`.
fn english(request: &str, scope: &str) -> String {
    format!(
        "# Moor barge\n\nMoors a barge at a quay. The quay keeps the berth free for an hour, and a barge that is late has to \
         wait.\n\n## Permissions\n\n|Permission type|Permissions|\n|:---|:---|\n|Delegated|{scope}|\n|Application|Not \
         supported.|\n\n## HTTP request\n<!-- {{ \"blockType\": \"ignored\" }} -->\n```http\n{request}\n```\n\n## Request \
         headers\n\n|Name|Description|\n|:---|:---|\n|Authorization|Bearer {{token}}. Required.|\n"
    )
}

/// A plain German page with these lines in its front matter.
fn german(front_matter: &str, request: &str, scope: &str) -> String {
    format!(
        "---\ntitle: Kahn\n{front_matter}---\n# Kahn festmachen\n\nMacht einen Kahn fest.\n\n## \
         <a name=\"permissions\"></a>Berechtigungen\n\n|Berechtigungstyp|Berechtigungen|\n|:---|:---|\n|Delegiert|{scope}|\n\
         |Anwendung|Nicht unterstützt.|\n\n## <a name=\"http-request\"></a>Anforderung\n<!-- {{ \"blockType\": \"ignored\" \
         }} -->\n```http\n{request}\n```\n\n## <a name=\"request-headers\"></a>Header\n\n|Name|Beschreibung|\n|:---|:---|\n\
         |Authorization|Bearer {{token}}. Erforderlich.|\n"
    )
}

fn mdn(commit: &str) -> String {
    format!("l10n:\n  sourceCommit: {commit}\n")
}

/// `docparity check` of the translations against the English tree at `source`.
fn check(project: &Project, source: &str) -> Run {
    run(checking(project, source))
}

fn checking(project: &Project, source: &str) -> Command {
    let mut command = command(&["check", "de", "--source", source]);
    command.current_dir(project.at("."));
    command
}

/// The rules that found something, and where, in the order of the report.
fn found(run: &Run) -> Vec<&str> {
    run.stdout.lines().filter(|line| line.starts_with(['e', 'w', 'i']) && line.contains("]: ")).collect()
}

const OLD: (&str, &str) = ("POST /barges/{id}/berth", "Barges.Read");
const NEW: (&str, &str) = ("POST /barges/{id}/moor", "Barges.Moor.All");

/// A repository at `en` whose page was written, changed in its contract, and changed in its prose; with the three commits.
fn three_revisions(project: &Project) -> [String; 3] {
    project.write("en/moor.md", english(OLD.0, OLD.1));
    git(project, "en", &["init", "--quiet"]);
    let first = commit(project, "en");
    project.write("en/moor.md", english(NEW.0, NEW.1));
    let second = commit(project, "en");
    project.write("en/moor.md", english(NEW.0, NEW.1).replace("an hour", "two hours"));
    [first, second, commit(project, "en")]
}

#[test]
fn a_page_is_judged_by_the_revision_it_names() {
    let project = Project::new();
    let [first, second, third] = three_revisions(&project);
    // Right by the first revision, and out of date.
    project.write("de/moor.md", german(&mdn(&first), OLD.0, OLD.1));
    let run = check(&project, "en");
    assert_eq!(
        found(&run),
        ["warning[stale-contract]: made from an older English; changed since: scope `Barges.Moor.All` added to row \
          `Delegated`; scope `Barges.Read` dropped from row `Delegated`; request `POST /barges/{id}/berth` is now `POST \
          /barges/{id}/moor`"]
    );
    assert_eq!((run.status, &*run.stderr), (0, ""));
    // Wrong by the first revision: the defect is the translation's, whatever the English says today.
    project.write("de/moor.md", german(&mdn(&first), OLD.0, "Barges. Read"));
    let run = check(&project, "en");
    assert_eq!(
        found(&run)[1..],
        ["error[permission-scope]: the scope `Barges.Read` was broken by a space: `Barges. Read`"]
    );
    assert!(run.stdout.contains(&format!("= see: {}:moor.md:9: here the row", &first[..12])), "{}", run.stdout);
    project.write("de/moor.md", german(&mdn(&second), NEW.0, NEW.1));
    let prose =
        ["info[stale-prose]: made from an older English; changed since: paragraph `Moors a barge at a quay. The quay \
                  keeps the berth free for t…`: `an hour,` is now `two hours,`"];
    assert_eq!(found(&check(&project, "en")), prose);
    project.write("de/moor.md", german(&mdn(&third), NEW.0, NEW.1));
    assert_eq!(found(&check(&project, "en")), [""; 0]);
}

#[test]
fn freshness_counts_what_the_history_tells() {
    let project = Project::new();
    let [first, second, third] = three_revisions(&project);
    for (commit, counts) in [(first, "0,0,1,0"), (second, "0,1,0,0"), (third, "1,0,0,0"), ("0".repeat(40), "0,0,1,0")] {
        project.write("de/moor.md", german(&mdn(&commit), OLD.0, OLD.1));
        let mut command = command(&["freshness", "--format", "csv", "de", "--source", "en"]);
        command.current_dir(project.at("."));
        let run = run(command);
        assert_eq!(run.stdout.lines().nth(1), Some(&*format!("de,1,{counts},0,0")), "{}", run.stderr);
    }
}

#[test]
fn a_page_that_was_renamed_and_moved_is_found_under_its_old_name() {
    let project = Project::new();
    project.write("en/docs/old/berth.md", english(OLD.0, OLD.1));
    project.write("en/docs/other.md", "# Other\n");
    git(&project, "en", &["init", "--quiet"]);
    let first = commit(&project, "en");
    // The whole tree moves, then the page is renamed, and its contract changes on the way.
    fs::create_dir_all(project.at("en/content")).expect("a folder");
    git(&project, "en", &["mv", "docs", "content/en"]);
    commit(&project, "en");
    git(&project, "en", &["mv", "content/en/old/berth.md", "content/en/moor.md"]);
    project.write("en/content/en/moor.md", english(NEW.0, OLD.1));
    commit(&project, "en");
    project.write("de/moor.md", german(&mdn(&first), OLD.0, OLD.1));
    let run = check(&project, "en/content/en");
    let renamed = "warning[stale-contract]: made from an older English; changed since: request `POST /barges/{id}/berth` is now \
                   `POST /barges/{id}/moor`";
    assert_eq!(found(&run), [renamed], "{}", run.stderr);
    // Seen from the project, with the locale's pages in folders of the same names.
    assert_eq!(run.stderr, "");
}

#[test]
fn a_hash_without_a_commit_is_searched_for() {
    let project = Project::new();
    three_revisions(&project);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let old = english(OLD.0, OLD.1);
    let md5 = hex(&Md5::digest(&old));
    let sha1 = hex(&Sha1::digest(old.replace('\n', "\r\n")));
    let stale = "warning[stale-contract]: made from an older English; changed since: ";
    project.write("de/moor.md", german(&format!("ms.openlocfilehash: {sha1}\n"), OLD.0, OLD.1));
    let run = check(&project, "en");
    let expected = |line: &&&str| line.starts_with(stale) && line.contains("`Barges.Read` dropped");
    assert_eq!(found(&run).iter().filter(expected).count(), 1, "{}", run.stdout);
    project.write("de/moor.md", german("", OLD.0, OLD.1));
    project.write("de/.co-op-translator.json", format!("{{\"moor.md\": {{\"original_hash\": \"{md5}\"}}}}"));
    let run = check(&project, "en");
    assert_eq!(found(&run).iter().filter(expected).count(), 1, "{}", run.stdout);
    assert_eq!(run.stderr, "");
    let unknown = md5.replace(|digit: char| digit.is_ascii_digit(), "0");
    project.write("de/.co-op-translator.json", format!("{{\"moor.md\": {{\"original_hash\": \"{unknown}\"}}}}"));
    let note = "note: 1 page names the hash of no version of its English page in the history of the English tree; it is judged without its \
                revision\n";
    assert_eq!(check(&project, "en").stderr, note);
}

#[test]
fn the_hash_decides_where_commit_and_hash_name_different_texts() {
    let project = Project::new();
    let [_, second, _] = three_revisions(&project);
    let old = english(OLD.0, OLD.1);
    let sha1: String = Sha1::digest(&old).iter().map(|byte| format!("{byte:02x}")).collect();
    let front_matter = format!("ms.openlocfilehash: {sha1}\nms.sourcegitcommit: {second}\n");
    project.write("de/moor.md", german(&front_matter, OLD.0, OLD.1));
    let run = check(&project, "en");
    assert!(run.stdout.contains("`POST /barges/{id}/berth` is now"), "{}", run.stdout);
}

#[test]
fn line_ends_of_the_checkout_do_not_count() {
    let project = Project::new();
    let [.., third] = three_revisions(&project);
    // What a checkout with `eol=crlf` holds: CRLF in the working tree, LF in the history.
    project.write("en/.gitattributes", "*.md text eol=crlf\n");
    commit(&project, "en");
    let page = String::from_utf8(project.read("en/moor.md")).expect("UTF-8");
    project.write("en/moor.md", page.replace('\n', "\r\n"));
    project.write("de/moor.md", german(&mdn(&third), NEW.0, NEW.1));
    let run = check(&project, "en");
    assert_eq!((found(&run), &*run.stderr), (Vec::new(), ""));
}

#[test]
fn a_note_says_why_a_revision_is_not_at_hand() {
    let project = Project::new();
    let [first, ..] = three_revisions(&project);
    let note = |source: &str| {
        let run = check(&project, source);
        assert!(matches!(run.status, 0 | 1), "{}", run.stderr);
        let told = ["[revision-unknown]", "its requests are not those of the English of today"];
        assert!(told.iter().any(|told| run.stdout.contains(told)), "{}", run.stdout);
        run.stderr
    };
    project.write("de/moor.md", german(&mdn(&"1".repeat(40)), NEW.0, NEW.1));
    let unheld = "note: 1 page names a commit that the history of the English tree does not hold; it is judged without its revision\n";
    assert_eq!(note("en"), unheld);

    project.write("de/moor.md", german(&mdn(&first), OLD.0, OLD.1));
    project.write("de/more.md", german(&mdn(&first), OLD.0, OLD.1));
    let origin = format!("file://{}", project.at("en"));
    project.write("en/more.md", "# More\n");
    commit(&project, "en");
    git(&project, ".", &["clone", "--quiet", "--depth", "1", &origin, "shallow"]);
    let unheld = "note: 2 pages name a commit that the history of the English tree does not hold (it is a shallow clone); they are \
                  judged without their revision\n";
    assert_eq!(note("shallow"), unheld);
    let absent = "note: 1 page names a commit of the English tree that does not hold its English page; it is judged without its revision\n";
    assert_eq!(note("en"), absent);

    project.write("plain/moor.md", english(NEW.0, NEW.1));
    project.write("plain/more.md", "# More\n");
    let plain = "note: 2 pages name a commit or a hash of their English, and the English tree is no git checkout to find it in; they are judged without \
                 their revision\n";
    assert_eq!(note("plain"), plain);

    let mut command = checking(&project, "en");
    command.env("PATH", project.at("nowhere"));
    let none = "note: 2 pages name a commit or a hash of their English, and there is no git to find it in the English tree; they are judged without their \
                revision\n";
    assert_eq!(run(command).stderr, none);
}

#[test]
fn a_partial_clone_is_not_asked_to_fetch() {
    let project = Project::new();
    let [first, ..] = three_revisions(&project);
    git(&project, "en", &["config", "uploadpack.allowFilter", "true"]);
    let origin = format!("file://{}", project.at("en"));
    git(&project, ".", &["clone", "--quiet", "--filter=blob:none", &origin, "partial"]);
    let objects = |project: &Project| git(project, "partial", &["count-objects", "--verbose"]);
    let before = objects(&project);
    project.write("de/moor.md", german(&mdn(&first), OLD.0, OLD.1));
    let note = "note: 1 page names a commit whose files the English tree does not hold (it is a partial clone); it is judged without \
                its revision\n";
    assert_eq!(check(&project, "partial").stderr, note);
    assert_eq!(objects(&project), before);
}

#[test]
fn code_beside_the_spans_is_held_against_the_revision() {
    let project = Project::new();
    let [first, ..] = three_revisions(&project);
    // The whole page is bilingual but its code, which both readings share.
    let bilingual = |request: &str| {
        let pair = |id: u32, localized: &str, english: &str| {
            format!(
                "<span data-ttu-id=\"0f0f0-{id}\">{localized}</span><span class=\"sxs-lookup\"><span \
                 data-stu-id=\"0f0f0-{id}\">{english}</span></span>"
            )
        };
        let mut page = english(request, OLD.1);
        for (id, (own, theirs)) in (100..).zip([
            ("Kahn festmachen", "Moor barge"),
            ("Berechtigungstyp", "Permission type"),
            ("Delegiert", "Delegated"),
        ]) {
            page = page.replacen(theirs, &pair(id, own, theirs), 1);
        }
        format!("---\n{}---\n{page}", mdn(&first))
    };
    project.write("de/moor.md", bilingual(OLD.0));
    let rules =
        |run: &Run| found(run).iter().map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect();
    let stale: Vec<String> = rules(&check(&project, "en"));
    assert_eq!(stale, ["warning[stale-contract]"]);
    project.write("de/moor.md", bilingual("POST /barges/{id}/bertha"));
    let damaged: Vec<String> = rules(&check(&project, "en"));
    assert_eq!(damaged, ["warning[stale-contract]", "error[code-block]", "error[request-line]"]);
}

#[test]
fn nothing_that_the_repository_configures_is_run() {
    let project = Project::new();
    let [first, ..] = three_revisions(&project);
    git(&project, "en", &["mv", "moor.md", "mooring.md"]);
    commit(&project, "en");
    let trap = project.at("pwned");
    let shell = format!("touch {trap}");
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.editor",
        "core.alternateRefsCommand",
        "core.gitProxy",
        "pager.cat-file",
        "pager.rev-list",
        "pager.diff-tree",
        "diff.external",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.trap.smudge",
        "filter.trap.clean",
        "filter.trap.process",
        "gpg.program",
        "credential.helper",
        "remote.origin.uploadpack",
        "alias.cat-file",
        "alias.rev-parse",
    ] {
        git(
            &project,
            "en",
            &["config", key, &if key.starts_with("alias") { format!("!{shell}") } else { shell.clone() }],
        );
    }
    git(&project, "en", &["config", "log.showSignature", "true"]);
    git(&project, "en", &["config", "core.hooksPath", &project.at("hooks")]);
    for hook in ["post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"] {
        project.write(&format!("hooks/{hook}"), format!("#!/bin/sh\n{shell}\n"));
        make_executable(&project.at(&format!("hooks/{hook}")));
    }
    // Objects that are missing would be fetched from here.
    git(&project, "en", &["config", "remote.origin.url", &format!("ext::sh -c {shell}")]);
    git(&project, "en", &["config", "remote.origin.promisor", "true"]);
    git(&project, "en", &["config", "extensions.partialClone", "origin"]);
    git(&project, "en", &["config", "core.repositoryFormatVersion", "1"]);
    git(&project, "en", &["config", "protocol.ext.allow", "always"]);
    project.write("en/.gitattributes", "*.md diff=trap filter=trap\n");
    // The trap works: a git that looks at the working tree runs into it.
    let status = Command::new("git").args(["status", "--short"]).current_dir(project.at("en")).output();
    status.expect("git is installed");
    fs::remove_file(&trap).expect("the trap of core.fsmonitor");
    project.write("de/mooring.md", german(&mdn(&first), OLD.0, OLD.1));
    project.write("en/lost.md", "# Lost\n");
    project.write("de/lost.md", german(&mdn(&"1".repeat(40)), OLD.0, OLD.1));
    let mut command = checking(&project, "en");
    // As in a hook of another repository.
    command.env("GIT_DIR", project.at("elsewhere")).env("GIT_EXTERNAL_DIFF", &shell).env("GIT_PAGER", &shell);
    let run = run(command);
    assert!(run.stdout.contains("`POST /barges/{id}/berth` is now"), "{}\n{}", run.stdout, run.stderr);
    assert!(run.stderr.starts_with("note: 1 page names a commit that"), "{}", run.stderr);
    assert!(!Path::new(&trap).exists(), "the repository ran a command");
}

#[test]
fn a_replaced_object_is_read_as_it_was_committed() {
    let project = Project::new();
    let [first, second, _] = three_revisions(&project);
    git(&project, "en", &["replace", &first, &second]);
    project.write("de/moor.md", german(&mdn(&first), OLD.0, OLD.1));
    assert!(check(&project, "en").stdout.contains("`POST /barges/{id}/berth` is now"));
}

#[cfg(unix)]
fn make_executable(path: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a hook");
}

#[cfg(not(unix))]
fn make_executable(_: &str) {}
