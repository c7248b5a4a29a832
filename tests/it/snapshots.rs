//! `docparity snapshot`, and contracts as OpenAPI descriptions.

use crate::support::{Project, Run, command, docparity, fixture, run};
use docparity::openapi;

const PAGE: &str = "docs.de-DE/api/parcel-reroute.md";
const PINNED: &str = "contracts/docs.de-DE/api/parcel-reroute.contract";

fn project() -> Project {
    let project = Project::new();
    project.write(PAGE, fixture("showcase/pages/docs.de-DE/api/parcel-reroute.md"));
    project
}

/// Runs `docparity snapshot` in the folder of the project.
fn snapshot(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(&[&["snapshot"], arguments].concat());
    command.current_dir(project.at(""));
    run(command)
}

fn edit(project: &Project, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(project.read(path)).expect("UTF-8");
    assert!(text.contains(from), "{from}");
    project.write(path, text.replacen(from, to, 1));
}

#[test]
fn a_contract_is_pinned_and_held() {
    let project = project();
    let first = snapshot(&project, &["docs.de-DE"]);
    assert_eq!((first.status, &*first.stderr), (0, ""));
    insta::assert_snapshot!(String::from_utf8(project.read(PINNED)).expect("UTF-8"));
    let files = project.files();
    assert_eq!(snapshot(&project, &["docs.de-DE", "--check"]).status, 0);
    assert_eq!(snapshot(&project, &["."]).stdout, first.stdout.replace("1 new", "0 new"), "however the page is named");
    assert_eq!(project.files(), files);
}

#[test]
fn a_change_is_told_with_its_meaning_until_it_is_accepted() {
    let project = project();
    snapshot(&project, &[]);
    // One fault in the localized half, one in text that both readings share.
    edit(&project, PAGE, ">Parcels.ReadWrite.All, Parcels.Route</span>", ">Parcels.ReadWrite.All</span>");
    edit(&project, PAGE, "\nPOST /depots", "\nPUT /depots");
    let pinned = project.read(PINNED);
    let check = snapshot(&project, &["--check"]);
    assert_eq!(check.status, 1);
    insta::assert_snapshot!(check.stdout);
    let write = snapshot(&project, &[]);
    assert_eq!(
        (write.status, project.read(PINNED)),
        (1, pinned.clone()),
        "a changed contract is not overwritten unasked"
    );
    assert_eq!(snapshot(&project, &["--accept"]).status, 0);
    assert_ne!(project.read(PINNED), pinned);
    assert_eq!(snapshot(&project, &["--check"]).status, 0);
}

#[test]
fn what_has_no_counterpart_is_reported() {
    let project = project();
    project.write("contracts/notes.txt", "not ours");
    project.write("contracts/docs.de-DE/api/gone.contract", "request GET /gone\n");
    project.write("contracts/docs.ja-JP/api/elsewhere.contract", "request GET /elsewhere\n");
    let check = snapshot(&project, &["docs.de-DE", "--check"]);
    assert_eq!(check.status, 1);
    insta::assert_snapshot!(check.stdout);
    assert_eq!(snapshot(&project, &["docs.de-DE", "--accept"]).status, 0);
    let left = [
        "contracts/docs.de-DE/api/parcel-reroute.contract",
        "contracts/docs.ja-JP/api/elsewhere.contract",
        "contracts/notes.txt",
        PAGE,
    ];
    assert_eq!(project.files(), left);
}

#[test]
fn the_english_is_pinned_when_asked() {
    let project = project();
    snapshot(&project, &["--english", "--format", "yaml"]);
    let yaml = String::from_utf8(project.read(&format!("{PINNED}.yaml"))).expect("UTF-8");
    assert!(yaml.contains("name: Accept") && !yaml.contains("Annehmen"), "{yaml}");
    edit(&project, PAGE, ">Annehmen<", ">Accepter<");
    assert_eq!(snapshot(&project, &["--english", "--format", "yaml", "--check"]).status, 0);
    edit(&project, PAGE, ">Accept<", ">Prefer<");
    let check = snapshot(&project, &["--english", "--format", "yaml", "--check"]);
    assert_eq!(check.status, 1);
    assert!(check.stdout.contains("breaking: header `Accept` is now `Prefer`"), "{}", check.stdout);
}

