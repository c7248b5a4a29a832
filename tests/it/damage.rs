//! Whatever stands on the disk: the program says what is wrong with it, and still checks the pages beside it.

use std::collections::BTreeSet;

use crate::support::{Project, Run, docparity, fixture};

const PAGE: &str = "showcase/pages/docs.de-DE/api/parcel-reroute.md";
const MEGABYTES: usize = 10 * 1024 * 1024;

/// The damaged page, and the page beside it.
const DAMAGED: &str = "docs/docs.de-DE/api/damaged.md";
const BESIDE: &str = "docs/docs.es-ES/api/beside.md";

/// The rules that found something in `file`.
fn found(run: &Run, file: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = run.stdout.lines().collect();
    let places = lines.windows(2).filter(|pair| pair[1].contains("--> ") && pair[1].contains(&format!("{file}:")));
    let rules = places.filter_map(|pair| Some(pair[0].split_once('[')?.1.split_once(']')?.0.to_owned()));
    rules.collect()
}

fn with_page_beside() -> Project {
    let project = Project::new();
    project.write(BESIDE, fixture("showcase/pages/docs.es-ES/api/parcel-reroute.md"));
    project
}

#[track_caller]
fn assert_page_beside_is_reported(run: &Run) {
    assert!(found(run, BESIDE).contains("header-name"), "{} {}", run.stdout, run.stderr);
}

/// Runs every command that reads pages on a page with these bytes. Returns the rules that found something in it.
#[track_caller]
fn survived(bytes: impl AsRef<[u8]>) -> BTreeSet<String> {
    let project = with_page_beside();
    project.write(DAMAGED, bytes.as_ref());
    let docs = project.at("docs");
    let run = docparity(&["check", "--select", "all", &docs]);
    assert_eq!((run.status, &*run.stderr), (1, ""));
    assert_page_beside_is_reported(&run);
    let extracted = docparity(&["extract", "--format", "jsonl", &docs]);
    assert_eq!((extracted.status, extracted.stdout.lines().count(), &*extracted.stderr), (0, 2, ""));
    assert_eq!(docparity(&["split", &docs, "-o", &project.at("out")]).status, 0);
    let localized = project.read(&DAMAGED.replacen("docs", "out/localized", 1));
    let is_bilingual = memchr::memmem::find(bytes.as_ref(), b"span").is_some();
    assert!(is_bilingual || localized == bytes.as_ref(), "a plain page is its own localized reading");
    found(&run, DAMAGED)
}

#[track_caller]
fn assert_found(rules: &BTreeSet<String>, rule: &str) {
    assert!(rules.contains(rule), "{rules:?}");
}

fn with_front_matter(yaml: &str) -> String {
    format!("---\n{yaml}\n---\n# Title\n")
}

/// An opening tag of segment 101, and text.
const OPEN: &str = "<span data-ttu-id=\"1a2b3-101\">x";

#[test]
fn an_empty_file_is_no_defect() {
    assert_eq!(survived(""), BTreeSet::new());
}

#[test]
fn a_binary_file_is_not_utf8_and_holds_control_characters() {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let rules = survived(bytes);
    assert_found(&rules, "encoding");
    assert_found(&rules, "control-character");
}

#[test]
fn a_page_in_another_encoding_is_a_finding() {
    assert_found(&survived(b"# \xdcber\n\nStra\xdfe\n"), "encoding");
    let utf16: Vec<u8> = "# Über\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_found(&survived(utf16), "encoding");
}

#[test]
fn a_page_may_be_cut_anywhere() {
    let page = fixture(PAGE);
    let sound = fixture("showcase/pages/docs.es-ES/api/parcel-reroute.md");
    let project = with_page_beside();
    let cuts: Vec<usize> = (0..page.len()).step_by(5).collect();
    for cut in &cuts {
        project.write(&format!("docs/{cut}/docs.de-DE/cut.md"), &page[..*cut]);
        project.write(&format!("docs/{cut}/docs.es-ES/cut.md"), &sound);
    }
    let docs = project.at("docs");
    let run = docparity(&["check", "--no-fold", "--select", "all", &docs]);
    assert_eq!((run.status, &*run.stderr), (1, ""));
    assert_page_beside_is_reported(&run);
    assert!(run.stdout.ends_with('\n') && run.stdout.contains("span-syntax"));
    assert_eq!(docparity(&["split", &docs, "-o", &project.at("out")]).status, 0);
    let inside_a_pair = page.windows(5).rposition(|five| five == b"ttu-i").expect("a pair") + 30;
    assert_found(&survived(&page[..inside_a_pair]), "span-syntax");
}

