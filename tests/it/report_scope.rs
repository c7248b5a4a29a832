//! The numbers of the QA report are those of the findings, whatever a run was limited to: each figure is computed here from the
//! raw findings of one run over everything.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{Project, command, run};

const LOCALES: [&str; 3] = ["de-DE", "es-ES", "fr-FR"];
const PAGES: [&str; 4] = ["api/crane-list.md", "api/crane-move.md", "guide/dock.md", "guide/pier.md"];
/// Segments of each page.
const SEGMENTS: usize = 4;
/// Words of its English: `Crane Request headers Name Value Accept application/json See [berth](berth.md)`.
const WORDS: usize = 9;

/// What is wrong on which page: `h` a header name was translated, `l` a link leads elsewhere.
const DEFECTS: [(&str, &str, &str); 6] = [
    ("de-DE", "api/crane-list.md", "hl"),
    ("de-DE", "guide/dock.md", "l"),
    ("es-ES", "api/crane-list.md", "h"),
    ("es-ES", "api/crane-move.md", "hl"),
    ("es-ES", "guide/pier.md", "h"),
    ("fr-FR", "guide/pier.md", "l"),
];

fn pair(id: usize, localized: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"c0ffe-{id}\">{localized}</span><span class=\"sxs-lookup\"><span data-stu-id=\"c0ffe-{id}\">{source}</span></span>"
    )
}

fn page(defects: &str) -> String {
    let header = if defects.contains('h') { "Acepto" } else { "Accept" };
    let target = if defects.contains('l') { "berths.md" } else { "berth.md" };
    let link = pair(103, &format!("Voir [quai]({target})."), "See [berth](berth.md).");
    let (heading, headers) = (pair(101, "Kran", "Crane"), pair(102, "En-têtes", "Request headers"));
    let cell = pair(104, header, "Accept");
    format!(
        "# <a name=\"crane\"></a>{heading}\n\n## <a name=\"request-headers\"></a>{headers}\n\n|Name|Value|\n|:--|:--|\n|{cell}|application/json|\n\n{link}\n"
    )
}

fn harbor() -> Project {
    let project = Project::new();
    for locale in LOCALES {
        for name in PAGES {
            let is_it = |defect: &&(&str, &str, &str)| (defect.0, defect.1) == (locale, name);
            let defects = DEFECTS.iter().find(is_it).map_or("", |defect| defect.2);
            project.write(&format!("pages/docs.{locale}/{name}"), page(defects));
        }
    }
    project
}

fn run_in(project: &Project, folder: &str, arguments: &[&str]) {
    let mut command = command(arguments);
    command.current_dir(project.at(&format!("pages/{folder}")));
    let run = run(command);
    assert!(run.status < 2, "{arguments:?}: {}", run.stderr);
}

/// A finding, as far as numbers are about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Raw {
    locale: String,
    page: String,
    rule: String,
    is_contract: bool,
    is_error: bool,
}

fn raw(project: &Project, arguments: &[&str]) -> Vec<Raw> {
    let output = format!("json={}", project.at("raw.json"));
    run_in(project, ".", &[&["check", "--quiet", "--format", "concise", "--output", &output], arguments].concat());
    let json: Value = serde_json::from_slice(&project.read("raw.json")).expect("JSON");
    let text = |finding: &Value, name: &str| finding[name].as_str().expect(name).to_owned();
    let of = |finding: &Value| {
        // The page is told by its path: what docparity calls it is not taken for granted.
        let path = text(finding, "path");
        Raw {
            locale: text(finding, "locale"),
            page: PAGES.iter().find(|page| path.ends_with(*page)).expect("a page").to_string(),
            rule: text(finding, "rule"),
            is_contract: finding["family"] == "contract",
            is_error: finding["severity"] == "error",
        }
    };
    json["findings"].as_array().expect("findings").iter().map(of).collect()
}

