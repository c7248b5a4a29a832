//! No module imports from below: `lib.rs` lists the modules so that each imports only from those above it.

use std::fs;
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules of `lib.rs`, in their order.
fn floors() -> Vec<String> {
    let lib = fs::read_to_string(source().join("lib.rs")).expect("lib.rs");
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The files of a module: `name.rs` and those below `name/`.
fn files(module: &str) -> Vec<PathBuf> {
    let folder = walkdir::WalkDir::new(source().join(module)).into_iter().filter_map(Result::ok);
    let below = folder.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|it| it == "rs"));
    std::iter::once(source().join(format!("{module}.rs"))).chain(below).collect()
}

/// The modules that a file names with `crate::`.
fn imports(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("a source file");
    let after = text.split("crate::").skip(1);
    after.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()).collect()
}

#[test]
fn no_module_imports_from_below() {
    let floors = floors();
    assert!(floors.len() > 10, "lib.rs lists its modules one a line");
    for (at, module) in floors.iter().enumerate() {
        for file in files(module) {
            for import in imports(&file) {
                let above = floors.iter().position(|floor| *floor == import);
                let allowed = above.is_some_and(|above| above <= at);
                assert!(allowed, "{} imports `{import}`, which is not above `{module}`", file.display());
            }
        }
    }
}

#[test]
fn only_the_tree_and_the_binary_touch_the_file_system() {
    for module in floors().iter().filter(|module| *module != "tree") {
        for file in files(module) {
            let text = fs::read_to_string(&file).expect("a source file");
            assert!(!text.contains("std::fs"), "{} touches the file system", file.display());
        }
    }
}
