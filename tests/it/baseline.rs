//! Living with old findings: `--baseline`, `--write-baseline`, `--ratchet`.

use std::fs;

use crate::support::{Project, Run, command, fixture, run};
use serde_json::Value;

/// A page with three defects: a scope, a header value and a header name.
const GERMAN: &str = "showcase/pages/docs.de-DE/api/parcel-reroute.md";

fn german() -> String {
    String::from_utf8(fixture(GERMAN)).expect("UTF-8")
}

/// Two folders, each with two pages, and what is found on them known in `known.txt`.
fn known() -> Project {
    let project = Project::new();
    for page in ["v1/api/send.md", "v1/api/take.md", "beta/api/send.md", "beta/api/keep.md"] {
        project.write(&format!("docs.de-DE/{page}"), german());
    }
    let written = check(&project, &["--write-baseline", "known.txt"]);
    assert_eq!((written.status, &*written.stderr), (0, "note: 12 findings of 3 patterns are known in known.txt\n"));
    project
}

fn check(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(&[&["check", "docs.de-DE"], arguments].concat());
    command.current_dir(project.at("."));
    run(command)
}

fn against(project: &Project) -> Run {
    check(project, &["--baseline", "known.txt", "--format", "concise"])
}

fn edit(project: &Project, page: &str, old: &str, new: &str) {
    let path = format!("docs.de-DE/{page}");
    let text = String::from_utf8(project.read(&path)).expect("UTF-8");
    assert!(text.contains(old), "{old}");
    project.write(&path, text.replacen(old, new, 1));
}

fn edit_known(project: &Project, old: &str, new: &str) {
    let text = String::from_utf8(project.read("known.txt")).expect("UTF-8");
    assert!(text.contains(old), "{old} in {text}");
    project.write("known.txt", text.replacen(old, new, 1));
}

/// Nothing is reported, and nothing is said to be gone.
#[track_caller]
fn assert_silent(run: &Run) {
    assert_eq!(run, &Run { status: 0, stdout: String::new(), stderr: String::new() });
}

/// The places of what is reported, without columns.
fn reported(run: &Run) -> Vec<String> {
    let line = |line: &str| line.split(':').take(2).collect::<Vec<_>>().join(":");
    run.stdout.lines().map(line).collect()
}

#[test]
fn what_is_known_is_counted_and_not_reported() {
    let project = known();
    assert_silent(&against(&project));
    let run = check(&project, &["--baseline", "known.txt"]);
    assert!(run.stdout.contains("no findings, 12 known\ncompared: 4 of 4 pages"), "{}", run.stdout);
    let json: Value =
        serde_json::from_str(&check(&project, &["--baseline", "known.txt", "--format", "json"]).stdout).expect("JSON");
    assert_eq!((&json["summary"]["suppressed"], &json["findings"]), (&12.into(), &Value::Array(Vec::new())));
    // The same findings are written as the same bytes.
    let before = project.read("known.txt");
    check(&project, &["--write-baseline", "known.txt"]);
    assert_eq!(project.read("known.txt"), before);
}

#[test]
fn the_file_has_a_line_a_pattern_and_a_line_a_page() {
    let project = known();
    let text = String::from_utf8(project.read("known.txt")).expect("UTF-8");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let labels: Vec<&str> = lines[2..5].iter().filter_map(|line| line.split_whitespace().nth(1)).collect();
    let [name, value, scope] = *labels else { panic!("{text}") };
    let mut sorted = [name, value, scope];
    sorted.sort_unstable();
    let page = |name: &str| format!("  {name}.md {}", sorted.join(" "));
    assert_eq!(
        lines,
        [
            "docparity-baseline 1",
            "[patterns]  # number, label, rule, locale, expected → found",
            &format!("     4 {name} header-name de-DE \"Accept\" → \"Annehmen\""),
            &format!("     4 {value} header-value de-DE \"Bearer <token>\" → \"Bearer<token>\""),
            &format!("     4 {scope} permission-scope de-DE \"Customs.ReadWrite.All\" → \"Customs. ReadWrite.All\""),
            "[pages]  # folder, page, labels of the patterns on it",
            "beta/api/",
            &page("keep"),
            &page("send"),
            "v1/api/",
            &page("send"),
            &page("take"),
        ]
    );
}

#[test]
fn findings_survive_edits_elsewhere_on_the_page() {
    let project = known();
    edit(&project, "v1/api/send.md", "# <a name=\"reroute-parcel\">", "\n\n\n# <a name=\"reroute-parcel\">");
    edit(
        &project,
        "v1/api/send.md",
        "Sendet ein Paket vor der Zustellung",
        "Schickt ein Paket noch vor der Zustellung",
    );
    edit(&project, "v1/api/take.md", "## <a name=\"response\">", "\n## <a name=\"response\">");
    let crlf = german().replace('\n', "\r\n");
    project.write("docs.de-DE/beta/api/keep.md", crlf);
    assert_silent(&against(&project));
}