/// The rows of the table that begins with `head`, by the locale in the first cell.
fn rows(markdown: &str, head: &str) -> BTreeMap<String, Vec<String>> {
    let cells = |line: &str| -> Vec<String> { line.split('|').map(|cell| cell.trim().to_owned()).collect() };
    let table =
        markdown.lines().skip_while(|line| !line.starts_with(head)).skip(2).take_while(|line| line.starts_with('|'));
    table.map(cells).map(|cells| (cells[1].replace('`', ""), cells[2..cells.len() - 1].to_vec())).collect()
}

/// What a run is limited to.
#[derive(Default, Clone, Copy)]
struct Limits<'l> {
    locales: &'l [&'l str],
    /// The beginning of the pages.
    pages: &'l str,
    /// The rules that ran, where they are not all.
    rules: Option<&'l [&'l str]>,
    /// The locales whose findings are known.
    known: &'l [&'l str],
}

impl Limits<'_> {
    fn has(&self, finding: &Raw) -> bool {
        self.has_place(&finding.locale, &finding.page) && self.rules.is_none_or(|rules| rules.contains(&&*finding.rule))
    }

    fn has_place(&self, locale: &str, page: &str) -> bool {
        (self.locales.is_empty() || self.locales.contains(&locale)) && page.starts_with(self.pages)
    }

    /// The rows that the report must have.
    fn expected(&self, raw: &[Raw]) -> BTreeMap<String, Vec<String>> {
        let locales = LOCALES.into_iter().filter(|locale| self.has_place(locale, self.pages));
        let row = |locale: &str| {
            let pages = PAGES.iter().filter(|page| page.starts_with(self.pages)).count();
            let there: Vec<&Raw> = raw.iter().filter(|it| it.locale == locale && self.has(it)).collect();
            let is_known = self.known.contains(&locale);
            let open: Vec<&Raw> = there.iter().copied().filter(|_| !is_known).collect();
            let of = |is: fn(&Raw) -> bool| open.iter().filter(|it| is(it)).count();
            let affected: BTreeSet<&str> = open.iter().map(|it| &*it.page).collect();
            let broken: BTreeSet<&str> = there.iter().filter(|it| it.is_contract).map(|it| &*it.page).collect();
            let points: usize = there.iter().map(|it| if it.is_error && it.is_contract { 25 } else { 1 }).sum();
            // Nothing was used twice on a page, and every page was translated with the same entries.
            let mut entries: Vec<(&str, bool)> =
                there.iter().map(|it| (&*it.rule, it.is_error && it.is_contract)).collect();
            entries.sort_unstable();
            entries.dedup();
            let once: usize = entries.iter().map(|(_, is_critical)| if *is_critical { 25 } else { 1 }).sum();
            let has_contracts = self.rules.is_none_or(|rules| rules.contains(&"header-name"));
            #[expect(clippy::cast_precision_loss)]
            let (intact, score, words, once) = (
                (pages - broken.len()) as f64 * 100.0 / pages as f64,
                points as f64 * 1000.0 / (pages * SEGMENTS) as f64,
                points as f64 * 1000.0 / (pages * WORDS) as f64,
                once as f64 * 1000.0 / (pages * WORDS) as f64,
            );
            let dash = || "–".to_owned();
            let counts = [
                pages,
                open.len(),
                of(|it| it.is_error && it.is_contract),
                of(|it| it.is_error && !it.is_contract),
                of(|it| !it.is_error),
                0,
                affected.len(),
            ];
            let intact = if has_contracts { format!("{intact:.1} %") } else { dash() };
            let [score, words, once] = [format!("{score:.1}"), format!("{words:.2}"), format!("{once:.2}")]
                .map(|figure| if self.rules.is_none() { figure } else { dash() });
            let all = [intact, score, (pages * WORDS).to_string(), words, once];
            counts.iter().map(usize::to_string).chain(all).collect()
        };
        locales.map(|locale| (locale.to_owned(), row(locale))).collect()
    }
}

const HEAD: &str = "| locale | pages |";
const CHANGES: &str = "| locale | new |";

