//! docparity.yaml on the command line: what a wrong file is told, which file counts, and what it changes.

use crate::support::{Project, docparity, fixture};
use serde_json::Value;

/// Wrong files, and what is said about each behind its path.
const WRONG: [(&str, &str); 36] = [
    ("rule:\n  number: off\n", "1:1: no key is called `rule`; did you mean `rules`?"),
    ("rules:\n  header-nam: off\n", "2:3: no rule or family is called `header-nam`; did you mean `header-name`?"),
    ("rules:\n  header-name: of\n", "2:16: `of` is no level; use error, warning, info or off"),
    ("rules:\n  number: off\n  number: error\n", "3:3: `number` stands here a second time; keep one of the two"),
    (
        "rules: [number]\n",
        "1:8: `rules` is a map from names of rules or families to levels; write it like `rules: {\"untranslated\":\"warning\"}`",
    ),
    ("source: a\nsource: b\n", "2:1: `source` stands here a second time; keep one of the two"),
    ("source: [a]\n", "1:9: `source` is the path of a folder; write it like `source: \"../docs\"`"),
    ("source: ''\n", "1:9: the path of the folder is empty; write `.` for the folder of this file"),
    (
        "source: a\nlayout: \"docs/{lang}/{page}\"\n",
        "2:9: no placeholder is called `{lang}`; use `{locale}` and `{page}`",
    ),
    ("layout: docs/{locale}\n", "1:9: the layout has no `{page}`; write for example `translations/{locale}/{page}`"),
    ("layout: {locale}/{page}\n", UNQUOTED),
    ("layout: {page}.{locale}.md\n", UNQUOTED),
    ("layout: {locale}\n", UNQUOTED),
    ("layout: [a]\n", UNQUOTED),
    (
        "locales: [de]\n",
        "1:10: `locales` is a map with `include`, `exclude` or codes of locales; write it like `locales: {\"exclude\":[\"zh-TW\"],\"hk\":\"zh-HK\"}`",
    ),
    ("locales:\n  includes: [de]\n", "2:3: no key of `locales` is called `includes`; did you mean `include`?"),
    (
        "locales:\n  include: [de, german]\n",
        "2:17: `german` is no language tag of BCP 47; write it like `de-DE` or `zh-Hans`",
    ),
    (
        "locales:\n  include: de\n",
        "2:12: `locales.include` is a list, each entry a language tag; write it like `include: [\"de-DE\",\"ja\"]`",
    ),
    (
        "exclude: drafts\n",
        "1:10: `exclude` is a list, each entry a pattern of paths in quotes; write it like `exclude: [\"drafts/**\"]`",
    ),
    ("exclude: [a, \"[b\"]\n", "1:14: `[b` is no pattern of paths: unclosed character class; missing ']'"),
    (
        "# ä\nexclude:\n  - a\n  - ../b\n",
        "4:5: `../b` leads out of the folder that patterns start from; write it from there",
    ),
    ("exclude: [{a: b}]\n", "1:11: `exclude[0]` is a pattern of paths in quotes"),
    (
        "overrides:\n  - path: [a]\n    rules: {number: off}\n",
        "2:5: no key of `overrides[0]` is called `path`; did you mean `paths`?",
    ),
    (
        "overrides:\n  - paths: [a]\n",
        "2:5: `overrides[0]` has no `rules`; add it, like `rules: {\"untranslated\":\"warning\"}`",
    ),
    (
        "overrides:\n  - paths: [a]\n    rules: {numbr: off}\n",
        "3:13: no rule or family is called `numbr`; did you mean `number`?",
    ),
    ("do-not-translate: [Kettle, '']\n", "1:28: an empty term stands in every text; leave it out"),
    ("fail-on: warn\n", "1:10: nothing can fail on `warn`; use error, warning, info or never"),
    ("assume-current: 'yes'\n", "1:17: `assume-current` is `true` or `false`; write it like `assume-current: true`"),
    ("profile: graf\n", "1:10: `profile` cannot be `graf`; did you mean `graph`?"),
    (
        "profile: [graph]\n",
        "1:10: `profile` is the name of a profile, or a map of the fields that differ; write it like `profile: \"graph\"`",
    ),
    (
        "profile:\n  request-section: [a]\n",
        "2:3: no key of `profile` is called `request-section`; did you mean `request-sections`?",
    ),
    (
        "profile:\n  hosts: api.example.com\n",
        "2:10: `profile.hosts` is a list; write it like `hosts: [\"api.example.com\"]`",
    ),
    ("profile:\n  scope: '(a'\n", "2:11: `scope`: no valid regular expression: unclosed group"),
    (
        "profile: {hosts: [], request-levels: [2, 9]}\n",
        "1:42: `request-levels`: no heading has the level 9; `##` has 2",
    ),
    (
        "profile:\n  lists:\n    - kind: parameter\n      iten: '^(?<name>x)'\n",
        "4:7: no key of `profile.lists[0]` is called `iten`; did you mean `item`?",
    ),
    (
        "profile:\n  lists:\n    - kind: parameter\n      item: '^name'\n",
        "4:14: `item`: the expression has no group `name`; put `(?<name>…)` around that part",
    ),
];

