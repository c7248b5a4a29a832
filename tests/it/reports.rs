//! The QA report, the exchange formats and the glossary: what pages say stays text, and the same run is the same bytes.

use std::io::Cursor;

use crate::support::{Project, docparity};
use docparity::qa::FORMATS;
use pulldown_cmark::{Event, Options, Parser, Tag};

const SHOWCASE: &str = "fixtures/showcase/pages";

/// Texts that somebody could put on a page to get out of a report.
const HOSTILE: [&str; 12] = [
    "<script>document.title='ran'</script>",
    "</script><script>document.title='ran'</script>",
    "<img src=x onerror=document.title='ran'>",
    "<!--<script>",
    "\" onmouseover=\"document.title='ran'",
    "javascript:document.title='ran'",
    "[x](javascript:alert(1))",
    "=cmd('x')",
    "@SUM(1)",
    "a\u{202e}b\u{2066}c",
    "{{ 7 * 7 }} {% if x %} ${7}",
    "]]> &amp; &lt;b&gt; \\u003cb\\u003e",
];

/// A project whose pages, file names and front matter say all of that, with issues at each place.
fn hostile() -> Project {
    let project = Project::new();
    project.write("docparity.yaml", "# Pages that try to get out of a report\n");
    for (at, text) in HOSTILE.iter().enumerate() {
        let mut page = format!("---\ntitle: \"{}\"\nms.translationtype: MT\n---\n", text.replace(['"', '\\'], ""));
        page += "# <a name=\"page\"></a>";
        let mut id = 100;
        let mut pair = |localized: &str, source: &str| {
            id += 1;
            format!(
                "<span data-ttu-id=\"1a2b3-{id}\">{localized}</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a2b3-{id}\">{source}</span></span>"
            )
        };
        page += &pair(&format!("Seite {text}"), &format!("Page {text}"));
        page += "\n\n## <a name=\"request-headers\"></a>";
        page += &pair("Anforderungsheader", "Request headers");
        page += &format!("\n|{}|{}|\n|:---|:---|\n", pair("Header", "Header"), pair("Wert", "Value"));
        let text = text.replace('|', "");
        page += &format!("|{}|{}|\n", pair(&text, "Accept"), pair(&text, "application/json"));
        page += &format!(
            "\n## <a name=\"http-request\"></a>{}\n\n```http\nGET /a/{text}\n```\n",
            pair("Anf", "HTTP request")
        );
        let name = text.replace(['/', '\0', '\\', ':', '*', '?', '"', '<', '>', '|'], "");
        let name = if cfg!(unix) { text.replace(['/', '\0'], "") } else { name };
        project.write(&format!("docs.de-DE/{at}{name}.md"), page);
    }
    project
}

/// The report of these arguments in each format that holds several locales.
fn written(arguments: &[&str]) -> Vec<Vec<u8>> {
    let project = Project::new();
    let formats = || FORMATS.iter().filter(|format| format.extension != "xliff");
    let files: Vec<String> = formats().map(|it| project.at(&format!("r.{}", it.extension))).collect();
    // A run over pages knows their commit, and the JSON of a run does not tell it.
    let mut all = vec!["report", "--quiet", "--commit", "0ce4n"];
    files.iter().for_each(|file| all.extend(["-o", file]));
    all.extend(arguments);
    let run = docparity(&all);
    assert_eq!((run.status, &*run.stderr), (0, ""), "{arguments:?}");
    formats().map(|it| project.read(&format!("r.{}", it.extension))).collect()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn nothing_on_a_page_gets_out_of_the_report() {
    let project = hostile();
    let reports = written(&[&project.at(".")]);
    let [html, xlsx, csv, tmx, markdown, xliff] = &*reports else { panic!("six formats") };

    let html = text(html);
    let (page, data) = html.split_once("<script id=\"data\" type=\"application/json\">").expect("data");
    let (data, rest) = data.split_once("</script>").expect("the end of the data");
    assert!(!data.contains(['<', '>', '&']), "a tag could begin");
    assert!(data.contains("onerror"), "the pages have issues");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert!(data["patterns"].as_array().is_some_and(|patterns| patterns.len() >= HOSTILE.len() / 2), "{data}");
    assert_eq!((page.matches("<script").count(), rest.matches("<script").count()), (0, 1));
    assert!(!html.contains(['\u{202e}', '\u{2066}']));

    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(&csv[..]).records().map(|row| row.expect("a row")).collect();
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])));
    assert!(rows.iter().flatten().any(|cell| cell.starts_with("'=cmd")), "an apostrophe stands before it");
    assert!(!text(csv).contains('\u{202e}'));

    let markdown = text(markdown);
    let (mark, markdown) = markdown.split_once('\n').expect("lines");
    assert_eq!(mark, "<!-- written by docparity: no page -->");
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock) => panic!("{event:?}"),
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(["<code>", "</code>", "<!-- -->"].contains(&&*html), "{html}");
            }
            _ => {}
        }
    }
    assert!(xlsx.starts_with(b"PK"), "a zip file");
    for memory in [tmx, xliff] {
        uppsala::parse(text(memory)).expect("XML");
        assert!(text(memory).contains("=cmd") && !text(memory).contains("<script>"));
    }
}

