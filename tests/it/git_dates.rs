//! Pages that record nothing about their English are dated by the history of the repository they stand in.

mod work;

use crate::support::git::{commit, commit_on, commit_written_on, git};
use crate::support::{Project, Run, command, run};

/// How many pages there are besides the one that is looked at: enough for a commit over all of them to be a mass commit.
const OTHERS: usize = 6;

fn english(request: &str) -> String {
    format!("# List moors\n\nLists the moors.\n\n## HTTP request\n\n```http\n{request}\n```\n\nMoors are wet.\n")
}

fn german(request: &str) -> String {
    format!(
        "# Moore auflisten\n\nListet die Moore auf.\n\n## HTTP-Anforderung\n\n```http\n{request}\n```\n\nMoore sind nass.\n"
    )
}

const FIRST: &str = "GET /moors";
const SECOND: &str = "GET /fens";

/// A repository in which a page was translated, and its English changed later.
fn translated() -> Project {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet", "repository"]);
    write(&project, "en/moor.md", english(FIRST));
    for other in 0..OTHERS {
        write(&project, &format!("en/other-{other}.md"), format!("# Other {other}\n\nWords.\n"));
    }
    commit(&project, "repository");
    write(&project, "de/moor.md", german(FIRST));
    commit(&project, "repository");
    for other in 0..OTHERS {
        write(&project, &format!("de/other-{other}.md"), format!("# Anderes {other}\n\nWörter.\n"));
        commit(&project, "repository");
    }
    write(&project, "en/moor.md", english(SECOND));
    commit(&project, "repository");
    project
}

fn write(project: &Project, page: &str, text: String) {
    project.write(&format!("repository/docs/{page}"), text);
}

fn check(project: &Project, folder: &str) -> Run {
    let mut command = command(&["check", "docs", "--format", "json", "--fail-on", "never"]);
    command.current_dir(project.at(folder));
    run(command)
}

/// The rule and the cause of each finding about moors.
fn found(run: &Run) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let findings = json["findings"].as_array().expect("findings").iter();
    let word = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    findings.map(|finding| format!("{} {}", word(finding, "rule"), word(finding, "cause"))).collect()
}

/// How many pages were compared, by what told their English.
fn compared(run: &Run) -> String {
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    json["summary"]["coverage"]["by"].to_string()
}