#[test]
fn a_snapshot_that_cannot_be_read_is_named_with_its_place() {
    let project = project();
    snapshot(&project, &[]);
    let pinned = String::from_utf8(project.read(PINNED)).expect("UTF-8");
    project.write(PINNED, format!("{pinned}<<<<<<< HEAD\n"));
    let line = pinned.lines().count() + 1;
    let check = snapshot(&project, &["--check"]);
    let expected = format!("error: contracts/docs.de-DE/api/parcel-reroute.contract:{line}:1: ");
    assert!(check.status == 2 && check.stderr.starts_with(&expected), "{}", check.stderr);
    assert_eq!(snapshot(&project, &["--accept"]).status, 0);
    assert_eq!(project.read(PINNED), pinned.into_bytes());
}

#[test]
fn a_description_says_what_the_pages_say() {
    let described = docparity(&["extract", "--format", "openapi", "fixtures/showcase/pages"]);
    assert_eq!((described.status, &*described.stderr), (0, ""));
    insta::assert_snapshot!(described.stdout);
    let api = openapi::read(&described.stdout).expect("a description");
    let again = api.describe("Documented API", &["https://graph.microsoft.com".to_owned()]);
    assert_eq!(serde_json::to_string_pretty(&again).expect("JSON") + "\n", described.stdout);
}

#[test]
fn docs_are_compared_with_a_description() {
    let project = project();
    let described = docparity(&["extract", "--format", "openapi", &project.at("")]).stdout;
    project.write("api.json", &described);
    let check = |file: &str| docparity(&["openapi", "--description", &project.at(file), &project.at("")]);
    assert_eq!(
        (check("api.json").status, &*check("api.json").stdout),
        (0, "1 documented operation, 1 described: 0 differences\n")
    );
    project.write(
        "other.yaml",
        "openapi: 3.0.3\npaths:\n  /v1.0/depots/{depot}/parcels/{parcel}/reroute:\n    post:\n      security:\n\
        \x20     - oauth: [Parcels.ReadWrite.All, Customs.ReadWrite.All]\n      - oauth: [Parcels.Admin]\n      responses:\n\
        \x20       '202': {description: Accepted}\n  /depots:\n    get:\n      responses: {}\n",
    );
    let other = check("other.yaml");
    assert_eq!(other.status, 1);
    insta::assert_snapshot!(other.stdout.replace(&project.at(""), ""));
    project.write("broken.yaml", "openapi: 3.1.0\npaths: [\n");
    let broken = check("broken.yaml");
    for version in ["swagger: '2.0'\n", "swagger: 2.0\n", "{\"swagger\": \"2.0\"}"] {
        project.write("old.yaml", version);
        let old = check("old.yaml");
        assert!(
            old.status == 2 && old.stderr.contains("old.yaml:1:1: this is a Swagger 2 description"),
            "{}",
            old.stderr
        );
    }
    assert!(broken.status == 2 && broken.stderr.contains("broken.yaml:3:1: "), "{}", broken.stderr);
}

