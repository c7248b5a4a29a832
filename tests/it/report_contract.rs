//! What the report says that pages state comes from the pages, whatever was found on them.

use serde_json::{Value, json};

use crate::support::{Project, Run, docparity_in};

const PARCELS: &str = "# List parcels\n\n## HTTP request\n\n```http\nGET /parcels\n```\n\n## Request headers\n\n\
    | Header | Value |\n|---|---|\n| Accept | application/json |\n| If-Match | {etag} |\n\n## Response\n\nIf it worked, `200 OK`.\n";
const PAKETE: &str = "# Pakete auflisten\n\n## HTTP-Anforderung\n\n```http\nGET /pakete\n```\n\n## Anforderungsheader\n\n\
    | Header | Wert |\n|---|---|\n| Annehmen | application/json |\n| If-Match | {etag} |\n\n## Antwort\n\nBei Erfolg `200 OK`.\n";
/// Without the table of headers.
const COLIS: &str = "# Lister les colis\n\n## Requête HTTP\n\n```http\nGET /parcels\n```\n\n## En-têtes de requête\n\nLes deux sont nécessaires.\n\n## Réponse\n\nEn cas de succès, `200 OK`.\n";

fn docparity(project: &Project, arguments: &[&str]) -> Run {
    let run = docparity_in(project, arguments);
    assert!(run.status < 2, "{arguments:?}: {}", run.stderr);
    run
}

fn depot() -> Project {
    let project = Project::new();
    project.write("docparity.yaml", "assume-current: true\n");
    for (locale, page) in
        [("en", PARCELS), ("de", PAKETE), ("fr", COLIS), ("ja", "---\nuntranslated: 1\n---\n# 荷物\n")]
    {
        project.write(&format!("{locale}/parcels.md"), page);
    }
    for (locale, title, head) in [
        ("en", "List depots", "HTTP request"),
        ("de", "Lager auflisten", "HTTP-Anforderung"),
        ("fr", "Lister les dépôts", "Requête HTTP"),
        ("ja", "倉庫の一覧", "HTTP 要求"),
    ] {
        let page = format!("# {title}\n\n## {head}\n\n```http\nGET /depots\n```\n");
        project.write(&format!("{locale}/depots.md"), page);
    }
    project
}

/// What the script of the page reads.
fn data(project: &Project, arguments: &[&str]) -> Value {
    docparity(project, &[&["report", "--quiet", "-o", "report.html"], arguments].concat());
    let html = String::from_utf8(project.read("report.html")).expect("UTF-8");
    let start = "<script id=\"data\" type=\"application/json\">";
    let data = html.split_once(start).and_then(|(_, rest)| rest.split_once("</script>")).expect("the data").0;
    serde_json::from_str(data).expect("JSON")
}

fn contracts(project: &Project, arguments: &[&str]) -> Vec<Value> {
    let run = docparity(project, &[&["check", "--quiet", "--format", "json", "--contracts", "."], arguments].concat());
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    json["contracts"].as_array().expect("contracts").clone()
}

#[test]
fn each_fact_stands_in_the_order_of_the_page_with_what_each_locale_states() {
    let project = depot();
    let told = contracts(&project, &[]);
    let pages: Vec<&Value> = told.iter().map(|contract| &contract["page"]).collect();
    assert_eq!(pages, ["parcels.md"], "pages without a finding are left out");
    let facts: Vec<String> = told[0]["facts"]
        .as_array()
        .expect("facts")
        .iter()
        .map(|fact| {
            format!(
                "{}:{} {}",
                fact["line"],
                fact["kind"].as_str().expect("text"),
                fact["text"].as_str().expect("text")
            )
        })
        .collect();
    assert_eq!(
        facts,
        [
            "6:request GET /parcels",
            "13:header Accept: application/json",
            "14:header If-Match: {etag}",
            "18:response code 200 OK"
        ]
    );
    let locale = |at: usize| told[0]["locales"][at].clone();
    assert_eq!(locale(0)["lines"], json!([6, 13, 14, 18]));
    let departures = locale(0)["departures"].clone();
    let said = |at: usize| (departures[at]["fact"].clone(), departures[at]["stated"]["text"].clone());
    assert_eq!(said(0), (json!(0), json!("GET /pakete")));
    assert_eq!(said(1), (json!(1), json!("Annehmen: application/json")));
    assert_eq!(departures.as_array().map(Vec::len), Some(2));
    assert_eq!(locale(1)["lines"], json!([6, 0, 0, 15]), "a table that the locale does not have");
    let missing = |fact: u32| json!({ "fact": fact, "how": "missing", "stated": null });
    assert_eq!(locale(1)["departures"], json!([missing(1), missing(2)]));
    assert_eq!((&locale(2)["locale"], &locale(2)["notCompared"]), (&json!("ja"), &json!("untranslated")));
}

#[test]
fn the_view_is_the_same_from_the_pages_from_json_and_from_json_of_single_locales() {
    let project = depot();
    let direct = data(&project, &["."]);
    assert_eq!(direct["contracts"]["pages"].as_array().map(Vec::len), Some(1));
    let write = |name: &str, arguments: &[&str]| {
        let run = docparity(&project, &[&["check", "--quiet", "--format", "json", "."], arguments].concat());
        project.write(name, run.stdout);
    };
    write("all.json", &["--contracts"]);
    assert_eq!(data(&project, &["--from", "all.json"])["contracts"], direct["contracts"]);
    for locale in ["de", "fr", "ja"] {
        write(&format!("{locale}.json"), &["--contracts", "--locale", locale]);
    }
    let joined = data(&project, &["--from", "de.json", "fr.json", "ja.json"]);
    assert_eq!(joined["contracts"]["pages"].as_array().map(Vec::len), Some(1));
    assert_eq!(joined["contracts"]["pages"][0][3].as_array().map(Vec::len), Some(3));
    let german = data(&project, &["--from", "all.json", "--locale", "de"]);
    assert_eq!(german["contracts"]["pages"][0][3].as_array().map(Vec::len), Some(1));
    write("plain.json", &[]);
    assert!(!String::from_utf8(project.read("plain.json")).expect("UTF-8").contains("\"contracts\": ["));
    assert_eq!(data(&project, &["--from", "plain.json"])["contracts"], Value::Null);
}

#[test]
fn contracts_are_told_in_json_alone() {
    let project = depot();
    let run = docparity_in(&project, &["check", "--contracts", "--format", "sarif", "."]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("--contracts is for the json format, and no JSON is written"), "{}", run.stderr);
}