fn markdown(project: &Project) -> String {
    String::from_utf8(project.read("r.md")).expect("UTF-8")
}

/// Holds the table of the locales in `r.md` against the raw findings.
#[track_caller]
fn assert_figures(project: &Project, raw: &[Raw], limits: Limits<'_>, what: &str) {
    let markdown = markdown(project);
    assert_eq!(rows(&markdown, HEAD), limits.expected(raw), "{what}\n{markdown}");
}

#[test]
fn figures_are_those_of_the_findings_whatever_the_run_was_limited_to() {
    let project = harbor();
    let raw_findings = raw(&project, &["."]);
    assert_eq!(raw_findings.len(), 8, "{raw_findings:?}");
    let everything = Limits::default();
    let german = Limits { locales: &["de-DE"], ..everything };
    let two = Limits { locales: &["es-ES", "fr-FR"], ..everything };
    let api = Limits { pages: "api/", ..everything };
    let links = Limits { rules: Some(&["link-target"]), ..everything };
    let root = project.at("pages");
    let each = LOCALES.map(|locale| project.at(&format!("pages/docs.{locale}")));

    // However PATH is spelled, and from which folder.
    let spellings: [(&str, Vec<&str>, Limits<'_>); 7] = [
        (".", vec!["."], everything),
        (".", vec![&root], everything),
        (".", vec!["docs.de-DE", "docs.es-ES", "docs.fr-FR"], everything),
        (".", each.iter().map(String::as_str).collect(), everything),
        ("docs.de-DE", vec!["."], german),
        (".", vec!["docs.de-DE/api"], Limits { locales: &["de-DE"], ..api }),
        ("docs.es-ES/api", vec!["../../docs.es-ES", "../../docs.fr-FR/"], two),
    ];
    let report = project.at("r.md");
    for (folder, paths, limits) in &spellings {
        run_in(&project, folder, &[&["report", "--quiet", "-o", &report], &paths[..]].concat());
        assert_figures(&project, &raw_findings, *limits, &format!("{paths:?} in {folder}"));
    }

    // Whatever was asked for, in one run or in several.
    run_in(&project, ".", &["check", ".", "--quiet", "--locale", "de-DE", "--write-baseline", "german.baseline"]);
    let known = Limits { known: &["de-DE"], ..everything };
    let runs: [(&[&[&str]], Limits<'_>); 9] = [
        (&[&["--locale", "de-DE"]], german),
        (&[&["--locale", "es-ES"], &["--locale", "fr-FR"]], two),
        (&[&["--page", "api/**"]], api),
        (&[&["--page", "api/**", "--locale", "es-ES"]], Limits { locales: &["es-ES"], ..api }),
        (&[&["--select", "link-target"]], links),
        (&[&["--ignore", "header-name"]], links),
        (&[&["--shard", "1/3"], &["--shard", "3/3"], &["--shard", "2/3"]], everything),
        (&[&["--baseline", "german.baseline"]], known),
        (&[&["--baseline", "german.baseline", "--locale", "de"]], Limits { known: &["de-DE"], ..german }),
    ];
    for (runs, limits) in runs {
        let names: Vec<String> = (0..runs.len()).map(|at| project.at(&format!("{at}.json"))).collect();
        for (arguments, name) in runs.iter().zip(&names) {
            let output = format!("json={name}");
            let check = ["check", ".", "--quiet", "--format", "concise", "--output", &output];
            run_in(&project, ".", &[&check[..], arguments].concat());
        }
        let from: Vec<&str> = names.iter().map(String::as_str).collect();
        run_in(&project, ".", &[&["report", "--quiet", "-o", &report, "--from"], &from[..]].concat());
        assert_figures(&project, &raw_findings, limits, &format!("{runs:?}"));
    }
    for (arguments, limits) in [
        (vec!["--select", "link-target", "."], links),
        (vec!["--baseline", "german.baseline", "."], known),
        (vec!["--baseline", "../german.baseline", "docs.de-DE"], Limits { known: &["de-DE"], ..german }),
    ] {
        let folder = if arguments[1].starts_with("..") { "docs.es-ES" } else { "." };
        let last = if folder == "." { arguments[2].to_owned() } else { project.at(&format!("pages/{}", arguments[2])) };
        run_in(&project, folder, &["report", "--quiet", "-o", &report, arguments[0], arguments[1], &last]);
        assert_figures(&project, &raw_findings, limits, &format!("{arguments:?}"));
    }
}

/// The row of each locale in the table of what changed: new, fixed, remaining, silenced, not looked at.
fn changes(project: &Project) -> BTreeMap<String, Vec<String>> {
    rows(&markdown(project), CHANGES)
}

fn row(counts: &[usize]) -> Vec<String> {
    counts.iter().map(usize::to_string).collect()
}

#[test]
fn what_changed_is_what_the_findings_of_both_runs_say() {
    let project = harbor();
    let raw = raw(&project, &["."]);
    let all = |locale: &str| raw.iter().filter(|it| it.locale == locale).count();
    let unseen = |locale: &str| vec!["–".into(), "–".into(), "–".into(), "–".into(), all(locale).to_string()];
    let (old, report) = (project.at("raw.json"), project.at("r.md"));
    let run_report = |folder: &str, arguments: &[&str]| {
        run_in(&project, folder, &[&["report", "--quiet", "-o", &report, "--previous", &old], arguments].concat());
        changes(&project)
    };
    let remaining = LOCALES.map(|locale| (locale.to_owned(), row(&[0, 0, all(locale), 0, 0])));
    for (folder, paths) in
        [(".", vec!["."]), ("docs.fr-FR", vec![".."]), (".", vec!["docs.fr-FR", "docs.es-ES", "docs.de-DE"])]
    {
        assert_eq!(run_report(folder, &paths), BTreeMap::from(remaining.clone()), "{paths:?} in {folder}");
    }
    // What this run did not look at is not fixed.
    let mut one = BTreeMap::from(LOCALES.map(|locale| (locale.to_owned(), unseen(locale))));
    one.insert("de-DE".into(), row(&[0, 0, all("de-DE"), 0, 0]));
    assert_eq!(run_report(".", &["docs.de-DE"]), one);
    let links = |locale: &str| raw.iter().filter(|it| it.locale == locale && it.rule == "link-target").count();
    let of_rule =
        LOCALES.map(|locale| (locale.to_owned(), row(&[0, 0, links(locale), 0, all(locale) - links(locale)])));
    assert_eq!(run_report(".", &["--select", "link-target", "."]), BTreeMap::from(of_rule));

    // Pages move, one is repaired, one gets worse, one is accepted.
    for page in ["crane-list.md", "crane-move.md"] {
        for locale in LOCALES {
            let (from, to) = (format!("pages/docs.{locale}/api/{page}"), format!("pages/docs.{locale}/api/v2/{page}"));
            project.write(&to, project.read(&from));
            std::fs::remove_file(project.at(&from)).expect("a file to remove");
        }
    }
    project.write("pages/docs.es-ES/guide/pier.md", page(""));
    project.write("pages/docs.fr-FR/guide/dock.md", page("h"));
    run_in(
        &project,
        ".",
        &["check", ".", "--quiet", "--locale", "fr-FR", "--select", "link-target", "--write-baseline", "b"],
    );
    let now = BTreeMap::from([
        ("de-DE".to_owned(), row(&[0, 0, all("de-DE"), 0, 0])),
        ("es-ES".to_owned(), row(&[0, 1, all("es-ES") - 1, 0, 0])),
        ("fr-FR".to_owned(), row(&[1, 0, 0, 1, 0])),
    ]);
    assert_eq!(run_report(".", &["--baseline", "b", "."]), now);
    assert!(markdown(&project).contains("by the baseline `b`&#58; 1 known&#46;"), "{}", markdown(&project));
}
