//! `docparity fix`: what it repairs is gone, nothing else has changed, and nothing is lost on the way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::{Finding, bilingual, tree};

use crate::support::{Project, Run, command, fixture, run};

/// A page with a scope that is broken by a space, a translated scheme, and a translated header name.
const GERMAN: &str = "showcase/pages/docs.de-DE/api/parcel-reroute.md";

pub(crate) fn german() -> String {
    String::from_utf8(fixture(GERMAN)).expect("UTF-8")
}

pub(crate) fn project() -> Project {
    let project = Project::new();
    project.write("docs.de-DE/api/send.md", german());
    project.write("docs.de-DE/api/take.md", german());
    project
}

pub(crate) fn fix(project: &Project, arguments: &[&str]) -> Run {
    let mut command = command(&[&["fix", "docs.de-DE"], arguments].concat());
    command.current_dir(project.at("."));
    run(command)
}

pub(crate) fn page(project: &Project) -> String {
    String::from_utf8(project.read("docs.de-DE/api/send.md")).expect("UTF-8")
}

/// All projects below `fixtures`, copied.
fn cases() -> Vec<(PathBuf, Project)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = |folder: &Path| {
        let mut folders: Vec<PathBuf> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        folders.retain(|path| path.join("docparity.yaml").is_file() || path.is_dir());
        folders.sort();
        folders
    };
    let cases = folders(&root).into_iter().flat_map(|rule| folders(&rule));
    let copied = cases.filter(|case| case.join("docparity.yaml").is_file()).map(|case| {
        let project = Project::new();
        for file in
            walkdir::WalkDir::new(&case).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file())
        {
            let below = file.path().strip_prefix(&case).expect("a path below").to_str().expect("UTF-8");
            project.write(below, fs::read(file.path()).expect("a file"));
        }
        (case, project)
    });
    copied.collect()
}

/// What makes findings of two runs the same.
fn told(finding: &Finding) -> (String, &'static str, Option<String>, Option<String>) {
    (finding.path.clone(), finding.rule.name, finding.expected.clone(), finding.found.clone())
}

fn english(bytes: &[u8]) -> Option<String> {
    bilingual::split(&String::from_utf8_lossy(bytes)).source.map(|source| source.text.into_owned())
}

/// Either alone would leave another defect.
#[test]
fn a_scheme_is_repaired_with_the_placeholder_behind_it() {
    let project = Project::new();
    let page = String::from_utf8(fixture("header-value/placeholder/docs.ja-JP/api/parcel-weigh.md")).expect("UTF-8");
    project.write("docs.ja-JP/api/send.md", page.replace("Bearer &lt;トークン&gt;", "ベアラー&lt;トークン&gt;"));
    let mut command = command(&["fix", "docs.ja-JP"]);
    command.current_dir(project.at("."));
    run(command);
    let repaired = String::from_utf8(project.read("docs.ja-JP/api/send.md")).expect("UTF-8");
    assert_eq!(repaired, page.replace("トークン", "token"));
}

/// Such a word may be what is left of the name: it would stay.
#[test]
fn a_type_with_a_word_beside_it_that_the_english_has_not_is_left() {
    let project = Project::new();
    let page = fixture("identifier-type/complex-type-translated/docs.de-DE/resources/drone.md");
    let page = String::from_utf8(page).expect("UTF-8").replace(">Batteriestatus<", ">Batterystate wurde<");
    project.write("docs.de-DE/resources/drone.md", &page);
    let mut command = command(&["fix", "docs.de-DE"]);
    command.current_dir(project.at("."));
    run(command);
    assert_eq!(String::from_utf8(project.read("docs.de-DE/resources/drone.md")).expect("UTF-8"), page);
}

