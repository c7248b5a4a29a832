//! What the frameworks of docs sites do with links, and with Markdown.

/// A framework.
#[derive(Debug)]
pub(super) struct Framework {
    /// The names of its configuration files, one of which stands at the top of a project.
    pub(super) files: &'static [&'static str],
    /// Whether it shows the English page in place of one that a locale lacks.
    pub(super) falls_back: bool,
    /// Whether the markers of a bold text may touch any sign, as Python-Markdown, doc-builder and a plugin for texts
    /// without spaces read them.
    pub(super) bold_anywhere: bool,
}

/// The frameworks that do not leave them as they are: a new one is a row more.
const FRAMEWORKS: [Framework; 5] = [
    // Docusaurus
    Framework {
        files: &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"],
        falls_back: true,
        bold_anywhere: false,
    },
    // Astro Starlight
    Framework {
        files: &["astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts"],
        falls_back: true,
        bold_anywhere: false,
    },
    // MkDocs
    Framework { files: &["mkdocs.yml", "mkdocs.yaml", "zensical.toml"], falls_back: true, bold_anywhere: true },
    // Rspress
    Framework {
        files: &["rspress.config.ts", "rspress.config.js", "rspress.config.mts", "rspress.config.mjs"],
        falls_back: false,
        bold_anywhere: true,
    },
    // doc-builder
    Framework { files: &["_toctree.yml"], falls_back: false, bold_anywhere: true },
];

/// The framework that uses a configuration file.
pub(super) fn of(file: &str) -> Option<&'static Framework> {
    let name = file.rsplit('/').next().unwrap_or(file);
    FRAMEWORKS.iter().find(|framework| framework.files.contains(&name))
}
