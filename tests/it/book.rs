//! The book in `docs` tells of all that there is. `UPDATE_DOCS=1 cargo test` writes its page of the figures.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use docparity::check::{Compared, Coverage, NotCompared};
use docparity::provenance::MARKS;
use docparity::report::FORMATS;
use docparity::rule::Family;
use docparity::rules;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::support::generated;

fn page(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(path)).expect(path)
}

const PRECISION: &str = "# How often the rules are right

*Found* counts the findings on 26,707 bilingual pages of an API reference in de-DE · es-ES · ja-JP, and on 736 plain pages of a
course in eight locales. Samples of 50 a rule, or all, were drawn at random from the bilingual pages and judged by eye;
`precision/measure.py` recomputes the figures. *Plain* are errors and warnings on plain pages of other projects, which nobody
had looked at before, at most three of a pattern, judged beside both pages (`precision/plain.csv`), as they were told then: a rule
that was right in fewer than 95 of 100 cases is an info there today, unless the page proves the finding.

This page is made from the rules: `UPDATE_DOCS=1 cargo test` writes it.

| rule | severity | reports | found | bilingual | plain |
|---|---|---|--:|--:|--:|
";

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
            "| [`{0}`](rules.md#{0}) | {1}{state} | {2} | {found} | {right} | {plain} |\n",
            rule.name,
            rule.severities(),
            rule.what
        );
    }
    rows
}

#[test]
fn the_page_of_the_figures_is_up_to_date() {
    generated::hold("docs/precision.md", &format!("{PRECISION}{}", rule_rows()));
}

#[test]
fn each_format_and_each_mark_has_a_row() {
    let (formats, marks) = (page("formats.md"), page("provenance.md"));
    for format in FORMATS {
        assert!(formats.contains(&format!("| `{}` | ", format.name)), "{}", format.name);
    }
    for mark in &MARKS {
        assert!(marks.contains(&format!("| `{}` | ", mark.name)), "{}", mark.name);
    }
}

/// The values of an enumeration.
fn values<T: DeserializeOwned + JsonSchema>() -> Vec<T> {
    let schema = schemars::schema_for!(T).to_value();
    let values = schema["oneOf"].as_array().expect("values with a meaning each");
    values.iter().map(|value| serde_json::from_value(value["const"].clone()).expect("a value")).collect()
}

/// What a run says at its end of one of these pages, without the count.
fn said(coverage: &Coverage) -> String {
    let lines = coverage.lines();
    let line = &lines[usize::from(coverage.compared == 0)];
    line.rsplit_once("(1 ").and_then(|(_, said)| said.strip_suffix(')')).expect("a reason").to_owned()
}

#[test]
fn each_thing_that_a_run_says_of_its_pages_is_explained() {
    let mut all = Vec::new();
    for by in values::<Compared>() {
        let mut coverage = Coverage::default();
        (coverage.pages, coverage.compared) = (1, 1);
        coverage.by.insert(by, 1);
        all.push(said(&coverage));
    }
    for why in values::<NotCompared>() {
        let mut coverage = Coverage::default();
        coverage.pages = 1;
        coverage.not_compared.insert(why, 1);
        all.push(said(&coverage));
    }
    for language in ["", "de/", "ja/"] {
        let page = page(&format!("{language}not-compared.md"));
        for said in &all {
            let is_there = ["`", "``"].iter().any(|mark| page.contains(&format!("| {mark}{said}{mark} | ")));
            assert!(is_there, "docs/{language}not-compared.md lacks `{said}`");
        }
    }
}

#[test]
fn each_page_stands_in_the_contents() {
    for language in ["", "de/", "ja/"] {
        let summary = page(&format!("{language}SUMMARY.md"));
        let listed: BTreeSet<&str> =
            summary.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(language);
        let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let names: Vec<String> = names.map(|name| name.into_string().expect("UTF-8")).collect();
        let pages = names.iter().map(String::as_str).filter(|name| name.ends_with(".md") && *name != "SUMMARY.md");
        assert_eq!(listed, pages.collect(), "docs/{language}SUMMARY.md");
    }
}

#[test]
fn what_the_guides_show_as_configuration_is_read() {
    let guides = ["ci.md", "localization.md", "findings.md", "not-compared.md", "provenance.md", "contract-tests.md"];
    let mut read = 0;
    for guide in guides {
        for block in page(guide).split("```yaml\n# docparity.yaml\n").skip(1) {
            let block = block.split("```").next().unwrap_or_default();
            docparity::Config::read("docparity.yaml".as_ref(), block).unwrap_or_else(|error| panic!("{block}{error}"));
            read += 1;
        }
    }
    assert!(read >= 7, "{read} examples");
}