#[test]
fn findings_survive_a_renamed_folder() {
    let project = known();
    fs::rename(project.at("docs.de-DE/beta"), project.at("docs.de-DE/preview")).expect("a new name");
    assert_silent(&against(&project));
    assert_silent(&check(&project, &["--baseline", "known.txt", "--ratchet", "--format", "concise"]));
    // The file goes along when it is written again, and its folder is the only line that changes.
    let before = String::from_utf8(project.read("known.txt")).expect("UTF-8");
    check(&project, &["--baseline", "known.txt", "--write-baseline", "known.txt"]);
    let after = String::from_utf8(project.read("known.txt")).expect("UTF-8");
    assert_eq!(after, before.replace("\nbeta/api/\n", "\npreview/api/\n"));
    assert_silent(&against(&project));
}

#[test]
fn findings_survive_another_way_to_name_the_tree() {
    let project = known();
    let mut all = command(&["check", ".", "--baseline", "known.txt", "--ratchet", "--format", "concise"]);
    all.current_dir(project.at("."));
    assert_silent(&run(all));
}

#[test]
fn a_new_page_beside_a_renamed_folder_is_not_taken_for_an_old_one() {
    let project = known();
    fs::rename(project.at("docs.de-DE/beta"), project.at("docs.de-DE/preview")).expect("a new name");
    project.write("docs.de-DE/preview/api/new.md", german());
    project.write("docs.de-DE/other/api/send.md", german());
    let run = against(&project);
    assert_eq!(run.status, 1);
    // Of two pages of one name the first is the old one; the other is new.
    let pages: Vec<String> =
        reported(&run).iter().map(|place| place.split(':').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(pages.len(), 6, "{pages:?}");
    assert_eq!(pages.iter().filter(|page| page.ends_with("new.md")).count(), 3);
    assert_eq!(pages.iter().filter(|page| page.ends_with("send.md")).count(), 3);
}

#[test]
fn a_new_place_of_an_old_pattern_is_reported() {
    let project = known();
    // On a page of its own.
    project.write("docs.de-DE/v1/api/new.md", german());
    assert_eq!(
        reported(&against(&project)),
        ["docs.de-DE/v1/api/new.md:25", "docs.de-DE/v1/api/new.md:38", "docs.de-DE/v1/api/new.md:39"]
    );
    fs::remove_file(project.at("docs.de-DE/v1/api/new.md")).expect("a file to delete");
    // Once more on a page where it is known.
    let row = german().lines().nth(38).expect("the row of the header").replace("8850c-12", "8850c-92") + "\n";
    let next = "\n## <a name=\"response\">";
    edit(&project, "v1/api/take.md", next, &format!("{row}{next}"));
    let run = against(&project);
    assert_eq!((run.status, reported(&run)), (1, vec!["docs.de-DE/v1/api/take.md:40".to_owned()]));
}

#[test]
fn a_new_defect_is_reported_alone() {
    let project = known();
    edit(
        &project,
        "v1/api/take.md",
        "<span data-ttu-id=\"8850c-126\">application/json",
        "<span data-ttu-id=\"8850c-126\">Anwendung/json",
    );
    let run = against(&project);
    assert_eq!((run.status, reported(&run)), (1, vec!["docs.de-DE/v1/api/take.md:39".to_owned()]));
    assert_eq!(run.stderr, "");
}

const SHRINK: &str = "run with --baseline known.txt --write-baseline known.txt to shrink it";

#[test]
fn what_is_fixed_is_listed_and_fails_a_ratchet() {
    let project = known();
    edit(&project, "v1/api/take.md", "Annehmen", "Accept");
    let run = against(&project);
    let said = format!(
        "note: fixed since the baseline: 1; {SHRINK}\nnote:      1 header-name de-DE \"Accept\" → \"Annehmen\"\n"
    );
    assert_eq!((run.status, &*run.stderr), (0, &*said));
    let ratchet = ["--baseline", "known.txt", "--ratchet", "--quiet"];
    let run = check(&project, &ratchet);
    assert_eq!((run.status, &*run.stdout, &*run.stderr), (1, "", &*said));
    // Shrinking forgets what is fixed, and takes nothing new in.
    project.write("docs.de-DE/v1/api/new.md", german());
    let run = check(&project, &["--baseline", "known.txt", "--write-baseline", "known.txt", "--format", "concise"]);
    assert_eq!((run.status, reported(&run).len()), (1, 3));
    assert_eq!(run.stderr, "note: 11 findings of 3 patterns are known in known.txt\n");
    fs::remove_file(project.at("docs.de-DE/v1/api/new.md")).expect("a file to delete");
    assert_silent(&check(&project, &ratchet));
}

#[test]
fn what_a_run_does_not_look_at_is_neither_fixed_nor_forgotten() {
    let project = known();
    let before = project.read("known.txt");
    fs::remove_file(project.at("docs.de-DE/beta/api/keep.md")).expect("a file to delete");
    let on = |arguments: &[&str]| {
        let mut command = command(&[&["check"], arguments].concat());
        command.current_dir(project.at("."));
        run(command)
    };
    // Other pages, other rules, a shard: nothing is said about the page that is gone.
    let ratchet = ["--baseline", "known.txt", "--ratchet", "--quiet"];
    assert_eq!(on(&[&["docs.de-DE/v1/api/send.md"], &ratchet[..]].concat()).status, 0);
    assert_eq!(on(&[&["docs.de-DE/v1"], &ratchet[..]].concat()).status, 0);
    assert_eq!(on(&[&["docs.de-DE", "--select", "encoding"], &ratchet[..]].concat()).status, 0);
    assert_eq!(on(&[&["docs.de-DE", "--shard", "1/2"], &ratchet[..]].concat()).status, 0);
    on(&["docs.de-DE/v1", "--write-baseline", "known.txt"]);
    assert_eq!(project.read("known.txt"), before);
    // The whole run sees it.
    let run = on(&[&["docs.de-DE"], &ratchet[..]].concat());
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("note: fixed since the baseline: 3;"), "{}", run.stderr);
}