#[test]
fn a_type_is_repaired_in_its_link_and_the_words_around_it_stay() {
    let project = Project::new();
    let page = fixture("identifier-type/complex-type-translated/docs.de-DE/resources/drone.md");
    let page = String::from_utf8(page).expect("UTF-8");
    let page = page.replace(">batteryState<", ">[batteryState](battery.md) collection<");
    let page = |link: &str| page.replace(">Batteriestatus<", &format!(">Sammlung von [{link}<"));
    for (own, repaired) in [
        ("BatterieStat](battery.md)", "batteryState](battery.md)"),
        ("BatterieStat](cell.md)", "BatterieStat](cell.md)"),
    ] {
        project.write("docs.de-DE/resources/drone.md", page(own));
        let mut command = command(&["fix", "docs.de-DE", "--select", "identifier-type"]);
        command.current_dir(project.at("."));
        run(command);
        assert_eq!(String::from_utf8(project.read("docs.de-DE/resources/drone.md")).expect("UTF-8"), page(repaired));
    }
    // The word for the collection is in the name, and some languages take it out again.
    let whole = |link: &str| page(link).replace("Sammlung von [", "[");
    for (own, repaired) in [
        ("Batteriesammlung](battery.md)", "batteryState](battery.md)-Sammlung"),
        ("Batterienvorrat](battery.md)", "Batterienvorrat](battery.md)"),
    ] {
        project.write("docs.de-DE/resources/drone.md", whole(own));
        let mut command = command(&["fix", "docs.de-DE", "--select", "identifier-type"]);
        command.current_dir(project.at("."));
        run(command);
        assert_eq!(String::from_utf8(project.read("docs.de-DE/resources/drone.md")).expect("UTF-8"), whole(repaired));
    }
}

#[test]
fn a_name_is_repaired_with_its_signs_and_where_it_is_whole() {
    let project = Project::new();
    let page = fixture("split-token/blanks/docs.de-DE/quarry-files.md");
    let page = String::from_utf8(page).expect("UTF-8");
    let page = page.replace("quarry. settings. json", "quarry. settings- [json](stone.md)");
    let page = page.replace("stand in quarry.settings.json", "stand in [quarry.settings.json](stone.md)");
    let page = page.replace("stone / granite / slab", "7: stone: slab").replace("stone/granite/slab", "7:stone:slab");
    project.write("docs.de-DE/quarry-files.md", &page);
    let mut command = command(&["fix", "docs.de-DE"]);
    command.current_dir(project.at("."));
    run(command);
    let repaired = String::from_utf8(project.read("docs.de-DE/quarry-files.md")).expect("UTF-8");
    let whole = page.replace("Quarry.Stone. Slab", "Quarry.Stone.Slab").replace("_quarry. tcp", "_quarry.tcp");
    let whole = whole.replace("stone.list. json", "stone.list.json").replace("stone. list. json", "stone.list.json");
    assert_eq!(repaired, whole);
}