#[test]
fn a_small_tree_is_pinned_in_one_file() {
    for file in ["api.contract", "api.yaml"] {
        let project = project();
        project.write("docs.de-DE/api/b.md", "## HTTP request\n```http\nGET /b\n```\n");
        let check = |project: &Project| snapshot(project, &["-o", file, "--check"]);
        assert_eq!(
            (check(&project).status, snapshot(&project, &["-o", file]).status, check(&project).status),
            (1, 0, 0)
        );
        let pinned = String::from_utf8(project.read(file)).expect("UTF-8");
        if file == "api.contract" {
            assert!(
                pinned.starts_with("# docs.de-DE/api/b\nrequest GET /b\n\n# docs.de-DE/api/parcel-reroute\n"),
                "{pinned}"
            );
        }
        assert_eq!(project.files(), [file, "docs.de-DE/api/b.md", PAGE]);
        assert_eq!(held(&project, &["--canonical", file]).status, 0);
        edit(&project, "docs.de-DE/api/b.md", "GET /b", "GET /c");
        let changed = check(&project);
        assert!(changed.stdout.contains("breaking: request `GET /b` removed"), "{}", changed.stdout);
        assert_eq!(held(&project, &["--canonical", file]).status, 1);
        std::fs::remove_file(project.at("docs.de-DE/api/b.md")).expect("a page");
        assert!(check(&project).stdout.contains(&format!("{file}, docs.de-DE/api/b is of no page")));
        assert_eq!((snapshot(&project, &["-o", file, "--accept"]).status, check(&project).status), (0, 0));
        assert!(!String::from_utf8(project.read(file)).expect("UTF-8").contains("api/b"));
    }
    let project = project();
    project.write("api.contract", "request GET /a\n");
    let check = snapshot(&project, &["-o", "api.contract", "--check"]);
    assert!(check.status == 2 && check.stderr.contains("api.contract:1:1: a line `# PAGE`"), "{}", check.stderr);
    project.write("api.contract", "# docs.de-DE/api/parcel-reroute\nrequest GET /a\n=======\n");
    let check = snapshot(&project, &["-o", "api.contract", "--check"]);
    assert!(check.status == 2 && check.stderr.contains("api.contract:3:1: "), "{}", check.stderr);
}

/// What a description says is what the pages promise, operation by operation.
#[test]
fn a_description_is_read_back_as_the_contracts_that_it_was_made_from() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut api = openapi::Api::default();
    for page in docparity::tree::extract(&[fixtures], &docparity::Config::default()).expect("pages") {
        let page = page.expect("a page");
        api.add(&page.path, &page.title, page.promised());
    }
    let described = api.describe("Parcels", &["https://api.example.com".to_owned()]);
    let read = openapi::read(&described.to_string()).expect("a description");
    assert!(read.operations().count() > 20);
    assert_eq!(read, api);
}

#[test]
fn a_description_is_compared_with_all_pages_and_told_as_text_or_json() {
    let project = project();
    project.write("api.yaml", "openapi: 3.1.0\npaths: {/depots: {get: {responses: {}}}}\n");
    let check = |more: &[&str]| {
        docparity(&[&["openapi", "--description", &project.at("api.yaml"), &project.at("")], more].concat())
    };
    let json: serde_json::Value = serde_json::from_str(&check(&["--format", "json"]).stdout).expect("JSON");
    assert_eq!((&json["documented"], &json["described"]), (&1.into(), &1.into()));
    assert_eq!(json["differences"][0]["operation"], "GET /depots");
    assert_eq!(json["differences"].as_array().map(Vec::len), Some(2));
    assert!(!check(&["--quiet"]).stdout.contains("documented operation,"));
    let without = docparity(&["openapi", &project.at("")]);
    assert!(without.status == 2 && without.stderr.contains("--description <FILE>"), "{}", without.stderr);
}

/// Runs `docparity check` with a baseline of nothing but pinned contracts.
fn held(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(&[&["check", "--select", "contract-changed", "--quiet"], arguments].concat());
    command.current_dir(project.at(""));
    run(command)
}