#[test]
fn a_report_is_the_same_bytes_again_and_from_the_json_of_its_parts() {
    let project = Project::new();
    project.write("docparity.yaml", "# Pages in four folders\n");
    let locales = ["de-DE", "es-ES", "ja-JP", "pt-BR", "ru-RU"];
    for locale in locales {
        let page = crate::support::fixture(&format!("showcase/pages/docs.{locale}/api/parcel-reroute.md"));
        (1..=4).for_each(|part| project.write(&format!("docs.{locale}/{part}/parcel.md"), &page));
    }
    let places = |part: &str| locales.map(|locale| project.at(&format!("docs.{locale}{part}")));
    let all = places("");
    let once = written(&all.each_ref().map(String::as_str));
    assert_eq!(once, written(&all.each_ref().map(String::as_str)));
    let parts = ["1", "2", "3", "4"].map(|part| {
        let file = project.at(&format!("{part}.json"));
        let (output, places) = (format!("json={file}"), places(&format!("/{part}")));
        let mut check =
            vec!["check", "--quiet", "--fail-on=never", "--contracts", "--output", &output, "--format=concise"];
        check.extend(places.iter().map(String::as_str));
        docparity(&check);
        file
    });
    let merged = written(&["--from", &parts[2], &parts[0], &parts[3], &parts[1]]);
    assert!(text(&once[4]).contains("52 issues") && once == merged, "{}", text(&merged[4]));
    let twice = docparity(&["report", "-o", &project.at("r.md"), "--from", &parts[0], &parts[0]]);
    assert_eq!(twice.status, 2);
    assert!(twice.stderr.contains("was checked in more than one of the runs"), "{}", twice.stderr);
}

#[test]
fn shards_make_the_report_of_one_run() {
    // Trees with an English one: pages that a locale lacks are counted once, whichever shard has them.
    for tree in [
        "fixtures/page-missing/in-some-locales",
        "fixtures/stale-contract/english-tree",
        "fixtures/page-orphaned/renamed",
        SHOWCASE,
    ] {
        let project = Project::new();
        let shards = ["1/3", "2/3", "3/3"].map(|shard| {
            let file = project.at(&format!("{}.json", &shard[..1]));
            let output = format!("json={file}");
            let run = docparity(&[
                "check",
                tree,
                "--quiet",
                "--fail-on=never",
                "--format=concise",
                "--contracts",
                "--output",
                &output,
                "--shard",
                shard,
            ]);
            assert_eq!((run.status, &*run.stderr), (0, ""), "{tree} {shard}");
            file
        });
        // The JSON of a run does not hold what translators have to do.
        let outdated = project.at("outdated.json");
        let has_english = docparity(&["outdated", tree, "--format", "json", "-o", &outdated]).status == 0;
        let list = if has_english { vec!["--outdated", &*outdated] } else { Vec::new() };
        let merged = written(&[&["--from", &*shards[0], &shards[1], &shards[2]], &list[..]].concat());
        let once = written(&[tree]);
        assert!(merged == once, "{tree}: {}\n{}", text(&once[4]), text(&merged[4]));
    }
}

