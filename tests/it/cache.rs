//! `docparity check --cache`: a run that knows what an earlier one found says what one says that knows nothing.

mod damaged;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::scope::Scope;
use docparity::tree::{self, Checked};
use docparity::{Config, Locale, Severity};

use crate::support::git::{commit_on, git};
use crate::support::{Project, Run, docparity_in};

const CACHE: &str = ".docparity_cache";
const LOCALES: [&str; 3] = ["en", "fi", "pt"];

/// An English page with a header, a link to a section of another page, and one to a picture.
fn english(title: &str, other: &str) -> String {
    format!(
        "# {title}\n\n{title} keeps a lantern lit for ships, see [the other]({other}.md#request-headers) and ![it](img/{title}.png).\n\n\
         ## Request headers\n\n|Name|Description|\n|:---|:---|\n|Accept|application/json|\n"
    )
}

/// A translation of it, whose header is called `header`.
fn finnish(title: &str, other: &str, header: &str) -> String {
    format!(
        "# {title}\n\n{title} pitää lyhdyn palamassa laivoille, katso [toinen]({other}.md#request-headers) ja ![se](img/{title}.png).\n\n\
         ## <a name=\"request-headers\"></a>Otsakkeet\n\n|Nimi|Kuvaus|\n|:---|:---|\n|{header}|application/json|\n"
    )
}

/// Lighthouses in English, Finnish and Portuguese: some findings, links between pages, a table of contents.
fn lighthouses() -> Project {
    let project = Project::new();
    project.write("docparity.yaml", "layout: \"docs/{locale}/{page}\"\nassume-current: true\n");
    for (page, other) in [("beacon", "buoy"), ("buoy", "foghorn"), ("foghorn", "beacon")] {
        project.write(&format!("docs/en/{page}.md"), english(page, other));
        project.write(&format!("docs/fi/{page}.md"), finnish(page, other, "Hyväksy"));
        project.write(&format!("docs/pt/{page}.md"), finnish(page, other, "Accept"));
        LOCALES.iter().for_each(|locale| project.write(&format!("docs/{locale}/img/{page}.png"), "no picture"));
    }
    let contents = "- name: Beacon\n  href: beacon.md\n";
    LOCALES.iter().for_each(|locale| project.write(&format!("docs/{locale}/toc.yml"), contents));
    project
}

fn check(project: &Project, arguments: &[&str]) -> Run {
    docparity_in(project, &[&["check", "docs", "--format", "json"], arguments].concat())
}

/// Checks with the cache, which must say what a run without it says.
#[track_caller]
fn same(project: &Project, arguments: &[&str]) -> Run {
    let cached = check(project, &[arguments, &["--cache"]].concat());
    let fresh = check(project, arguments);
    assert_eq!(cached, fresh, "{arguments:?}");
    fresh
}

/// The files of the cache.
fn stores(project: &Project) -> Vec<PathBuf> {
    let files = fs::read_dir(project.at(CACHE)).expect("a cache").map(|file| file.expect("a file").path());
    let mut stores: Vec<PathBuf> =
        files.filter(|file| !file.ends_with(".gitignore") && !file.ends_with("CACHEDIR.TAG")).collect();
    stores.sort();
    stores
}

/// The only one.
fn store(project: &Project) -> PathBuf {
    let stores = stores(project);
    assert_eq!(stores.len(), 1, "{stores:?}");
    stores[0].clone()
}

fn lines(store: &Path) -> BTreeSet<String> {
    fs::read_to_string(store).expect("a cache").lines().map(str::to_owned).collect()
}

#[test]
fn a_second_run_says_the_same_and_judges_nothing() {
    let project = lighthouses();
    let first = same(&project, &[]);
    assert!(first.stdout.contains("\"Hyväksy\"") && first.status == 1, "{}", first.stdout);
    let kept = fs::read(store(&project)).expect("a cache");
    let written = || fs::metadata(store(&project)).and_then(|meta| meta.modified()).expect("a time");
    let before = written();
    for format in docparity::report::FORMATS {
        same(&project, &["--format", format.name]);
    }
    assert_eq!(
        (fs::read(store(&project)).expect("a cache"), written()),
        (kept, before),
        "nothing is new, and nothing is written"
    );
    assert_eq!(project.read(".docparity_cache/.gitignore"), b"*\n");
    assert!(project.read(".docparity_cache/CACHEDIR.TAG").starts_with(b"Signature: 8a477f597d28d172789f06886806bc55"));
}

#[test]
fn an_edit_costs_the_group_of_its_page_alone() {
    let project = lighthouses();
    same(&project, &[]);
    let before = lines(&store(&project));
    for (path, text) in [
        ("docs/fi/buoy.md", finnish("buoy", "foghorn", "Accept")),
        ("docs/en/buoy.md", english("buoy", "foghorn").replace("Accept", "Prefer")),
    ] {
        project.write(path, text);
        same(&project, &[]);
        let after = lines(&store(&project));
        let groups =
            |lines: &BTreeSet<String>| lines.iter().filter(|line| line.contains("\"census\"")).cloned().collect();
        let (before, after): (BTreeSet<String>, BTreeSet<String>) = (groups(&before), groups(&after));
        assert_eq!((after.len(), after.intersection(&before).count()), (3, 2), "{path}");
    }
}

