//! `docs/rules.md` is what the rules say of themselves. `UPDATE_RULES=1 cargo test --test it rules_reference` writes it.

use std::fs;
use std::path::Path;

use docparity::rules;

use crate::support::docparity;

fn reference() -> String {
    let run = docparity(&["rules", "--markdown"]);
    assert_eq!(run.status, 0);
    run.stdout
}

#[test]
fn the_reference_is_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let expected = reference();
    if std::env::var_os("UPDATE_RULES").is_some() {
        fs::write(&path, &expected).expect("writable");
    }
    let shown = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        shown == expected,
        "docs/rules.md is out of date; UPDATE_RULES=1 cargo test --test it rules_reference writes it"
    );
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