#[test]
fn a_pattern_is_known_until_its_day() {
    let project = known();
    edit_known(&project, "\"Annehmen\"", "\"Annehmen\" until: 2999-12-31 reason: the vendor has it, batch 12");
    edit_known(&project, "\"Bearer<token>\"", "\"Bearer<token>\"   until:  2020-02-29");
    let run = against(&project);
    assert_eq!((run.status, reported(&run).len()), (1, 4));
    assert_eq!(
        run.stderr,
        "note: expired on 2020-02-29, 4 findings reported again: header-value de-DE \"Bearer <token>\" → \"Bearer<token>\"\n"
    );
    // Dates and reasons are kept, and writing the file does not renew what has expired.
    let run = check(&project, &["--write-baseline", "known.txt", "--format", "concise"]);
    assert_eq!((run.status, reported(&run).len()), (1, 4));
    let text = String::from_utf8(project.read("known.txt")).expect("UTF-8");
    assert!(text.contains("\"Annehmen\" until: 2999-12-31 reason: the vendor has it, batch 12\n"), "{text}");
    assert!(text.contains("\"Bearer<token>\" until: 2020-02-29\n"), "{text}");
}

#[test]
fn the_file_is_read_as_people_and_merges_leave_it() {
    let project = known();
    let text = String::from_utf8(project.read("known.txt")).expect("UTF-8");
    // Wrong numbers, other arrows, blanks, line ends, a byte order mark, every line twice.
    let twice: String =
        text.lines().skip(1).flat_map(|line| [line, line]).fold(String::new(), |all, line| all + line + "\n");
    let messy =
        format!("\u{feff}\n# ours\ndocparity-baseline   1\n{twice}").replace("     4 ", "99 ").replace(" → ", "  ->\t");
    project.write("known.txt", messy.replace('\n', "\r\n"));
    assert_silent(&against(&project));
    assert_silent(&check(&project, &["--baseline", "known.txt", "--ratchet", "--format", "concise"]));
    // A deleted line is forgotten: a pattern, or a page.
    let scopes = |line: &&str| !line.contains("permission-scope");
    project.write("known.txt", text.lines().filter(scopes).collect::<Vec<_>>().join("\n"));
    assert_eq!(reported(&against(&project)).len(), 4);
    let take = |line: &&str| !line.contains("take.md");
    project.write("known.txt", text.lines().filter(take).collect::<Vec<_>>().join("\n"));
    assert_eq!(reported(&against(&project)).len(), 3);
}

