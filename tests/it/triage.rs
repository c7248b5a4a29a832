//! Decisions that come back: `docparity triage`.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::{Project, Run, command, run};

/// Pages, and issues on each.
const PAGES: usize = 25;
const ISSUES: usize = 20;

fn pair(id: usize, localized: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"beeff-{id}\">{localized}</span><span class=\"sxs-lookup\"><span data-stu-id=\"beeff-{id}\">{source}</span></span>"
    )
}

/// A page with twenty links that lead elsewhere: ten of them equal, some with texts that a spreadsheet would run.
fn page(number: usize) -> String {
    let mut text = format!("# {}\n\n", pair(100, "Hafen", "Harbor"));
    for at in 0..ISSUES {
        let (wrong, right) = match at % 4 {
            0 | 1 => ("quay.md".to_owned(), "pier.md".to_owned()),
            2 => (format!("+{at}.md"), format!("=pier{at}.md")),
            _ => (format!("kai-{number}-{at}.md"), format!("pier-{number}-{at}.md")),
        };
        text += &pair(101 + at, &format!("Siehe [Kai {at}]({wrong})."), &format!("See [quay {at}]({right})."));
        text += "\n\n";
    }
    text
}

fn harbor() -> Project {
    let project = Project::new();
    (0..PAGES).for_each(|at| project.write(&format!("pages/docs.de-DE/api/harbor-{at}.md"), page(at)));
    project
}

fn in_pages(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(arguments);
    command.current_dir(project.at("pages"));
    run(command)
}

/// The line of each finding that is reported, and of each that is known.
fn reported(project: &Project) -> (Vec<String>, Vec<String>) {
    let run = in_pages(project, &["check", ".", "--baseline", "../b", "--format", "json", "--quiet"]);
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let text = |finding: &Value| finding["text"]["localized"].as_str().expect("a quote").to_owned();
    let name = |finding: &Value| {
        let path = finding["path"].as_str().expect("a path");
        format!("{} {}", path.rsplit('/').next().expect("a name"), text(finding))
    };
    let known = json["suppressed"].as_array().expect("known").iter().map(|known| name(&known["finding"]));
    (json["findings"].as_array().expect("findings").iter().map(name).collect(), known.collect())
}

/// The status that somebody gives the row of an issue: half of them are decided.
fn decide(at: usize) -> (&'static str, &'static str, &'static str) {
    match at % 4 {
        0 => ("accepted", "Ana", "=the vendor has it"),
        1 => ("", "", ""),
        2 => ("False positive", "", "the page is right; see \"berth\""),
        _ => ("open", "", ""),
    }
}

/// Fills in a table of texts as a person would, and returns what was decided: file and localized text.
fn fill_in(table: &mut [Vec<String>]) -> Vec<String> {
    let column = |name: &str| table[0].iter().position(|head| head == name).expect("a column");
    let [status, assignee, remark, file, target] = ["status", "assignee", "remark", "file", "target"].map(column);
    let mut decided = Vec::new();
    for (at, row) in table[1..].iter_mut().enumerate() {
        let (what, who, why) = decide(at);
        for (column, text) in [(status, what), (assignee, who), (remark, why)] {
            text.clone_into(&mut row[column]);
        }
        if at % 2 == 0 {
            decided.push(format!("{} {}", row[file].rsplit('/').next().expect("a name"), row[target]));
        }
    }
    decided.sort();
    decided
}

/// Every decision of the sheet is respected, and nothing else is silenced: also when pages have moved and lines have shifted.
fn assert_respected(project: &Project, sheet: &str, decided: &[String]) {
    let run = in_pages(project, &["triage", &project.at(sheet), "--baseline", "../b"]);
    let said = "250 of 500 rows are decided in ../b: 125 accepted, 125 false positive\n";
    assert_eq!((run.status, &*run.stdout, &*run.stderr), (0, said, ""));
    let respected = || {
        let (reported, mut known) = reported(project);
        known.sort();
        assert_eq!((reported.len(), &*known), (PAGES * ISSUES - decided.len(), decided));
    };
    respected();
    // Again is nothing new.
    let before = project.read("b");
    in_pages(project, &["triage", &project.at(sheet), "--baseline", "../b"]);
    assert_eq!(project.read("b"), before);
    for at in 0..PAGES {
        let text = page(at).replacen("\n\n", "\n\nEin Absatz.\n\n", 2);
        project.write(&format!("pages/docs.de-DE/api/v2/harbor-{at}.md"), text);
    }
    std::fs::remove_dir_all(project.at("pages/docs.de-DE/api")).expect("a folder to remove");
    (0..PAGES).for_each(|at| {
        let text = page(at).replacen("\n\n", "\n\nEin Absatz.\n\n", 2);
        project.write(&format!("pages/docs.de-DE/v2/harbor-{at}.md"), text);
    });
    respected();
    // The next report shows what was decided, apart.
    in_pages(project, &["report", ".", "--baseline", "../b", "-o", "../r.html", "-o", "../r.csv", "--quiet"]);
    let html = String::from_utf8(project.read("r.html")).expect("UTF-8");
    assert!(html.contains("125 accepted, 125 false positive"), "the limits of the report");
    let csv = project.read("r.csv");
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(&csv[..]).records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.iter().filter(|row| row.iter().any(|cell| cell == "Ana")).count(), 125);
}

