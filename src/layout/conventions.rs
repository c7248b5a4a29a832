//! The layouts that docs projects share, each in a file of its own.

mod co_op_translator;
mod docusaurus;
mod file_name;
mod folder_name;
mod jekyll;
mod locale_folder;
mod mdn;
mod starlight;
mod tldr;

use super::convention::{Convention, Shape};

/// All conventions. Of two that explain as many pages of a tree, the first one counts. A generator without a shape of its
/// own needs no file: its name and its configuration files say all.
pub(super) static CONVENTIONS: &[Convention] = &[
    docusaurus::CONVENTION,
    co_op_translator::CONVENTION,
    mdn::CONVENTION,
    jekyll::CONVENTION,
    starlight::CONVENTION,
    tldr::CONVENTION,
    locale_folder::CONVENTION,
    folder_name::CONVENTION,
    file_name::CONVENTION,
    Convention::of_files("Fumadocs", &["source.config.ts", "source.config.mjs"]),
    Convention::of_files("Hugo", HUGO),
    Convention::of_files("mdBook", &["book.toml"]),
    Convention::of_files("Mintlify", &["docs.json", "mint.json"]),
    Convention::of_files("MkDocs", &["mkdocs.yml", "mkdocs.yaml"]),
    Convention::of_files("Nextra", NEXTRA),
    Convention::of_files("Rspress", &["rspress.config.ts", "rspress.config.js"]),
    Convention::of_files("VitePress", VITEPRESS),
];

const HUGO: &[&str] = &[
    "hugo.yaml",
    "hugo.toml",
    "hugo.json",
    "config.toml",
    "config/_default/hugo.yaml",
    "config/_default/hugo.toml",
    "config/_default/config.yaml",
    "config/_default/config.toml",
];
const NEXTRA: &[&str] = &["theme.config.tsx", "theme.config.jsx"];
const VITEPRESS: &[&str] = &[
    ".vitepress/config.ts",
    ".vitepress/config.mts",
    ".vitepress/config.js",
    ".vitepress/config.mjs",
    ".vitepress/config/index.ts",
    ".vitepress/config/index.mts",
    ".vitepress/config/index.js",
    ".vitepress/config/index.mjs",
];

/// The names of the files that say which generator a project uses and which locales it has, each below any folder.
pub fn settings_files() -> impl Iterator<Item = &'static str> {
    CONVENTIONS.iter().flat_map(|convention| convention.files).copied()
}
