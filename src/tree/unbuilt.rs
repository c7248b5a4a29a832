//! Pages that a site does not build, as the configuration of its generator says: no reader sees them.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use crate::config::{Glob, Paths, absolute};

/// A generator that can be told to leave pages out.
struct Generator {
    /// Its configuration, without extension, from the folder that it is about.
    files: &'static [&'static str],
    /// The patterns of what it leaves out below that folder, from the text of its configuration.
    read: fn(&str, &Path) -> Vec<String>,
}

const GENERATORS: [Generator; 3] = [
    // https://vitepress.dev/reference/site-config#srcexclude
    Generator { files: &[".vitepress/config", ".vitepress/config/index"], read: of_vitepress },
    // https://v2.vuepress.vuejs.org/reference/config.html#pagepatterns
    Generator { files: &[".vuepress/config"], read: of_vuepress },
    // https://docusaurus.io/docs/api/docusaurus-config#i18n
    Generator { files: &["docusaurus.config"], read: of_docusaurus },
];

const EXTENSIONS: [&str; 6] = ["ts", "js", "mts", "mjs", "cts", "cjs"];

/// Sites whose configuration leaves pages out.
#[derive(Debug, Default)]
pub(super) struct Unbuilt {
    sites: Vec<Paths>,
}

impl Unbuilt {
    /// What the sites around `root` leave out, within its checkout. Who asks for a folder that is left out means what stands in it.
    pub(super) fn around(root: &Path) -> Self {
        let root = absolute(root);
        let mut unbuilt = Self::default();
        if root.join(".git").exists() || !root.ancestors().any(|folder| folder.join(".git").exists()) {
            return unbuilt;
        }
        for folder in root.ancestors().skip(1) {
            unbuilt.enter(folder);
            if folder.join(".git").exists() {
                break;
            }
        }
        let page = root.join("page.md");
        unbuilt.sites.retain(|site| !site.name(&page));
        unbuilt
    }

    /// Takes in what a site in `folder` leaves out.
    pub(super) fn enter(&mut self, folder: &Path) {
        for generator in &GENERATORS {
            let files =
                generator.files.iter().flat_map(|file| EXTENSIONS.map(|it| folder.join(format!("{file}.{it}"))));
            let Some(text) = files.filter_map(|file| fs::read_to_string(file).ok()).next() else { continue };
            let bare = COMMENTS.replace_all(&text, "");
            let globs: Vec<Glob> =
                (generator.read)(&bare, folder).iter().filter_map(|glob| Glob::parse(glob).ok()).collect();
            if !globs.is_empty() {
                self.sites.push(Paths::new(folder, &globs));
            }
        }
    }

    /// Whether the page at `path` is left out.
    pub(super) fn name(&self, path: &Path) -> bool {
        self.sites.iter().any(|site| site.name(path))
    }
}

fn expression(text: &str) -> Regex {
    Regex::new(text).expect("a valid expression")
}

/// Lines that are a comment. Others have signs of comments in patterns: `drafts/**/*.md`.
static COMMENTS: LazyLock<Regex> = LazyLock::new(|| expression(r"(?m)^[ \t]*(?://|/?\*[ *]).*$"));
static EXCLUDED: LazyLock<Regex> = LazyLock::new(|| expression(r"\bsrcExclude\s*:\s*\[([^\]]*)\]"));
static SOURCE: LazyLock<Regex> = LazyLock::new(|| expression(r#"\bsrcDir\s*:\s*['"]([^'"]+)['"]"#));
static PATTERNS: LazyLock<Regex> = LazyLock::new(|| expression(r"\bpagePatterns\s*:\s*\[([^\]]*)\]"));
static LOCALES: LazyLock<Regex> = LazyLock::new(|| expression(r"\blocales\s*:\s*\[([^\]]*)\]"));

static ONLY: LazyLock<Regex> =
    LazyLock::new(|| expression(r"\bonlyIncludeVersions\s*:\s*(?:\(\(\)\s*=>\s*\{\s*return\s*)?\[([^\]]*)\]"));
static SLICE: LazyLock<Regex> = LazyLock::new(|| expression(r"\.\.\.versions\.slice\(\s*0\s*,\s*(\d+)\s*\)"));

/// The strings of a list whose members are strings; `None` where a program makes some of them.
fn strings(list: &str) -> Option<Vec<&str>> {
    let members = list.split(',').map(str::trim).filter(|member| !member.is_empty());
    members
        .map(|member| {
            let inside = member.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])?;
            (!inside.contains(['\'', '"', '`'])).then_some(inside)
        })
        .collect()
}

fn list<'t>(expression: &Regex, text: &'t str) -> Vec<&'t str> {
    expression.captures(text).and_then(|found| strings(found.get(1)?.as_str())).unwrap_or_default()
}

/// Whether a pattern names all pages of a folder. Single files may be left out because others show what they hold.
fn is_of_folder(glob: &str) -> bool {
    let name = glob.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    matches!(name, "**" | "*" | "*.md") && glob.contains('/') || !name.contains(['*', '.'])
}

