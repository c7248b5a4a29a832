//! The sample of pages that people review, and what they found: `docparity report --sample`, `--review`.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::support::{Project, Run, command, run};

/// Forty pages in each of two locales: a quarter of them with a link that leads elsewhere, one with a lost header.
fn lighthouse() -> Project {
    let project = Project::new();
    for (locale, tower) in [("de-DE", "Turm"), ("fr-FR", "Tour")] {
        for at in 0..40 {
            let target = if at % 4 == 0 { "lens.md" } else { "lamp.md" };
            let page = format!(
                "# <span data-ttu-id=\"a-1\">{tower} {at}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">Tower {at}</span></span>\n\n<span data-ttu-id=\"a-2\">[{tower}]({target})</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-2\">[Tower](lamp.md)</span></span>\n"
            );
            project.write(&format!("pages/docs.{locale}/tower-{at}.md"), page);
        }
    }
    project
}

fn report(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(&[&["report", ".", "--quiet"], arguments].concat());
    command.current_dir(project.at("pages"));
    run(command)
}

fn sheet(project: &Project, file: &str, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(project.read(file))).expect("a workbook");
    let range = book.worksheet_range(name).expect("the sheet");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn drawn(project: &Project, pages: &str, seed: &str) -> Vec<Vec<String>> {
    let run = report(project, &["-o", "../r.xlsx", "--sample", pages, "--seed", seed]);
    assert_eq!((run.status, &*run.stderr), (0, ""));
    sheet(project, "r.xlsx", "Review")
}

#[test]
fn a_sample_has_pages_of_each_locale_and_owner_and_pages_without_issues() {
    let project = lighthouse();
    let sample = drawn(&project, "16", "7");
    assert_eq!(sample[0][..5], ["locale", "page", "owner", "issues", "reviewer"]);
    let of =
        |locale: &str, stratum: &str| sample[1..].iter().filter(|row| row[0] == locale && row[2] == stratum).count();
    for locale in ["de-DE", "fr-FR"] {
        assert_eq!((of(locale, "vendor"), of(locale, "no issue")), (2, 6), "{locale}: {sample:?}");
    }
    assert_eq!(drawn(&project, "16", "7"), sample, "the same seed draws the same pages");
    assert_ne!(drawn(&project, "16", "8"), sample, "another seed draws others");
    let larger: BTreeSet<Vec<String>> = drawn(&project, "30", "7").into_iter().collect();
    assert!(sample.iter().all(|row| larger.contains(row)), "a larger sample holds the smaller one");
    assert_eq!(drawn(&project, "4", "7").len(), 5, "one of each stratum");
    assert_eq!(drawn(&project, "1000", "7").len(), 81, "no more than there are");
}

#[test]
fn what_people_found_is_told_beside_what_was_detected() {
    let project = lighthouse();
    let mut sample = drawn(&project, "16", "7");
    let (mut issues, mut reviewed) = (0, 0);
    for row in &mut sample[1..] {
        if row[0] == "de-DE" {
            // One page without a name: its errors count all the same.
            row[4] = if reviewed == 0 { String::new() } else { "Ada".to_owned() };
            row[6] = "1".to_owned();
            issues += row[3].parse::<usize>().expect("a number");
            reviewed += 1;
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    sample.iter().for_each(|row| writer.write_record(row).expect("a row"));
    project.write("filled.csv", writer.into_inner().expect("the rows"));
    let run = report(&project, &["-o", "../r.md", "-o", "../r.html", "--review", &project.at("filled.csv")]);
    assert_eq!((run.status, &*run.stderr), (0, ""));
    let text = String::from_utf8(project.read("r.md")).expect("UTF-8");
    assert_eq!((reviewed, issues), (8, 2));
    assert!(
        text.contains("| `de-DE` | 8 | 8 | 0 | 8 | 0 | 40 | 2 |\n| `fr-FR` | 8 | 0 | 0 | 0 | 0 | 0 | 0 |"),
        "{text}"
    );
    assert!(String::from_utf8(project.read("r.html")).expect("UTF-8").contains("<h3>Human review</h3>"));
}

#[test]
fn a_review_that_cannot_be_read_says_where() {
    let project = lighthouse();
    project.write("r.csv", "locale,page,reviewer,major\nde-DE,tower-1.md,Ada,two\n");
    let run = report(&project, &["-o", "../r.md", "--review", &project.at("r.csv")]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("r.csv: row 2: `two` is no number of major errors"), "{}", run.stderr);
    let run = report(&project, &["-o", "../r.md", "--sample", "3"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("add `-o report.xlsx`"), "{}", run.stderr);
}

#[test]
fn each_locale_has_a_sheet_of_its_own() {
    let project = lighthouse();
    report(&project, &["-o", "../r.xlsx"]);
    let bytes = project.read("r.xlsx");
    let mut archive = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    assert_eq!(archive.sheet_names().iter().filter(|name| name.starts_with("Issues ")).count(), 2);
    let range = archive.worksheet_range("Issues fr-FR").expect("the issues");
    assert_eq!(range.get((1, 0)).map(Data::to_string).as_deref(), Some("docs.fr-FR/tower-0.md"));
}