#[test]
fn a_malformed_file_is_met_with_its_place_and_left_alone() {
    let project = known();
    let head = "docparity-baseline 1\n[patterns]\n";
    let pattern = "1 a header-name de-DE \"Accept\" → \"Annehmen\"";
    for (text, message) in [
        (String::new(), "known.txt:1:1: this file is empty; a baseline begins with `docparity-baseline 1`"),
        ("{}\n".to_owned(), "known.txt:1:1: this is no baseline: one begins with `docparity-baseline 1`"),
        ("docparity-baseline 2\n".to_owned(), "known.txt:1:20: this docparity reads version 1 of the baseline"),
        ("docparity-baseline 1\n\n1 a\n".to_owned(), "known.txt:3:1: `[patterns]` is missing before this line"),
        (format!("{head}one a\n"), "known.txt:3:1: `one` is no number of findings"),
        (format!("{head}1 a header-name\n"), "known.txt:3:16: the locale, or `-` is missing here; "),
        (
            format!("{head}1 a header-name de-DE Accept\n"),
            "known.txt:3:23: what was expected, in quotes, or `-` is missing here",
        ),
        (format!("{head}1 a header-name de-DE \"Accept → -\n"), "known.txt:3:23: this text has no closing quote"),
        (
            format!("{head}1 a header-name de-DE \"\\x\" → -\n"),
            "known.txt:3:23: this text is no JSON string: invalid escape",
        ),
        (format!("{head}1 a header-name de-DE \"ä\" = -\n"), "known.txt:3:27: `→` is wanted here, "),
        (
            format!("{head}{pattern} until: 2027-02-30\n"),
            "known.txt:3:52: `2027-02-30` is no date; write it like `2027-01-31`",
        ),
        (format!("{head}{pattern} until: soon\n"), "known.txt:3:52: `soon` is no date"),
        (
            format!("{head}{pattern} because\n"),
            "known.txt:3:45: `until:` and `reason:` can stand here, in this order, and nothing else",
        ),
        (format!("{head}{pattern}\n1 a header-name de-DE - → -\n"), "known.txt:4:3: another pattern has the label `a`"),
        (format!("{head}{pattern}\n[pages]\nx.md a×many\n"), "known.txt:5:8: `many` is no number of findings"),
        (format!("{head}<<<<<<< ours\n{pattern}\n"), "known.txt:3:1: `<<<<<<<` is left over from a merge conflict"),
    ] {
        project.write("known.txt", &text);
        for option in ["--baseline", "--write-baseline"] {
            let run = check(&project, &[option, "known.txt"]);
            assert_eq!((run.status, &*run.stdout), (2, ""), "{text}");
            assert!(run.stderr.starts_with(&format!("error: {message}")), "{} instead of {message}", run.stderr);
            assert_eq!(project.read("known.txt"), text.as_bytes());
        }
    }
    let run = check(&project, &["--baseline", "missing.txt"]);
    assert_eq!((run.status, run.stderr.starts_with("error: missing.txt: ")), (2, true), "{}", run.stderr);
    assert_eq!(check(&project, &["--ratchet"]).status, 2);
}

#[cfg(unix)]
#[test]
fn a_page_that_cannot_be_read_is_not_taken_for_fixed() {
    let project = known();
    let before = project.read("known.txt");
    // A page that is a link to itself.
    fs::remove_file(project.at("docs.de-DE/v1/api/take.md")).expect("a file to delete");
    std::os::unix::fs::symlink("take.md", project.at("docs.de-DE/v1/api/take.md")).expect("a link");
    let run = check(&project, &["--baseline", "known.txt", "--ratchet", "--format", "concise"]);
    assert_eq!((run.status, &*run.stdout), (2, ""));
    assert!(run.stderr.contains("take.md: ") && !run.stderr.contains("fixed"), "{}", run.stderr);
    let run = check(&project, &["--write-baseline", "known.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("error: known.txt was not written: not all pages could be read"), "{}", run.stderr);
    assert_eq!(project.read("known.txt"), before);
}

#[test]
fn the_configuration_can_name_the_baseline() {
    let project = known();
    project.write("docparity.yaml", "baseline: known.txt\n");
    assert_silent(&check(&project, &["--format", "concise"]));
    project.write("docparity.yaml", "baseline: [known.txt]\n");
    let run = check(&project, &[]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("docparity.yaml:1:11: `baseline` is the path of a baseline; write it like"),
        "{}",
        run.stderr
    );
}

#[test]
fn pages_of_one_name_with_blanks_and_quotes_are_told_apart() {
    let project = Project::new();
    for page in ["a b.md", "[a].md", "#a.md", "\"a\".md", "x/INDEX.md"] {
        project.write(&format!("docs.de-DE/{page}"), german());
    }
    check(&project, &["--write-baseline", "known.txt"]);
    assert_silent(&check(&project, &["--baseline", "known.txt", "--ratchet", "--format", "concise"]));
    // File names compare without case.
    fs::rename(project.at("docs.de-DE/x/INDEX.md"), project.at("docs.de-DE/x/index.md")).expect("a new name");
    assert_silent(&check(&project, &["--baseline", "known.txt", "--ratchet", "--format", "concise"]));
}
