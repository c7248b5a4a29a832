//! The QA report for each of its readers: one locale or owner, a verdict, what to purge, what to repair first, how it went.

use serde_json::Value;

use crate::support::{Project, Run, command, fixture, run};

/// The showcase in a folder of its own.
fn showcase() -> Project {
    let project = Project::new();
    for locale in ["de-DE", "es-ES", "ja-JP", "pt-BR", "ru-RU"] {
        let page = format!("docs.{locale}/api/parcel-reroute.md");
        project.write(&format!("pages/{page}"), fixture(&format!("showcase/pages/{page}")));
    }
    project
}

fn report(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(&[&["report", "--quiet", "."], arguments].concat());
    command.current_dir(project.at("pages"));
    run(command)
}

/// The rows without what the run was.
fn rows(project: &Project, file: &str) -> Vec<csv::StringRecord> {
    let content = project.read(file);
    let rows = csv::Reader::from_reader(&content[..]).into_records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().take(row.len() - 1).collect()).collect()
}

fn text(project: &Project, file: &str) -> String {
    String::from_utf8(project.read(file)).expect("UTF-8")
}

#[test]
fn each_receiver_gets_a_file_with_what_the_whole_run_found_there() {
    let project = showcase();
    assert_eq!(report(&project, &["-o", "../all.csv"]).status, 0);
    let all = rows(&project, "all.csv");
    report(&project, &["-o", "../r.csv", "-o", "../r.md", "--split-by", "locale"]);
    let mut sum = 0;
    for locale in ["de-DE", "es-ES", "ja-JP", "pt-BR", "ru-RU"] {
        let own = rows(&project, &format!("r.{locale}.csv"));
        let there: Vec<&csv::StringRecord> = all.iter().filter(|row| &row[8] == locale).collect();
        assert!(own.iter().eq(there), "{locale}");
        sum += own.len();
        for file in ["md", "csv"] {
            assert!(text(&project, &format!("r.{locale}.{file}")).contains(&format!("`{locale}` only")), "{file}");
        }
    }
    assert_eq!(sum, all.len());
    // One locale asked for is judged with all others.
    report(&project, &["-o", "../one.csv", "--locale", "ja-JP"]);
    assert_eq!(rows(&project, "one.csv"), rows(&project, "r.ja-JP.csv"));
    for (arguments, column, value) in [
        (["--rule", "header-name"], 3, "header-name"),
        (["--level", "critical"], 2, "critical"),
        (["--owner", "vendor"], 14, "vendor"),
    ] {
        report(&project, &[&["-o", "../part.csv", "-o", "../part.md"], &arguments[..]].concat());
        let part = rows(&project, "part.csv");
        assert!(!part.is_empty() && part.iter().eq(all.iter().filter(|row| &row[column] == value)), "{arguments:?}");
        // What depends on the rest is not told.
        assert!(text(&project, "part.md").contains("| – | "), "{arguments:?}");
    }
    let wrong = report(&project, &["-o", "../x.csv", "--rule", "header-nam"]);
    assert_eq!((wrong.status, wrong.stderr.contains("no rule is named `header-nam`")), (2, true));
}

#[test]
fn entries_of_the_memory_are_repaired_by_the_rules_and_can_be_purged() {
    let project = showcase();
    report(&project, &["-o", "../m.tmx", "-o", "../m.md", "-o", "../m.csv"]);
    let tmx = text(&project, "m.tmx");
    uppsala::parse(&tmx).expect("XML");
    let bilingual: std::collections::BTreeSet<(String, String, String)> = rows(&project, "m.csv")
        .iter()
        .filter(|row| !row[5].is_empty())
        .map(|row| (row[3].to_owned(), row[5].to_owned(), row[6].to_owned()))
        .collect();
    assert_eq!(tmx.matches("<tu ").count(), bilingual.len());
    let unit = tmx.split("<tu ").find(|unit| unit.contains("<seg>Annehmen</seg>")).expect("the header");
    for said in ["<seg>Accept</seg>", "<prop type=\"x-proposal\">Accept</prop>", "xml:lang=\"de-DE\"", "<note>"] {
        assert!(unit.contains(said), "{said}: {unit}");
    }
    assert!(text(&project, "m.md").contains("10 entries of the translation memory carry"));
    report(&project, &["-o", "../v.tmx", "--rule", "header-name", "--locale", "de-DE"]);
    assert_eq!(text(&project, "v.tmx").matches("<tu ").count(), 1);
}

