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

/// The locales that are translated and not among those of the site.
fn of_docusaurus(text: &str, folder: &Path) -> Vec<String> {
    let locales = list(&LOCALES, text);
    if locales.is_empty() {
        return Vec::new();
    }
    let folders = fs::read_dir(folder.join("i18n")).into_iter().flatten().filter_map(Result::ok);
    let names = folders.filter(|it| it.path().is_dir()).map(|it| it.file_name().to_string_lossy().into_owned());
    names.filter(|name| !locales.contains(&&**name)).map(|name| format!("i18n/{name}")).collect()
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
}
