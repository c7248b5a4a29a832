//! `docs/rules.md` is what the rules say of themselves. `UPDATE_DOCS=1 cargo test` writes it.

use docparity::rules;

use crate::support::{docparity, generated};

fn reference() -> String {
    let run = docparity(&["rules", "--markdown"]);
    assert_eq!(run.status, 0);
    run.stdout
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
