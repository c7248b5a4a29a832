//! The files that links of a tree can lead to.

use std::collections::HashSet;

use rayon::prelude::*;

use super::anchors::Slugs;
use super::frameworks::{self, Compiler, Dialect, Framework};
use super::{Address, decoded};
use crate::page::PageFormat;

/// The files of a tree, as far as it was listed.
#[derive(Debug, Default)]
pub struct Files {
    paths: HashSet<String>,
    folders: HashSet<String>,
    /// The folders that were listed, each with a slash at its end; empty for the folder that all paths start at.
    roots: Vec<String>,
    /// The folders and files that `.gitignore` names by their paths: a build fills them.
    made: Vec<String>,
    framework: Option<&'static Framework>,
    comments_in_mdx: bool,
}

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To this file.
    To(String),
    /// To a folder.
    Folder,
    /// Nowhere.
    Nowhere,
    /// Out of the folders that were listed.
    Unknown,
}

/// Files that are pages on some sites, and are read by none of the formats.
const PROGRAMS: [&str; 5] = ["astro", "jsx", "svelte", "tsx", "vue"];

impl Files {
    /// The files at `paths`, below the folders `roots`. Both are as the user named them, joined with `/`. `read` reads one that
    /// tells the version of a framework; `None` where that is not known.
    #[must_use]
    pub fn new(
        roots: impl IntoIterator<Item = String>,
        paths: impl IntoIterator<Item = String>,
        read: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let paths: HashSet<String> = paths.into_iter().map(|path| plain(&path)).collect();
        let above =
            |path: &String| -> Vec<String> { path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect() };
        let folders = paths.iter().flat_map(above).collect();
        let root = |root: String| match plain(&root) {
            root if root.is_empty() => root,
            root => root + "/",
        };
        let found = paths.iter().filter_map(|path| Some((path, frameworks::of(path, &read)?)));
        // Of several sites the first one by its path that shows English pages, in whatever order the files were listed.
        let order = |(path, framework): &(&String, &Framework)| (!framework.falls_back, (*path).clone());
        let mut sites: Vec<(&String, &'static Framework)> = found.collect();
        sites.sort_by_cached_key(order);
        let framework = sites.first().map(|(_, framework)| *framework);
        let comments_in_mdx = sites.iter().any(|(_, framework)| framework.comments_in_mdx);
        let roots: Vec<String> = roots.into_iter().map(root).collect();
        let made = roots.iter().flat_map(|root| {
            let ignored = read(&format!("{root}.gitignore")).unwrap_or_default();
            ignored.lines().filter_map(named).map(|path| plain(&format!("{root}{path}"))).collect::<Vec<_>>()
        });
        Self { folders, made: made.collect(), framework, comments_in_mdx, paths, roots }
    }

    /// All that is known of the files, in letters: where links lead depends on nothing else.
    #[must_use]
    pub fn spelled(&self) -> String {
        let Self { paths, folders: _, roots, made, framework, comments_in_mdx } = self;
        let framework = framework.map(|it| {
            let Framework {
                files,
                below,
                says: _,
                falls_back,
                shares_files,
                slugs,
                dialect,
                mdx,
                compiles_markdown,
                comments_in_mdx,
            } = it;
            (files, below, falls_back, shares_files, slugs, dialect, mdx, compiles_markdown, comments_in_mdx)
        });
        let mut sorted: Vec<&str> = paths.iter().map(String::as_str).collect();
        sorted.par_sort_unstable();
        format!("{roots:?} {made:?} {framework:?} {comments_in_mdx} {}", sorted.join("\0"))
    }

    /// Whether the site shows the English page where a locale lacks one.
    #[must_use]
    pub fn fall_back(&self) -> bool {
        self.framework.is_some_and(|framework| framework.falls_back)
    }

    /// Whether the site takes the files of the English that a locale lacks.
    #[must_use]
    pub fn share(&self) -> bool {
        self.framework.is_some_and(|framework| framework.shares_files)
    }

    /// How the site makes the anchors of headings.
    #[must_use]
    pub fn slugs(&self) -> Slugs {
        self.framework.map(|framework| framework.slugs).unwrap_or_default()
    }

    /// What the site takes for markup where CommonMark sees text.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.framework.map(|framework| framework.dialect).unwrap_or_default()
    }

