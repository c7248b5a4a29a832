//! What the README shows is what the tool prints. `UPDATE_DOCS=1 cargo test` writes it.

use std::fs;
use std::path::Path;

use docparity::rule::Family;
use docparity::rules;

use crate::support::{docparity, generated};

/// Lines left out of the shown report.
const LEFT_OUT: &str = "…";

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md")
}

/// What the command prints that the README shows first.
fn report() -> String {
    let run = docparity(&["check", "fixtures/showcase/pages"]);
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

/// The head of the table of rules.
const RULE_TABLE: &str = "| rule | severity | reports | found | bilingual | plain |\n|---|---|---|--:|--:|--:|\n";

/// The rules, family by family, with what they found on real pages and how often they were right.
fn rule_rows() -> String {
    let mut rows = String::new();
    for rule in Family::ALL.iter().flat_map(|family| rules::all().filter(|rule| rule.family == *family)) {
        let state = if rule.on { "" } else { ", off by default" };
        let share =
            |right: usize, judged: usize| if judged > 0 { format!("{right} of {judged}") } else { String::new() };
        let (found, right, plain) = rules::measured(rule.name).map_or_else(Default::default, |measured| {
            let found: Vec<String> = measured.findings.iter().map(|(_, count)| count.to_string()).collect();
            let (judged, right) = measured.plain;
            (found.join(" · "), share(measured.right, measured.judged), share(right, judged))
        });
        rows += &format!(
            "| [`{0}`](docs/rules.md#{0}) | {1}{state} | {2} | {found} | {right} | {plain} |\n",
            rule.name,
            rule.severity.name(),
            rule.what
        );
    }
    rows
}

/// Replaces what stands between `from` and `to` in `text`.
fn with(text: &str, from: &str, to: &str, inside: &str) -> String {
    let start = text.find(from).expect("the place is in the README") + from.len();
    let end = start + text[start..].find(to).expect("the place ends");
    format!("{}{inside}{}", &text[..start], &text[end..])
}

#[test]
fn the_readme_is_up_to_date() {
    let shown = readme();
    let command = "$ cargo run --quiet -- check fixtures/showcase/pages\n";
    let expected = with(&shown, command, "\n```", &excerpt(&report()));
    let expected = with(&expected, RULE_TABLE, "\n## ", &rule_rows());
    generated::hold("README.md", &expected);
}

#[test]
fn each_line_shown_is_printed() {
    let printed = report();
    for line in excerpt(&printed).lines().filter(|line| *line != LEFT_OUT) {
        assert!(printed.lines().any(|known| known == line), "{line}");
    }
}
