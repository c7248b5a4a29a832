//! Layouts: the trees of `fixtures/layouts` are recognised, `init` writes down what was found, and what cannot be sure is left
//! alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Project, Run, command, docparity, fixture, run};
use docparity::config::Config;
use serde_json::Value;

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/layouts");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root).expect("a folder").map(|case| case.expect("a case").path()).collect();
    cases.sort();
    assert!(cases.len() > 8, "one for each layout");
    cases
}

fn name(case: &Path) -> &str {
    case.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8")
}

/// A copy of the pages below `from`, without their configuration.
fn copy(from: &Path) -> Project {
    let project = Project::new();
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let path = entry.path().strip_prefix(from).expect("a path below").to_str().expect("UTF-8");
        if entry.file_type().is_file() && !["docparity.yaml", "expected.snap"].contains(&path) {
            project.write(path, fixture(&format!("layouts/{}/{path}", name(from))));
        }
    }
    project
}

pub(crate) fn project(paths: &[&str]) -> Project {
    let project = Project::new();
    for path in paths {
        project.write(path, "# Anchor\n\nThe anchor holds the ship in the harbour.\n");
    }
    project
}

#[track_caller]
fn done(arguments: &[&str]) -> Run {
    let run = docparity(arguments);
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&done(arguments).stdout).expect("JSON")
}

/// The findings of a run.
fn check(path: &str, more: &[&str]) -> Value {
    let arguments = [&["check", "--format", "json", "--fail-on", "never", path], more].concat();
    json(&arguments)["findings"].clone()
}

/// Locale, pages, missing and orphaned pages of each row.
fn rows(arguments: &[&str]) -> Vec<(String, u64, u64, u64)> {
    let freshness = json(&[&["freshness", "--format", "json"], arguments].concat());
    let rows = freshness["locales"].as_array().expect("rows");
    let number = |row: &Value, key: &str| row[key].as_u64().expect("a number");
    let row = |row: &Value| {
        let tag = row["locale"].as_str().expect("a tag").to_owned();
        (tag, number(row, "pages"), number(row, "missing"), number(row, "orphaned"))
    };
    rows.iter().map(row).collect()
}

#[test]
fn init_writes_what_was_found_and_the_findings_stay_the_same() {
    for case in cases() {
        let project = copy(&case);
        let path = project.at(".");
        let before = check(&path, &[]);
        let run = done(&["init", &path]);
        assert!(run.stdout.contains("English  ") && run.stdout.contains("co-op-translator"), "{}", run.stdout);
        assert!(run.stderr.starts_with("note: wrote "), "{}", run.stderr);
        let written = String::from_utf8(project.read("docparity.yaml")).expect("UTF-8");
        let config = Config::read(Path::new("docparity.yaml"), &written).expect("a valid file");
        assert!(config.layout.is_some() && config.source.is_some(), "{written}");
        let run = done(&["check", "--format", "json", "--fail-on", "never", &path]);
        assert_eq!(run.stderr, "", "what is configured needs no note");
        let after: Value = serde_json::from_str(&run.stdout).expect("JSON");
        // The English tree is named in another way now; the pages are not.
        let plain = |value: &Value| value.to_string().replace("/./", "/");
        assert!(before.as_array().is_some_and(|findings| findings.len() >= 2), "{before}");
        assert_eq!(plain(&after["findings"]), plain(&before), "{}", case.display());
    }
}

#[test]
fn what_was_found_is_said_once_on_stderr() {
    let project = project(&["anchor.md", "translations/de/anchor.md"]);
    let run = done(&["check", "--format", "json", &project.at(".")]);
    let layout = "note: co-op-translator: translations/{locale}/{page}, English pages in";
    let english = project.at("");
    let told = format!("{layout} {} (docparity.yaml can say otherwise)\n", english.trim_end_matches('/'));
    assert!(run.stderr.ends_with(&told) && run.stderr.matches("note:").count() == 1, "{}", run.stderr);
    assert!(!done(&["check", &project.at("."), "--source", &project.at(".")]).stderr.contains("note:"));
    // Nothing outside of the project is looked at, so there is no English for a folder that is asked for alone.
    assert_eq!(docparity(&["check", &project.at("translations/de")]).status, 2);
}

