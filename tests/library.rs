//! The library as its users meet it.

use std::fs;
use std::path::Path;

use docparity::check::Contracts;
use docparity::config::Config;
use docparity::contract::compare;
use docparity::locale::Locale;

fn page(locale: &str) -> Contracts {
    let path = format!("fixtures/showcase/pages/docs.{locale}/api/parcel-reroute.md");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a fixture");
    Contracts::read(&text, Locale::parse(locale), &Config::default())
}

#[test]
fn a_contract_is_the_subject_of_a_snapshot() {
    let mut settings = insta::Settings::clone_current();
    // What the page shows as an example is no promise.
    settings.add_filter(r"parcels/\d+/", "parcels/[number]/");
    settings.bind(|| insta::assert_snapshot!(page("ja-JP").localized));
}

#[test]
fn two_locales_are_compared_in_three_lines() {
    let (german, japanese) = (page("de-DE"), page("ja-JP"));
    let differences = compare(&german.source.expect("bilingual"), &japanese.source.expect("bilingual"));
    assert!(differences.iter().all(|difference| !difference.breaking), "{differences:#?}");
}

/// The modules of the library that are part of its promise: those that its documentation shows.
fn promised() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let lines: Vec<&str> = lib.lines().collect();
    let shown = lines.windows(2).filter(|pair| pair[0] != "#[doc(hidden)]");
    shown.filter_map(|pair| pair[1].strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

/// What is public is held by a snapshot: a change of it is a change for users, and shows in the version.
#[test]
fn the_public_interface_is_the_one_that_is_pinned() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut items = Vec::new();
    for module in promised() {
        let folder = walkdir::WalkDir::new(source.join(&module)).into_iter().filter_map(Result::ok);
        let below =
            folder.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|it| it == "rs"));
        for file in std::iter::once(source.join(format!("{module}.rs"))).chain(below) {
            let text = fs::read_to_string(&file).expect("a source file");
            let public =
                text.lines().map(str::trim).filter(|line| line.starts_with("pub ") && !line.starts_with("pub mod"));
            items.extend(public.map(|line| format!("{module}: {}", line.trim_end_matches([' ', '{']))));
        }
    }
    items.sort();
    insta::assert_snapshot!(items.join("\n"));
}
