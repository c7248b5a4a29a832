//! What translators have to do: each change of the English since a page was made from it, once and in its place.

use serde_json::Value;

use crate::support::git::{commit, git};
use crate::support::{Project, docparity_in as docparity};

const ENGLISH: &str = "---\ntitle: Winch\n---\n# Winch\n\nPulls a *barge* with [care](care.md).\n\n## Wind\n\n- Turn `left`.\n- \
    Stop.\n\n```sh\nwinch --left\n```\n\n| Key | Means |\n|--|--|\n| a | one |\n\n## Rest\n\nLet go of the handle.\n\nGo home.\n";
const GERMAN: &str = "---\ntitle: Winde\n---\n# Winde\n\nZieht einen *Kahn* mit [Sorgfalt](care.md).\n\n## Aufwinden\n\n- Nach \
    `left` drehen.\n- Halt.\n\n```sh\nwinch --left\n```\n\n| Taste | Heißt |\n|--|--|\n| a | eins |\n\n## Ruhe\n\nDen Griff \
    loslassen.\n\nNach Hause gehen.\n";

/// A repository in which the page was translated, and its English changed twice, the second time without a commit.
fn repository() -> (Project, [String; 2]) {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet"]);
    project.write("en/winch.md", ENGLISH);
    project.write("de/winch.md", GERMAN);
    let first = commit(&project, ".");
    let second = ENGLISH.replace("Stop.", "Stop at once.").replace("| one |", "| one |\n| b | two |");
    project.write("en/winch.md", &second);
    let second_commit = commit(&project, ".");
    let third = second.replace("--left", "--left --fast").replace("care.md", "rest.md").replace("Go home.\n", "");
    project.write("en/winch.md", third);
    (project, [first, second_commit])
}