#[test]
fn a_project_with_a_layout_for_each_version_is_told_the_first_ones() {
    let pages = |version| ["en", "fr"].map(|locale| format!("docs/v{version}/{locale}/anchor.mdx"));
    let paths: Vec<String> = (1..=6).flat_map(pages).collect();
    let project = project(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    project.write("docs/docs.json", "{}\n");
    let run = done(&["check", &project.at(".")]);
    assert_eq!(run.stderr.matches("English pages in").count(), 3, "{}", run.stderr);
    assert!(run.stderr.contains("; and 3 more like these (docparity.yaml can say otherwise)\n"), "{}", run.stderr);
    let before = rows(&[&project.at(".")]);
    let run = done(&["init", &project.at(".")]);
    assert!(run.stdout.starts_with("layout   6 of them, which each run finds: "), "{}", run.stdout);
    assert_eq!(rows(&[&project.at(".")]), before, "what is written narrows nothing");
}

#[test]
fn init_writes_down_what_the_user_knows() {
    let oven = project(&["leaves/bake.md", "leaves/guide/heat.md", "manual/bake.md", "manual/guide/heat.md"]);
    let (leaves, manual) = (oven.at("leaves"), oven.at("manual"));
    assert_eq!(docparity(&["check", &leaves, "--isolated"]).status, 2, "nothing tells the English");
    let run = done(&["init", &leaves, "--source", &manual, "--locale", "fr-CA"]);
    assert!(run.stdout.contains("English  ../manual (2 pages)\n"), "{}", run.stdout);
    let written = String::from_utf8(oven.read("leaves/docparity.yaml")).expect("UTF-8");
    assert!(written.contains("\nsource: \"../manual\"\n") && written.contains("\nlocale: \"fr-CA\"\n"), "{written}");
    assert_eq!(rows(&[&leaves]), [("fr-CA".to_owned(), 2, 0, 0)]);
    for (wrong, why) in [
        ("manuel", "did you mean `"),
        ("manual/bake.md", "manual/bake.md is no folder"),
        (".", "the pages stand in it; name the folder of the English pages alone"),
    ] {
        let run = docparity(&["init", &leaves, "--force", "--source", &oven.at(wrong)]);
        assert!(run.status == 2 && run.stderr.contains(why), "{}", run.stderr);
    }
}

#[test]
fn the_locale_may_be_the_file_or_stand_behind_any_sign() {
    let oven = project(&["oven/docs/en-US.md", "oven/docs/ja-JP.md", "loaf/docs/en-US.md", "loaf/docs/ja-JP.md"]);
    assert_eq!(rows(&[&oven.at(".")]), [("ja-JP".to_owned(), 2, 0, 0)]);
    for sign in ['-', '_'] {
        let [readme, guide] = ["README", "guide/bake"].map(|page| format!("{page}{sign}ja.md"));
        let readmes = project(&["README.md", &readme, "guide/bake.md", &guide, "guide/log-in.md", "guide/set_up.md"]);
        assert_eq!(rows(&[&readmes.at(".")]), [("ja".to_owned(), 2, 2, 0)], "{sign}");
    }
}

#[test]
fn a_project_may_have_its_english_among_pages_in_another_language() {
    let project = Project::new();
    for page in ["ofen.md", "brot/teig.md"] {
        project.write(
            &format!("docs/en_US/{page}"),
            "# Oven\n\nThe `preheat` option warms the oven before it bakes the bread.\n",
        );
        project.write(
            &format!("docs/{page}"),
            "# 烤箱\n\n`preheats` 选项在烤面包之前先把烤箱预热，请注意安全并戴上手套。\n",
        );
    }
    let run = done(&["check", "--format", "json", "--fail-on", "never", &project.at(".")]);
    assert!(run.stderr.contains("English pages in "), "{}", run.stderr);
    assert_eq!(rows(&[&project.at(".")]), [("zh".to_owned(), 2, 0, 0)]);
    let run = done(&["init", "--dry-run", &project.at(".")]);
    assert!(
        run.stdout.contains("source: \"docs/en_US\"\n") && run.stdout.contains("locale: \"zh\"\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn init_counts_the_pages_of_each_locale() {
    let project =
        project(&["content/en/a.md", "content/en/b.md", "content/de/a.md", "content/de/b.md", "content/fr/a.md"]);
    project.write("content/de/b.md", "---\nl10n:\n  sourceCommit: 1f2e3d\n---\n\n# B\n");
    let run = done(&["init", "--dry-run", &project.at(".")]);
    assert!(run.stdout.starts_with("# ") && run.stdout.contains("source: \"content/en\"\n"), "{}", run.stdout);
    assert!(!project.files().contains(&"docparity.yaml".to_owned()), "--dry-run writes nothing");
    let run = done(&["init", &project.at(".")]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[..2], ["layout   locale folders, content/{locale}/{page}", "English  content/en (2 pages)"]);
    let cells = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let table: Vec<String> = lines[4..].iter().map(|line| cells(line)).collect();
    assert_eq!(table, ["de 2 0 l10n.sourceCommit (1), none (1)", "fr 1 1 none"]);
}

#[test]
fn init_overwrites_nothing_unless_it_is_told_to() {
    let project = project(&["a.md", "translations/de/a.md"]);
    project.write("docparity.yaml", "# mine\n");
    let run = docparity(&["init", &project.at(".")]);
    assert_eq!((run.status, &*run.stdout), (2, ""));
    assert!(run.stderr.contains("docparity.yaml stands there already; --force overwrites it"), "{}", run.stderr);
    assert_eq!(project.read("docparity.yaml"), b"# mine\n");
    done(&["init", "--force", &project.at(".")]);
    assert!(String::from_utf8_lossy(&project.read("docparity.yaml")).contains("translations/{locale}/{page}"));
    for path in [project.at("a.md"), project.at("nowhere")] {
        assert_eq!(docparity(&["init", &path]).status, 2, "{path}");
    }
}

#[test]
fn init_on_an_unknown_layout_names_none() {
    let project = project(&["docs.de-DE/a.md", "docs.ja-JP/a.md"]);
    let run = done(&["init", &project.at(".")]);
    assert!(run.stdout.contains("layout   none") && run.stdout.contains("English  no tree found"), "{}", run.stdout);
    let written = String::from_utf8(project.read("docparity.yaml")).expect("UTF-8");
    let config = Config::read(Path::new("docparity.yaml"), &written).expect("a valid file");
    assert!(config.layout.is_none() && config.source.is_none(), "{written}");
}

#[test]
fn a_configured_layout_rules_any_path_below_it() {
    let project =
        project(&["site/en/a.md", "site/en/b/c.md", "site/l10n-de/a.md", "site/l10n-fr/b/c.md", "site/l10n-fr/a.md"]);
    project.write("docparity.yaml", "layout: site/l10n-{locale}/{page}\nsource: site/en\n");
    let (german, french) = (("de".to_owned(), 1, 1, 0), ("fr".to_owned(), 2, 0, 0));
    assert_eq!(rows(&[&project.at(".")]), [german.clone(), french.clone()]);
    assert_eq!(rows(&[&project.at("site")]), [german.clone(), french.clone()]);
    assert_eq!(rows(&[&project.at("site/l10n-de")]), [german]);
    assert_eq!(rows(&[&project.at("site/l10n-fr/b")]), [("fr".to_owned(), 1, 0, 0)], "`a.md` is not below the path");
    let missing = json(&["freshness", "--format", "json", &project.at(".")])["missing"].clone();
    let path = project.at("./site/en/b/c.md");
    assert_eq!(missing, serde_json::json!([{ "locale": "de", "path": path }]));
}

#[test]
fn pages_outside_the_given_paths_are_not_missing() {
    let project =
        project(&["docs.de-DE/api/a.md", "docs.fr-FR/api/b.md", "source/api/a.md", "source/api/b.md", "source/c.md"]);
    let missing = |paths: &[&str]| {
        let paths: Vec<String> = paths.iter().map(|path| project.at(path)).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let source = project.at("source");
        let more = [&paths[1..], &["--source", &source, "--select", "page-missing"]].concat();
        check(paths[0], &more).as_array().map(Vec::len)
    };
    assert_eq!(missing(&["docs.de-DE", "docs.fr-FR"]), Some(2), "not `c.md`, which no locale has");
    assert_eq!(missing(&["docs.de-DE/api", "docs.fr-FR/api"]), Some(2));
    assert_eq!(missing(&["docs.de-DE/api/a.md", "docs.fr-FR/api/b.md"]), Some(0));
    assert_eq!(missing(&["docs.de-DE/api/a.md", "docs.fr-FR/api"]), Some(1), "`a.md` in French");
}

#[test]
fn a_folder_called_like_a_language_lacks_no_page() {
    let project =
        project(&["docs.de-DE/a.md", "docs.fr-FR/a.md", "docs.fr-FR/b.md", "id/card.md", "source/a.md", "source/b.md"]);
    let found = check(&project.at("."), &["--source", &project.at("source"), "--select", "page-missing"]);
    let messages: Vec<&Value> = found.as_array().expect("findings").iter().map(|finding| &finding["message"]).collect();
    assert_eq!(messages, ["missing in 1 of 2 locales: `de-DE`"]);
    assert!(found[0]["locale"].is_null() && found[0]["line"] == 1);
}

#[test]
fn folders_that_a_repository_of_one_locale_holds_are_no_locales() {
    let project = project(&["docs.de-DE/en/a.md", "docs.de-DE/ja/a.md", "docs.de-DE/b.md"]);
    let extracts = json(&["extract", "--format", "json", &project.at("docs.de-DE")]);
    let locales: Vec<&Value> = extracts.as_array().expect("pages").iter().map(|page| &page["locale"]).collect();
    assert_eq!(locales, ["de-DE", "de-DE", "de-DE"]);
}

#[test]
fn the_english_tree_may_be_hidden_but_not_absent() {
    let project = project(&["docs.de-DE/a.md", ".english/a.md", ".english/b.md"]);
    assert_eq!(rows(&[&project.at("."), "--source", &project.at(".english")]), [("de-DE".to_owned(), 1, 1, 0)]);
    let run = docparity(&["check", &project.at("."), "--source", &project.at("englsh")]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("englsh"), "{}", run.stderr);
}

#[test]
fn a_project_may_be_called_like_a_domain() {
    let project = project(&["ports.io/content/en/a.md", "ports.io/content/fr/a.md"]);
    assert_eq!(rows(&[&project.at("ports.io")]), [("fr".to_owned(), 1, 0, 0)]);
}

#[test]
fn translations_inside_the_english_tree_are_not_english_in_any_layout() {
    let project = project(&["a.md", "l10n/de/a.md", "l10n/fr/a.md"]);
    let one = |tag: &str| (tag.to_owned(), 1, 0, 0);
    let source = project.at(".");
    assert_eq!(rows(&[&project.at("l10n/de"), "--source", &source]), [one("de")]);
    assert_eq!(rows(&[&project.at("l10n"), "--source", &source]), [one("de"), one("fr")]);
    assert_eq!(rows(&[&source, "--source", &source]), [one("de"), one("fr")]);
}

#[test]
fn a_folder_of_english_pages_alone_is_refused() {
    let project = project(&["a.md", "translations/de/a.md", "guide/b.md"]);
    let source = project.at(".");
    let run = docparity(&["check", &project.at("guide"), "--source", &source]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("are English pages: there is no translation to check"), "{}", run.stderr);
}

#[test]
fn without_an_english_tree_freshness_says_how_to_name_one() {
    let project = project(&["docs.de-DE/a.md"]);
    let run = docparity(&["freshness", &project.at(".")]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no English tree was found: name it with --source DIR"), "{}", run.stderr);
}

#[test]
fn a_wrong_layout_is_refused_with_its_place() {
    for (yaml, place) in [
        ("layout: \"docs/{lang}/{page}\"\n", "1:9: no placeholder is called `{lang}`; use `{locale}` and `{page}`"),
        ("source: docs\nlayout: docs/{page}\n", "2:9: the layout has no `{locale}`; write for example"),
        (
            "layout: {locale}/{page}\n",
            "1:9: `layout` is a pattern in quotes; write it like `layout: \"{locale}/{page}\"`",
        ),
        ("layot: x\n", "1:1: no key is called `layot`; did you mean `layout`?"),
    ] {
        let project = project(&["de/a.md"]);
        project.write("docparity.yaml", yaml);
        let run = docparity(&["check", &project.at(".")]);
        assert_eq!((run.status, &*run.stdout), (2, ""), "{yaml}");
        assert!(run.stderr.contains(&format!("docparity.yaml:{place}")), "{}", run.stderr);
    }
}

/// Runs `check` in the folder of a project. Returns what was compared, and what the run said on stderr.
pub(crate) fn compared(project: &Project, paths: &[&str]) -> (u64, u64, String) {
    let mut check = command(&[&["check", "--format", "json"], paths].concat());
    check.current_dir(project.at(""));
    let run = run(check);
    let json: Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
    let coverage = &json["summary"]["coverage"];
    let count = |key: &str| coverage[key].as_u64().expect("a number");
    (count("compared"), count("pages"), run.stderr)
}

#[test]
fn files_that_are_named_are_compared_with_the_english_beside_them() {
    let project = project(&["README.md", "README.de.md", "README.ja.md", "log.md", "x/fixtures/de/a.md"]);
    project.write("README.de.md", "# Anker\n\nDer Anker hält das Schiff im Hafen.\n");
    project.write("README.ja.md", "# 錨\n\n錨は船を港に留めます。\n");
    for paths in [&["README.md", "README.de.md", "README.ja.md"][..], &["README.de.md", "README.ja.md"]] {
        assert_eq!(compared(&project, paths).0, 2, "{paths:?}");
    }
    assert_eq!(compared(&project, &["README.ja.md"]).0, 1);
}

#[test]
fn files_beside_a_folder_of_another_layout_are_not_passed_over() {
    let project = project(&["README.md", "docs/a.md", "docs/b.md"]);
    project.write("README.de.md", "# Anker\n\nDer Anker hält das Schiff im Hafen.\n");
    for page in ["docs/de/a.md", "docs/de/b.md"] {
        project.write(page, "# Anker\n\nDer Anker hält das Schiff im Hafen.\n");
    }
    for paths in [&["docs", "README.de.md"][..], &["README.md", "README.de.md", "docs"]] {
        let (both, pages, said) = compared(&project, paths);
        assert_eq!((both, pages), (3, 3), "{paths:?}: {said}");
    }
    // Without its English, a page that is asked for is counted.
    project.remove("README.md");
    assert_eq!(compared(&project, &["docs", "README.de.md"]).1, 3);
}

/// A German page about an anchor.
pub(crate) const ANKER: &str = "# Anker\n\nDer Anker hält das Schiff im Hafen.\n";

#[test]
fn old_versions_without_their_english_do_not_hide_a_layout() {
    let project = project(&["docs/a.md", "docs/b.md"]);
    let old = ["current", "version-1", "version-2", "version-3"];
    for page in old.iter().flat_map(|version| ["a", "b"].map(|page| format!("{version}/{page}"))) {
        project.write(&format!("i18n/de/docusaurus-plugin-content-docs/{page}.md"), ANKER);
    }
    let (both, _, said) = compared(&project, &["."]);
    assert_eq!(both, 2, "{said}");
    assert!(said.contains("6 outside the layout"), "{said}");
}

#[test]
fn an_english_that_only_some_files_name_is_one_in_the_others_as_well() {
    let project = project(&["a/README.md", "b/README.md", "c/README.md", "guide/hull.en-US.md"]);
    for page in ["a/README.de.md", "b/README.de.md", "c/README.de.md", "guide/hull.de.md"] {
        project.write(page, ANKER);
    }
    let (both, _, said) = compared(&project, &["."]);
    assert_eq!(both, 4, "{said}");
}