#[test]
fn whatever_a_verdict_depends_on_is_seen() {
    let project = lighthouses();
    same(&project, &[]);
    let link = |page: &str| finnish("beacon", page, "Hyväksy");
    let edits: [(&str, Option<String>); 13] = [
        ("docs/fi/beacon.md", Some(link("buoy").replace("Accept", "application"))),
        ("docs/en/beacon.md", Some(english("beacon", "buoy").replace("|Accept|", "|Prefer|"))),
        // The target of a link loses the section, and then itself.
        ("docs/fi/buoy.md", Some("# Poiju\n\nPoiju kelluu.\n".to_owned())),
        ("docs/fi/buoy.md", None),
        ("docs/fi/img/beacon.png", None),
        ("docs/fi/keel.md", Some("# Köli\n\nKöli on alhaalla.\n".to_owned())),
        ("docs/en/keel.md", Some("# Keel\n\nA keel is below.\n".to_owned())),
        ("docs/fi/toc.yml", Some("- name: Majakka\n  href: gone.md\n".to_owned())),
        ("docs/.gitignore", Some("foghorn.md\n".to_owned())),
        ("docs/docusaurus.config.js", Some("module.exports = {};\n".to_owned())),
        ("docparity.yaml", Some("layout: \"docs/{locale}/{page}\"\n".to_owned())),
        ("docparity.yaml", Some("layout: \"docs/{locale}/{page}\"\nassume-current: true\nrules: {header-name: info}\n".to_owned())),
        (
            "docparity.yaml",
            Some("layout: \"docs/{locale}/{page}\"\nassume-current: true\noverrides: [{files: [docs/fi/*], rules: {header-name: off}}]\n".to_owned()),
        ),
    ];
    let mut said = BTreeSet::from([check(&project, &[]).stdout]);
    for (path, text) in edits {
        match text {
            Some(text) => project.write(path, text),
            None => project.remove(path),
        }
        said.insert(same(&project, &[]).stdout);
    }
    assert!(said.len() > 9, "most of the edits show: {}", said.len());
    for arguments in [
        &["--locale", "fi"][..],
        &["--locale", "pt"],
        &["--page", "beacon*"],
        &["--select", "contract"],
        &["--ignore", "header-name"],
        &["--shard", "1/2"],
        &["--contracts"],
        &["--source", "docs/pt"],
        &["--quiet"],
    ] {
        same(&project, arguments);
        same(&project, arguments);
    }
}

#[test]
fn the_history_of_git_counts() {
    let project = lighthouses();
    project.write("docparity.yaml", "layout: \"docs/{locale}/{page}\"\nmass-commit: 100%\n");
    git(&project, ".", &["init", "--quiet"]);
    commit_on(1, &project, ".");
    let first = same(&project, &[]).stdout;
    project.write("docs/en/beacon.md", english("beacon", "buoy").replace("|Accept|", "|Prefer|"));
    let edited = same(&project, &[]).stdout;
    commit_on(2, &project, ".");
    let stale = same(&project, &[]).stdout;
    // The texts stay what they are: only the days change.
    git(&project, ".", &["reset", "--quiet", "--soft", "HEAD~1"]);
    git(&project, ".", &["commit", "--quiet", "--amend", "--message", "pages"]);
    let together = same(&project, &[]).stdout;
    fs::rename(project.at(".git"), project.at("git-of-old")).expect("a folder that is renamed");
    let without = same(&project, &[]).stdout;
    let all = BTreeSet::from([&first, &edited, &stale, &together, &without]);
    assert_eq!(all.len(), 4, "{stale}");
    fs::rename(project.at("git-of-old"), project.at(".git")).expect("a folder that is renamed");
    let commit = git(&project, ".", &["rev-parse", "HEAD"]);
    project.write("docs/fi/foghorn.md", finnish("foghorn", "beacon", "Ota"));
    same(&project, &["--changed-since", &commit]);
}

#[test]
fn without_the_option_nothing_is_written() {
    let project = lighthouses();
    let before = project.files();
    check(&project, &[]);
    assert_eq!(project.files(), before);
    assert!(!Path::new(&project.at(CACHE)).exists());
}

