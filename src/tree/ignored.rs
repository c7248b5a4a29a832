//! What a search of pages leaves out by itself: what git ignores, and what tools make.

use std::path::Path;

/// Folders that tools fill or are tried on, and the files beside which they do; without any, wherever the folder stands.
const MADE: [(&str, &[&str]); 13] = [
    ("node_modules", &[]),
    ("bower_components", &[]),
    ("__pycache__", &[]),
    ("target", &["Cargo.toml"]),
    ("build", &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"]),
    ("site", &["mkdocs.yml", "mkdocs.yaml"]),
    ("_site", &["_config.yml", "_config.yaml", "_config.toml"]),
    ("_build", &["conf.py"]),
    ("book", &["book.toml"]),
    ("vendor", &["go.mod", "composer.json"]),
    ("testdata", &[]),
    ("__fixtures__", &[]),
    ("public", &["hugo.toml", "hugo.yaml", "hugo.yml"]),
];

/// Whether the folder at `path` is filled by a tool.
pub(super) fn is_made(path: &Path) -> bool {
    let named = |path: Option<&Path>, names: &[&str]| {
        let name = path.and_then(Path::file_name);
        name.is_some_and(|name| names.iter().any(|known| name == *known))
    };
    // What a program is tried on.
    if named(Some(path), &["fixtures"]) && named(path.parent(), &["test", "tests", "spec"]) {
        return true;
    }
    let made = MADE.iter().find(|(name, _)| path.file_name().is_some_and(|it| it == *name));
    made.is_some_and(|(_, beside)| beside.is_empty() || beside.iter().any(|file| path.with_file_name(file).is_file()))
}

/// Whether a folder called so is hidden, or one that tools fill wherever it stands: no search enters it.
pub(super) fn is_of_tools(name: &str) -> bool {
    name.starts_with('.') || MADE.iter().any(|(made, beside)| beside.is_empty() && *made == name)
}

#[cfg(feature = "cli")]
pub(super) use git::Ignored;
#[cfg(not(feature = "cli"))]
pub(super) use nothing::Ignored;

#[cfg(feature = "cli")]
mod git {
    use std::collections::{HashMap, HashSet};
    use std::path::{Path, PathBuf};

    use ignore::gitignore::{Gitignore, GitignoreBuilder};

    use crate::config::absolute;
    use crate::tree::{git, open};

    /// What `.gitignore` and `.git/info/exclude` name, in a given folder and in those around it within its checkout.
    pub(in crate::tree) struct Ignored {
        /// The top of the checkout.
        top: PathBuf,
        folders: HashMap<PathBuf, Gitignore>,
        /// What git keeps all the same, and the folders it stands in; asked when something is ignored.
        kept: Option<HashSet<PathBuf>>,
    }

    impl Ignored {
        /// For the files below `root`. Who asks for a folder that is ignored means what stands in it.
        pub(in crate::tree) fn new(root: &Path) -> Self {
            let root = absolute(root);
            let top = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root);
            let mut ignored = Self { top: top.to_owned(), folders: HashMap::new(), kept: None };
            let folders: Vec<&Path> = root.ancestors().take_while(|folder| *folder != ignored.top).collect();
            if folders.into_iter().any(|folder| ignored.name(folder, true)) {
                ignored.top = root;
            }
            ignored
        }

        /// Whether git ignores a file or folder that stands in a folder that it does not ignore.
        pub(in crate::tree) fn name(&mut self, path: &Path, is_folder: bool) -> bool {
            let path = absolute(path);
            let top = self.top.clone();
            for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(&top)) {
                let patterns = self.folders.entry(folder.to_owned()).or_insert_with(|| patterns(folder));
                // Where git keeps a file of a folder that it ignores, the others in it are ignored all the same.
                let found = match self.kept {
                    Some(_) => patterns.matched_path_or_any_parents(&path, is_folder),
                    None => patterns.matched(&path, is_folder),
                };
                match found {
                    ignore::Match::None => {}
                    found => return found.is_ignore() && !self.keep(&path),
                }
            }
            false
        }

        /// Whether git keeps a file, or one in a folder, although its name is ignored: somebody added it by force.
        fn keep(&mut self, path: &Path) -> bool {
            let top = &self.top;
            let kept = self.kept.get_or_insert_with(|| {
                let files = git::kept(top).into_iter().map(|file| top.join(file));
                let above = |file: PathBuf| {
                    let folders = file.ancestors().take_while(|folder| folder != top).map(Path::to_owned);
                    folders.collect::<Vec<_>>()
                };
                files.flat_map(above).collect()
            });
            kept.contains(path)
        }
    }

    /// The patterns of a folder. A line that is no pattern names nothing, as for git.
    fn patterns(folder: &Path) -> Gitignore {
        let mut patterns = GitignoreBuilder::new(folder);
        for file in [".git/info/exclude", ".gitignore"] {
            let text = open::text(&folder.join(file)).unwrap_or_default();
            text.lines().for_each(|line| drop(patterns.add_line(None, line)));
        }
        patterns.build().unwrap_or_else(|_| Gitignore::empty())
    }
}

/// Without the program, nothing is known of git.
#[cfg(not(feature = "cli"))]
mod nothing {
    use std::path::Path;

    pub(in crate::tree) struct Ignored;

    impl Ignored {
        pub(in crate::tree) fn new(_: &Path) -> Self {
            Self
        }

        pub(in crate::tree) fn name(&mut self, _: &Path, _: bool) -> bool {
            false
        }
    }
}