#[test]
fn ten_megabytes_on_one_line_end_in_time() {
    assert_eq!(survived("x".repeat(MEGABYTES)), BTreeSet::new(), "a page that is compared with nothing");
    let words = "a `b` | <c> &amp; ";
    survived(words.repeat(MEGABYTES / words.len()));
}

#[test]
fn a_text_too_long_to_be_compared_is_told_where_it_would_be() {
    let project = Project::new();
    project.write("docs/en/mast.md", "# Mast\n\nA mast.\n");
    project.write("docs/de/mast.md", format!("# Mast\n\n{}\n", "Mast ".repeat(10_000)));
    let run = docparity(&["check", &project.at("docs")]);
    assert!(run.stdout.contains("too long for one text"), "{}", run.stdout);
}

#[test]
fn ten_megabytes_of_brackets_and_marks_end_in_time() {
    for mark in ["[", "`", "> ", "- ", "*a ", "[a](", "<!-- ", "</span>\n"] {
        survived(mark.repeat(MEGABYTES / 10 / mark.len()));
    }
}

#[test]
fn a_hundred_thousand_unclosed_spans_end_in_time() {
    assert_found(&survived(format!("{OPEN}\n").repeat(100_000)), "span-syntax");
}

#[test]
fn a_hundred_thousand_unclosed_spans_on_one_line_end_in_time() {
    assert_found(&survived(OPEN.repeat(100_000)), "span-syntax");
}

#[test]
fn three_hundred_thousand_lost_characters_on_one_line_end_in_time() {
    assert_found(&survived("\u{fffd}".repeat(300_000)), "encoding");
}

#[test]
fn a_hundred_thousand_rows_and_sections_end_in_time() {
    survived(format!("# T\n\n## Request headers\n\n|Header|Value|\n|-|-|\n{}", "|Accept|text|\n".repeat(100_000)));
    survived("## Response\n\n`200 OK`\n\n".repeat(100_000));
}

#[test]
fn a_hundred_thousand_responses_in_one_paragraph_end_in_time() {
    survived(format!("# T\n\n## Response\n\n{}", "`200 OK` ".repeat(100_000)));
}

#[test]
fn a_fence_that_is_never_closed_ends_in_time() {
    let line = "GET /parcels\n";
    survived(format!("# T\n\n## HTTP request\n\n```http\n{}", line.repeat(MEGABYTES / line.len())));
}

#[test]
fn front_matter_with_aliases_that_multiply_is_a_finding() {
    let mut yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        yaml.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    assert_found(&survived(with_front_matter(&yaml)), "front-matter");
    assert_found(&survived(with_front_matter("a: &a [*a]")), "front-matter");
}

#[test]
fn front_matter_that_is_nested_deeply_is_a_finding() {
    let flow = format!("a: {}{}", "[".repeat(30_000), "]".repeat(30_000));
    let unclosed = format!("a: {}", "{a: ".repeat(15_000));
    let sequences = format!("a:\n  {}x", "- ".repeat(30_000));
    let keys = format!("{}x", "? ".repeat(30_000));
    let blocks: String = (0..350).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    for yaml in [flow, unclosed, sequences, keys, blocks] {
        assert_found(&survived(with_front_matter(&yaml)), "front-matter");
    }
}

#[test]
fn front_matter_that_never_ends_ends_in_time() {
    survived(format!("---\n{}", "title: x\n".repeat(MEGABYTES / 10)));
}

#[test]
fn front_matter_with_a_hundred_thousand_keys_ends_in_time() {
    let keys: String = (0..100_000).map(|number| format!("key{number}: x\n")).collect();
    survived(with_front_matter(&keys));
}

