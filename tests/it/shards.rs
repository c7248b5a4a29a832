//! `check --shard`: all shards together say what the whole run says.

use crate::support::docparity;
use serde_json::Value;

fn report(tree: &str, arguments: &[&str]) -> Value {
    let run = docparity(
        &[&["check", tree, "--format", "json", "--fail-on", "never", "--select", "all", "--quiet"], arguments].concat(),
    );
    assert_eq!((run.status, &*run.stderr), (0, ""), "{tree} {arguments:?}");
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn findings(report: &Value) -> Vec<String> {
    report["findings"].as_array().expect("findings").iter().map(Value::to_string).collect()
}

fn number(report: &Value, pointer: &str) -> u64 {
    report.pointer(pointer).and_then(Value::as_u64).unwrap_or_else(|| panic!("no number at {pointer}"))
}

/// Cases with an English tree, and those of rules that need the whole tree or the headings of all pages.
const TREES: [&str; 8] = [
    "fixtures/showcase",
    "fixtures/page-missing",
    "fixtures/page-orphaned",
    "fixtures/layouts",
    "fixtures/stale-contract",
    "fixtures/inconsistent-translation",
    "fixtures/empty-translation",
    "fixtures/untranslated",
];

#[test]
fn all_shards_together_are_the_whole_run() {
    let mut cases = Vec::new();
    for tree in TREES {
        let entries = walkdir::WalkDir::new(tree).sort_by_file_name().into_iter().filter_map(Result::ok);
        let configured = entries.filter(|entry| entry.file_name() == "docparity.yaml");
        cases.extend(configured.filter_map(|entry| Some(entry.path().parent()?.to_str()?.to_owned())));
    }
    assert!(cases.len() > 8, "{cases:?}");
    for case in cases {
        let whole = report(&case, &[]);
        for of in [1, 2, 5] {
            let shards: Vec<Value> =
                (1..=of).map(|shard| report(&case, &["--shard", &format!("{shard}/{of}")])).collect();
            let mut union: Vec<String> = shards.iter().flat_map(findings).collect();
            let mut all = findings(&whole);
            union.sort();
            all.sort();
            assert_eq!(union, all, "{case} in {of} shards");
            for pointer in [
                "/summary/files",
                "/summary/groups",
                "/summary/segments",
                "/summary/findings/error",
                "/summary/findings/info",
            ] {
                let sum: u64 = shards.iter().map(|shard| number(shard, pointer)).sum();
                assert_eq!(sum, number(&whole, pointer), "{pointer} of {case} in {of} shards");
            }
        }
    }
}

#[test]
fn a_wrong_shard_is_refused() {
    for shard in ["0/2", "3/2", "x", "1/0"] {
        let run = docparity(&["check", "fixtures/showcase", "--shard", shard]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("write I/N with I from 1 to N"), "{}", run.stderr);
    }
}
