//! Which files a list of patterns names.

use std::collections::HashSet;
use std::fmt;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::value::Text;

/// A pattern of paths: `*` stands for any part of a name, `**` for any number of folders. It names a folder with all that
/// is below.
#[derive(Debug, Clone)]
pub struct Glob {
    itself: globset::Glob,
    below: globset::Glob,
}

impl Glob {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and the cure.
    pub fn parse(text: &str) -> Result<Self, String> {
        let pattern = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
        if pattern.is_empty() {
            return Err(format!("`{text}` names no path; leave it out, or write `**` for every path"));
        }
        if pattern.starts_with('/') || pattern.split('/').any(|part| part == "..") {
            return Err(format!("`{text}` leads out of the folder that patterns start from; write it from there"));
        }
        if pattern.contains('\\') {
            return Err(format!("`{text}` has a backslash; folders are separated by `/`"));
        }
        let glob = |pattern: &str| {
            let glob = GlobBuilder::new(pattern).literal_separator(true).build();
            glob.map_err(|error| format!("`{text}` is no pattern of paths: {}", error.kind()))
        };
        Ok(Self { itself: glob(pattern)?, below: glob(&format!("{pattern}/**"))? })
    }
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.itself.glob())
    }
}

impl Text for Glob {
    const FORM: &'static str = "a pattern of paths in quotes";

    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text)
    }
}

/// Patterns of paths that start at a folder.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    root: PathBuf,
    /// The patterns, as they were written.
    written: Vec<String>,
    patterns: GlobSet,
}

impl Paths {
    /// The files below `root` that one of `globs` names.
    pub(crate) fn new(root: &Path, globs: &[Glob]) -> Self {
        let mut patterns = GlobSetBuilder::new();
        for glob in globs {
            patterns.add(glob.itself.clone()).add(glob.below.clone());
        }
        // Each pattern was read alone; only a set beyond any size limit could fail.
        let written = globs.iter().map(ToString::to_string).collect();
        Self { root: absolute(root), written, patterns: patterns.build().unwrap_or_default() }
    }

    /// Where the patterns start, and how they are written: what they name depends on nothing else.
    pub(super) fn spelled(&self) -> (&Path, &[String]) {
        (&self.root, &self.written)
    }

    /// The folder that the patterns start from, as an absolute path.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The patterns that name none of `files`, which are absolute.
    pub(crate) fn idle(&self, files: &[PathBuf]) -> Vec<&str> {
        let below = files.iter().filter_map(|file| file.strip_prefix(&self.root).ok());
        let used: HashSet<usize> = below.flat_map(|file| self.patterns.matches(file)).collect();
        // Each stands there twice: for the file itself, and for all below the folder.
        let is_idle = |at: &usize| !used.contains(&(2 * at)) && !used.contains(&(2 * at + 1));
        (0..self.written.len()).filter(is_idle).map(|at| &*self.written[at]).collect()
    }

    /// Whether nothing is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether `path` is named, which is absolute or starts at the current folder.
    #[must_use]
    pub fn name(&self, path: &Path) -> bool {
        !self.is_empty() && absolute(path).strip_prefix(&self.root).is_ok_and(|below| self.patterns.is_match(below))
    }

    /// Whether `text`, which starts where the patterns start, is named.
    #[must_use]
    pub fn name_below(&self, text: &str) -> bool {
        self.patterns.is_match(text)
    }
}

/// The path from the root of the file system without `.` and `..`, so that two ways to write a file compare equal.
pub fn absolute(path: &Path) -> PathBuf {
    // Most paths are written so already.
    let written = path.as_os_str().as_encoded_bytes();
    let is_plain = |pair: &[u8]| pair[0] != b'/' || !matches!(pair[1], b'/' | b'.');
    if path.is_absolute() && written.starts_with(b"/") && !written.ends_with(b"/") && written.windows(2).all(is_plain) {
        return path.to_owned();
    }
    // The folder of a file that is named without one is the current folder.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => _ = plain.pop(),
            component => plain.push(component),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(glob: &str, path: &str) -> bool {
        Paths::new(Path::new("/p"), &[Glob::parse(glob).expect("a pattern")]).name(Path::new(path))
    }

    #[test]
    fn a_pattern_names_a_file_or_a_folder_with_all_below() {
        for glob in ["drafts", "./drafts/", "drafts/**", "dr*", "**/b.md", "drafts/*/b.md", "{drafts,old}"] {
            assert!(names(glob, "/p/drafts/a/b.md"), "{glob}");
        }
        for glob in ["b.md", "drafts/b.md", "drafts/*.md", "a"] {
            assert!(!names(glob, "/p/drafts/a/b.md"), "{glob}");
        }
        assert!(names("a", "/p/x/../a/b.md") && !names("**", "/q/a.md"));
    }

    #[test]
    fn a_wrong_pattern_is_met_with_its_cure() {
        let error = |glob: &str| Glob::parse(glob).expect_err("wrong");
        assert_eq!(error("[a"), "`[a` is no pattern of paths: unclosed character class; missing ']'");
        assert_eq!(error("a\\b"), "`a\\b` has a backslash; folders are separated by `/`");
        assert!(error("../x").contains("leads out of the folder"));
        assert!(error("./").contains("names no path"));
    }
}