/// On plain pages codes are held against each other by their order, and some are labels in the language of the reader.
#[test]
fn code_of_plain_pages_is_repaired_unread_where_it_is_the_same_code() {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    let english = "Call `kiln.fire` first.\n\nPick `Upload a Tile (at most 4)` or `glaze` now.\n\nThe `--dry-run` option helps.\n\n\
        Set `Oven.Heat` first.\n\n```c\nOven.Heat = 1;\n```\n\nThen read `Oven.Cool` again.\n\nOpen `ash\\pan.c`, then `ash\\pan.c` again.\n\nType `kiln-open`, then `kiln-open` again.\n\nIt takes `soot` or `Soot` away.\n\n\
        No `Soot` is left.\n\nWrite `FROM TO`, then `FROM TO` again.\n\nAsk for `ash ! = 1` too.\n\nGive `kiln_no` and `Kiln.no`.\n\n\
        ![A kiln](./kiln.png)\n";
    project.write("en/kiln.md", format!("# Kiln\n\n{english}"));
    let french = "Appelez `kiln．fire` d’abord.\n\nChoisissez `Déposer un carreau (4 au plus)` ou `glaze`.\n\nL’option `—dry-run` aide.\n\n\
        Réglez `oven.heat` d’abord.\n\n```c\nOven.Heat = 1;\n```\n\nPuis relisez `oven.cool`.\n\nOuvrez `ash\\pan.c`, puis encore `ash/pan.c`.\n\nTapez `kiln-open`, puis encore `kiln open`.\n\nIl enlève `soot` ou `Soot`.\n\n\
        Il ne reste pas de `soot`.\n\nÉcrivez `FROM ... TO`, puis encore `FROM TO`.\n\nDemandez aussi `ash ！= 1`.\n\nDonnez `\u{200e}kiln_no` et `Kiln.no。`\n\n\
        ! [Un four] (./kiln.png)\n";
    project.write("fr/kiln.md", format!("# Four\n\n{french}"));
    let mut command = command(&["fix", "."]);
    command.current_dir(project.at("."));
    run(command);
    let repaired = french.replace("．", ".").replace("—dry", "--dry").replace("oven.heat", "Oven.Heat");
    let repaired = repaired.replace("! [Un four] (", "![Un four](");
    assert_eq!(String::from_utf8(project.read("fr/kiln.md")).expect("UTF-8"), format!("# Four\n\n{repaired}"));
}

/// A block that lost its opening stands in another's place: its language would be that of other code.
#[test]
fn the_language_of_a_block_of_code_is_repaired_where_it_is_the_same_code() {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    let block = |opening: &str, code: &str| format!("# Kiln\n\nText.\n\n```{opening}\n{code}\n```\n\nMore.\n");
    project.write("en/kiln.md", block("rust", "let kiln = 1; // hot\nkiln.fire();"));
    let repaired = |opening: &str, code: &str| {
        project.write("de/kiln.md", block(opening, code));
        let mut command = command(&["fix", "."]);
        command.current_dir(project.at("."));
        run(command);
        String::from_utf8(project.read("de/kiln.md")).expect("UTF-8") == block("rust", code)
    };
    assert!(repaired("ржавчина", "let kiln = 1; // heiß\nkiln.fire();"));
    assert!(!repaired("ржавчина", "kiln:\n  fire: true"));
    // It may be the English that says it wrong.
    assert!(!repaired("", "let kiln = 1; // heiß\nkiln.fire();"));
}

/// The words of the first would else look like what is left of a translation before the second.
#[test]
fn scopes_one_behind_the_other_are_repaired_at_once() {
    let project = project();
    let cell = |own: &str| {
        german()
            .replace(">Customs. ReadWrite.All<", own)
            .replace(">Customs.ReadWrite.All<", ">Customs.Read Customs.ReadWrite.All<")
    };
    project.write("docs.de-DE/api/send.md", cell(">Customs. read Customs. ReadWrite. all<"));
    fix(&project, &["--select", "permission-scope"]);
    assert_eq!(page(&project), cell(">Customs.Read Customs.ReadWrite.All<"));
}

/// What is whole may be right where the English is old, and what an image shows is no name of the link around it.
#[test]
fn what_may_be_right_is_not_repaired_unread() {
    let project = project();
    let other = german().replace(">Customs. ReadWrite.All<", ">Border.Read.All<");
    assert_ne!(other, german());
    project.write("docs.de-DE/api/send.md", &other);
    fix(&project, &["--select", "permission-scope"]);
    assert_eq!(page(&project), other);

    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    let page = |text: &str| format!("# Kiln\n\n{text}\n\n[star-image]: star.png\n[kiln-url]: https://kiln.example/\n");
    project.write("en/kiln.md", page("See the [![star][star-image] kiln][kiln-url]."));
    let german = page("Siehe den [![Stern][stern-bild] Ofen][ofen-url].");
    project.write("de/kiln.md", &german);
    let mut command = command(&["fix", "."]);
    command.current_dir(project.at("."));
    run(command);
    assert_eq!(String::from_utf8(project.read("de/kiln.md")).expect("UTF-8"), german);
}

