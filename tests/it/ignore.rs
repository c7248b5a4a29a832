//! `docparity ignore`: the comment silences what it is meant for, and no other byte of the page changes.

use crate::support::{Project, Run, command, fixture, run};

const GERMAN: &str = "docs.de-DE/api/send.md";

fn german() -> String {
    String::from_utf8(fixture("showcase/pages/docs.de-DE/api/parcel-reroute.md")).expect("UTF-8")
}

fn called(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(arguments);
    command.current_dir(project.at("."));
    run(command)
}

fn ignore(project: &Project, place: &str, rule: &str) -> Run {
    called(project, &["ignore", place, "--rule", rule, "--reason", "the gateway knows both names"])
}

/// The lines that the page has and `before` had not, and the other way round.
fn changed(project: &Project, page: &str, before: &str) -> (Vec<String>, Vec<String>) {
    let after = String::from_utf8(project.read(page)).expect("UTF-8");
    let only = |one: &str, other: &str| {
        let lines = one.split_inclusive('\n').filter(|line| !other.contains(line));
        lines.map(ToOwned::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(after.replace(&only(&after, before).concat(), ""), before, "no other byte has changed");
    (only(&after, before), only(before, &after))
}

#[test]
fn a_finding_is_silenced_by_a_comment_before_its_block() {
    let project = Project::new();
    let page = german().replace('\n', "\r\n");
    project.write(GERMAN, &page);
    let done = ignore(&project, &format!("{GERMAN}:39:32"), "header-name");
    let comment = "<!-- docparity-ignore header-name: the gateway knows both names -->";
    assert_eq!(done.stdout, format!("{GERMAN}:36: {comment} silences 1 finding\n"));
    assert_eq!((done.status, &*done.stderr), (0, ""));
    assert_eq!(changed(&project, GERMAN, &page), (vec![format!("{comment}\r\n")], vec![]));
    let check = called(&project, &["check", "docs.de-DE", "--select", "all"]).stdout;
    assert!(!check.contains("header-name") && check.contains("error[header-value]"), "{check}");
    assert!(!check.contains("unused-ignore"), "{check}");
}

#[test]
fn a_rule_is_silenced_on_a_whole_page() {
    let project = Project::new();
    project.write(GERMAN, german());
    let done = ignore(&project, GERMAN, "contract");
    assert!(done.stdout.ends_with("silences 3 findings\n"), "{}", done.stdout);
    let comment = "<!-- docparity-ignore-file contract: the gateway knows both names -->\n";
    assert_eq!(changed(&project, GERMAN, &german()), (vec![comment.to_owned()], vec![]));
}

#[test]
fn a_page_in_mdx_gets_a_comment_of_mdx() {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    project.write("en/kiln.mdx", "# Kiln\n\nCall `kiln.fire` first.\n\n- Pick `glaze`\n- or `clay`\n");
    let french = "# Four\n\nAppelez `kiln.feu` d’abord.\n\n- Prenez `glacer`\n- ou `clay`\n";
    project.write("fr/kiln.mdx", french);
    let comment = "{/* docparity-ignore code-span: the gateway knows both names */}";
    let above = ignore(&project, "fr/kiln.mdx:3", "code-span");
    assert_eq!(above.stderr, "");
    assert_eq!(changed(&project, "fr/kiln.mdx", french), (vec![format!("{comment}\n")], vec![]));
    project.write("fr/kiln.mdx", french);
    ignore(&project, "fr/kiln.mdx:5", "code-span");
    let behind = french.replace("`glacer`\n", &format!("`glacer` {comment}\n"));
    assert_eq!(String::from_utf8(project.read("fr/kiln.mdx")).expect("UTF-8"), behind);
}

#[test]
fn what_cannot_be_silenced_is_told() {
    let project = Project::new();
    project.write(GERMAN, german());
    let at = |line: usize| format!("{GERMAN}:{line}");
    for (place, rule, told) in [
        (at(38), "header-name", "`header-name` finds nothing in line 38 of docs.de-DE/api/send.md; it does in 39"),
        (at(39), "code-span", "`code-span` finds nothing in line 39 of docs.de-DE/api/send.md; there is header-name"),
        (at(39), "header-nam", "did you mean `header-name`?"),
        ("docs.de-DE/api/take.md:1".to_owned(), "header-name", "is no page that is compared"),
    ] {
        let refused = ignore(&project, &place, rule);
        assert_eq!((refused.status, &*refused.stdout), (2, ""), "{place}");
        assert!(refused.stderr.contains(told), "{}", refused.stderr);
    }
    let reason = called(&project, &["ignore", &at(39), "--rule", "header-name", "--reason", "a --> b"]);
    assert!(reason.stderr.contains("free of signs that end it"), "{}", reason.stderr);
    assert_eq!(project.read(GERMAN), german().into_bytes());

    ignore(&project, &at(39), "header-name");
    let again = ignore(&project, &at(40), "header-name");
    assert!(again.stderr.contains("header-name is silent there already"), "{}", again.stderr);
}

#[cfg(unix)]
#[test]
fn a_read_only_page_stays() {
    use std::os::unix::fs::PermissionsExt;

    let project = Project::new();
    project.write(GERMAN, german());
    std::fs::set_permissions(project.at(GERMAN), std::fs::Permissions::from_mode(0o444)).expect("a mode");
    let refused = ignore(&project, &format!("{GERMAN}:39"), "header-name");
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("send.md: it is read-only"), "{}", refused.stderr);
    assert_eq!(project.read(GERMAN), german().into_bytes());
    assert_eq!(project.files(), [GERMAN]);
}
