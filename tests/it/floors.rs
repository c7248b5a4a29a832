//! Imports run one way: `lib.rs` lists the modules so that each imports only from those above it, and in no folder does a
//! file import from one that imports from it. A name that a module hands on counts for the file that it comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The path of a module or of an item, without `crate`.
type Name = Vec<String>;
/// Which module imports from which.
type Edges = BTreeSet<(Name, Name)>;

/// Folders whose files still import from each other in a circle.
const CIRCLES: &[&str] = &[];
/// A longer file has more than one subject.
const LINES: usize = 400;

fn package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The Rust files below a folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(package(folder)).sort_by_file_name().into_iter().map(|it| it.expect("an entry"));
    files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|it| it == "rs")).collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a source file")
}

/// The texts of a crate by module: `root` is the file in `folder` that names the others.
fn sources(folder: &str, root: &str) -> BTreeMap<Name, String> {
    let module = |file: &Path| -> Name {
        let below = file.strip_prefix(package(folder)).expect("a file below").with_extension("");
        below.iter().map(|part| part.to_string_lossy().into_owned()).collect()
    };
    let all = files(folder).into_iter().map(|file| (module(&file), read(&file)));
    let own = all.filter(|(module, _)| module[0] != "bin");
    own.map(|(module, text)| (if module == [root] { Name::new() } else { module }, text)).collect()
}

/// The library and the program.
fn crates() -> [BTreeMap<Name, String>; 2] {
    [sources("src", "lib"), sources("src/bin/docparity", "main")]
}

/// The paths that begin at the first of `tokens`, each with the name it has here. Returns how many tokens they take.
fn follow(tokens: &[TokenTree], mut path: Name, found: &mut Vec<(Name, String)>) -> usize {
    let is = |at: usize, c: char| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == c);
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(name)) => path.push(name.to_string()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                let parts = inside.split(|it| matches!(it, TokenTree::Punct(it) if it.as_char() == ','));
                parts.for_each(|part| _ = follow(part, path.clone(), found));
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        if !(is(at, ':') && is(at + 1, ':')) {
            break;
        }
        at += 2;
    }
    let name = match (tokens.get(at), tokens.get(at + 1)) {
        (Some(TokenTree::Ident(word)), Some(TokenTree::Ident(name))) if *word == "as" => name.to_string(),
        _ => path.last().cloned().unwrap_or_default(),
    };
    found.push((path, name));
    at.max(1)
}

/// The paths in `use` items, and those elsewhere that begin with `crate` or `super`. Modules inside a file are left out.
fn paths(tokens: TokenStream, found: &mut Vec<(Name, String)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += match token {
            TokenTree::Ident(word) if *word == "use" => 1 + follow(&tokens[at + 1..], Name::new(), found),
            TokenTree::Ident(word) if *word == "crate" || *word == "super" => follow(&tokens[at..], Name::new(), found),
            TokenTree::Ident(word) if *word == "mod" => 3,
            TokenTree::Group(group) => {
                paths(group.stream(), found);
                1
            }
            _ => 1,
        };
    }
}

/// Which module of `sources` imports from which, directly or by a name that another one hands on.
fn edges(sources: &BTreeMap<Name, String>) -> Edges {
    let mut imports: BTreeMap<&Name, Vec<(Name, String)>> = BTreeMap::new();
    for (module, text) in sources {
        let mut found = Vec::new();
        paths(text.parse().expect("Rust"), &mut found);
        for (mut path, name) in found {
            let mut base = module.clone();
            match path.first().map(String::as_str) {
                Some("crate") => (base, path) = (Name::new(), path.split_off(1)),
                Some("self") => path = path.split_off(1),
                Some("super") => {
                    let ups = path.iter().take_while(|part| *part == "super").count();
                    base.truncate(module.len().saturating_sub(ups));
                    path = path.split_off(ups);
                }
                // A part of this module; or another crate, of which there is no text.
                _ => {}
            }
            base.append(&mut path);
            imports.entry(module).or_default().push((base, name));
        }
    }
    let home = |path: &Name| -> Name {
        let mut path = path.clone();
        for _ in 0..4 {
            let length =
                (0..=path.len()).rev().find(|&length| sources.contains_key(&path[..length])).unwrap_or_default();
            let Some(name) = path.get(length) else { break };
            let own = imports.get(&path[..length].to_vec());
            let handed = own.and_then(|own| own.iter().find(|(to, known)| known == name && to.len() > length));
            let Some((to, _)) = handed.filter(|(to, _)| *to != path && to.starts_with(&path[..length])) else {
                path.truncate(length);
                break;
            };
            path = to.clone();
        }
        let length = (0..=path.len()).rev().find(|&length| sources.contains_key(&path[..length])).unwrap_or_default();
        path[..length].to_vec()
    };
    let all = imports.iter().flat_map(|(from, paths)| paths.iter().map(|(path, _)| ((*from).clone(), home(path))));
    all.filter(|(from, to)| from != to).collect()
}