#[test]
fn a_page_is_as_old_as_the_last_work_on_it() {
    let project = translated();
    let run = check(&project, "repository");
    assert_eq!(found(&run), ["stale-contract stale"]);
    assert_eq!(compared(&run), r#"{"git-date":7}"#);
}

#[test]
fn the_translator_who_follows_the_english_makes_the_page_current() {
    let project = translated();
    write(&project, "de/moor.md", german(SECOND));
    commit(&project, "repository");
    let run = check(&project, "repository");
    assert_eq!(found(&run), [""; 0]);
    // Work that forgot the request is wrong, and no longer merely old.
    write(&project, "de/moor.md", german(FIRST).replace("sind nass", "sind sehr nass"));
    commit(&project, "repository");
    let run = check(&project, "repository");
    assert_eq!(found(&run), ["request-line translation"]);
}

#[test]
fn a_commit_that_the_project_ignores_dates_nothing() {
    let project = translated();
    write(&project, "de/moor.md", german(FIRST).replace("sind nass", "sind sehr nass"));
    git(&project, "repository", &["add", "--all"]);
    git(&project, "repository", &["commit", "--quiet", "--message", "Moors: fix a Typo"]);
    assert_eq!(found(&check(&project, "repository")), ["request-line translation"]);
    project.write("repository/docparity.yaml", "ignored-commits: [typo]\n");
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
}

#[test]
fn a_change_that_the_project_ignores_ages_no_page() {
    let project = translated();
    let rename = |subject: &str, request: &str| {
        write(&project, "en/moor.md", english(request));
        git(&project, "repository", &["add", "--all"]);
        git(&project, "repository", &["commit", "--quiet", "--message", subject]);
    };
    write(&project, "de/moor.md", german(SECOND));
    commit(&project, "repository");
    write(&project, "en/moor.md", english(SECOND).replace("are wet", "can be wet"));
    git(&project, "repository", &["commit", "--quiet", "--all", "--message", "Moors (en-only)"]);
    assert_eq!(found(&check(&project, "repository")), ["stale-prose stale"]);
    project.write("repository/docparity.yaml", "ignored-commits: [en-only]\n");
    assert_eq!(found(&check(&project, "repository")), [""; 0]);
    rename("Moors are fens", "GET /bogs");
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
    // A word is not the beginning of another.
    project.write("repository/docparity.yaml", "ignored-commits: [en]\n");
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
}

#[test]
fn a_change_that_says_the_same_ages_no_page() {
    let project = translated();
    let two = "Moors are wet. Take boots along, and a long stick.";
    let change = |from: &str, to: &str| {
        write(&project, "en/moor.md", english(SECOND).replace("Moors are wet.", from));
        commit(&project, "repository");
        write(&project, "de/moor.md", german(SECOND).replace("nass", &format!("nass {} {}", from.len(), to.len())));
        commit(&project, "repository");
        write(&project, "en/moor.md", english(SECOND).replace("Moors are wet.", to));
        commit(&project, "repository");
        found(&check(&project, "repository"))
    };
    assert_eq!(change(two, "Moors are wet.\n\nTake boots along, and a long stick."), [""; 0]);
    assert_eq!(change(two, &two.replace("a long", "the long").replace("Moors", "The Moors")), [""; 0]);
    assert_eq!(change("Moore sind naß 泥炭地は湿っている。", two), ["stale-prose stale"]);
    assert_eq!(change("泥炭地は湿っている。", two), [""; 0]);
    assert_eq!(change("Moors are wet. Take a lamp.", "Moors are wet.\n\nTake a rope."), ["stale-prose stale"]);
}

#[test]
fn what_changed_in_code_is_told_as_it_is() {
    let project = translated();
    let told = |from: &str, to: &str| {
        write(&project, "en/moor.md", english(SECOND).replace("Moors are wet.", from));
        commit(&project, "repository");
        write(&project, "de/moor.md", german(SECOND).replace("Moore sind nass.", from));
        commit(&project, "repository");
        write(&project, "en/moor.md", english(SECOND).replace("Moors are wet.", to));
        commit(&project, "repository");
        let json: serde_json::Value = serde_json::from_str(&check(&project, "repository").stdout).expect("JSON");
        let findings = json["findings"].as_array().expect("findings");
        let stale = findings.iter().find(|finding| finding["cause"] == "stale");
        let message = stale.and_then(|finding| finding["message"].as_str()).unwrap_or_default();
        message.rsplit_once("since: ").map(|(_, told)| told.to_owned()).unwrap_or_default()
    };
    let code = |text: &str| format!("```sh\n{text}\n```");
    assert_eq!(
        told(&code("# dig\npeat dig  deep"), &code("# cut\npeat dig deep\npeat cut shallow")),
        "`peat cut shallow` added"
    );
    assert_eq!(told(&code("peat dig deep"), &code("peat dig shallow")), "`peat dig deep` is now `peat dig shallow`");
    assert_eq!(told(&code("peat dig"), &code("moor --drain")), "`peat dig` removed; `moor --drain` added");
    let both = code("peat dig\npeat cut") + "\n\nThen:\n\n" + &code("peat dig\npeat dry");
    let less = code("peat dig\npeat cut") + "\n\nThen:\n\n" + &code("peat dry");
    assert_eq!(told(&both, &less), "code block `peat dry`: `peat dig` removed");
    assert_eq!(told(&code("dig(\n  peat)\ncut()"), &code("dig(\n  peat\n)\ncut()\n]")), "`peat)` is now `peat`");
    assert_eq!(told("Moors are wet.", "Moors are cold."), "paragraph `Moors are cold.`: `wet.` is now `cold.`");
    assert_eq!(told("Moors are dry.", "Moors are half dry."), "paragraph `Moors are half dry.`: `half` added");
    assert_eq!(
        told("Moors are dry in 3 bays. Take 1 lamp along.", "Moors are dry in 4 bays. Take 2 lamps along."),
        "paragraph `Moors are dry in 4 bays. Take 2 lamps along.`: `1 lamp` is now `2 lamps`, `3` is now `4`"
    );
}

#[test]
fn a_commit_over_all_pages_that_changed_both_where_they_differ_has_translated() {
    let project = translated();
    let work = |subject: &str| {
        git(&project, "repository", &["add", "--all"]);
        git(&project, "repository", &["commit", "--quiet", "--message", subject]);
    };
    write(&project, "de/moor.md", german(SECOND));
    work("Moors");
    for other in 0..OTHERS {
        write(&project, &format!("de/other-{other}.md"), format!("# Noch ein anderes {other}\n\nWörter.\n"));
    }
    write(&project, "en/moor.md", english(SECOND).replace("Moors are wet", "Moors can be dry"));
    write(&project, "de/moor.md", german(SECOND).replace("Moore auflisten", "Moore zeigen"));
    work("Names");
    assert_eq!(found(&check(&project, "repository")), ["stale-prose stale"]);
    git(&project, "repository", &["reset", "--quiet", "--soft", "HEAD~1"]);
    write(&project, "de/moor.md", german(SECOND).replace("sind nass", "können trocken sein"));
    work("Names");
    assert_eq!(found(&check(&project, "repository")), [""; 0]);
}

#[test]
fn a_rebase_makes_no_translation_newer() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet", "repository"]);
    for other in 0..OTHERS {
        write(&project, &format!("en/other-{other}.md"), format!("# Other {other}\n\nWords.\n"));
        write(&project, &format!("de/other-{other}.md"), format!("# Anderes {other}\n\nWörter.\n"));
    }
    write(&project, "en/moor.md", english(FIRST));
    commit_on(2, &project, "repository");
    write(&project, "en/moor.md", english(SECOND));
    commit_on(8, &project, "repository");
    write(&project, "de/moor.md", german(FIRST));
    commit_written_on(5, 20, &project, "repository");
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
    // Whoever has followed the English before the rebase is not old.
    write(&project, "de/moor.md", german(SECOND));
    commit_written_on(6, 21, &project, "repository");
    assert_eq!(found(&check(&project, "repository")), [""; 0]);
}