/// No site knows an admonition with a capital: the page is right.
#[test]
fn an_admonition_that_a_translation_mended_is_no_finding() {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"{locale}/{page}\"\nsource: en\nassume-current: true\n");
    let page = |kind: &str| format!("# Kiln\n\nText.\n\n::: {kind}\nHot.\n:::\n\nMore.\n");
    project.write("en/kiln.md", page("Warning"));
    for (kind, is_told) in [("warning", false), ("Wraning", true)] {
        project.write("de/kiln.md", page(kind));
        let mut command = command(&["check", ".", "--select", "markup-token"]);
        command.current_dir(project.at("."));
        let told = run(command).stdout;
        assert_eq!(told.contains("markup-token"), is_told, "{told}");
    }
}

/// Repairs each fixture with all edits there are, and holds it to what is promised.
#[test]
fn what_is_repaired_is_gone_and_nothing_else_has_changed() {
    let mut repaired = BTreeSet::new();
    for (case, project) in cases() {
        let paths = [PathBuf::from(project.at("."))];
        let config = tree::configuration(&paths).expect("a configuration");
        let checked = || tree::check_scope(&paths, &config, &Default::default(), &|_, _| ()).expect("pages");
        let before: Vec<(String, Vec<u8>)> =
            project.files().into_iter().map(|file| (file.clone(), project.read(&file))).collect();
        for unsafe_too in [false, true] {
            let wanted = |finding: &Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe || unsafe_too);
            let first = checked();
            let fixed = tree::fix((&paths, &config), &first, &wanted, true).expect("pages");
            assert!(fixed.errors.is_empty(), "{}: {:?}", case.display(), fixed.errors);
            let after = checked();
            let mut known: Vec<_> = first.outcome.findings.iter().map(told).collect();
            for gone in fixed.pages.iter().flat_map(|page| &page.gone) {
                repaired.extend((!unsafe_too).then_some(gone.rule.name));
                let at = known.iter().position(|known| *known == told(gone)).expect("a finding that was there");
                known.swap_remove(at);
            }
            assert!(
                after.outcome.findings.len() <= known.len(),
                "{}: {known:#?} {:#?}",
                case.display(),
                after.outcome.findings
            );
            let again = tree::fix((&paths, &config), &after, &wanted, false).expect("pages");
            assert!(again.pages.iter().all(|page| page.texts.is_none()), "{}: {:#?}", case.display(), again.pages);
        }
        for (file, bytes) in before {
            assert_eq!(english(&bytes), english(&project.read(&file)), "{}: {file}", case.display());
        }
    }
    let expected = [
        "code-span",
        "emphasis",
        "entity",
        "header-name",
        "header-value",
        "identifier-name",
        "identifier-type",
        "link-syntax",
        "link-target",
        "markup-swallowed",
        "permission-scope",
        "placeholder",
    ];
    assert!(expected.iter().all(|rule| repaired.contains(rule)), "{repaired:?}");
}

#[test]
fn a_diff_changes_nothing_and_a_fix_leaves_nothing_to_do() {
    let project = project();
    let before = page(&project);
    let shown = fix(&project, &["--diff"]);
    assert_eq!((shown.status, page(&project)), (1, before.clone()));
    assert!(
        shown.stdout.starts_with("--- a/docs.de-DE/api/send.md\n+++ b/docs.de-DE/api/send.md\n@@ "),
        "{}",
        shown.stdout
    );
    assert!(shown.stderr.contains(" findings would be repaired in 2 files"), "{}", shown.stderr);

    let done = fix(&project, &[]);
    assert!(done.stdout.contains("     2  header-name  de-DE  `Annehmen` → `Accept`\n"), "{}", done.stdout);
    assert!(page(&project).contains(">Accept<") && !page(&project).contains("Annehmen"));
    assert_eq!(fix(&project, &["--diff", "--quiet"]).stdout, "");
    // All that a diff said is what was done.
    let (lost, new) = (|line: &&str| line.starts_with("-|"), |line: &&str| line.starts_with("+|"));
    let half = shown.stdout.split("--- a/").nth(1).expect("a first page");
    assert!(half.lines().filter(lost).all(|line| before.contains(&line[1..])));
    assert!(half.lines().filter(new).all(|line| page(&project).contains(&line[1..])));
}

