//! What the frameworks of docs sites do with links, and with Markdown.

use super::anchors::Slugs;

/// A framework.
#[derive(Debug)]
pub(super) struct Framework {
    /// The names of its configuration files, one of which stands at the top of a project.
    pub(super) files: &'static [&'static str],
    /// The package of which `package.json` beside them asks for a lower major version, where that tells it from a later one.
    pub(super) below: Option<(&'static str, u32)>,
    /// Whether its configuration is such a one, where another tool has a file of that name.
    pub(super) says: Option<fn(&str) -> bool>,
    /// Whether it shows the English page in place of one that a locale lacks.
    pub(super) falls_back: bool,
    /// Whether it does the same with images and other files.
    pub(super) shares_files: bool,
    /// How it makes the anchors of headings.
    pub(super) slugs: Slugs,
    /// How it reads what CommonMark takes for text.
    pub(super) dialect: Dialect,
    /// What compiles its pages of MDX.
    pub(super) mdx: Compiler,
    /// Whether it compiles its pages of Markdown as MDX too.
    pub(super) compiles_markdown: bool,
    /// Whether comments of HTML may stand in MDX: Docusaurus takes them out before it compiles a page, doc-builder compiles none.
    pub(super) comments_in_mdx: bool,
}

/// What compiles the pages of a site that are MDX by their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compiler {
    /// MDX as it is today.
    #[default]
    Mdx,
    /// MDX 1, which takes as text much of what MDX refuses.
    Early,
    /// Svelte, which knows the elements of HTML that have no closing tag.
    Svelte,
}

/// What a reader of Markdown takes for markup where CommonMark sees text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dialect {
    /// Whether the markers of a bold text may touch any sign, as Python-Markdown, kramdown, doc-builder, MDX 1 and a plugin for texts
    /// without spaces read them.
    pub bold_anywhere: bool,
    /// Whether spaces may stand inside of them, as kramed reads them: <https://github.com/HonKit/kramed>.
    pub bold_with_spaces: bool,
    /// Whether a heading needs no space behind its signs, as Python-Markdown reads it. The kramdown of Jekyll wants one.
    pub tight_headings: bool,
}

/// What leaves links and bold texts as they are.
const PLAIN: Framework = Framework {
    files: &[],
    below: None,
    says: None,
    falls_back: false,
    shares_files: false,
    slugs: Slugs::Any,
    dialect: Dialect { bold_anywhere: false, bold_with_spaces: false, tight_headings: false },
    mdx: Compiler::Mdx,
    compiles_markdown: false,
    comments_in_mdx: false,
};

const BOLD: Dialect = Dialect { bold_anywhere: true, ..PLAIN.dialect };
const TIGHT: Dialect = Dialect { tight_headings: true, ..BOLD };

/// The frameworks that do not leave them as they are: a new one is a row more.
const FRAMEWORKS: [Framework; 15] = [
    // Docusaurus 2, which reads all pages as MDX 1
    Framework {
        below: Some(("@docusaurus/core", 3)),
        dialect: BOLD,
        mdx: Compiler::Early,
        compiles_markdown: false,
        ..DOCUSAURUS
    },
    // Docusaurus that reads Markdown as such
    Framework { says: Some(reads_markdown), compiles_markdown: false, ..DOCUSAURUS },
    // Docusaurus
    DOCUSAURUS,
    // Astro Starlight
    Framework {
        files: &["astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts"],
        falls_back: true,
        slugs: Slugs::Kept,
        ..PLAIN
    },
    // VitePress and VuePress, whose own configuration is hidden
    Framework {
        files: &["package.json"],
        says: Some(|text| ["\"vitepress\"", "\"vuepress\""].iter().any(|name| text.contains(name))),
        slugs: Slugs::Unaccented,
        ..PLAIN
    },
    // Hexo
    Framework {
        files: &["package.json"],
        says: Some(|text| text.contains("\"hexo\"")),
        slugs: Slugs::Capitals,
        ..PLAIN
    },
    // MkDocs with a plugin for locales
    Framework { says: Some(|text| text.contains("i18n")), shares_files: true, ..MKDOCS },
    // MkDocs
    MKDOCS,
    // Rspress, in the configuration of all tools of its makers
    Framework {
        files: &["rstack.config.ts", "rstack.config.mts", "rstack.config.js", "rstack.config.mjs"],
        says: Some(|text| text.contains("rspress")),
        dialect: BOLD,
        ..PLAIN
    },
    // Rspress
    Framework {
        files: &["rspress.config.ts", "rspress.config.js", "rspress.config.mts", "rspress.config.mjs"],
        dialect: BOLD,
        ..PLAIN
    },
    // doc-builder
    Framework { files: &["_toctree.yml"], dialect: BOLD, mdx: Compiler::Svelte, comments_in_mdx: true, ..PLAIN },
    // GitBook of old, and HonKit
    Framework { files: &["book.json"], dialect: Dialect { bold_with_spaces: true, ..BOLD }, ..PLAIN },
    // Docsify, whose marked takes the signs of ASCII alone for punctuation
    Framework { files: &["_sidebar.md", "_coverpage.md"], dialect: BOLD, ..PLAIN },
    // Docute, which has marked as well
    Framework { files: &["index.html"], says: Some(|text| text.contains("/docute")), dialect: BOLD, ..PLAIN },
    // Jekyll
    Framework { files: &["_config.yml"], says: Some(is_kramdown), dialect: BOLD, ..PLAIN },
];