const UNQUOTED: &str = "1:9: `layout` is a pattern in quotes; write it like `layout: \"{locale}/{page}\"`";

/// Files that are no YAML of keys and values.
const NO_KEYS: [(&str, &str); 4] = [
    ("- a\n", "1:1: the file holds keys with their values, such as `source: ../docs`"),
    ("rules:\n\tnumber: off\n", "2:1: YAML is not indented with tabs; use spaces"),
    ("exclude: [a\nrules:\n", "2:6: did not find expected ',' or ']', while parsing a flow sequence"),
    ("source: *x\n", "1:9: unknown anchor"),
];

#[test]
fn a_wrong_file_is_met_with_line_column_and_cure() {
    let project = Project::new();
    project.write("docs.de-DE/a.md", "# Kettle\n");
    for (text, message) in WRONG.into_iter().chain(NO_KEYS) {
        project.write("docparity.yaml", text);
        let run = docparity(&["check", &project.at("docs.de-DE")]);
        let expected = format!("error: {}:{message}\n", project.at("docparity.yaml"));
        assert_eq!((run.status, &*run.stdout, &*run.stderr), (2, "", &*expected), "{text}");
    }
}

#[test]
fn all_wrong_values_of_a_list_are_told_at_once() {
    let project = Project::new();
    project.write("docs.de-DE/a.md", "# Kettle\n");
    let told = [
        (
            "rules:\n  header-nam: off\n  number: of\n  encoding: off\n  segmnt: warning\n",
            &[
                "2:3: no rule or family is called `header-nam`; did you mean `header-name`?",
                "3:11: `of` is no level; use error, warning, info or off",
                "5:3: no rule or family is called `segmnt`; did you mean `segment`?",
            ][..],
        ),
        (
            "overrides:\n  - paths: [a]\n    rules: {numbr: off, url: none}\n",
            &[
                "3:13: no rule or family is called `numbr`; did you mean `number`?",
                "3:30: `none` is no level; use error, warning, info or off",
            ],
        ),
        (
            "exclude: [\"[b\", a, \"../b\", 'c at line 7 column 7\\']\n",
            &[
                "1:11: `[b` is no pattern of paths: unclosed character class; missing ']'",
                "1:20: `../b` leads out of the folder that patterns start from; write it from there",
                "1:28: `c\\` has a backslash; folders are separated by `/`",
            ],
        ),
        (
            "exclude: [../a, {b: c}, ../d]\n",
            &["1:11: `../a` leads out of the folder that patterns start from; write it from there"],
        ),
    ];
    for (text, messages) in told {
        project.write("docparity.yaml", text);
        let run = docparity(&["check", &project.at("docs.de-DE")]);
        let lines = messages.iter().map(|message| format!("error: {}:{message}\n", project.at("docparity.yaml")));
        assert_eq!((run.status, &*run.stderr), (2, &*lines.collect::<String>()), "{text}");
    }
}

/// A folder with a page of the showcase in two locales.
fn showcase() -> Project {
    let project = Project::new();
    for locale in ["de-DE", "es-ES"] {
        let page = format!("docs.{locale}/api/parcel-reroute.md");
        project.write(&page, fixture(&format!("showcase/pages/{page}")));
    }
    project
}

/// The findings of a project, by path and rule.
fn findings(project: &Project, more: &[&str]) -> Vec<(String, String)> {
    let place = project.at("");
    let run = docparity(&[&["check", &*place, "--format", "json", "--fail-on", "never"], more].concat());
    assert_eq!((run.status, &*run.stderr), (0, ""));
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings").iter();
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").replace(&place, "");
    findings.map(|finding| (text(finding, "path"), text(finding, "rule"))).collect()
}

fn about(findings: &[(String, String)], what: &str) -> usize {
    findings.iter().filter(|(path, rule)| path.contains(what) || rule == what).count()
}