fn of_vitepress(text: &str, _: &Path) -> Vec<String> {
    let below = SOURCE.captures(text).map(|found| found[1].trim_start_matches("./").trim_end_matches('/').to_owned());
    let below = below.filter(|folder| !matches!(&**folder, "" | "."));
    let within = |glob: &str| below.as_ref().map_or(glob.to_owned(), |folder| format!("{folder}/{glob}"));
    list(&EXCLUDED, text).into_iter().filter(|glob| is_of_folder(glob)).map(within).collect()
}

fn of_vuepress(text: &str, _: &Path) -> Vec<String> {
    let left_out = list(&PATTERNS, text).into_iter().filter_map(|glob| glob.strip_prefix('!'));
    left_out.filter(|glob| is_of_folder(glob)).map(str::to_owned).collect()
}

/// The locales that are translated and not among those of the site, and the versions that it does not build.
fn of_docusaurus(text: &str, folder: &Path) -> Vec<String> {
    let (locales, translated) = (list(&LOCALES, text), folders(&folder.join("i18n")));
    let is_left_out = |name: &&String| !locales.is_empty() && !locales.contains(&&***name);
    let mut left_out: Vec<String> = translated.iter().filter(is_left_out).map(|name| format!("i18n/{name}")).collect();
    for (id, versions) in versions(folder) {
        let built = if id.is_empty() { built(text, &versions) } else { versions };
        let plugin = if id.is_empty() { String::new() } else { format!("-{id}") };
        let places = translated.iter().map(|locale| format!("i18n/{locale}/docusaurus-plugin-content-docs{plugin}"));
        let own = if id.is_empty() { "versioned_docs".to_owned() } else { format!("{id}_versioned_docs") };
        for place in places.chain([own]) {
            let names = folders(&folder.join(&place)).into_iter();
            let frozen = names.filter(|name| {
                name.strip_prefix("version-").is_some_and(|version| !built.iter().any(|built| built == version))
            });
            left_out.extend(frozen.map(|name| format!("{place}/{name}")));
        }
    }
    left_out
}

fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).filter(|it| it.path().is_dir());
    entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}

/// The versions of each set of docs in a folder, which has no name where there is but one.
/// <https://docusaurus.io/docs/versioning>
fn versions(folder: &Path) -> Vec<(String, Vec<String>)> {
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = files.map(|it| it.file_name().to_string_lossy().into_owned());
    let sets = names.filter_map(|name| {
        let id = name.strip_suffix("versions.json")?.to_owned();
        let text = fs::read_to_string(folder.join(name)).ok()?;
        Some((id.trim_end_matches('_').to_owned(), serde_json::from_str(&text).ok()?))
    });
    sets.collect()
}

/// The versions that are built: all, or those that the configuration names or counts from the newest on. What it decides only
/// when it runs is not known.
fn built(text: &str, versions: &[String]) -> Vec<String> {
    let named = ONLY.captures(text).and_then(|found| {
        let list = found.get(1)?.as_str();
        let newest = SLICE.captures(list).and_then(|slice| slice[1].parse().ok()).unwrap_or(0);
        let rest = SLICE.replace(list, "");
        let named = strings(&rest)?.into_iter().map(str::to_owned);
        Some(named.chain(versions.iter().take(newest).cloned()).collect())
    });
    named.unwrap_or_else(|| versions.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_where_all_its_members_are_strings() {
        assert_eq!(strings("'a', \"b/**/*.md\",\n"), Some(vec!["a", "b/**/*.md"]));
        assert_eq!(strings("'a', ...others"), None);
        assert_eq!(strings("locale, `x`"), None);
    }

    #[test]
    fn patterns_start_where_the_pages_of_the_site_do() {
        let read = |text| of_vitepress(&COMMENTS.replace_all(text, ""), Path::new("."));
        assert_eq!(read("srcExclude: ['old/**', 'lessons/**/text.md', 'a/*.md', 'b'],"), ["old/**", "a/*.md", "b"]);
        assert_eq!(read("srcDir: './pages/',\n  srcExclude: [\n'old/**']"), ["pages/old/**"]);
        assert!(read("// srcExclude: ['old/**']\n * srcExclude: ['old/**']\n").is_empty());
        let of_vuepress = |text| of_vuepress(text, Path::new("."));
        assert_eq!(of_vuepress("pagePatterns: ['**/*.md', '!old/**', '!**/_*.md']"), ["old/**"]);
    }

    #[test]
    fn versions_are_built_that_the_configuration_names_or_counts() {
        let versions = ["3", "2", "1"].map(str::to_owned);
        let read = |text| built(text, &versions);
        assert_eq!(read("docs: {}"), ["3", "2", "1"]);
        assert_eq!(read("onlyIncludeVersions: ['current', '2'],"), ["current", "2"]);
        assert_eq!(
            read("onlyIncludeVersions: (() => { return ['current', ...versions.slice(0, 2)]; })(),"),
            ["current", "3", "2"]
        );
        assert_eq!(read("onlyIncludeVersions: (() => { if (fast) return ['current']; })(),"), ["3", "2", "1"]);
        assert_eq!(read("onlyIncludeVersions: [latest],"), ["3", "2", "1"]);
    }
}