    /// Whether the site compiles its pages of Markdown as MDX.
    #[must_use]
    pub fn compiles_markdown(&self) -> bool {
        self.framework.is_some_and(|framework| framework.compiles_markdown)
    }

    /// What compiles the pages of MDX.
    #[must_use]
    pub fn mdx(&self) -> Compiler {
        self.framework.map(|framework| framework.mdx).unwrap_or_default()
    }

    /// Whether a site of the tree lets comments of HTML stand in MDX.
    #[must_use]
    pub fn comments_in_mdx(&self) -> bool {
        self.comments_in_mdx
    }

    /// Where an address of the page at `page` leads that names another file: seen from the file, or from the folder that a
    /// site shows the page as. No site looks for a page by the name of its file from there.
    #[must_use]
    pub fn follow(&self, page: &str, address: &Address<'_>) -> Leads {
        let target = decoded(address.path);
        let folder = &page[..page.rfind('/').map_or(0, |at| at + 1)];
        let from_file = self.at(&format!("{folder}{target}"));
        match (from_file, PageFormat::stem(page).filter(|_| PageFormat::stem(&target).is_none())) {
            (Leads::Nowhere, Some(stem)) => match self.at(&format!("{stem}/{target}")) {
                Leads::Unknown => Leads::Nowhere,
                found => found,
            },
            (found, _) => found,
        }
    }

    /// What stands at a path: a file, a page that is shown there, or a folder.
    #[must_use]
    pub fn at(&self, path: &str) -> Leads {
        let path = plain(path);
        let stem = path.strip_suffix(".html").unwrap_or(&path);
        let pages = PageFormat::extensions().map(|extension| format!("{stem}.{extension}"));
        let indices = ["index", "README", "readme", "_index"].into_iter().flat_map(|name| {
            let folder = if path.is_empty() { String::new() } else { format!("{path}/") };
            PageFormat::extensions().map(move |extension| format!("{folder}{name}.{extension}"))
        });
        let mut places = std::iter::once(path.clone()).chain(pages).chain(indices);
        let is_program = || PROGRAMS.iter().any(|extension| self.paths.contains(&format!("{stem}.{extension}")));
        match places.find(|place| self.paths.contains(place)) {
            Some(found) => Leads::To(found),
            None if is_program() => Leads::Unknown,
            None if path.is_empty() || self.folders.contains(&path) => Leads::Folder,
            None if self.is_listed(&path) => Leads::Nowhere,
            None => Leads::Unknown,
        }
    }

    /// Whether a file at this path would be known.
    fn is_listed(&self, path: &str) -> bool {
        let is_hidden = path.split('/').any(|part| part.starts_with('.') && !part.trim_matches('.').is_empty());
        let is_in =
            |made: &String| path.strip_prefix(&**made).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        !is_hidden
            && !self.made.iter().any(is_in)
            && self.roots.iter().any(|root| path.starts_with(&**root) || root.trim_end_matches('/') == path)
    }
}

/// The path that a line of `.gitignore` names from the folder that it stands in; `None` where it is a pattern, or a name that may
/// stand anywhere.
fn named(line: &str) -> Option<&str> {
    let path = line.trim_end().trim_end_matches("/*").trim_end_matches('/');
    let is_path = path.trim_start_matches('/').contains('/') && !path.starts_with(['#', '!', '\\']);
    (is_path && !path.contains(['*', '?', '['])).then_some(path)
}

/// A path without `.` and empty parts, and `..` only at its beginning.
#[must_use]
pub fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if path.starts_with('/') { format!("/{joined}") } else { joined }
}