#[test]
fn the_file_chooses_locales_pages_and_levels() {
    let project = showcase();
    let all = findings(&project, &[]);
    let (german, spanish) = (about(&all, "de-DE"), about(&all, "es-ES"));
    assert!(german > 0 && spanish > 0 && about(&all, "header-name") > 0, "{all:?}");
    let with = |text: &str| {
        project.write("docparity.yaml", text);
        findings(&project, &[])
    };
    assert_eq!(about(&with("locales: {include: [de]}\n"), "es-ES"), 0);
    assert_eq!(about(&with("locales: {exclude: [DE-de]}\n"), "de-DE"), 0);
    assert_eq!(about(&with("exclude: ['docs.es-*']\n"), "es-ES"), 0);
    assert_eq!(about(&with("rules: {contract: off}\n"), "header-name"), 0);
    let legacy = with("overrides:\n  - paths: [docs.de-DE]\n    rules: {header-name: off}\n");
    assert_eq!((about(&legacy, "de-DE"), about(&legacy, "es-ES")), (about(&all, "de-DE") - of(&all, "de-DE"), spanish));
}

#[test]
fn what_takes_no_effect_is_told() {
    let project = showcase();
    project.write("docs.de-DE/notes/old.md", "# Alt\n");
    project.write(
        "docparity.yaml",
        "exclude: [draft/**, '**/*.old.md', docs.de-DE/notes, node_modules/**, docs.de-DE/note/**, '*/.cache']\n\
         overrides:\n  - paths: [docs.es-ES, docs.es-SE]\n    rules: {number: off}\n  - paths: ['legacy/*.md']\n    rules: {number: off}\n",
    );
    let told = [
        "`exclude` of docparity.yaml: `draft/**` names no file",
        "`exclude` of docparity.yaml: `**/*.old.md` names no file",
        "`exclude` of docparity.yaml: `docs.de-DE/note/**` names no file; did you mean `docs.de-DE/notes/**`?",
        "`overrides[0].paths` of docparity.yaml: `docs.es-SE` names no file; did you mean `docs.es-ES`?",
        "`overrides[1].paths` of docparity.yaml: `legacy/*.md` names no file",
    ];
    let warnings = |place: &str, more: &[&str]| {
        let run = docparity(&[&["check", &*project.at(place)], more].concat());
        let lines = run.stderr.lines().filter_map(|line| line.strip_prefix("warning: "));
        lines.filter(|line| line.contains("names no file")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(warnings(".", &[]), told);
    assert_eq!(warnings("docs.de-DE", &[]), told[2..3], "what stands elsewhere was not looked for");
    assert!(warnings(".", &["--quiet"]).is_empty() && warnings(".", &["--isolated"]).is_empty());
}

#[test]
fn a_locale_that_has_no_page_is_told() {
    let project = showcase();
    let warnings = |place: &str, locales: &str| {
        project.write("docparity.yaml", format!("locales: {locales}\n"));
        let run = docparity(&["check", &project.at(place)]);
        let lines = run.stderr.lines().filter_map(|line| line.strip_prefix("warning: "));
        lines.filter(|line| line.contains("no page in")).map(str::to_owned).collect::<Vec<_>>()
    };
    // Where nothing is left, that is told alone.
    assert!(warnings(".", "{include: [de, es-SE], exclude: [en, fr, de-DE]}").is_empty());
    assert_eq!(
        warnings(".", "{include: [de, es-SE], exclude: [en, fr]}"),
        [
            "`locales.include` of docparity.yaml: there is no page in `es-SE`; did you mean `es-ES`?",
            "`locales.exclude` of docparity.yaml: there is no page in `fr`",
        ]
    );
    assert!(warnings(".", "{include: [de], exclude: [es]}").is_empty());
    assert!(warnings("docs.de-DE", "{include: [de, es]}").is_empty(), "what stands elsewhere was not looked for");
}

/// The findings of `header-name` in a locale.
fn of(findings: &[(String, String)], locale: &str) -> usize {
    findings.iter().filter(|(path, rule)| path.contains(locale) && rule == "header-name").count()
}

#[test]
fn flags_narrow_the_findings_and_not_what_is_read() {
    let project = showcase();
    let all = findings(&project, &[]);
    let spanish: Vec<_> = all.iter().filter(|(path, _)| path.contains("es-ES")).cloned().collect();
    assert_eq!(findings(&project, &["--locale", "ES-es"]), spanish);
    assert_eq!(findings(&project, &["--locale", "es"]), spanish);
    assert_eq!(findings(&project, &["--locale", "es", "--locale", "de-DE"]), all);
    assert_eq!(findings(&project, &["--page", "**/parcel-*.md"]), all);
    let run = docparity(&["check", &project.at(""), "--locale", "fr"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no page of the locale fr; there are de-DE, es-ES"), "{}", run.stderr);
    let run = docparity(&["check", &project.at(""), "--page", "letter-*"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no page is called `letter-*`, as --page says"), "{}", run.stderr);
    let run = docparity(&["check", &project.at(""), "--locale", "german"]);
    assert!(run.status == 2 && run.stderr.contains("`german` is no language tag"), "{}", run.stderr);
}

#[test]
fn flags_beat_the_file() {
    let project = showcase();
    let all = findings(&project, &[]);
    project.write("docparity.yaml", "rules: {all: off, page: error}\nfail-on: never\n");
    project.write("other.yaml", "rules: {all: off, header-name: info}\nfail-on: info\n");
    assert!(findings(&project, &[]).is_empty());
    assert_eq!(findings(&project, &["--isolated"]), all);
    let other = project.at("other.yaml");
    assert_eq!(findings(&project, &["--config", &other]).len(), about(&all, "header-name"));
    let status = |more: &[&str]| docparity(&[&["check", &*project.at("")], more].concat()).status;
    assert_eq!(status(&["--config", &other]), 1);
    assert_eq!(status(&["--config", &other, "--fail-on", "warning"]), 0);
    assert_eq!(status(&["--select", "header-name"]), 0);
    assert_eq!(status(&["--select", "header-name", "--fail-on", "error"]), 1);
    assert_eq!(status(&["--config", &other, "--isolated"]), 2);
    assert_eq!(status(&["--config", &project.at("none.yaml")]), 2);
}

#[test]
fn a_level_that_is_raised_fails_the_run() {
    let project = Project::new();
    project.write("docs.de-DE/kettle.md", "# Kessel\u{7}\n\n<!-- docparity-ignore -->\n");
    for (rules, status) in
        [("{}", 0), ("{control-character: error}", 1), ("{page: error}", 1), ("{invalid-ignore: error}", 1)]
    {
        project.write("docparity.yaml", format!("rules: {rules}\n"));
        let run = docparity(&["check", &project.at(""), "--select", "control-character,invalid-ignore"]);
        assert_eq!(run.status, status, "{rules}: {}", run.stderr);
    }
}

#[test]
fn what_leaves_nothing_to_check_is_said() {
    let project = showcase();
    for text in ["locales: {include: [fr]}\n", "exclude: ['**']\n"] {
        project.write("docparity.yaml", text);
        let run = docparity(&["check", &project.at("")]);
        assert_eq!(run.status, 2, "{text}");
        assert!(run.stderr.contains("docparity.yaml leave"), "{}", run.stderr);
    }
    let named = project.at("docs.de-DE/api/parcel-reroute.md");
    assert_eq!(docparity(&["check", &named]).status, 1, "a page that is named is looked at");
}

#[test]
fn the_schema_knows_the_files_that_are_read() {
    let run = docparity(&["schema", "config"]);
    let schema: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = walkdir::WalkDir::new(fixtures).into_iter().filter_map(Result::ok);
    let mut seen = 0;
    for file in files.filter(|file| file.file_name() == "docparity.yaml") {
        let text = std::fs::read_to_string(file.path()).expect("a file");
        let value: Value = serde_yaml::from_str(&text).expect("YAML");
        if !value.is_null() {
            seen += 1;
            assert!(validator.is_valid(&value), "{}", file.path().display());
        }
    }
    assert!(seen > 5, "{seen}");
    let with_words = "locales: {include: [de]}\nexclude: [a]\noverrides: [{paths: [a], rules: {number: off, page: info}}]\n\
        do-not-translate: [Kettle]\nfail-on: never\nrules: {all: error}\nprofile: {hosts: [a]}\n";
    assert!(validator.is_valid(&serde_yaml::from_str::<Value>(with_words).expect("YAML")));
    // Of what cannot be said in a schema (regular expressions, patterns, tags) editors complete nothing.
    let unsaid =
        ["exclude: [a, \"[b\"]", "../b", "''", "scope: '(a'", "item: '^name'", "german", "layout: docs", "docs/{lang}"];
    let told = WRONG.iter().filter(|(text, _)| !unsaid.iter().any(|unsaid| text.contains(unsaid)));
    for (text, _) in told {
        if let Ok(value) = serde_yaml::from_str::<Value>(text)
            && !text.contains("second time")
        {
            let repeated = text.matches("source:").count() > 1 || text.matches("number:").count() > 1;
            assert!(repeated || !validator.is_valid(&value), "{text}");
        }
    }
}
