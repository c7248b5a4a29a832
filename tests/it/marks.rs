//! Each way of recording the English of a page: one that names the English of today is current, one that names the first
//! version is stale, and one that names nothing that ever was is told.

use std::fmt::Write;

use crate::support::git::{commit, git};
use crate::support::{Project, docparity_in as docparity};
use md5::Md5;
use sha1::{Digest, Sha1};
use sha2::Sha256;

/// An English page whose sections say this.
fn english(first: &str, second: &str) -> String {
    format!("---\ntitle: Winch\n---\n\n# Winch\n\nPulls a barge.\n\n## Wind\n\n{first}\n\n## Unwind\n\n{second}\n")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a text takes all");
        hex
    })
}

fn body(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).expect("a body")
}

fn blob(text: &str) -> String {
    hex(&Sha1::digest(format!("blob {}\0{text}", text.len())))
}

/// The hashes of the sections, each with the blank lines above its heading.
fn sections(text: &str) -> String {
    let parts: Vec<&str> = body(text).split("\n\n## ").collect();
    let parts = parts.iter().enumerate().map(|(at, part)| match at {
        0 => format!("{part}\n"),
        _ if at + 1 < parts.len() => format!("\n## {part}\n"),
        _ => format!("\n## {part}"),
    });
    let hashes: Vec<String> = parts.map(|part| hex(&Sha256::digest(part))[..16].to_owned()).collect();
    hashes.join(", ")
}