/// The path that leads from the page at `page` to `target`, as a link of that page would name it.
#[must_use]
pub fn way(page: &str, target: &str) -> String {
    let folder = &page[..page.rfind('/').map_or(0, |at| at + 1)];
    let parts = |path: &str| path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (from, to) = (parts(folder), parts(target));
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let up = from[shared..].iter().map(|_| "..");
    up.chain(to[shared..].iter().map(String::as_str)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_what_a_link_would_say() {
        assert_eq!(way("/a/docs/de/race.md", "/a/docs/de/mill.md"), "mill.md");
        assert_eq!(way("/a/docs/de/race.md", "/a/docs/en/wheel/index.md"), "../en/wheel/index.md");
        assert_eq!(way("race.md", "wheel/spoke.md"), "wheel/spoke.md");
    }

    fn files() -> Files {
        let paths = ["docs/de/mill.md", "docs/de/wheel/index.md", "docs/de/map.png", "docs/img/stone.png"];
        Files::new(["./docs/".to_owned()], paths.map(str::to_owned), |_| None)
    }

    #[test]
    fn the_first_of_several_sites_tells_how_pages_are_read() {
        let version = |path: &str| {
            let major = if path.starts_with("a/") { 2 } else { 3 };
            Some(format!(r#"{{"dependencies": {{"@docusaurus/core": "{major}.1.0"}}}}"#))
        };
        // Each set of files hashes them anew.
        for _ in 0..20 {
            let paths = ["b/docusaurus.config.js", "a/docusaurus.config.js", "c/docusaurus.config.js"];
            let files = Files::new(["./".to_owned()], paths.map(str::to_owned), version);
            assert!(files.mdx() == Compiler::Early && files.dialect().bold_anywhere && files.fall_back());
        }
    }

    #[test]
    fn what_a_build_brings_is_unknown() {
        let ignored = |path: &str| (path == "docs/.gitignore").then(|| "/de/made\n!/de/kept\nde/*.png\n".to_owned());
        let files = Files::new(["docs".to_owned()], ["docs/de/race.md".to_owned()], ignored);
        assert_eq!(files.at("docs/de/made/mill.md"), Leads::Unknown);
        assert_eq!(files.at("docs/de/made-up.md"), Leads::Nowhere);
        assert_eq!(files.at("docs/de/kept/mill.md"), Leads::Nowhere);
    }

    #[test]
    fn a_page_that_is_a_program_is_unknown() {
        let paths = ["docs/de/race.md", "docs/de/mill.tsx", "docs/de/wheel.css"];
        let files = Files::new(["docs".to_owned()], paths.map(str::to_owned), |_| None);
        assert_eq!(files.at("docs/de/mill"), Leads::Unknown);
        assert_eq!(files.at("docs/de/wheel"), Leads::Nowhere);
    }

    fn leads(target: &str) -> Leads {
        files().follow("docs/de/race.md", &Address::parse(target).expect("an address"))
    }

    #[test]
    fn a_page_is_found_by_each_of_its_names() {
        let mill = Leads::To("docs/de/mill.md".to_owned());
        for target in ["mill.md", "./mill", "mill/", "mill.html", "../mill", "../de/mill.md#x"] {
            assert_eq!(leads(target), mill, "{target}");
        }
        assert_eq!(leads("wheel"), Leads::To("docs/de/wheel/index.md".to_owned()));
        assert_eq!(leads("../img"), Leads::Folder);
        assert_eq!(leads("../img/stone.png"), Leads::To("docs/img/stone.png".to_owned()));
    }

    #[test]
    fn what_was_not_listed_is_unknown() {
        assert_eq!(leads("../../static/x.png"), Leads::Unknown);
        assert_eq!(leads("../.hidden/x.png"), Leads::Unknown);
        assert_eq!(leads("img/stone.png"), Leads::Nowhere);
    }
}