#[test]
fn the_report_says_what_changed() {
    let project = Project::new();
    let json = format!("json={}", project.at("old.json"));
    docparity(&["check", "--quiet", "--fail-on=never", "--format=concise", "--output", &json, SHOWCASE]);
    let mut old: serde_json::Value = serde_json::from_slice(&project.read("old.json")).expect("JSON");
    let findings = old["findings"].as_array_mut().expect("findings");
    let all = findings.len();
    findings.remove(0);
    let mut gone = findings[0].clone();
    gone["fingerprint"] = "gone".into();
    gone["rule"] = "a-rule-of-old".into();
    findings.push(gone);
    project.write("old.json", old.to_string());
    let reports = written(&[SHOWCASE, "--previous", &project.at("old.json")]);
    let markdown = text(&reports[4]);
    let table = markdown.lines().skip_while(|line| !line.starts_with("| locale | new |")).skip(2);
    let numbers = |line: &str| -> Vec<usize> {
        line.split('|').skip(2).take(5).map(|it| it.trim().parse().expect("a number")).collect()
    };
    let sums = table.take_while(|line| line.starts_with("| `")).map(numbers);
    let sum = sums.reduce(|a, b| a.iter().zip(&b).map(|(a, b)| a + b).collect()).expect("a row");
    // A rule that no longer runs fixes nothing.
    assert_eq!(sum, [1, 0, all - 1, 0, 1]);
    assert!(markdown.contains("| new issues | locale | rule | what got worse |"), "{markdown}");
    assert!(text(&reports[0]).contains("Patterns that got worse") && !text(&reports[0]).contains("a-rule-of-old"));
    assert!(text(&reports[2]).contains(",remaining,") && text(&reports[2]).contains(",new,"));
}

