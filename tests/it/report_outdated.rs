//! The tab of the HTML report that says what `docparity outdated` says, and what it says where nobody knows.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::git::{commit, git};
use crate::support::{Project, Run, docparity_in};

const ROPE: &str = "# Rope\n\nTie the rope.\n\n```sh\nrope --tie\n```\n\nKeep it dry.\n";
const TAU: &str = "# Tau\n\nDas Tau binden.\n\n```sh\nrope --tie\n```\n\nTrocken halten.\n";

fn docparity(project: &Project, arguments: &[&str]) -> Run {
    let run = docparity_in(project, arguments);
    assert!(run.status < 2, "{arguments:?}: {}", run.stderr);
    run
}

/// Two locales that were made from the same English, and its changes since.
fn harbor() -> Project {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet"]);
    project.write("en/rope.md", ROPE);
    project.write("en/sail.md", "# Sail\n\nHoist it.\n");
    for locale in ["de", "fr"] {
        project.write(&format!("{locale}/rope.md"), TAU);
        project.write(&format!("{locale}/sail.md"), "# Segel\n\nSetzen.\n");
    }
    assert_eq!(docparity(&project, &["stamp", "--all"]).status, 0);
    commit(&project, ".");
    let newer = ROPE.replace("Tie the", "Always tie the").replace("--tie", "--tie --twice");
    project.write("en/rope.md", newer.replace("Keep it dry.", "<b>alert(1)</b> Keep it dry."));
    commit(&project, ".");
    project
}

/// What the page shows, and the numbers and texts that its script reads.
fn report(project: &Project, arguments: &[&str]) -> (String, Value) {
    docparity(project, &[&["report", "--quiet", "-o", "report.html"], arguments].concat());
    let html = String::from_utf8(project.read("report.html")).expect("UTF-8");
    let start = "<script id=\"data\" type=\"application/json\">";
    let data = html.split_once(start).and_then(|(_, rest)| rest.split_once("</script>")).expect("the data").0;
    let tab = html.split_once("<section id=\"outdated\"").and_then(|(_, rest)| rest.split_once("</section>"));
    (tab.expect("the tab").0.to_owned(), serde_json::from_str(data).expect("JSON"))
}

/// The changes of each page as the report holds them, in the words of `outdated --format json`.
fn told(data: &Value) -> Vec<Value> {
    let text = |at: &Value| data["texts"][usize::try_from(at.as_i64().expect("a number")).expect("a text")].clone();
    let words = |parts: &Value| -> Vec<Value> {
        let word = |part: &Value| json!([part[0], text(&part[1])]);
        parts.as_array().expect("parts").iter().map(word).collect()
    };
    let pages = data["outdated"]["pages"].as_array().expect("pages").iter();
    let page = |page: &Value| {
        let places = page[7].as_array().expect("places");
        let changes: Vec<Value> = places
            .chunks(3)
            .map(|place| {
                let at = usize::try_from(place[0].as_u64().expect("a change")).expect("a change");
                let change = &data["outdated"]["changes"][at];
                json!([change[0], change[1], change[2], change[3], change[4], words(&change[5]), place[1]])
            })
            .collect();
        let path = usize::try_from(page[0].as_u64().expect("a path")).expect("a path");
        json!([data["paths"][path][0], page[1], page[2], changes])
    };
    pages.map(page).collect()
}