#[test]
fn pages_are_held_to_the_pinned_contracts() {
    let project = project();
    snapshot(&project, &[]);
    assert_eq!(held(&project, &[]).status, 0, "nothing is held unasked");
    assert_eq!(held(&project, &["--canonical", "contracts", "docs.de-DE"]).status, 0, "however the page is named");
    edit(&project, PAGE, "\nPOST /depots", "\nPUT /depots");
    let check = held(&project, &["--canonical", "contracts"]);
    assert_eq!(check.status, 1);
    assert!(check.stdout.contains("error[contract-changed]: not as pinned: request `POST "), "{}", check.stdout);
    project.write("docparity.yaml", "canonical: snapshots\n");
    assert_eq!(held(&project, &[]).stdout.replace(&project.at(""), ""), check.stdout, "as the configuration says");
    // Pinned in English, a page is held to that reading.
    snapshot(&project, &["--english", "--accept"]);
    assert_eq!(held(&project, &[]).status, 0);
}

#[test]
fn without_snapshots_there_is_nothing_to_hold_pages_to() {
    let project = project();
    let missing = held(&project, &["--canonical", "gone"]);
    assert!(missing.status == 2 && missing.stderr.contains("gone"), "{}", missing.stderr);
    project.write("empty/notes.txt", "not ours");
    let empty = held(&project, &["--canonical", "empty"]);
    assert!(empty.status == 2 && empty.stderr.contains("empty holds no snapshot"), "{}", empty.stderr);
    snapshot(&project, &[]);
    project.write(PINNED, "<<<<<<< HEAD\n");
    let broken = held(&project, &["--canonical", "contracts"]);
    assert!(broken.status == 2 && broken.stderr.contains("parcel-reroute.contract:1:1: "), "{}", broken.stderr);
}

/// Each command of the guide is run where the guide says, and prints what the guide shows.
#[test]
fn the_guide_shows_what_the_tool_prints() {
    let guide = include_str!("../../docs/contract-tests.md");
    let project = Project::new();
    let pages = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/showcase/pages");
    for entry in walkdir::WalkDir::new(&pages).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file())
    {
        let path = entry.path().strip_prefix(&pages).expect("a path below").to_str().expect("UTF-8").to_owned();
        project.write(&path, std::fs::read(entry.path()).expect("a page"));
    }
    let edited = "docs.ja-JP/api/parcel-reroute.md";
    let (mut checks, mut commands) = (0, 0);
    let mut findings = String::new();
    let blocks = guide.split("```console\n").skip(1).filter_map(|block| block.split_once("\n```"));
    for step in blocks.flat_map(|(block, _)| block.split("$ ").skip(1)) {
        let (line, shown) = step.split_once('\n').unwrap_or((step, ""));
        let printed = if let Some(path) = line.strip_prefix("cat ") {
            String::from_utf8(project.read(path)).expect("UTF-8")
        } else if let Some(arguments) = line.strip_prefix("docparity ") {
            commands += 1;
            checks += usize::from(arguments == "snapshot . --check");
            if arguments == "snapshot . --check" && checks == 2 {
                edit(&project, edited, ">Parcels.ReadWrite.All, Parcels.Route</span>", ">Parcels.ReadWrite.All</span>");
                edit(&project, edited, "\nPOST /depots", "\nPUT /depots");
            }
            let (arguments, file) = arguments.split_once(" > ").map_or((arguments, None), |(own, to)| (own, Some(to)));
            let mut command = command(&arguments.split(' ').collect::<Vec<_>>());
            command.current_dir(project.at(""));
            let run = run(command);
            assert!(run.status < 2, "{line}: {}", run.stderr);
            if checks == 2 && findings.is_empty() {
                findings = held(&project, &["--canonical", "contracts", "--format", "concise"]).stdout;
            }
            file.iter().for_each(|file| project.write(file, &run.stdout));
            if file.is_some() { String::new() } else { run.stdout }
        } else {
            continue;
        };
        if !shown.trim().is_empty() {
            assert_eq!(shown.trim_end(), printed.trim_end(), "{line}");
        }
    }
    assert!(commands >= 6, "the guide has its commands in blocks");
    let shown = guide.split("--format concise\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(shown, Some(&*findings), "before the changes are accepted");
}