#[test]
fn wrong_requests_are_refused_in_words() {
    let project = Project::new();
    project.write("bad.json", "{ \"version\": 1,\n  \"summary\": 7 }");
    project.write("new.json", "{ \"version\": 9, \"summary\": { \"files\": 0, \"groups\": 0, \"locales\": [], \"segments\": 0 }, \"findings\": [] }");
    let (bad, new, md) = (project.at("bad.json"), project.at("new.json"), project.at("r.md"));
    for (arguments, said) in [
        (
            vec!["report", "-o", "r.pdf", SHOWCASE],
            "r.pdf: the name of a report ends in .html, .xlsx, .csv, .tmx, .md, .xlf, .xliff",
        ),
        (vec!["report", "-o", &md, "--from", &bad], "bad.json:2:"),
        (vec!["report", "-o", &md, "--from", &new], "version 9 of the JSON is not known"),
        (vec!["report", "-o", &md, "--weights", "1,2", SHOWCASE], "four numbers are needed"),
        (vec!["report", "-o", &md, "--link", "javascript:alert({path})", SHOWCASE], "an http address"),
        (vec!["report", "-o", &project.at("r.xliff"), SHOWCASE], "XLIFF 2.1 holds one locale: add `--split-by locale`"),
        (vec!["segments", "--format", "xliff", SHOWCASE], "choose one with --locale"),
    ] {
        let run = docparity(&arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    assert!(!project.files().contains(&"r.md".to_owned()));
}

#[test]
fn weights_change_the_score() {
    let markdown = |weights: &str| text(&written(&[SHOWCASE, "--weights", weights])[4]).to_owned();
    assert_ne!(markdown("0,1,5,25"), markdown("0,1,5,50"));
    assert_eq!(markdown("0,1,5,25"), text(&written(&[SHOWCASE])[4]));
    assert!(markdown("0,0,0,0").contains("critical 0, major 0, minor 0, neutral 0"));
}

#[test]
fn segments_hold_every_pair_and_mark_the_defective() {
    let units = |arguments: &[&str]| {
        let run = docparity(&[&["segments", "--format"], arguments, &[SHOWCASE]].concat());
        assert_eq!((run.status, &*run.stderr), (0, ""), "{arguments:?}");
        run.stdout
    };
    let all = units(&["jsonl"]);
    let defective: Vec<serde_json::Value> =
        units(&["jsonl", "--only-defective"]).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(!defective.is_empty() && defective.len() < all.lines().count());
    assert!(defective.iter().any(|unit| unit["source"] == "Accept" && unit["issues"][0]["rule"] == "header-name"));
    assert_eq!(units(&["tmx"]).matches("<tu ").count(), all.lines().count());
    let xliff = units(&["xliff", "--locale", "de-DE"]);
    assert!(xliff.contains("its:locQualityIssueType=\"non-conformance\"") && xliff.contains("trgLang=\"de-DE\""));
    let german = units(&["jsonl", "--locale", "de-de"]);
    assert_eq!(units(&["po", "--locale", "de-DE"]).matches("\nmsgctxt ").count(), german.lines().count());
    for format in ["tmx", "xliff"] {
        let text = units(&[format, "--locale", "ja-JP"]);
        uppsala::parse(&text).expect("XML");
    }
    let hostile = hostile();
    for format in ["tmx", "xliff"] {
        let run = docparity(&["segments", "--format", format, &hostile.at(".")]);
        uppsala::parse(&run.stdout).expect("XML");
    }
}

#[test]
fn the_glossary_holds_the_terms_of_the_contracts() {
    let glossary = |format| docparity(&["glossary", "--format", format, SHOWCASE]).stdout;
    let table = glossary("csv");
    let mut rows = csv::Reader::from_reader(Cursor::new(&table));
    let rows: Vec<(String, String, usize)> = rows.deserialize().map(|row| row.expect("a row")).collect();
    assert!(rows.contains(&("Accept".into(), "header".into(), 5)), "{table}");
    assert!(rows.contains(&("application/json".into(), "media type".into(), 5)), "{table}");
    assert!(rows.iter().any(|row| row.1 == "scope" && row.0 == "Parcels.Route"), "{table}");
    assert!(!table.contains("Annehmen"), "the English names it");
    let tbx = glossary("tbx");
    uppsala::parse(&tbx).expect("XML");
    assert_eq!(tbx.matches("<termEntry ").count(), rows.len());
    let yaml: serde_json::Value = serde_yaml::from_str(&glossary("yaml")).expect("YAML");
    assert!(yaml["no-loc"].as_array().is_some_and(|terms| terms.contains(&"Accept".into())), "{yaml}");
}

#[test]
fn a_media_type_of_any_top_level_type_is_a_term_and_is_held() {
    let project = Project::new();
    let pair = |id: usize, localized: &str, source: &str| {
        format!(
            "<span data-ttu-id=\"3c4d5-{id}\">{localized}</span><span class=\"sxs-lookup\"><span data-stu-id=\"3c4d5-{id}\">{source}</span></span>"
        )
    };
    let heading = pair(101, "Anforderungsheader", "Request headers");
    let value = pair(102, "Nachricht/rfc822 oder haptics/ivs", "message/rfc822 or haptics/ivs");
    let page =
        format!("# Senden\n\n## <a name=\"request-headers\"></a>{heading}\n\n|Name|Wert|\n|:-|:-|\n|Accept|{value}|\n");
    project.write("docs.de-DE/api/send.md", page);
    let terms = docparity(&["glossary", "--format", "csv", &project.at("docs.de-DE")]).stdout;
    assert!(
        ["message/rfc822", "haptics/ivs"].iter().all(|term| terms.contains(&format!("{term},media type"))),
        "{terms}"
    );
    let run = docparity(&["check", &project.at("docs.de-DE"), "--format", "concise"]);
    assert_eq!(run.stdout.matches("[header-value]").count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("the media type `message/rfc822` was changed"), "{}", run.stdout);
}