/// The same from the command.
fn listed(project: &Project, arguments: &[&str]) -> Vec<Value> {
    let run = docparity(project, &[&["outdated", "--format", "json"], arguments].concat());
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let word = |word: &Value| {
        let (name, text) = word.as_object().and_then(|word| word.iter().next()).expect("a word");
        let sign = match &**name {
            "removed" => -1,
            "same" => 0,
            _ => 1,
        };
        json!([sign, text])
    };
    let change = |change: &Value| {
        let is_code = change["block"] == "code block";
        let diff = change["diff"].as_array().expect("a diff").iter().map(word);
        let diff: Vec<Value> = diff.filter(|word| !is_code || word[0] != 0).collect();
        let line = change["translation"]["line"].as_u64().unwrap_or_default();
        let (fate, kind, block) = (&change["fate"], &change["kind"], &change["block"]);
        json!([fate, kind, block, change["words"], change["newer"]["line"], diff, line])
    };
    let state = |state: &Value| state.as_str().expect("a state").replace("stale", "stale ").to_lowercase();
    let page = |page: &Value| {
        let changes: Vec<Value> = page["changes"].as_array().expect("changes").iter().map(change).collect();
        json!([page["path"], state(&page["state"]), page["words"], changes])
    };
    json["pages"].as_array().expect("pages").iter().map(page).collect()
}

#[test]
fn the_tab_says_what_the_command_says() {
    let project = harbor();
    let (tab, data) = report(&project, &["."]);
    let expected = listed(&project, &["."]);
    assert_eq!((told(&data), expected.len()), (expected, 2));
    // Both locales miss the same: it is written once.
    assert_eq!(data["outdated"]["changes"].as_array().expect("changes").len(), 3);
    assert!(tab.contains("2 of 4 pages with an English page: 6 changes"), "{tab}");
}

#[test]
fn the_tab_of_a_receiver_is_about_their_part() {
    let project = harbor();
    docparity(&project, &["report", ".", "--quiet", "-o", "part.html", "--split-by", "locale"]);
    let file = |name: &str| String::from_utf8(project.read(name)).expect("UTF-8");
    for (name, count) in [("part.de.html", "1 of 2 pages"), ("part.fr.html", "1 of 2 pages")] {
        assert!(file(name).contains(&format!("{count} with an English page: 3 changes")), "{name}");
    }
    let (_, data) = report(&project, &[".", "--locale", "fr"]);
    let paths: BTreeSet<String> = told(&data).iter().map(|page| page[0].to_string()).collect();
    assert_eq!(paths, BTreeSet::from(["\"fr/rope.md\"".to_owned()]));
    // The author of the English has none of it to do.
    let (tab, _) = report(&project, &[".", "--owner", "author"]);
    assert!(tab.contains("None of 4 pages with an English page is outdated."), "{tab}");
}

#[test]
fn what_nobody_knows_is_a_dash() {
    let project = harbor();
    docparity(
        &project,
        &[
            "check",
            ".",
            "--quiet",
            "--contracts",
            "--format",
            "concise",
            "--output",
            "json=run.json",
            "--fail-on",
            "never",
        ],
    );
    docparity(&project, &["outdated", ".", "--format", "json", "-o", "outdated.json"]);
    let of = |arguments: &[&str]| report(&project, arguments).0;
    assert!(of(&["--from", "run.json"]).contains("– <code>check --format json</code> does not hold it;"));
    assert!(
        of(&[".", "--select", "number"]).contains("– the rules that tell how old pages are were left out of this run")
    );
    assert_eq!(report(&project, &["--from", "run.json", "--outdated", "outdated.json"]), report(&project, &["."]));
    let wrong =
        docparity_in(&project, &["report", "--from", "run.json", "--outdated", "run.json", "-o", "report.html"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("not what `docparity outdated --format json` writes"), "{}", wrong.stderr);
    let alone = Project::new();
    for locale in ["de-DE", "fr-FR"] {
        let heading = "<span data-ttu-id=\"5ea-101\">Tau</span><span class=\"sxs-lookup\"><span data-stu-id=\"5ea-101\">Rope</span></span>";
        alone.write(&format!("docs.{locale}/rope.md"), format!("# <a name=\"rope\"></a>{heading}\n"));
    }
    let (tab, data) = report(&alone, &["."]);
    assert!(tab.contains("– no English tree is at hand to hold the pages against"), "{tab}");
    assert_eq!(data["outdated"], Value::Null);
}