#[test]
fn decisions_in_a_csv_file_come_back() {
    let project = harbor();
    in_pages(&project, &["report", ".", "-o", "../r.csv", "--quiet"]);
    let content = project.read("r.csv");
    let text = std::str::from_utf8(&content).expect("UTF-8").trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new();
    let rows = reader.has_headers(false).from_reader(text.as_bytes()).into_records();
    let mut table: Vec<Vec<String>> = rows.map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    let decided = fill_in(&mut table);
    // As a spreadsheet of another country saves it.
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer.delimiter(b';').from_writer(Vec::new());
    table.iter().for_each(|row| writer.write_record(row).expect("a row"));
    project.write("decided.csv", writer.into_inner().expect("the rows"));
    assert_respected(&project, "decided.csv", &decided);
}

#[test]
fn decisions_in_a_workbook_come_back() {
    let project = harbor();
    in_pages(&project, &["report", ".", "-o", "../r.xlsx", "--quiet"]);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(project.read("r.xlsx"))).expect("a workbook");
    let range = book.worksheet_range("Issues de-DE").expect("the issues");
    let text = |cell: &Data| cell.to_string();
    let mut table: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(text).collect()).collect();
    let decided = fill_in(&mut table);
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "A sheet of somebody else").expect("a cell");
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(&table) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    project.write("decided.xlsx", book.save_to_buffer().expect("a workbook"));
    assert_respected(&project, "decided.xlsx", &decided);
}

#[test]
fn what_cannot_be_taken_is_listed_and_nothing_is_lost() {
    let project = harbor();
    in_pages(&project, &["check", ".", "--select", "link-target", "--write-baseline", "../b", "--quiet"]);
    in_pages(&project, &["check", ".", "--format", "json", "--output", "json=../run.json", "--quiet"]);
    let run = in_pages(&project, &["check", ".", "--output", "json=../run.json", "--format", "concise", "--quiet"]);
    assert!(run.status < 2, "{}", run.stderr);
    let json: Value = serde_json::from_slice(&project.read("run.json")).expect("JSON");
    let fingerprint = json["findings"][7]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let sheet = format!(
        "rule,locale,page,expected,found,status,assignee,remark,fingerprint\n,,,,,accepted,,\"in two\nlines\",{fingerprint}\n,,,,,maybe,,,{fingerprint}\n,,,,,accepted,,,0000\n,,,,,,,,\n"
    );
    project.write("s.csv", sheet);
    let told = in_pages(&project, &["triage", &project.at("s.csv"), "--baseline", "../b"]);
    assert_eq!((told.status, &*told.stdout), (1, "0 of 4 rows are decided in ../b\n"));
    for said in ["row 2: no issue has the fingerprint", "row 3: `maybe` is no status", "row 4: no issue"] {
        assert!(told.stderr.contains(said), "{}", told.stderr);
    }
    let told = in_pages(&project, &["triage", &project.at("s.csv"), "--baseline", "../b", "--from", "../run.json"]);
    assert_eq!((told.status, &*told.stdout), (1, "1 of 4 rows are decided in ../b: 1 accepted\n"));
    let baseline = String::from_utf8(project.read("b")).expect("UTF-8");
    assert!(
        baseline.contains("status: accepted decided: 2") && baseline.contains("reason: in two lines"),
        "{baseline}"
    );
    // What was known without a decision is known still.
    let (reported, known) = reported(&project);
    assert_eq!((reported.len(), known.len()), (0, PAGES * ISSUES), "{baseline}");
    for (name, content, said) in [
        ("r.txt", "status", "ends in .xlsx, .ods or .csv"),
        ("r.csv", "a,b\n1,2\n", "no sheet of it has all of the columns `status`, `fingerprint`"),
        ("r.xlsx", "no workbook", "this is no workbook"),
    ] {
        project.write(name, content);
        let run = in_pages(&project, &["triage", &project.at(name), "--baseline", "../b"]);
        assert_eq!(run.status, 2, "{name}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}