/// The severities of what is told of moors.
fn severities(run: &Run) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let findings = json["findings"].as_array().expect("findings").iter();
    findings.map(|finding| finding["severity"].as_str().expect("a severity").to_owned()).collect()
}

#[test]
fn a_page_that_holds_a_part_of_its_english_need_not_follow_it() {
    let long = |request: &str| format!("{}{}", english(request), "\nA moor is named by its nearest hill.\n".repeat(20));
    let project = translated();
    write(&project, "en/moor.md", long(FIRST));
    commit(&project, "repository");
    let full = format!("{}{}", german(FIRST), "\nEin Moor heißt nach dem nächsten Hügel.\n".repeat(20));
    for (page, severity) in [(full, "warning"), (german(FIRST), "info")] {
        write(&project, "de/moor.md", page);
        commit(&project, "repository");
        write(&project, "en/moor.md", long(SECOND));
        commit(&project, "repository");
        let run = check(&project, "repository");
        assert_eq!(found(&run).first().map(String::as_str), Some("stale-contract stale"));
        assert_eq!(severities(&run)[0], severity);
        write(&project, "en/moor.md", long(FIRST));
        commit(&project, "repository");
    }
}

#[test]
fn an_edit_of_all_languages_at_once_is_no_translation() {
    let project = translated();
    // Everybody gets another heading; what the English had got before that is not on the page.
    write(&project, "en/moor.md", english(SECOND).replace("# List moors", "# All moors"));
    write(&project, "de/moor.md", german(FIRST).replace("# Moore auflisten", "# Alle Moore"));
    commit(&project, "repository");
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
    // Who translates it beside the English makes it current.
    write(&project, "en/moor.md", english("GET /bogs"));
    write(&project, "de/moor.md", german("GET /bogs"));
    commit(&project, "repository");
    assert_eq!(found(&check(&project, "repository")), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_page_that_is_a_link_is_as_old_as_the_file_it_leads_to() {
    let project = translated();
    let check = || {
        let mut command = command(&["check", "docs", "--follow-links", "--format", "json", "--fail-on", "never"]);
        command.current_dir(project.at("repository"));
        run(command)
    };
    std::fs::rename(project.at("repository/docs/en/moor.md"), project.at("repository/MOOR.md")).expect("renamed");
    std::os::unix::fs::symlink("../../MOOR.md", project.at("repository/docs/en/moor.md")).expect("a link");
    commit(&project, "repository");
    write(&project, "de/moor.md", german(SECOND));
    commit(&project, "repository");
    assert_eq!(found(&check()), [""; 0]);
    project.write("repository/MOOR.md", english("GET /bogs"));
    commit(&project, "repository");
    let run = check();
    assert_eq!(found(&run), ["stale-contract stale"]);
    assert!(run.stdout.contains("`GET /bogs`"), "{}", run.stdout);
}

#[test]
fn a_rename_dates_nothing() {
    let project = translated();
    for locale in ["de", "en"] {
        let [old, new] = ["moor", "heath"].map(|page| format!("docs/{locale}/{page}.md"));
        git(&project, "repository", &["mv", &old, &new]);
        commit(&project, "repository");
    }
    assert_eq!(found(&check(&project, "repository")), ["stale-contract stale"]);
}

const SHALLOW: &str = "note: 7 pages are not dated by the git history, for the clone is shallow: fetch the whole history, for example with \
    `fetch-depth: 0`; they are compared with the English of today\n";
const BLOBLESS: &str = "note: 1 page is not dated by the git history, for it holds no files of theirs: commit them, or fetch the history of a partial clone with its files; it is \
    compared with the English of today\n";

#[test]
fn a_clone_without_its_history_is_told_and_its_pages_are_undecided() {
    let project = translated();
    git(&project, "repository", &["config", "uploadpack.allowFilter", "true"]);
    let origin = format!("file://{}", project.at("repository"));
    git(&project, ".", &["clone", "--quiet", "--depth=1", &origin, "shallow"]);
    let run = check(&project, "shallow");
    assert!(found(&run).contains(&"request-line undecided".to_owned()), "{:?}", found(&run));
    assert_eq!(compared(&run), r#"{"undecided":7}"#);
    assert!(run.stderr.contains(SHALLOW), "{}", run.stderr);
    git(&project, ".", &["clone", "--quiet", "--filter=blob:none", &origin, "blobless"]);
    let run = check(&project, "blobless");
    assert!(found(&run).contains(&"request-line undecided".to_owned()), "{:?}", found(&run));
    assert!(run.stderr.contains(BLOBLESS), "{}", run.stderr);
}

/// The level of each finding of the rule about data in front matter.
fn levels_of_data(project: &Project) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&check(project, "repository").stdout).expect("JSON");
    let findings = json["findings"].as_array().expect("findings").iter();
    let of_data = findings.filter(|finding| finding["rule"] == "front-matter-data");
    of_data.map(|finding| finding["severity"].as_str().expect("a level").to_owned()).collect()
}

#[test]
fn what_differs_from_an_older_english_and_not_from_that_of_today_is_in_doubt() {
    let project = translated();
    project.write("repository/docparity.yaml", "rules: {front-matter-data: warning}\n");
    let with = |layout: &str, text: String| format!("---\nlayout: {layout}\n---\n\n{text}");
    write(&project, "en/moor.md", with("wet", english(FIRST)));
    commit(&project, "repository");
    write(&project, "de/moor.md", with("dry", german(FIRST)));
    commit(&project, "repository");
    write(&project, "en/moor.md", with("wet", english(SECOND)));
    commit(&project, "repository");
    assert_eq!(levels_of_data(&project), ["warning"]);
    write(&project, "en/moor.md", with("dry", english(SECOND)));
    commit(&project, "repository");
    assert_eq!(levels_of_data(&project), ["info"]);
    // A level that is configured is lowered by as much.
    project.write("repository/docparity.yaml", "rules: {front-matter-data: error}\n");
    assert_eq!(levels_of_data(&project), ["warning"]);
}

#[test]
fn where_pages_were_written_before_their_english_the_english_may_be_wrong() {
    const PAGES: usize = 12;
    let page = |at: usize, name: &str| format!("# {at}\n\nA long walk leads to `{name}` and back to `moor_depth`.\n");
    let in_order = |first: &str, second: &str| {
        let project = Project::new();
        git(&project, ".", &["init", "--quiet", "repository"]);
        for (day, locale) in [(1, first), (2, second)] {
            let name = if locale == "en" { "moor_depth" } else { "moor_dapth" };
            for at in 0..PAGES {
                write(&project, &format!("{locale}/moor-{at}.md"), page(at, name));
            }
            commit_on(day, &project, "repository");
        }
        let run = check(&project, "repository");
        let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        (json["findings"][0]["severity"].as_str().unwrap_or_default().to_owned(), run.stderr)
    };
    assert_eq!(in_order("en", "de").0, "warning");
    let (severity, said) = in_order("de", "en");
    assert_eq!(severity, "info");
    assert!(said.contains("12 pages in `de` were written before their English"), "{said}");
}

#[test]
fn where_the_english_is_the_translation_what_it_says_anew_may_be_old_in_the_original() {
    let severity = |first: &str, second: &str| {
        let project = Project::new();
        git(&project, ".", &["init", "--quiet", "repository"]);
        for (day, locale) in [(1, first), (2, second)] {
            for at in 0..12 {
                let text = match locale {
                    "de" => "Ein langer Weg führt zum Moor.",
                    _ => "A long walk leads to the moor.",
                };
                write(&project, &format!("{locale}/moor-{at}.md"), format!("# {at}\n\n{text}\n"));
                commit_on(day, &project, "repository");
            }
        }
        write(&project, "de/moor-0.md", "# 0\n\nEin langer und nasser Weg führt zum Moor.\n".to_owned());
        commit_on(3, &project, "repository");
        write(&project, "en/moor-0.md", "# 0\n\nA long walk leads to the moor. Set `moor_width` before.\n".to_owned());
        commit_on(4, &project, "repository");
        let json: serde_json::Value = serde_json::from_str(&check(&project, "repository").stdout).expect("JSON");
        let findings = json["findings"].as_array().expect("findings").iter();
        let stale: Vec<&str> =
            findings.filter(|it| it["rule"] == "stale-contract").filter_map(|it| it["severity"].as_str()).collect();
        stale.join(" ")
    };
    assert_eq!(severity("en", "de"), "warning");
    assert_eq!(severity("de", "en"), "info");
}
