//! What the READMEs show is what the tool prints. `UPDATE_DOCS=1 cargo test` writes it.

use std::fs;
use std::path::Path;

use crate::support::{command, generated, run};

/// The README in each of its languages, and that of the packages.
const READMES: [&str; 4] = ["README.md", "README.de.md", "README.ja.md", "PACKAGE.md"];

/// Lines left out of the shown report.
const LEFT_OUT: &str = "…";

/// What the command prints that the READMEs show first.
fn report() -> String {
    let mut check = command(&["check"]);
    check.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/showcase/pages"));
    let run = run(check);
    assert_eq!(run.status, 1, "the showcase has findings");
    run.stdout
}

/// The first findings of the report and its summary.
fn excerpt(report: &str) -> String {
    let blocks: Vec<&str> = report.trim_end().split("\n\n").collect();
    let (findings, summary) = blocks.split_at(blocks.len() - 2);
    let wanted = ["[header-name]", "[header-value]", "[permission-scope]", "[stale-contract]"];
    let mut shown: Vec<&str> = Vec::new();
    for rule in wanted {
        shown.extend(findings.iter().find(|finding| finding.contains(rule)));
    }
    shown.sort_by_key(|finding| findings.iter().position(|known| known == finding));
    format!("{}\n\n{LEFT_OUT}\n\n{}", shown.join("\n\n"), summary.join("\n\n"))
}

/// Replaces what stands between `from` and `to` in `text`.
fn with(text: &str, from: &str, to: &str, inside: &str) -> String {
    let start = text.find(from).expect("the place is there") + from.len();
    let end = start + text[start..].find(to).expect("the place ends");
    format!("{}{inside}{}", &text[..start], &text[end..])
}

#[test]
fn the_readmes_are_up_to_date() {
    let excerpt = excerpt(&report());
    for readme in READMES {
        let shown = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).expect(readme);
        generated::hold(readme, &with(&shown, "```console\n$ docparity check\n", "\n```", &excerpt));
    }
}

#[test]
fn each_line_shown_is_printed() {
    let printed = report();
    for line in excerpt(&printed).lines().filter(|line| *line != LEFT_OUT) {
        assert!(printed.lines().any(|known| known == line), "{line}");
    }
}