#[test]
fn a_folder_that_is_no_cache_is_left_alone_and_told() {
    let project = lighthouses();
    project.write("notes.txt", "mine");
    project.write("other/notes.txt", "mine");
    let before = project.files();
    let fresh = check(&project, &[]);
    for (folder, why) in [
        ("docs", "this folder is no cache"),
        ("other", "it holds other files, and no CACHEDIR.TAG"),
        ("notes.txt", "this is no folder"),
        ("notes.txt/below", "notes.txt/below: "),
    ] {
        let run = check(&project, &["--cache-dir", folder]);
        assert_eq!((run.status, &run.stdout), (fresh.status, &fresh.stdout), "{folder}");
        let warning = run.stderr.lines().find(|line| line.starts_with("warning: ")).unwrap_or_default();
        assert!(warning.contains(why) && warning.ends_with("; nothing is kept for the next run"), "{warning}");
    }
    assert_eq!(project.files(), before);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(project.at("other"), project.at(CACHE)).expect("a link");
        let run = check(&project, &["--cache"]);
        assert!(run.stderr.contains("is a link to") && run.stdout == fresh.stdout, "{}", run.stderr);
        assert_eq!(project.read("other/notes.txt"), b"mine");
    }
}

#[test]
fn another_folder_can_be_named() {
    let project = lighthouses();
    let fresh = check(&project, &[]);
    for _ in 0..2 {
        // It stands among the pages, and is none of them.
        assert_eq!(check(&project, &["--cache-dir", "docs/kept"]), fresh);
    }
    assert!(project.files().iter().any(|file| file.starts_with("docs/kept/")));
}

#[test]
fn several_runs_at_once_do_no_harm() {
    let project = lighthouses();
    let fresh = check(&project, &[]);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6).map(|_| scope.spawn(|| check(&project, &["--cache"]))).collect();
        runs.into_iter().for_each(|run| assert_eq!(run.join().expect("a run"), fresh));
    });
    assert_eq!(check(&project, &["--cache"]), fresh);
    assert_eq!(stores(&project).len(), 1, "nothing is left beside it");
}

/// Numbers that look as if they were drawn; the same in each run.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most.max(1)
    }

    fn from<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

/// Edits one of the files in some way.
fn edit(project: &Project, drawn: &mut Drawn) -> String {
    let mut files = project.files();
    files.retain(|file| !file.starts_with(CACHE) && !file.ends_with(".snap") && !file.ends_with("docparity.yaml"));
    let Some(file) = (!files.is_empty()).then(|| drawn.from(&files)) else { return String::new() };
    let other = drawn.from(&files);
    let mut lines: Vec<Vec<u8>> =
        project.read(&file).split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let at = drawn.below(lines.len());
    let kind = drawn.below(8);
    match kind {
        0 | 1 if !lines.is_empty() => drop(lines.remove(at)),
        2 if !lines.is_empty() => lines.insert(at, lines[at].clone()),
        3 if !lines.is_empty() => lines[at].reverse(),
        4 => {
            project.remove(&file);
            return format!("{file} is gone");
        }
        5 => {
            project.write(&format!("{file}.md"), lines.concat());
            return format!("{file} stands there twice");
        }
        6 => lines = vec![project.read(&other)],
        _ => lines.extend([b"\n[a](mill.md#wheel) `GET /wheels` 42\n".to_vec()]),
    }
    project.write(&file, lines.concat());
    format!("{file}: {kind} in line {at}, {other}")
}

/// All that came of a run.
fn told(checked: Result<Checked, docparity::Error>) -> String {
    match checked {
        Ok(Checked { outcome, unread, uncached, .. }) => {
            assert!(uncached.is_none(), "{uncached:?}");
            format!("{outcome:#?} {unread:?}")
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn drawn_edits_are_judged_as_by_a_run_that_knows_nothing() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let all = walkdir::WalkDir::new(fixtures).sort_by_file_name().into_iter().filter_map(Result::ok);
    let cases: Vec<PathBuf> = all
        .filter(|entry| entry.file_name() == "docparity.yaml")
        .filter_map(|entry| entry.path().parent().map(Path::to_owned))
        .collect();
    let mut drawn = Drawn(7);
    for case in cases.iter().skip(1).step_by(4) {
        let project = Project::new();
        for file in walkdir::WalkDir::new(case).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file())
        {
            let below = file.path().strip_prefix(case).expect("a path below").to_str().expect("UTF-8").to_owned();
            project.write(&below, fs::read(file.path()).expect("a file"));
        }
        let paths = [PathBuf::from(project.at("."))];
        let mut steps = vec![case.display().to_string()];
        for step in 0..4 {
            let mut config: Config = tree::configuration(&paths).expect("a configuration");
            let mut scope = Scope::default();
            match drawn.below(6) {
                0 => {
                    config = config
                        .with_level(drawn.from(&["contract", "segment", "page"]), Some(Severity::Info))
                        .expect("a family")
                }
                1 => config = config.with_terms([drawn.from(&["Depot", "Wheel"])]),
                2 => scope.locales.extend(Locale::parse(drawn.from(&["de", "ja", "fr"]))),
                _ => {}
            }
            let kept = Scope { cache: Some(project.at(CACHE).into()), ..scope.clone() };
            let check = |scope: &Scope| told(tree::check_scope(&paths, &config, scope, &|_, _| ()));
            let fresh = check(&scope);
            assert!(check(&kept) == fresh && check(&kept) == fresh, "step {step}: {steps:#?}");
            steps.push(edit(&project, &mut drawn));
        }
    }
}