const MKDOCS: Framework = Framework {
    files: &["mkdocs.yml", "mkdocs.yaml", "zensical.toml"],
    falls_back: true,
    slugs: Slugs::Latin,
    dialect: TIGHT,
    ..PLAIN
};

const DOCUSAURUS: Framework = Framework {
    files: &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"],
    falls_back: true,
    slugs: Slugs::Kept,
    compiles_markdown: true,
    comments_in_mdx: true,
    ..PLAIN
};

/// Whether a configuration of Docusaurus says that pages are MDX by their names: <https://docusaurus.io/docs/api/docusaurus-config#markdown>.
fn reads_markdown(text: &str) -> bool {
    ["'md'", "'detect'", "\"md\"", "\"detect\""].iter().any(|format| text.contains(&format!("format: {format}")))
}

/// The framework that uses a configuration file. `read` reads a file beside it.
pub(super) fn of(file: &str, read: impl Fn(&str) -> Option<String>) -> Option<&'static Framework> {
    let (folder, name) = file.rsplit_once('/').map_or(("", file), |(folder, name)| (&file[..=folder.len()], name));
    let is_older = |(package, version): (&str, u32)| {
        let text = read(&format!("{folder}package.json"))?;
        Some(major(&text, package)? < version)
    };
    let is_it = |framework: &&Framework| {
        let says = |is_such: fn(&str) -> bool| read(file).is_some_and(|text| is_such(&text));
        framework.files.contains(&name)
            && framework.below.is_none_or(|below| is_older(below) == Some(true))
            && framework.says.is_none_or(says)
    };
    FRAMEWORKS.iter().find(is_it)
}

/// Whether a `_config.yml` is one of a site of Jekyll, which reads pages with kramdown unless it says otherwise. Other tools have a
/// file of that name, and one that only chooses a theme is of a project that is read elsewhere.
fn is_kramdown(text: &str) -> bool {
    let mut markdown = text.lines().filter_map(|line| line.strip_prefix("markdown:"));
    // A key of Jekyll itself, or of its plugin for languages.
    const KEYS: [&str; 2] = ["collections:", "exclude_from_localization:"];
    (text.contains("kramdown") || text.lines().any(|line| KEYS.iter().any(|key| line.starts_with(key))))
        && markdown.all(|name| name.to_ascii_lowercase().contains("kramdown"))
}

/// The major version of a package that a `package.json` asks for.
fn major(text: &str, package: &str) -> Option<u32> {
    let manifest: serde_json::Value = serde_json::from_str(text).ok()?;
    let kinds = ["dependencies", "devDependencies"];
    let wanted = kinds.iter().find_map(|kind| manifest.get(kind)?.get(package)?.as_str())?;
    let digits = wanted.trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_framework_is_told_by_its_version() {
        let asks = |version: &str| format!(r#"{{"dependencies": {{"@docusaurus/core": "{version}"}}}}"#);
        let of = |text: Option<String>| {
            let read = |path: &str| text.clone().filter(|_| path == "site/package.json");
            of("site/docusaurus.config.js", read).map(|framework| framework.dialect.bold_anywhere)
        };
        assert_eq!(of(Some(asks("^2.4.1"))), Some(true));
        assert_eq!(of(Some(asks("3.5.0"))), Some(false));
        assert_eq!(of(Some(asks("latest"))), Some(false));
        assert_eq!(of(None), Some(false));
    }

    #[test]
    fn a_framework_is_told_by_what_its_configuration_says() {
        let of = |text: &str| {
            of("site/_config.yml", |_| Some(text.to_owned())).map(|framework| framework.dialect.bold_anywhere)
        };
        assert_eq!(of("markdown: kramdown\n"), Some(true));
        assert_eq!(of("collections:\n  guides:\n"), Some(true));
        assert_eq!(of("markdown: CommonMarkGhPages\n"), None);
        assert_eq!(of("theme: landscape\nsource_dir: source\n"), None);
        assert_eq!(of("theme: jekyll-theme-cayman\n"), None);
    }
}