#[test]
fn limits_of_the_configuration_pass_or_fail_the_locales() {
    let project = showcase();
    let judged = |limits: &str, arguments: &[&str]| {
        project.write("pages/docparity.yaml", format!("quality: {limits}\n"));
        let run = report(&project, &[&["-o", "../q.md", "-o", "../q.html", "-o", "../q.xlsx"], arguments].concat());
        (run.status, text(&project, "q.md"))
    };
    let (status, markdown) = judged("{critical: 0}", &[]);
    assert!(status == 1 && markdown.contains("**FAIL**"), "{markdown}");
    assert!(text(&project, "q.html").contains(">FAIL</dd>"));
    let (status, markdown) = judged("{points: 5000, critical: 100}", &[]);
    assert!(status == 0 && markdown.contains("**PASS**"), "{markdown}");
    // A locale and a category of their own.
    let (status, markdown) = judged("{points: 5000, locales: {ja-JP: {critical: 0}}}", &[]);
    assert!(
        status == 1 && markdown.contains("| `ja-JP` | FAIL |") && markdown.contains("| `de-DE` | PASS |"),
        "{markdown}"
    );
    let (status, markdown) = judged("{categories: {accuracy/do-not-translate: {points: 0}}}", &[]);
    let html = text(&project, "q.html");
    assert!(status == 1 && html.contains("points of accuracy/do-not-translate for 1,000 words"), "{markdown}");
    // What did not run passes nothing.
    let (status, markdown) = judged("{critical: 0}", &["--select", "link-target"]);
    assert!(status == 1 && markdown.contains("**no verdict**"), "{markdown}");
    let (status, _) = judged("{points: few}", &[]);
    assert_eq!(status, 2);
}

#[test]
fn readers_decide_what_is_repaired_first_and_the_history_shows_how_it_goes() {
    let project = showcase();
    project.write("pages/docs.de-DE/api/rare.md", fixture("showcase/pages/docs.de-DE/api/parcel-reroute.md"));
    project.write("views.csv", "page,views\napi/rare,9000000\n/api/parcel-reroute.md,1\n");
    report(
        &project,
        &["-o", "../t.md", "--traffic", "../views.csv", "--history", "../runs.jsonl", "--project", "Harbor <b>"],
    );
    let markdown = text(&project, "t.md");
    let first = markdown.lines().skip_while(|line| !line.starts_with("| page | views |")).nth(2).expect("a row");
    assert!(first.starts_with("| `api/rare.md` | 9,000,000 |"), "{markdown}");
    assert!(markdown.contains("Localization QA: Harbor") && !markdown.contains("<b>"), "{markdown}");
    report(
        &project,
        &["-o", "../t.md", "--traffic", "../views.csv", "--history", "../runs.jsonl", "--project", "Harbor <b>"],
    );
    let lines = || -> Vec<Value> {
        text(&project, "runs.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    assert_eq!(lines().len(), 1, "the same run of the same day is one line");
    let before = lines()[0]["locales"]["de-DE"]["points"].as_u64().expect("points");
    std::fs::remove_file(project.at("pages/docs.de-DE/api/rare.md")).expect("a file to remove");
    report(&project, &["-o", "../t.md", "-o", "../t.html", "--history", "../runs.jsonl", "--commit", "beef"]);
    let now = lines()[1]["locales"]["de-DE"]["points"].as_u64().expect("points");
    assert_eq!(before, 2 * now);
    assert!(text(&project, "t.md").contains("### Points per 1,000 words over time"));
    assert!(text(&project, "t.html").contains("class=\"curve\""));
    // A part of the tree is no point of that curve.
    report(&project, &["-o", "../t.md", "--history", "../runs.jsonl", "--locale", "ja-JP"]);
    let heads = |markdown: &str| {
        let head = markdown.lines().skip_while(|line| !line.starts_with("### Points per")).nth(2).expect("a table");
        head.matches('|').count() - 2
    };
    assert_eq!((lines().len(), heads(&text(&project, "t.md"))), (3, 1));
    project.write("runs.jsonl", "{}\nnothing\n");
    let wrong = report(&project, &["-o", "../t.md", "--history", "../runs.jsonl"]);
    assert_eq!((wrong.status, wrong.stderr.contains("runs.jsonl: line 1:")), (2, true), "{}", wrong.stderr);
}