#[test]
fn only_what_is_asked_for_is_repaired() {
    let project = project();
    fix(&project, &["--select", "permission-scope", "--page", "**/send.md"]);
    assert!(page(&project).contains("Annehmen"), "{}", page(&project));
    assert_ne!(page(&project), german());
    assert_eq!(project.read("docs.de-DE/api/take.md"), german().into_bytes());
    assert_eq!(fix(&project, &["--locale", "fr"]).status, 2, "no page is French");

    // What a baseline knows stays.
    let mut known = command(&["check", "docs.de-DE", "--write-baseline", "known.txt", "--quiet"]);
    known.current_dir(project.at("."));
    run(known);
    let before = page(&project);
    assert_eq!(fix(&project, &["--baseline", "known.txt"]).status, 0);
    assert_eq!(page(&project), before);
}

#[test]
fn what_is_left_can_be_accepted() {
    let project = project();
    let accepted = fix(&project, &["--select", "header-name,untranslated", "--write-baseline", "known.txt"]);
    assert_eq!(accepted.status, 0, "{}", accepted.stderr);
    let accepted = fix(&project, &["--write-baseline", "known.txt"]);
    assert!(accepted.stderr.contains(" are known in known.txt"), "{}", accepted.stderr);
    let mut check = command(&["check", "docs.de-DE", "--baseline", "known.txt", "--fail-on", "info", "--quiet"]);
    check.current_dir(project.at("."));
    assert_eq!(run(check), Run { status: 0, stdout: String::new(), stderr: String::new() });
    let new = page(&project).replacen(">Accept<", ">Annehmen<", 1);
    project.write("docs.de-DE/api/send.md", new);
    assert!(
        fix(&project, &["--baseline", "known.txt", "--diff"]).stdout.contains("+|<span"),
        "what is new is repaired"
    );
}

#[test]
fn what_is_left_makes_a_run_fail_at_its_level() {
    let project = Project::new();
    project.write("docs.de-DE/api/send.md", german());
    assert_eq!(fix(&project, &["--select", "header-name"]).status, 0);
    let page = german().replace("Annehmen", "Accept").replace("docs.de-DE", "docs");
    project.write("docs.de-DE/api/send.md", page.replace("sxs-lookup", "lookup"));
    assert_eq!(fix(&project, &["--fail-on", "never"]).status, 0);
    assert_eq!(fix(&project, &["--fail-on", "info"]).status, 1);
}

/// Line ends, a byte order mark, trailing blanks and bytes that are no UTF-8 stay, and the last line needs no end.
#[test]
fn bytes_outside_of_the_edits_stay() {
    let project = Project::new();
    let mut page = b"\xef\xbb\xbf".to_vec();
    page.extend_from_slice(german().replace("</span>\n", "</span> \t\n").replace('\n', "\r\n").trim_end().as_bytes());
    page.extend_from_slice(b"\r\n\r\nM\xfcll \xff");
    project.write("docs.de-DE/api/send.md", &page);
    fix(&project, &["--select", "header-name"]);
    let at = page.windows(8).position(|bytes| bytes == b"Annehmen").expect("the header name");
    let expected = [&page[..at], b"Accept", &page[at + 8..]].concat();
    assert!(
        project.read("docs.de-DE/api/send.md") == expected,
        "{}",
        String::from_utf8_lossy(&project.read("docs.de-DE/api/send.md"))
    );
}
