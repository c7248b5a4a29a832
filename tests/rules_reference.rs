//! `docs/rules.md` is what the rules say of themselves. `UPDATE_DOCS=1 cargo test` writes it.

#[path = "support/generated.rs"]
mod generated;

use std::process::Command;

use docparity::rules;

fn reference() -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_docparity")).args(["rules", "--markdown"]).output().expect("the tool runs");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_page_of_the_rules_is_up_to_date() {
    generated::hold("docs/rules.md", &reference());
}

#[test]
fn each_rule_has_a_heading_that_links_can_point_to() {
    let reference = reference();
    for rule in rules::all() {
        assert_eq!(reference.matches(&format!("\n## {}\n", rule.name)).count(), 1, "{}", rule.name);
        assert!(reference.contains(&format!("(#{})", rule.name)), "{}", rule.name);
    }
}

#[test]
fn examples_are_diffs() {
    for rule in rules::all().filter(|rule| !rule.example.is_empty()) {
        assert!(rule.example.lines().all(|line| line.starts_with(['-', '+', ' '])), "{}", rule.name);
        assert!(rule.example.lines().any(|line| line.starts_with(['-', '+'])), "{}", rule.name);
    }
}