/// The edges between the files and folders of one folder, which is the nearest above both ends.
fn beside(edges: &Edges) -> Edges {
    let apart = |(from, to): &(Name, Name)| from.iter().zip(to).position(|(one, other)| one != other);
    let cut = |edge: &(Name, Name)| apart(edge).map(|at| (edge.0[..=at].to_vec(), edge.1[..=at].to_vec()));
    edges.iter().filter_map(cut).collect()
}

/// What is left when all are taken out that import from nothing, or that nothing imports from.
fn circles(mut edges: Edges) -> Edges {
    loop {
        let (from, to): (BTreeSet<Name>, BTreeSet<Name>) = edges.iter().cloned().unzip();
        let before = edges.len();
        edges.retain(|edge| to.contains(&edge.0) && from.contains(&edge.1));
        if edges.len() == before {
            return edges;
        }
    }
}

#[test]
fn no_module_imports_from_below() {
    let lib = read(&package("src/lib.rs"));
    let floors: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(floors.len() > 10, "lib.rs lists its modules one a line");
    let floor = |module: &Name| floors.iter().position(|floor| *floor == module[0]).expect("a module of lib.rs");
    let edges = beside(&edges(&sources("src", "lib")));
    let between: Vec<&(Name, Name)> = edges.iter().filter(|(from, _)| from.len() == 1).collect();
    assert!(between.len() > 50, "{between:?}");
    for (from, to) in between {
        assert!(floor(to) < floor(from), "`{}` imports `{}`, which is not above it", from[0], to[0]);
    }
}

#[test]
fn no_files_of_a_folder_import_each_other_in_a_circle() {
    for sources in crates() {
        let all = beside(&edges(&sources));
        assert!(all.len() > 10, "{all:?}");
        let allowed = |(from, _): &(Name, Name)| from.len() == 2 && CIRCLES.contains(&&*from[0]);
        let found: Edges = circles(all).into_iter().filter(|edge| !allowed(edge)).collect();
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn a_circle_is_seen_however_it_is_written() {
    let has_circle = |texts: &[(&str, &str)]| {
        let name = |path: &str| path.split('/').map(str::to_owned).collect();
        !circles(beside(&edges(&texts.iter().map(|(path, text)| (name(path), (*text).to_owned())).collect())))
            .is_empty()
    };
    let there = ("a/one", "use super::two::Two;");
    let parent = ("a", "mod one; mod two; pub use one::One; pub use two::{Two as Second};");
    for back in [
        "use super::one;",
        "use crate::a::{one::{self, One}, Second};",
        "fn f() { super::one::f() }",
        "fn f() -> u8 { g!(crate::a::one::F) }",
        "use super::One;",
        "use crate::a::One;",
    ] {
        assert!(has_circle(&[parent, there, ("a/two", back)]), "{back}");
        assert!(has_circle(&[parent, ("a/one", "use super::Second;"), ("a/two", back)]), "{back}");
        assert!(has_circle(&[
            parent,
            there,
            ("a/two", "mod deep;"),
            ("a/two/deep", &back.replace("super", "super::super"))
        ]));
        assert!(!has_circle(&[parent, ("a/one", "use super::Third;"), ("a/two", back)]), "{back}");
    }
    assert!(!has_circle(&[parent, there, ("a/two", "/// See [`super::one`].\nmod tests { use super::one; }")]));
}

#[test]
fn no_file_is_too_long() {
    for file in ["src", "tests", "benches", "examples"].into_iter().flat_map(files) {
        let lines = read(&file).lines().count();
        assert!(lines <= LINES, "{} has {lines} lines, more than {LINES}", file.display());
    }
}

#[test]
fn only_the_tree_and_the_binary_touch_the_file_system() {
    for (module, text) in
        sources("src", "lib").iter().filter(|(module, _)| module.first().is_some_and(|it| it != "tree"))
    {
        assert!(!text.contains("std::fs"), "{module:?} touches the file system");
    }
}