/// What is recorded of an English text and its commit: in the page, or in a file beside it.
type Record = fn(&str, &str) -> (String, Option<(&'static str, String)>);

fn front_matter(line: &str) -> (String, Option<(&'static str, String)>) {
    (format!("---\ntitle: Winde\n{line}\n---\n# Winde\n\nZieht.\n"), None)
}

fn comment(comment: &str) -> (String, Option<(&'static str, String)>) {
    (format!("{comment}\n# Winde\n\nZieht.\n"), None)
}

fn beside(file: &'static str, json: String) -> (String, Option<(&'static str, String)>) {
    ("# Winde\n\nZieht.\n".to_owned(), Some((file, json)))
}

const RECORDS: [(&str, Record); 19] = [
    ("ms.openlocfilehash", |text, _| {
        front_matter(&format!("ms.openlocfilehash: {}", hex(&Sha1::digest(text.replace('\n', "\r\n")))))
    }),
    ("ms.openlocfilehash", |text, _| front_matter(&format!("ms.openlocfilehash: {}", hex(&Sha1::digest(text))))),
    ("co-op-translator", |text, _| {
        comment(&format!(
            "<!--\nCO_OP_TRANSLATOR_METADATA:\n{{\"original_hash\": \"{}\"}}\n-->",
            hex(&Md5::digest(text))
        ))
    }),
    ("co-op-translator", |text, _| {
        beside(
            ".co-op-translator.json",
            format!("{{\"winch.md\": {{\"original_hash\": \"{}\"}}}}", hex(&Md5::digest(text))),
        )
    }),
    ("l10n.sourceCommit", |_, commit| front_matter(&format!("l10n:\n  sourceCommit: {commit}"))),
    ("default_lang_commit", |_, commit| front_matter(&format!("default_lang_commit: {commit}"))),
    ("default_lang_commit", |_, commit| front_matter(&format!("default_lang_commit: {} # patched", &commit[..9]))),
    ("translation.sections", |text, _| front_matter(&format!("translation:\n  sections: [{}]", sections(text)))),
    ("source hash", |text, _| front_matter(&format!("source_hash: {}", hex(&Sha256::digest(text))))),
    ("source hash", |text, _| front_matter(&format!("sourceHash: sha256-{}", hex(&Sha256::digest(body(text)))))),
    ("source hash", |text, _| front_matter(&format!("i18n_source_sha: {}", blob(text)))),
    ("source hash", |text, _| front_matter(&format!("source_sha256: \"{}\"", hex(&Sha256::digest(body(text).trim()))))),
    ("source hash", |text, _| comment(&format!("<!-- source-blob: {} -->", &blob(text)[..10]))),
    // What another tool recorded once does not count any more.
    ("source hash", |text, _| {
        let page = front_matter("source_hash: 89abcdef01").0;
        (page.replace("# Winde", &format!("{{/* pier-source-hash: {} */}}\n\n# Winde", &blob(text)[..10])), None)
    }),
    ("source hash", |_, commit| front_matter(&format!("source_hash: {commit}"))),
    ("source hash", |text, _| {
        let hash = hex(&Sha1::digest(text));
        beside(
            "translation-status.json",
            format!("{{\"winch.md\": {{\"source_hash\": \"{hash}\", \"by\": \"Avery\"}}}}"),
        )
    }),
    ("source hash", |_, commit| front_matter(&format!("translation:\n  source_commit: \"{}\"", &commit[..8]))),
    ("docparity", |text, _| front_matter(&format!("docparity: {{source: {}}}", hex(&Sha256::digest(text))))),
    ("docparity", |text, _| {
        beside(".docparity.json", format!("{{\"winch.md\": {{\"source\": \"{}\"}}}}", hex(&Sha256::digest(text))))
    }),
];

/// A repository of two versions of the English page, each with its commit.
fn history(project: &Project) -> [(String, String); 2] {
    let versions = [english("Turn left.", "Turn right."), english("Turn left.", "Let go of the handle.")];
    project.write("en/winch.md", &versions[0]);
    git(project, "en", &["init", "--quiet"]);
    let first = commit(project, "en");
    project.write("en/winch.md", &versions[1]);
    let second = commit(project, "en");
    let [old, new] = versions;
    [(old, first), (new, second)]
}

#[test]
fn each_mark_tells_which_english_a_page_was_made_from() {
    let project = Project::new();
    let [old, new] = history(&project);
    let never =
        (english("Never.", "Never.").replace("Pulls", "Eats"), "0123456789abcdef0123456789abcdef01234567".to_owned());
    for (name, record) in RECORDS {
        for ((text, commit), state) in [(&old, "staleProse"), (&new, "current"), (&never, "unknown")] {
            for file in [".co-op-translator.json", "translation-status.json", ".docparity.json"] {
                project.remove(&format!("de/{file}"));
            }
            let (page, beside) = record(text, commit);
            project.write("de/winch.md", &page);
            if let Some((file, json)) = beside {
                project.write(&format!("de/{file}"), json);
            }
            let run = docparity(&project, &["freshness", "de", "--source", "en", "--format", "json"]);
            assert!(run.stdout.contains(&format!("\"state\": \"{state}\"")), "{name} {state}\n{page}\n{}", run.stdout);
            let why = docparity(&project, &["why", "de/winch.md", "--source", "en"]);
            assert!(why.stdout.contains(&format!("provenance  {name}\n")), "{name}\n{}", why.stdout);
        }
    }
}

#[test]
fn a_key_of_the_configuration_is_a_mark() {
    let project = Project::new();
    let [old, _] = history(&project);
    project.write("docparity.yaml", "provenance: {key: sync.seen, of: commit}\n");
    project.write("de/winch.md", format!("---\nsync:\n  seen: {}\n---\n# Winde\n", old.1));
    let run = docparity(&project, &["freshness", "de", "--source", "en", "--format", "json"]);
    assert!(run.stdout.contains("\"state\": \"staleProse\""), "{}", run.stdout);
    project.write("docparity.yaml", "provenance:\n  - {key: sync.seen, of: day}\n");
    let run = docparity(&project, &["freshness", "de", "--source", "en"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("nothing is recorded of `day`; use file, body, blob or commit"), "{}", run.stderr);
}

#[test]
fn what_names_no_english_is_told_and_is_not_current() {
    let project = Project::new();
    let [(text, first), _] = history(&project);
    let told = |line: &str| {
        project.write("de/winch.md", front_matter(line).0);
        let run = docparity(&project, &["check", "de", "--source", "en", "--select", "revision-unknown"]);
        run.stdout.lines().next().unwrap_or_default().to_owned()
    };
    let malformed =
        "info[revision-unknown]: the page names its English by `main`, which is neither a hash nor a commit";
    assert_eq!(told("default_lang_commit: main"), malformed);
    assert_eq!(told("source_hash: main"), malformed);
    let forged = "0123456789abcdef";
    assert_eq!(
        told(&format!("translation:\n  sections: [{forged}]")),
        "info[revision-unknown]: no version of its English page has the sections whose hashes the page records"
    );
    assert!(told(&format!("source_hash: {forged}")).contains("has the hash that the page records: `0123456789abcdef`"));
    // A commit of the repository that does not hold the page.
    git(&project, "en", &["rm", "--quiet", "winch.md"]);
    project.write("en/other.md", "# Other\n");
    let without = commit(&project, "en");
    project.write("en/winch.md", &text);
    commit(&project, "en");
    assert_eq!(
        told(&format!("default_lang_commit: {without}")),
        format!("info[revision-unknown]: the commit that the page records does not hold its English page: `{without}`")
    );
    assert!(told(&format!("default_lang_commit: {first}")).ends_with(": no findings"));
}

/// Two commits of a repository that begin with the same seven digits: found by trying, as anybody could.
fn twins(project: &Project) -> String {
    let tree = git(project, "en", &["rev-parse", "HEAD^{tree}"]);
    let mut seen = std::collections::HashMap::new();
    for number in 1_000_000_000.. {
        let text = text_of(&tree, number);
        let id = hex(&Sha1::digest(format!("commit {}\0{text}", text.len())));
        let Some(other) = seen.insert(id[..7].to_owned(), number) else { continue };
        for number in [other, number] {
            project.write("en/commit.txt", text_of(&tree, number));
            git(project, "en", &["hash-object", "-t", "commit", "-w", "commit.txt"]);
        }
        project.remove("en/commit.txt");
        return id[..7].to_owned();
    }
    unreachable!("there are many numbers")
}

fn text_of(tree: &str, number: u32) -> String {
    format!("tree {tree}\nauthor A <a@example.com> {number} +0000\ncommitter A <a@example.com> {number} +0000\n\nx\n")
}

#[test]
fn digits_that_several_commits_begin_with_are_told() {
    let project = Project::new();
    history(&project);
    let digits = twins(&project);
    project.write("de/winch.md", front_matter(&format!("default_lang_commit: {digits}")).0);
    let run = docparity(&project, &["check", "de", "--source", "en", "--select", "revision-unknown"]);
    let told = format!(
        "info[revision-unknown]: several commits of the English tree begin with the digits that the page records: `{digits}`"
    );
    assert_eq!(run.stdout.lines().next(), Some(&*told), "{}", run.stderr);
    assert!(run.stderr.contains("by so few digits that several begin with them"), "{}", run.stderr);
}

#[test]
fn a_mark_that_the_english_page_has_too_says_nothing() {
    let project = Project::new();
    history(&project);
    let generated =
        english("Turn left.", "Let go.").replace("title: Winch", "title: Winch\nsource_hash: 0123456789abcdef");
    project.write("en/winch.md", generated);
    project.write("de/winch.md", front_matter("source_hash: 0123456789abcdef").0);
    let run = docparity(&project, &["check", "de", "--source", "en", "--select", "revision-unknown"]);
    assert!(run.stdout.contains("0 segments: no findings"), "{}", run.stdout);
}

/// The state of the page, and what the rules say of its age.
fn aged(project: &Project) -> (bool, String) {
    let run = docparity(project, &["freshness", "de", "--source", "en", "--format", "json"]);
    let told = docparity(project, &["check", "de", "--source", "en", "--select", "stale-prose"]).stdout;
    (run.stdout.contains("\"state\": \"staleProse\""), told.lines().next().unwrap_or_default().to_owned())
}

#[test]
fn a_day_is_held_against_that_of_the_english() {
    let project = Project::new();
    let dated =
        |day: &str| english("Turn.", "Let go.").replace("title: Winch", &format!("title: Winch\nlastmod: {day}"));
    project.write("en/winch.md", dated("2026-03-01"));
    project.write("de/winch.md", front_matter("lastmod: 2026-02-28T10:00:00Z").0);
    let told = "info[stale-prose]: made from an older English, by the day that the page names";
    assert_eq!(aged(&project), (true, told.to_owned()));
    project.write("de/winch.md", front_matter("lastmod: 2026-03-01").0);
    assert!(!aged(&project).0);
}

#[test]
fn a_day_finds_its_english_in_the_history() {
    let project = Project::new();
    project.write("en/winch.md", english("Turn left.", "Turn right."));
    project.write("de/winch.md", front_matter("lastmod: 2026-02-28").0);
    git(&project, ".", &["init", "--quiet"]);
    let at = |day: &str| {
        git(&project, ".", &["add", "--all"]);
        let (author, when) =
            (["-c", "user.name=Avery", "-c", "user.email=avery@example.com"], format!("{day}T12:00:00+00:00"));
        let file = project.at("date.sh");
        let script =
            format!("GIT_COMMITTER_DATE={when} git {} commit --quiet --message pages --date {when}", author.join(" "));
        std::fs::write(&file, script).expect("a script");
        let status =
            std::process::Command::new("sh").arg(&file).current_dir(project.at(".")).status().expect("a shell");
        std::fs::remove_file(&file).expect("the script");
        assert!(status.success());
    };
    at("2026-02-01");
    project.write("en/winch.md", english("Turn left.", "Let go of the handle."));
    at("2026-03-01");
    let (is_stale, told) = aged(&project);
    assert!(is_stale && told.contains("`Turn right.` is now `Let go of the handle.`"), "{told}");
    project.write("de/winch.md", front_matter("lastmod: 2026-03-02").0);
    at("2026-03-02");
    assert!(!aged(&project).0);
}

#[test]
fn a_catalogue_beside_the_pages_says_what_is_to_be_done() {
    let project = Project::new();
    let head = "msgid \"\"\nmsgstr \"\"\n\"POT-Creation-Date: 2026-02-28 10:00+0000\\n\"\n";
    project.write("en/winch.md", english("Turn.", "Let go."));
    project.write("de/winch.md", "# Winde\n\nZieht.\n");
    let entry = "\n#: src/winch.md:5\n#, fuzzy\nmsgid \"Pulls a barge.\"\nmsgstr \"Zieht.\"\n";
    project.write("po/de.po", format!("{head}{entry}"));
    assert!(!aged(&project).0, "a catalogue elsewhere is none of these pages");
    project.write("de/po/de.po", format!("{head}{entry}"));
    let told = "info[stale-prose]: made from an older English, as the page itself says";
    assert_eq!(aged(&project), (true, told.to_owned()));
    project.write("de/po/de.po", format!("{head}{}", entry.replace("#, fuzzy\n", "")));
    assert!(!aged(&project).0);
}

#[test]
fn a_page_says_itself_that_it_is_not_translated_or_by_machine() {
    let project = Project::new();
    project.write("en/winch.md", english("Turn.", "Let go."));
    project.write("de/winch.md", front_matter("untranslated: true").0);
    let check = |rule: &str| docparity(&project, &["check", "de", "--source", "en", "--select", rule]).stdout;
    assert!(check("page-untranslated").contains("[page-untranslated]"));
    project.write("de/winch.md", front_matter("machine_translated: true\noutdated: true").0);
    assert!(check("stale-prose").contains("owner: vendor"), "{}", check("stale-prose"));
}