/// Checks a project in which `path` cannot be read.
#[track_caller]
fn assert_complains_of(project: &Project, path: &str) {
    let docs = project.at("docs");
    let run = docparity(&["check", &docs]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    assert!(run.stderr.contains(&project.at(path)), "{}", run.stderr);
    assert_page_beside_is_reported(&run);
    let extracted = docparity(&["extract", "--format", "jsonl", &docs]);
    assert_eq!((extracted.status, extracted.stdout.lines().count()), (2, 1), "{}", extracted.stdout);
    assert!(extracted.stderr.contains(&project.at(path)), "{}", extracted.stderr);
    let split = docparity(&["split", &docs, "-o", &project.at("out")]);
    assert_eq!(split.status, 2);
    assert!(split.stderr.contains(&project.at(path)), "{}", split.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_named() {
    for (link, target) in [("docs/loop", "."), ("docs/docs.es-ES/again", "..")] {
        let project = with_page_beside();
        std::os::unix::fs::symlink(target, project.at(link)).expect("a link");
        assert_complains_of(&project, link);
    }
}

#[cfg(unix)]
#[test]
fn behind_a_link_that_leads_nowhere_is_no_page() {
    let project = Project::new();
    project.write("docs/en/a.md", "# Mast\n");
    project.write("docs/de/a.md", "# Mast\n");
    std::os::unix::fs::symlink("80.rules", project.at("docs/80.rules")).expect("a link");
    std::os::unix::fs::symlink("../gone/static", project.at("docs/static")).expect("a link");
    std::os::unix::fs::symlink("../gone/rigging", project.at("docs/rigging")).expect("a link");
    let run = docparity(&["check", &project.at("docs")]);
    assert_eq!((run.status, run.stderr.contains("symbolic")), (0, false), "{}", run.stderr);
    // It may be the folder of a locale that was not fetched.
    std::os::unix::fs::symlink("../gone/fr", project.at("docs/fr")).expect("a link");
    let run = docparity(&["check", &project.at("docs")]);
    assert_eq!((run.status, run.stderr.contains("docs/fr: ")), (2, true), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let project = with_page_beside();
    std::os::unix::fs::symlink("nowhere", project.at("docs/x.md")).expect("a link");
    assert_complains_of(&project, "docs/x.md");
    let link = project.at("docs/x.md");
    let run = docparity(&["check", &link]);
    assert_eq!((run.status, run.stderr.contains(&link)), (2, true), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let project = with_page_beside();
    project.write("docs/secret.md", "# Secret\n");
    let secret = project.at("docs/secret.md");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).expect("new permissions");
    // Root reads everything, so there is nothing to see; a link that leads nowhere is the same case for root.
    if std::fs::read(&secret).is_err() {
        assert_complains_of(&project, "docs/secret.md");
    }
}

#[test]
fn a_folder_that_is_called_like_a_page_is_walked() {
    let project = with_page_beside();
    project.write("docs/docs.de-DE/folder.md/page.md", "# Title\n");
    let run = docparity(&["check", &project.at("docs")]);
    assert_eq!((run.status, &*run.stderr), (1, ""));
    assert!(run.stdout.contains("\n2 files of 2 pages"), "{}", run.stdout);
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let project = with_page_beside();
    let (docs, missing) = (project.at("docs"), project.at("missing"));
    for arguments in [vec!["check", &missing], vec!["check", &docs, &missing], vec!["extract", &missing]] {
        let run = docparity(&arguments);
        assert_eq!((run.status, &*run.stdout), (2, ""));
        assert!(run.stderr.contains(&missing), "{}", run.stderr);
    }
}

#[test]
fn a_folder_without_pages_is_named() {
    let project = with_page_beside();
    project.write("empty/read.txt", "");
    project.write("empty/.hidden/page.md", "");
    let empty = project.at("empty");
    for command in ["check", "extract"] {
        let run = docparity(&[command, &empty]);
        assert_eq!((run.status, &*run.stdout), (2, ""));
        assert!(run.stderr.contains(&empty), "{}", run.stderr);
    }
    assert_eq!(docparity(&["split", &empty, "-o", &project.at("out")]).status, 2);
    let run = docparity(&["check", &empty, &project.at("docs")]);
    assert_page_beside_is_reported(&run);
}

#[test]
fn split_leaves_no_part_behind_where_it_cannot_write() {
    let project = Project::new();
    project.write("in/page.md", "# Title\n");
    project.write("out/localized/page.md/in-the-way", "");
    let run = docparity(&["split", &project.at("in"), "-o", &project.at("out")]);
    assert_eq!((run.status, run.stderr.contains(&project.at("out/localized/page.md"))), (2, true), "{}", run.stderr);
    assert_eq!(project.files(), ["in/page.md", "out/localized/page.md/in-the-way"]);
}