/// The changes of each page, one a line.
fn listed(project: &Project, arguments: &[&str]) -> Vec<String> {
    let run = docparity(project, &[&["outdated", ".", "--format", "json"], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let pages = json["pages"].as_array().expect("pages").iter();
    let text = |value: &Value| value["text"].as_str().unwrap_or("-").replace('\n', " ");
    let change = |change: &Value| {
        let (kind, block, fate) = (&change["kind"], &change["block"], &change["fate"]);
        format!(
            "{} {} {}: {} / {}",
            kind.as_str().unwrap_or_default(),
            block.as_str().unwrap_or_default(),
            fate.as_str().unwrap_or_default(),
            text(&change["newer"]),
            text(&change["translation"])
        )
    };
    pages.flat_map(|page| page["changes"].as_array().expect("changes").iter().map(change).collect::<Vec<_>>()).collect()
}

#[test]
fn each_change_stands_beside_its_block_with_the_commit_that_did_it() {
    let (project, [first, second]) = repository();
    let run = docparity(&project, &["outdated", "."]);
    let (made_from, commit) = (&first[..12], &second[..8]);
    let day = git(&project, ".", &["show", "--no-patch", "--format=%cd", "--date=format:%Y-%m-%d", &second]);
    let expected = format!(
        "de/winch.md: stale contract; 5 changes, 9 words, since {made_from}:en/winch.md
  contract: `--fast` added
  line 6: paragraph changed (link, line 6 of the English)
      link - care.md
      link + rest.md
  line 11: list item changed (prose, 3 words, line 11 of the English) by {commit} of {day}: pages
      [-Stop.-]{{+Stop at once.+}}
  line 13: code block changed (contract, 2 words, line 13 of the English)
      - winch --left
      + winch --left --fast
  behind line 19: table row added (prose, 4 words, line 20 of the English) by {commit} of {day}: pages
      + | b | two
  line 25: paragraph removed (prose)
      - Go home.

1 of 1 page is outdated: 5 changes, 9 words
"
    );
    assert_eq!(run.stdout, expected, "{}", run.stderr);
}

#[test]
fn what_changed_since_a_revision_is_less() {
    let (project, [first, second]) = repository();
    assert_eq!(listed(&project, &["--since", &first]).len(), 5);
    let since = listed(&project, &["--since", &second]);
    let code = "contract code block changed: ```sh winch --left --fast ``` / ```sh winch --left ```";
    assert_eq!((since.len(), &*since[1]), (3, code), "{since:?}");
    // A page that was made from a later English lacks nothing older.
    project.write("de/winch.md", GERMAN.replace("title: Winde", &format!("title: Winde\nsource_commit: {second}")));
    assert_eq!(listed(&project, &["--since", &first]), since);
    let wrong = docparity(&project, &["outdated", ".", "--since", "v9"]);
    assert_eq!(wrong.status, 2);
    assert!(
        wrong.stderr.contains("--since v9: the history of the English tree has no such revision"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn pages_are_chosen_and_the_worst_comes_first() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet"]);
    for page in ["code", "form", "prose", "wording"] {
        project.write(&format!("en/{page}.md"), ENGLISH);
        project.write(&format!("de/{page}.md"), GERMAN);
        project.write(&format!("fr/{page}.md"), GERMAN);
    }
    let kept = |verb: &str| ENGLISH.replace("Go home.", &format!("{verb} the rope dry in the big shed."));
    project.write("en/wording.md", kept("Keep"));
    assert_eq!(docparity(&project, &["stamp", "--all"]).status, 0);
    commit(&project, ".");
    project.write("en/prose.md", ENGLISH.replace("Let go", "Never let go"));
    project.write("en/code.md", ENGLISH.replace("winch --left", "hoist --left"));
    project.write("en/form.md", ENGLISH.replace("Let go", "let go"));
    project.write("en/wording.md", kept("Store"));
    let pages = |arguments: &[&str]| -> Vec<String> {
        let run = docparity(&project, &[&["outdated", "."], arguments].concat());
        let heads = run.stdout.lines().filter(|line| line.starts_with(['d', 'f']));
        heads.map(|line| line.split(';').next().unwrap_or_default().to_owned()).collect()
    };
    let all =
        ["de/code.md: stale code", "fr/code.md: stale code", "de/prose.md: stale prose", "fr/prose.md: stale prose"];
    assert_eq!(pages(&[]), all);
    assert_eq!(pages(&["--locale", "fr", "--page", "prose.md"]), ["fr/prose.md: stale prose"]);
    assert_eq!(pages(&["--locale", "fr", "--all"])[2..], ["fr/form.md: current", "fr/wording.md: current"]);
    let worded = listed(&project, &["--all", "--page", "de/wording.md"]);
    let expected = "wording paragraph changed: Store the rope dry in the big shed. / Nach Hause gehen.";
    assert_eq!(worded, [expected]);
    let told = docparity(&project, &["outdated", ".", "--locale", "de"]).stdout;
    let sum = "2 of 4 pages are outdated: 2 changes, 3 words; 2 more with other links, wording, case or punctuation alone (--all)\n";
    assert!(told.ends_with(sum), "{told}");
}

#[test]
fn a_block_that_moved_says_where_from_and_where_to() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet"]);
    project.write("en/winch.md", ENGLISH);
    project.write("de/winch.md", GERMAN);
    commit(&project, ".");
    let newer = ENGLISH.replace("\nGo home.\n", "").replace("## Wind", "Go home.\n\n## Wind");
    project.write("en/winch.md", newer);
    let moved = commit(&project, ".");
    let run = docparity(&project, &["outdated", "."]);
    let told = "  line 25: paragraph moved behind line 6 (structure, line 8 of the English) by ";
    assert!(run.stdout.contains(&format!("{told}{}", &moved[..8])), "{}", run.stdout);
}

#[test]
fn what_is_new_stands_behind_the_last_block_before_it_that_the_page_has() {
    let project = Project::new();
    git(&project, ".", &["init", "--quiet"]);
    let english =
        ENGLISH.replace("- Stop.\n", "- Stop.\n- Oil the `axle` of the winch each spring, before the ice is gone.\n");
    project.write("en/winch.md", &english);
    project.write("de/winch.md", GERMAN);
    commit(&project, ".");
    project.write("en/winch.md", english.replace("is gone.\n", "is gone.\n- Lock the shed.\n"));
    let run = docparity(&project, &["outdated", "."]);
    assert!(
        run.stdout.contains("  behind line 11: list item added (prose, 3 words, line 13 of the English)"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_vendor_gets_what_changed_and_nothing_else() {
    let (project, _) = repository();
    let po = docparity(&project, &["outdated", ".", "--format", "po"]).stdout;
    let stop = "#, fuzzy\n#| msgid \"Stop.\"\nmsgctxt \"de/winch.md#2.2\"\nmsgid \"Stop at once.\"\nmsgstr \"Halt.\"\n";
    assert!(po.contains(stop), "{po}");
    assert!(po.contains("msgid \"| b | two |\"\nmsgstr \"\"\n"), "{po}");
    assert_eq!((po.matches("\nmsgctxt").count(), po.contains("home")), (4, false), "{po}");
    let xliff = docparity(&project, &["outdated", ".", "--format", "xliff"]).stdout;
    let segment = "<segment id=\"s1\" state=\"initial\" subState=\"docparity:needs-translation\">\n<source xml:space=\"preserve\">Stop at once.\
        </source>\n<target xml:space=\"preserve\">Halt.</target>";
    assert!(xliff.contains(segment) && xliff.contains("<note category=\"older-source\">Stop.</note>"), "{xliff}");
    assert_eq!(xliff.matches("<unit ").count(), 4);

    project.write("fr/winch.md", GERMAN);
    git(&project, ".", &["checkout", "--quiet", "en"]);
    commit(&project, ".");
    project.write("en/winch.md", ENGLISH.replace("Stop.", "Never stop."));
    let several = docparity(&project, &["outdated", ".", "--format", "po"]);
    assert!(several.status == 2 && several.stderr.contains("there are de, fr"), "{}", several.stderr);
}

#[test]
fn an_issue_holds_no_markup_of_a_page() {
    let (project, _) = repository();
    let hostile = "Stop @octocat, **now** `` ``` `` <img src=x>.";
    project.write("en/winch.md", ENGLISH.replace("Stop.", hostile).replace("winch --left", "x ````` @octocat"));
    let issue = docparity(&project, &["outdated", ".", "--format", "markdown"]).stdout;
    assert!(issue.contains("no page -->\n\n## Outdated translations\n\n1 of 1 page is outdated"), "{issue}");
    assert!(!issue.contains("<img") && !issue.contains("Stop @") && !issue.contains("**now"), "{issue}");
    assert_eq!(issue.matches("- [ ] ").count(), 2, "{issue}");
}

#[test]
fn a_page_whose_english_is_not_at_hand_says_so() {
    let project = Project::new();
    project.write("en/winch.md", ENGLISH);
    project.write("de/winch.md", GERMAN);
    assert_eq!(docparity(&project, &["stamp", "--all"]).status, 0);
    project.write("en/winch.md", ENGLISH.replace("Let go", "Never let go"));
    let run = docparity(&project, &["outdated", "."]);
    assert!(run.stdout.starts_with("de/winch.md: stale prose; since then section `Rest` changed\n"), "{}", run.stdout);
}

#[test]
fn what_the_front_matter_shows_is_read() {
    let (project, _) = repository();
    let older = ENGLISH
        .replace("title: Winch\n", "title: Winch\nsidebar:\n  label: Winches\ncascade:\n  vers: 1.30.2\nweight: 3\n");
    project.write("en/winch.md", &older);
    let head = commit(&project, ".");
    project.write("de/winch.md", GERMAN.replace("title: Winde", &format!("title: Winde\ndefault_lang_commit: {head}")));
    let newer = older
        .replace("label: Winches", "label: All winches")
        .replace("1.30.2", "1.31.0")
        .replace("weight: 3", "weight: 4");
    project.write("en/winch.md", newer);
    let expected = ["prose front matter changed: All winches / -", "prose front matter changed: 1.31.0 / -"];
    assert_eq!(listed(&project, &[]), expected);
}

#[test]
fn a_page_that_got_a_folder_and_other_words_at_once_is_found() {
    let (project, _) = repository();
    let head = git(&project, ".", &["rev-parse", "HEAD"]);
    project.write("en/winch/index.md", "# Winch\n\nA machine of other words altogether.\n");
    project.write(
        "de/winch/index.md",
        GERMAN.replace("title: Winde", &format!("title: Winde\ndefault_lang_commit: {head}")),
    );
    for locale in ["en", "de"] {
        std::fs::remove_file(project.at(&format!("{locale}/winch.md"))).expect("a file to remove");
    }
    commit(&project, ".");
    let run = docparity(&project, &["outdated", "."]);
    let made_from = format!("since {}:en/winch.md", &head[..12]);
    assert!(run.stdout.starts_with("de/winch/index.md: stale") && run.stdout.contains(&made_from), "{}", run.stdout);
}
